"""The coverage page: which provisions check which facts of the law and the standards, or why none does."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from core.documents.tree import Document
from core.errors import FaultsError, LotgateError
from core.locations import FileLocation
from core.words import Localized, say
from engine.packs.pack import Header
from engine.packs.resolve import Shelf, load_pack
from lotgate.coverage_tables import CoverageForm, FactForm, NotChecked, read_coverage_table, unknown_provisions
from lotgate.words import AUTHORITIES

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "rulepacks"
NOTE = "<!-- Written by `make generated`; do not edit. -->\n\n"
REASONS = {
    NotChecked.procedural: say("a procedure of people", "属人员执行的程序"),
    NotChecked.other_actor: say("another actor's duty", "属其他责任主体的义务"),
    NotChecked.about_the_system: say("about the system itself", "涉及系统自身"),
    NotChecked.out_of_scope: say("out of scope", "不在范围内"),
    NotChecked.reaction: say("a reaction to an event", "属事件触发的反应"),
    NotChecked.not_yet: say("not yet", "尚未实现"),
}
TEXTS = {
    "title": say("Coverage of the law and the standards", "法规和标准覆盖情况"),
    "intro": say(
        "Each fact of our reading of the law, by its identifier there, with the provisions of the shipped packs that "
        "check it, or the reason why none does. Made from the tables in `rulepacks/coverage/` and the packs; a test "
        "holds that no fact is missing, that every provision named is there, and that every provision of law, "
        "guidance or a standard is named by a fact or stands under “Beside the facts”.",
        "本页逐项列出我们对法规和标准的解读：每项事实的编号，以及检查该事实的规则包条款，或没有条款的原因。"
        "由 `rulepacks/coverage/` 中的表格和规则包生成；测试保证事实无遗漏、所列条款均存在，"
        "且法规、指南和标准类条款均对应某项事实或列于“事实以外的条款”。",
    ),
    "counts": say("Counts", "数量"),
    "of": say("facts of", "所属"),
    "checked": say("checked", "有条款检查"),
    "all": say("all", "合计"),
    "fact": say("fact", "事实"),
    "by": say("checked by, or why not", "检查条款，或未检查的原因"),
    "beside": say("Beside the facts", "事实以外的条款"),
    "provision": say("provision", "条款"),
    "why": say("why it is there", "设置理由"),
}


class Table(msgspec.Struct, frozen=True):
    """A coverage table with its document and the name of its file."""

    name: str
    form: CoverageForm
    document: Document

    def title(self, language: str) -> str:
        """Give what its facts are of."""
        return self.form.title.text(language) if isinstance(self.form.title, Localized) else self.name


def tables(folder: Path = PACKS / "coverage") -> list[Table]:
    """
    Read the coverage tables, by name.

    Raises:
        FaultsError: What is wrong in the form of a file.
    """
    return [Table(path.stem, *read_coverage_table(path)) for path in sorted(folder.glob("*.yaml"))]


def provisions() -> dict[str, Header]:
    """Give the header of every provision of the shipped packs, by identifier; of dated forms the first."""
    shelf = Shelf((PACKS,))
    found: dict[str, Header] = {}
    for path in sorted(PACKS.glob("*/pack.yaml")):
        for header in load_pack(path.parent, shelf).headers():
            found.setdefault(header.id, header)
    return found


def table_faults(read: list[Table], known: dict[str, Header]) -> list[LotgateError]:
    """Find the provisions that are named and are not there."""
    names = frozenset(known)
    return [fault for table in read for fault in unknown_provisions(table.form, table.document, names)]


def coverage_reference(language: str) -> str:
    """
    Write the page in a language, ``en`` or ``zh``.

    Raises:
        FaultsError: A table has a fault, or names a provision that is not there.
    """
    read, known = tables(), provisions()
    faults = table_faults(read, known)
    if faults:
        raise FaultsError(faults)
    lines = [f"# {_text('title', language)}", "", _text("intro", language), "", *_counts(read, language)]
    lines += [line for table in read for line in _section(table, known, language)]
    return NOTE + "".join(f"{line}\n" for line in lines)


def _counts(read: list[Table], language: str) -> Iterator[str]:
    heads = [_text("of", language), _text("checked", language)]
    heads += [REASONS[one].text(language) for one in NotChecked] + [_text("all", language)]
    yield f"## {_text('counts', language)}"
    yield ""
    yield _row(heads)
    yield _row(["---", *("---:" for _ in heads[1:])])
    total: Counter[object] = Counter()
    for table in read:
        count = Counter(_kind(fact) for fact in table.form.facts.values())
        total += count
        yield _row([f"[{table.title(language)}](#{_anchor(table, language)})", *_numbers(count)])
    yield _row([_text("all", language), *_numbers(total)])


def _kind(fact: FactForm) -> object:
    return fact.reason if isinstance(fact.reason, NotChecked) else "checked"


def _numbers(count: "Counter[object]") -> list[str]:
    return [str(count[one]) for one in ("checked", *NotChecked)] + [str(count.total())]


def _section(table: Table, known: dict[str, Header], language: str) -> Iterator[str]:
    yield ""
    yield f"## {table.title(language)}"
    yield ""
    yield _row([_text("fact", language), _text("by", language)])
    yield _row(["---", "---"])
    for name, fact in table.form.facts.items():
        yield _row([f"`{name}`", "<br>".join(_said(fact, known, language))])
    if table.form.beside:
        yield ""
        yield f"### {_text('beside', language)}: {table.title(language)}"
        yield ""
        yield _row([_text("provision", language), _text("why", language)])
        yield _row(["---", "---"])
        for name, why in table.form.beside.items():
            yield _row([_provision(known[name], language), why.text(language)])


def _said(fact: FactForm, known: dict[str, Header], language: str) -> Iterator[str]:
    for name in fact.provisions or ():
        yield _provision(known[name], language)
    if isinstance(fact.reason, NotChecked) and isinstance(fact.because, Localized):
        colon = ": " if language == "en" else "："
        yield f"*{REASONS[fact.reason].text(language)}*{colon}{fact.because.text(language)}"
    if isinstance(fact.note, Localized):
        yield fact.note.text(language)


def _provision(header: Header, language: str) -> str:
    # The file without the line, which every edit above it would move.
    file = header.place.file if isinstance(header.place, FileLocation) else ""
    authority = AUTHORITIES[language][header.authority]
    return f"[`{header.id}`](../rulepacks/{file}) {header.title.text(language)} ({authority})"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _text(name: str, language: str) -> str:
    return TEXTS[name].text(language)


def _anchor(table: Table, language: str) -> str:
    kept = (one for one in table.title(language).lower() if one.isalnum() or one in " -")
    return "".join(kept).replace(" ", "-")
