"""What a reader may choose to see on the map on the ground."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.measures.gaps.points import POINT_NAMES
from assetmap.measures.memory import once
from assetmap.views.flows.agreed import AGREED_NAMES
from assetmap.views.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

KINDS: Final = {
    "organisation": "Organisations",
    "activity": "Activities",
    "asset": "Strengths",
}
"""What is shown as points, by value."""

ARCS: Final = {"": "None", "partnerships": "Partnerships", "referrals": "Referrals"}
"""Ties that can be shown as arcs, by value."""

STEPS: Final = {
    "quantiles": "As many areas in each shade",
    "equal": "Shades of equal steps",
}
"""How values are cut into shades, by value."""

ACTIVITIES: Final = "activities"
PER_1000: Final = "activities_per_1000"
_OURS: Final = {
    ACTIVITIES: "Number of activities",
    PER_1000: "Activities for every 1,000 people",
}
POPULATION: Final = "population"
"""The name of the indicator that says how many people live in an area."""

_FIRST_LEVELS: Final = ("ward", "msoa", "lsoa", "town", "district", "system")
_FIRST_NAMES: Final = (POPULATION, "deprivation", "imd")


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """What a reader wants to see; every field is a text that fits into an address.

    Attributes
    ----------
    level
        Areas of which level; empty when there are none.
    shade
        What the areas are shaded by, as in `shadings`; empty for nothing.
    steps
        A value in `STEPS`.
    kinds
        Values in `KINDS`, joined by commas.
    arcs
        A value in `ARCS`.
    day, part
        Values in `DAYS` and `PARTS` of `views.map.times`: only activities that are on then.
    """

    level: str = ""
    shade: str = ""
    steps: str = "quantiles"
    kinds: str = ",".join(KINDS)
    arcs: str = ""
    day: str = ""
    part: str = ""


@once
def levels(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the levels of which the place has areas, the most useful for a map first.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Mapping
        Label by value; levels of which an area has a boundary come before all others.
    """
    rows = snapshot.table("Area")
    with_boundary = set(rows.loc[rows["boundary"].notna(), "level"].dropna())
    present = set(rows["level"].dropna())
    labels = {term.value: term.label for term in snapshot.terms("level")}
    order = [*_FIRST_LEVELS, *labels]
    ranked = sorted(
        present,
        key=lambda level: (
            level not in with_boundary,
            order.index(level) if level in order else len(order),
            level,
        ),
    )
    return MappingProxyType({level: labels.get(level, level) for level in ranked})


@once
def shadings(snapshot: Snapshot) -> Mapping[str, str]:
    """Return what areas can be shaded by, and what each is called: ours, then indicators.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Mapping
        Of a figure told for several days each day is listed, the newest first.
    """
    named = dict(_OURS) if len(snapshot.table("Activity")) else {}
    for name, group, day in sorted(_indicators(snapshot), key=_in_order):
        named[shading_key(name, group, day)] = shading_title(name, group, day)
    return MappingProxyType(named)


def shading_key(name: str, group: str, day: str) -> str:
    """Return how an indicator is called in an address."""
    return f"indicator|{name}|{group}|{day}"


def shading_title(name: str, group: str, day: str) -> str:
    """Return what an indicator is called on the screen."""
    whom = f", {group}" if group else ""
    when = f" ({day_words(pd.Timestamp(day).date())})" if day else ""
    return f"{name[:1].upper()}{name[1:]}{whom}{when}"


def indicator_keys(rows: pd.DataFrame) -> pd.Series[str]:
    """Return the `shading_key` of each row of the table Indicator."""
    days = rows["measured_on"].dt.strftime("%Y-%m-%d").fillna("")
    joined: pd.Series[str] = (
        "indicator|" + rows["name"].astype(object) + "|" + rows["group"].fillna("") + "|" + days
    )
    return joined


def levels_with(snapshot: Snapshot, shade: str) -> tuple[str, ...]:
    """Return what the levels are called for which an indicator was loaded, in their order."""
    rows = snapshot.table("Indicator")
    codes = set(rows.loc[indicator_keys(rows) == shade, "area_code"])
    areas = snapshot.table("Area")
    present = set(areas.loc[areas["id"].isin(codes), "level"].dropna())
    return tuple(words for level, words in levels(snapshot).items() if level in present)


def first_choice(snapshot: Snapshot) -> PlaceChoice:
    """Return what is shown before anybody chooses: the first figure that tells areas apart.

    With a place for fewer than one activity in two areas, their number tells nothing: a figure of
    that level comes first then.
    """
    level = next(iter(levels(snapshot)), "")
    if not level:
        return PlaceChoice(level="", shade="")
    keys = list(shadings(snapshot))
    areas = snapshot.table("Area")
    codes = set(areas.loc[areas["level"] == level, "id"])
    if 2 * _n_placed(snapshot) < len(codes):
        rows = snapshot.table("Indicator")
        there = set(indicator_keys(rows[rows["area_code"].isin(codes)]))
        keys = [key for key in keys if key in there] or keys
    return PlaceChoice(level=level, shade=next(iter(keys), ""))


def _n_placed(snapshot: Snapshot) -> int:
    """Return how many activities have a place on the map."""
    locations = snapshot.table("Location")
    placed = set(locations.loc[locations["latitude"].notna(), "id"])
    sessions = snapshot.table("Session")
    return int(sessions.loc[sessions["location_id"].isin(placed), "activity_id"].nunique())


def _indicators(snapshot: Snapshot) -> set[tuple[str, str, str]]:
    rows = snapshot.table("Indicator")
    rows = rows[~rows["name"].isin(POINT_NAMES | AGREED_NAMES)]
    days = rows["measured_on"].dt.strftime("%Y-%m-%d").fillna("")
    return set(zip(rows["name"], rows["group"].fillna(""), days, strict=True))


def _in_order(indicator: tuple[str, str, str]) -> tuple[object, ...]:
    """Sort by what is asked for most; years of age one by one come last, numbers by their size."""
    name, group, day = indicator
    first = next(
        (n for n, each in enumerate(_FIRST_NAMES) if each in name.casefold()), len(_FIRST_NAMES)
    )
    is_one_year = re.fullmatch(r"aged \d+", group) is not None
    sizes = [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", group)]
    newest_first = -int(day.replace("-", "") or 0)
    is_part = not name.casefold().startswith(_FIRST_NAMES)  # deprivation before that of income
    return is_one_year, first, is_part, name.casefold(), sizes, newest_first
