"""A search that other sites show on their pages: a form without a script, and how to copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse

from assetmap.web.pages import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

EMBED_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors *"
)
"""What the page in a frame may do; only this page may stand in the frames of others."""


def embed(request: Request) -> Response:
    """Return the form for a frame; with `?copy`, the page that says how to show it elsewhere."""
    at = str(request.base_url).rstrip("/")
    name = "embed_copy.html" if "copy" in request.query_params else "embed.html"
    page = render(name, at=at)
    headers = {"Content-Security-Policy": EMBED_POLICY} if name == "embed.html" else None
    return HTMLResponse(page, headers=headers)
