"""The first page, which asks what matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.views.public.need import need_groups
from assetmap.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def home(request: Request) -> Response:
    """Answer with the one question, and ways to begin without words of one's own."""
    directory = await request.app.state.place.directory()
    return page(
        request,
        "public/home.html",
        groups=need_groups(directory),
        n_activities=int(directory.is_running.sum()),
        towns=directory.towns,
        has_screens=request.app.state.has_screens,
    )
