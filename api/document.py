"""The OpenAPI document: routes from the framework, bodies from the structs that are really read and written."""

from typing import Any

import msgspec
from litestar import Litestar, MediaType, Request
from litestar.openapi.plugins import OpenAPIRenderPlugin

from api.decisions import ReleaseRequest
from api.health import Health
from api.problems import MEDIA_TYPE, ProblemDetails
from engine.model.decision import Decision

MODELS = (ReleaseRequest, Decision, ProblemDetails, Health)
REFERENCE = "#/components/schemas/{name}"


class DocumentPlugin(OpenAPIRenderPlugin):
    """Gives the document, and no page that would load scripts from elsewhere."""

    def __init__(self) -> None:
        super().__init__(path="/", media_type=MediaType.JSON)

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002  # the framework's signature
        """Write the document."""
        return _bytes(openapi_schema)


def openapi_bytes(app: Litestar) -> bytes:
    """Write the OpenAPI document; the same bytes at every start."""
    return _bytes(app.openapi_schema.to_schema())


def _bytes(document: dict[str, Any]) -> bytes:
    references, components = msgspec.json.schema_components(MODELS, ref_template=REFERENCE)
    asked, decided, problem, _health = references
    document["components"]["schemas"] = components
    for path in document["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                _describe(operation["operationId"], status, response, decided, problem)
    create = document["paths"]["/v1/release-decisions"]["post"]
    create["requestBody"] = {"required": True, "content": {"application/json": {"schema": asked}}}
    create["responses"]["200"] = {
        "description": "A dry run: decided and not recorded",
        "content": {"application/json": {"schema": decided}},
    }
    return msgspec.json.encode(document, order="sorted")


def _describe(
    operation: str, status: str, response: dict[str, Any], decided: dict[str, Any], problem: dict[str, Any]
) -> None:
    if int(status) >= 400:  # noqa: PLR2004  # where errors begin
        response["content"] = {MEDIA_TYPE: {"schema": problem}}
    elif operation.endswith("ReleaseDecision"):
        response["content"] = {"application/json": {"schema": decided}}
