"""How large and how deep a document may be: the limits that refuse what nobody means to send."""

from core.documents.errors import TooLargeError
from core.locations import Location
from core.words import say

LARGEST_BYTES = 32 * 1024 * 1024
DEEPEST = 64
# So many faults are told of one document: who sends more has sent something else.
MOST_FAULTS = 10_000
SMALLER = say("leave out what nothing depends on", "请删去不影响任何判定的内容")


def nested_too_deep(location: Location) -> TooLargeError:
    """Say that something is nested deeper than `DEEPEST`."""
    message = say("nested deeper than {deepest}", "嵌套超过{deepest}层", deepest=DEEPEST)
    return TooLargeError(message, location=location, hint=say("are there too many brackets?", "是否多写了括号？"))


def too_many_faults(location: Location | None) -> TooLargeError:
    """Say that there are more than `MOST_FAULTS`, from a place on."""
    message = say(
        "more than {most} faults: what follows is not looked at",
        "错误超过{most}处：其后内容不再检查",
        most=MOST_FAULTS,
    )
    return TooLargeError(message, location=location)
