"""Which dossiers are made, and under which names."""

from collections.abc import Callable
from pathlib import Path

from engine.model.dossier import Dossier
from examples.generator.catheter import catheter
from examples.generator.draws import Draws, Extent
from examples.generator.faulty import faulty
from examples.generator.implant import implant
from examples.generator.instrument import instrument
from examples.generator.layout import json_text, plain, yaml_text
from examples.generator.reagent import reagent

DOSSIERS = Path(__file__).resolve().parent.parent / "dossiers"
SEED = 20261122
FAULTY = "everything_wrong.yaml"
MAKERS: dict[str, Callable[[Draws, Extent], Dossier]] = {
    "sterile_catheter_full.json": catheter,
    "anodised_implant.yaml": implant,
    "class_i_instrument.yaml": instrument,
    "ivd_reagent.yaml": reagent,
}


def made(seed: int = SEED, scale: int = 1) -> dict[str, str]:
    """
    Make every dossier.

    Args:
        seed: Chooses every reading.
        scale: Multiplies histories, readings and series.

    Returns:
        The texts by file name; the same on every machine.
    """
    found = {name: plain(maker(Draws(seed, name), Extent(scale))) for name, maker in MAKERS.items()}
    found[FAULTY] = faulty(Draws(seed, FAULTY))
    return {name: json_text(held) if name.endswith(".json") else yaml_text(held) for name, held in found.items()}
