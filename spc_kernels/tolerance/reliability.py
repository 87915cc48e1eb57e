"""Sample sizes that demonstrate a reliability with a confidence, with and without failures."""

from spc_kernels.errors import CountAboveSizeError
from spc_kernels.samples import number, place, whole
from spc_kernels.tolerance.search import TIE, smallest_true

MOST_ITEMS = 1_000_000_000


def reliability_sample_size(reliability: float, confidence: float, *, failures: int = 0) -> int:
    """
    Find the smallest sample that demonstrates a reliability although some items fail.

    Args:
        reliability: Share of good items R, 0 to 1 exclusive.
        confidence: Confidence C, 0 to 1 exclusive.
        failures: Failures allowed, ``>= 0``.

    Returns:
        Smallest n with ``P(Bin(n, 1 - R) <= failures) <= 1 - C``; without failures ⌈ln(1 - C) / ln R⌉ (success run).

    Raises:
        ParameterError: ``spc.parameter.out-of-range``; also when n would exceed 1,000,000,000.

    Numerics:
        Bisection on the incomplete beta function; a tie within 1e-12 counts as reached.

    Source:
        Clopper & Pearson (1934), Biometrika 26, solved for the number of items; Wilks (1941) without failures.
    """
    share = number(reliability, "reliability", above=0.0, below=1.0)
    doubt = (1.0 - number(confidence, "confidence", above=0.0, below=1.0)) * TIE
    bad = whole(failures, "failures", at_least=0, at_most=MOST_ITEMS)
    return smallest_true(lambda n: _doubt(n, bad, share) <= doubt, bad + 1, MOST_ITEMS, "reliability")


def reliability_demonstrated(items: int, failures: int, confidence: float) -> float:
    """
    Compute the reliability that a finished test demonstrates: the lower Clopper-Pearson bound.

    Args:
        items: Items tested, at least 1.
        failures: Items failed, 0 to the number of items.
        confidence: Confidence, 0 to 1 exclusive.

    Returns:
        Reliability, 0 to 1; 0 when everything failed.

    Raises:
        CountAboveSizeError: ``spc.count.above-size``.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Inverse incomplete beta function by SciPy, 1e-12 relative.

    Source:
        Clopper & Pearson (1934), Biometrika 26.
    """
    from scipy.special import betaincinv

    n, bad = _counts(items, failures)
    doubt = 1.0 - number(confidence, "confidence", above=0.0, below=1.0)
    return 0.0 if bad == n else float(betaincinv(n - bad, bad + 1.0, doubt))


def reliability_confidence(items: int, failures: int, reliability: float) -> float:
    """
    Compute the confidence with which a finished test demonstrates a reliability.

    Args:
        items: Items tested, at least 1.
        failures: Items failed, 0 to the number of items.
        reliability: Share of good items, 0 to 1 exclusive.

    Returns:
        Confidence, 0 to 1.

    Raises:
        CountAboveSizeError: ``spc.count.above-size``.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Incomplete beta function by SciPy, its complement: small confidences keep their digits.

    Source:
        Clopper & Pearson (1934), Biometrika 26.
    """
    from scipy.special import betaincc

    n, bad = _counts(items, failures)
    share = number(reliability, "reliability", above=0.0, below=1.0)
    return 0.0 if bad == n else float(betaincc(n - bad, bad + 1.0, share))


def _counts(items: int, failures: int) -> tuple[int, int]:
    n = whole(items, "items", at_least=1, at_most=MOST_ITEMS)
    bad = whole(failures, "failures", at_least=0, at_most=MOST_ITEMS)
    if bad > n:
        raise CountAboveSizeError(
            f"`{bad}` failures among `{n}` items", location=place("failures"), hint="count failed items"
        )
    return n, bad


def _doubt(n: int, failures: int, share: float) -> float:
    """Give P(Bin(n, 1 - R) <= failures), with R itself as argument."""
    from scipy.special import betainc

    return float(betainc(n - failures, failures + 1.0, share))
