"""Small decisions whose outcome is known: what the seeded faults of `mutants.yaml` are held against, in process."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.errors import FaultsError
from engine.model.codes import Act
from engine.packs.flat import flattened
from engine.packs.resolve import Shelf, load_pack
from engine.release.decide import Question, judge_markets
from tests.decisions.test_excuses import CONCESSION
from tests.decisions.test_kinds import FIELD, REACTION, RECORD, documents
from tests.decisions.test_signatures import ACTS, SIGNATURE, signature, signed
from tests.strategies import (
    AS_OF,
    REMOVED,
    Data,
    decided,
    dossier_of,
    load,
    market_of,
    moved,
    outcomes,
    patched,
    released,
    requirement,
    retention,
    uncovered,
    verdicts,
    write_pack,
)

GUARD = requirement("GUARD-1", "lot.batch_record.complete", before="production_release")
WHY = {"because": "why", "cites": [{"source": "work", "at": "2"}], "authority": "policy"}


def rule(require: str = "lot.quantity <= 4000", **fields: object) -> Data:
    """Make the rule that a scenario is about; the example violates it unless it says otherwise."""
    return requirement("RULE-1", require, authority="standard", **fields)


def answer(
    kinds: Data, data: Data, as_of: dt.datetime = AS_OF, act: Act = Act.market_release, base: Data | None = None
) -> tuple[str, str]:
    """Give the outcome of the rule and the verdict."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        if base is not None:
            write_pack(shelf, "base", {"r.yaml": base}, market=None, timezone=None)
        own = {"requirements": [GUARD], **kinds}
        own["requirements"] = [GUARD, *kinds.get("requirements", [])]
        write_pack(shelf, "p", {"r.yaml": own}, **({} if base is None else {"extends": "base"}))
        packset = load(shelf, {"CN": ["p 1"]}, ["production_release", "market_release"])
        (listed,) = packset.markets["CN"]
        if listed.pack is None:
            return ",".join(sorted({one.code for one in listed.problems})), "hold"
        decision = decided(data, packset, as_of, markets=["CN"], act=act)
        question = Question(act=act, as_of=as_of, markets=("CN",))
        _, (bare,) = judge_markets(dossier_of(data), packset, question, evidence_for=frozenset())
    found = outcomes(decision).get(("CN", "RULE-1"), "gone")
    # The fast way, without evidence, is held against the slow one in every scenario.
    fast = {one.provision: str(one.outcome) for one in bare.decision.outcomes}.get("RULE-1", "gone")
    return found if found == fast else f"{found}, and {fast} without evidence", verdicts(decision)["CN"]


def codes(kinds: Data, base: Data | None = None, between: Data | None = None) -> str:
    """Give the codes of what is wrong with a pack, which may extend a base, by another between them."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        if base is not None:
            write_pack(shelf, "base", {"r.yaml": base}, market=None, timezone=None)
        if between is not None:
            write_pack(shelf, "between", {"r.yaml": between}, extends="base")
        parent = "base" if between is None else "between"
        pack = write_pack(shelf, "p", {"r.yaml": kinds}, **({} if base is None else {"extends": parent}))
        try:
            load_pack(pack, Shelf((shelf,)))
        except FaultsError as caught:
            return ",".join(sorted({fault.code for fault in caught.faults}))
    return ""


def conceded(**patch: object) -> Data:
    """Give the example with a concession for the rule, patched."""
    data = patched(released(), {"lot.concessions": [CONCESSION]})
    return patched(data, {f"lot.concessions[C-1].{path}": value for path, value in patch.items()})


def day(text: str) -> dt.datetime:
    """Give an instant half an hour into a day in Shanghai."""
    return dt.datetime.fromisoformat(f"{text}T00:30:00+08:00")


def scenarios() -> Iterator[tuple[str, Any, Any]]:
    """Give each scenario's name, what came out, and what is right."""
    yield from _headers()
    yield from _excuses()
    yield from _overlays()
    yield from _values()
    yield from _kinds()
    yield from _decisions()


def _headers() -> Iterator[tuple[str, Any, Any]]:
    ends = {"from": "2020-01-01", "until": "2026-11-22", "because": "over"}
    for text, wanted in (("2026-11-22", "violated"), ("2026-11-23", "not_applicable")):
        kinds = {"requirements": [rule(effective=ends)]}
        yield f"until {text}", answer(kinds, moved(released(), day(text)), day(text))[0], wanted
    begins = {"from": "2026-11-22"}
    for text, wanted in (("2026-11-21", "not_applicable"), ("2026-11-22", "violated")):
        kinds = {"requirements": [rule(effective=begins)]}
        yield f"from {text}", answer(kinds, moved(released(), day(text)), day(text))[0], wanted
    other = {"requirements": [rule(binds=["supplier"])]}
    yield "binds another", answer(other, released()), ("not_applicable", "release")
    yield "binds unknown", answer(other, patched(released(), {"lot.roles": REMOVED})), ("indeterminate", "hold")
    unknown = {"requirements": [rule(applies="product.ivd")]}
    yield "applies unknown", answer(unknown, patched(released(), {"product.ivd": REMOVED})), ("indeterminate", "hold")
    later = {"requirements": [rule(before="market_release")]}
    yield "an act before", answer(later, released(), act=Act.production_release), ("gone", "release")
    each = {"each": {"i": "lot.inspections"}, "none": "violated", "where": 'i.stage == "returned"'}
    none = {"requirements": [rule("i.nonconforming == 0", **each)]}
    yield "nothing picked", answer(none, released()), ("violated", "hold")
    mixed = {"requirements": [rule("i.nonconforming <= 1", each={"i": "lot.inspections"}, none="violated")]}
    yield "open register", answer(mixed, uncovered(released(), "lot.inspections")), ("indeterminate", "hold")
    worse = {"requirements": [rule("i.nonconforming == 0", each={"i": "lot.inspections"}, none="violated")]}
    yield "worst item", answer(worse, uncovered(released(), "lot.inspections")), ("violated", "hold")


def _excuses() -> Iterator[tuple[str, Any, Any]]:
    kinds = {"requirements": [rule(excused_by=["concession"], otherwise="reject")]}
    yield "excused", answer(kinds, conceded()), ("excused", "release")
    fine = {"requirements": [rule("lot.quantity <= 5000", excused_by=["concession"])]}
    yield "what is satisfied needs no excuse", answer(fine, conceded()), ("satisfied", "release")
    lacking: dict[str, Data] = {
        "draft": {"status": "draft"},
        "withdrawn": {"status": "withdrawn"},
        "another provision": {"provisions": ["RULE-2"]},
        "another market": {"markets": ["EU"]},
        "another item": {"items": ["lot.steps[eo]"]},
        "a part": {"quantity": 4799},
        "over": {"valid.until": "2026-11-21"},
        "not begun": {"valid.from": "2026-11-23"},
        "unsigned": {"signatures": []},
        "half a signature": {"signatures[S-1].meaning": REMOVED},
        "no approver": {"approved_by": REMOVED},
        "no consent": {"customer_consent": None},
    }
    for name, patch in lacking.items():
        yield f"not excused: {name}", answer(kinds, conceded(**patch)), ("violated", "reject")
    yield (
        "unknown is not excused",
        answer(kinds, patched(conceded(), {"lot.quantity": REMOVED})),
        (
            "indeterminate",
            "hold",
        ),
    )
    yield (
        "law cites",
        codes({"requirements": [{**rule(excused_by=["concession"]), "authority": "law"}]}),
        ("pack.excuse.uncited"),
    )


def _overlays() -> Iterator[tuple[str, Any, Any]]:
    base = {"requirements": [rule("lot.quantity <= 5000")]}
    law = {"requirements": [{**rule(), "authority": "law"}]}

    def change(value: object, leaf: str = "require", **fields: object) -> Data:
        return {"override": [{"id": "RULE-1", "set": {leaf: value}, **WHY, **fields}]}

    tighter = "lot.quantity <= 5000 && lot.quantity <= 4000"
    yield "override", answer(change(tighter), released(), base=base), ("violated", "hold")
    dated = change(tighter, effective={"from": "2026-11-22", "until": "2026-11-22"})
    for text, wanted in (("2026-11-21", "satisfied"), ("2026-11-22", "violated"), ("2026-11-23", "satisfied")):
        found = answer(dated, moved(released(), day(text)), day(text), base=base)
        yield f"dated override {text}", found[0], wanted
    yield "loosens", codes(change("lot.quantity <= 9000"), base), "pack.override.loosens"
    yield "weaker", codes(change("warn", "otherwise"), base), "pack.override.loosens"
    yield "later act", codes(change("ship", "before"), base), "pack.override.loosens"
    yield "fewer bound", codes(change(["supplier"], "binds"), base), "pack.override.loosens"
    yield "more excuses", codes(change(["concession"], "excused_by"), base), "pack.override.loosens"
    yield "law", codes(change(tighter), law), "pack.override.law"
    by_law = {"override": [{"id": "RULE-1", "set": {"otherwise": "reject"}, **WHY, "authority": "law"}]}
    gone = {"disable": [{"id": "RULE-1", **WHY}]}
    yield "changed by law", codes(gone, base, by_law), "pack.override.law"
    yield "law disabled", codes({"disable": [{"id": "RULE-1", **WHY}]}, law), "pack.override.law"
    yield (
        "disabled",
        answer({"disable": [{"id": "RULE-1", **WHY}]}, released(), base={"requirements": [rule()]}),
        (
            "gone",
            "release",
        ),
    )
    twice = {"override": [*change("reject", "otherwise")["override"], *change("reject", "otherwise")["override"]]}
    yield "twice", codes(twice, base), "pack.override.duplicate"
    yield "no leaf", codes(change("x", "colour"), base), "pack.override.no-leaf"
    yield "origin", _origin(change("reject", "otherwise"), base), "p"


def _origin(kinds: Data, base: Data) -> str:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        write_pack(shelf, "base", {"r.yaml": base}, market=None, timezone=None)
        write_pack(shelf, "p", {"r.yaml": kinds}, extends="base")
        provision = flattened(shelf / "p", Shelf((shelf,))).provision("RULE-1")
    assert provision is not None
    leaf = next(one for one in provision.leaves if one.path == "otherwise")
    return leaf.on(AS_OF.date()).pack


def _values() -> Iterator[tuple[str, Any, Any]]:
    most = {"name": "most", "type": "int", "cites": WHY["cites"]}
    values = [{"value": 5000, "from": "2020-01-01"}, {"value": 4000, "from": "2026-11-22"}]
    kinds = {"parameters": [{**most, "values": values}], "requirements": [rule("lot.quantity <= params.most")]}
    for text, wanted in (("2026-11-21", "satisfied"), ("2026-11-22", "violated"), ("2019-12-31", "indeterminate")):
        found = answer(kinds, moved(released(), day(text)), day(text))[0]
        yield f"parameter {text}", found, wanted if text > "2020" else "not_applicable"
    gap = [{"value": 5, "from": "2020-01-01", "until": "2020-12-31"}, {"value": 6, "from": "2021-01-02"}]
    yield "gap", codes({"parameters": [{**most, "values": gap}]}), "pack.parameter.gap"
    overlap = [{"value": 5, "from": "2020-01-01", "until": "2020-12-31"}, {"value": 6, "from": "2020-12-31"}]
    yield "overlap", codes({"parameters": [{**most, "values": overlap}]}), "pack.parameter.overlap"
    field = {"fields": [FIELD], "requirements": [rule("lot.attributes.shift <= 9")]}
    for value, wanted in (("2", "satisfied"), ("4", "indeterminate"), ("x", "indeterminate")):
        yield f"field {value}", answer(field, patched(released(), {"lot.attributes": {"shift": value}}))[0], wanted


def _kinds() -> Iterator[tuple[str, Any, Any]]:
    records = {"records": [{**RECORD, "languages": ["zh"]}]}
    yield "record", answer(records, documents()), ("satisfied", "release")
    yield "record lacks", answer(records, documents({"number": "BR-1"})), ("violated", "hold")
    negated = {"records": [{**RECORD, "schema": {"not": {"properties": {"state": {"const": "rejected"}}}}}]}
    yield "record without what is negated", answer(negated, documents({})), ("violated", "hold")
    yield "record language", answer(records, documents(languages=["en"])), ("violated", "hold")
    first = requirement("FIRST-1", "lot.batch_record.complete", before="production_release")
    signs = {"signatures": [SIGNATURE], "requirements": [first]}
    both = signed(signature("S-1"), signature("S-2"))
    one = signed(signature("S-1"), signature("S-2", signer="Person S-1"))
    yield "signed", answer(signs, both), ("satisfied", "release")
    yield "signed by one", answer(signs, one), ("violated", "hold")
    again = signed(signature("S-1"), signature("S-2", signer="PERSON  S-1"))
    yield "signed by one who writes otherwise", answer(signs, again), ("violated", "hold")
    for name, fields in {"market": {"market": "EU"}, "act": {"act": "ship"}, "meaning": {"meaning": "read"}}.items():
        yield (
            f"signed for another {name}",
            answer(signs, signed(signature("S-1"), signature("S-2", **fields)))[0],
            ("violated"),
        )
    yield (
        "excluded signer",
        answer(signs, signed(signature("S-1"), signature("S-2", signer="BR-2610-014")))[0],
        ("violated"),
    )
    yield "own act", answer(signs, one, act=Act.production_release), ("gone", "release")
    yield "later kind", answer({"reactions": [REACTION]}, released()), ("indeterminate", "hold")
    assert ACTS == ["production_release", "market_release"]


def _reused() -> str:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("first", "second"):
            write_pack(Path(folder), name, {"r.yaml": {"requirements": [GUARD]}})
        try:
            load(Path(folder), {"CN": ["first 1", "second 1"]}, ["production_release"])
        except FaultsError as caught:
            return ",".join(sorted({fault.code for fault in caught.faults}))
    return ""


def _decisions() -> Iterator[tuple[str, Any, Any]]:
    instant = {"on": "lot", "name": "cooled_at", "type": "instant", "title": {"en": "Cooled", "zh": "冷却完成"}}
    kept = [retention("RET-1", "add_years(lot.label.manufactured_on, 3)")]
    kinds = {"requirements": [GUARD], "retention": kept, "fields": [instant], "signatures": [SIGNATURE]}
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        write_pack(shelf, "cn", {"r.yaml": kinds})
        guard = {**GUARD, "id": "GUARD-2"}
        write_pack(shelf, "eu", {"r.yaml": {"requirements": [guard]}}, market="EU", timezone="Europe/Brussels")
        packset = load(shelf, {"CN": ["cn 1"], "EU": ["eu 1"]}, ["production_release", "market_release"])
        went = {"register": "lot.shipments", "stated_by": "Xu Lan", "from": "2026-10-09", "through": "2026-11-22"}
        stated = {"lot.former_target_markets": [], "lot.shipments": [], "coverage[+]": went}
        data = patched(released(), {"lot.target_markets": ["CN", "EU"], **stated})
        decision = decided(data, packset, markets=["CN"])
        ahead = patched(data, {"lot.attributes": {"cooled_at": "2026-11-22T10:30:00+08:00"}})
        soon = decided(ahead, packset, markets=["CN"])
        alone = decided(patched(data, {"lot.target_markets": ["CN"]}), packset, markets=["CN"])
        once = decided(patched(data, {"lot.target_markets": ["CN"], "lot.former_target_markets": ["EU"]}), packset)
        unsaid = decided(patched(data, {"lot.target_markets": ["CN"], "lot.shipments": REMOVED}), packset)
    midnight = dt.datetime.fromisoformat("2026-11-23T00:00:00+08:00")
    yield "an identifier of two packs", _reused(), "pack.provision.duplicate"
    yield "good until the day ends", market_of(decision, "CN").good_until, midnight
    yield "good until an instant", market_of(soon, "CN").good_until, AS_OF + dt.timedelta(minutes=30)
    yield "kept where a market says nothing", decision.retention[0].keep_until, None
    yield "kept where it was once meant for such a market", once.retention[0].keep_until, None
    yield "kept where nobody knows where it went", unsaid.retention[0].keep_until, None
    yield "kept", alone.retention[0].keep_until, dt.date(2029, 10, 26)
    yield "kept through", alone.retention[0].kept_through, dt.datetime.fromisoformat("2029-10-27T00:00:00+08:00")
