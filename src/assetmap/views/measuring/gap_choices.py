"""View: what is asked of gaps, from plain words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.needs import Weighting
from assetmap.measures.gaps.reach import DETOUR, MINUTES, WALKING_KM_PER_HOUR, Reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import IO

    from assetmap.measures.gaps.reach import ReachKind

CHOICES: Final = frozenset(
    {
        *("level", "needs", "groups", "times", "reach", "limit", "km_per_hour", "detour", "costs"),
        *("venues_only", "weights"),
    }
)
"""The names of all choices."""

_KINDS: Final[dict[str, ReachKind]] = {
    "walk": "walk",
    "straight": "straight",
    "area": "area",
    "table": "matrix",
}
_METRES: Final = 1_000.0


def choice_of(chosen: Mapping[str, Any]) -> GapChoice:
    """Return what is asked of gaps.

    Parameters
    ----------
    chosen
        Of `CHOICES`; what is left out is as usual. reach: walk, straight, area or table; costs:
        the path of a CSV file; weights: words such as deprivation=2.

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
        weighting=Weighting(_weights(chosen.get("weights", ()))),
    )


def _reach(chosen: Mapping[str, Any]) -> Reach:
    kind = _KINDS[chosen.get("reach", "table" if "costs" in chosen else "walk")]
    if kind == "matrix" and "costs" not in chosen:
        msg = "Reach by a table needs a file of travel times."
        raise DataError(msg)
    if kind != "matrix" and "costs" in chosen:
        msg = "A file of travel times is heeded by reach by a table alone."
        raise DataError(msg)
    usual = _METRES if kind == "straight" else MINUTES
    return Reach(
        kind,
        limit=chosen.get("limit", usual),
        km_per_hour=chosen.get("km_per_hour", WALKING_KM_PER_HOUR),
        detour=chosen.get("detour", DETOUR),
        costs=travel_times(chosen["costs"], chosen["costs"]) if "costs" in chosen else None,
        served=not chosen.get("venues_only", False),
    )


def travel_times(file: str | IO[bytes], name: str) -> pd.DataFrame:
    """Return a table of travel times from a CSV file: origin, place and cost.

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
        return pd.read_csv(file, dtype={"origin": str, "place": str})
    except (OSError, ValueError) as error:
        msg = f"{name} cannot be read as a CSV file of travel times ({error})."
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
