"""Answers with a mark by which an unchanged one is known, so that it is not sent again."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.background import BackgroundTask
    from starlette.requests import Request

JSON: Final = "application/json"


def answer(
    request: Request,
    body: bytes,
    *,
    kind: str = JSON,
    headers: dict[str, str] | None = None,
    after: BackgroundTask | None = None,
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
    after
        What is done when the answer has left.
    """
    mark = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    said = {"ETag": mark, "Cache-Control": "no-cache", **(headers or {})}
    if _is_had(request.headers.get("if-none-match", ""), mark):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=said, background=after)
    return Response(body, media_type=kind, headers=said, background=after)


def _is_had(asked: str, mark: str) -> bool:
    marks = [each.strip() for each in asked.split(",")]
    bare = mark.removeprefix("W/")
    return any(each == "*" or each.removeprefix("W/") == bare for each in marks)
