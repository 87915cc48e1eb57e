"""Write the table of units that are known without asking the library; `--check` only compares."""

import sys
from collections.abc import Iterable
from pathlib import Path

from engine.model.ucum import scale_of

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "engine" / "model" / "unit_table.py"

# What makers of medical devices write in inspection, process and sterilisation records.
CODES = (
    # counts, shares, levels
    *("1", "%", "[ppth]", "[ppm]", "[ppb]", "10*-6", "10*-5", "10*-4", "10*-3", "10*-2", "10*3", "10*6"),
    *("[pH]", "dB", "dB{A}", "[NTU]", "%{RH}", "%{V/V}", "%{m/m}"),
    # mass, and per area, volume, mass, piece
    *("ng", "ug", "mg", "g", "kg", "t", "[lb_av]", "[oz_av]"),
    *("ug/cm2", "mg/cm2", "mg/dm2", "g/m2", "mg/m2", "ug/mL", "mg/mL", "mg/L", "g/L", "g/mL", "g/cm3", "kg/m3"),
    *("ng/mL", "ug/L", "ug/g", "mg/g", "mg/kg", "g/kg", "ug/kg", "mg/m3", "ug/m3", "mg/{device}", "ug/{device}"),
    # length, area, volume
    *("nm", "um", "mm", "cm", "dm", "m", "km", "[in_i]", "[ft_i]"),
    *("um2", "mm2", "cm2", "dm2", "m2", "mm3", "cm3", "dm3", "m3", "nL", "uL", "mL", "cL", "dL", "L"),
    # angle
    *("deg", "rad"),
    # time and frequency
    *("ns", "us", "ms", "s", "min", "h", "d", "wk", "mo", "a", "Hz", "kHz", "MHz", "GHz", "/min", "/h", "{rev}/min"),
    # force, pressure, strength, energy, power
    *("mN", "cN", "N", "kN", "gf", "kgf", "[lbf_av]", "N/mm", "N/cm", "N/m", "N/(15.mm)", "N/(25.mm)", "N/(25.4.mm)"),
    *("Pa", "hPa", "kPa", "MPa", "GPa", "mbar", "bar", "atm", "mm[Hg]", "cm[H2O]", "[psi]", "N/mm2"),
    *("N.m", "N.cm", "N.mm", "mJ", "J", "kJ", "mW", "W", "kW", "J/m2", "kJ/m2", "W/m2", "mPa.s", "Pa.s", "mm2/s"),
    # flow, speed, rates
    *("mL/min", "mL/h", "mL/s", "L/min", "L/h", "m3/h", "m3/min", "mm/s", "mm/min", "m/s", "m/min", "Pa/s", "kPa/min"),
    *("Pa.m3/s", "mbar.L/s", "/h{air_change}"),
    # temperature
    *("Cel", "K", "[degF]", "K/min"),
    # electricity, light, radiation
    *("uA", "mA", "A", "mV", "V", "kV", "mOhm", "Ohm", "kOhm", "MOhm", "uS/cm", "mS/m", "F", "uF", "T", "mT"),
    *("lx", "lm", "cd", "Gy", "kGy", "Gy/h", "kGy/h", "Bq", "MBq"),
    # chemistry, microbiology, assays
    *("mol", "mmol", "umol", "mol/L", "mmol/L", "umol/L", "nmol/L", "kat", "U/L", "mosm/kg"),
    *("[CFU]", "[CFU]/mL", "[CFU]/m3", "[CFU]/cm2", "{CFU}", "{CFU}/m3", "{CFU}/mL", "{CFU}/cm2", "{CFU}/{device}"),
    *("{CFU}/{plate}", "{particle}/m3", "{particle}/mL", "{EU}", "{EU}/mL", "{EU}/{device}", "[USP'U]/mL"),
    *("[IU]", "[IU]/mL", "[IU]/L", "[TCID_50]/mL"),
)


def table() -> str:
    """Write the module that holds the table."""
    rows = ""
    for code in CODES:
        scale = scale_of(code)
        rows += f'    "{code}": ("{scale.dimension}", "{scale.factor}", "{scale.zero}"),\n'
    return (
        '"""Units by UCUM code: dimension, size and zero in its bases. Written by tools/units.py; do not edit."""\n\n'
        "UNITS: dict[str, tuple[str, str, str]] = {\n" + rows + "}\n"
    )


def main(arguments: Iterable[str]) -> int:
    """Write the table, or with `--check` say whether it is stale."""
    written = table()
    if "--check" not in set(arguments):
        TABLE.write_text(written, encoding="utf-8")
        return 0
    if TABLE.is_file() and TABLE.read_text(encoding="utf-8") == written:
        return 0
    print("engine/model/unit_table.py is stale: refresh it with `python tools/units.py`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
