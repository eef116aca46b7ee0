"""What a search shows: what passes, in what order, and what to try when nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.views.public.near import Somewhere, distance_words, distances_m, somewhere
from assetmap.views.public.said import said

if TYPE_CHECKING:
    import numpy.typing as npt

    from assetmap.search import Found
    from assetmap.views.public.directory import Directory
    from assetmap.views.public.question import Question

    Numbers = npt.NDArray[np.float64]

PAGE_SIZE: Final = 12
"""Activities on one page of results."""

_LEVELS: Final = 4
"""So many levels of fit; within one, the nearest comes first."""

_LEAST_FIT: Final = 0.25
"""Of the best fit; what fits less than this is left out."""

_MOST_SENSES: Final = 4

LESS: Final = {
    "radius_km": "further away",
    "day": "on any day, at any time",
    "free": "whatever it costs",
    "age": "for any age",
    "access": "whatever the way in",
    "language": "in any language",
    "online": "also where you go there",
    "self_referral": "also where somebody puts you in touch",
    "who": "for anybody",
    "need": "whatever matters",
}
"""What is said of a search with one answer left out."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The same search with one answer left out.

    Attributes
    ----------
    words
        What is different.
    address
        Where it is.
    n
        How many activities it finds.
    """

    words: str
    address: str
    n: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found.

    Attributes
    ----------
    question
        As it was read.
    place
        Where it was asked from, if that is known.
    notes
        What to know of how it was read, in whole sentences.
    total
        How many activities pass.
    rows
        Of this page, in order; rows of the directory's activities.
    far
        By row of this page how far it is, in words.
    n_pages
        At least 1.
    senses
        Id and name of the needs that the words point to.
    near_misses
        When nothing was found: what would be.
    """

    question: Question
    place: Somewhere | None
    notes: tuple[str, ...]
    total: int
    rows: tuple[int, ...]
    far: dict[int, str]
    n_pages: int
    senses: tuple[tuple[str, str], ...]
    near_misses: tuple[NearMiss, ...]


def results(directory: Directory, question: Question) -> Results:
    """Return what a question finds.

    Parameters
    ----------
    directory
        The place and the day.
    question
        What is asked.

    Returns
    -------
    Results
        By level of fit, within a level by distance where it is known where from; ties by id. What
        was not checked for long fits less, and stays. What has ended is left out.
    """
    place = somewhere(directory, question.postcode)
    distances = None if place is None else distances_m(directory, place)
    found = directory.search.find(question.q) if question.q else None
    fit = _fit(directory, found)
    parts = directory.sieve.parts(question, place, distances)
    base = directory.is_running & (fit > 0)
    passing = np.logical_and.reduce([base, *parts.values()])
    rows = np.flatnonzero(passing)
    ordered = rows[_order(directory, question, fit[rows], rows, distances)]
    n_pages = max(1, -(-len(ordered) // PAGE_SIZE))
    page = min(question.page, n_pages)
    shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE].tolist()
    return Results(
        question=question.at_page(page),
        place=place,
        notes=_notes(question, place, found),
        total=len(ordered),
        rows=tuple(shown),
        far=_far(shown, distances),
        n_pages=n_pages,
        senses=_senses(directory, found),
        near_misses=() if len(ordered) else _near_misses(question, base, parts),
    )


def _fit(directory: Directory, found: Found | None) -> Numbers:
    weights = directory.check_weights
    if found is None or found.is_empty:
        return weights
    best = found.fit.max(initial=0.0)
    # By the fit before ageing: what is old sinks, and stays.
    return np.where(found.fit > _LEAST_FIT * best, found.fit * weights, 0.0)


def _order(
    directory: Directory,
    question: Question,
    fit: Numbers,
    rows: npt.NDArray[np.int64],
    distances: Numbers | None,
) -> npt.NDArray[np.int64]:
    by_id = directory.id_ranks[rows]
    soonest = directory.soonest[rows]
    best = fit.max(initial=0.0)
    level = -np.ceil(_LEVELS * fit / best - 1e-9) if best else fit
    far = np.zeros(len(rows)) if distances is None else np.nan_to_num(distances[rows], nan=np.inf)
    less_fit = -np.round(fit, 6)
    keys: dict[str, tuple[Any, ...]] = {
        "distance": (by_id, less_fit, far),
        "next": (by_id, less_fit, soonest),
        "fit": (by_id, soonest, less_fit, far, level),
        "": (by_id, soonest, less_fit, far, level),
    }
    return np.lexsort(keys[question.sort])


def _far(rows: list[int], distances: Numbers | None) -> dict[int, str]:
    if distances is None:
        return {}
    return {row: distance_words(distances[row]) for row in rows if np.isfinite(distances[row])}


def _senses(directory: Directory, found: Found | None) -> tuple[tuple[str, str], ...]:
    senses = [] if found is None else list(found.senses)
    strong = [each for each in senses if each.weight >= senses[0].weight / 2]
    return tuple(
        (each.need_id, directory.need_names[each.need_id]) for each in strong[:_MOST_SENSES]
    )


def _notes(question: Question, place: Somewhere | None, found: Found | None) -> tuple[str, ...]:
    notes = []
    if question.postcode and place is None:
        notes.append(
            said(
                "We do not know where “%(place)s” is, so this is not sorted by distance. Try the "
                "name of your town.",
                place=question.postcode,
            )
        )
    if question.radius_km is not None and place is None:
        notes.append(
            said("To see what is near you, type a postcode or the name of your town as well.")
        )
    for typed, read in () if found is None else found.read_as.items():
        notes.append(said("We read “%(read)s” for “%(typed)s”.", read=read, typed=typed))
    if found is not None and found.is_empty:
        notes.append(said("Say in a few more words what you are looking for. Here is everything."))
    return tuple(notes)


def _near_misses(
    question: Question, base: npt.NDArray[np.bool_], parts: dict[str, Any]
) -> tuple[NearMiss, ...]:
    found = []
    for name in parts:
        others = [mask for other, mask in parts.items() if other != name]
        n = int(np.logical_and.reduce([base, *others]).sum())
        if n:
            left = ("day", "time") if name == "day" else (name,)
            found.append(NearMiss(LESS[name], question.without(*left, "page").address(), n))
    n = int(base.sum())
    if not found and n and len(parts) > 1:
        less = question.without(*parts, "time", "page")
        found.append(NearMiss(said("whatever it is like"), less.address(), n))
    return tuple(found)
