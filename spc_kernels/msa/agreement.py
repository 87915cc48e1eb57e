"""Attribute agreement: how often appraisers agree with themselves, with each other and with a reference."""

import msgspec
import numpy as np
import numpy.typing as npt

from spc_kernels.errors import SampleShapeError
from spc_kernels.msa.errors import DesignError
from spc_kernels.msa.kappa import Kappa, cohen_kappa, fleiss_kappa
from spc_kernels.msa.layout import codes_of, labels_of
from spc_kernels.samples import number, place

AXES = ("items", "appraisers", "trials")


class Agreement(msgspec.Struct, frozen=True):
    """
    Items on which ratings agree.

    Attributes:
        agreed: Items on which all ratings looked at are the same.
        items: Items.
        share: Agreed over items.
        lower: Lower end of its Clopper-Pearson interval.
        upper: Upper end of it.
        kappas: Kappa of the same ratings: Fleiss' within and between appraisers, Cohen's of each trial against the
            reference; empty where one rating stands alone.
    """

    agreed: int
    items: int
    share: float
    lower: float
    upper: float
    kappas: tuple[Kappa, ...]


class Errors(msgspec.Struct, frozen=True):
    """
    Wrong decisions of one appraiser about good and bad items.

    Attributes:
        missed: Ratings of bad items as good.
        bad: Ratings of bad items.
        false_alarms: Ratings of good items as bad.
        good: Ratings of good items.
        miss_rate: Missed over bad; None when no item is bad.
        false_alarm_rate: False alarms over good; None when no item is good.
    """

    missed: int
    bad: int
    false_alarms: int
    good: int
    miss_rate: float | None
    false_alarm_rate: float | None


class AgreementStudy(msgspec.Struct, frozen=True):
    """
    An attribute agreement study.

    Attributes:
        items: Items.
        appraisers: Appraisers.
        trials: Ratings of an item by an appraiser.
        within: Each appraiser with themselves; empty with one trial.
        between: All ratings of all appraisers; None with one appraiser.
        against_reference: Each appraiser, all trials, with the reference; empty without one.
        all_against_reference: All ratings with the reference; None without one.
        errors: Misses and false alarms of each appraiser; empty unless a bad category was named.
        confidence: Confidence of the intervals.
    """

    items: int
    appraisers: int
    trials: int
    within: tuple[Agreement, ...]
    between: Agreement | None
    against_reference: tuple[Agreement, ...]
    all_against_reference: Agreement | None
    errors: tuple[Errors, ...]
    confidence: float


def agreement(
    ratings: npt.ArrayLike,
    *,
    reference: npt.ArrayLike | None = None,
    bad: str | float | None = None,
    confidence: float = 0.95,
) -> AgreementStudy:
    """
    Evaluate how appraisers agree on categories.

    Args:
        ratings: Category by item, appraiser and trial: text or numbers. Shape ``(items, appraisers, trials)``.
        reference: Right category of each item. Shape ``(items,)``.
        bad: The category of bad items in the reference, for misses and false alarms; every other one is good.
        confidence: Confidence of the intervals, 0 to 1 exclusive.

    Returns:
        Shares of agreement with exact intervals, and kappas.

    Raises:
        SampleShapeError: ``spc.sample.wrong-shape``.
        DesignError: ``spc.msa.design``, one appraiser with one trial and no reference; `bad` without a reference.
        LabelError: ``spc.msa.label``.
        ParameterError: ``spc.parameter.out-of-range``.

    Numerics:
        Counting; intervals by the inverse incomplete beta function. There is no independent reference for the whole
        study: kappas are tested on published examples, shares by counting again.

    Source:
        AIAG, Measurement Systems Analysis, 4th ed., chapter III section C.
    """
    level = number(confidence, "confidence", above=0.0, below=1.0)
    given = labels_of(ratings, "ratings")
    if given.ndim != len(AXES) or 0 in given.shape:
        raise SampleShapeError(
            "ratings have the axes items, appraisers and trials",
            location=place("ratings"),
            hint="give one category for each, at least one of each",
        )
    n, appraisers, trials = given.shape
    if reference is None and (appraisers * trials == 1 or bad is not None):
        raise DesignError(
            "without a reference there is nothing to agree with", location=place("reference"), hint="give a reference"
        )
    right = None if reference is None else labels_of(reference, "reference")
    if right is not None and right.shape != (n,):
        raise SampleShapeError(
            f"`reference` has {right.size} entries for {n} items",
            location=place("reference"),
            hint="give the right category of each item",
        )
    everything = given.ravel() if right is None else np.concatenate((given.ravel(), right))
    codes, names = codes_of(everything, "ratings", everything.size)
    rated, truth = codes[: given.size].reshape(given.shape), codes[given.size :]
    by_appraiser = [rated[:, appraiser, :] for appraiser in range(appraisers)]
    return AgreementStudy(
        items=n,
        appraisers=appraisers,
        trials=trials,
        within=tuple(_among(own, level) for own in by_appraiser) if trials > 1 else (),
        between=_among(rated.reshape(n, -1), level) if appraisers > 1 else None,
        against_reference=() if right is None else tuple(_with(own, truth, level) for own in by_appraiser),
        all_against_reference=None if right is None else _with(rated.reshape(n, -1), truth, level),
        errors=() if bad is None else tuple(_errors(own, truth, names == bad) for own in by_appraiser),
        confidence=level,
    )


def _among(ratings: npt.NDArray[np.int64], confidence: float) -> Agreement:
    same = int((ratings == ratings[:, :1]).all(axis=1).sum())
    return _agreement(same, ratings.shape[0], confidence, (fleiss_kappa(ratings),))


def _with(ratings: npt.NDArray[np.int64], truth: npt.NDArray[np.int64], confidence: float) -> Agreement:
    same = int((ratings == truth[:, np.newaxis]).all(axis=1).sum())
    kappas = tuple(cohen_kappa(trial, truth, confidence=confidence) for trial in ratings.T)
    return _agreement(same, ratings.shape[0], confidence, kappas)


def _agreement(agreed: int, items: int, confidence: float, kappas: tuple[Kappa, ...]) -> Agreement:
    from scipy.special import betaincinv

    doubt = 0.5 * (1.0 - confidence)
    lower = float(betaincinv(agreed, items - agreed + 1.0, doubt)) if agreed else 0.0
    upper = float(betaincinv(agreed + 1.0, items - agreed, 1.0 - doubt)) if agreed < items else 1.0
    return Agreement(agreed, items, agreed / items, lower, upper, kappas)


def _errors(ratings: npt.NDArray[np.int64], truth: npt.NDArray[np.int64], is_bad: npt.NDArray[np.bool_]) -> Errors:
    called_bad, truly_bad = is_bad[ratings], is_bad[truth][:, np.newaxis] & np.ones(ratings.shape, dtype=np.bool_)
    missed, bad = int((truly_bad & ~called_bad).sum()), int(truly_bad.sum())
    alarms, good = int((~truly_bad & called_bad).sum()), int((~truly_bad).sum())
    return Errors(missed, bad, alarms, good, missed / bad if bad else None, alarms / good if good else None)
