"""What was found of a supplier: its score, and everything it can be recomputed from."""

from typing import Annotated

from engine.model.fields import Entity, said
from engine.model.finding_codes import Rating
from engine.model.values import Text


class SupplierFinding(Entity, frozen=True, kw_only=True):
    """A supplier, scored by one scorecard."""

    provision: Annotated[
        Text, said("Scorecard", "评分卡", "The provision that scored", "评分所依据的条款", example="ISO-SUP-010")
    ]
    supplier: Annotated[Text, said("Supplier", "供方", "The supplier", "被评供方", example="SUP-0107")]
    outcome: Annotated[Rating, said("Outcome", "评级结果", "Whether it could be rated", "是否已评级", example="rated")]


class ScoredSupplier(Entity, frozen=True, kw_only=True):
    """A supplier over all scorecards that score it: the worst counts."""

    outcome: Annotated[
        Rating, said("Outcome", "评级结果", "The worst of its findings", "各项评分中最差的结果", example="rated")
    ]
    findings: Annotated[
        list[SupplierFinding], said("Findings", "评分明细", "One for each scorecard", "每张评分卡各一项")
    ]
