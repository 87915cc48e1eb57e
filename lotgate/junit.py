"""Results of suites as JUnit XML, the form that CI servers read."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from core.errors import UNPRINTABLE
from engine.verification.results import CaseResult, Difference, SuiteResult


def junit_xml(results: Sequence[SuiteResult]) -> str:
    """
    Write results as JUnit XML.

    Args:
        results: Of suites, in order.

    Returns:
        XML text: a `testsuite` a suite, with what decided as properties, and a `testcase` a case. There are no times:
        a case takes milliseconds, and the same results give the same bytes.

    Source:
        The schema that the Jenkins xUnit plugin publishes (jenkins-junit.xsd).
    """
    return "\n".join(_document(results)) + "\n"


def difference_text(difference: Difference) -> str:
    """Say one difference in words, on a line."""
    where = [difference.market, difference.as_of.isoformat(), difference.provision]
    subject = ", ".join(one for one in where if one is not None)
    about = "faults of the dossier" if difference.about == "faults" else difference.about
    return f"{subject}: {about}: expected {difference.expected}, came out {difference.actual}"


def _document(results: Sequence[SuiteResult]) -> Iterator[str]:
    cases = [case for result in results for case in result.cases]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites{_counts(cases)}>"
    for result in results:
        yield from _suite(result)
    yield "</testsuites>"


def _suite(result: SuiteResult) -> Iterator[str]:
    yield f"  <testsuite name={_attribute(result.suite)} file={_attribute(result.file)}{_counts(result.cases)}>"
    yield "    <properties>"
    for pack in result.packs:
        value = f"{pack.pack} {pack.version} {pack.digest}"
        yield f"      <property name={_attribute(f'pack.{pack.market}')} value={_attribute(value)}/>"
    yield f'      <property name="engine" value={_attribute(result.engine)}/>'
    yield "    </properties>"
    for case in result.cases:
        yield from _case(case)
    yield "  </testsuite>"


def _case(case: CaseResult) -> Iterator[str]:
    line = case.place.removeprefix(f"{case.file}:").split(":")[0]
    head = f"<testcase classname={_attribute(case.suite)} name={_attribute(case.name)}"
    head += f" file={_attribute(case.file)} line={_attribute(line)}"
    if case.status == "passed":
        yield f"    {head}/>"
        return
    yield f"    {head}>"
    if case.status == "skipped":
        yield f"      <skipped message={_attribute(case.because or '')}/>"
    else:
        message = difference_text(case.differences[0])
        text = "\n".join(
            line for one in case.differences for line in (difference_text(one), *one.why, f"at {one.place}")
        )
        kind = case.differences[0].about
        yield f"      <failure type={_attribute(kind)} message={_attribute(message)}>{escape(_clean(text))}</failure>"
    yield "    </testcase>"


def _counts(cases: Sequence[CaseResult]) -> str:
    statuses = [case.status for case in cases]
    counts = {
        "tests": len(cases),
        "failures": statuses.count("failed"),
        "errors": 0,
        "skipped": statuses.count("skipped"),
    }
    return "".join(f' {name}="{count}"' for name, count in counts.items())


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return UNPRINTABLE.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)
