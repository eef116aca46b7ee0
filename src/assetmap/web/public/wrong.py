"""The form by which anybody can say that something is wrong, without saying who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from assetmap.errors import FullBoxError
from assetmap.ingest.personal.patterns import tells_of_a_person
from assetmap.views.public.said import said
from assetmap.web.pages import page
from assetmap.web.refusals import Message, refusal

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from assetmap.views.public.lines import ActivityLine

REASONS: Final = {
    "closed": "It has closed",
    "time": "The day or time is wrong",
    "place": "The place is wrong",
    "contact": "The phone, e-mail or website is wrong",
    "cost": "The cost is wrong",
    "access": "I could not get in or take part",
    "page": "I cannot use this page",
    "other": "Something else",
}
"""What can be wrong."""

LONGEST: Final = 500
"""Letters that a note may hold."""

_MOST_FIELDS: Final = 20
FULL: Final = Message(
    "We cannot take more notes just now", "Tell the people who run the activity, please."
)
"""What is said when no more notes are taken."""


async def wrong_form(request: Request) -> Response:
    """Answer with the form."""
    return _form(request, await _activity(request), "", "", "")


async def wrong_sent(request: Request) -> Response:
    """Keep what was sent, and lead to a page of thanks."""
    activity = await _activity(request)
    sent = await _sent(request)
    if sent.get("website"):
        return _thanks()  # a field that no person sees: only a program fills it in
    told = request.app.state.told
    if _is_from_elsewhere(request) or not told.is_ours(sent.get("token", ""), activity.id):
        raise HTTPException(403)
    reason, words = sent.get("reason", ""), sent.get("words", "").strip()
    if fault := _fault(reason, words):
        return _form(request, activity, reason, words, fault)
    day = (await request.app.state.place.directory()).day
    try:
        await told.put_note(activity.id, REASONS[reason], words, day)
    except FullBoxError:
        return refusal(503, FULL)
    return _thanks()


async def thanks(request: Request) -> Response:
    """Answer that it was kept."""
    return page(request, "public/thanks.html")


def _form(
    request: Request, activity: ActivityLine, reason: str, words: str, fault: str
) -> Response:
    return page(
        request,
        "public/wrong.html",
        400 if fault else 200,
        activity=activity,
        reasons=REASONS,
        reason=reason,
        words=words,
        fault=fault,
        longest=LONGEST,
        token=request.app.state.told.token(activity.id),
    )


def _fault(reason: str, words: str) -> str:
    if reason not in REASONS:
        return said("Choose what is wrong.")
    if len(words) > LONGEST:
        return said("Use fewer words: %(n)s letters at most.", n=str(LONGEST))
    if tells_of_a_person(words):
        return said(
            "Take out the phone number, e-mail or postcode, please. We do not want to know whose "
            "it is. If the one on the page is wrong, choose that above."
        )
    return ""


def _is_from_elsewhere(request: Request) -> bool:
    return request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}


def _thanks() -> Response:
    return RedirectResponse("/thanks", 303)


async def _sent(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = parse_qs(body, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise HTTPException(400) from None
    # Letters that no text of ours may hold are taken out, as nobody means them.
    return {
        name: "".join(each if each.isprintable() or each == "\n" else " " for each in values[0])
        for name, values in fields.items()
    }


async def _activity(request: Request) -> ActivityLine:
    directory = await request.app.state.place.directory()
    row = directory.row_of.get(request.path_params["id"])
    if row is None:
        raise HTTPException(404)
    found: ActivityLine = directory.activities[row]
    return found
