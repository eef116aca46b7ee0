"""What a person can go to or be helped by, when it runs, and what it is for."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from assetmap.model.column import column, reference
from assetmap.model.table import Table, in_order, rule


class Activity(Table):
    """Something a person can go to or be helped by (a service in Open Referral UK)."""

    name: Series[str] = column(
        "What it is called.", "name", required=True, public=True, open_referral="service.name"
    )
    description: Series[str] = column(
        "What happens there, in everyday words.", public=True, open_referral="service.description"
    )
    first_visit: Series[str] = column(
        "What to expect the first time: who meets you, where to go in.", public=True
    )
    website: Series[str] = column(
        "Web address (http or https).", "link", public=True, open_referral="service.url"
    )
    organisation_id: Series[str] = reference(
        "Who runs it.",
        ["Organisation"],
        tie="RUNS",
        is_reversed=True,
        public=True,
        open_referral="service.organization_id",
    )
    status: Series[str] = column(
        "Whether it runs.",
        "choice",
        vocabulary="status",
        public=True,
        open_referral="service.status",
    )
    assured_date: Series[pd.Timestamp] = column(
        "Day on which somebody last checked that this is right.",
        "date",
        public=True,
        open_referral="service.assured_date",
    )
    mode: Series[str] = column(
        "How it is given.",
        "choice",
        vocabulary="mode",
        public=True,
        open_referral="location.location_type",
    )
    cost: Series[str] = column(
        "What it costs a person, in words; Free if it is.",
        public=True,
        open_referral="cost_option.amount_description",
    )
    eligibility: Series[str] = column(
        "Who it is for, in words.", public=True, open_referral="service.eligibility_description"
    )
    minimum_age: Series[pd.Int64Dtype] = column(
        "Youngest age welcome.",
        "integer",
        unit="years",
        minimum=0,
        maximum=130,
        public=True,
        open_referral="service.minimum_age",
    )
    maximum_age: Series[pd.Int64Dtype] = column(
        "Oldest age welcome.",
        "integer",
        unit="years",
        minimum=0,
        maximum=130,
        public=True,
        open_referral="service.maximum_age",
    )
    languages: Series[str] = column(
        "Languages spoken there.", "list", public=True, open_referral="language.name"
    )
    accessibility: Series[str] = column(
        "Steps, ramps, lifts, toilets, hearing loop, quiet space.",
        public=True,
        open_referral="accessibility.description",
    )
    self_referral: Series[pd.BooleanDtype] = column(
        "Whether a person may come without being sent.", "truth", public=True
    )
    referral_route: Series[str] = column(
        "How to be put in touch.", public=True, open_referral="service.application_process"
    )
    wait_days: Series[pd.Int64Dtype] = column(
        "Usual wait before a first visit.",
        "integer",
        unit="days",
        minimum=0,
        public=True,
        open_referral="service.wait_time",
    )

    @rule("maximum_age", "It is lower than minimum_age.")
    def ages_in_order(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that somebody can be of the right age."""
        return in_order(rows, "minimum_age", "maximum_age").astype(bool)


class Session(Table):
    """One activity's regular time at one venue."""

    activity_id: Series[str] = reference(
        "The activity that meets then.",
        ["Activity"],
        tie="HAS_SESSION",
        is_reversed=True,
        required=True,
        public=True,
        open_referral="schedule.service_id",
    )
    location_id: Series[str] = reference(
        "Where it meets.",
        ["Location"],
        tie="HELD_AT",
        public=True,
        open_referral="service_at_location.location_id",
    )
    schedule: Series[str] = column(
        "Days it repeats on, as an RRULE (FREQ=WEEKLY;BYDAY=TU) or as days (Tuesday, Friday).",
        "schedule",
        public=True,
        open_referral="schedule.freq, byday, bymonthday, interval",
    )
    starts_at_local: Series[str] = column(
        "When it starts, by the clock on the wall (14:00).",
        "time",
        public=True,
        open_referral="schedule.opens_at",
    )
    duration_minutes: Series[pd.Int64Dtype] = column(
        "How long it lasts.",
        "integer",
        unit="minutes",
        minimum=1,
        maximum=1440,
        public=True,
        open_referral="schedule.closes_at",
    )
    capacity: Series[pd.Int64Dtype] = column(
        "How many people there is room for at one time.",
        "integer",
        unit="people",
        minimum=0,
        public=True,
    )


class Need(Table):
    """What matters to people: strengths and needs in everyday words, as a tree."""

    name: Series[str] = column(
        "In everyday words: company, keeping active, money worries.",
        "name",
        required=True,
        public=True,
        open_referral="taxonomy_term.name",
    )
    description: Series[str] = column(
        "What is meant by it.", public=True, open_referral="taxonomy_term.description"
    )
    parent_id: Series[str] = reference(
        "The wider one that it is part of.",
        ["Need"],
        tie="PART_OF",
        public=True,
        open_referral="taxonomy_term.parent_id",
    )
    synonyms: Series[str] = column("Other words that people use for it.", "list", public=True)
