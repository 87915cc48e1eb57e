"""Supplier findings of several scorecards joined: how a supplier stands as a whole and for each process."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import UNSET, UnsetType

from engine.model.finding_codes import Rating
from engine.model.supplier_codes import RiskLevel
from engine.model.supplier_finding import ScoredProcess, ScoredSupplier, SupplierFinding
from engine.provisions.found import Found

FLAGS = ("tighten", "source_inspection", "requalify", "suspend")


def standings(found: Iterable[Found[SupplierFinding]]) -> dict[str, ScoredSupplier]:
    """
    Join the findings of all scorecards, supplier by supplier.

    As a whole a supplier stands as the worst of the scorecards that score it as a whole; for a process as the worst of
    those and of the scorecards of that process. A scorecard of a process says nothing of another one. Where a scorecard
    may have more to say of a supplier than it could, the supplier is not rated.
    """
    held = list(found)
    by_supplier: dict[str, list[SupplierFinding]] = {}
    for finding in (one for each in held for one in each.findings):
        by_supplier.setdefault(finding.supplier, []).append(finding)
    return {
        name: _supplier(findings, is_whole=all(_is_whole(one, name) for one in held))
        for name, findings in sorted(by_supplier.items())
    }


def _is_whole(found: Found[SupplierFinding], supplier: str) -> bool:
    """
    Tell whether a scorecard has nothing more to say of a supplier.

    That the list of suppliers may go on says nothing about one that is in it.
    """
    if any(finding.supplier == supplier for finding in found.findings):
        return True
    items = (None, f"suppliers[{supplier}]")
    unreached = (one for one in found.judged if not one.reached and not one.beyond and one.item in items)
    return not any(one.outcome == "indeterminate" for one in unreached)


def _supplier(findings: Sequence[SupplierFinding], *, is_whole: bool) -> ScoredSupplier:
    whole = [one for one in findings if not one.processes]
    processes = sorted({str(process) for one in findings for process in one.processes})
    by_process = {
        process: [one for one in findings if not one.processes or process in one.processes] for process in processes
    }
    return ScoredSupplier(
        **_standing(whole, is_whole=is_whole),
        processes={
            process: ScoredProcess(**_standing(held, is_whole=is_whole)) for process, held in by_process.items()
        },
        findings=list(findings),
    )


def _standing(findings: Sequence[SupplierFinding], *, is_whole: bool) -> Mapping[str, Any]:
    """Give the worst of findings; what one of them does not know is not known, but for a flag that another raises."""
    flags = {flag: _raised([getattr(one, flag) for one in findings], is_whole=is_whole) for flag in FLAGS}
    rated = is_whole and bool(findings) and all(one.outcome == Rating.rated for one in findings)
    if not rated:
        return {"outcome": Rating.not_rated, "risk": _gravest(findings, is_whole=is_whole), **flags}
    lowest = min(findings, key=_total)
    return {
        "outcome": Rating.rated,
        "rated": True,
        "total": lowest.total,
        "grade": lowest.grade,
        "risk": _gravest(findings, is_whole=is_whole),
        **flags,
    }


def _total(finding: SupplierFinding) -> Fraction:
    return Fraction(0) if isinstance(finding.total, UnsetType) else Fraction(finding.total.value)


def _raised(flags: Sequence[bool | UnsetType], *, is_whole: bool) -> bool | UnsetType:
    if True in flags:
        return True
    return False if is_whole and flags and all(flag is False for flag in flags) else UNSET


def _gravest(findings: Sequence[SupplierFinding], *, is_whole: bool) -> RiskLevel | UnsetType:
    """Give the gravest risk; one that is not known may be graver, unless the gravest there is was found."""
    found = [one.risk for one in findings]
    gravest = next(iter(RiskLevel))
    if gravest in found:
        return gravest
    known = [one for one in found if isinstance(one, RiskLevel)]
    return min(known, key=list(RiskLevel).index) if is_whole and known and len(known) == len(found) else UNSET
