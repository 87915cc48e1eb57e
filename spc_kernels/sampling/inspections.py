"""The facts that switching follows: an inspected lot, and the agreement that inspection may resume."""

from typing import TypeAlias

import msgspec

from core.locations import DataLocation
from spc_kernels.sampling.arguments import checked_count, checked_option
from spc_kernels.sampling.errors import ContradictoryFactsError, MissingFactError
from spc_kernels.sampling.schemes import SAMPLINGS

# Z1.4 and MIL-STD-105E draw up to seven samples, ISO 2859-1:1999 up to five.
_MOST_SAMPLES = {"single": 1, "double": 2, "multiple": 7}


class Inspection(msgspec.Struct, frozen=True, tag="inspection"):
    """
    One inspected lot, as far as switching needs it.

    Attributes:
        accepted: Whether the lot was accepted.
        original: Whether this was its original inspection; a resubmitted lot does not count.
        sampling: ``single``, ``double`` or ``multiple``.
        samples: Samples drawn until the decision.
        acceptance_number: Ac of the single plan used; ISO 2859-1 on normal inspection needs it.
        accepted_one_step_tighter: Whether the lot would also pass one AQL step tighter; ISO 2859-1 needs it where Ac
            is 2 or more.
        sample_size: Items inspected; Z1.4 needs it for the limit number.
        nonconforming: Nonconforming items, or nonconformities, found; Z1.4 needs it for the limit number.
        return_to_normal: Z1.4: whether the count lay between Ac and Re of reduced inspection.
        production_steady: Whether production is steady. Unknown counts as no.
        reduced_approved: Whether the responsible authority finds reduced inspection desirable. Unknown counts as no.
        other_conditions: Why other conditions call for normal inspection, in words; empty if none do.

    Raises:
        NotACountError: ``spc.sampling.not-a-count``.
        UnknownOptionError: ``spc.sampling.unknown-option``.
        MissingFactError: ``spc.sampling.missing-fact``; a yes or no that is neither.
        ContradictoryFactsError: ``spc.sampling.contradictory-facts``; more samples than the kind of sampling has, or a
            lot not accepted that lay in the gap or would pass one step tighter.
    """

    accepted: bool
    original: bool = True
    sampling: str = "single"
    samples: int = 1
    acceptance_number: int | None = None
    accepted_one_step_tighter: bool | None = None
    sample_size: int | None = None
    nonconforming: int | None = None
    return_to_normal: bool = False
    production_steady: bool = False
    reduced_approved: bool = False
    other_conditions: str = ""

    def __post_init__(self) -> None:
        """Check the ranges."""
        yes_or_no = ["accepted", "original", "return_to_normal", "production_steady", "reduced_approved"]
        if self.accepted_one_step_tighter is not None:
            yes_or_no.append("accepted_one_step_tighter")
        for name in yes_or_no:
            if not isinstance(getattr(self, name), bool):
                raise MissingFactError(
                    "the fact is neither true nor false", location=DataLocation(f"$.{name}"), hint="give true or false"
                )
        if not isinstance(self.other_conditions, str):
            raise MissingFactError(
                "the conditions are not in words",
                location=DataLocation("$.other_conditions"),
                hint="say them in words; empty text if there are none",
            )
        checked_option(self.sampling, "sampling", SAMPLINGS)
        checked_count(self.samples, "samples", least=1)
        most = _MOST_SAMPLES[self.sampling]
        if self.samples > most:
            raise ContradictoryFactsError(
                f"{self.sampling} sampling decides with sample {most} at the latest, not with sample {self.samples}",
                location=DataLocation("$.samples"),
                hint="give the samples drawn, or another `sampling`",
            )
        for name in ("return_to_normal", "accepted_one_step_tighter"):
            if not self.accepted and getattr(self, name):
                raise ContradictoryFactsError(
                    "only an accepted lot can have this fact",
                    location=DataLocation(f"$.{name}"),
                    hint="a lot that was not accepted has it false, or not at all",
                )
        for name in ("acceptance_number", "sample_size", "nonconforming"):
            if getattr(self, name) is not None:
                checked_count(getattr(self, name), name)


class Resumption(msgspec.Struct, frozen=True, tag="resumption"):
    """
    The supplier has acted, and the responsible authority agrees that inspection may resume, on tightened.

    Attributes:
        reason: What was done, in words; goes into the trail.

    Raises:
        MissingFactError: ``spc.sampling.missing-fact``; no words.
    """

    reason: str

    def __post_init__(self) -> None:
        """Check that something was said."""
        reason: object = self.reason
        if not isinstance(reason, str) or not reason.strip():
            raise MissingFactError(
                "what was done is not in words", location=DataLocation("$.reason"), hint="say what the supplier did"
            )


Event: TypeAlias = Inspection | Resumption
