"""Answers of the API: JSON for everybody, errors too."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response

from assetmap.errors import StoreError
from assetmap.web.refusals import refusal_as_json

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    return refusal_as_json(status, sentence, headers)


FAULT_ANSWERS: Final[dict[Any, Any]] = dict.fromkeys(
    (HTTPException, StoreError, Exception), fault_answer
)
"""What answers when something is wrong, for an application of Starlette."""
