"""Which parties of a map look alike, and how: the groups of its legend."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.measures.claims import newest_claims
from assetmap.model import PARTIES
from assetmap.views.measuring.party_measures import PARTY_MEASURES
from assetmap.views.network.choice import labels_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetmap.measures import Measure
    from assetmap.model import Snapshot
    from assetmap.views.network.view import NetworkView

COLOURS: Final = {
    "sector": "Sector",
    "label": "What it is",
    "town": "Town",
    **{name: each.title for name, each in PARTY_MEASURES.items()},
}
"""What colour and shape of a sign can tell, by name: what it is, and any number of it."""

_OF_SECTORS: Final = "Groups are sectors here, and a tie counts whoever names it."
_EITHER_WAY: Final = ("gatekeeper", "representative")
_SAME_ROLE: Final = (
    "Letting others in and speaking for its own are then the same: what Brokers calls “Joins its "
    "own to others”."
)

LABEL_WORDS: Final = {
    "Organisation": "Organisation",
    "Activity": "Activity",
    "LinkWorker": "Link worker",
    "Champion": "Champion",
    "Workshop": "Workshop",
}

# Okabe and Ito (2008): told apart by people with any colour vision. The same number of another
# cycle gives the shape, so that no two of the first 56 groups look alike.
_PALETTE: Final = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c"),
)
_SHAPES: Final = ("dot", "square", "triangle", "diamond", "star", "hexagon", "triangleDown")
_STEPS: Final = (
    ("#c9c9c9", "triangleDown"),
    ("#9ad0f5", "dot"),
    ("#3a8fd0", "square"),
    ("#003f6b", "star"),
)
_NOT_KNOWN: Final = "Not known"
_REST: Final = "All others"
_CANNOT_BE_TOLD: Final = "Cannot be told"
_UNTOLD: Final = ("#5c5c5c", "diamond")
_TOLD_APART: Final = ("is_articulation_point", "core_membership")
"""Measures that say yes or no."""
_MOST_GROUPS: Final = 10


def groups_of(
    snapshot: Snapshot, view: NetworkView, parties: pd.DataFrame, colour_by: str
) -> tuple[pd.Series[str], dict[str, tuple[str, str]]]:
    """Return the group of each party, and the look of each group in the legend's order."""
    by_name: dict[str, Callable[[], tuple[pd.Series[str], Sequence[str]]]] = {
        "sector": lambda: _sector_groups(snapshot, parties),
        "label": lambda: _label_groups(snapshot, view, parties),
        "town": lambda: _town_groups(snapshot, parties),
        "component": lambda: _numbered_groups(parties["component"], "Piece", "Alone"),
        "cluster": lambda: _numbered_groups(parties["cluster"], "Cluster", "Alone"),
    }
    if colour_by in _TOLD_APART:
        return _told_apart(parties[colour_by].astype("float64"), COLOURS[colour_by])
    if colour_by not in by_name:
        return _steps(_values(snapshot, view, parties, colour_by).astype("float64"))
    groups, order = by_name[colour_by]()
    looks = {group: (_PALETTE[i % 8], _SHAPES[i % 7]) for i, group in enumerate(order)}
    return groups, {**looks, _NOT_KNOWN: ("#5c5c5c", "triangleDown"), _REST: ("#8c8c8c", "dot")}


def _values(
    snapshot: Snapshot, view: NetworkView, parties: pd.DataFrame, name: str
) -> pd.Series[Any]:
    """Return a measure of each party; NaN of those of whom it is not defined."""
    measure = PARTY_MEASURES[name]
    found: pd.Series[Any]
    if name in parties:
        found = parties[name]
    elif measure.needs == "network":
        found = measure.function(view.network)
    elif measure.needs == "claims":
        found = measure.function(newest_claims(snapshot))
    else:
        found = _among_sectors(snapshot, view, measure)
    return found.reindex(parties.index)


def _among_sectors(snapshot: Snapshot, view: NetworkView, measure: Measure) -> pd.Series[Any]:
    # As on Brokers: pairs tied whichever way, among those whose sector is known.
    sector_of = snapshot.sector_of
    known = view.network.subnetwork([id_ for id_ in view.network.nodes if id_ in sector_of])
    found: pd.Series[Any] = measure.function(known.to_undirected(), sector_of)
    return found


def town_of(snapshot: Snapshot) -> dict[str, str]:
    """Return the town of each party that has one: its own, its venue's, or its organisation's."""
    locations = snapshot.table("Location").set_index("id")["town"].dropna()
    organisations = snapshot.table("Organisation").set_index("id")["location_id"]
    towns = organisations.map(locations).dropna()
    for label in ("Activity", "LinkWorker", "Champion"):
        rows = snapshot.table(label).set_index("id")["organisation_id"]
        towns = pd.concat([towns, rows.map(towns[~towns.index.duplicated()]).dropna()])
    sessions = snapshot.table("Session").drop_duplicates("activity_id").set_index("activity_id")
    venues = sessions["location_id"].map(locations).dropna()
    return {str(id_): str(town) for id_, town in {**towns.to_dict(), **venues.to_dict()}.items()}


def _sector_groups(
    snapshot: Snapshot, parties: pd.DataFrame
) -> tuple[pd.Series[str], Sequence[str]]:
    words = {term.value: term.label for term in snapshot.terms("sector")}
    return _worded(parties["sector"], words, _NOT_KNOWN), list(words.values())


def _label_groups(
    snapshot: Snapshot, view: NetworkView, parties: pd.DataFrame
) -> tuple[pd.Series[str], Sequence[str]]:
    order = [*PARTIES, *labels_shown(snapshot, view.network)]
    words = {label: LABEL_WORDS.get(label, label) for label in order}
    return _worded(parties["label"], words, _NOT_KNOWN), list(words.values())


def _town_groups(snapshot: Snapshot, parties: pd.DataFrame) -> tuple[pd.Series[str], Sequence[str]]:
    towns = town_of(snapshot)
    return _by_size(
        pd.Series([towns.get(str(id_)) for id_ in parties.index], parties.index, object)
    )


def colour_words(colour_by: str) -> str:
    """Return what colour and shape tell of a sign, in everyday words; empty if the legend does."""
    if colour_by not in PARTY_MEASURES:
        return ""
    measure = PARTY_MEASURES[colour_by]
    said = [f"Colour and shape show: {measure.title}. {measure.sentence}"]
    if measure.needs == "groups":
        said.append(_OF_SECTORS)
    if colour_by in _EITHER_WAY:
        said.append(_SAME_ROLE)
    return " ".join(said)


def _numbered_groups(
    numbers: pd.Series[int], noun: str, alone: str
) -> tuple[pd.Series[str], Sequence[str]]:
    sizes = numbers.value_counts()
    words = {number: f"{noun} {number}" for number, size in sizes.items() if size > 1}
    return _by_size(_worded(numbers, words, alone))


def _told_apart(
    values: pd.Series[float], title: str
) -> tuple[pd.Series[str], dict[str, tuple[str, str]]]:
    words = {1.0: f"{title}: yes", 0.0: f"{title}: no"}
    looks = {words[1.0]: _STEPS[3], words[0.0]: _STEPS[1], _CANNOT_BE_TOLD: _UNTOLD}
    return _worded(values, words, _CANNOT_BE_TOLD), looks


def _worded(values: pd.Series[Any], words: Mapping[Any, str], other: str) -> pd.Series[str]:
    # Not `map`: a column in which nothing is found would become one of numbers.
    found = [words.get(value, other) for value in values]
    return pd.Series(found, index=values.index, dtype=object)


def _by_size(groups: pd.Series[str]) -> tuple[pd.Series[str], Sequence[str]]:
    counts = groups[groups != _NOT_KNOWN].value_counts().rename_axis("group").reset_index(name="n")
    counts = counts.sort_values(["n", "group"], ascending=[False, True])
    largest = counts["group"].tolist()[:_MOST_GROUPS]
    return groups.where(groups.isin([*largest, _NOT_KNOWN]), _REST), largest


def _steps(values: pd.Series[float]) -> tuple[pd.Series[str], dict[str, tuple[str, str]]]:
    """Return thirds of those above 0, and apart the others and those of which it is not defined."""
    above = values[values > 0]
    none = "0 or below" if (values < 0).any() else "None"
    words = (none, "Lowest third", "Middle third", "Highest third")
    place = above.rank(method="average", pct=True) if len(above) else above
    step = (place * 3).reindex(values.index).fillna(0.0).map(math.ceil)
    groups = step.map(dict(enumerate(words))).where(values.notna(), _CANNOT_BE_TOLD)
    return groups, {**dict(zip(words, _STEPS, strict=True)), _CANNOT_BE_TOLD: _UNTOLD}
