"""What the public search shows, on a place small enough to be checked by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assetmap.model import Snapshot, conform
from assetmap.release.public_place import public_place
from assetmap.views.public.activity import activity_page
from assetmap.views.public.days import session_days
from assetmap.views.public.directory import Directory
from assetmap.views.public.lines import SessionLine
from assetmap.views.public.question import Question, read_question
from assetmap.views.public.results import results

WEDNESDAY = dt.date(2026, 7, 1)


def _directory(**tables: list[dict[str, object]]) -> Directory:
    rows = {name: conform(name, pd.DataFrame(given)) for name, given in tables.items()}
    return Directory(public_place(Snapshot(store_id="s", revision=1, rows=rows)), WEDNESDAY)


@pytest.fixture(scope="module")
def town() -> Directory:
    """Four activities that meet one need: here, 2 km north, online, and one that has ended."""
    checked = pd.Timestamp("2026-06-01")
    return _directory(
        Postcode=[{"id": "AB1 1AA", "latitude": 53.0, "longitude": 0.0}],
        Location=[
            {"id": "l1", "name": "Hall", "latitude": 53.0, "longitude": 0.0, "town": "Ham"},
            {"id": "l2", "name": "Barn", "latitude": 53.018, "longitude": 0.0, "town": "Ham"},
        ],
        Need=[{"id": "n", "name": "Company"}],
        Activity=[
            {"id": "near", "name": "Tea", "assured_date": checked, "cost": "Free",
             "accessibility": "Level way in", "self_referral": True},
            {"id": "far", "name": "Cake", "assured_date": checked, "cost": "£2", "minimum_age": 50},
            {"id": "home", "name": "Chat", "assured_date": checked, "mode": "online"},
            {"id": "old", "name": "Toast", "assured_date": pd.Timestamp("2020-01-01")},
            {"id": "ended", "name": "Soup", "valid_to": pd.Timestamp("2026-06-30")},
        ],
        Session=[
            {"id": "s1", "activity_id": "near", "location_id": "l1",
             "schedule": "FREQ=WEEKLY;BYDAY=TH", "starts_at_local": "10:00"},
            {"id": "s2", "activity_id": "far", "location_id": "l2",
             "schedule": "FREQ=WEEKLY;BYDAY=WE", "starts_at_local": "18:00"},
            {"id": "s3", "activity_id": "old", "location_id": "l1"},
        ],
        MEETS=[
            {"id": f"m{id_}", "from_id": id_, "to_id": "n"}
            for id_ in ("near", "far", "home", "old", "ended")
        ],
    )  # fmt: skip


def _ids(directory: Directory, **asked: str) -> list[str]:
    found = results(directory, read_question(asked))
    return [directory.activities[row].id for row in found.rows]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"q": "company"}, ["far", "near", "home", "old"]),  # soonest first, the old one last
        ({"q": "company", "postcode": "ab11aa"}, ["near", "far", "home", "old"]),
        ({"q": "company", "postcode": "AB1 1AA", "radius_km": "1"}, ["near", "home", "old"]),
        ({"need": "n", "day": "today"}, ["far"]),
        ({"need": "n", "day": "thursday"}, ["near"]),
        ({"need": "n", "day": "2026-07-08"}, ["far"]),
        ({"need": "n", "time": "evening"}, ["far"]),
        ({"need": "n", "free": "1"}, ["near"]),
        ({"need": "n", "age": "20"}, ["near", "home", "old"]),
        ({"need": "n", "access": "step-free"}, ["near"]),
        ({"need": "n", "online": "1"}, ["home"]),
        ({"need": "n", "self_referral": "1"}, ["near"]),
        ({"need": "nothing"}, []),
    ],
)
def test_what_is_asked_is_what_is_shown(
    town: Directory, asked: dict[str, str], ids: list[str]
) -> None:
    assert _ids(town, **asked) == ids


def test_nothing_found_says_what_one_answer_less_would_find(town: Directory) -> None:
    found = results(town, Question(need="n", free=True, day="today"))
    assert found.total == 0
    assert [(each.words, each.n) for each in found.near_misses] == [
        ("on any day, at any time", 1),
        ("whatever it costs", 1),
    ]


def test_a_place_that_nobody_knows_is_said_and_changes_nothing(town: Directory) -> None:
    found = results(town, Question(q="company", postcode="ZZ9 9ZZ", radius_km=1.0))
    assert found.total == 4
    assert "We do not know where “ZZ9 9ZZ” is" in found.notes[0]


def test_what_has_ended_keeps_its_page_and_says_so(town: Directory) -> None:
    page = activity_page(town, "ended")
    assert page is not None
    assert (page.closed, page.ways) == ("This ended on 30 June 2026.", ())


def test_the_easiest_way_to_go_stands_first(town: Directory) -> None:
    page = activity_page(town, "near")
    assert page is not None
    assert page.ways[0].title == "Just turn up"
    assert page.ways[0].sentences == (
        "Next: Tomorrow, Thursday 2 July, 10:00.",
        "Where: Hall, Ham.",
    )


def _session(schedule: str, begins: str | None = None, ends: str | None = None) -> SessionLine:
    days = [None if each is None else dt.date.fromisoformat(each) for each in (begins, ends)]
    return SessionLine("s", "a", "", schedule, "", None, None, *days)


@pytest.mark.parametrize(
    ("session", "days"),
    [
        (_session("FREQ=WEEKLY;BYDAY=WE,FR"), [1, 3, 8, 10]),
        (_session("FREQ=WEEKLY;BYDAY=WE", ends="2026-07-08"), [1]),
        (_session("FREQ=WEEKLY;BYDAY=WE", begins="2026-07-02"), [8]),
        (_session("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", begins="2020-01-01"), [8]),
        (_session("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"), []),  # nobody knows in which week
        (_session("FREQ=WEEKLY", begins="2026-06-05"), [3, 10]),
        (_session("FREQ=MONTHLY;BYDAY=2WE"), [8]),
        (_session("FREQ=MONTHLY;BYMONTHDAY=5"), [5]),
        (_session("FREQ=DAILY;COUNT=3", begins="2026-06-30"), [1, 2]),
        (_session("FREQ=WEEKLY;BYDAY=WE;UNTIL=20260707T120000Z"), [1]),
        # Rules without any day, which would be sought for until the year 9999.
        (_session("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), []),
        (_session("FREQ=MONTHLY;BYDAY=9MO"), []),
        (_session("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=50"), []),
        (_session("FREQ=YEARLY;BYMONTH=13"), []),
        (_session("no rule"), []),
    ],
)
def test_days_are_those_of_a_calendar_on_the_wall(session: SessionLine, days: list[int]) -> None:
    found = session_days(session, WEDNESDAY, dt.date(2026, 7, 12))
    assert [day.day for day in found] == days
