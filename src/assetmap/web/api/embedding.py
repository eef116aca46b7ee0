"""A search that other sites show on their pages: a form without a script, and how to copy it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

EMBED_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors *"
)
"""What the page in a frame may do; only this page may stand in the frames of others."""

_PAGES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def embed(request: Request) -> Response:
    """Return the form for a frame; with `?copy`, the page that says how to show it elsewhere."""
    at = str(request.base_url).rstrip("/")
    name = "embed_copy.html" if "copy" in request.query_params else "embed.html"
    page = _PAGES.get_template(name).render(at=at)
    headers = {"Content-Security-Policy": EMBED_POLICY} if name == "embed.html" else None
    return HTMLResponse(page, headers=headers)
