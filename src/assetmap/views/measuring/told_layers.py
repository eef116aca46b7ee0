"""View: layers of need that are numbers told: people still waiting, and searches in vain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetmap.measures.gaps.layers import LAYERS
from assetmap.release.still_waiting import waiting_told
from assetmap.release.unmet_searches import WEEKS, searches_told
from assetmap.views.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.measures.gaps.needs import Weighting
    from assetmap.measures.gaps.told import CountsTold
    from assetmap.model import Snapshot
    from assetmap.release.unmet_searches import UnmetSearches

WAITING: Final = "waiting"
SEARCHES: Final = "searches"

_WHAT: Final = {
    WAITING: "those referred in the 12 months before {day} whom nobody had seen by then",
    SEARCHES: f"searches of the public site in the {WEEKS} weeks before {{day}}",
}
_PLACE: Final = (
    "by ward and what matters; the more for each resident the nearer to 1, and 0 where there are "
    "none"
)
_HIDDEN: Final = {
    WAITING: "Numbers from 1 to 7 are hidden, and the layer is left out there: without another "
    "layer everybody counts. Other numbers are to the nearest 5.",
    SEARCHES: "Fewer than 8 in a week are not told and count as none; others are to the nearest 5.",
}
_NONE: Final = {
    WAITING: "no journey is known to this reader",
    SEARCHES: "the public site has told of none, or of too few",
}


def with_waiting(weighting: Weighting, snapshot: Snapshot, role: str) -> Weighting:
    """Return a weighting with the numbers of people still waiting, if these are weighed.

    Parameters
    ----------
    weighting
        What counts for how much.
    snapshot
        The place with all its journeys; without them nothing is told.
    role
        Who is told.
    """
    told = waiting_told(snapshot, role) if WAITING in _weighed(weighting) else None
    return weighting if told is None else replace(weighting, told={**weighting.told, WAITING: told})


def with_searches(weighting: Weighting, unmet: Sequence[UnmetSearches]) -> Weighting:
    """Return a weighting with the numbers of searches that found nothing, if these are weighed.

    Parameters
    ----------
    weighting
        What counts for how much.
    unmet
        What may be told of them.
    """
    told = searches_told(unmet) if SEARCHES in _weighed(weighting) else None
    return (
        weighting if told is None else replace(weighting, told={**weighting.told, SEARCHES: told})
    )


def told_layers_there(
    seen: Snapshot, unmet: Sequence[UnmetSearches] = ()
) -> Mapping[str, CountsTold]:
    """Return the numbers that a reader can weigh, by key of the layer.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    unmet
        What may be told of searches that found nothing.
    """
    told = {WAITING: waiting_told(seen, seen.role), SEARCHES: searches_told(unmet)}
    return {key: each for key, each in told.items() if each is not None and each.numbers}


def told_words(weighting: Weighting) -> list[str]:
    """Return what the numbers weighed are, or that there are none, a sentence or two each."""
    found = []
    for key in (key for key in (WAITING, SEARCHES) if key in _weighed(weighting)):
        words, told = LAYERS[key].words, weighting.told.get(key)
        if told is None:
            found.append(f"{_capital(words)}: {_NONE[key]}, so that this layer is left out.")
            continue
        what = _WHAT[key].format(day=day_words(told.end))
        hidden = f" {_HIDDEN[key]}" if told.is_rounded else ""
        found.append(f"{_capital(words)}: {what}, {_PLACE}.{hidden}")
    return found


def _weighed(weighting: Weighting) -> set[str]:
    return set(weighting.layers).union(*weighting.by_need.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
