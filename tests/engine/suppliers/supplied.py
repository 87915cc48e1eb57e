"""A supplier with a history, written short: what the cases of scorecards start from."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from engine.model.codes import Act
from engine.model.decision import Decision
from engine.model.supplier_finding import ScoredSupplier, SupplierFinding
from engine.packs.packset import PackSet
from engine.release.gathering import findings_by_pack
from tests.strategies import AS_OF, HEADER, Data, decided, dossier_of, load, loaded, released, requirement, write_pack

FOLDER = Path(__file__).parent
SUPPLIER = "SUP-0233"
TODAY = dt.date(2026, 11, 22)
SINCE = "2021-01-01"
REGISTERS = ("lots", "deliveries", "audits")


def counted(value: int | str) -> Data:
    """Write a number of pieces."""
    return {"value": str(value), "unit": "1"}


def lot(identifier: str, received_on: str, inspected: int, nonconforming: int, **fields: object) -> Data:
    """Write a lot of 1000 pieces that was accepted whole, unless fields say otherwise."""
    return {
        "id": identifier,
        "process": "eo_sterilisation",
        "received_on": received_on,
        "resubmitted": False,
        "decision": "accepted",
        "quantity_received": counted(1000),
        "quantity_inspected": counted(inspected),
        "quantity_nonconforming": counted(nonconforming),
        "quantity_accepted": counted(1000),
        "quantity_concession": counted(0),
        "quantity_rejected": counted(0),
        **fields,
    }


def delivery(identifier: str, order: str, requested_on: str, received_on: str | None, **fields: object) -> Data:
    """Write an order line of 1000 pieces that came whole, unless fields say otherwise."""
    return {
        "id": identifier,
        "order_number": order,
        "requested_on": requested_on,
        "confirmed_on": requested_on,
        "received_on": received_on,
        "quantity_ordered": counted(1000),
        "quantity_received": counted(1000),
        **fields,
    }


def audit(identifier: str, ended_on: str, score: int | None, **fields: object) -> Data:
    """Write an audit."""
    return {"id": identifier, "started_on": ended_on, "ended_on": ended_on, "score": score, **fields}


def history() -> dict[str, list[Data]]:
    """Read the history of the worked example."""
    written = loaded(FOLDER / "history.yaml")
    makers: dict[str, Callable[..., Data]] = {"lots": lot, "deliveries": delivery, "audits": audit}
    return {name: [_row(makers[name], row) for row in rows] for name, rows in written.items()}


def _row(make: Callable[..., Data], row: list[Any]) -> Data:
    fields = row.pop() if isinstance(row[-1], dict) else {}
    return make(*(str(part) if isinstance(part, dt.date) else part for part in row), **fields)


def supplied(rows: Mapping[str, Iterable[Data]]) -> Data:
    """Give the example dossier with a history of its steriliser, stated complete from the first day to today."""
    example = released()
    suppliers = [
        {**one, "since": SINCE, **{name: list(held) for name, held in rows.items()}} if one["id"] == SUPPLIER else one
        for one in example["suppliers"]
    ]
    coverage = [*example["coverage"], *(stated(name) for name in REGISTERS)]
    return {**example, "suppliers": suppliers, "coverage": coverage}


def stated(register: str, begin: str = SINCE, through: str = TODAY.isoformat()) -> Data:
    """State that a register of the supplier is complete."""
    path = f"suppliers[{SUPPLIER}].{register}"
    return {"register": path, "stated_by": "Xu Lan", "from": begin, "through": through}


def scorecard(**fields: object) -> Data:
    """Write the scorecard of the worked example."""
    return {
        "id": "SUP-1",
        **HEADER,
        "title": {"en": "Suppliers are scored", "zh": "供方评分"},
        "each": {"supplier": "suppliers"},
        "where": f'supplier.id == "{SUPPLIER}"',
        "none": "not_applicable",
        "period": "P12M",
        "minimum": 5,
        "metrics": {name: dict(one) for name, one in METRICS.items()},
        "weights": {"acceptance": 40, "ppm": 25, "on_time": 25, "audit": 10},
        "grades": {
            "A": {"from": 90, "to": 100},
            "B": {"from": 80, "to": 90},
            "C": {"from": 60, "to": 80},
            "D": {"from": 0, "to": 60},
        },
        **fields,
    }


# The same as `good` of the metric below, over all rows at once.
LINES = "rows.map(row, row.order_number).distinct()"
AT_ONCE = (
    f"percent({LINES}.filter(line, rows.filter(row, row.order_number == line).all(row,"
    " row.received_on != null && row.received_on <= row.requested_on"
    f" && row.quantity_received >= row.quantity_ordered)).size(), {LINES}.size())"
)
METRICS: dict[str, Data] = {
    "acceptance": {
        "title": {"en": "Lots accepted", "zh": "合格批"},
        "rows": {"received": "supplier.lots"},
        "dated": "received.received_on",
        "where": "!received.resubmitted",
        "value": "percent(rows.filter(row, row.quantity_accepted == row.quantity_received).size(), rows.size())",
        "score": {"points": [[80, 0], [95, 60], [100, 100]]},
    },
    "ppm": {
        "title": {"en": "Nonconforming per million", "zh": "百万件不合格数"},
        "rows": {"received": "supplier.lots"},
        "dated": "received.received_on",
        "where": "!received.resubmitted",
        "value": ("ppm(sum(rows.map(row, row.quantity_nonconforming)), sum(rows.map(row, row.quantity_inspected)))"),
        "score": {"points": [[0, 100], [500, 80], [2000, 0]]},
    },
    "on_time": {
        "title": {"en": "Order lines on time", "zh": "准时订单行"},
        "rows": {"delivery": "supplier.deliveries"},
        "dated": "delivery.requested_on",
        "by": "delivery.order_number",
        "good": (
            "delivery.received_on != null && delivery.received_on <= delivery.requested_on"
            " && delivery.quantity_received >= delivery.quantity_ordered"
        ),
        "score": {"points": [[70, 0], [100, 100]]},
    },
    "audit": {
        "title": {"en": "Lowest audit score", "zh": "最低审核得分"},
        "rows": {"audit": "supplier.audits"},
        "dated": "audit.ended_on",
        "minimum": 1,
        "value": "int(math.least(rows.map(row, row.score)))",
        "score": {"points": [[60, 0], [90, 100]]},
    },
}
GOOD = requirement(
    "REQ-1",
    'findings.suppliers[step.supplier.id].rated && findings.suppliers[step.supplier.id].grade in ["A", "B"]',
    each={"step": "lot.steps"},
    where='step.kind == "eo_sterilisation"',
    none="violated",
)


def scored_set(folder: Path, *scorecards: Data, requirements: Iterable[Data] = (GOOD,), **kinds: object) -> PackSet:
    """Load a pack with scorecards and requirements that read them."""
    guard = requirement("GUARD-1", "lot.batch_record.complete")
    written = {"requirements": [guard, *requirements], "scorecards": list(scorecards), **kinds}
    write_pack(folder, "p", {"all.yaml": written})
    return load(folder, {"CN": ["p 1"]})


def standing(data: Data, packset: PackSet) -> ScoredSupplier:
    """Give how the supplier stands."""
    (listed,) = packset.markets["CN"]
    assert listed.pack is not None, listed.problems
    (found,) = findings_by_pack(dossier_of(data), listed.pack, Act.market_release, AS_OF)
    assert found.findings is not None
    return found.findings.suppliers[SUPPLIER]


def finding(data: Data, packset: PackSet) -> SupplierFinding:
    """Give the finding of the only scorecard."""
    (one,) = standing(data, packset).findings
    return one


def decision_of(data: Data, packset: PackSet) -> Decision:
    """Decide about plain data."""
    return decided(data, packset, markets=["CN"])
