"""What the literals of CEL say."""

import re
import unicodedata

ESCAPES = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "`": "`",
    "?": "?",
}
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[xX]([0-9a-fA-F]{2})|([0-3][0-7]{2})|(.)|)", re.DOTALL)
LARGEST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


def text_value(token: str) -> str:
    """
    Unescape a text literal, quotes included; like all text it is in Unicode normalization form C.

    Raises:
        ValueError: An escape that the language does not have, or half of a surrogate pair.

    Source:
        CEL specification, String and Bytes Values.
    """
    raw = token[0] in "rR"
    body = token[1:] if raw else token
    quotes = 3 if body[:3] in {'"""', "'''"} and len(body) >= 6 else 1  # noqa: PLR2004  # three quotes either side
    inner = body[quotes:-quotes]
    return unicodedata.normalize("NFC", inner if raw else ESCAPE.sub(_unescape, inner))


def _unescape(match: re.Match[str]) -> str:
    hexadecimal = match[1] or match[2] or match[3]
    if hexadecimal or match[4]:
        number = int(hexadecimal, 16) if hexadecimal else int(match[4], 8)
        if number > LARGEST_CHARACTER or number in SURROGATES:
            raise ValueError(match[0])
        return chr(number)
    if match[5] not in ESCAPES:  # a backslash at the end is none either
        raise ValueError(match[0])
    return ESCAPES[match[5]]


def integer_value(token: str) -> int:
    """
    Read an integer literal, decimal or hexadecimal.

    Raises:
        ValueError: Beyond 64 bits.
    """
    value = int(token, 16) if "x" in token.lower() else int(token)
    if not -(2**63) <= value < 2**63:
        raise ValueError(token)
    return value
