"""Pages that say no: what is the matter, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response

from assetmap.export.open_referral.pieces import encoded
from assetmap.web.answer import JSON
from assetmap.web.pages import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Scope


class Message(NamedTuple):
    """A heading, and what to do in one or two sentences."""

    title: str
    sentence: str


_OPEN_DATA: Final = ("/api", "/data")
PUBLIC_ONLY: Final = Message(
    "The working screens are not served here",
    "This address shows the public pages alone. The screens for people who work in the system "
    "open only on the computer that keeps the map: start assetmap there without --host, and use "
    "the address that it prints.",
)
NOT_FROM_HERE: Final = Message(
    "This address is not answered",
    "assetmap answers only to the browser of the computer it runs on, at an address that begins "
    "with http://127.0.0.1 or http://localhost. Use the address that it printed when it started.",
)
_OURS: Final = Message(
    "Something went wrong on our side", "Nothing was changed. Try again in a moment."
)
_FAULTS: Final[dict[int, Message]] = {
    400: Message("We could not read that", "Go back, check what you typed, and send it again."),
    403: Message("That was not sent from our page", "Open the page again and send it from there."),
    404: Message(
        "There is no page here",
        "The address may have been mistyped, or the page has moved. Search for what you need.",
    ),
    405: Message(
        "This page can only be read",
        "Something tried to send to a page that takes nothing. Open the page again to read it.",
    ),
    413: Message(
        "That is too much at once", "Send less than 2 megabytes. A few sentences are enough."
    ),
    414: Message(
        "That address is too long", "Use fewer words. A short sentence is enough to search."
    ),
    429: Message("That was too fast for us", "Wait a minute, then try again."),
    503: Message("The map cannot be read just now", "Nothing is lost. Try again in a few minutes."),
}


def refusal(
    status: int, message: Message | None = None, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Return the page of a refusal.

    Parameters
    ----------
    status
        Of the answer; one that has no page of its own is a fault of ours.
    message
        What to say, if not what is always said with this status.
    headers
        More headers of the answer.
    """
    said = message or _FAULTS.get(status, _OURS)
    body = render("message.html", title=said.title, sentence=said.sentence)
    return HTMLResponse(body, status, headers=dict(headers or {}))


def refusal_of(scope: Scope, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return the refusal of what is asked in `scope`: JSON of open data, else a page.

    Parameters
    ----------
    scope
        What was asked. A browser, which says that it takes pages, gets a page everywhere.
    status
        Of the answer.
    headers
        More headers of the answer.
    """
    takes = Headers(scope=scope).get("accept", "")
    if "text/html" in takes or not is_open_data(scope["path"]):
        return refusal(status, headers=headers)
    said = _FAULTS.get(status, _OURS)
    return refusal_as_json(status, f"{said.title}. {said.sentence}", headers)


def refusal_as_json(
    status: int, sentence: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a refusal for a program: its status, and a sentence that says what to do."""
    body = encoded({"status": int(status), "error": sentence})
    return Response(body, status, headers, media_type=JSON)


def is_open_data(path: str) -> bool:
    """Tell whether what lies at a path may be read by the pages of other sites."""
    return path.startswith(_OPEN_DATA)


def all_messages() -> tuple[Message, ...]:
    """Return every message that a refusal can hold."""
    return (*_FAULTS.values(), _OURS, PUBLIC_ONLY, NOT_FROM_HERE)
