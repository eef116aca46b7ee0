"""The partnerships of some organisations: what each side claims, and why one side is silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from assetmap.measures.trust import SCORES
from assetmap.network.standing import standing_claims
from assetmap.network.tie_table import latest_claims
from assetmap.views.organisation.part import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetmap.model import Snapshot

Silence = Literal["answered", "silent", "not_asked"]
"""Why a claim is not returned: they answered without it; they did not answer; nobody asked."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one organisation says of another.

    Attributes
    ----------
    intensity
        How closely they work together, 1 to 4; None if it was not said.
    survey_id
        The survey in which it was said; an empty text outside a survey.
    scores
        The scores given, by name; those not given are left out.
    """

    intensity: int | None
    survey_id: str
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ties:
    """Partnerships of which an end is one of those asked about.

    Attributes
    ----------
    claims
        The newest claim by (who says so, of whom).
    kinds
        Kinds of plain ties (`TIED_TO`) by both ends in order of id; each kind once, sorted.
    asked, answered
        Who was asked by a survey, and who answered it, as (survey, organisation).
    """

    claims: Mapping[tuple[str, str], Claim]
    kinds: Mapping[tuple[str, str], tuple[str, ...]]
    asked: frozenset[tuple[str, str]]
    answered: frozenset[tuple[str, str]]

    def between(self, one: str, other: str) -> tuple[Claim | None, Claim | None, tuple[str, ...]]:
        """Return what the first says of the second, the second of the first, and plain ties."""
        return (
            self.claims.get((one, other)),
            self.claims.get((other, one)),
            self.kinds.get((min(one, other), max(one, other)), ()),
        )

    def partners(self, id_: str) -> frozenset[str]:
        """Return those that are tied to an organisation, whoever says so."""
        pairs = [*self.claims, *self.kinds]
        return frozenset(
            other
            for one, two in pairs
            for own, other in ((one, two), (two, one))
            if own == id_ and other != id_
        )

    def silence(self, claim: Claim, other_id: str) -> Silence:
        """Return why the organisation that a claim is about does not make it too."""
        if (claim.survey_id, other_id) in self.answered:
            return "answered"
        return "silent" if (claim.survey_id, other_id) in self.asked else "not_asked"

    def surveys_not_answered(self, id_: str) -> tuple[str, ...]:
        """Return the surveys that asked an organisation and got no answer, by id."""
        waiting = self.asked - self.answered
        return tuple(sorted(survey for survey, asked in waiting if asked == id_))


def ties_of(snapshot: Snapshot, ids: Collection[str]) -> Ties:
    """Return the partnerships of which an end is one of `ids`.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    ids
        Organisations.

    Returns
    -------
    Ties
        Between organisations that the snapshot holds, as `project_partnerships` counts them.
    """
    own = touching(snapshot, "PARTNERS_WITH", ids)
    plain = touching(snapshot, "TIED_TO", ids)
    claims = latest_claims(replace(snapshot, rows={**snapshot.rows, "PARTNERS_WITH": own}))
    said = own.set_index("id")["intensity"].reindex(claims["id"])  # empty where it was not said
    found = {}
    for row, intensity in zip(claims.to_dict("records"), said.tolist(), strict=True):
        found[row["from_id"], row["to_id"]] = Claim(
            None if pd.isna(intensity) else int(intensity),
            text_of(row["survey_id"]),
            {name: int(row[name]) for name in SCORES if not pd.isna(row[name])},
        )
    involved = {*ids, *own["from_id"], *own["to_id"]}
    return Ties(found, _kinds(plain), *_asked(snapshot, involved))


def touching(snapshot: Snapshot, table: str, ids: Collection[str]) -> pd.DataFrame:
    """Return the ties of `table` between two organisations of which one is one of `ids`.

    Claims are those that still stand.
    """
    rows = snapshot.table(table)
    rows = rows[rows["from_id"].isin(ids) | rows["to_id"].isin(ids)]
    rows = standing_claims(snapshot, rows) if table == "PARTNERS_WITH" else rows
    label_of = snapshot.label_of
    inside = [
        one != other and {label_of.get(one), label_of.get(other)} == {"Organisation"}
        for one, other in zip(rows["from_id"], rows["to_id"], strict=True)
    ]
    kept: pd.DataFrame = rows[np.array(inside, dtype=bool)].reset_index(drop=True)
    return kept


def _asked(
    snapshot: Snapshot, ids: Collection[str]
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return as (survey, organisation) who of `ids` was asked, and who answered or claimed."""
    rows = snapshot.table("ASKED")
    rows = rows[rows["to_id"].isin(ids)]
    replied = rows[rows["answered_on"].notna()]
    claims = snapshot.table("PARTNERS_WITH")
    claims = claims[claims["from_id"].isin(ids) & claims["survey_id"].notna()]
    answered = {
        *zip(replied["from_id"], replied["to_id"], strict=True),
        *zip(claims["survey_id"], claims["from_id"], strict=True),
    }
    return frozenset(zip(rows["from_id"], rows["to_id"], strict=True)), frozenset(answered)


def _kinds(rows: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], set[str]] = {}
    for one, other, kind in zip(rows["from_id"], rows["to_id"], rows["kind"], strict=True):
        pair = (min(one, other), max(one, other))
        found.setdefault(pair, set()).add(text_of(kind) or "tied")
    return {pair: tuple(sorted(kinds)) for pair, kinds in found.items()}
