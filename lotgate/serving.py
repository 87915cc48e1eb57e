"""Serving the API: the pack set loaded once, the database opened, one process listening."""

import gc
import ipaddress
import logging
import signal
import socket
import sys
from pathlib import Path

import msgspec
import uvicorn

from api.app import create_app
from api.clients import Authorisation, read_clients
from api.decisions import Service
from core.errors import LotgateError
from core.words import say
from engine.packs.packset import PackSet
from records.store import DecisionStore


class OpenListenerError(LotgateError):
    """Without known clients the service listens on the loopback address only."""

    code = "serve.clients.missing"
    chinese = "未指定客户端时，服务只监听回环地址。"


class PortTakenError(LotgateError):
    """The address cannot be listened on."""

    code = "serve.address.unusable"
    chinese = "该地址无法监听。"


class Listening(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where to listen, and to whom.

    Attributes:
        host: Address.
        port: Port; 0 takes a free one.
        tokens: The file of clients; without it everyone on this machine may ask.
    """

    host: str
    port: int
    tokens: Path | None


def serve_api(packset: PackSet, database: Path, listening: Listening) -> None:
    """
    Serve until told to stop.

    Raises:
        OpenListenerError: ``serve.clients.missing``; the address is not a loopback one and no clients are named.
        PortTakenError: ``serve.address.unusable``.
        DatabaseError: ``record.database.unusable``.
    """
    is_local = _is_loopback(listening.host)
    if listening.tokens is None and not is_local:
        message = say(
            "`{host}` is open to others, and no clients are named",
            "`{host}` 对外开放，却未指定客户端",
            host=listening.host,
        )
        hint = say(
            "name a file of clients with --tokens, or listen on 127.0.0.1",
            "请用--tokens指定客户端文件，或监听127.0.0.1",
        )
        raise OpenListenerError(message, hint=hint)
    clients = read_clients(listening.tokens) if listening.tokens is not None else None
    store = DecisionStore(database)
    service = Service(packset=packset, store=store, authorisation=Authorisation(clients))
    app = create_app(service, hosts=["127.0.0.1", "localhost", "[::1]"] if clients is None else None)
    config = uvicorn.Config(app, host=listening.host, port=listening.port, log_level="warning", server_header=False)
    bound = _bound(listening)
    host, port = bound.getsockname()[:2]
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")  # warnings and worse, to stderr
    server = uvicorn.Server(config)
    # uvicorn stops on a signal, and then raises it again for the handler that stood before it: this one.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: setattr(server, "should_exit", True))
    # The packs stay as long as the process: the collector need not go through them during every decision.
    gc.collect()
    gc.freeze()
    bound.listen(config.backlog)  # from here on nobody who reads the announcement is refused
    _announce(packset, database, address, is_open=clients is None)
    server.run(sockets=[bound])


def _bound(listening: Listening) -> socket.socket:
    """Bind the address; the server's own way leaves an open socket behind when that fails."""
    bound = socket.socket(socket.AF_INET6 if ":" in listening.host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((listening.host, listening.port))
    except OSError as exc:
        bound.close()
        address = f"{listening.host}:{listening.port}"
        message = say("`{address}` cannot be listened on", "无法监听 `{address}`", address=address)
        hint = say("another process may have it; choose one with --port", "可能被其他进程占用；请用--port另选端口")
        raise PortTakenError(message, hint=hint) from exc
    return bound


def _announce(packset: PackSet, database: Path, address: str, *, is_open: bool) -> None:
    for market, listed in packset.markets.items():
        for one in listed:
            state = "loaded" if one.pack is not None else f"NOT LOADED, {market} holds ({len(one.problems)} faults)"
            sys.stdout.write(f"  {market}  {one.name} {one.version}  {state}\n")
    who = "everyone on this machine may ask" if is_open else "known clients may ask"
    sys.stdout.write(f"Lotgate listens on {address}; decisions are recorded in {database}; {who}.\n")
    sys.stdout.write(f"  {address}/v1/health   {address}/v1/openapi.json   Ctrl-C stops it.\n")
    sys.stdout.flush()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
