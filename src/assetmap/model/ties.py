"""Many-to-many ties: rows from one node to another."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandera.typing import Series

from assetmap.model.column import column, reference
from assetmap.model.table import Tie, rule

_TIED = ("Organisation", "Champion", "LinkWorker", "Activity", "Workshop")
_SCORE = "1 (not at all) to 4 (a great deal), as the first sees the second."


def _from(*labels: str) -> Any:
    return reference("Where the tie starts.", labels, required=True, public=True)


def _to(*labels: str) -> Any:
    return reference("Where the tie ends.", labels, required=True, public=True)


def _score(what: str) -> Any:
    return column(f"{what}: {_SCORE}", "integer", unit="points", minimum=1, maximum=4)


class Meets(Tie):
    """What matters, and this answers it."""

    from_id: Series[str] = _from("Activity")
    to_id: Series[str] = _to("Need")


class Welcomes(Tie):
    """A community that an activity is made for."""

    from_id: Series[str] = _from("Activity")
    to_id: Series[str] = _to("Community")


class LedBy(Tie):
    """A community that leads an organisation."""

    from_id: Series[str] = _from("Organisation")
    to_id: Series[str] = _to("Community")


class Serves(Tie):
    """An area that somebody or something is there for."""

    from_id: Series[str] = _from("Activity", "Champion", "LinkWorker")
    to_id: Series[str] = _to("Area")


class Covers(Tie):
    """A practice that a link worker takes referrals from."""

    from_id: Series[str] = _from("LinkWorker")
    to_id: Series[str] = _to("Organisation")


class Supports(Tie):
    """A link worker that a champion works beside."""

    from_id: Series[str] = _from("Champion")
    to_id: Series[str] = _to("LinkWorker")


class HasUseOf(Tie):
    """A location that an organisation may use."""

    from_id: Series[str] = _from("Organisation")
    to_id: Series[str] = _to("Location")
    days_free: Series[str] = column("Days on which it stands free.", "list")


class PartnersWith(Tie):
    """A claim by the first that it works with the second, and how the first sees it."""

    from_id: Series[str] = _from("Organisation")
    to_id: Series[str] = _to("Organisation")
    survey_id: Series[str] = reference("The survey that asked.", ["Survey"])
    intensity: Series[pd.Int64Dtype] = column(
        "How closely: 1 aware, 2 cooperate, 3 coordinate, 4 integrated.",
        "integer",
        vocabulary="intensity",
        minimum=1,
        maximum=4,
    )
    reliability: Series[pd.Int64Dtype] = _score("Does what it says")
    mission: Series[pd.Int64Dtype] = _score("Supports the shared aim")
    openness: Series[pd.Int64Dtype] = _score("Talks openly")
    power: Series[pd.Int64Dtype] = _score("Has standing and influence")
    involvement: Series[pd.Int64Dtype] = _score("Takes part")
    resources: Series[pd.Int64Dtype] = _score("Brings resources")

    @rule("to_id", "An organisation does not partner with itself.")
    def ends_differ(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that a claim is about somebody else."""
        return rows["from_id"] != rows["to_id"]


class Funds(Tie):
    """A grant."""

    from_id: Series[str] = _from("Organisation")
    to_id: Series[str] = _to("Organisation")
    amount_gbp: Series[float] = column("How much.", "number", unit="pounds", minimum=0, public=True)
    awarded_on: Series[pd.Timestamp] = column("Day of the award.", "date", public=True)
    grant_id: Series[str] = column("The funder's own number for it.", "code", public=True)


class Completed(Tie):
    """A course that somebody completed."""

    from_id: Series[str] = _from("Champion", "LinkWorker")
    to_id: Series[str] = _to("Course")
    completed_on: Series[pd.Timestamp] = column("Day.", "date", personal=True)


class TookPartIn(Tie):
    """An organisation's seat at a workshop."""

    from_id: Series[str] = _from("Organisation")
    to_id: Series[str] = _to("Workshop")
    part: Series[str] = column("As what: host, speaker, member.", "name")


class Proposes(Tie):
    """A venue of a proposal; kept by assetmap, never filled in."""

    from_id: Series[str] = _from("Proposal")
    to_id: Series[str] = _to("Location")
    rank: Series[pd.Int64Dtype] = column(
        "Its place in the order in which each adds most, from 1.", "integer", minimum=1
    )
    people_added: Series[pd.Int64Dtype] = column(
        "Whom it reaches beside those before it.", "integer", unit="people", minimum=0
    )
    days_free: Series[str] = column("Days on which it was free then.", "list")


class About(Tie):
    """What a story is about."""

    from_id: Series[str] = _from("Story")
    to_id: Series[str] = _to("Organisation", "Activity", "Area")


class Asked(Tie):
    """An organisation that a survey asked, and whether it answered."""

    from_id: Series[str] = _from("Survey")
    to_id: Series[str] = _to("Organisation")
    answered_on: Series[pd.Timestamp] = column("Day of the answer; empty: none came.", "date")


class TiedTo(Tie):
    """A plain tie of a tie list."""

    from_id: Series[str] = _from(*_TIED)
    to_id: Series[str] = _to(*_TIED)
    kind: Series[str] = column("What sort of tie.", "name")
    weight: Series[float] = column("How strong.", "number", minimum=0)

    @rule("to_id", "A tie leads from one to another, not to itself.")
    def ends_differ(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that a tie has two ends: from one to itself it says nothing."""
        return rows["from_id"] != rows["to_id"]
