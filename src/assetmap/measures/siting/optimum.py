"""The best choice of places there is, where it is found in the time given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import highspy
import numpy as np

from assetmap.errors import DataError
from assetmap.measures.siting.choices import Selection, wanted
from assetmap.measures.siting.search import best_selection, in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.siting.choices import Choices, Question

    Numbers = NDArray[np.float64]
    Whole = NDArray[np.int64]

Answer = TypeVar("Answer")


class _SilentHighs(highspy.Highs):
    """HiGHS, told to be silent before it can say its name, as it does when it may call back."""

    def enableCallbacks(self) -> None:  # noqa: N802  HiGHS's own name
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Levels(NamedTuple):
    """What each origin can be saved, from the most to the least: a level a size.

    Attributes
    ----------
    level
        The level that each pair reaches, by origin and falling saving.
    place
        The place of each of these pairs.
    saved
        What is saved at each level.
    origin
        The origin that each level is of.
    """

    level: Whole
    place: Whole
    saved: Numbers
    origin: Whole


def optimum(question: Question[Answer], n: int, *, seconds: float) -> Answer:
    """Return the best choice of n places, or the best found in the time given.

    Parameters
    ----------
    question
        Such as `cover_of` and `median_of` give.
    n
        Places to choose, 1 or more.
    seconds
        How long to look, above 0, besides the time that building the program takes.

    Returns
    -------
    answer
        As `best` gives it. It is proven the best if it meets its bound; otherwise the bound is the
        lowest known.

    Raises
    ------
    DataError
        If `n` is below 1, or `seconds` not above 0.

    Notes
    -----
    An integer program, solved by HiGHS from what `best` gives: a place is chosen or not, and an
    origin is saved as much as a level says if a place that saves it so much or more is chosen.
    Covering has one level an origin and is then the program of Church and ReVelle. Proven means to
    HiGHS's tolerance, a millionth of a person or less. Thousands of origins take seconds to
    minutes, and England may not end.

    References
    ----------
    Church, R. and ReVelle, C. (1974). The maximal covering location problem. Papers of the
    Regional Science Association 32, 101-118.
    Garcia, S., Labbe, M. and Marin, A. (2011). Solving large p-median problems with a radius
    formulation. INFORMS Journal on Computing 23, 546-556.
    Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
    Mathematical Programming Computation 10, 119-142.
    """
    if not seconds > 0:
        msg = f"Nothing can be found in {seconds} seconds; give a number above 0."
        raise DataError(msg)
    choices = question.choices
    start = best_selection(choices, n)
    if start.saved >= start.bound:
        return question.answer(start)
    return question.answer(_solved(choices, wanted(n, choices), seconds, start))


def _solved(choices: Choices, n: int, seconds: float, start: Selection) -> Selection:
    levels = _levels(choices)
    solver = _SilentHighs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("random_seed", 0)
    solver.passModel(_program(levels, len(choices.ids), n))
    known = highspy.HighsSolution()
    known.col_value = _columns(levels, choices, start.places).tolist()
    solver.setSolution(known)
    solver.run()
    taken = np.array(solver.getSolution().col_value[: len(choices.ids)]) > 0.5  # noqa: PLR2004
    found = _kept(choices, np.flatnonzero(taken), start)
    is_proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = choices.saved_already + solver.getInfo().mip_dual_bound
    lowest = found.saved if is_proven else max(min(bound, start.bound), found.saved)
    return found._replace(bound=lowest)


def _kept(choices: Choices, places: Whole, start: Selection) -> Selection:
    """Return the better of what was found and what was known."""
    found = in_order(choices, places, start.bound)
    return found if found.saved > start.saved else start


def _levels(choices: Choices) -> _Levels:
    indptr, places, saved = choices.by_origin
    origin = np.repeat(np.arange(choices.n_origins), np.diff(indptr))
    order = np.lexsort((-saved, origin))
    origin, saved, place = origin[order], saved[order], places[order].astype(np.int64)
    is_new = np.ones(len(origin), dtype=np.bool_)
    is_new[1:] = (origin[1:] != origin[:-1]) | (saved[1:] != saved[:-1])
    return _Levels(np.cumsum(is_new) - 1, place, saved[is_new], origin[is_new])


def _program(levels: _Levels, n_places: int, n: int) -> highspy.HighsLp:
    """Return the program: a column a place and a level, a row a level, and one for how many."""
    n_levels = len(levels.saved)
    n_columns = n_places + n_levels
    program = highspy.HighsLp()
    program.sense_ = highspy.ObjSense.kMaximize
    program.num_col_, program.num_row_ = n_columns, n_levels + 1
    program.col_cost_ = np.concatenate([np.zeros(n_places), _worth(levels)])
    program.col_lower_, program.col_upper_ = np.zeros(n_columns), np.ones(n_columns)
    program.row_lower_ = np.full(n_levels + 1, -highspy.kHighsInf)
    program.row_upper_ = np.append(np.zeros(n_levels), float(n))
    rows, columns, values = _entries(levels, n_places)
    order = np.lexsort((columns, rows))
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.searchsorted(rows[order], np.arange(n_levels + 2))
    program.a_matrix_.index_ = columns[order]
    program.a_matrix_.value_ = values[order]
    kinds = [highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous]
    program.integrality_ = [kinds[0]] * n_places + [kinds[1]] * n_levels
    return program


def _worth(levels: _Levels) -> Numbers:
    """Return what each level saves beyond the next of its origin."""
    next_saved = np.append(levels.saved[1:], 0.0)
    is_last = np.append(levels.origin[1:] != levels.origin[:-1], [True] * bool(len(levels.saved)))
    return levels.saved - np.where(is_last, 0.0, next_saved)


def _entries(levels: _Levels, n_places: int) -> tuple[Whole, Whole, Numbers]:
    """Return the rows: a level is reached by a place of its own, or if the one above it is."""
    n_levels = len(levels.saved)
    numbers = np.arange(n_levels)
    follows = np.flatnonzero(levels.origin[1:] == levels.origin[:-1]) + 1
    places = np.arange(n_places)
    rows = [numbers, follows, levels.level, np.full(n_places, n_levels)]
    columns = [n_places + numbers, n_places + follows - 1, levels.place, places]
    values = [np.ones(n_levels), -np.ones(len(follows)), -np.ones(len(levels.level))]
    return (
        np.concatenate(rows),
        np.concatenate(columns),
        np.append(np.concatenate(values), np.ones(n_places)),
    )


def _columns(levels: _Levels, choices: Choices, places: Whole) -> Numbers:
    """Return the columns' values when `places` are chosen."""
    taken = np.zeros(len(choices.ids))
    taken[places] = 1.0
    best = np.zeros(choices.n_origins)
    chosen = taken[levels.place] > 0
    np.maximum.at(best, levels.origin[levels.level[chosen]], levels.saved[levels.level[chosen]])
    return np.append(taken, best[levels.origin] >= levels.saved)
