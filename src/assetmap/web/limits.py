"""How much, how long and how often: limits of every public address."""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from typing import TYPE_CHECKING, Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from assetmap.web.refusals import refusal_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY: Final = 2 * 1024 * 1024
"""Bytes that may be sent to a public address."""

LONGEST_ADDRESS: Final = 8 * 1024
"""Bytes of an address, from the first slash on."""

DEFAULT_RATE: Final = 600
"""Requests a minute that one address may make."""

FORM_RATE: Final = 10
"""Forms a minute that one address may send."""

_MOST_PASSED_OVER: Final = 64 * 1024 * 1024
_LONGEST_PASSED_OVER_S: Final = 10
_NOT_COUNTED: Final = ("/app/", "/assets/")
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class SizeLimits:
    """Refuse an address or a body that is too large, wherever it goes on the public face.

    Parameters
    ----------
    application
        What answers when all is well.
    """

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or _is_working(scope["path"]):
            await self._application(scope, receive, send)
        elif len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            await refusal_of(scope, 414)(scope, receive, send)
        elif (body := await _whole_body(scope, receive)) is None:
            await refusal_of(scope, 413, {"Connection": "close"})(scope, receive, send)
        else:
            await self._application(scope, _once(body, receive), send)


class RateLimits:
    """Refuse an address that asks too often, and say when it may ask again.

    Parameters
    ----------
    application
        What answers when all is well.
    per_minute
        Requests that one address may make in a minute; 0 for any number.
    forms_per_minute
        Of these, what it may send.
    """

    def __init__(
        self, application: ASGIApp, per_minute: int, forms_per_minute: int = FORM_RATE
    ) -> None:
        self._application = application
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._all = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._forms = RateLimitItemPerMinute(forms_per_minute) if per_minute else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        wait_s = self._wait_s(scope) if scope["type"] == "http" else 0
        if wait_s:
            await refusal_of(scope, 429, {"Retry-After": str(wait_s)})(scope, receive, send)
        else:
            await self._application(scope, receive, send)

    def _wait_s(self, scope: Scope) -> int:
        """Return 0 if a request may go on, else in how many seconds one may."""
        if scope["path"].startswith(_NOT_COUNTED):
            return 0
        address = (scope.get("client") or ("",))[0]
        limits = [("all", self._all)]
        if scope["method"] not in _READING:
            limits.append(("forms", self._forms))
        for name, limit in limits:
            if limit is not None and not self._limiter.hit(limit, name, address):
                left = self._limiter.get_window_stats(limit, name, address).reset_time - time.time()
                return max(1, math.ceil(left))
        return 0


def _is_working(path: str) -> bool:
    return path == "/app" or path.startswith("/app/")


async def _whole_body(scope: Scope, receive: Receive) -> bytes | None:
    """Return what was sent, or None if that is too much."""
    headers = dict(scope["headers"])
    said = headers.get(b"content-length", b"")
    if not said and b"transfer-encoding" not in headers:
        return b""
    parts = _parts(receive)
    body = bytearray()
    if not said.isdigit() or int(said) <= LARGEST_BODY:
        async for part in parts:
            body += part
            if len(body) > LARGEST_BODY:
                break
        else:
            return bytes(body)
    if b"expect" not in headers:  # else whoever asks waits to be told to send, and is told no
        await _pass_over(parts)
    return None


async def _parts(receive: Receive) -> AsyncIterator[bytes]:
    is_more = True
    while is_more:
        message = await receive()
        is_more = message["type"] == "http.request" and message.get("more_body", False)
        yield message.get("body", b"")


async def _pass_over(parts: AsyncIterator[bytes]) -> None:
    """Let the rest come, though not without end, so that whoever sends hears the refusal."""
    n_bytes = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LONGEST_PASSED_OVER_S):
            async for part in parts:
                n_bytes += len(part)
                if n_bytes > _MOST_PASSED_OVER:
                    return


def _once(body: bytes, receive: Receive) -> Receive:
    """Return what gives `body` once, and then what else comes."""
    is_given = False

    async def give() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give
