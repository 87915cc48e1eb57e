"""One item against one provision of `processes`. Pure."""

from engine.expressions.evaluate import Names
from engine.expressions.missing import Missing
from engine.expressions.values import Unknown
from engine.model.process_finding import ProcessFinding
from engine.packs.pack import ProcessControl
from engine.provisions.found import Seen
from engine.provisions.situation import Situation


def watch(control: ProcessControl, scope: Names, situation: Situation) -> Seen[ProcessFinding]:
    """Look at one item."""
    return Seen(holds=Unknown([Missing(control.header.id, "not-judged")]), findings=())
