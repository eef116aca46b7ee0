"""View: what is asked of gaps, from plain words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.gaps.how_far import DETOUR, MINUTES, STOP_M, WALKING_KM_PER_HOUR, Reach
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.needs import Weighting
from assetmap.views.measuring.told_layers import with_searches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import IO

    from assetmap.measures.gaps.how_far import ReachKind
    from assetmap.release.unmet_searches import UnmetSearches

CHOICES: Final = frozenset(
    {
        *("level", "needs", "groups", "times", "reach", "limit", "km_per_hour", "detour", "costs"),
        *("stops", "venues_only", "weights"),
    }
)
"""The names of all choices."""

_KINDS: Final[dict[str, ReachKind]] = {
    "walk": "walk",
    "straight": "straight",
    "area": "area",
    "table": "matrix",
    "stops": "stops",
}
_FILES: Final = {
    "costs": ("matrix", "table", "a file of travel times"),
    "stops": ("stops", "stops", "a file of stops"),
}
"""The choices that name a file: the reach that it is for, its name, and what the file is."""

_WITH_ARTICLE: Final = {"table": "a table", "stops": "stops"}
_METRES: Final = 1_000.0


def choice_of(chosen: Mapping[str, Any], *, unmet: Sequence[UnmetSearches] = ()) -> GapChoice:
    """Return what is asked of gaps.

    Parameters
    ----------
    chosen
        Of `CHOICES`; what is left out is as usual. reach: walk, straight, area, table or
        stops; costs and stops: paths of CSV files; weights: words such as deprivation=2.
    unmet
        What may be told of searches that found nothing, for the layer of them.

    Raises
    ------
    DataError
        If the file has no travel times, a weight is no number, or as `Reach`.
    """
    usual = GapChoice()
    return GapChoice(
        level=chosen.get("level"),
        needs=chosen.get("needs"),
        groups=chosen.get("groups", usual.groups),
        times=chosen.get("times", usual.times),
        reach=_reach(chosen),
        weighting=with_searches(Weighting(_weights(chosen.get("weights", ()))), unmet),
    )


def _reach(chosen: Mapping[str, Any]) -> Reach:
    usual = next((name for file, (_, name, _) in _FILES.items() if file in chosen), "walk")
    kind = _KINDS[chosen.get("reach", usual)]
    path = None
    for file, (wanted_by, name, words) in _FILES.items():
        if kind == wanted_by and file not in chosen:
            msg = f"Reach by {_WITH_ARTICLE[name]} needs {words}."
            raise DataError(msg)
        if kind != wanted_by and file in chosen:
            msg = (
                f"{words[:1].upper()}{words[1:]} is heeded by reach by {_WITH_ARTICLE[name]} alone."
            )
            raise DataError(msg)
        path = chosen[file] if kind == wanted_by else path
    return Reach(
        kind,
        limit=chosen.get("limit", {"straight": _METRES, "stops": STOP_M}.get(kind, MINUTES)),
        km_per_hour=chosen.get("km_per_hour", WALKING_KM_PER_HOUR),
        detour=chosen.get("detour", DETOUR),
        costs=None if path is None else travel_times(path, path),
        served=not chosen.get("venues_only", False),
    )


def travel_times(file: str | IO[bytes], name: str) -> pd.DataFrame:
    """Return a table of travel times or of stops from a CSV file.

    Parameters
    ----------
    file
        A path, or what was sent.
    name
        What a message calls it.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        return pd.read_csv(file, dtype={"origin": str, "place": str, "line": str})
    except (OSError, ValueError) as error:
        msg = f"{name} cannot be read as a CSV file ({error})."
        raise DataError(msg) from None


def _weights(said: Iterable[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for words in said:
        key, sign, number = words.rpartition("=")
        try:
            found[key.strip()] = float(number)
        except ValueError:
            sign = ""
        if not sign or not key.strip():
            msg = f"{words!r} is no weight; write the layer and a number, such as deprivation=2."
            raise DataError(msg)
    return found
