"""Dossiers of earlier formats, brought up to today's step by step before they are decoded."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from core.documents.tree import Document, Node, Scalar
from core.documents.tree import Mapping as MappingNode
from engine.model.dossier import FORMAT

Step: TypeAlias = Callable[[MappingNode], MappingNode]

# From each earlier format, what changes it to the next one; `lotgate-dossier/v1` is the first there is.
STEPS: Mapping[str, tuple[str, Step]] = {}


def migrate(document: Document, steps: Mapping[str, tuple[str, Step]] = STEPS, today: str = FORMAT) -> Document:
    """
    Bring a document to today's format of dossiers.

    Args:
        document: What was read; nodes keep the places that they were read from.
        steps: From each earlier format, the next one and the function that makes it.
        today: The format to end at.

    Returns:
        The document in today's format, or as far as the steps lead: decoding names a format that nobody knows.
    """
    root = document.root
    while isinstance(root, MappingNode) and (said := _format(root)) in steps and said != today:
        following, step = steps[said]
        root = _with_format(step(root), following)
    return document if root is document.root else msgspec.structs.replace(document, root=root)


def _format(root: MappingNode) -> str:
    node = root.get("format")
    return node.text if isinstance(node, Scalar) else ""


def _with_format(root: MappingNode, name: str) -> MappingNode:
    entries: list[tuple[Scalar, Node]] = []
    for key, node in root.entries:
        changed = (
            msgspec.structs.replace(node, text=name) if isinstance(node, Scalar) and key.text == "format" else node
        )
        entries.append((key, changed))
    return msgspec.structs.replace(root, entries=tuple(entries))
