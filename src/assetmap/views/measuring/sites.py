"""View: where something would reach most of those who reach nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assetmap.errors import DataError
from assetmap.measures.gaps.groups import EVERYONE
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.times import ANY
from assetmap.measures.gaps.where_next import where_next
from assetmap.model.vocabularies import spelling
from assetmap.release import seen_by
from assetmap.views.measuring.gaps import matrix_seen
from assetmap.views.wording import listed

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.measures.gaps.where_next import Sites
    from assetmap.model import Snapshot


def proposed_sites(
    snapshot: Snapshot,
    role: str,
    need: str,
    choice: GapChoice | None = None,
    *,
    n: int = 3,
    today: dt.date | None = None,
) -> dict[str, Any]:
    """Return at which venues one thing that matters would reach most who reach nothing.

    Parameters
    ----------
    snapshot, role, today
        As of `gaps.measured_gaps`.
    need
        What matters, by id or name.
    choice
        Of groups and times the first counts alone; left out: everyone, at any time.
    n
        How many venues.

    Returns
    -------
    dict
        need_id, group, time; sites, each with location_id, name, people_added (whole), free (days
        by id of the organisation that has the use of it) and sentence; people_covered, bound and
        people_without (whole); candidates, how many venues could be chosen; how.

    Raises
    ------
    DataError
        If nothing that matters is called so; or as `where_next`.
    """
    seen = seen_by(snapshot, role)
    need_id = _need(seen, need)
    wanted = choice or GapChoice(groups=(EVERYONE.key,), times=(ANY.key,))
    wanted = replace(wanted, needs=(need_id,), groups=wanted.groups[:1], times=wanted.times[:1])
    matrix, how = matrix_seen(seen, wanted, today=today, whole=snapshot)
    found = where_next(seen, matrix, (0, 0, 0), n=n)
    return {
        "need_id": need_id,
        "group": matrix.groups[0].key,
        "time": matrix.times[0].key,
        "sites": [site_row(seen, found, number) for number in range(len(found.chosen))],
        "people_covered": round(found.people_covered),
        "bound": round(found.bound),
        "people_without": round(found.people_without),
        "candidates": found.n_candidates,
        "how": [*how, "Venues are those that an organisation has the use of already."],
    }


def _need(seen: Snapshot, said: str) -> str:
    rows = seen.table("Need")
    names: dict[str, str] = dict(zip(rows["id"].tolist(), rows["name"].tolist(), strict=True))
    if said in names:
        return said
    called: list[str] = sorted(
        id_ for id_, name in names.items() if spelling(str(name)) == spelling(said)
    )
    if not called:
        msg = f"Nothing that matters is called {said!r}, or has that id."
        raise DataError(msg)
    return called[0]


def site_row(seen: Snapshot, found: Sites, number: int) -> dict[str, Any]:
    """Return one proposed venue, as of `proposed_sites`."""
    place, free = found.chosen[number], found.free[number]
    name, people = seen.name_of[place], found.people_added[number]
    further = "" if number == 0 else " more"
    who = listed(
        [
            f"{seen.name_of[each]} ({listed(list(days), at_most=7) or 'ask on which days'})"
            for each, days in sorted(free.items())
        ]
    )
    return {
        "location_id": place,
        "name": name,
        "people_added": round(people),
        "free": {each: list(days) for each, days in sorted(free.items())},
        "sentence": (
            f"At {name} it would be within reach of about {people:,.0f}{further} people; it can "
            f"be had through {who}."
        ),
    }
