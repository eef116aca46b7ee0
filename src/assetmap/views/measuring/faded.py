"""Old ties that fade: by how much, what goes by it, and how it is said."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetmap.model import DAYS_A_YEAR
from assetmap.network import left_of_ties
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.certain import Certainty
    from assetmap.views.measuring.measured import Measured, Value

FADES: Final = {
    "": "No: a tie counts as it was told",
    "1": "Half after one year",
    "2": "Half after two years",
    "5": "Half after five years",
}
"""How old ties may fade: the years after which one weighs half, and what each is called."""

BY_STRENGTH: Final = (
    "n_clusters",
    "modularity",
    "cluster",
    "strength",
    "in_strength",
    "out_strength",
    "pagerank",
    "constraint",
    "effective_size",
    "efficiency",
)
"""Measures that go by how strong ties are, which fading lessens."""

BY_WHAT_IS_LEFT: Final = ("bonding", "bridging", "linking", "e_i_index", "assortativity")
"""Shares of ties in which each tie counts what is left of it."""

OF_THE_SILENT: Final = (
    "A tie that somebody silent would have named is taken to be as old as those that others named."
)
"""What is taken for granted of how sure numbers are in which ties fade."""


def half_life_of(fade: str) -> float | None:
    """Return the half-life in days of a name in `FADES`; None where nothing fades."""
    return float(fade) * DAYS_A_YEAR if fade else None


def day_of(snapshot: Snapshot) -> dt.date:
    """Return the day on which ties are looked at: that of `snapshot`, else today."""
    return snapshot.day or dt.date.today()  # noqa: DTZ011  the reader's own day


def pairs_left(snapshot: Snapshot, half_life_days: float) -> Network:
    """Return the pairs of partners, each weighing what is left of it on the day of `snapshot`."""
    return left_of_ties(snapshot, day_of(snapshot), half_life_days)


def fading_words(half_life_days: float) -> str:
    """Return what it means that ties fade, in two sentences."""
    once, twice = (_span(n * half_life_days) for n in (1, 2))
    return (
        f"Ties fade: one that nobody told again for {once} weighs half, after {twice} a quarter; "
        "one without a day weighs half. How many ties there are does not change."
    )


def as_ties_fade(
    found: Measured,
    known: Certainty,
    half_life_days: float | None,
    before: Mapping[str, Value],
) -> Measured:
    """Return what was measured with how sure it is, and what changed by fading where ties fade.

    Parameters
    ----------
    found
        Measured of ties that fade as fast as said.
    known
        How sure its values are, ties fading as fast.
    half_life_days
        How fast; None where none fades.
    before
        What its values would be without fading, by name; others did not change.
    """
    found = found.with_certainty(known)
    if half_life_days is None:
        return found
    changed = [
        f"{name} (before {_shown(old)}, now {_shown(found.values[name])})"
        for name, old in before.items()
        if not _is_same(old, found.values[name])
    ]
    columns = {name for table in found.tables.values() for name in table.columns}
    in_tables = [name for name in BY_STRENGTH if name in columns]
    fades = [name for name in (*BY_STRENGTH, *BY_WHAT_IS_LEFT) if known.intervals.get(name)]
    return replace(
        found,
        notes=(
            fading_words(half_life_days),
            _changed(changed, in_tables),
            *((OF_THE_SILENT,) if fades else ()),
            *found.notes,
        ),
    )


def _changed(changed: Iterable[str], in_tables: Iterable[str]) -> str:
    parts = [*changed]
    if columns := listed([*in_tables], at_most=len(BY_STRENGTH)):
        parts.append(f"of each party {columns}")
    if not parts:
        return (
            "None of these numbers changed by it: they count ties, and one that fades is still "
            "there."
        )
    return f"Changed by it: {'; '.join(parts)}. No other number goes by how old ties are."


def _is_same(old: Value, new: Value) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return math.isclose(old, new, rel_tol=1e-9)
    return old == new


def _shown(value: Value) -> str:
    return f"{value:,.4g}" if isinstance(value, int | float) else "not defined"


def _span(days: float) -> str:
    """Return a span of time in whole years, if it is, else in days."""
    years = days / DAYS_A_YEAR
    if years.is_integer():
        return counted(int(years), "year")
    return counted(round(days), "day") if days >= 1 else "less than a day"
