"""The function table: one entry says a function's name, types, implementation and documentation."""

from engine.expressions.functions import calendar, conversions, encoders, figures, lists, numbers, texts, times
from engine.expressions.functions.entry import Function, Overload

__all__ = ["FUNCTIONS", "NAMESPACES", "Function", "Overload"]

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for module in (calendar, conversions, encoders, figures, lists, numbers, texts, times)
    for function in module.TABLE
}
# What stands before the point in names such as `math.greatest`; a call of these is never one of a method.
NAMESPACES = frozenset(name.rpartition(".")[0] for name in FUNCTIONS if "." in name)
