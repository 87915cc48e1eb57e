"""Short times as packs write them."""

import datetime as dt
import re

from msgspec import UnsetType

UNITS = {"D": "days", "H": "hours", "M": "minutes", "S": "seconds"}
SPAN = re.compile(r"PT?([0-9]+)([DHMS])")


def span(text: str | UnsetType) -> dt.timedelta | None:
    """Give the time that a text of ISO 8601 names: days, hours, minutes or seconds; ``None`` where nothing is said."""
    found = SPAN.fullmatch(text) if isinstance(text, str) else None
    return None if found is None else dt.timedelta(**{UNITS[found[2]]: int(found[1])})
