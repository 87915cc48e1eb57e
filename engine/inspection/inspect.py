"""One characteristic against one provision of `inspections`: every inspection of it, the worst counts. Pure."""

from collections.abc import Sequence

from core.words import say
from engine.expressions.evaluate import Names
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Record
from engine.inspection.evidence import Known
from engine.inspection.examine import Examined, examined
from engine.inspection.findings import clauses_of, finding_of, message_of
from engine.inspection.matching import Matched, Register, matched
from engine.inspection.reasons import Reason, UnsettledError, because, distinct, not_known
from engine.inspection.recorded import held_or_none, number, texts
from engine.inspection.specified import Specified, specified_of
from engine.model.characteristics import Characteristic
from engine.model.codes import InspectionStage
from engine.model.finding_codes import Conformity
from engine.model.inspection_finding import InspectionFinding
from engine.model.inspection_reason import InspectionReasonCode as Code
from engine.packs.pack import InspectionStandard
from engine.provisions.found import Look, Seen
from engine.provisions.situation import Situation

# What is inspected there is what the lot itself consists of, whatever it was made from.
OF_THE_PRODUCT = frozenset(
    {InspectionStage.in_process, InspectionStage.final, InspectionStage.first_article, InspectionStage.outgoing}
)
ONLY_INPUTS = say("an input was inspected, and not the product", "检验的是投入物而非产品")
WORST_FIRST = (Conformity.nonconforming, Conformity.indeterminate, Conformity.conforming)


def inspecting(standard: InspectionStandard, situation: Situation) -> Look[InspectionFinding]:
    """Give what looks at one characteristic after another; what they share is read once, at the first of them."""
    held: list[Register] = []
    known: Known = {}

    def look(scope: Names) -> Seen[InspectionFinding]:
        if not held:
            held.append(Register(standard.stage, situation))
        return inspect(standard, scope, situation, held[0], known)

    return look


def inspect(
    standard: InspectionStandard, scope: Names, situation: Situation, register: Register, known: Known
) -> Seen[InspectionFinding]:
    """
    Judge one characteristic at the stage of a provision.

    Args:
        standard: The provision.
        scope: What expressions read, with the characteristic bound to the name that the header says.
        situation: What it is judged in.
        register: The inspections of the provision's stage.
        known: What was found of gauges and inspectors already.

    Returns:
        One finding. It holds where every inspection of the characteristic at the stage accepts the lot by its
        readings, all inspections are known, and together they were of the whole lot. It does not hold where one of
        them rejects it. It is unknown otherwise, with everything that stands in the way.
    """
    header = standard.header
    characteristic = scope[header.each.variable] if header.each is not None else None
    if not isinstance(characteristic, Record) or not isinstance(characteristic.data, Characteristic):
        return Seen(holds=Unknown([Missing(header.id, "wrong-type")]), findings=())
    try:
        found = matched(characteristic, register)
        looked, reasons = _looked(standard, characteristic, scope, found, (situation, register, known))
    except Unknown as unknown:
        found, looked, reasons = Matched(counted=(), superseded=(), reasons=()), [], not_known(unknown)
    reasons = distinct([*reasons, *(reason for one in looked for reason in one.reasons)])
    outcome = _outcome(looked, reasons)
    finding = finding_of(standard, characteristic.data.id, outcome, looked, found.superseded, reasons)
    return Seen(
        holds=_holds(outcome, reasons, characteristic),
        findings=(finding,),
        clauses=clauses_of(looked, outcome),
        message=message_of(standard, finding, looked, scope) if outcome == Conformity.nonconforming else None,
    )


def _looked(
    standard: InspectionStandard,
    characteristic: Record,
    scope: Names,
    found: Matched,
    shared: tuple[Situation, Register, Known],
) -> tuple[list[Examined], list[Reason]]:
    """Examine every inspection that counts, and the computed values of a characteristic with a formula."""
    try:
        specified = specified_of(standard, characteristic, scope, *shared)
    except Unknown as unknown:
        return [], [*found.reasons, *not_known(unknown)]
    except UnsettledError as unsettled:
        return [], [*found.reasons, unsettled.reason]
    looked = [examined(one, specified) for one in found.counted]
    reasons = list(found.reasons)
    if specified.is_computed:
        reasons = [one for one in reasons if one.code != Code.no_inspection]
        # Units are worked out there by what takes long to load.
        from engine.inspection.computation import computed_from

        values, why = computed_from(specified)
        looked += [] if values is None else [values]
        reasons += why
    return looked, [*reasons, *_part_of_lot(looked, specified)]


def _part_of_lot(looked: Sequence[Examined], specified: Specified) -> list[Reason]:
    """What was presented for inspection must be the whole lot; an input lot is a lot of its own."""
    try:
        own = [one for one in looked if held_or_none(one.inspection, "input") is None]
        if looked and not own and specified.standard.stage in OF_THE_PRODUCT:
            return [because(Code.part_of_lot, f"{looked[0].inspection.path}.input", ONLY_INPUTS)]
        lot = specified.situation.names()["lot"]
        if not own or not isinstance(lot, Record):
            return []
        whole = number(lot, "quantity")
        sizes = [one.lot_size for one in own if one.lot_size is not None]
        if len(sizes) < len(own) or max(sizes) >= whole:
            return []
        # Parts add up only where no unit is of two of them: otherwise it may be one part, presented twice.
        units = [unit for one in own for unit in texts(one.inspection, "sampled_units")]
        presented = sum(sizes) if len(set(units)) == len(units) else max(sizes)
    except Unknown as unknown:
        return not_known(unknown)
    if presented >= whole:
        return []
    words = say(
        "{presented} of {whole} units were presented",
        "提交检验{presented}件，本批{whole}件",
        presented=presented,
        whole=whole,
    )
    return [because(Code.part_of_lot, f"{own[0].inspection.path}.lot_size", words)]


def _outcome(looked: Sequence[Examined], reasons: Sequence[Reason]) -> Conformity:
    found = min((one.outcome for one in looked), key=WORST_FIRST.index, default=Conformity.indeterminate)
    return Conformity.indeterminate if reasons and found == Conformity.conforming else found


def _holds(outcome: Conformity, reasons: Sequence[Reason], characteristic: Record) -> bool | Unknown:
    if outcome == Conformity.indeterminate:
        missing = [one.as_missing() for one in reasons]
        return Unknown(missing or [Missing(characteristic.path, "no-result")])
    return outcome == Conformity.conforming
