"""Dossiers, questions and packs for tests: the example as plain data, patched by path, and packs written to disk."""

import copy
import datetime as dt
import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
import yaml
from hypothesis import strategies as st

from engine.model.codes import Act
from engine.model.decision import Decision, MarketDecision, ProvisionOutcome
from engine.model.dossier import Dossier
from engine.model.reading import read_dossier_bytes
from engine.model.registers import register_patterns, speaks_for
from engine.packs.packset import PackSet, load_packset
from engine.release.decide import Question, decide, judge_markets

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = ROOT / "examples" / "dossiers" / "sterile_catheter.yaml"
AS_OF: Final = dt.datetime.fromisoformat("2026-11-22T10:00:00+08:00")
PART = re.compile(r"([^.\[\]]+)|\[([^\]]+)\]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Plain: TypeAlias = Any  # what JSON can hold
Data = dict[str, Any]
Patch = Mapping[str, Any]


class Removal:
    """Stands in a patch for taking a value away."""


REMOVED: Final = Removal()

# What the example lacks for a release in every market: a complete agreement, and who released the labels for use.
AGREED: Final = [
    "quality_standard",
    "acceptance_criteria",
    "responsibilities",
    "process",
    "validation",
    "records",
    "release_conditions",
    "change_notification",
]
RELEASED: Final[Patch] = {
    "suppliers[SUP-0107].quality_agreement.topics": AGREED,
    "suppliers[SUP-0233].quality_agreement.topics": AGREED,
    "lot.label.releaser": "P-012",
}


def loaded(path: Path) -> Plain:
    """Load a table of cases: libyaml's loader is no strict one, and several times as fast as PyYAML's own."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@functools.cache
def _example_text() -> str:
    return json.dumps(plain(loaded(EXAMPLE)))


def plain(value: object) -> Plain:
    """Write days and instants as text again, as JSON has them."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def example() -> Data:
    """Give the example's dossier as plain data, a fresh copy."""
    data: Data = json.loads(_example_text())
    return data


def released() -> Data:
    """Give a dossier that every market releases."""
    return patched(example(), RELEASED)


def patched(data: Data, patch: Patch) -> Data:
    """Set or remove values by path, such as ``lot.steps[eo].kind``: list items by identifier, market or register."""
    changed: Data = msgspec.json.decode(msgspec.json.encode(data))
    for path, value in patch.items():
        parts = [name or key for name, key in PART.findall(path)]
        holder: Plain = changed
        for part in parts[:-1]:
            holder = holder[_key(holder, part)]
        key = _key(holder, parts[-1])
        if isinstance(value, Removal):
            del holder[key]
        elif isinstance(holder, list) and key == len(holder):
            holder.append(copy.deepcopy(value))
        else:
            holder[key] = copy.deepcopy(value)
    return changed


def _key(holder: Plain, part: str) -> str | int:
    if not isinstance(holder, list):
        return part
    if part == "+":
        return len(holder)
    names = [item.get("id", item.get("register")) if isinstance(item, dict) else item for item in holder]
    return names.index(part)


def uncovered(data: Data, register: str) -> Data:
    """Take away every statement that a register is complete; one that speaks for others too is made for those alone."""
    changed: Data = msgspec.json.decode(msgspec.json.encode(data))
    statements: list[Data] = []
    for one in changed["coverage"]:
        if not speaks_for(one["register"], register):
            statements.append(one)
        elif "*" in one["register"]:
            others = (name for name in registers_named(changed) if speaks_for(one["register"], name))
            statements += [{**one, "register": name} for name in others if name != register]
    changed["coverage"] = statements
    return changed


def registers_named(data: Data) -> Iterator[str]:
    """Name the registers of plain data, recorded or not."""
    for pattern in register_patterns():
        *way, last = pattern.split(".")
        found: list[tuple[str, Plain]] = [("", data)]
        for part in way:
            name, is_list = part.removesuffix("[]"), part.endswith("[]")
            held = ((f"{path}{name}", holder.get(name)) for path, holder in found if isinstance(holder, dict))
            found = (
                [
                    (f"{path}[{item.get('id', index)}].", item)
                    for path, items in held
                    for index, item in enumerate(items or ())
                ]
                if is_list
                else [(f"{path}.", one) for path, one in held if isinstance(one, dict)]
            )
        yield from (f"{path}{last}" for path, _ in found)


def moved(data: Data, as_of: dt.datetime) -> Data:
    """Move everything that is dated by whole days, so that it lies before an instant as it lay before the example's."""
    days = dt.timedelta(days=(as_of - AS_OF) // dt.timedelta(days=1))
    changed: Data = _moved(data, days)
    last = as_of.astimezone(dt.timezone(dt.timedelta(hours=14))).date()
    for statement in changed["coverage"]:
        statement["through"] = last.isoformat()
    return changed


def _moved(value: Plain, days: dt.timedelta) -> Plain:
    if isinstance(value, dict):
        return {key: _moved(item, days) for key, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, days) for item in value]
    if isinstance(value, str) and DAY.match(value) and len(value) in {10, 25}:
        return (dt.date.fromisoformat(value[:10]) + days).isoformat() + value[10:]
    return value


def dossier_of(data: Data) -> Dossier:
    """Read plain data as a dossier, strictly."""
    dossier, _ = read_dossier_bytes(json.dumps(data).encode())
    return dossier


def decided(
    data: Data,
    packset: PackSet,
    as_of: dt.datetime | str = AS_OF,
    *,
    act: Act = Act.market_release,
    markets: Sequence[str] = (),
) -> Decision:
    """Decide about plain data."""
    instant = dt.datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    return decide(dossier_of(data), packset, Question(act=act, as_of=instant, markets=tuple(markets)))


def judged(
    data: Data,
    packset: PackSet,
    as_of: dt.datetime = AS_OF,
    *,
    act: Act = Act.market_release,
    markets: Sequence[str] = (),
) -> tuple[MarketDecision, ...]:
    """Judge plain data market by market without evidence, which takes a fraction of the time that `decided` does."""
    question = Question(act=act, as_of=as_of, markets=tuple(markets))
    _, told = judge_markets(dossier_of(data), packset, question, evidence_for=frozenset())
    return tuple(one.decision for one in told)


def verdicts(decision: Decision) -> dict[str, str]:
    """Give the verdict of each market."""
    return {market.market: market.verdict for market in decision.markets}


def market_of(decision: Decision, market: str) -> MarketDecision:
    """Give one market's decision."""
    return next(one for one in decision.markets if one.market == market)


def outcomes(decision: Decision) -> dict[tuple[str, str], str]:
    """Give every outcome by market and provision."""
    return {(one.market, each.provision): each.outcome for one in decision.markets for each in one.outcomes}


def outcome_of(decision: Decision, market: str, provision: str) -> ProvisionOutcome:
    """Give one provision's outcome."""
    return next(one for one in market_of(decision, market).outcomes if one.provision == provision)


# --- packs on disk -------------------------------------------------------------------------------------------------

HEADER: Final[Data] = {
    "title": {"en": "A rule", "zh": "一条规则"},
    "cites": [{"source": "work", "at": "1"}],
    "authority": "policy",
    "effective": {"from": "2020-01-01"},
}


def requirement(identifier: str, require: str, **fields: object) -> Data:
    """Make a requirement with what every requirement has."""
    message = {"en": "it is not so", "zh": "并非如此"}
    return {"id": identifier, **HEADER, "require": require, "message": message, **fields}


def retention(identifier: str, keep_until: str, **fields: object) -> Data:
    """Make a retention rule with what every retention rule has."""
    kept = {"of": "lot", "record_types": ["batch_record"], "keep_until": keep_until}
    return {"id": identifier, **HEADER, **kept, **fields}


def write_pack(folder: Path, name: str, files: Mapping[str, Data], **identity: object) -> Path:
    """Write a pack; ``market=None`` makes a base pack. JSON is YAML."""
    said: Data = {
        "format": "lotgate/v1",
        "pack": name,
        "version": "1",
        "title": {"en": name, "zh": "规则包"},
        "market": "CN",
        "timezone": "Asia/Shanghai",
        "sources": {"work": {"title": {"en": "A work", "zh": "文件"}}},
        **identity,
    }
    pack = folder / name
    pack.mkdir()
    write(pack / "pack.yaml", {key: value for key, value in said.items() if value is not None})
    for file, content in files.items():
        write(pack / file, content)
    return pack


def write(path: Path, content: object) -> Path:
    """Write plain data to a file as JSON, which is YAML."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def write_packset(
    folder: Path, markets: Mapping[str, Sequence[Any]], acts: Sequence[str] = ("market_release",)
) -> Path:
    """Write a pack set."""
    content = {"format": "lotgate/v1", "version": "1", "acts": list(acts), "markets": dict(markets)}
    return write(folder / "packset.yaml", content)


def load(folder: Path, markets: Mapping[str, Sequence[Any]], acts: Sequence[str] = ("market_release",)) -> PackSet:
    """Write and load a pack set over the packs of a folder."""
    return load_packset(write_packset(folder, markets, acts), (folder,))


def packset_of(
    folder: Path, *requirements: Data, acts: Sequence[str] = ("market_release",), **identity: object
) -> PackSet:
    """Load a set of one pack for one market, with these requirements."""
    pack = write_pack(folder, "p", {"r.yaml": {"requirements": list(requirements)}}, **identity)
    return load(folder, {"CN": [f"{pack.name} 1"]}, acts)


# --- hypothesis ----------------------------------------------------------------------------------------------------

# Zones whose clocks change at midnight, by half an hour, to another day, or far from UTC.
ZONES: Final = (
    "Asia/Shanghai",
    "Europe/Brussels",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Havana",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "America/Nuuk",
    "Africa/Cairo",
    "America/Asuncion",
)


def instants(first: dt.datetime, last: dt.datetime) -> st.SearchStrategy[dt.datetime]:
    """Give instants between two, written at any offset of whole quarters of an hour."""
    seconds = st.integers(int(first.timestamp()), int(last.timestamp()))
    offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: dt.timezone(dt.timedelta(minutes=15 * quarters)))
    return st.builds(dt.datetime.fromtimestamp, seconds, offsets)
