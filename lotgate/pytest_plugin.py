"""The pytest plugin: a pack's suites are collected as they are, and Python tests decide about their fixtures."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from engine.model.decision import Decision
    from engine.verification.deciding import Packs
    from engine.verification.run import Runner
    from engine.verification.suite import Case

TESTS = "tests"
IDENTITY = "pack.yaml"
LOADER: "pytest.StashKey[Packs]" = pytest.StashKey()


class Decide(Protocol):
    """Decides about a known dossier of a pack, changed the way a case of a suite changes it."""

    def __call__(  # one parameter a part of the question
        self,
        dossier: str | Path,
        *,
        as_of: str | dt.datetime,
        given: Mapping[str, Any] | None = None,
        act: str = "market_release",
        packset: str | Path | None = None,
    ) -> "Decision":
        """
        Decide.

        Args:
            dossier: A file, named from the folder of the test.
            as_of: The instant, with offset.
            given: `set`, `unset`, `add`, `remove` and `coverage`, as a suite says them, in plain Python values.
            act: The act.
            packset: What decides, named from the folder of the test; the pack in whose folder it stands if left out.

        Raises:
            FaultsError: The dossier, a change or a pack is refused.
        """


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "SuiteFile | None":
    """Collect a suite: a YAML file in the folder of tests of a pack."""
    folder = file_path.parent
    if file_path.suffix != ".yaml" or folder.name != TESTS or not (folder.parent / IDENTITY).is_file():
        return None
    collected: SuiteFile = SuiteFile.from_parent(parent, path=file_path)
    return collected


class SuiteFile(pytest.File):
    """A suite; one that is refused is an error of collection, with every fault and its line."""

    def collect(self) -> "Iterator[CaseItem]":
        """Give an item a case."""
        from core.errors import LotgateError
        from engine.verification.read import read_suite
        from engine.verification.run import Runner

        try:
            ready = read_suite(self.path, self.packs(), dt.datetime.now(dt.UTC).date(), self.nodeid)
        except LotgateError as error:
            raise self.CollectError(str(error)) from error
        runner = Runner(ready.suite, ready.packset)
        for case in ready.suite.cases:
            item: CaseItem = CaseItem.from_parent(self, name=case.name, runner=runner, case=case)
            if case.skip is not None:
                item.add_marker(pytest.mark.skip(reason=f"{case.skip.because} (until {case.skip.until})"))
            yield item

    def packs(self) -> "Packs":
        """Give the session's loader, which loads each pack once."""
        from lotgate.suites import packs_for

        return self.session.stash.setdefault(LOADER, packs_for(()))


class CaseItem(pytest.Item):
    """
    A case of a suite.

    Args:
        runner: Runs the cases of its suite.
        case: The case.
    """

    def __init__(self, *, runner: "Runner", case: "Case", **rest: Any) -> None:  # noqa: ANN401  # pytest's own
        super().__init__(**rest)
        self.runner = runner
        self.case = case

    def runtest(self) -> None:
        """Run the case."""
        result = self.runner.case(self.case)
        if result.differences:
            from lotgate.testing import case_lines

            pytest.fail("\n".join(case_lines(result)), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the case stands."""
        from core.locations import FileLocation

        place = self.runner.suite.locate(self.case.path)
        line = place.line - 1 if isinstance(place, FileLocation) else 0
        return self.path, line, f"{self.runner.suite.name}::{self.case.name}"


@pytest.fixture
def lotgate_decide(request: pytest.FixtureRequest) -> Decide:
    """Decide about a known dossier of a pack, changed the way a case of a suite changes it."""
    from lotgate.deciding import decide_given

    folder = request.path.parent

    def decide(  # one parameter a part of the question
        dossier: str | Path,
        *,
        as_of: str | dt.datetime,
        given: Mapping[str, Any] | None = None,
        act: str = "market_release",
        packset: str | Path | None = None,
    ) -> "Decision":
        instant = dt.datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        return decide_given(folder, Path(dossier), dict(given or {}), act, instant, packset)

    return decide
