"""What areas are shaded by: a figure for each area, how it was come by, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.model.figures import COUNTED, PART_OF, SUM_OF, oldest_first
from assetmap.model.nesting import parents
from assetmap.views.areas import areas_at
from assetmap.views.map.choice import ACTIVITIES, PER_1000, POPULATION, indicator_keys
from assetmap.views.map.steps import figure
from assetmap.views.map.times import time_words
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.map.choice import PlaceChoice
    from assetmap.views.map.places import Spots

_SAID_AFTER: Final = COUNTED - {"count"} | {ACTIVITIES}

_UPSIDE_DOWN: Final = "1 is most deprived"
"""In the unit of ranks and tenths of deprivation, of which the lowest stands for the most."""


@dataclass(frozen=True, slots=True)
class Shading:
    """A figure for each area.

    Attributes
    ----------
    title
        What it is, in a few words.
    unit
        What the figure counts; may be empty.
    figures
        By code of the area; those that are not known are left out.
    added
        Areas whose figure was added up from smaller areas.
    meaning
        How it was come by, in whole sentences.
    """

    title: str
    unit: str
    figures: Mapping[str, float]
    added: frozenset[str]
    meaning: str


def shading(
    snapshot: Snapshot, choice: PlaceChoice, spots: Spots, *, title: str, kept: Collection[str]
) -> Shading:
    """Return the figure by which areas are shaded.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        The level, and what areas are shaded by: a key of `shadings`.
    spots
        Where the activities are.
    title
        What `shadings` calls it.
    kept
        Areas of which activities are counted; an indicator is told of all areas of the level.

    Returns
    -------
    Shading
        Without figures if nothing is known of any area, or nothing was chosen.
    """
    if choice.shade in {ACTIVITIES, PER_1000}:
        return _activities(snapshot, choice, title, spots, kept)
    codes = areas_at(snapshot, choice.level)
    rows = snapshot.table("Indicator")
    rows = (
        rows[(indicator_keys(rows) == choice.shade) & rows["value"].notna()] if len(rows) else rows
    )
    if rows.empty:
        return Shading(title, "", {}, frozenset(), "")
    unit = next(iter(rows["unit"].dropna()), "")
    values, added = _summed_up(snapshot, rows, codes)
    words = ["As it was loaded."]
    if added:
        words.append(
            f"Of {counted(len(added), 'area')} it was added up from the smaller areas within."
        )
    words.extend(_drawn_anew(rows[rows["area_code"].isin(values)]))
    if _UPSIDE_DOWN in unit:
        words.append("The higher the number, the less deprived: here dark is the least deprived.")
    return Shading(title, unit, values, added, " ".join(words))


def _drawn_anew(rows: pd.DataFrame) -> Iterator[str]:
    said = rows["provenance"].fillna("")
    for mark, words in (
        (PART_OF, "is that of the larger area of before, which was split"),
        (SUM_OF, "was added up from areas of before, which were merged"),
    ):
        number = int(said.str.contains(mark, regex=False).sum())
        if number:
            yield f"In {counted(number, 'area')} it {words}."


def figure_words(value: float | None, shaded: Shading) -> str:
    """Return a figure with what it counts; that it is not known, if it is not."""
    if not shaded.figures:
        return ""
    if value is None:
        return "not known"
    unit = shaded.unit
    if unit.startswith("%"):
        return f"{figure(value)}{unit}"
    if not unit or unit.startswith("for every") or unit.casefold() in _SAID_AFTER:
        return f"{figure(value)} {unit}".rstrip()
    return f"{figure(value)} ({unit})"


def population_of(snapshot: Snapshot, codes: Collection[str]) -> dict[str, float]:
    """Return how many people live in each area: the newest figure for everybody.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    codes
        Areas of one level.

    Returns
    -------
    dict
        By code; areas of which it is not known, or nobody lives there, are left out.
    """
    rows = snapshot.table("Indicator")
    rows = rows[(rows["name"] == POPULATION) & rows["group"].isna() & rows["value"].notna()]
    newest = oldest_first(rows).drop_duplicates("area_code", keep="last")
    values, _ = _summed_up(snapshot, newest, codes)
    return {code: value for code, value in values.items() if value > 0}


def _activities(
    snapshot: Snapshot, choice: PlaceChoice, title: str, spots: Spots, codes: Collection[str]
) -> Shading:
    counts = spots.of("activity").counts
    then = time_words(choice.day, choice.part)
    words = f"Running activities with a session at a place in the area{then}."
    if choice.shade == ACTIVITIES:
        values = {code: float(counts.get(code, 0)) for code in codes}
        return Shading(title, "activities", values, frozenset(), words)
    people = population_of(snapshot, codes)
    values = {code: counts.get(code, 0) * 1000 / people[code] for code in codes if code in people}
    words += " Divided by the newest population that was loaded, times 1,000."
    return Shading(title, "for every 1,000 people", values, frozenset(), words)


def _summed_up(
    snapshot: Snapshot, rows: pd.DataFrame, codes: Collection[str]
) -> tuple[dict[str, float], frozenset[str]]:
    """Return figures of `codes`, and for which of them they were added from all areas within."""
    known = dict(zip(rows["area_code"], rows["value"].astype(float), strict=True))
    values = {code: known[code] for code in codes if code in known}
    units = set(rows["unit"].dropna().str.casefold())
    if not units or not units <= COUNTED:
        return values, frozenset()
    within = _areas_within(snapshot)
    added = {
        code: sum(known[child] for child in whole[0])
        for code in codes
        if code not in known
        and (whole := [each for each in within.get(code, ()) if all(c in known for c in each)])
    }
    both = {**values, **added}
    return {code: both[code] for code in codes if code in both}, frozenset(added)


def _areas_within(snapshot: Snapshot) -> dict[str, list[list[str]]]:
    """Return for each area those directly within it, a list a level: two would count twice."""
    rows = snapshot.table("Area")
    level_of = parents(rows, "level")
    found: dict[str, dict[str, list[str]]] = {}
    for code, parent in parents(rows, "parent_code").items():
        if parent is not None:
            found.setdefault(parent, {}).setdefault(level_of[code] or "", []).append(code)
    return {parent: list(by_level.values()) for parent, by_level in found.items()}
