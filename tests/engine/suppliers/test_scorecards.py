"""Scorecards: a worked example with its printed digits, recomputed from the finding alone, and what changes it."""

from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from engine.model.supplier_finding import ScoredMetric, SupplierFinding
from engine.packs.packset import PackSet
from tests.engine.suppliers.supplied import METRICS, SUPPLIER, finding, stated
from tests.strategies import REMOVED, Data, loaded, patched, uncovered

CASES = loaded(Path(__file__).parent / "cases.yaml")


def shown(value: Any) -> str:  # noqa: ANN401  # a quantity, or that there is none
    """Write a quantity as the cases do."""
    return str(value).removesuffix(" 1") if value is not UNSET else "none"


def figures(metric: ScoredMetric) -> tuple[str, str, str]:
    """Give value, score and weighted score as printed."""
    return shown(metric.value), shown(metric.score), shown(metric.weighted_score)


def test_the_worked_scorecard_has_its_printed_digits(worked: Data, scored: PackSet) -> None:
    found = finding(worked, scored)

    assert {name: figures(metric) for name, metric in found.metrics.items()} == {
        "acceptance": ("85.714286 %", "22.85", "9.14"),
        "ppm": ("428.571429 [ppm]", "82.85", "20.7125"),
        "on_time": ("80 %", "33.33", "8.3325"),
        "audit": ("88", "93.33", "9.333"),
    }
    assert (shown(found.total), found.grade, str(found.outcome), found.rated) == ("47.518", "D", "rated", True)
    assert (str(found.period.from_), str(found.period.until)) == ("2025-11-23", "2026-11-22")
    assert (found.pack, found.version, found.provision) == ("p", "1", "SUP-1")
    assert found.digest.startswith("sha256:")


def test_every_row_is_listed_with_what_was_read_of_it(worked: Data, scored: PackSet) -> None:
    acceptance = finding(worked, scored).metrics["acceptance"]

    below = f"suppliers[{SUPPLIER}].lots"
    assert [row.path for row in acceptance.rows] == [f"{below}[L-{number}]" for number in range(1, 8)]
    assert [(row.path, str(row.left_out)) for row in acceptance.left_out] == [
        (f"{below}[L-0]", "outside_period"),
        (f"{below}[L-6R]", "not_picked"),
    ]
    assert [(one.name, one.value) for one in acceptance.rows[4].inputs] == [
        ("quantity_accepted", "0 1"),
        ("quantity_received", "1000 1"),
        ("received_on", "2026-07-15"),
        ("resubmitted", "false"),
    ]


def test_the_score_is_recomputed_from_the_finding_alone(worked: Data, scored: PackSet) -> None:
    found = finding(worked, scored)
    read = [{one.name: one.value for one in row.inputs} for row in found.metrics["ppm"].rows]
    amounts = {
        name: sum(Decimal(one[name].removesuffix(" 1")) for one in read)
        for name in ("quantity_nonconforming", "quantity_inspected")
    }
    whole = [
        {one.name: one.value for one in row.inputs}["quantity_accepted"] == "1000 1"
        for row in found.metrics["acceptance"].rows
    ]

    # The values, from the rows.
    assert value_of(found, "ppm") == round(amounts["quantity_nonconforming"] * 10**6 / amounts["quantity_inspected"], 6)
    assert value_of(found, "acceptance") == round(Decimal(100 * sum(whole)) / len(whole), 6)
    # The scores, from the values; the total, from the scores and the weights.
    total = Decimal(0)
    for name, metric in found.metrics.items():
        score = line(value_of(found, name), METRICS[name]["score"]["points"]).quantize(Decimal("0.01"), ROUND_FLOOR)
        assert number(metric.score) == score
        assert number(metric.weighted_score) == score * number(metric.weight) / 100
        total += score * number(metric.weight) / 100
    assert number(found.total) == total


def number(quantity: Any) -> Decimal:  # noqa: ANN401  # a quantity
    """Give the digits of a quantity."""
    return Decimal(f"{quantity.value:f}")


def value_of(found: SupplierFinding, metric: str) -> Decimal:
    """Give the value of a metric."""
    return number(found.metrics[metric].value)


def line(value: Decimal, points: list[list[int]]) -> Decimal:
    """Go along the line through points, as one does by hand."""
    below = [point for point in points if point[0] <= value]
    above = [point for point in points if point[0] > value]
    if not below or not above:
        return Decimal((below or above[::-1])[-1][1])
    (begin, low), (end, high) = below[-1], above[0]
    return low + (high - low) * (value - begin) / (end - begin)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_change_of_the_history_does_what_the_case_says(case: Data, worked: Data, scored: PackSet) -> None:
    data = changed(worked, case)
    found = finding(data, scored)

    assert str(found.outcome) == case.get("outcome", "rated"), found.reasons
    for name, wanted in case.get("metric", {}).items():
        metric = found.metrics[name]
        printed = {"value": shown(metric.value), "score": shown(metric.score), "counted": metric.counted}
        assert {key: printed[key] for key in wanted} == wanted
    if "reasons" in case:
        assert [[str(one.code), one.path] for one in found.reasons] == case["reasons"]
    if found.outcome == "not_rated":
        assert (found.total, found.grade, found.rated) == (UNSET, UNSET, UNSET)
        assert found.reasons


def changed(data: Data, case: Data) -> Data:
    """Change the worked dossier as a case says."""
    below = f"suppliers[{SUPPLIER}]."
    patch: dict[str, Any] = {f"{below}{path}": plain(value) for path, value in case.get("set", {}).items()}
    patch |= {f"{below}{path}": REMOVED for path in case.get("remove", ())}
    data = patched(data, patch)
    for register in (*case.get("uncovered", ()), *case.get("stated", ())):
        data = uncovered(data, f"{below}{register}")
    for key in ("stated", "also"):
        for register, (begin, through) in case.get(key, {}).items():
            data["coverage"].append(stated(register, str(begin), str(through)))
    return data


def plain(value: Any) -> Any:  # noqa: ANN401  # what YAML gives
    """Write a day as dossiers do."""
    return value if value is None or isinstance(value, bool | list) else str(value)
