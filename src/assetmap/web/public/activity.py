"""The page of an activity, its calendar file and its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from assetmap.export.calendar import Entry, calendar_file
from assetmap.export.open_referral.pieces import encoded
from assetmap.views.public.activity import ActivityPage, activity_page
from assetmap.views.public.activity_record import activity_record_of
from assetmap.views.public.days import rule_parts
from assetmap.views.public.map_picture import picture_of_places
from assetmap.views.public.schedule import Meeting, meetings
from assetmap.web.answer import answer
from assetmap.web.pages import base_of, language_of, page, path_of
from assetmap.web.public.cards import drawn_cards
from assetmap.web.public.schema_org import activity_data

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from assetmap.views.public.directory import Directory


async def activity(request: Request) -> Response:
    """Answer with what happens, where, when, and how to go."""
    directory, shown = await _shown(request)
    address = f"{base_of(request)}{path_of('activities', shown.activity.id)}"
    return page(
        request,
        "public/activity.html",
        shown=shown,
        alike=drawn_cards(directory, shown.alike, language_of(request)),
        data=activity_data(directory, shown, address),
    )


async def activity_calendar(request: Request) -> Response:
    """Answer with the times as a calendar file."""
    directory, shown = await _shown(request)
    found = meetings(directory, shown.activity.id)
    if not found:
        raise HTTPException(404)
    address = f"{base_of(request)}{path_of('activities', shown.activity.id)}"
    content = calendar_file((_entry(shown, each, address) for each in found), made_on=directory.day)
    return answer(
        request,
        content,
        kind="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="activity.ics"'},
    )


async def activity_record(request: Request) -> Response:
    """Answer with the record of the activity."""
    directory, shown = await _shown(request)
    address = f"{base_of(request)}{path_of('activities', shown.activity.id)}"
    return answer(request, encoded(activity_record_of(directory, shown, address)))


async def activity_map(request: Request) -> Response:
    """Answer with a picture of where it is."""
    directory, shown = await _shown(request)
    drawn = picture_of_places(directory, shown.points, f"Map: {shown.where}")
    if drawn is None:
        raise HTTPException(404)
    return answer(request, drawn.encode(), kind="image/svg+xml")


async def _shown(request: Request) -> tuple[Directory, ActivityPage]:
    directory = await request.app.state.place.directory()
    shown = activity_page(directory, request.path_params["id"])
    if shown is None:
        raise HTTPException(404)
    return directory, shown


def _entry(shown: ActivityPage, meeting: Meeting, address: str) -> Entry:
    session = meeting.session
    # A rule that counts its days counts from the first of all, not from the next.
    is_counted = "COUNT" in rule_parts(session.schedule) and session.valid_from is not None
    return Entry(
        uid=f"{session.id}@assetmap",
        summary=shown.activity.name,
        description=shown.activity.description,
        location="" if meeting.place is None else meeting.place.words,
        address=address,
        first_on=session.valid_from if is_counted and session.valid_from else meeting.first_on,
        starts_at=meeting.starts_at,
        minutes=session.minutes,
        rule=session.schedule,
        ends_on=session.valid_to,
    )
