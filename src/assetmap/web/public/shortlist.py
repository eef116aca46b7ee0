"""The list that somebody makes; it stands in the address and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assetmap.views.public.shortlist import shortlist_of
from assetmap.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response


async def shortlist(request: Request) -> Response:
    """Answer with what was chosen, as it is printed or handed over."""
    directory = await request.app.state.place.directory()
    kept = request.query_params.get("keep", "").split("|")
    chosen = shortlist_of(directory, [*kept, *request.query_params.getlist("id")])
    without = {id_: _address(each for each in chosen.ids if each != id_) for id_ in chosen.ids}
    keep = urlencode({"keep": "|".join(chosen.ids)})
    return page(
        request,
        "public/shortlist.html",
        chosen=chosen,
        without=without,
        share=_address(chosen.ids),
        more=f"/search?{keep}" if chosen.ids else "/search",
    )


def _address(ids: Iterable[str]) -> str:
    return f"/shortlist?{urlencode({'keep': '|'.join(ids)})}"
