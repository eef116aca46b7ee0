"""Every tie of a place as one typed table, read off the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.model import KEPT_BY_ASSETMAP, LABELS, TIES, references_of
from assetmap.network.standing import standing_claims

if TYPE_CHECKING:
    from assetmap.model import Column, Snapshot

REFERRED_TO: Final = "REFERRED_TO"
"""Kind of the tie between two parties of which one referred people to the other."""

COLUMNS: Final = ("kind", "from_id", "to_id", "from_label", "to_label", "weight")

_STRENGTH: Final = {"PARTNERS_WITH": "intensity", "TIED_TO": "weight"}
# A step of a person's journey is no node, and what was only proposed ties nothing together.
_EVENTS: Final = frozenset({"Referral", "Outcome", *KEPT_BY_ASSETMAP})
_TIES: Final = tuple(name for name in TIES if name not in KEPT_BY_ASSETMAP)


def ties_table(snapshot: Snapshot, *, further: pd.DataFrame | None = None) -> pd.DataFrame:
    """List every tie between nodes, save referrals, with its kind.

    A tie of the model keeps its name (`PARTNERS_WITH`, `SUPPORTS`), and a reference the name of
    the relationship that follows from it (`RUNS`, `EMPLOYS`, `BASED_AT`). A row that cannot be
    without its owner, such as a session of an activity, stands for its owner: an activity is
    `HELD_AT` a location. Who refers to whom comes in `further`, and from `release` alone.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    further
        Ties that no row of the model holds by itself, as `ties_of` gives them.

    Returns
    -------
    DataFrame
        Columns kind, from_id, to_id, from_label, to_label and weight, one row for each kind and
        pair of ends, by these three. The weight is the latest claim's intensity for
        `PARTNERS_WITH` (1 where it is empty), the sum of weights for `TIED_TO` (1 where one is
        empty) and how many rows say so for all other kinds. Ties of which an end is not in the
        snapshot, and ties from a node to itself, are left out.
    """
    parts = [_of_tie(snapshot, name) for name in _TIES]
    parts += [part for label in LABELS for part in _of_references(snapshot, label)]
    if further is not None:
        parts.append(further)
    ties = pd.concat([part for part in parts if not part.empty] or [_no_ties()])
    label_of = snapshot.label_of
    ties = ties.assign(
        from_label=[label_of.get(id_, "") for id_ in ties["from_id"]],
        to_label=[label_of.get(id_, "") for id_ in ties["to_id"]],
    )
    ties = ties[
        (ties["from_label"] != "") & (ties["to_label"] != "") & (ties["from_id"] != ties["to_id"])
    ]
    summed = ties.groupby(list(COLUMNS[:-1]), sort=True)["weight"].sum().reset_index()
    return summed.sort_values(["kind", "from_id", "to_id"], kind="stable", ignore_index=True)


def kinds_of_ties() -> dict[str, str]:
    """Return every kind that `ties_table` may list, and what it says in words."""
    kinds = {name: name for name in _TIES}
    for label in LABELS:
        kinds |= {each.tie: each.tie for each in _derived(label) if each.tie}
    kinds[REFERRED_TO] = REFERRED_TO
    return {kind: kind.replace("_", " ").capitalize() for kind in sorted(kinds)}


def labels_of_map() -> tuple[str, ...]:
    """Return the labels that can be nodes of a map: no step of a journey, no part."""
    return tuple(label for label in LABELS if label not in _EVENTS and _owner(label) is None)


def latest_claims(snapshot: Snapshot) -> pd.DataFrame:
    """Return for each ordered pair of organisations the claim made last, if it still stands.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    DataFrame
        Rows of `PARTNERS_WITH` by from_id and to_id. The last claim is that of the survey asked
        last; a claim without a survey, or with one without a day, is older than any other;
        between equals the one recorded last, then the later row. A claim that its claimant did
        not make again when a later survey could have told of it is left out, as
        `assetmap.network.standing.standing_claims` says. An empty intensity is 1.
    """
    claims = standing_claims(snapshot)
    surveys = snapshot.table("Survey")
    asked_on = pd.Series(surveys["asked_on"].array, index=surveys["id"])
    claims = claims.assign(
        asked_on=asked_on.reindex(claims["survey_id"]).array,
        intensity=claims["intensity"].fillna(1),
    )
    return (
        claims.sort_values(["asked_on", "recorded_on"], kind="stable", na_position="first")
        .drop_duplicates(["from_id", "to_id"], keep="last")
        .sort_values(["from_id", "to_id"], ignore_index=True)
        .drop(columns="asked_on")
    )


def _of_tie(snapshot: Snapshot, name: str) -> pd.DataFrame:
    rows = latest_claims(snapshot) if name == "PARTNERS_WITH" else snapshot.table(name)
    strength = _STRENGTH.get(name)
    weight = 1.0 if strength is None else rows[strength].astype("float64").fillna(1.0)
    return ties_of(name, rows["from_id"], rows["to_id"], weight)


def _of_references(snapshot: Snapshot, label: str) -> list[pd.DataFrame]:
    derived = _derived(label)
    if not derived:
        return []
    rows = snapshot.table(label)
    owner = _owner(label)
    own = rows["id"] if owner is None else rows[owner.name]
    return [
        ties_of(each.tie, rows[each.name], own)
        if each.is_reversed
        else ties_of(each.tie, own, rows[each.name])
        for each in derived
        if each.tie
    ]


def _derived(label: str) -> list[Column]:
    if label in _EVENTS:
        return []
    owner = _owner(label)
    return [each for each in references_of(label) if each.tie and each != owner]


def _owner(label: str) -> Column | None:
    """Return the reference to what a row of `label` is part of: it owns the row, which needs it."""
    owners = (each for each in references_of(label) if each.required and each.is_reversed)
    return next(owners, None)


def ties_of(
    kind: str,
    from_id: pd.Series[str],
    to_id: pd.Series[str],
    weight: pd.Series[float] | float = 1.0,
) -> pd.DataFrame:
    """Return ties of one kind as rows, those without an end left out.

    Parameters
    ----------
    kind
        As `kinds_of_ties` names it.
    from_id, to_id
        Ends, a row each; one that is empty makes no tie.
    weight
        Of each, or of all.

    Returns
    -------
    DataFrame
        Columns kind, from_id, to_id and weight.
    """
    ties = pd.DataFrame(
        {
            "kind": kind,
            "from_id": from_id.to_numpy(dtype=object),
            "to_id": to_id.to_numpy(dtype=object),
            "weight": weight,
        }
    )
    return ties[ties["from_id"].notna() & ties["to_id"].notna()]


def _no_ties() -> pd.DataFrame:
    nothing = pd.Series(dtype=object)
    return pd.DataFrame(
        {
            "kind": nothing,
            "from_id": nothing,
            "to_id": nothing,
            "weight": pd.Series(dtype="float64"),
        }
    )
