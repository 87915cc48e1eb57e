"""Run rules: which points of a control chart signal, and how often they would without a cause."""

from spc_kernels.rules.definitions import DEFAULT, SETS, Rule, Rules, RuleSet, named
from spc_kernels.rules.detection import State, detect, follow, start
from spc_kernels.rules.run_lengths import RunLength, run_length
from spc_kernels.rules.signals import Signals

__all__ = [
    "DEFAULT",
    "SETS",
    "Rule",
    "RuleSet",
    "Rules",
    "RunLength",
    "Signals",
    "State",
    "detect",
    "follow",
    "named",
    "run_length",
    "start",
]
