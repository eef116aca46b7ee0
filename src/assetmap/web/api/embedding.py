"""A search that other sites show on their pages: a form without a script, and how to copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.web.answer import answer
from assetmap.web.pages import HTML, base_of, language_of, page, render

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
    if "copy" in request.query_params:
        return page(request, "embed_copy.html", at=base_of(request))
    body = render("embed.html", language_of(request)).encode()
    return answer(request, body, kind=HTML, headers={"Content-Security-Policy": EMBED_POLICY})
