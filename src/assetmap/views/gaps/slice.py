"""View: what matters by area, for one group at one time: what is strong, then what is missing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from assetmap.measures.gaps.groups import EVERYONE
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.gaps.times import ANY
from assetmap.views.gaps.strengths import strengths_then
from assetmap.views.measuring.gaps import gap_sentence
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.views.gaps.look import Looked

    Numbers = NDArray[np.float64]

CELL_WORDS: Final = {
    "need": "What matters",
    "area": "Area",
    "people": "People who reach nothing",
    "at_least": "At least",
    "in_need": "People in need",
    "reachable": "Activities that somebody there reaches",
    "at_most": "At most",
    "places": "Places a week for 1,000 in need",
    "places_at_most": "Places at most",
}
"""What a screen calls the columns of `CellRow`."""

MOST_AREAS: Final = 15
"""Areas side by side on a screen; those where most people reach nothing come first."""

_NO_AREAS: Final = (
    "No gap can be told yet: the map has no areas. Areas, and how many people live there, come in "
    "with the screen Data."
)
_NO_NEEDS: Final = (
    "No gap can be told yet: the map does not say what matters. What matters, and which activity "
    "meets it, come in with the screen Data (the sheets Need and MEETS)."
)


class CellRow(TypedDict):
    """What matters in one area.

    Keys: ids and names; who reach nothing, the same were all that is not recorded at its best,
    and all in need (None: not known); the share of them who reach nothing, None without any;
    distinct activities that somebody there reaches, surely and at most; places a week for a
    thousand in need, known and at most, in words.
    """

    area_code: str
    area: str
    need_id: str
    need: str
    people: int | None
    at_least: int | None
    in_need: int | None
    share: float | None
    reachable: int
    at_most: int
    places: str
    places_at_most: str


@dataclass(frozen=True, eq=False)
class Slice:
    """One group and one time.

    Attributes
    ----------
    matrix
        Of this group and time alone.
    summary
        The chief gap in words; or why there is none.
    strengths
        What is strong, in sentences; shown before what is missing.
    areas, needs
        Names of what stands side by side and of the rows, by code and id, in order: where and
        for what most people reach nothing first; what nobody is known to need is left out.
    cells
        Each need by each of `areas`, in this order.
    n_areas
        How many areas there are in all.
    sureness
        What is not recorded, and what that does to the numbers.
    """

    matrix: GapMatrix
    summary: str
    strengths: tuple[str, ...]
    areas: dict[str, str]
    needs: dict[str, str]
    cells: tuple[CellRow, ...]
    n_areas: int
    sureness: str


def switches(looked: Looked) -> tuple[dict[str, str], dict[str, str]]:
    """Return groups and times to choose from: words by key, in their order."""
    matrix = looked.matrix
    groups = {each.key: _capital(each.words) for each in matrix.groups}
    times = {each.key: _capital(each.words) for each in matrix.times}
    return groups, times


def first_switches(looked: Looked) -> tuple[str, str]:
    """Return the group and the time of the chief gap; everyone and any time without one."""
    if not looked.named:
        return EVERYONE.key, ANY.key
    chief = looked.named[0]
    return looked.matrix.groups[chief.group].key, looked.matrix.times[chief.time].key


def slice_view(looked: Looked, group: str, time: str, *, most_areas: int = MOST_AREAS) -> Slice:
    """Return what matters by area for one group at one time.

    Parameters
    ----------
    looked
        The place.
    group, time
        Keys of its switches.
    most_areas
        Most areas side by side, at least 1.

    Returns
    -------
    Slice
        Without cells if the place has no areas, or nothing that matters.

    Notes
    -----
    Takes time in areas times what matters.
    """
    matrix = looked.narrowed(group, time)
    if not all(matrix.shape):
        empty = _NO_NEEDS if matrix.areas else _NO_AREAS
        return Slice(matrix, empty, (), {}, {}, (), len(matrix.areas), "")
    people = np.nan_to_num(matrix.without[:, :, 0, 0])
    areas = np.argsort(-np.round(people.sum(axis=1), 6), kind="stable")[:most_areas]
    needs = np.argsort(-np.round(people.sum(axis=0), 6), kind="stable")
    # What no journey names itself matters to nobody by itself: its parts are told.
    in_need = matrix.people[:, :, 0]
    matters = np.any((in_need > 0) | np.isnan(in_need), axis=0)
    needs = needs[np.take(matters, needs)]
    names = looked.seen.name_of
    return Slice(
        matrix=matrix,
        summary=_summary(looked, matrix),
        strengths=strengths_then(looked, matrix),
        areas={matrix.areas[a]: names[matrix.areas[a]] for a in areas},
        needs={matrix.needs[n]: names[matrix.needs[n]] for n in needs},
        cells=_cells(looked, matrix, areas, needs),
        n_areas=len(matrix.areas),
        sureness=_sureness(matrix),
    )


def _summary(looked: Looked, matrix: GapMatrix) -> str:
    found = named_gaps(looked.seen, matrix)
    if found:
        return gap_sentence(looked.seen, matrix, found[0])
    group, time = matrix.groups[0], matrix.times[0]
    whom = "people" if group == EVERYONE else group.words
    return (
        f"{_capital(time.words)}, in every area most {whom} reach something for everything that "
        "matters."
    )


def _cells(
    looked: Looked, matrix: GapMatrix, areas: NDArray[np.int64], needs: NDArray[np.int64]
) -> tuple[CellRow, ...]:
    names = looked.seen.name_of
    at = np.ix_(areas, needs)
    known = matrix.places_in(areas)[:, :, 0, 0][:, needs]
    most = matrix.places_in(areas, at_most=True)[:, :, 0, 0][:, needs]
    without = matrix.without[:, :, 0, 0][at]
    least = matrix.without_at_least[:, :, 0, 0][at]
    in_need = matrix.people[:, :, 0][at]
    reachable = matrix.reachable[:, :, 0, 0][at]
    at_most = matrix.reachable_at_most[:, :, 0, 0][at]
    return tuple(
        CellRow(
            area_code=matrix.areas[area],
            area=names[matrix.areas[area]],
            need_id=matrix.needs[need],
            need=names[matrix.needs[need]],
            people=whole(without[a, n]),
            at_least=whole(least[a, n]),
            in_need=whole(in_need[a, n]),
            share=float(without[a, n] / in_need[a, n]) if in_need[a, n] > 0 else None,
            reachable=int(reachable[a, n]),
            at_most=int(at_most[a, n]),
            places=places_words(known[a, n]),
            places_at_most=places_words(most[a, n]),
        )
        for n, need in enumerate(needs)
        for a, area in enumerate(areas)
    )


def _sureness(matrix: GapMatrix) -> str:
    offers = matrix.offers
    n_times = int((offers.known != offers.possible).sum())
    n_whom = int((matrix.suits != matrix.suits_at_most).sum())
    n_sizes = int(np.isnan(offers.capacity).sum())
    n_where = int(offers.from_anywhere.sum())
    lacks = [
        f"{what} ({n:,})"
        for n, what in (
            (n_times, "when they are"),
            (n_whom, "whether they suit"),
            (n_sizes, "for how many"),
            (n_where, "where they serve"),
        )
        if n
    ]
    times = counted(len(offers), "regular time")
    if not lacks:
        return f"Of {times} it is recorded when, for whom, where and for how many they are."
    return (
        f"Of {times} it is not recorded {listed(lacks)}. People who reach nothing are counted by "
        "what is known; “at least” takes all that is not recorded at its best, and “at most” "
        f"takes {matrix.choice.largest_capacity:g} places where nobody wrote the number down."
    )


def places_words(places: float) -> str:
    """Return places a week for a thousand people in words; empty if not known."""
    if math.isnan(places):
        return ""
    return f"{places:,.1f}" if 0 < places < 10 else f"{places:,.0f}"  # noqa: PLR2004 - a decimal


def whole(number: float) -> int | None:
    """Return a number of people as a whole one; None if it is not known."""
    return None if math.isnan(number) else round(float(number))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
