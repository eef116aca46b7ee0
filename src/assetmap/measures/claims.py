"""What organisations say of each other in one survey: who was asked, who answered, who claims what.

No answer and no tie are different things: an organisation that was asked and is silent says
nothing about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from assetmap.model import empty_rows
from assetmap.network import project_ties

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from assetmap.model import Snapshot
    from assetmap.network import Network


class Ends(NamedTuple):
    """The ends of every claim as numbers.

    Attributes
    ----------
    ids
        What the numbers stand for: whoever claims or is claimed, by id.
    start, end
        For each claim the number of who says so, and of with whom; not to be written to.
    """

    ids: pd.Index[str]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Claims:
    """Partnerships that organisations claimed in one round of asking.

    Attributes
    ----------
    asked_on
        Day of the survey, or None if it is not known.
    asked
        Organisations that the survey asked.
    answered
        Organisations that answered, or that claim a partnership.
    rows
        The claims: rows of `PARTNERS_WITH`, at most one for each from_id and to_id, by both.
    """

    asked_on: dt.date | None
    asked: frozenset[str]
    answered: frozenset[str]
    rows: pd.DataFrame

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Claimed partnerships as (who says so, with whom)."""
        # As lists, since a column is gone through far more slowly.
        ends = (self.rows[end].astype(str).tolist() for end in ("from_id", "to_id"))
        return frozenset(zip(*ends, strict=True))

    @cached_property
    def ends(self) -> Ends:
        """Who claims and is claimed in each row, as numbers, which are compared far sooner."""
        both = pd.concat([self.rows["from_id"], self.rows["to_id"]], ignore_index=True)
        numbers, ids = pd.factorize(both, sort=True)
        numbers.flags.writeable = False
        return Ends(ids, numbers[: len(self.rows)], numbers[len(self.rows) :])

    @cached_property
    def back(self) -> NDArray[np.int64]:
        """For each row the row of the claim that the other end makes, -1 where it makes none."""
        ids, start, end = self.ends
        keys = pd.Index(start * len(ids) + end)
        back: NDArray[np.int64] = keys.get_indexer(end * len(ids) + start)
        back.flags.writeable = False
        return back

    @property
    def is_checkable(self) -> NDArray[np.bool_]:
        """For each row whether it is about an organisation that answered too."""
        ids, _, end = self.ends
        answered = map(self.answered.__contains__, ids.tolist())
        return np.fromiter(answered, np.bool_, len(ids))[end]

    @property
    def checkable(self) -> frozenset[tuple[str, str]]:
        """Claims about an organisation that answered too, so that it could say the same."""
        return frozenset(claim for claim in self.pairs if claim[1] in self.answered)

    @property
    def confirmed(self) -> frozenset[tuple[str, str]]:
        """Claims that the other end makes too."""
        return frozenset((one, other) for one, other in self.pairs if (other, one) in self.pairs)

    @cached_property
    def roster(self) -> tuple[str, ...]:
        """Those who could have spoken: asked, or answered without being asked; by id."""
        return tuple(sorted(self.asked | self.answered))

    @cached_property
    def everybody(self) -> pd.Index[str]:
        """Whoever was asked, answered or is named, by id."""
        ids, others = self.ends.ids.to_numpy(dtype=object), self._others
        found: pd.Index[str] = pd.Index(
            np.insert(ids, self._places, others), name="id", dtype=object
        )
        return found

    def of_everybody(self, found: NDArray[Any], otherwise: float) -> pd.Series[Any]:
        """Return what was found for each of `ends.ids`, and `otherwise` for all others, by id."""
        return pd.Series(np.insert(found, self._places, otherwise), self.everybody)

    @cached_property
    def _others(self) -> NDArray[np.object_]:
        """Those of `everybody` whom no row names, by id."""
        named = set(self.ends.ids.tolist())
        return np.array(sorted((self.asked - named) | (self.answered - named)), dtype=object)

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """Before which of `ends.ids` each of `_others` comes."""
        return self.ends.ids.to_numpy(dtype=object).searchsorted(self._others)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """Those who were asked and did not answer, by id."""
        return tuple(sorted(self.asked - self.answered))

    @cached_property
    def network(self) -> Network:
        """Who of the roster claims whom of it, weighed by intensity, 1 where it was not said.

        A claim about somebody outside the roster is left out: nobody knows what that one, and
        others like it, would have said.
        """
        ties = self.rows[["from_id", "to_id"]].assign(
            weight=self.rows["intensity"].astype("float64").fillna(1.0)
        )
        return project_ties(ties, self.roster, directed=True)

    def of(self, answering: Iterable[str]) -> Claims:
        """Return what it would be if of those who answered only `answering` had."""
        kept = self.answered & set(answering)
        rows = self.rows[self.rows["from_id"].isin(kept)].reset_index(drop=True)
        return Claims(self.asked_on, self.asked | self.answered, kept, rows)


def survey_claims(snapshot: Snapshot, survey_id: str) -> Claims:
    """Return the claims of one survey.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    survey_id
        Which survey; without rows of its own it gives empty claims.

    Returns
    -------
    Claims
        Where one organisation claims another more than once, the claim recorded last.
    """
    surveys = snapshot.table("Survey")
    asked_on = surveys.loc[surveys["id"] == survey_id, "asked_on"].dropna()
    ties = snapshot.table("PARTNERS_WITH")
    rows = (
        ties[ties["survey_id"] == survey_id]
        .sort_values("recorded_on", kind="stable", na_position="first")
        .drop_duplicates(["from_id", "to_id"], keep="last")
        .sort_values(["from_id", "to_id"], ignore_index=True)
    )
    asked = snapshot.table("ASKED")
    asked = asked[asked["from_id"] == survey_id]
    replied = asked[asked["answered_on"].notna()]["to_id"]
    return Claims(
        asked_on=asked_on.iloc[0].date() if len(asked_on) else None,
        asked=frozenset(asked["to_id"]),
        answered=frozenset(replied) | frozenset(rows["from_id"]),
        rows=rows,
    )


def newest_claims(snapshot: Snapshot) -> Claims:
    """Return the claims of the newest survey in which anybody claimed anything.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Claims
        Of the survey asked last (ties by id). Claims outside a survey are left out, since
        nobody knows who else was asked; empty when there are no others.
    """
    claimed = surveys_by_day(snapshot, snapshot.table("PARTNERS_WITH")["survey_id"].unique())
    if not claimed:
        return Claims(None, frozenset(), frozenset(), empty_rows("PARTNERS_WITH"))
    return survey_claims(snapshot, claimed[-1])


def surveys_by_day(snapshot: Snapshot, among: Iterable[str]) -> list[str]:
    """Return those of `among` that are surveys, by the day on which they asked, then id."""
    surveys = snapshot.table("Survey").sort_values(["asked_on", "id"], na_position="first")
    found: list[str] = surveys[surveys["id"].isin(among)]["id"].tolist()
    return found
