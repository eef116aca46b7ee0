"""The page of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def stories(request: Request) -> Response:
    """Answer with what changed, in people's own words."""
    directory = await request.app.state.place.directory()
    return page(request, "public/stories.html", stories=directory.stories)
