"""View: who could fill one gap: what is strong near it, who has what, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.measures.gaps.behind import behind
from assetmap.views.gaps.helping import helper_rows
from assetmap.views.gaps.nearby import near_rows, places_near, venue_rows
from assetmap.views.gaps.one import cell_sentence
from assetmap.views.gaps.strong_near import strength_sentences
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from assetmap.views.gaps.helping import HelperRow
    from assetmap.views.gaps.look import Looked

_NOBODY = (
    "No organisation is known that runs something for this, or has the use of a room within reach. "
    "What organisations run comes in with the sheets Activity and MEETS, rooms with HAS_USE_OF "
    "(Data)."
)


@dataclass(frozen=True, slots=True)
class Help:
    """Who could fill one gap.

    Attributes
    ----------
    summary
        Who has most of what it takes.
    sentence
        The gap itself.
    strengths
        What is strong nearby, in sentences.
    rows
        Who could help, the likeliest first.
    """

    summary: str
    sentence: str
    strengths: tuple[str, ...]
    rows: tuple[HelperRow, ...]


def help_view(looked: Looked, switches: tuple[str, str], cell: tuple[str, str]) -> Help:
    """Return who could fill one gap.

    Parameters
    ----------
    looked
        The place.
    switches
        Keys of group and time.
    cell
        Code of the area and id of what matters.
    """
    seen, matrix = looked.seen, looked.narrowed(*switches)
    at = (matrix.areas.index(cell[0]), matrix.needs.index(cell[1]), 0, 0)
    rows = helper_rows(seen, matrix, at)
    places = places_near(seen, matrix, at[0])
    near, venues = near_rows(seen, behind(seen, matrix, at)), venue_rows(seen, matrix, places, 0)
    return Help(
        summary=_summary(rows),
        sentence=cell_sentence(seen, matrix, at),
        strengths=strength_sentences(looked, at[0], near, venues, places),
        rows=rows,
    )


def _summary(rows: tuple[HelperRow, ...]) -> str:
    if not rows:
        return _NOBODY
    first, n_more = rows[0], len(rows) - 1
    more = f", and {counted(n_more, 'more organisation')} could help" if n_more else ""
    return f"{first['name']} has {first['has']}{more}."
