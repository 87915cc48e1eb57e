"""What people and systems write for a unit instead of its UCUM code: read as nothing, offered as a hint."""

# Signs that UCUM writes in plain letters.
SIGNS = str.maketrans(
    {
        "µ": "u",
        "μ": "u",
        "Ω": "Ohm",
        "²": "2",
        "³": "3",
        "⁻": "-",
        "¹": "1",
        "·": ".",
        "×": ".",
        "*": ".",
        "°": "deg",
        "℃": "Cel",
        "℉": "[degF]",
        "％": "%",
        "／": "/",
        "‰": "[ppth]",
    }
)

NAMES = {
    "degC": "Cel",
    "degF": "[degF]",
    "celsius": "Cel",
    "micron": "um",
    "in": "[in_i]",
    "inch": "[in_i]",
    "lb": "[lb_av]",
    "lbs": "[lb_av]",
    "lbf": "[lbf_av]",
    "oz": "[oz_av]",
    "psi": "[psi]",
    "mmHg": "mm[Hg]",
    "Torr": "mm[Hg]",
    "cmH2O": "cm[H2O]",
    "ppm": "[ppm]",
    "ppb": "[ppb]",
    "CFU": "[CFU]",
    "cfu": "[CFU]",
    "PFU": "[PFU]",
    "IU": "[IU]",
    "NTU": "[NTU]",
    "rpm": "{rev}/min",
    "r/min": "{rev}/min",
    "sec": "s",
    "hr": "h",
    "hrs": "h",
    "hour": "h",
    "hours": "h",
    "minute": "min",
    "minutes": "min",
    "day": "d",
    "days": "d",
    "week": "wk",
    "weeks": "wk",
    "month": "mo",
    "months": "mo",
    "year": "a",
    "years": "a",
    "yr": "a",
    "cc": "cm3",
    "gm": "g",
    "kgs": "kg",
    "ohm": "Ohm",
    "pcs": "1",
    "ea": "1",
    "N/15mm": "N/(15.mm)",
    "N/25mm": "N/(25.mm)",
    "千克": "kg",
    "公斤": "kg",
    "克": "g",
    "毫克": "mg",
    "微克": "ug",
    "米": "m",
    "厘米": "cm",
    "毫米": "mm",
    "微米": "um",
    "升": "L",
    "毫升": "mL",
    "微升": "uL",
    "秒": "s",
    "分": "min",
    "分钟": "min",
    "时": "h",
    "小时": "h",
    "天": "d",
    "日": "d",
    "周": "wk",
    "月": "mo",
    "个月": "mo",
    "年": "a",
    "帕": "Pa",
    "千帕": "kPa",
    "兆帕": "MPa",
    "牛": "N",
    "牛顿": "N",
    "摄氏度": "Cel",
    "件": "1",
    "个": "1",
    "支": "1",
}


def suggested(unit: str) -> str | None:
    """
    Give the UCUM code that is meant by another spelling.

    Args:
        unit: What was written; it is no UCUM code.

    Returns:
        The code, each part of a ratio or product replaced by its own; ``None`` when no other spelling is known.
    """
    plain = unit.strip().translate(SIGNS)
    whole = NAMES.get(plain)
    if whole is None:
        whole = "/".join(".".join(NAMES.get(part, part) for part in side.split(".")) for side in plain.split("/"))
    return whole if whole != unit else None
