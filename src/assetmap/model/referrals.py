"""Journeys: dated steps between parties, and scores before and after; nobody is named."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from assetmap.model.column import column, reference
from assetmap.model.table import Table, in_order, rule

REFERRERS = ("Organisation", "Activity", "LinkWorker", "Champion")
"""Who may give or take a referral."""


class Referral(Table):
    """One dated step of one person's journey between two parties.

    The person is not described: the map is about places and ties. Rows with the same
    `episode_id` are steps of one journey.
    """

    episode_id: Series[str] = column(
        "Random; says which steps belong to one journey.", "code", required=True, personal=True
    )
    route: Series[str] = column(
        "Who set out on it.", "choice", vocabulary="route", required=True, personal=True
    )
    source_id: Series[str] = reference(
        "Party that refers; empty exactly when the route is self.",
        REFERRERS,
        tie="MADE",
        is_reversed=True,
        personal=True,
    )
    target_id: Series[str] = reference(
        "Party referred to.", REFERRERS, tie="TO", required=True, personal=True
    )
    need_id: Series[str] = reference("What matters here.", ["Need"], tie="FOR", personal=True)
    area_code: Series[str] = reference(
        "Area where the person lives; a ward, not smaller, unless the place chose so.",
        ["Area"],
        tie="FROM_AREA",
        personal=True,
    )
    age_band: Series[str] = column("Age in bands.", "choice", vocabulary="age_band", personal=True)
    made_on: Series[pd.Timestamp] = column(
        "Day of the request, local to the place.", "date", required=True, personal=True
    )
    accepted_on: Series[pd.Timestamp] = column(
        "Day of the yes; empty while there was none.", "date", personal=True
    )
    seen_on: Series[pd.Timestamp] = column("Day of the first conversation.", "date", personal=True)
    started_on: Series[pd.Timestamp] = column("Day of the first visit.", "date", personal=True)
    closed_on: Series[pd.Timestamp] = column("Day on which it ended.", "date", personal=True)
    status: Series[str] = column(
        "Where it stands (FHIR Task).",
        "choice",
        vocabulary="referral_status",
        required=True,
        personal=True,
    )
    close_reason: Series[str] = column(
        "Why it ended.", "choice", vocabulary="close_reason", personal=True
    )

    @rule("source_id", "A referral goes from one party to another, not to itself.")
    def ends_differ(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that nobody refers to themselves."""
        return rows["source_id"].isna() | (rows["source_id"] != rows["target_id"])

    @rule(
        "source_id",
        "It is empty exactly when the route is self: name who referred, or set the route to self.",
    )
    def self_has_no_source(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that a person who came alone has no referrer, and every other has one."""
        return rows["source_id"].isna() == (rows["route"] == "self")

    @rule("accepted_on", "It is before made_on.")
    def accepted_after_made(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check the order of days."""
        return in_order(rows, "made_on", "accepted_on")

    @rule("seen_on", "It is before made_on.")
    def seen_after_made(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check the order of days."""
        return in_order(rows, "made_on", "seen_on")

    @rule("started_on", "It is before made_on.")
    def started_after_made(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check the order of days."""
        return in_order(rows, "made_on", "started_on")

    @rule("closed_on", "It is before made_on.")
    def closed_after_made(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check the order of days."""
        return in_order(rows, "made_on", "closed_on")


class Outcome(Table):
    """One score of one journey."""

    episode_id: Series[str] = column(
        "The journey, as in Referral.", "code", required=True, personal=True
    )
    scale: Series[str] = column("Which scale.", "choice", vocabulary="scale", personal=True)
    stage: Series[str] = column("Before or after.", "choice", vocabulary="stage", personal=True)
    score: Series[float] = column("The score.", "number", unit="points", personal=True)
    measured_on: Series[pd.Timestamp] = column("Day it was asked.", "date", personal=True)
