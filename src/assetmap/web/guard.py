"""What stands before every answer: who may ask, and what a page may load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.websockets import WebSocket

from assetmap.web.refusals import is_open_data

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_THIS_MACHINE: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_REFUSED: Final = 1008  # the code for "against policy" of a websocket

_EVERYWHERE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_PUBLIC_POLICY: Final = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# Streamlit writes styles and runs components from memory; nothing may come from, or go to,
# another machine all the same.
_WORKING_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; frame-src 'self' blob: data:; base-uri 'self'; form-action 'self'; "
    "object-src 'none'; frame-ancestors 'none'"
)


class LoopbackGuard:
    """Let through only what this machine's own browser asks of this machine.

    A page of some other site can make a name of its own point at 127.0.0.1 and ask us through
    it; the Host header then shows that name. A websocket, and anything that writes, must also
    come from a page of ours, which the Origin header shows.

    Parameters
    ----------
    application
        What answers when all is well.
    refusal
        What answers when it is not.
    """

    def __init__(self, application: ASGIApp, refusal: ASGIApp) -> None:
        self._application = application
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in {"http", "websocket"} or _is_ours(scope):
            await self._application(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close(_REFUSED)
        else:
            await self._refusal(scope, receive, send)


class PageHeaders:
    """Say of every page what it may load, and keep it out of other sites' frames.

    A public page may say itself what it may load.

    Parameters
    ----------
    application
        What answers.
    has_screens
        Whether the working screens, which load more, are served at all.
    """

    def __init__(self, application: ASGIApp, *, has_screens: bool = True) -> None:
        self._application = application
        self._has_screens = has_screens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        is_working = self._has_screens and scope["path"].startswith("/app/")
        policy = _WORKING_POLICY if is_working else _PUBLIC_POLICY

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _EVERYWHERE.items():
                    headers[name] = value
                if is_open_data(scope["path"]):
                    headers["Access-Control-Allow-Origin"] = "*"
                # Without a referrer a form of our own would come with no origin either.
                headers["Referrer-Policy"] = "no-referrer" if is_working else "same-origin"
                if is_working or "Content-Security-Policy" not in headers:
                    headers["Content-Security-Policy"] = policy
            await send(message)

        await self._application(scope, receive, send_with_headers)


def _is_ours(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    if len(hosts) != 1 or _THIS_MACHINE.fullmatch(hosts[0]) is None:
        return False
    if scope["type"] == "http" and scope["method"] in _READING:
        return True
    origins = headers.getlist("origin")
    same = {f"http://{hosts[0]}".casefold(), f"https://{hosts[0]}".casefold()}
    return all(origin.casefold() in same for origin in origins)
