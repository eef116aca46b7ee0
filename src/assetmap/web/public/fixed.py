"""Pages whose words are the same everywhere: accessibility and privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.web.pages import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def accessibility(request: Request) -> Response:
    """Answer with how well everybody can use the site, and what to do if not."""
    return page(request, "public/accessibility.html")


async def privacy(request: Request) -> Response:
    """Answer with what is kept of whoever reads: nothing; and of what they send."""
    return page(request, "public/privacy.html")
