"""A suite's file to a checked suite: every fault of the file and its fixtures at once."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import UNSET

from core.documents.decode import decode
from core.documents.files import read_document
from core.documents.tree import Document, Mapping
from core.documents.tree import Path as TreePath
from core.errors import FaultsError, LotgateError
from core.suggestions import did_you_mean, quoted
from core.words import Localized, say
from engine.model.codes import Act
from engine.model.decision import VerdictKind
from engine.packs.packset import PackSet
from engine.verification.boundaries import boundary_cases
from engine.verification.deciding import Deciding, Packs, fixture_file, market_faults
from engine.verification.errors import (
    DuplicateCaseError,
    EmptySuiteError,
    SeriesError,
    SkipError,
    UndecidedMarketError,
    UnknownFixtureError,
    UnusedFixtureError,
    VacuousError,
)
from engine.verification.expectations import Vocabulary, expectation_faults, says_nothing, vocabulary_of
from engine.verification.forms import CaseForm, ExpectForm, FixtureForm, SuiteForm
from engine.verification.given import read_given
from engine.verification.series import NamedSeries
from engine.verification.suite import Asked, Case, Fixture, Suite

T = TypeVar("T")
FIXTURES = "fixtures"


class Ready(msgspec.Struct, frozen=True):
    """A suite and what decides in it."""

    suite: Suite
    packset: PackSet


def is_suite(document: Document) -> bool:
    """Tell a suite from other documents by its first key."""
    return isinstance(document.root, Mapping) and document.root.get("suite") is not None


def read_suite(path: Path, packs: Packs, today: dt.date, shown: str | None = None) -> Ready:
    """
    Read a suite's file, its fixtures and what decides in it.

    Args:
        path: The file.
        packs: Loads what decides.
        today: The day on which the suite is run, for the expiry of what is skipped.
        shown: What places call the file; the path itself when left out.

    Returns:
        The suite, and the pack set that decides in it.

    Raises:
        FaultsError: Every fault of the file, its fixtures and its packs: ``document.*``, ``suite.*``, ``dossier.*``,
            ``pack.*``.
    """
    return checked_suite(read_document(path, shown), path, packs, today)


def checked_suite(document: Document, path: Path, packs: Packs, today: dt.date) -> Ready:
    """Check a suite as `read_suite` does, whose file was read."""
    form = decode(document, SuiteForm)
    packset = form.packset if isinstance(form.packset, str) else None
    deciding = packs.deciding(path, packset, document.locate(("packset",) if packset else ()))
    reader = _Reader(form, document, packs, deciding, today)
    suite = reader.suite(path.resolve().parent)
    if reader.faults:
        raise FaultsError(reader.faults)
    return Ready(suite, deciding.packset)


class _Reader:
    def __init__(self, form: SuiteForm, document: Document, packs: Packs, deciding: Deciding, today: dt.date) -> None:
        self.form = form
        self.document = document
        self.packs = packs
        self.deciding = deciding
        self.today = today
        self.faults: list[LotgateError] = []
        self.known: Vocabulary = vocabulary_of(deciding.packset, form.markets)
        self.series = NamedSeries(form.series)
        self.fixtures: dict[str, Fixture] = {}

    def fail(
        self, error: type[LotgateError], message: Localized, path: TreePath, hint: Localized | None = None
    ) -> None:
        self.faults.append(error(message, location=self.document.locate(path), hint=hint))

    def caught(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except FaultsError as exc:
            self.faults += exc.faults
        except LotgateError as exc:
            self.faults.append(exc)
        return None

    def suite(self, folder: Path) -> Suite:
        for index, market in enumerate(self.form.markets):
            place = self.document.locate(("markets", index))
            self.faults += market_faults(self.deciding.packset, market, place)
        if not self.form.cases and not self.form.boundaries:
            self.fail(EmptySuiteError, say("the suite has neither cases nor boundaries", "测试集既无用例也无边界"), ())
        for name, form in self.form.fixtures.items():
            fixture = self.fixture(folder, name, form)
            if fixture is not None:
                self.fixtures[name] = fixture
        cases = [*self.bases(), *self.cases(), *self.boundaries()]
        self.refuse_duplicates(cases)
        self.refuse_unused()
        return Suite(
            name=self.form.suite,
            document=self.document,
            owner=self.deciding.owner,
            markets=tuple(self.form.markets),
            act=self.form.act,
            as_of=self.form.as_of,
            cases=tuple(cases),
        )

    def fixture(self, folder: Path, name: str, form: FixtureForm) -> Fixture | None:
        place = self.document.locate((FIXTURES, name, "file"))
        path = self.caught(lambda: fixture_file(form.file, folder, self.deciding.parents, place))
        dossier = None if path is None else self.caught(lambda: self.packs.fixture(path, form.file))
        verdicts = self.verdicts(form.verdict, (FIXTURES, name, "verdict"))
        if dossier is None or verdicts is None:
            return None
        for market in self.form.markets:
            if market not in dossier.lot.target_markets:
                message = say(
                    "the lot of fixture `{name}` is not meant for market `{market}`",
                    "基准卷宗 `{name}` 的批不面向市场 `{market}`",
                    name=name,
                    market=market,
                )
                self.fail(UndecidedMarketError, message, (FIXTURES, name))
        return Fixture(name=name, dossier=dossier, verdicts=verdicts)

    def verdicts(self, said: VerdictKind | dict[str, VerdictKind], path: TreePath) -> dict[str, VerdictKind] | None:
        if not isinstance(said, dict):
            return dict.fromkeys(self.form.markets, said)
        if set(said) == set(self.form.markets):
            return said
        message = say(
            "a verdict is asked for each of {markets}",
            "须为每个市场写明结论：{markets}",
            markets=quoted(self.form.markets),
        )
        self.fail(UndecidedMarketError, message, path)
        return None

    def base(self, name: object, path: TreePath) -> Fixture | None:
        """Give the fixture that a case begins with; `None` after a fault, told where the fixture stands if there."""
        if name is UNSET:
            if len(self.form.fixtures) == 1:
                return self.fixtures.get(next(iter(self.form.fixtures)))
            message = say("the suite has several fixtures, and this names none", "测试集有多个基准卷宗，此处未指明")
            self.fail(UnknownFixtureError, message, path)
            return None
        if name not in self.form.fixtures:
            hint = did_you_mean(str(name), self.form.fixtures)
            message = say("the suite has no fixture `{name}`", "测试集没有基准卷宗 `{name}`", name=name)
            self.fail(UnknownFixtureError, message, path, hint)
        return self.fixtures.get(str(name))

    def bases(self) -> Iterator[Case]:
        for name, fixture in self.fixtures.items():
            path: TreePath = (FIXTURES, name)
            expect = ExpectForm(verdict=fixture.verdicts)
            asked = (Asked(as_of=self.form.as_of, expect=expect, path=path),)
            yield Case(name=f"base.{name}", kind="base", path=path, fixture=fixture, act=self.form.act, asked=asked)

    def cases(self) -> Iterator[Case]:
        for index, form in enumerate(self.form.cases):
            path: TreePath = ("cases", index)
            fixture = self.base(form.given.base, (*path, "given", "base"))
            act = form.act if isinstance(form.act, Act) else self.form.act
            asked = tuple(self.asked(form, path))
            for one in asked:
                self.faults += expectation_faults(one.expect, act, self.known, self.document, one.path)
            self.skipped(form, path)
            if fixture is None:
                continue
            changes, faults = read_given(form.given, fixture.dossier, self.document, (*path, "given"), self.series)
            self.faults += faults
            case = Case(
                name=form.name,
                kind="case",
                path=path,
                fixture=fixture,
                moved=form.given.moved,
                changes=changes,
                act=act,
                asked=asked,
                skip=None if form.skip is UNSET else form.skip,
            )
            self.refuse_vacuous(case)
            yield case

    def asked(self, form: CaseForm, path: TreePath) -> Iterator[Asked]:
        if (form.expect is UNSET) == (not form.dates):
            neither = say("the case has neither `expect` nor `dates`", "用例既无 `expect` 也无 `dates`")
            both = say("the case has both `expect` and `dates`", "用例同时有 `expect` 和 `dates`")
            said = neither if form.expect is UNSET else both
            self.fail(EmptySuiteError, said, path)
        elif form.dates and form.as_of is not UNSET:
            message = say("the case has both `as_of` and `dates`", "用例同时有 `as_of` 和 `dates`")
            self.fail(EmptySuiteError, message, path)
        instants: set[str] = set()  # as written: one instant at two offsets is a case of its own
        for index, one in enumerate(form.dates):
            if one.as_of.isoformat() in instants:
                message = say("this instant stands twice", "此时刻出现两次")
                self.fail(DuplicateCaseError, message, (*path, "dates", index, "as_of"))
            instants.add(one.as_of.isoformat())
            yield Asked(as_of=one.as_of, expect=one.expect, path=(*path, "dates", index, "expect"))
        if isinstance(form.expect, ExpectForm):
            as_of = form.as_of if isinstance(form.as_of, dt.datetime) else self.form.as_of
            yield Asked(as_of=as_of, expect=form.expect, path=(*path, "expect"))

    def skipped(self, form: CaseForm, path: TreePath) -> None:
        if form.skip is not UNSET and form.skip.until < self.today:
            message = say(
                "`{name}` was to be skipped until {until}: `{because}`",
                "`{name}` 只允许跳过至{until}：`{because}`",
                name=form.name,
                until=form.skip.until,
                because=form.skip.because,
            )
            hint = say(
                "mend the case or the pack, or delete the case; an expiry date is not moved without a reason",
                "修正用例或规则包，或删除用例；无理由不得推后期限",
            )
            self.fail(SkipError, message, (*path, "skip", "until"), hint)

    def refuse_vacuous(self, case: Case) -> None:
        for one in case.asked:
            if one.expect.others == "as_base_then" and not case.changes:
                message = say(
                    "nothing is changed: this compares the fixture with itself", "未作任何修改：基准卷宗与其自身比较"
                )
                hint = say(
                    "leave `others` out: the fixture as it is known, at the suite's own instant",
                    "省略 `others`：与测试集自身时刻的基准卷宗比较",
                )
                self.fail(VacuousError, message, (*one.path, "others"), hint)
            is_base = not case.changes and one.as_of == self.form.as_of and case.act == self.form.act
            if is_base and says_nothing(one.expect):
                message = say("the case changes nothing and expects nothing", "用例未作修改，也没有期望")
                self.fail(EmptySuiteError, message, one.path)

    def boundaries(self) -> Iterator[Case]:
        for index, form in enumerate(self.form.boundaries):
            path: TreePath = ("boundaries", index)
            fixture = self.base(form.base, (*path, "base"))
            faults = list(
                expectation_faults(
                    ExpectForm(provisions={form.provision: form.at_limit}),
                    self.form.act,
                    self.known,
                    self.document,
                    path,
                )
            )
            self.faults += faults
            if fixture is None or faults or any(one not in self.deciding.packset.markets for one in self.form.markets):
                continue
            made = self.caught(
                lambda: boundary_cases(form, fixture, self.form, self.deciding.packset, self.document, path)  # noqa: B023  # called at once
            )
            yield from made or ()

    def refuse_duplicates(self, cases: list[Case]) -> None:
        seen: set[str] = set()
        for case in cases:
            if case.name in seen:
                hint = say("give one of them a `name`", "为其中之一写明 `name`") if case.kind == "boundary" else None
                message = say("`{name}` stands twice", "`{name}` 出现两次", name=case.name)
                self.fail(DuplicateCaseError, message, case.path, hint)
            seen.add(case.name)

    def refuse_unused(self) -> None:
        only = next(iter(self.form.fixtures)) if len(self.form.fixtures) == 1 else None
        named = [form.given.base for form in self.form.cases] + [form.base for form in self.form.boundaries]
        used = Counter(only if name is UNSET else name for name in named)
        # A fixture whose name was misspelt is told where that is.
        is_misspelt = any(isinstance(fault, UnknownFixtureError) for fault in self.faults)
        for name in self.form.fixtures:
            if not used[name] and not is_misspelt and (self.form.cases or self.form.boundaries):
                message = say("no case begins with fixture `{name}`", "没有用例使用基准卷宗 `{name}`", name=name)
                self.fail(UnusedFixtureError, message, (FIXTURES, name))
        for name in self.form.series:
            if name not in self.series.used:
                message = say("nothing uses the series `{name}`", "没有用例使用数列 `{name}`", name=name)
                self.fail(SeriesError, message, ("series", name))
