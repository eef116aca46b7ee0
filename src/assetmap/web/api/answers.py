"""Answers of the API: JSON for everybody, with a mark by which an unchanged one is known."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assetmap.errors import StoreError
from assetmap.export.open_referral.pieces import encoded

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

JSON: Final = "application/json"

_FOR_ALL: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_MAY_ASK: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}
_WORDS: Final = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address. The lists are named at /api/.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address can only be read: ask by GET or HEAD.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong on our side. Try again in a moment.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The map cannot be read just now. Try again in a few minutes.",
}


class OpenToAll:
    """Let the pages of every other site read the answers, errors too.

    Parameters
    ----------
    application
        What answers.
    """

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a browser that only asks whether it may is told so."""

        async def send_to_all(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _FOR_ALL.items():
                    headers[name] = value
            await send(message)

        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            await Response(status_code=HTTPStatus.NO_CONTENT, headers=_MAY_ASK)(
                scope, receive, send_to_all
            )
        else:
            await self._application(scope, receive, send_to_all)


def answer(
    request: Request, body: bytes, *, kind: str = JSON, headers: dict[str, str] | None = None
) -> Response:
    """Return `body`, or that it is what whoever asks has already.

    Parameters
    ----------
    request
        What was asked.
    body
        The whole answer.
    kind
        Its media type.
    headers
        Others beside the usual ones.
    """
    mark = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    said = {"ETag": mark, "Cache-Control": "no-cache", **(headers or {})}
    if _is_had(request.headers.get("if-none-match", ""), mark):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=said)
    return Response(body, media_type=kind, headers=said)


def refuse(sentence: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> HTTPException:
    """Return the error that answers with a sentence: what was found, and what to do."""
    return HTTPException(status, sentence)


async def fault_answer(_request: Request, error: Exception) -> Response:
    """Return an error as JSON: its status, and a sentence that says what to do."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    sentence = _WORDS[status]
    headers = None
    if isinstance(error, StoreError):
        status = HTTPStatus.SERVICE_UNAVAILABLE
        sentence = _WORDS[status]
    elif isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        headers = error.headers
        is_said = error.detail and error.detail != status.phrase
        sentence = error.detail if is_said else _WORDS.get(status, status.phrase)
    return Response(
        encoded({"status": int(status), "error": sentence}), status, headers, media_type=JSON
    )


FAULT_ANSWERS: Final[dict[Any, Any]] = dict.fromkeys(
    (HTTPException, StoreError, Exception), fault_answer
)
"""What answers when something is wrong, for an application of Starlette."""


def _is_had(asked: str, mark: str) -> bool:
    marks = [each.strip() for each in asked.split(",")]
    bare = mark.removeprefix("W/")
    return any(each == "*" or each.removeprefix("W/") == bare for each in marks)
