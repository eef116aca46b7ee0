"""When something is on: parts of the day, and rules by which it repeats."""

from __future__ import annotations

import datetime as dt

import pytest
from dateutil.rrule import rrulestr

from assetmap.errors import DataError
from assetmap.measures.gaps.schedule import N_WEEKS, weekly_meetings
from assetmap.measures.gaps.times import ANY, BANDS, NAMED, TIMES, times_of

WEDNESDAY = dt.date(2026, 6, 10)


@pytest.mark.evidence("weekly_meetings", "by hand")
@pytest.mark.parametrize(
    ("rule", "week"),
    [
        ("FREQ=DAILY", (1, 1, 1, 1, 1, 1, 1)),
        ("FREQ=DAILY;BYDAY=MO,WE", (1, 0, 1, 0, 0, 0, 0)),
        ("FREQ=WEEKLY;BYDAY=TU", (0, 1, 0, 0, 0, 0, 0)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", (0, 0.5, 0, 0, 0, 0, 0.5)),
        # 12 first Saturdays from 10 June 2026 to 8 June 2027.
        ("FREQ=MONTHLY;BYDAY=1SA", (0, 0, 0, 0, 0, 12 / 52, 0)),
        # It ended in May.
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260501", (0, 0, 0, 0, 0, 0, 0)),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T000000Z", (0, 3 / 52, 0, 0, 0, 0, 0)),
    ],
)
def test_weekly_meetings_follow_the_rule(rule: str, week: tuple[float, ...]) -> None:
    assert weekly_meetings(rule, WEDNESDAY) == pytest.approx(week)


def test_weekly_meetings_of_a_counted_rule_are_counted_from_its_first() -> None:
    rule = "FREQ=WEEKLY;BYDAY=WE;COUNT=6"
    # Of six Wednesdays from 27 May the last four are on or after 10 June.
    found = weekly_meetings(rule, WEDNESDAY, dt.date(2026, 5, 27))
    assert found == pytest.approx((0, 0, 4 / 52, 0, 0, 0, 0))
    assert weekly_meetings(rule, WEDNESDAY) is None


@pytest.mark.parametrize(
    "rule",
    [
        *(None, "", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=HOURLY;BYDAY=TU", "Tuesdays"),
        # No day may ever fit these, and whoever follows them does not come back.
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=soon",
    ],
)
def test_weekly_meetings_are_not_known_of_a_rule_that_does_not_say_its_days(
    rule: str | None,
) -> None:
    assert weekly_meetings(rule, WEDNESDAY) is None


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYDAY=1MO"])
def test_weekly_meetings_of_a_yearly_rule_come_back(rule: str) -> None:
    found = weekly_meetings(rule, WEDNESDAY)
    assert found is not None
    assert sum(found) <= 1 / 52 + 1e-12


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYDAY=-1FR,2TU"])
def test_weekly_meetings_add_up_to_the_meetings_of_a_year(rule: str) -> None:
    start = dt.datetime(2026, 6, 10)  # noqa: DTZ001 - a day has no zone
    end = start + dt.timedelta(weeks=N_WEEKS)
    n = len(rrulestr(rule, dtstart=start).between(start, end - dt.timedelta(days=1), inc=True))
    assert sum(weekly_meetings(rule, WEDNESDAY) or ()) == pytest.approx(n / N_WEEKS)


def test_the_named_times_but_any_share_the_21_bands_among_them() -> None:
    _, *parts = NAMED
    assert sum(each.mask for each in parts) == sum(each.mask for each in BANDS) == 2**21 - 1
    assert all(ANY.has(each) for each in TIMES.values())
    assert [each.key for each in parts if each.has(TIMES["TU_evening"])] == ["weekday_evening"]


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(DataError, match="There is no time 'dawn'; there are any, weekday_daytime"):
        times_of(["dawn"])
