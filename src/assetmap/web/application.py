"""One application of two faces: plain pages for everybody, screens for those who work here."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from assetmap.errors import StoreError
from assetmap.web.api import open_data_routes
from assetmap.web.current_place import CurrentPlace
from assetmap.web.guard import LoopbackGuard, PageHeaders
from assetmap.web.limits import DEFAULT_RATE, RateLimits, SizeLimits
from assetmap.web.public.box import Told
from assetmap.web.public.routes import public_routes
from assetmap.web.refusals import NOT_FROM_HERE, PUBLIC_ONLY, refusal
from assetmap.web.working_app import working_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import streamlit
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp

_STATIC: Final = Path(__file__).parent / "static"


def make_application(
    store_address: str,
    *,
    public_only: bool,
    rate_limit: int = DEFAULT_RATE,
    place: CurrentPlace | None = None,
) -> Starlette:
    """Return the ASGI application.

    Parameters
    ----------
    store_address
        The store that both faces show.
    public_only
        Whether to leave the working screens out, as when others than this machine may ask.
    rate_limit
        Requests a minute that one address may make of the public face; 0 for any number.
    place
        What the public face shows, if not what anybody may see of the store today.

    Returns
    -------
    Starlette
        Without `public_only` it answers requests of this machine's own browser alone.

    Raises
    ------
    MissingExtraError
        If the working screens are wanted and Streamlit is not installed.
    """
    place = place or CurrentPlace(store_address)
    pages: list[BaseRoute] = [
        *public_routes(),
        *open_data_routes(lambda: place.now().place, lambda: place.now().day),
        Mount("/assets", StaticFiles(directory=_STATIC)),
    ]
    limits = [Middleware(SizeLimits), Middleware(RateLimits, per_minute=rate_limit)]
    if public_only:
        not_here = refusal(404, PUBLIC_ONLY)
        nothing = [Route("/app", not_here), Mount("/app", not_here)]
        application = Starlette(
            routes=[*pages, *nothing],
            middleware=[Middleware(PageHeaders, has_screens=False), *limits],
            exception_handlers=_FAULT_PAGES,
            lifespan=_Lifespan(place),
        )
    else:
        screens = working_app(store_address)
        guard = Middleware(LoopbackGuard, refusal=refusal(403, NOT_FROM_HERE))
        application = Starlette(
            routes=[*pages, Route("/app/overview", _first_screen), Mount("/app", screens)],
            middleware=[Middleware(PageHeaders), guard, *limits],
            exception_handlers=_FAULT_PAGES,
            lifespan=_Lifespan(place, screens),
        )
    application.state.place = place
    application.state.told = Told(store_address)
    application.state.has_screens = not public_only
    return application


class _Lifespan:
    """From the first request to the last: the screens', and then the thread that reads ends."""

    def __init__(self, place: CurrentPlace, screens: streamlit.App | None = None) -> None:
        self._place = place
        self._screens = None if screens is None else screens.lifespan()

    @contextlib.asynccontextmanager
    async def __call__(self, application: Starlette) -> AsyncIterator[Any]:
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(self._place.close)
            self._place.begin()
            yield (
                await stack.enter_async_context(self._screens(application))
                if self._screens is not None
                else None
            )


async def _first_screen(request: Request) -> Response:
    # Streamlit shows its first screen at /app/ alone; this is the address that a person guesses.
    return RedirectResponse(f"/app/?{request.url.query}" if request.url.query else "/app/")


async def _broken_page(_request: Request, _error: Exception) -> ASGIApp:
    # What answers here stands before all else, so that nothing adds these headers later.
    return PageHeaders(refusal(500), has_screens=False)


async def _fault_page(_request: Request, error: Exception) -> Response:
    if isinstance(error, StoreError):
        return refusal(503)
    return refusal(error.status_code if isinstance(error, HTTPException) else 500)


_FAULT_PAGES: Final[dict[Any, Any]] = {
    HTTPException: _fault_page,
    StoreError: _fault_page,
    Exception: _broken_page,
}
