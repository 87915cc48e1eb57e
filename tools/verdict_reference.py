"""The verdicts that a quality manager expects of the examples, and the page that shows them beside what is decided."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from core.documents.decode import decode
from core.documents.files import read_document
from core.words import Localized
from engine.model.codes import Act
from engine.model.reading import read_dossier_file
from engine.model.values import Market, Text
from engine.packs.packset import PackSet, load_packset
from engine.release.decide import Question, judge_markets
from lotgate.shelves import pack_roots
from lotgate.words import VERDICTS

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TABLE = EXAMPLES.parent / "tests" / "examples" / "verdicts.yaml"
NOTE = "<!-- Written by `make generated`; do not edit. -->\n\n"
Verdict = Literal["release", "hold", "reject"]
WORDS = {
    "en": {
        "title": "Expected verdicts of the examples",
        "about": (
            "What a quality manager at the plant of the examples says about each, written before the packs were run "
            "against them (`tests/examples/verdicts.yaml`), and what Lotgate decides as of {as_of}. Where they "
            "differ, the last column says why."
        ),
        "head": ("market", "act", "expected", "because", "decided", "difference"),
        "lot": "{what} (`{name}`)",
        "comma": ", ",
    },
    "zh": {
        "title": "示例的预期判定",
        "about": (
            "质量经理对各示例的判断，写于规则包运行之前（`tests/examples/verdicts.yaml`），以及 Lotgate 在 {as_of} "
            "的判定。两者不同时，末列说明原因。"
        ),
        "head": ("市场", "放行环节", "预期", "理由", "判定", "差异说明"),
        "lot": "{what}（`{name}`）",
        "comma": "、",
    },
}


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided instead, and why."""

    verdict: Verdict
    because: Localized


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What is expected in one market, for some acts."""

    acts: Annotated[list[Act], msgspec.Meta(min_length=1)]
    market: Market
    verdict: Verdict
    because: Localized
    differs: Difference | UnsetType = UNSET

    @property
    def decided(self) -> Verdict:
        """What the packs must say."""
        return self.verdict if self.differs is UNSET else self.differs.verdict


class ExpectedOf(msgspec.Struct, frozen=True, kw_only=True):
    """What is expected of one example."""

    dossier: Text
    what: Localized
    verdicts: Annotated[list[Expected], msgspec.Meta(min_length=1)]


class ExpectedVerdicts(msgspec.Struct, frozen=True, kw_only=True):
    """The table."""

    format: Literal["lotgate-verdicts/v1"]
    packset: Text
    as_of: dt.datetime
    dossiers: Annotated[list[ExpectedOf], msgspec.Meta(min_length=1)]


def expected_verdicts() -> ExpectedVerdicts:
    """Read the table; raises what reading a document raises."""
    return decode(read_document(TABLE), ExpectedVerdicts)


def packset_of(table: ExpectedVerdicts) -> PackSet:
    """Load the pack set of the table."""
    path = EXAMPLES / table.packset
    return load_packset(path, pack_roots(path), table.packset)


def decided(table: ExpectedVerdicts, packset: PackSet, name: str, act: Act) -> dict[str, Verdict]:
    """Decide one example for one act: the verdict of each market."""
    dossier = read_dossier_file(EXAMPLES / "dossiers" / name)
    question = Question(act=act, as_of=table.as_of)
    _, judged = judge_markets(dossier, packset, question, evidence_for=frozenset())
    return {one.decision.market: one.decision.verdict for one in judged}


def verdict_reference(language: str) -> str:
    """Write the page; what is decided is the output of a run."""
    table, words = expected_verdicts(), WORDS[language]
    packset = packset_of(table)
    parts = [f"# {words['title']}\n", str(words["about"]).format(as_of=table.as_of.isoformat())]
    for one in table.dossiers:
        found = {act: decided(table, packset, one.dossier, act) for act in packset.acts}
        said = str(words["lot"]).format(what=one.what.text(language), name=one.dossier)
        rows = "\n".join(_row(row, found, language) for row in one.verdicts)
        head = words["head"]
        parts.append(f"\n## {said}\n\n| {' | '.join(head)} |\n|{' --- |' * len(head)}\n{rows}")
    return NOTE + "\n".join(parts) + "\n"


def _row(row: Expected, found: dict[Act, dict[str, Verdict]], language: str) -> str:
    words = VERDICTS[language]
    acts = str(WORDS[language]["comma"]).join(act.label.text(language) for act in row.acts)
    shown = sorted({words[found[act][row.market]] for act in row.acts})
    difference = "" if row.differs is UNSET else row.differs.because.text(language)
    because = row.because.text(language)
    cells = (row.market, acts, words[row.verdict], because, " / ".join(shown), difference)
    return f"| {' | '.join(cells)} |"
