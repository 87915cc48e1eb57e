"""Which signatures an act still needs: listed with the verdict, never part of it. Pure."""

from engine.expressions.missing import Missing
from engine.expressions.values import Unknown
from engine.model.decision import SignatureRequired
from engine.packs.pack import SignatureRule
from engine.provisions.judge import gate_reason
from engine.provisions.signing import signed
from engine.provisions.situation import Situation
from engine.release.words import missing_evidence


def signature_required(rule: SignatureRule, situation: Situation) -> SignatureRequired | None:
    """Say who still signs, and whose signatures are there; nothing when the rule is known not to apply."""
    unknown: tuple[Missing, ...] = ()
    try:
        if gate_reason(rule.header, situation, situation.names()) is not None:
            return None
    except Unknown as exc:
        unknown = exc.missing
    found = signed(rule, situation)
    short = max(rule.count - len(found.present), 0)
    missing = {*unknown, *(found.missing if short else ())}
    return SignatureRequired(
        provision=rule.header.id,
        pack=rule.header.pack,
        title=rule.header.title,
        cites=rule.header.cited,
        count=rule.count,
        meaning=rule.meaning,
        present=found.present,
        missing_count=None if unknown else short,
        missing=tuple(missing_evidence(one) for one in sorted(missing)),
    )
