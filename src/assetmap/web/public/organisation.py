"""The page of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from assetmap.views.public.organisation import organisation_page
from assetmap.web.pages import language_of, page, path_of
from assetmap.web.public.cards import drawn_cards
from assetmap.web.public.schema_org import as_script, organisation_data

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def organisation(request: Request) -> Response:
    """Answer with what it does, how to reach it and what it runs."""
    directory = await request.app.state.place.directory()
    id_ = request.path_params["id"]
    shown = organisation_page(directory, id_)
    if shown is None:
        joined = directory.place.former_ids.get(id_)
        if joined in directory.organisations:
            return RedirectResponse(path_of("organisations", joined), 301)
        raise HTTPException(404)
    data = {"@context": "https://schema.org", **organisation_data(shown.organisation)}
    return page(
        request,
        "public/organisation.html",
        shown=shown,
        cards=drawn_cards(directory, shown.rows, language_of(request)),
        data=as_script(data),
    )
