"""Rows that each hold whole steps of a journey: what the map calls things, and what goes untold."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from assetmap.ingest.journeys.kinds import SELF_WORDS, status_of
from assetmap.ingest.journeys.names import shown_name
from assetmap.ingest.journeys.rows import FUTURE, days_of, refusal, without_rows
from assetmap.model import column_of
from assetmap.model.vocabularies import VOCABULARIES, readings, spelling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from assetmap.ingest.gathered import Refusal
    from assetmap.ingest.journeys.names import Names
    from assetmap.ingest.sheet import Draft

_DAYS: Final = ("made_on", "accepted_on", "seen_on", "started_on", "closed_on", "measured_on")
_MANY: Final = 10_000
_ROUTES: Final = readings(VOCABULARIES["route"])


def led_to_the_map(draft: Draft, named: Sequence[str], names: Names) -> tuple[Draft, list[Refusal]]:
    """Return rows in which names have become ids, and what is said of rows that name nothing.

    Parameters
    ----------
    draft
        Rows of any table.
    named
        Fields whose cells are names or ids of what is on the map.
    names
        What is on the map.
    """
    if draft.table == "Referral" and "source_id" in draft.columns:
        draft = _without_selves(draft)
    refusals: dict[int, Refusal] = {}
    columns = dict(draft.columns)
    for field in named:
        if field not in columns:
            continue
        cells = columns[field]
        led = names.led(column_of(draft.table, field), cells)
        columns[field] = [led.ids[cell] for cell in cells]
        if led.reasons:
            for at, cell in enumerate(cells):
                if cell in led.reasons and at not in refusals:
                    reason = led.reasons[cell]
                    refusals[at] = refusal(draft, at, field, shown_name(cell), reason)
    return without_rows(replace(draft, columns=columns), refusals), list(refusals.values())


def without_future(draft: Draft, today: dt.date) -> tuple[Draft, list[Refusal]]:
    """Return rows all of whose days have been, and what is said of the others."""
    refusals: dict[int, Refusal] = {}
    for field in _DAYS:
        if field not in draft.columns:
            continue
        cells = draft.columns[field]
        _, reasons = days_of(cells, today)
        future = {cell for cell, reason in reasons.items() if reason == FUTURE}
        if future:
            for at, cell in enumerate(cells):
                if cell in future and at not in refusals:
                    refusals[at] = refusal(draft, at, field, "", FUTURE)
    return without_rows(draft, refusals), list(refusals.values())


def told_whole(draft: Draft, label_of: Mapping[str, str]) -> Draft:
    """Return rows of `Referral` with a route and a status where the file tells none.

    Parameters
    ----------
    draft
        Rows of `Referral`, their ends already ids.
    label_of
        The label of each id on the map.

    Notes
    -----
    Without a route, a step whose source says so is by themselves, one from a champion by a
    champion, any other by a professional: one without a source is none of a person who came alone,
    and is rejected. Without a status it stands where its days say: see `status_of`.
    """
    columns = dict(draft.columns)
    empty = [""] * len(draft)
    sources = columns.get("source_id", empty)
    columns["route"] = [
        route if route.strip() else _route(source, label_of)
        for route, source in zip(columns.get("route", empty), sources, strict=True)
    ]
    days = [
        columns.get(f"{stage}_on", empty) for stage in ("accepted", "seen", "started", "closed")
    ]
    columns["status"] = [
        status if status.strip() else _status(reason, *cells)
        for status, reason, *cells in zip(
            columns.get("status", empty), columns.get("close_reason", empty), *days, strict=True
        )
    ]
    return replace(draft, columns=columns)


def _status(reason: str, accepted: str, seen: str, started: str, closed: str) -> str:
    told = {"started": started, "seen": seen, "accepted": accepted}
    reached = next((stage for stage, day in told.items() if day.strip()), "made")
    return status_of(reached, is_closed=bool(closed.strip()), reason=reason)


def _route(source: str, label_of: Mapping[str, str]) -> str:
    return "champion" if label_of.get(source.strip()) == "Champion" else "professional"


def _without_selves(draft: Draft) -> Draft:
    """Return steps of which those by themselves name no referrer: it may be their own name."""
    told = draft.columns.get("route", [""] * len(draft))
    written = draft.columns["source_id"]
    are_selves = [
        is_by_self(route) or is_self(source) for route, source in zip(told, written, strict=True)
    ]
    sources = ["" if own else source for own, source in zip(are_selves, written, strict=True)]
    routes = [
        "self" if own and not route.strip() else route
        for own, route in zip(are_selves, told, strict=True)
    ]
    return replace(draft, columns={**draft.columns, "source_id": sources, "route": routes})


@lru_cache(_MANY)
def is_self(source: str) -> bool:
    """Return whether what stands where a referrer would says that there was none."""
    return spelling(source) in SELF_WORDS


@lru_cache(_MANY)
def is_by_self(route: str) -> bool:
    """Return whether a route says that the person came by themselves."""
    return _ROUTES.get(spelling(route)) == "self"
