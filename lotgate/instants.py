"""Instants as people write them on a command line."""

import datetime as dt

from core.documents.errors import InvalidValueError
from core.documents.scalars import Refusal, instant_of
from core.documents.tree import Scalar
from core.locations import DataLocation


def parse_instant(text: str) -> dt.datetime:
    """
    Read an instant with its offset.

    Raises:
        InvalidValueError: ``document.value.invalid``.
    """
    try:
        return instant_of(Scalar(text, "quoted"))
    except Refusal as refusal:
        raise InvalidValueError(refusal.message, location=DataLocation("--as-of"), hint=refusal.hint) from refusal
