"""Practices beside each other: each number is worked out in the comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from assetmap.errors import DataError
from assetmap.model import Snapshot
from assetmap.views.flows.practices import part_sentence, practice_view, practices_view

Make = Callable[[Mapping[str, Sequence[Mapping[str, Any]]]], Snapshot]

YEAR = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))
EARLY = dt.datetime(2025, 3, 1)  # noqa: DTZ001 - a day has no zone
LATER = dt.datetime(2025, 5, 11)  # noqa: DTZ001 - a day has no zone


@pytest.fixture
def town(make: Make) -> Snapshot:
    """Busy refers 10 of 1,000 patients; Quiet none of 4,000; two steps of one journey are one."""
    busy = [
        {"id": f"r{n}", "episode_id": f"e{n}", "route": "professional", "source_id": "busy"}
        | {"target_id": "ann", "need_id": "company", "made_on": EARLY if n < 6 else LATER}
        | ({"seen_on": dt.datetime(2025, 3, 11), "status": "accepted"} if n < 6 else {})  # noqa: DTZ001
        for n in range(10)
    ]
    onward = {"id": "onward", "episode_id": "e0", "route": "professional", "source_id": "ann"}
    outside = {"id": "old", "episode_id": "old", "route": "professional", "source_id": "quiet"}
    return make(
        {
            "Need": [{"id": "company", "name": "Company"}],
            "Organisation": [
                {"id": "quiet", "name": "Quiet", "sector": "primary_care", "n_patients": 4000},
                {"id": "busy", "name": "Busy", "sector": "primary_care", "n_patients": 1000},
                {"id": "chemist", "name": "Chemist", "sector": "primary_care"},
                {"id": "choir", "name": "Choir", "sector": "vcse"},
            ],
            "LinkWorker": [{"id": "ann", "display_name": "Ann", "consent": "given"}],
            "COVERS": [{"id": "c", "from_id": "ann", "to_id": "busy"}],
            "Referral": [
                *busy,
                onward | {"target_id": "choir", "made_on": LATER},
                outside | {"target_id": "ann", "made_on": dt.datetime(2024, 1, 1)},  # noqa: DTZ001
            ],
        }
    )


def test_practices_stand_by_name_with_exact_intervals(town: Snapshot) -> None:
    found = practices_view(town, "lead", YEAR)
    assert found.summary == (
        "10 journeys began at 2 practices: 2 a thousand patients. No referral by Quiet is written "
        "down."
    )
    busy, quiet = found.rows
    # Garwood's interval of 10 is 4.795 to 18.390, of 0 it is 0 to 3.689.
    assert (busy["name"], busy["n"], busy["rate"]) == ("Busy", 10, 10.0)
    assert (busy["low"], busy["high"]) == (4.8, 18.4)
    assert (quiet["name"], quiet["n"], quiet["low"], quiet["high"]) == ("Quiet", 0, 0.0, 0.9)
    assert (busy["seen"], busy["completed"], quiet["seen"]) == (60, 0, None)


def test_a_practice_has_a_page_of_its_own(town: Snapshot) -> None:
    practices = practices_view(town, "lead", YEAR)
    page = practice_view(town, "lead", YEAR, practices, "busy")
    # 6 of 10 were seen after 10 days; nobody left before: half had been seen by then.
    assert page.sentences == (
        (
            "10 journeys began at Busy: 10 a thousand patients (4.8 to 18.4), where all practices "
            "together have 2: more than chance would give."
        ),
        (
            "Of its people 60% had a first conversation, half within 10 days, and 0% completed; of "
            "all practices' 60% had a first conversation, half within 10 days, and 0% completed."
        ),
        "Covered by Ann.",
    )
    assert part_sentence(page.parts["target"]) == "Ann: 10 (100%)"
    assert part_sentence(page.parts["need"]) == "Company: 10 (100%)"
    assert part_sentence(page.parts["area"]) == "Not written down: 10 (100%)"
    months = {row["name"]: row["n"] for row in page.parts["month"]}
    assert len(months) == 12
    assert (months["Mar 2025"], months["May 2025"], months["Jan 2025"]) == (6, 4, 0)


def test_a_practice_that_refers_to_nobody_is_not_blamed(town: Snapshot) -> None:
    practices = practices_view(town, "lead", YEAR)
    page = practice_view(town, "lead", YEAR, practices, "quiet")
    assert page.sentences == (
        (
            "No journey that began at Quiet is written down in these months; all practices "
            "together have 2 a thousand patients. It may refer without a record."
        ),
        "No link worker is written down as covering it.",
    )
    assert page.parts["target"] == ()


def test_no_practice_is_said_in_words(make: Make) -> None:
    found = practices_view(make({}), "lead", YEAR)
    assert found.rows == ()
    assert found.summary == "No practice with patients on its list is written down."


def test_below_lead_practices_are_refused(town: Snapshot) -> None:
    with pytest.raises(DataError, match="told to a lead alone, not to a partner"):
        practices_view(town, "partner", YEAR)
    practices = practices_view(town, "lead", YEAR)
    with pytest.raises(DataError, match="told to a lead alone, not to a public"):
        practice_view(town, "public", YEAR, practices, "busy")
