"""One item against one provision of `scorecards`. Pure."""

from engine.expressions.evaluate import Names
from engine.expressions.missing import Missing
from engine.expressions.values import Unknown
from engine.model.supplier_finding import SupplierFinding
from engine.packs.pack import Scorecard
from engine.provisions.found import Seen
from engine.provisions.situation import Situation


def score(scorecard: Scorecard, scope: Names, situation: Situation) -> Seen[SupplierFinding]:
    """Look at one item."""
    return Seen(holds=Unknown([Missing(scorecard.header.id, "not-judged")]), findings=())
