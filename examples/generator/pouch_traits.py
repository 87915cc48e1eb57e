"""What is inspected of sterile barrier pouches when they arrive, whatever is packed in them."""

from engine.model.characteristic_codes import CharacteristicClass
from engine.model.codes import InspectionStage
from examples.generator.catheter_facts import POUCHES
from examples.generator.people import ANALYST, MICROBIOLOGIST, Post
from examples.generator.sampling import Sample
from examples.generator.traits import Trait


def pouch_traits(*, bioburden: str, particles: str) -> tuple[Trait, Trait]:
    """
    Give the characteristics of a delivery of pouches.

    Args:
        bioburden: When bioburden was determined, local time.
        particles: When particles were counted, local time.
    """
    return (
        _trait("pouch-bioburden", "bioburden", "初始污染菌", method="TM-071", done=bioburden, by=MICROBIOLOGIST),
        _trait("pouch-particles", "particles", "微粒", method="TM-072", done=particles, by=ANALYST),
    )


def _trait(name: str, english: str, chinese: str, *, method: str, done: str, by: Post) -> Trait:
    return Trait(
        id=name,
        en=english,
        zh=chinese,
        grade=CharacteristicClass.major,
        stage=InspectionStage.incoming,
        step=None,
        sample=Sample(10, 0),
        method=method,
        done=done,
        by=by,
        supplier=POUCHES.id,
        material="in-pouch",
    )
