"""What is faulty is not believed: no expression reads it, and a fault of the data satisfies and releases nothing."""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path as File

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.documents.tree import Path
from core.errors import FaultsError, LotgateError
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Entries, Many, Record
from engine.model.dictionary import fields_of
from engine.model.dossier import Dossier
from engine.model.errors import DossierError
from engine.model.faults import unknown_because
from engine.model.quality import quality_faults
from engine.model.values import Period, Quantity
from engine.model.walk import Visit, visits
from engine.packs.pack import RulePack
from engine.packs.packset import PackSet
from engine.provisions.situation import PackReader, names_of
from tests.generated import dossiers
from tests.strategies import (
    AS_OF,
    Data,
    Plain,
    decided,
    dossier_of,
    load,
    market_of,
    outcome_of,
    outcomes,
    packset_of,
    patched,
    released,
    requirement,
    retention,
    verdicts,
    write_pack,
)

LARGE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


# --- the reader ----------------------------------------------------------------------------------------------------


class Walk:
    """Reads everything that an expression could, by every way that leads to it."""

    def __init__(self, dossier: Dossier, pack: RulePack) -> None:
        faults = unknown_because(quality_faults(dossier, AS_OF))
        missing = {path: Missing(path, "faulty") for path in faults}
        self.unknown = frozenset(missing)
        self.reader = PackReader(dossier, AS_OF.date(), missing, pack.attributes)
        self.read: set[str] = set()
        self.refused: set[str] = set()
        self.walked: set[str] = set()
        for value in names_of(self.reader, AS_OF, "CN", pack.parameters).values():
            self.value(value)
        # What is read only where something refers to it.
        for name in ("people", "equipment", "company"):
            held = getattr(dossier, name) if name not in self.unknown else None
            self.refused |= self.unknown & {name}
            for one in held if isinstance(held, list) else [held]:
                if isinstance(one, msgspec.Struct):
                    path = f"{name}[{one.id}]" if isinstance(held, list) else name  # type: ignore[attr-defined]
                    self.value(Record(one, path, self.reader))

    def value(self, value: object) -> None:
        """Read what is in a value."""
        match value:
            case Record(path=path) if path not in self.walked:
                self.walked.add(path)
                for name in fields_of(type(value.data)):
                    self.attempt(value, name)
            case Entries():
                for key in value.entries:
                    self.attempt(value, key)
            case Many(items=items, open_end=open_end):
                self.refused |= {open_end.path} if open_end is not None else set()
                for item in items:
                    self.value(item)

    def attempt(self, holder: Record | Entries, name: str) -> None:
        """Read one thing, or learn why not."""
        path = f"{holder.path}.{name}" if isinstance(holder, Record) else f"{holder.path}[{name}]"
        try:
            value = holder.read(name)
        except Unknown as unknown:
            self.refused |= {one.path for one in unknown.missing}
            return
        self.read.add(path)
        self.value(value)


def _below(path: str, others: Iterable[str]) -> bool:
    return any(path == other or path.startswith((f"{other}.", f"{other}[")) for other in others)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    """Give a pack that declares nothing of its own."""
    packset = packset_of(tmp_path_factory.mktemp("pack"), requirement("R-1", "lot.quantity > 0"))
    (listed,) = packset.markets["CN"]
    assert listed.pack is not None
    return listed.pack


@LARGE
@given(dossier=dossiers())
def test_nothing_faulty_is_read_and_every_fault_is_met_where_it_is_read(dossier: Dossier, pack: RulePack) -> None:
    walk = Walk(dossier, pack)

    assert {path for path in walk.read if _below(path, walk.unknown)} == set()
    # What a fault calls unknown is a place that expressions come to, or stands below one that they do not pass.
    readable = {path for path in walk.unknown if not path.startswith("coverage[")}
    assert {path for path in readable if not _below(path, walk.refused)} == set()


# --- decisions -----------------------------------------------------------------------------------------------------


def _wrong(value: object, visit: Visit) -> list[Plain]:
    """Give what is wrong in the place of a value, by what the value is."""
    match value:
        case dt.datetime():
            return ["2199-01-01T00:00:00Z", "1980-01-01T00:00:00Z"]
        case dt.date():
            return ["2199-01-01", "1980-01-01"]
        case Period():
            return [{"from": "2030-01-01", "until": "2020-01-01"}]
        case Quantity():
            return [
                {"value": "1", "unit": "furlong"},
                {"value": "1", "unit": "A"},
                {"value": "99999", "unit": value.unit},
            ]
        case bool():
            return []
        case int():
            return [10**9, 1]
        case str() if visit.field.refers_to:
            return ["NOWHERE"]
        case str() if visit.field.name in {"unit", "register"}:
            return ["furlong"]
    return []


def _spoilt(data: Data) -> Iterator[tuple[Path, Plain]]:
    """Give places of a dossier with what would be wrong there: each list with an item twice, and each value."""
    for visit in visits(dossier_of(data)):
        value = visit.value
        written: Plain = _at(data, visit.path)
        entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, item in (*entries, *(() if isinstance(value, dict | list) else [(None, value)])):
            path = visit.path if key is None else (*visit.path, key)
            yield from ((path, wrong) for wrong in _wrong(item, visit))
            if isinstance(item, list) and item:
                yield path, [*written[key], written[key][0]]
        if isinstance(value, list) and value:
            yield visit.path, [*written, written[0]]
            yield visit.path, [*written, written[-1]]


def _at(data: Data, path: Path) -> Plain:
    held: Plain = data
    for key in path:
        held = held[key]
    return held


def _whole() -> Data:
    """Give the released dossier with a limit that can be wrong beside its other end."""
    return patched(released(), {"product.storage_lower": {"value": "2", "unit": "Cel"}})


@functools.cache
def faulty() -> tuple[tuple[Data, frozenset[str], frozenset[str]], ...]:
    """Give the released dossier with each fault that a place can have: what is unknown for it, and the codes."""
    found = []
    for path, wrong in _spoilt(_whole()):
        data = patched(_whole(), {})
        _at(data, path[:-1])[path[-1]] = wrong
        try:
            dossier = dossier_of(data)
        except FaultsError:
            continue  # the form refuses it
        faults = quality_faults(dossier, AS_OF)
        unknown = frozenset(unknown_because(faults))
        if unknown:
            found.append((data, unknown, frozenset(fault.error.code for fault in faults)))
    return tuple(found)


def test_every_kind_of_fault_is_among_those_that_are_tried() -> None:
    codes = {code for _, _, found in faulty() for code in found}

    assert codes == {error.code for error in _kinds(DossierError)} - {"dossier.market.none"}


def _kinds(error: type[LotgateError]) -> list[type[LotgateError]]:
    return [kind for one in error.__subclasses__() for kind in (_kinds(one) or [one])]


@pytest.fixture(scope="module")
def known(shipped: PackSet) -> dict[tuple[str, str], str]:
    """Give the outcomes of the dossier without a fault, which is released everywhere."""
    before = decided(_whole(), shipped)
    assert set(verdicts(before).values()) == {"release"}
    return outcomes(before)


@given(case=st.data())
def test_a_fault_satisfies_nothing_releases_nothing_and_is_no_evidence(
    shipped: PackSet, known: dict[tuple[str, str], str], case: st.DataObject
) -> None:
    data, unknown, _ = case.draw(st.sampled_from(faulty()))

    after = decided(data, shipped, markets=("CN", "EU", "US"))

    assert {key for key, one in outcomes(after).items() if one == "satisfied" != known[key]} == set()
    for market in after.markets:
        for outcome in market.outcomes:
            assert {fact.path for fact in outcome.facts if _below(fact.path, unknown)} == set()
    assert after.faults != ()


def test_a_lot_of_another_product_than_the_dossier_describes_is_not_released(shipped: PackSet) -> None:
    decision = decided(patched(released(), {"lot.product": "OTHER"}), shipped)

    assert set(verdicts(decision).values()) == {"hold"}


def _with_supplier_twice(data: Data) -> Data:
    return {**data, "suppliers": [*data["suppliers"], data["suppliers"][0]]}


@pytest.mark.parametrize(
    "require",
    [
        "suppliers.exists(s, s.id == 'SUP-0107')",
        "suppliers.exists(s, s.id == 'NOBODY')",
        "lot.steps.exists(s, s.supplier.id != '')",
    ],
)
def test_of_suppliers_one_of_whom_stands_twice_none_is_known(tmp_path: File, require: str) -> None:
    packset = packset_of(tmp_path, requirement("R-1", require))

    outcome = outcome_of(decided(_with_supplier_twice(released()), packset, markets=("CN",)), "CN", "R-1")

    assert outcome.outcome == "indeterminate"
    assert "suppliers" in {one.path for one in outcome.missing if one.reason == "faulty"}


def test_a_role_that_stands_twice_in_one_market_is_unknown_there_and_nowhere_else(tmp_path: File) -> None:
    roles = {"CN": ["contract_manufacturer", "contract_manufacturer"], "EU": ["contract_manufacturer"]}
    for market in ("CN", "EU"):
        rules = [{**one, "id": one["id"].replace("R-", f"{market}-")} for one in (BOUND, FREE)]
        write_pack(tmp_path, market.lower(), {"r.yaml": {"requirements": rules}}, market=market)
    packset = load(tmp_path, {"CN": ["cn 1"], "EU": ["eu 1"]})

    decision = decided(patched(released(), {"lot.roles": roles}), packset, markets=("CN", "EU"))

    outcome = outcome_of(decision, "CN", "CN-1")
    assert outcome.outcome == "indeterminate"
    assert [(one.path, one.reason) for one in outcome.missing] == [("lot.roles[CN]", "faulty")]
    assert market_of(decision, "CN").actor is None
    assert outcome_of(decision, "EU", "EU-1").outcome == "not_applicable"


def test_records_are_kept_where_a_market_stands_twice_and_may_have_been_meant_to_be_another(tmp_path: File) -> None:
    rules = {"r.yaml": {"requirements": [requirement("R-1", "lot.quantity > 0")], "retention": [RETENTION]}}
    write_pack(tmp_path, "p", rules)
    packset = load(tmp_path, {"CN": ["p 1"]})

    def kept(markets: list[str]) -> list[dt.date | None]:
        data = patched(
            released(), {"lot.target_markets": markets, "lot.former_target_markets": [], "lot.shipments": []}
        )
        data["coverage"].append({**data["coverage"][0], "register": "lot.shipments"})
        decision = decided(data, packset)
        return [one.keep_until for one in decision.retention]

    assert kept(["CN"]) == [dt.date(2036, 1, 1)]
    assert kept(["CN", "CN"]) == [None]


RETENTION = retention("T-1", 'date("2036-01-01")')
BOUND = requirement("R-1", "lot.quantity > 0", binds=["legal_manufacturer"])
FREE = requirement("R-2", "lot.quantity > 0")
