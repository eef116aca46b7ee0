"""When something is on, in words."""

from __future__ import annotations

import pytest

from assetmap.views.public.said import in_language
from assetmap.views.session_words import session_words


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU,FR", "Mondays, Tuesdays and Fridays"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "Every other week on Wednesday"),
        ("FREQ=WEEKLY;INTERVAL=3", "Every 3 weeks"),
        ("FREQ=WEEKLY", "Every week"),
        ("FREQ=MONTHLY;BYDAY=1SA", "Every month on the first Saturday"),
        ("FREQ=MONTHLY;BYDAY=2TU,-1TH", "Every month on the second Tuesday and last Thursday"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "Every month on day 1 and 15"),
        ("FREQ=DAILY", "Every day"),
        ("FREQ=YEARLY;BYMONTH=12", "By the rule FREQ=YEARLY;BYMONTH=12"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "By the rule FREQ=WEEKLY;BYDAY=TU;COUNT=3"),
        ("FREQ=WEEKLY;BYDAY=XX", "By the rule FREQ=WEEKLY;BYDAY=XX"),
        ("FREQ=MONTHLY;BYDAY=9MO", "By the rule FREQ=MONTHLY;BYDAY=9MO"),
        ("=;,", "By the rule =;,"),
        ("", "Days not said"),
        (None, "Days not said"),
    ],
)
def test_session_words_says_the_days(schedule: str | None, said: str) -> None:
    assert session_words(schedule, "09:00") == f"{said}, 09:00"


@pytest.mark.parametrize(
    ("starts", "minutes", "said"),
    [
        ("09:05", 55, "09:05 to 10:00"),
        ("23:30", 60, "23:30 to 00:30"),
        ("09:00", None, "09:00"),
        (None, 60, "time not said"),
        ("noon", 60, "noon"),
    ],
)
def test_session_words_says_the_hours(starts: str | None, minutes: int | None, said: str) -> None:
    assert session_words("FREQ=WEEKLY;BYDAY=MO", starts, minutes) == f"Mondays, {said}"


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,FR",
            "⟦⟦⟦⟦⟦Mondays⟧⟧, ⟦Tuesdays⟧⟧ and ⟦Fridays⟧⟧, ⟦10:00 to 11:00⟧⟧",
        ),
        (
            "FREQ=MONTHLY;BYDAY=1SA",
            "⟦⟦Every month on the ⟦⟦⟦first⟧ ⟦Saturday⟧⟧⟧⟧, ⟦10:00 to 11:00⟧⟧",
        ),
    ],
)
def test_session_words_can_be_said_in_another_language(schedule: str, said: str) -> None:
    words = session_words(schedule, "10:00", 60)
    assert in_language(words, lambda text: f"⟦{text}⟧") == said
