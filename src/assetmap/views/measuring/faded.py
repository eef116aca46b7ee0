"""Ties that fade, with age or by their source: what goes by it, and how it is said."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetmap.model import DAYS_A_YEAR
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.views.measuring.certain import Certainty
    from assetmap.views.measuring.fade import Fade
    from assetmap.views.measuring.measured import Measured, Value

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
    "A tie that somebody silent would have named is taken to count as much as those that others "
    "named."
)
"""What is taken for granted of how sure numbers are in which ties fade."""

_SHARES: Final = {0.5: "half", 0.25: "a quarter", 0.75: "three quarters", 1.0: "in full"}


def fading_words(fade: Fade) -> str:
    """Return what it means that ties fade, in two or three sentences."""
    words = []
    if fade.half_life_days is not None:
        once, twice = (_span(n * fade.half_life_days) for n in (1, 2))
        words.append(
            f"Ties fade: one that nobody told again for {once} weighs half, after {twice} a "
            "quarter; one without a day weighs half."
        )
    words += trust_words(fade)
    return " ".join([*words, "How many ties there are does not change."])


def trust_words(fade: Fade) -> list[str]:
    """Return what share of its weight a tie has by where it was told, a sentence a share."""
    of_share: dict[float, list[str]] = {}
    for source, share in fade.trust_in:
        of_share.setdefault(share, []).append(f"“{source}”")
    return [
        f"What came from {listed(come)} weighs {_SHARES.get(share, f'{100 * share:.3g}%')}."
        for share, come in of_share.items()
    ]


def as_ties_fade(
    found: Measured,
    known: Certainty,
    fade: Fade | None,
    before: Mapping[str, Value],
) -> Measured:
    """Return what was measured with how sure it is, and what changed by fading where ties fade.

    Parameters
    ----------
    found
        Measured of ties that fade as said.
    known
        How sure its values are, ties fading so.
    fade
        How; None where none fades.
    before
        What its values would be without fading, by name; others did not change.
    """
    found = found.with_certainty(known)
    if fade is None:
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
            fading_words(fade),
            _changed(changed, in_tables),
            *((OF_THE_SILENT,) if fades else ()),
            *found.notes,
        ),
    )


def _changed(changed: Iterable[str], in_tables: Iterable[str]) -> str:
    words = []
    if changes := "; ".join(changed):
        words.append(f"Changed by it: {changes}.")
    if columns := listed([*in_tables], at_most=len(BY_STRENGTH)):
        words.append(f"Of each party {columns} go by how strong ties are, and so by it.")
    if not words:
        return (
            "None of these numbers changed by it: they count ties, and one that fades is still "
            "there."
        )
    return " ".join([*words, "No other number goes by it."])


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
    return counted(round(days), "day")
