"""`assetmap measure flows` and the other numbers of referrals, as a person at a terminal asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

NAMES = ("flows", "funnel", "waits", "load", "capacity", "equity")
SPAN = ("--start", "2025-01-01", "--end", "2025-03-01")


@pytest.fixture
def place(run: Run, tmp_path: Path, load_once: Callable[[], None]) -> Run:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "Organisation.csv").write_text(
        "id,name,sector\ngp,Practice,primary_care\nchoir,Choir,vcse\nlibrary,Library,council\n"
    )
    rows = [
        *(f"a{n},gp,choir,professional,2025-01-10,2025-01-{11 + n}" for n in range(12)),
        *(f"b{n},,choir,self,2025-02-10," for n in range(9)),
        *(f"c{n},gp,library,professional,2025-02-11," for n in range(3)),
    ]
    (folder / "Referral.csv").write_text(
        "id,episode_id,source_id,target_id,route,made_on,seen_on,status\n"
        + "".join(f"{row[: row.index(',')]},{row},accepted\n" for row in rows)
    )
    load_once()
    return run


def test_measure_flows_gives_the_contract(place: Run) -> None:
    ran = place("measure", "flows", "--json", *SPAN)
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "from": "2025-01-01",
        "to": "2025-03-01",
        "pairs": [
            {"source_id": None, "target_id": "choir", "n": 9},
            {"source_id": "gp", "target_id": "choir", "n": 12},
            {"source_id": "gp", "target_id": "library", "n": 3},
        ],
    }


def test_measure_flows_in_words_says_who_came_by_themselves(place: Run) -> None:
    words = place("measure", "flows", *SPAN).out
    assert "pairs:\n  self, choir, 9\n  gp, choir, 12\n  gp, library, 3\n" in words
    assert "  choir, 21, 2 rows, 12, 9, -0.25\n" in place(
        "measure", "flows", "--by", "target", *SPAN
    ).out  # fmt: skip


def test_measure_flows_by_group_tells_months_growth_and_how_far_they_gather(place: Run) -> None:
    told = json.loads(place("measure", "flows", "--by", "target", "--json", *SPAN).out)
    choir = {"id": "choir", "n": 21, "months": {"2025-01": 12, "2025-02": 9}}
    library = {"id": "library", "n": 3, "months": {"2025-01": 0, "2025-02": 3}}
    assert told["groups"] == [
        {**choir, "before": 12, "latest": 9, "growth": -0.25},
        {**library, "before": 0, "latest": 3, "growth": None},
    ]
    assert told["compared"] == {"before": ["2025-01"], "latest": ["2025-02"]}
    # Half the difference of 21 and 3 over their mean of 12, and over two receivers; squared shares.
    assert told["concentration"]["gini"] == pytest.approx(18 / 2 / 12 / 2)
    assert told["concentration"]["herfindahl"] == pytest.approx((21 / 24) ** 2 + (3 / 24) ** 2)
    below = place("measure", "flows", "--by", "need", "--as-role", "partner")
    assert (below.code, below.out) == (2, "")
    assert "The flow of a group is told to a lead alone, not to a partner." in below.err


def test_measure_flows_as_a_partner_names_no_organisation(place: Run) -> None:
    ran = place("measure", "flows", "--json", "--as-role", "partner", *SPAN)
    told = json.loads(ran.out)
    assert set(told) == {"from", "to", "pairs", "by_source", "by_target", "total"}
    assert told["pairs"] == [
        {"source_id": "self", "target_id": "vcse", "n": 10},
        {"source_id": "primary_care", "target_id": "council", "n": None},
        {"source_id": "primary_care", "target_id": "vcse", "n": 10},
    ]
    assert (told["by_source"]["self"], told["by_target"]["vcse"]) == (10, 20)
    assert (told["by_source"]["primary_care"], told["total"]) == (None, None)


def test_measure_funnel_waits_and_load_give_the_contract(place: Run) -> None:
    stages = json.loads(place("measure", "funnel", "--json", *SPAN).out)["stages"]
    assert [each["name"] for each in stages] == [
        *("made", "accepted", "seen", "started", "completed"),
    ]
    assert [each["n"] for each in stages] == [24, 12, 12, 0, 0]
    assert stages[2]["share"] == 0.5
    waits = json.loads(place("measure", "waits", "--json", *SPAN).out)
    assert {"from_stage", "to_stage", "n", "n_open", "median_days", "low", "high", "curve"} <= set(
        waits
    )
    assert (waits["from_stage"], waits["to_stage"], waits["n"], waits["n_open"]) == (
        *("made", "seen"), 24, 12,
    )  # fmt: skip
    load = json.loads(place("measure", "load", "--json", *SPAN).out)["parties"]
    assert [each["n"] for each in load] == [21, 3]
    assert {"id", "n", "capacity", "ratio"} <= set(load[0])


@pytest.mark.parametrize("name", NAMES)
def test_measures_of_referrals_are_told_in_words_and_explained(place: Run, name: str) -> None:
    ran = place("measure", name, "--explain")
    assert ran.code == 0
    assert "*: not defined, or hidden." in ran.out
    assert json.loads(place("measure", name, "--json", "--explain").out)["meanings"]


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_asked_of_referrals_exits_2_in_a_sentence(place: Run, name: str) -> None:
    part = place("measure", name, "--as-role", "partner", "--start", "2025-01-02")
    assert (part.code, part.out) == (2, "")
    assert "whole calendar months" in part.err
    unknown = place("measure", name, "--as-role", "boss")
    assert unknown.code == 2
    assert "'boss' is not one of" in unknown.err
    assert "does not heed --as-of" in place("measure", name, "--as-of", "2025-01-01").err


def test_a_copy_without_journeys_tells_no_false_nought(place: Run) -> None:
    for role in ("public", "partner", "lead"):
        assert place("store", "copy", "assetmap.db", f"{role}.db", "--as-role", role).code == 0
    for name in NAMES:
        ran = place("measure", name, "--json", "--as-role", "partner", "--store", "partner.db")
        assert (ran.code, ran.out) == (2, "")
        assert "partner.db is a copy as a partner sees the place, and holds no journeys" in ran.err
    assert "as the public sees the place" in place("measure", "flows", "--store", "public.db").err
    assert place("measure", "flows", "--store", "lead.db").code == 0
    # A place that never held any is another matter.
    assert place("load", "files/Organisation.csv", "--store", "new.db").code == 0
    assert place("measure", "flows", "--store", "new.db").code == 0


def test_waits_of_a_span_without_a_day_exit_2(place: Run) -> None:
    ran = place("measure", "waits", "--start", "2026-03-01", "--end", "2026-02-01")
    assert (ran.code, ran.out) == (2, "")
    assert "has no day" in ran.err


def test_choices_of_referrals_are_checked(place: Run) -> None:
    by = place("measure", "funnel", "--json", "--by", "source_sector")
    assert [each["id"] for each in json.loads(by.out)["groups"]] == ["self", "primary_care"]
    assert "funnel does not go by sector" in place("measure", "funnel", "--by", "sector").err
    assert "load does not heed --by" in place("measure", "load", "--by", "need").err
    assert "Below lead a funnel is told" in place(
        "measure", "funnel", "--by", "need", "--as-role", "partner"
    ).err  # fmt: skip
    backwards = place("measure", "waits", "--from-stage", "seen", "--to-stage", "accepted")
    assert backwards.code == 2
    assert "No wait goes from 'seen' to 'accepted'" in backwards.err


def test_ties_that_a_role_never_sees_are_refused_and_not_told_as_noughts(place: Run) -> None:
    of_referrals = ("measure", "network", "--ties", "referrals", "--json")
    assert json.loads(place(*of_referrals).out)["ties"] == 2
    seen = place(*of_referrals, "--as-role", "partner")
    assert (seen.code, seen.out) == (2, "")
    assert "What a partner sees holds no referrals" in seen.err
    # A copy for partners holds none either, whoever looks at it.
    place("store", "copy", "assetmap.db", "partner.db", "--as-role", "partner")
    assert place(*of_referrals, "--store", "partner.db").err == seen.err
