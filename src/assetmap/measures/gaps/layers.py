"""Facts about areas that tell who needs more, each as a number from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.model.figures import oldest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]

INCOME: Final = "income deprivation score"
"""The indicator of the share of people in low income."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A fact about areas that tells who needs more.

    Attributes
    ----------
    key
        What it is called in weightings.
    words
        What it is, in a sentence.
    names
        Names of the indicator, the first that a place has.
    groups
        Words of the group that is counted over all groups of it, by their beginning; empty for a
        figure without groups.
    way
        `share`: the figure is a share of people (or a percentage), or its groups are counted;
        `rank`: the place of the area among all, 0 to 1, by a figure that falls or rises; `told`:
        no indicator, but numbers by area and what matters, as `told.told_layer` has them.
    sign
        -1 where a low figure stands for much.
    """

    key: str
    words: str
    names: tuple[str, ...]
    groups: tuple[str, ...] = ()
    way: Literal["share", "rank", "told"] = "share"
    sign: int = 1


LAYERS: Final = {
    each.key: each
    for each in (
        Layer("deprivation", "deprivation", ("deprivation score",), way="rank"),
        Layer("no_car", "households without a car", ("cars or vans",), ("no cars",)),
        Layer("ill_health", "bad health", ("general health",), ("bad", "very bad")),
        Layer("disability", "disability", ("disability",), ("disabled",)),
        Layer("loneliness", "loneliness", ("loneliness",)),
        Layer("income", "low income", (INCOME,)),
        Layer("waiting", "people still waiting", (), way="told"),
        Layer("searches", "searches that found nothing", (), way="told"),
    )
}
"""Layers with a name of their own; any other indicator of the place is a layer by its name."""


def layer_of(snapshot: Snapshot, key: str, codes: Sequence[str]) -> Numbers:
    """Return a layer as a share, or a place among areas, from 0 to 1; NaN where not known.

    Parameters
    ----------
    snapshot
        The place.
    key
        Of `LAYERS`, or the name of an indicator of the place.
    codes
        Of areas.

    Returns
    -------
    array
        One of each of `codes`; NaN throughout where the place has no such figure.

    Raises
    ------
    DataError
        If there is no such layer.
    """
    rows = snapshot.table("Indicator")
    rows = rows[rows["value"].notna()]
    names = set(rows["name"])
    layer = LAYERS.get(key) or Layer(key, key, (key,))
    if key == "deprivation":
        found = next((each for each in _DEPRIVATION if each.names[0] in names), None)
        layer = found or layer
    name = next((each for each in layer.names if each in names), None)
    if name is None:
        if key in LAYERS:
            return np.full(len(codes), np.nan)
        msg = f"There is no layer {key!r}; there are {', '.join(sorted({*LAYERS, *names}))}."
        raise DataError(msg)
    if layer.groups:
        return _share_of_groups(rows[rows["name"] == name], layer.groups, codes)
    figures = layer.sign * figures_of(snapshot, name, codes)
    return _ranks(figures) if layer.way == "rank" else _as_share(rows, name, figures)


_DEPRIVATION: Final = (
    LAYERS["deprivation"],
    Layer("deprivation", "deprivation", ("deprivation rank",), way="rank", sign=-1),
    Layer("deprivation", "deprivation", ("deprivation decile",), way="rank", sign=-1),
)


def figures_of(snapshot: Snapshot, name: str, codes: Sequence[str]) -> Numbers:
    """Return the newest figure of an indicator of each area, of no group; NaN if not known."""
    rows = snapshot.table("Indicator")
    rows = rows[(rows["name"] == name) & rows["group"].isna() & rows["value"].notna()]
    return in_order(newest(rows), codes)


def in_order(figures: pd.Series[float], codes: Sequence[str]) -> Numbers:
    """Return the figures of areas in the order of their codes; NaN if not known."""
    return np.asarray(figures.reindex(list(codes)), dtype=np.float64)


def newest(rows: pd.DataFrame) -> pd.Series[float]:
    """Return the figure measured last of each area, of these rows of `Indicator`."""
    rows = oldest_first(rows)
    last = rows.drop_duplicates("area_code", keep="last").set_index("area_code")["value"]
    return last.astype("float64")


def _share_of_groups(rows: pd.DataFrame, groups: tuple[str, ...], codes: Sequence[str]) -> Numbers:
    rows = rows[rows["group"].notna()]
    rows = oldest_first(rows)
    rows = rows.drop_duplicates(["area_code", "group"], keep="last")
    counted = rows["group"].str.casefold().str.startswith(groups)
    value = rows["value"].astype("float64")
    every = value.groupby(rows["area_code"]).sum()
    these = value.where(counted, 0.0).groupby(rows["area_code"]).sum()
    return in_order(these / every.where(every > 0), codes)


def _as_share(rows: pd.DataFrame, name: str, figures: Numbers) -> Numbers:
    """Return a percentage or a share as a share; figures of any other unit as ranks."""
    said = rows["unit"][(rows["name"] == name) & rows["unit"].notna()]
    unit = str(said.iloc[0]).casefold() if len(said) else ""
    if unit.startswith("%"):
        return np.clip(figures / 100, 0.0, 1.0)
    largest = np.nanmax(figures, initial=0.0)
    if unit.startswith("share") or (name == INCOME and 0 < largest <= 1):
        return np.clip(figures, 0.0, 1.0)
    return _ranks(figures)


def _ranks(figures: Numbers) -> Numbers:
    """Return the place of each among all, 0 for the least and 1 for the most; equal ones share."""
    ranks = np.asarray(pd.Series(figures).rank(method="average"), dtype=np.float64)
    n_known = int(np.isfinite(ranks).sum())
    found: Numbers = (ranks - 1) / (n_known - 1) if n_known > 1 else ranks * 0 + 1.0
    return found
