"""The page of an area, and the map of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from assetmap.views.public.area import area_page
from assetmap.views.public.map_picture import picture_of_area
from assetmap.views.public.question import Question
from assetmap.web.answer import answer
from assetmap.web.pages import language_of, page
from assetmap.web.public.cards import drawn_cards

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def area(request: Request) -> Response:
    """Answer with what is on in an area."""
    directory = await request.app.state.place.directory()
    shown = area_page(directory, request.path_params["code"])
    if shown is None:
        raise HTTPException(404)
    language = language_of(request)
    return page(
        request,
        "public/area.html",
        shown=shown,
        all_address=Question(postcode=shown.name).address(),
        has_map=bool(directory.boundary_of.get(shown.code)),
        cards=drawn_cards(directory, shown.rows, language),
        serving=drawn_cards(directory, shown.serving, language),
    )


async def area_map(request: Request) -> Response:
    """Answer with a picture of an area."""
    directory = await request.app.state.place.directory()
    code = request.path_params["code"]
    drawn = picture_of_area(directory, code) if code in directory.area_names else None
    if drawn is None:
        raise HTTPException(404)
    return answer(request, drawn.encode(), kind="image/svg+xml")
