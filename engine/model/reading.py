"""From a document to a dossier. What is wrong with its form is refused; what is wrong with its data is a fault."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from core.canonical import digest, digest_of_bytes
from core.documents.decode import decode
from core.documents.files import decode_text, read_bytes, read_document
from core.documents.json_text import read_json
from core.documents.tree import Document
from core.documents.tree import Path as TreePath
from core.documents.typed_json import read_typed
from core.errors import FaultsError, LotgateError
from core.locations import Location
from core.words import say
from engine.model.dossier import Dossier
from engine.model.errors import NoTargetMarketError
from engine.model.migration import migrate
from engine.model.quality import quality_faults

# What the systems that send dossiers are known to write for a truth value; no other text is one.
BOOLEANS = dict.fromkeys(("yes", "Yes", "YES", "是"), True) | dict.fromkeys(("no", "No", "NO", "否"), False)


def read_dossier(document: Document) -> Dossier:
    """
    Decode a dossier.

    Args:
        document: What was read from YAML or JSON.

    Returns:
        The dossier: its form is right, codes are closed, there is at least one target market. What is wrong with its
        data is found by `engine.model.quality.quality_faults`.

    Raises:
        FaultsError: ``document.*`` and ``dossier.market.none``; all faults at once, sorted by place.
    """
    dossier = decode(migrate(document), Dossier, booleans=BOOLEANS)
    require_market(dossier, document.locate)
    return dossier


def read_dossier_bytes(data: bytes, shown: str = "$") -> tuple[Dossier, str]:
    """
    Decode a dossier from JSON text, the fast way where that is certain to give the same.

    Args:
        data: The text.
        shown: What to call it in faults of its encoding.

    Returns:
        The dossier and its digest.

    Raises:
        FaultsError: As for `read_dossier`; places are paths.
        DocumentError: ``document.*``; it is no JSON, or not UTF-8.
    """
    read = read_typed(data, Dossier)
    if read is not None and read[0].lot.target_markets:
        return read[0], digest_of_bytes(read[1])
    dossier = read_dossier(read_json(decode_text(data, shown)))
    return dossier, digest(dossier)


def read_dossier_file(path: Path, shown: str | None = None) -> Dossier:
    """
    Decode a dossier from a YAML or JSON file.

    Raises:
        FaultsError: As for `read_dossier`.
        DocumentError: ``document.*``; the file cannot be read.
    """
    if path.suffix.lower() == ".json":
        read = read_typed(read_bytes(path, shown or str(path)), Dossier)
        if read is not None and read[0].lot.target_markets:
            return read[0]
    return read_dossier(read_document(path, shown))


def check_document(document: Document, as_of: dt.datetime | None = None) -> Dossier:
    """
    Decode a dossier and refuse it when its data has a fault.

    Args:
        document: What was read.
        as_of: The instant that nothing may lie ahead of; left out, nothing does.

    Raises:
        FaultsError: ``document.*`` when its form is wrong, else ``dossier.*``; all faults at once, sorted by place.
    """
    dossier = decode(migrate(document), Dossier, booleans=BOOLEANS)
    refuse_faults(dossier, document, as_of)
    return dossier


def refuse_faults(dossier: Dossier, document: Document, as_of: dt.datetime | None = None) -> None:
    """
    Refuse a dossier when its data has a fault.

    Args:
        dossier: The dossier.
        document: What it was decoded from.
        as_of: The instant that nothing may lie ahead of; left out, nothing does.

    Raises:
        FaultsError: ``dossier.*``; all faults at once, sorted by place.
    """
    faults = [fault.located(document) for fault in quality_faults(dossier, as_of)]
    faults += _market_faults(dossier, document.locate)
    if faults:
        raise FaultsError(faults)


def require_market(dossier: Dossier, locate: Callable[[TreePath], Location]) -> None:
    """
    Refuse a lot that is meant for no market.

    Raises:
        FaultsError: ``dossier.market.none``.
    """
    faults = list(_market_faults(dossier, locate))
    if faults:
        raise FaultsError(faults)


def _market_faults(dossier: Dossier, locate: Callable[[TreePath], Location]) -> Iterator[LotgateError]:
    if not dossier.lot.target_markets:
        yield NoTargetMarketError(
            say("the lot is meant for no market", "本批没有目标市场"),
            location=locate(("lot", "target_markets")),
            hint=say(
                "name at least one market, such as `target_markets: [EU]`",
                "至少写一个市场，例如`target_markets: [EU]`",
            ),
        )
