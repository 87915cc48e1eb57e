"""Who may ask: clients and the digests of their bearer tokens."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from core.documents.errors import InvalidValueError
from core.documents.files import decode_text, read_bytes
from core.locations import FileLocation
from core.words import say

LINE = re.compile(r"([a-z0-9][a-z0-9_.-]{0,63}) sha256:([0-9a-f]{64})")
LOCAL_CLIENT = "local"


def read_clients(path: Path) -> dict[str, str]:
    """
    Read the file of clients: a line each, ``name sha256:<digest of its token>``; ``#`` begins a comment.

    Returns:
        Client names by the digest of their token.

    Raises:
        DocumentError: The file cannot be read, or a line is not of that form. The line is not shown: it may be a token.
    """
    clients: dict[str, str] = {}
    for number, line in enumerate(decode_text(read_bytes(path, str(path)), str(path)).splitlines(), start=1):
        text = line.split("#")[0].strip()
        if not text:
            continue
        match = LINE.fullmatch(text)
        if match is None or match[2] in clients:
            # The place is the file alone: a place with a line would be shown with that line, which may be a token.
            raise InvalidValueError(
                say(
                    "line {number} does not name a client and the digest of its own token",
                    "第{number}行未写明客户端及其令牌的摘要",
                    number=number,
                ),
                location=FileLocation(str(path)),
                hint=say(
                    "`erp sha256:…`, the digest as `printf %s TOKEN | sha256sum` gives it",
                    "写作 `erp sha256:…`，摘要由 `printf %s TOKEN | sha256sum` 得出",
                ),
            )
        clients[match[2]] = match[1]
    return clients


class Authorisation:
    """
    Lets known clients in.

    Args:
        clients: Client names by the digest of their token; ``None`` lets everyone in as one local client, which the
            command allows on the loopback address only.
    """

    def __init__(self, clients: Mapping[str, str] | None) -> None:
        self.clients = clients

    def client(self, connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
        """Give the name of the client that a request comes from."""
        if self.clients is None:
            return LOCAL_CLIENT
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        # Looked up by digest: how long a look-up takes says nothing about the token.
        return self.clients.get(hashlib.sha256(token.encode()).hexdigest())

    def guard(self, connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
        """
        Refuse a request that comes from no known client.

        Raises:
            NotAuthorizedException: 401.
        """
        if self.client(connection) is None:
            headers = {"WWW-Authenticate": "Bearer"}
            raise NotAuthorizedException(detail="a bearer token of a known client is needed", headers=headers)


class HostGuard:
    """
    Refuses requests that call the server by another name than its own.

    Args:
        names: The names, without port. On a loopback address this keeps a page in a browser, whose own name was made
            to point here, from asking in somebody's name.
    """

    def __init__(self, names: list[str]) -> None:
        self.names = frozenset(names)

    def guard(self, connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
        """
        Refuse a request for another host.

        Raises:
            PermissionDeniedException: 403.
        """
        host = re.sub(r":[0-9]*$", "", connection.headers.get("host", "")).lower()
        if host not in self.names:
            raise PermissionDeniedException(detail="this server is not called by that name")
