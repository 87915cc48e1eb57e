"""The application, put together."""

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig

from api.clients import HostGuard
from api.decisions import ReleaseDecisions, Service
from api.document import DocumentPlugin
from api.health import health
from api.problems import domain_problem, http_problem, internal_problem
from core.errors import LotgateError
from engine.identity import engine_version


def create_app(service: Service, hosts: list[str] | None = None) -> Litestar:
    """
    Make the application.

    Args:
        service: What it works with.
        hosts: Names that requests may call this server by; any when ``None``. On a loopback address they keep a
            page in a browser from asking in somebody's name.

    Returns:
        The ASGI application.
    """
    guarded = Router(path="/", route_handlers=[ReleaseDecisions], guards=[service.authorisation.guard])
    return Litestar(
        route_handlers=[guarded, health],
        dependencies={"service": Provide(lambda: service, sync_to_thread=False)},
        exception_handlers={
            LotgateError: domain_problem,
            HTTPException: http_problem,
            Exception: internal_problem,
        },
        guards=[HostGuard(hosts).guard] if hosts else [],
        openapi_config=OpenAPIConfig(
            title="Lotgate", version=engine_version(), path="/v1/openapi.json", render_plugins=[DocumentPlugin()]
        ),
        request_max_body_size=None,
        # The framework's own would take off every handler of the process, and leave a thread behind with each app.
        logging_config=None,
        on_shutdown=[service.store.close],
    )
