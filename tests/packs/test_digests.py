"""A pack's digest: of what it says, all of it, and not of how it is laid out."""

import copy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FaultsError
from engine.packs.resolve import Shelf, load_pack
from tests.strategies import Data, Plain, requirement, retention, write_pack

RULES: list[Data] = [
    requirement("A-1", "lot.batch_record.complete", otherwise="reject"),
    requirement("A-2", "lot.quantity <= 5000", applies="product.sterile", binds=["contract_manufacturer"]),
    requirement(
        "A-3",
        "i.nonconforming <= 3",
        each={"i": "lot.inspections"},
        where='i.stage == "final"',
        none="violated",
        before="ship",
    ),
    requirement("A-4", "lot.quantity <= 10", effective={"from": "2020-01-01", "until": "2020-12-31", "because": "x"}),
]
KEPT: list[Data] = [retention("R-1", "today", keep_at_least="add_years(today, 2)")]


def digest_of(folder: Path, files: dict[str, Data], **identity: object) -> str:
    """Write and load a pack; give its digest."""
    pack = write_pack(folder, "p", files, **identity)
    return load_pack(pack, Shelf((folder,))).digest


def base(folder: Path) -> str:
    """Give the digest of the pack in one file."""
    return digest_of(folder, {"all.yaml": {"requirements": RULES, "retention": KEPT}})


@given(data=st.data())
def test_the_digest_does_not_depend_on_files_their_names_or_any_order(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=4, unique=True))
    files: dict[str, Data] = {}
    for kind, rules in (("requirements", RULES), ("retention", KEPT)):
        for rule in data.draw(st.permutations(rules)):
            file = f"{data.draw(st.sampled_from(names))}_.yaml"
            turned = dict(data.draw(st.permutations(list(rule.items()))))
            files.setdefault(file, {}).setdefault(kind, []).append(turned)

    assert digest_of(tmp_path_factory.mktemp("a"), files) == base(tmp_path_factory.mktemp("b"))


def leaves(value: Plain, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the paths of every single value."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*path, index))]
    return [path]


CONTENT: Data = {"requirements": RULES, "retention": KEPT}
# What may stand for each value; every one of the pack's values has another that is just as good.
OTHERS: dict[str, str] = {
    "lot.batch_record.complete": "lot.batch_record.udi_recorded",
    "lot.quantity <= 5000": "lot.quantity <= 5001",
    "lot.quantity <= 10": "lot.quantity < 10",
    "product.sterile": "product.implantable",
    "contract_manufacturer": "importer",
    "i.nonconforming <= 3": "i.nonconforming <= 4",
    "lot.inspections": "lot.inspections.filter(x, x.nonconforming <= 9)",
    'i.stage == "final"': 'i.stage == "incoming"',
    "violated": "not_applicable",
    "ship": "use",
    "reject": "hold",
    "policy": "law",
    "2020-01-01": "2020-01-02",
    "2020-12-31": "2020-12-30",
    "work": "other_work",
    "today": "add_days(today, 1)",
    "add_years(today, 2)": "add_years(today, 3)",
    "batch_record": "certificate",
    "lot": "product",
    "A-1": "A-9",
    "A-2": "A-9",
    "A-3": "A-9",
    "A-4": "A-9",
    "R-1": "R-9",
}


@pytest.mark.parametrize("path", leaves(CONTENT), ids=lambda path: ".".join(map(str, path)))
def test_the_digest_changes_with_every_single_value_of_a_provision(
    tmp_path_factory: pytest.TempPathFactory, path: tuple[str | int, ...]
) -> None:
    content = copy.deepcopy(CONTENT)
    holder: Plain = content
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = OTHERS.get(holder[path[-1]], f"{holder[path[-1]]}!")
    sources = {name: {"title": {"en": "A work", "zh": "文件"}} for name in ("work", "other_work")}
    same, other = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b")

    assert digest_of(same, {"all.yaml": CONTENT}, sources=sources) != digest_of(
        other, {"all.yaml": content}, sources=sources
    )


@pytest.mark.parametrize(
    "identity",
    [
        {"version": "2"},
        {"title": {"en": "q", "zh": "规则包"}},
        {"market": "EU"},
        {"timezone": "Asia/Tokyo"},
        {"applies": "!product.ivd"},
        {"sources": {"work": {"title": {"en": "A work", "zh": "文件"}, "edition": "2"}}},
        {"sources": {"work": {"title": {"en": "A work", "zh": "文件"}}, "more": {"title": {"en": "B", "zh": "乙"}}}},
    ],
    ids="_".join,
)
def test_the_digest_changes_with_what_the_pack_says_of_itself(
    tmp_path_factory: pytest.TempPathFactory, identity: Data
) -> None:
    changed = digest_of(tmp_path_factory.mktemp("a"), {"all.yaml": CONTENT}, **identity)

    assert changed != base(tmp_path_factory.mktemp("b"))


def inherited(folder: Path, **changes: Data) -> str:
    """Write a parent and a child that lists a work under its parent's name; give the child's digest."""
    parent = {"market": None, "timezone": None, **changes.get("parent", {})}
    rules = changes.get("rules", {"requirements": [requirement("B-1", "lot.quantity <= 5")]})
    write_pack(folder, "base", {"r.yaml": rules}, **parent)
    child = write_pack(folder, "p", {"r.yaml": {"requirements": RULES[:1]}}, extends="base")
    return load_pack(child, Shelf((folder,))).digest


@pytest.mark.parametrize(
    "changes",
    [
        {"rules": {"requirements": [requirement("B-1", "lot.quantity <= 6")]}},
        {"parent": {"version": "2"}},
        {"parent": {"applies": "!product.ivd"}},
        {"parent": {"sources": {"work": {"title": {"en": "Another work", "zh": "文件"}}}}},
    ],
    ids=["a_limit", "the_version", "what_it_applies_to", "a_work_that_the_child_lists_too"],
)
def test_the_digest_changes_with_everything_that_is_taken_from_a_parent(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Data]
) -> None:
    assert inherited(tmp_path_factory.mktemp("a"), **changes) != inherited(tmp_path_factory.mktemp("b"))


# --- what follows a provision that ends ----------------------------------------------------------------------------

ENDS = {"from": "2020-01-01", "until": "2026-10-31"}
BY = "lot.label.manufactured_on"


@pytest.mark.parametrize(
    ("ends", "follower", "code"),
    [
        pytest.param({}, None, "pack.effective.invalid", id="nobody_says_what_follows"),
        pytest.param({"replaced_by": "A-2", "because": "x"}, {}, "pack.effective.invalid", id="both_are_said"),
        pytest.param({"replaced_by": "A-9"}, {}, "pack.effective.gap", id="what_follows_is_not_there"),
        pytest.param({"replaced_by": "A-2"}, {"from": "2026-11-02"}, "pack.effective.gap", id="a_day_is_left_out"),
        pytest.param({"replaced_by": "A-2"}, {"from": "2026-10-31"}, "pack.effective.gap", id="a_day_counts_twice"),
        pytest.param({"replaced_by": "A-1"}, {}, "pack.effective.gap", id="it_follows_itself"),
        pytest.param(
            {"replaced_by": "A-2"}, {"from": "2026-11-01", "by": BY}, "pack.effective.gap", id="another_date_selects"
        ),
        pytest.param(
            {"replaced_by": "A-2", "by": BY}, {"from": "2026-11-01"}, "pack.effective.gap", id="its_own_date_selects"
        ),
        pytest.param(
            {"until": "9999-12-31", "replaced_by": "A-2"}, {}, "pack.effective.gap", id="it_ends_with_the_calendar"
        ),
        pytest.param({"until": "2019-12-31", "because": "x"}, {}, "pack.effective.invalid", id="it_ends_too_early"),
    ],
)
def test_a_provision_that_ends_is_followed_on_the_next_day_or_says_why_not(
    shelf: Path, ends: Data, follower: Data | None, code: str
) -> None:
    rules = [requirement("A-1", "lot.quantity <= 5", effective={**ENDS, **ends})]
    rules += (
        []
        if follower is None
        else [requirement("A-2", "lot.quantity <= 5", effective={"from": "2026-11-01", **follower})]
    )

    with pytest.raises(FaultsError) as caught:
        digest_of(shelf, {"r.yaml": {"requirements": rules}})

    assert {one.code for one in caught.value.faults} == {code}


def test_a_requirement_is_not_followed_by_a_retention_rule(shelf: Path) -> None:
    rules = [requirement("A-1", "lot.quantity <= 5", effective={**ENDS, "replaced_by": "R-1"})]
    kept = [retention("R-1", "today", effective={"from": "2026-11-01"})]

    with pytest.raises(FaultsError, match=r"pack\.effective\.gap"):
        digest_of(shelf, {"r.yaml": {"requirements": rules, "retention": kept}})


@pytest.mark.parametrize("by", [{}, {"by": BY}], ids=["by_the_decision_s_day", "by_a_date_of_the_lot"])
def test_a_provision_that_is_followed_on_the_next_day_by_the_same_date_loads(shelf: Path, by: Data) -> None:
    rules = [
        requirement("A-1", "lot.quantity <= 5", effective={**ENDS, **by, "replaced_by": "A-2"}),
        requirement("A-2", "lot.quantity <= 6", effective={"from": "2026-11-01", **by}),
    ]

    assert digest_of(shelf, {"r.yaml": {"requirements": rules}}).startswith("sha256:")
