"""One application of two faces: plain pages for everybody, screens for those who work here."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from assetmap.web.guard import LoopbackGuard, PageHeaders
from assetmap.web.working_app import working_app

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_HERE: Final = Path(__file__).parent
_PAGES: Final = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class _Message(NamedTuple):
    title: str
    sentence: str


_PUBLIC_ONLY: Final = _Message(
    "The working screens are not served here",
    "This address shows the public pages alone. The screens for people who work in the system "
    "open only on the computer that keeps the map: start assetmap there without --host, and use "
    "the address that it prints.",
)
_NOT_FROM_HERE: Final = _Message(
    "This address is not answered",
    "assetmap answers only to the browser of the computer it runs on, at an address that begins "
    "with http://127.0.0.1 or http://localhost. Use the address that it printed when it started.",
)
_FAULTS: Final = {
    HTTPStatus.NOT_FOUND: _Message(
        "There is no page here",
        "The address may have been mistyped, or the page has moved.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: _Message(
        "This page can only be read",
        "Something tried to send to a page that takes nothing.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: _Message(
        "Something went wrong on our side",
        "Nothing was changed. Try again in a moment.",
    ),
}


def make_application(store_address: str, *, public_only: bool) -> Starlette:
    """Return the ASGI application.

    Parameters
    ----------
    store_address
        The store that the working screens show.
    public_only
        Whether to leave the working screens out, as when others than this machine may ask.

    Returns
    -------
    Starlette
        Without `public_only` it answers requests of this machine's own browser alone.

    Raises
    ------
    MissingExtraError
        If the working screens are wanted and Streamlit is not installed.
    """
    pages = [
        Route("/", _landing_page(public_only=public_only)),
        Mount("/assets", StaticFiles(directory=_HERE / "static")),
    ]
    if public_only:
        return Starlette(
            routes=[
                *pages,
                Route("/app", _no_working_screens),
                Route("/app/{rest:path}", _no_working_screens),
            ],
            middleware=[Middleware(PageHeaders)],
            exception_handlers=_FAULT_PAGES,
        )
    screens = working_app(store_address)
    return Starlette(
        routes=[*pages, Route("/app/overview", _first_screen), Mount("/app", screens)],
        middleware=[Middleware(PageHeaders), Middleware(LoopbackGuard, refusal=_refusal())],
        exception_handlers=_FAULT_PAGES,
        lifespan=screens.lifespan(),
    )


def _page(template: str, status: HTTPStatus = HTTPStatus.OK, **said: object) -> HTMLResponse:
    return HTMLResponse(_PAGES.get_template(template).render(**said), status)


def _landing_page(*, public_only: bool) -> Any:
    async def landing(_request: Request) -> Response:
        return _page("landing.html", has_screens=not public_only)

    return landing


def _message_page(status: HTTPStatus, message: _Message) -> HTMLResponse:
    return _page("message.html", status, title=message.title, sentence=message.sentence)


async def _first_screen(request: Request) -> Response:
    # Streamlit shows its first screen at /app/ alone; this is the address that a person guesses.
    return RedirectResponse(f"/app/?{request.url.query}" if request.url.query else "/app/")


async def _no_working_screens(_request: Request) -> Response:
    return _message_page(HTTPStatus.NOT_FOUND, _PUBLIC_ONLY)


def _refusal() -> HTMLResponse:
    return _message_page(HTTPStatus.FORBIDDEN, _NOT_FROM_HERE)


async def _fault_page(_request: Request, error: Exception) -> Response:
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
    known = status if status in _FAULTS else HTTPStatus.INTERNAL_SERVER_ERROR
    return _message_page(status, _FAULTS[known])


_FAULT_PAGES: Final[dict[Any, Any]] = {HTTPException: _fault_page, Exception: _fault_page}
