"""The format of OpenActive: what people can do, as published by leisure centres and clubs.

| OpenActive | here |
| --- | --- |
| Event, SessionSeries, EventSeries, CourseInstance, OnDemandEvent | `Activity` |
| its eventSchedule, else its own days, else its subEvent | `Session` |
| ScheduledSession within a SessionSeries | that `Activity`, and a `Session` on that day |
| ScheduledSession that names a SessionSeries by its address | a `Session` of that `Activity` |
| location, beta:affiliatedLocation; Place | `Location` |
| organizer that is an Organization | `Organisation` |
| leader, contributor, organizer that is a Person | nothing: people are not in the map |

A document may be one such thing, a list of them, or a page of a feed (`items`, each with its
`data`). Each is one row read. A facility to hire, a slot, an order are refused: nobody is
welcomed there by anybody. A day's session within a series that has a schedule makes no row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from assetmap.ingest.drafting import draft_of, text_of
from assetmap.ingest.gathered import Document, Gathered, Refusal
from assetmap.ingest.openactive.parts import (
    activity_cells,
    dicts_of,
    id_of,
    location_cells,
    organisation_cells,
    type_of,
)
from assetmap.ingest.openactive.times import session_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.ingest.drafting import Row
    from assetmap.ingest.openactive.parts import Thing

_ACTIVITIES: Final = frozenset(
    {"Event", "SessionSeries", "EventSeries", "CourseInstance", "OnDemandEvent", "HeadlineEvent"}
)
_ITEMS: Final = "items"
_DELETED: Final = "The publisher has taken it out; loading takes nothing out of the map."
_NO_ITEM: Final = "It is no item of OpenActive."
_CONTEXT: Final = "openactive.io"
_TABLES: Final = ("Organisation", "Location", "Activity", "Session")


def is_known(value: Any) -> bool:
    """Tell whether a document speaks OpenActive."""
    first = next(_things(value), (0, "", None))[2]
    if not isinstance(first, dict):
        return False
    return _CONTEXT in str(first.get("@context", "")) or (
        type_of(first) in _ACTIVITIES | {"ScheduledSession"}
    )


def gather(document: Document) -> Gathered:
    """Return what a document gives."""
    rows: dict[str, list[Row]] = {table: [] for table in _TABLES}
    refusals: list[Refusal] = []
    for line, state, thing in _things(document.value):
        reason = _refused(state, thing)
        if reason:
            what = text_of(thing.get("@type", "")) if isinstance(thing, dict) else ""
            refusals.append(Refusal(document.file, _ITEMS, line, "id", what, reason))
        else:
            for table, cells in _rows(thing):
                rows[table].append((line, cells))
    drafts = tuple(
        draft_of(table, document.file, _ITEMS, each) for table, each in rows.items() if each
    )
    return Gathered(drafts=drafts, refusals=tuple(refusals))


def _things(value: Any) -> Iterator[tuple[int, str, Any]]:
    """Yield number, state and thing of each item of a document."""
    if isinstance(value, dict) and isinstance(value.get(_ITEMS), list):
        for line, item in enumerate(value[_ITEMS], start=1):
            data = item.get("data") if isinstance(item, dict) else None
            yield line, text_of(item.get("state")) if isinstance(item, dict) else "", data
    elif isinstance(value, list):
        yield from ((line, "", thing) for line, thing in enumerate(value, start=1))
    else:
        yield 1, "", value


def _refused(state: str, thing: Any) -> str:
    """Return why an item cannot be taken, or an empty text."""
    if state == "deleted" or not isinstance(thing, dict):
        return _NO_ITEM if state != "deleted" else _DELETED
    kind = type_of(thing)
    if kind == "Place":
        return "" if location_cells(thing) else "It has no name and no address."
    if kind == "ScheduledSession":
        return "" if isinstance(thing.get("superEvent"), str | dict) else "It has no series."
    if kind not in _ACTIVITIES:
        kind_of = f"It is of the kind {kind!r}" if kind else "It does not say of what kind it is"
        return f"{kind_of}, not something that people are welcome to join."
    return "" if activity_cells(thing)["name"] else "It has no name."


def _rows(thing: Thing) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows that an item gives, each with its table."""
    if type_of(thing) == "Place":
        yield "Location", location_cells(thing)
        return
    series = thing.get("superEvent")
    if type_of(thing) == "ScheduledSession" and isinstance(series, str):
        yield "Session", {"activity_id": series, **session_cells(thing, [thing])[0]}
        return
    is_day = type_of(thing) == "ScheduledSession" and isinstance(series, dict)
    whole: Thing = {**series, "subEvent": [thing]} if is_day and isinstance(series, dict) else thing
    yield from _activity_rows(whole)


def _activity_rows(thing: Thing) -> Iterator[tuple[str, dict[str, str]]]:
    cells = activity_cells(thing)
    series = next(iter(dicts_of(thing.get("superEvent"))), {})
    organisers = dicts_of(thing.get("organizer")) or dicts_of(series.get("organizer"))
    organisation = next(filter(None, map(organisation_cells, organisers)), None)
    if organisation:
        yield "Organisation", organisation
        cells["organisation_id"] = organisation["id"]
    places = dicts_of(thing.get("location")) or dicts_of(thing.get("beta:affiliatedLocation"))
    location = next(filter(None, map(location_cells, places)), None)
    if location:
        yield "Location", location
    yield "Activity", cells
    where = {"location_id": location["id"]} if location else {}
    schedules = dicts_of(thing.get("eventSchedule"))
    days = [thing] if thing.get("startDate") else dicts_of(thing.get("subEvent"))
    for session in session_cells(thing, schedules or days):
        yield "Session", {"activity_id": id_of(thing), **session, **where}
