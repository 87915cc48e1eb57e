"""Sampling plans as ISO 2859-1:1999 tables 1 and 2-A give them, and stated numbers of units for laboratory tests."""

import msgspec

from engine.model.characteristic_codes import InspectionLevel, SamplingScheme
from engine.model.characteristic_control import CharacteristicSampling
from engine.model.inspection_codes import CodeLetter, PlanKind, SwitchingState
from engine.model.inspection_records import SamplingPlan
from examples.generator.notation import amount


class Sample(msgspec.Struct, frozen=True):
    """
    How many units are inspected, and how many of them may be nonconforming.

    Attributes:
        size: Units.
        accept: Acceptance number.
        level: Inspection level, where the scheme has one.
        letter: Code letter.
        aql: Acceptance quality limit in percent.
    """

    size: int
    accept: int
    level: str | None = None
    letter: str | None = None
    aql: str | None = None

    def planned(self) -> CharacteristicSampling:
        """Give the rule of the characteristic."""
        if self.level is None:
            return CharacteristicSampling(
                scheme=SamplingScheme.fixed,
                edition=None,
                level=None,
                aql=None,
                sample_size=self.size,
                acceptance_number=self.accept,
                switching=False,
            )
        return CharacteristicSampling(
            scheme=SamplingScheme.iso_2859_1,
            edition="1999",
            level=InspectionLevel[self.level],
            aql=amount(f"{self.aql} %"),
            sample_size=None,
            acceptance_number=None,
            switching=True,
        )

    def kind(self) -> PlanKind:
        """Give how it decides."""
        return PlanKind.single_attributes if self.level else PlanKind.fixed_number

    def used(self) -> SamplingPlan:
        """Give the plan as it was used."""
        if self.level is None or self.letter is None:
            return SamplingPlan(
                scheme=SamplingScheme.own,
                resubmitted=False,
                aql=None,
                acceptability_constant=None,
                known_sigma=None,
                rationale="SR-LAB-002",
            )
        return SamplingPlan(
            scheme=SamplingScheme.iso_2859_1,
            edition="1999",
            switching_state=SwitchingState.normal,
            resubmitted=False,
            level=InspectionLevel[self.level],
            code_letter=CodeLetter[self.letter],
            aql=amount(f"{self.aql} %"),
            acceptability_constant=None,
            known_sigma=None,
            rationale=None,
        )


# 3201 to 10000 units; 1201 to 3200; 501 to 1200.
L_065, J_100, G_040 = (
    Sample(200, 3, "II", "L", "0.65"),
    Sample(80, 2, "I", "J", "1.0"),
    Sample(32, 0, "S_4", "G", "0.40"),
)
K_100 = Sample(125, 3, "II", "K", "1.0")
II_J_100, F_065 = Sample(80, 2, "II", "J", "1.0"), Sample(20, 0, "S_4", "F", "0.65")
