"""Headline numbers of what is strong: organisations, people, activities, assets, communities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from assetmap.model import holding, running
from assetmap.views.findings.finding import kinds_of_strengths, months_before, newest_day
from assetmap.views.number import Number
from assetmap.views.wording import counted, day_words, listed, share

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot

_PLURALS = {
    "vcse": "voluntary and community",
    "nhs": "NHS",
    "primary_care": "primary care",
    "council": "council",
    "education": "education",
    "housing": "housing",
    "business": "business",
    "faith": "faith",
    "funder": "funders",
    "other": "other or not said",
}


def strength_numbers(snapshot: Snapshot, *, today: dt.date) -> list[Number]:
    """Return the headline numbers of what a place has.

    Parameters
    ----------
    snapshot
        The place.
    today
        The day from which "the last three months" are counted back.

    Returns
    -------
    list
        Numbers of kinds that have rows, in a fixed order; a kind without rows is left out.
    """
    made = [
        _organisations(snapshot),
        _champions(snapshot),
        _link_workers(snapshot),
        _activities(snapshot),
        _checked(snapshot, today),
        _assets(snapshot),
        _needs(snapshot),
        _communities(snapshot),
    ]
    return [number for number in made if number is not None]


def needs_met(snapshot: Snapshot) -> tuple[list[str], list[str]]:
    """Return ids of what matters: what some running activity meets, and what none does.

    A need counts as met when an activity meets it or a part of it. Both by name, then id.
    """
    needs = snapshot.table("Need").sort_values(["name", "id"])
    ties = snapshot.table("MEETS")
    open_now = running(snapshot.table("Activity"), snapshot.day)["id"]
    met = set(ties[ties["from_id"].isin(open_now)]["to_id"])
    parent_of = dict(zip(needs["id"], needs["parent_id"], strict=True))
    for need in list(met):
        wider = parent_of.get(need)
        while isinstance(wider, str) and wider not in met:
            met.add(wider)
            wider = parent_of.get(wider)
    ids = needs["id"].tolist()
    return [id_ for id_ in ids if id_ in met], [id_ for id_ in ids if id_ not in met]


def _strength(label: str, value: str, meaning: str, sureness: str) -> Number:
    return Number(
        group="What is strong here",
        label=label,
        value=value,
        meaning=meaning,
        sureness=sureness,
        raised_by="",
    )


def _organisations(snapshot: Snapshot) -> Number | None:
    rows = running(snapshot.table("Organisation"), snapshot.day)
    if rows.empty:
        return None
    counts = rows["sector"].fillna("other").value_counts()
    labels = {term.value: term.label for term in snapshot.terms("sector")}
    order = sorted(counts.index, key=lambda sector: (-counts[sector], sector))
    words = [f"{counts[each]:,} {_PLURALS.get(each, labels.get(each, each))}" for each in order]
    n_vcse = int(counts.get("vcse", 0))
    n_unknown = int(counts.get("other", 0))
    return _strength(
        "Organisations",
        f"{len(rows):,}",
        f"{share(n_vcse, len(rows))} are voluntary and community: {listed(words, at_most=20)}.",
        f"From {counted(len(rows), 'row')} of organisations that run. "
        f"{_lacking(n_unknown, 'a sector of this list')}",
    )


def _champions(snapshot: Snapshot) -> Number | None:
    rows = holding(snapshot.table("Champion"), snapshot.day)
    if rows.empty:
        return None
    n_workers = len(holding(snapshot.table("LinkWorker"), snapshot.day))
    trained = snapshot.table("COMPLETED")["from_id"]
    n_trained = int(rows["id"].isin(trained).sum())
    n_areas = rows["id"].isin(snapshot.table("SERVES")["from_id"]).sum()
    beside = f"{len(rows) / n_workers:.0f} for each link worker; " if n_workers else ""
    meaning = f"{beside}{n_trained:,} completed a course."
    return _strength(
        "Champions",
        f"{len(rows):,}",
        meaning[:1].upper() + meaning[1:],
        f"From {counted(len(rows), 'row')}. "
        f"{_lacking(len(rows) - int(n_areas), 'an area that they are there for')}",
    )


def _link_workers(snapshot: Snapshot) -> Number | None:
    rows = holding(snapshot.table("LinkWorker"), snapshot.day)
    if rows.empty:
        return None
    said = rows["capacity_per_year"].dropna()
    practices = snapshot.table("COVERS")["to_id"].nunique()
    room = f"Room for {int(said.sum()):,} people a year; " if len(said) else ""
    meaning = f"{room}{counted(practices, 'practice')} covered."
    return _strength(
        "Link workers",
        f"{len(rows):,}",
        meaning,
        f"From {counted(len(rows), 'row')}. {_lacking(len(rows) - len(said), 'a figure for it')}",
    )


def _activities(snapshot: Snapshot) -> Number | None:
    rows = running(snapshot.table("Activity"), snapshot.day)
    if rows.empty:
        return None
    sessions = snapshot.table("Session")
    n_sessions = int(sessions["activity_id"].isin(rows["id"]).sum())
    n_without = int((~rows["id"].isin(sessions["activity_id"])).sum())
    n_bodies = rows["organisation_id"].nunique()
    return _strength(
        "Activities",
        f"{len(rows):,}",
        f"Run by {counted(n_bodies, 'organisation')}, with "
        f"{counted(n_sessions, 'regular session')}.",
        _lacking(n_without, "a session, so that one knows when to come"),
    )


def _checked(snapshot: Snapshot, today: dt.date) -> Number | None:
    rows = running(snapshot.table("Activity"), snapshot.day)
    if rows.empty:
        return None
    dates, newest = rows["assured_date"], newest_day(snapshot, today)
    three, six = months_before(newest, 3), months_before(newest, 6)
    n_three, n_six = (int((dates >= pd.Timestamp(since)).sum()) for since in (three, six))
    n_now = int((dates >= pd.Timestamp(months_before(today, 3))).sum())
    counted_back = f"Counted back from {day_words(newest)}, the newest day in this map"
    now = "." if n_now == n_three else f"; counted back from today it would be {n_now:,}."
    n_never = int(dates.isna().sum())
    return _strength(
        f"Activities checked since {day_words(three)}",
        f"{n_three:,}",
        f"{share(n_three, len(rows))} were checked within three months, "
        f"{share(n_six, len(rows))} within six: what they say can be trusted."
        if n_never < len(rows)
        else "Nobody wrote down when any was last checked.",
        f"{counted_back}{now} {_lacking(n_never, 'a day of checking')}",
    )


def _assets(snapshot: Snapshot) -> Number | None:
    rows = snapshot.table("Asset")
    if rows.empty:
        return None
    shared = rows[rows["is_shareable"].fillna(value=False)]
    n_not_said = int(rows["is_shareable"].isna().sum())
    kinds = kinds_of_strengths(snapshot, shared)
    return _strength(
        "Strengths that can be shared",
        f"{len(shared):,}",
        f"Others may use them: {kinds}." if kinds else "Nobody said that others may use theirs.",
        f"From {counted(len(rows), 'row')} of strengths. "
        f"{_lacking(n_not_said, 'an answer whether others may use them')}",
    )


def _needs(snapshot: Snapshot) -> Number | None:
    met, unmet = needs_met(snapshot)
    n_all = len(met) + len(unmet)
    if n_all == 0:
        return None
    names = [snapshot.name_of[id_] for id_ in unmet]
    nothing = f"Nothing yet for {listed(names)}." if names else "Something is there for each."
    activities = running(snapshot.table("Activity"), snapshot.day)
    n_silent = int((~activities["id"].isin(snapshot.table("MEETS")["from_id"])).sum())
    return _strength(
        "What matters, with something for it",
        f"{len(met):,} of {n_all:,}",
        nothing,
        f"From {counted(len(activities), 'activity', 'activities')}. "
        f"{_lacking(n_silent, 'a word on what they are for')}",
    )


def _communities(snapshot: Snapshot) -> Number | None:
    rows = snapshot.table("Community")
    if rows.empty:
        return None
    ties = snapshot.table("LED_BY")
    leading = rows["id"].isin(ties["to_id"])
    without = rows[~leading].sort_values(["name", "id"])["name"].tolist()
    n_bodies = ties["from_id"].nunique()
    absent = f" No organisation here is led by {listed(without)}." if without else ""
    return _strength(
        "Communities that lead",
        f"{int(leading.sum()):,} of {len(rows):,}",
        f"{counted(n_bodies, 'organisation')} {'is' if n_bodies == 1 else 'are'} led by the "
        f"people that they are for.{absent}",
        "Only what organisations said of themselves; silence is not a no.",
    )


def _lacking(n: int, what: str) -> str:
    return f"{n:,} without {what}." if n else f"All have {what}."
