"""Dossiers of earlier formats: step by step to today's, each value where it stood."""

import msgspec
import pytest

from core.documents.json_text import read_json
from core.documents.tree import Document, Mapping, Node, Scalar
from core.documents.yaml_text import read_yaml
from core.errors import FaultsError
from engine.model.dossier import FORMAT
from engine.model.migration import STEPS, migrate
from engine.model.reading import read_dossier

EARLIER = """format: lotgate-dossier/v-1
device: {id: CVC}
batch:
  id: L-1
  device: CVC
  markets: [EU]
  started_on: 2026-02-30
"""


def _renamed(root: Mapping, names: dict[str, str]) -> Mapping:
    entries = [(msgspec.structs.replace(key, text=names.get(key.text, key.text)), node) for key, node in root.entries]
    return msgspec.structs.replace(root, entries=tuple(entries))


def _below(root: Mapping, name: str, names: dict[str, str]) -> Mapping:
    entries: list[tuple[Scalar, Node]] = [
        (key, _renamed(node, names) if key.text == name and isinstance(node, Mapping) else node)
        for key, node in root.entries
    ]
    return msgspec.structs.replace(root, entries=tuple(entries))


def _devices_to_products(root: Mapping) -> Mapping:
    return _below(_renamed(root, {"device": "product"}), "batch", {"device": "product"})


def _batches_to_lots(root: Mapping) -> Mapping:
    return _below(_renamed(root, {"batch": "lot"}), "lot", {"markets": "target_markets"})


CHAIN = {
    "lotgate-dossier/v-1": ("lotgate-dossier/v0", _devices_to_products),
    "lotgate-dossier/v0": (FORMAT, _batches_to_lots),
}


def _read(text: str) -> Document:
    return migrate(read_yaml(text, "d.yaml"), CHAIN)


def test_two_steps_lead_to_a_dossier_of_today() -> None:
    dossier = read_dossier(_read(EARLIER.replace("02-30", "02-28")))

    assert dossier.format == FORMAT
    assert (dossier.product.id, dossier.lot.id, dossier.lot.product) == ("CVC", "L-1", "CVC")
    assert dossier.lot.target_markets == ["EU"]


def test_one_step_begins_where_the_document_stands() -> None:
    text = EARLIER.replace("v-1", "v0").replace("device", "product").replace("02-30", "02-28")

    assert read_dossier(_read(text)).lot.id == "L-1"


def test_a_fault_is_told_where_the_earlier_document_has_it() -> None:
    with pytest.raises(FaultsError) as caught:
        read_dossier(_read(EARLIER))

    assert [str(fault.location) for fault in caught.value.faults] == ["d.yaml:7:15"]


def test_a_document_of_today_is_left_alone() -> None:
    document = read_yaml(EARLIER.replace("lotgate-dossier/v-1", FORMAT), "d.yaml")

    assert migrate(document, CHAIN) is document


UNKNOWN = ["lotgate-dossier/v2", "lotgate-dossier/v99", "lotgate-decision/v1", "v1"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_format_that_nobody_knows_is_left_alone_and_refused_by_its_name(name: str) -> None:
    document = migrate(read_json(f'{{"format": "{name}", "product": {{"id": "P"}}}}'), CHAIN)

    assert migrate(document, CHAIN) is document
    with pytest.raises(FaultsError) as caught:
        read_dossier(document)
    assert f"$.format: [document.value.invalid] `{name}` is not one of the known values" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["[]", '"lotgate-dossier/v0"', "{}", '{"format": 1}', '{"format": ["lotgate-dossier/v0"]}']
)
def test_what_has_no_format_is_left_to_the_decoder(text: str) -> None:
    document = read_json(text)

    assert migrate(document, CHAIN) is document
    with pytest.raises(FaultsError):
        read_dossier(document)


def test_every_step_there_is_leads_to_today() -> None:
    for name in STEPS:
        seen = [name]
        while seen[-1] != FORMAT:
            seen.append(STEPS[seen[-1]][0])
            assert len(set(seen)) == len(seen)
