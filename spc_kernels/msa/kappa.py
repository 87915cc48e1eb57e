"""Kappa: agreement of ratings beyond chance, of two raters or of many."""

import math

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.errors import SampleShapeError
from spc_kernels.msa.layout import PAIR, codes_of, labels_of
from spc_kernels.samples import Floats, known, number, place, refuse_too_few

WEIGHTS = ("none", "linear", "quadratic")


class Kappa(msgspec.Struct, frozen=True):
    """
    Agreement beyond chance.

    Attributes:
        kind: ``Cohen``, ``Cohen, weighted …`` or ``Fleiss``.
        value: 1 is full agreement, 0 that of chance; None when there is only one category.
        observed: Agreement seen.
        expected: Agreement of chance.
        standard_error: Of the value, for its interval; None for Fleiss' and when undefined.
        lower: Lower end of the confidence interval; None as the standard error.
        upper: Upper end of it.
        z: Value over its standard error without agreement beyond chance; None when undefined.
        p_value: One-sided chance of so large a z; None as z.
        items: Items rated.
        raters: Ratings of an item.
        reason: Why it is undefined.
    """

    kind: str
    value: float | None
    observed: float
    expected: float
    standard_error: float | None
    lower: float | None
    upper: float | None
    z: float | None
    p_value: float | None
    items: int
    raters: int
    reason: str | None = None


def cohen_kappa(
    first: npt.ArrayLike, second: npt.ArrayLike, *, weights: str = "none", confidence: float = 0.95
) -> Kappa:
    """
    Compute Cohen's kappa of two raters.

    Args:
        first: Category of each item by one rater: text or numbers. Shape ``(n,)``.
        second: The same by the other rater, or the reference. Shape ``(n,)``.
        weights: ``none``; ``linear`` or ``quadratic`` count near misses in part, in the sorted order of the categories.
        confidence: Confidence of the interval, 0 to 1 exclusive.

    Returns:
        Kappa with its large-sample interval and test.

    Raises:
        LabelError: ``spc.msa.label``.
        SampleShapeError: ``spc.sample.wrong-shape``.
        TooFewReadingsError: ``spc.sample.too-few``.
        UnknownNameError: ``spc.parameter.unknown-name``.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Closed form, 1e-14.

    Source:
        Cohen (1960), Educ. Psychol. Measurement 20; Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72.
    """
    level = number(confidence, "confidence", above=0.0, below=1.0)
    scheme = known(weights, "weights", WEIGHTS)
    one, other = labels_of(first, "first"), labels_of(second, "second")
    refuse_too_few(np.zeros(one.shape[:1] or (0,)), 1, "first")
    if one.shape != other.shape or one.ndim != 1:
        raise SampleShapeError(
            "both raters rate the same items", location=place("second"), hint="give one category an item, for each"
        )
    codes, names = codes_of(np.concatenate((one, other)), "first", 2 * one.size)
    count = names.size
    shares = np.zeros((count, count))
    np.add.at(shares, (codes[: one.size], codes[one.size :]), 1.0 / one.size)
    kind = "Cohen" if scheme == "none" else f"Cohen, weighted {scheme}"
    return _cohen(shares, _weights(count, scheme), one.size, kind, level)


def fleiss_kappa(ratings: npt.ArrayLike) -> Kappa:
    """
    Compute Fleiss' kappa of many ratings of each item.

    Args:
        ratings: Category of each item by each rater: text or numbers. Shape ``(n, m)``, ``n >= 1``, ``m >= 2``.

    Returns:
        Kappa with the test of no agreement beyond chance.

    Raises:
        LabelError: ``spc.msa.label``.
        SampleShapeError: ``spc.sample.wrong-shape``.

    Numerics:
        Closed form, 1e-14.

    Source:
        Fleiss (1971), Psychological Bulletin 76; Fleiss, Nee & Landis (1979), Psychological Bulletin 86.
    """
    given = labels_of(ratings, "ratings")
    if given.ndim != PAIR or given.shape[1] < PAIR or given.shape[0] < 1:
        raise SampleShapeError(
            "ratings are a table of items and raters",
            location=place("ratings"),
            hint="give one row an item, two raters",
        )
    n, m = given.shape
    codes, names = codes_of(given.ravel(), "ratings", given.size)
    table = np.zeros((n, names.size))
    np.add.at(table, (np.repeat(np.arange(n), m), codes), 1.0)
    share = table.sum(axis=0) / (n * m)
    observed = float((table * (table - 1.0)).sum()) / (n * m * (m - 1))
    expected = float(share @ share)
    if names.size == 1:
        return _undefined("Fleiss", n, m)
    from scipy.special import ndtr

    value = (observed - expected) / (1.0 - expected)
    spread = float(share @ (1.0 - share))
    inner = spread**2 - float((share * (1.0 - share)) @ (1.0 - 2.0 * share))
    error = math.sqrt(2.0 * inner / (n * m * (m - 1))) / spread
    z = value / error
    return Kappa("Fleiss", value, observed, expected, None, None, None, z, float(ndtr(-z)), n, m)


def _weights(count: int, scheme: str) -> Floats:
    if scheme == "none" or count == 1:
        return np.eye(count)
    away = np.abs(np.subtract.outer(np.arange(count), np.arange(count))) / (count - 1.0)
    weights: Floats = 1.0 - (away if scheme == "linear" else away * away)
    return weights


def _undefined(kind: str, items: int, raters: int) -> Kappa:
    return Kappa(kind, None, 1.0, 1.0, None, None, None, None, None, items, raters, "all ratings are one category")


def _cohen(shares: Floats, weights: Floats, n: int, kind: str, confidence: float) -> Kappa:
    """Compute with the weights of Fleiss, Cohen & Everitt, whose identity matrix is the plain kappa."""
    from scipy.special import ndtr, ndtri

    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    chance = np.outer(rows, columns)
    observed, expected = float((weights * shares).sum()), float((weights * chance).sum())
    if shares.shape[0] == 1:
        return _undefined(kind, n, 2)
    value = (observed - expected) / (1.0 - expected)
    margins = (weights @ columns)[:, np.newaxis] + rows @ weights
    seen = float((shares * (weights - margins * (1.0 - value)) ** 2).sum()) - (value - expected * (1.0 - value)) ** 2
    null = float((chance * (weights - margins) ** 2).sum()) - expected**2
    error = math.sqrt(max(seen, 0.0) / n) / (1.0 - expected)
    null_error = math.sqrt(max(null, 0.0) / n) / (1.0 - expected)
    reach = float(ndtri(0.5 + 0.5 * confidence)) * error
    z = value / null_error if null_error > 0.0 else None
    p = None if z is None else float(ndtr(-z))
    return Kappa(kind, value, observed, expected, error, value - reach, value + reach, z, p, n, 2)
