"""What is said of a map on the ground: what there is to see, and what is not shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.model import running
from assetmap.views.map.choice import KINDS, PER_1000, levels_with
from assetmap.views.map.signs import MOST_SIGNS
from assetmap.views.map.steps import figure
from assetmap.views.wording import counted, listed, uncapitalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.map.choice import PlaceChoice
    from assetmap.views.map.places import Spots
    from assetmap.views.map.signs import Sign
    from assetmap.views.map.values import Shading
    from assetmap.views.map.view import MapView

ONE_AND_SEVERAL: Final = {
    "organisation": ("organisation", "organisations"),
    "activity": ("activity", "activities"),
    "asset": ("strength", "strengths"),
}
"""The nouns of each kind."""

LOAD_BOUNDARIES: Final = (
    "To see areas, load their boundaries on the screen *Data*: a GeoJSON file, or a sheet Area "
    "with its column boundary filled in."
)
LOAD_COORDINATES: Final = (
    "To see points, fill in latitude and longitude in the sheet Location, or load a table of "
    "postcodes."
)


def summary(level: str, shaded: Shading, areas: pd.DataFrame, signs: Sequence[Sign]) -> str:
    """Return what a map shows, the most telling first."""
    return " ".join(filter(None, (_areas_words(level, shaded, areas), _signs_words(signs))))


class AreaCounts(NamedTuple):
    """Of all areas of a level, how many have an outline, are drawn, and are in the table."""

    all: int
    outlined: int
    drawn: int
    listed: int


def notes(
    snapshot: Snapshot, choice: PlaceChoice, shaded: Shading, there: Spots, areas: AreaCounts
) -> tuple[str, ...]:
    """Return what is not shown, or not known, in whole sentences."""
    said = [
        _boundary_note(areas),
        _figure_note(snapshot, choice, shaded, areas.listed),
        _nowhere_note(choice, there),
        _stopped_note(snapshot),
        _too_many_note(choice, there),
    ]
    return tuple(filter(None, said))


def _areas_words(level: str, shaded: Shading, areas: pd.DataFrame) -> str:
    known = areas.dropna(subset=["value"])
    if known.empty:
        return ""
    most, least = known["value"].iloc[0], known["value"].iloc[-1]
    if most == least:
        return f"{shaded.title}: {figure(most)} in each area of which it is known."
    highest = known.loc[known["value"] == most, "name"].tolist()
    lowest = known.loc[known["value"] == least, "name"].tolist()
    return (
        f"{shaded.title} by {uncapitalised(level)}: highest in {_few(highest)} "
        f"({figure(most)}), lowest in {_few(lowest)} ({figure(least)})."
    )


def _few(names: Sequence[str]) -> str:
    return listed(sorted(names, key=str.casefold), at_most=2)


def _signs_words(signs: Sequence[Sign]) -> str:
    ids = {(sign.spot.kind, sign.spot.id) for sign in signs}
    counts = Counter(kind for kind, _ in ids)
    said = [counted(counts[kind], *ONE_AND_SEVERAL[kind]) for kind in KINDS if counts[kind]]
    if not said:
        return ""
    are = "is" if sum(counts.values()) == 1 else "are"
    return f"{listed(said)} {are} drawn where they are."


def _boundary_note(areas: AreaCounts) -> str:
    if not areas.all:
        return f"No area has been loaded yet. {LOAD_BOUNDARIES}"
    if not areas.outlined:
        return f"None of the {counted(areas.all, 'area')} has a boundary yet. {LOAD_BOUNDARIES}"
    if areas.drawn < areas.outlined:
        return (
            f"{areas.outlined:,} areas are too many to draw: choose larger ones. The table has "
            "them all."
        )
    return _missing_note(areas) if areas.all > areas.outlined else ""


def _missing_note(areas: AreaCounts) -> str:
    n_missing, n_left_out = areas.all - areas.outlined, areas.all - areas.listed
    have = "has" if n_missing == 1 else "have"
    said = f"{n_missing:,} of {counted(areas.all, 'area')} {have} no boundary"
    if n_left_out == n_missing:
        are = "it is" if n_missing == 1 else "they are"
        return f"{said}, and nothing to show: {are} left out."
    rest = f"; {n_left_out:,} of them, with nothing to show, left out" if n_left_out else ""
    return f"{said} and cannot be drawn: they are in the table alone{rest}."


def _figure_note(snapshot: Snapshot, choice: PlaceChoice, shaded: Shading, n_areas: int) -> str:
    if not choice.shade or not n_areas:
        return ""
    if not shaded.figures:
        if choice.shade == PER_1000:
            return (
                "How many people live in these areas is not known: load a population for them "
                "(sheet Indicator, name population)."
            )
        known = levels_with(snapshot, choice.shade)
        so = f"it is for: {listed(known)}" if known else "load it (sheet Indicator)"
        return f"{shaded.title or 'This'} is not known for areas of this level; {so}."
    n_unknown = n_areas - len(shaded.figures)
    if n_unknown:
        are = "is" if n_unknown == 1 else "are"
        return (
            f"{n_unknown:,} of {counted(n_areas, 'area')} {are} hatched where drawn: the figure is "
            "not known there, which is not the same as none."
        )
    return ""


def _nowhere_note(choice: PlaceChoice, there: Spots) -> str:
    kinds = [kind for kind in KINDS if kind in choice.kinds.split(",")]
    without = {kind: there.n_without.get(kind, 0) + there.of(kind).n_nowhere for kind in kinds}
    said = [counted(n, *ONE_AND_SEVERAL[kind]) for kind, n in without.items() if n]
    if not said:
        return ""
    are = "is" if sum(without.values()) == 1 else "are"
    is_any_known = any(each.n_drawable for each in there.by_kind.values())
    so = "" if is_any_known else f" {LOAD_COORDINATES}"
    return f"{listed(said)} {are} not drawn: where they are is not known.{so}"


def _stopped_note(snapshot: Snapshot) -> str:
    counts = {
        kind: snapshot.counts[table] - len(running(snapshot.table(table), snapshot.day))
        for kind, table in (("organisation", "Organisation"), ("activity", "Activity"))
    }
    said = [counted(n, *ONE_AND_SEVERAL[kind]) for kind, n in counts.items() if n]
    if not said:
        return ""
    have = "has" if sum(counts.values()) == 1 else "have"
    return (
        f"{listed(said)} that {have} stopped or paused {'is' if have == 'has' else 'are'} left out."
    )


def _too_many_note(choice: PlaceChoice, there: Spots) -> str:
    n = sum(there.of(kind).n_drawable for kind in choice.kinds.split(","))
    if n <= MOST_SIGNS:
        return ""
    return (
        f"Only the first {MOST_SIGNS:,} of {n:,} points are drawn: show fewer kinds, or one time "
        "of the week."
    )


def picture_sentence(view: MapView) -> str:
    """Return what a person who cannot see the map is told of it."""
    areas = counted(len(view.shapes), "area")
    points = counted(len(view.signs), "sign")
    return (
        f"A map of {areas} and {points}. {view.summary} The tables below the map hold the same, "
        "and choosing a row does what a click on the map does."
    )
