"""What the API says of itself: the root, and the document of OpenAPI."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING, Any, Final

from assetmap.export.open_referral import VERSION
from assetmap.export.open_referral.pieces import encoded
from assetmap.web.answer import answer
from assetmap.web.api.asking import MOST_PER_PAGE, PER_PAGE
from assetmap.web.api.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

PROFILE: Final = "https://docs.openreferraluk.org/en/latest/"
_SCHEMAS: Final = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/"
_BRIEF: Final = {
    "services": "compiled/service_list.json",
    "service_at_locations": "compiled/service_at_location_list.json",
    "taxonomies": "taxonomy.json",
    "taxonomy_terms": "taxonomy_term.json",
    "organizations": "compiled/organization_list.json",
    "locations": "location.json",
}
_WHOLE: Final = {
    **_BRIEF,
    "services": "compiled/service.json",
    "service_at_locations": "compiled/service_at_location.json",
    "organizations": "compiled/organization.json",
}
_PARAMETERS: Final[Mapping[str, tuple[str, str]]] = {
    "page": ("integer", "Number of the page, from 1."),
    "per_page": (
        "integer",
        f"Items on a page: {PER_PAGE} if nothing is said, {MOST_PER_PAGE} at most.",
    ),
    "full": ("boolean", "Give each item whole, with all that lies in it."),
    "format": ("string", "json, or ndjson: one item a line, without pages."),
    "search": ("string", "Every one of these words stands in what is told of the item."),
    "taxonomy_term_id": ("string", "Services that have this term."),
    "taxonomy_id": ("string", "Services that have a term of this taxonomy; terms of it."),
    "organization_id": ("string", "Services that this organization runs."),
    "modified_after": (
        "string",
        "A day or a time. The map does not tell when an item changed, so all are given.",
    ),
    "postcode": (
        "string",
        "With proximity: where it starts from. Alone: services for this postcode, by their areas.",
    ),
    "proximity": ("number", "Metres from the centre of the postcode."),
    "parent_id": ("string", "Terms that lie within this one."),
    "top_only": ("boolean", "Terms that lie within no other."),
}
_EVERYWHERE: Final = ("page", "per_page", "full", "format", "search")
_OF_SERVICES: Final = (
    *("taxonomy_term_id", "taxonomy_id", "organization_id"),
    *("modified_after", "postcode", "proximity"),
)
_ASKED_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "services": _OF_SERVICES,
    "service_at_locations": _OF_SERVICES,
    "taxonomy_terms": ("taxonomy_id", "parent_id", "top_only"),
}
_PAGE: Final = {
    "total_items": "integer",
    "total_pages": "integer",
    "page_number": "integer",
    "size": "integer",
    "first_page": "boolean",
    "last_page": "boolean",
    "empty": "boolean",
}
_FOR_ASSET_MAPS: Final = {
    "q": ("string", "Every one of these words stands in what is told of the activity."),
    "postcode": ("string", "Activities that meet near this postcode, the nearest first."),
    "radius": ("integer", "Metres from the postcode."),
    "page": _PARAMETERS["page"],
    "page_size": ("integer", "Activities on a page."),
}


def root(request: Request) -> Response:
    """Return which standard is spoken here, and where everything is."""
    site = str(request.base_url).rstrip("/")
    at = f"{site}/api"
    return answer(
        request,
        encoded(
            {
                "version": VERSION,
                "profile": PROFILE,
                "openapi_url": f"{at}/openapi.json",
                "lists": list(LISTS),
                "links": {
                    **{name: f"{at}/{name}" for name in LISTS},
                    "activities": f"{at}/activities",
                    "files": f"{site}/data/",
                    "embed": f"{site}/embed",
                    "embed_how": f"{site}/embed?copy",
                },
            }
        ),
    )


def openapi(request: Request) -> Response:
    """Return the document of OpenAPI 3.1 that describes this API."""
    return answer(request, encoded(openapi_document(f"{request.base_url}api/")))


def openapi_document(server: str) -> dict[str, Any]:
    """Return the description of the API.

    Parameters
    ----------
    server
        Its address.
    """
    paths: dict[str, Any] = {
        "/": _get("Which standard is spoken here.", "getAPIMetaInformation", {"type": "object"})
    }
    for name in LISTS:
        asked = (*_EVERYWHERE, *_ASKED_OF.get(name, ()))
        paths[f"/{name}"] = _get(f"Pages of {name}.", f"list_{name}", _page(name), asked)
        paths[f"/{name}/{{id}}"] = _get(
            f"One of {name}, whole.", f"get_{name}", {"$ref": _SCHEMAS + _WHOLE[name]}
        ) | {"parameters": [_parameter("id", "string", "Its UUID.", place="path")]}
    activities = _get("Activities as users of asset maps know them.", "activities", {})
    activities["get"]["parameters"] = [
        _parameter(name, *said) for name, said in _FOR_ASSET_MAPS.items()
    ]
    paths["/activities"] = activities
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "assetmap: what is there for people in this place",
            "version": importlib.metadata.version("assetmap"),
            "description": f"Open Referral UK 3.0 ({VERSION}). No key, no limit but courtesy.",
        },
        "servers": [{"url": server}],
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": paths,
        "components": {
            "schemas": {
                "Page": {
                    "type": "object",
                    "required": [*_PAGE, "contents"],
                    "properties": {name: {"type": kind} for name, kind in _PAGE.items()},
                }
            },
            "parameters": {name: _parameter(name, *said) for name, said in _PARAMETERS.items()},
        },
    }


def _get(
    summary: str, operation: str, schema: Mapping[str, Any], asked: Iterable[str] = ()
) -> dict[str, Any]:
    fault = {"description": "What is wrong with the request, in a sentence."}
    return {
        "get": {
            "summary": summary,
            "operationId": operation,
            "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in asked],
            "responses": {
                "200": {
                    "description": summary,
                    "content": {"application/json": {"schema": dict(schema)}},
                },
                "304": {"description": "Unchanged since the ETag that If-None-Match names."},
                "400": fault,
                "404": fault,
            },
        }
    }


def _page(name: str) -> dict[str, Any]:
    contents = {"type": "array", "items": {"$ref": _SCHEMAS + _BRIEF[name]}}
    return {
        "allOf": [{"$ref": "#/components/schemas/Page"}],
        "properties": {"contents": contents},
    }


def _parameter(name: str, kind: str, said: str, *, place: str = "query") -> dict[str, Any]:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": said,
        "schema": {"type": kind},
    }
