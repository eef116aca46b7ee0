"""The page of something that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from assetmap.views.public.need import need_page
from assetmap.views.public.question import Question
from assetmap.web.pages import language_of, page
from assetmap.web.public.cards import drawn_cards

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def need(request: Request) -> Response:
    """Answer with what is meant by it, and what there is for it."""
    directory = await request.app.state.place.directory()
    shown = need_page(directory, request.path_params["id"])
    if shown is None:
        raise HTTPException(404)
    return page(
        request,
        "public/need.html",
        shown=shown,
        all_address=Question(need=shown.need.id).address(),
        cards=drawn_cards(directory, shown.rows, language_of(request)),
    )
