"""The screen Brokers: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from assetmap.model import Snapshot, conform
from assetmap.views.brokers.view import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "brokers.py"


def rows(table: str, **columns: Sequence[object]) -> pd.DataFrame:
    return conform(table, pd.DataFrame(columns))


@pytest.fixture
def town() -> Snapshot:
    """Ferry House alone joins the choir, the club and the surgery; the mosque has no tie."""
    return Snapshot(
        store_id="town",
        revision=1,
        rows={
            "Location": rows("Location", id=["hall"], name=["Hall"], town=["Harbour"]),
            "Organisation": rows(
                "Organisation",
                id=["ferry", "choir", "club", "gp", "mosque"],
                name=["Ferry House", "Choir", "Lunch *Club*", "Surgery", "Mosque"],
                sector=["vcse", "vcse", "vcse", "primary_care", "faith"],
                location_id=["hall", "hall", "hall", None, None],
            ),
            "PARTNERS_WITH": rows(
                "PARTNERS_WITH",
                id=["p1", "p2", "p3", "p4"],
                from_id=["ferry", "choir", "ferry", "gp"],
                to_id=["choir", "ferry", "club", "ferry"],
                intensity=[4, 4, 1, 2],
            ),
        },
    )


def opened(snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = snapshot
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_screen_says_who_joins_the_most_and_what_would_be_lost(town: Snapshot) -> None:
    screen = opened(town)
    # Choir and club, choir and surgery, club and surgery.
    assert (
        "Ferry House joins the most: 3 pairs. Without it, 2 others would be cut off from the rest."
    ) in words(screen)
    assert "most often one of its own kind and one of another. Without it" in words(screen)
    assert [title.value for title in screen.title] == [
        "Who joins whom, and what breaks without them?"
    ]


def test_table_holds_the_numbers_by_kind(town: Snapshot) -> None:
    (row,) = opened(town).dataframe[0].value.to_dict("records")
    assert (row["name"], row["group"]) == ("Ferry House", "Voluntary and community")
    assert [row[role] for role in ("pairs", "own", "alike", "between", "unlike")] == [3, 1, 0, 2, 0]
    assert row["joins"] == "Voluntary and community and Primary care"
    assert row["n_cut_off"] == 2
    assert row["place"] == 1


def test_places_say_where_each_would_stand_and_how_sure_that_is() -> None:
    """Eleven of twelve in a circle name the next two."""
    ids = [f"o{number:02}" for number in range(12)]
    claims = [(n, (n + step) % 12) for n in range(1, 12) for step in (1, 2)]
    screen = opened(
        Snapshot(
            store_id="circle",
            revision=1,
            rows={
                "Organisation": rows("Organisation", id=ids, name=ids, sector=["vcse"] * 12),
                "Survey": rows("Survey", id=["s"], asked_on=["2026-01-01"]),
                "ASKED": rows(
                    "ASKED",
                    id=ids,
                    from_id=["s"] * 12,
                    to_id=ids,
                    answered_on=[None, *["2026-02-01"] * 11],
                ),
                "PARTNERS_WITH": rows(
                    "PARTNERS_WITH",
                    id=[f"{one} {other}" for one, other in claims],
                    from_id=[ids[one] for one, _ in claims],
                    to_id=[ids[other] for _, other in claims],
                    survey_id=["s"] * len(claims),
                ),
            },
        )
    )
    shown = list(screen.dataframe[0].proto.column_order)
    assert shown[:4] == ["place", "could_be", "pairs", "name"]
    assert screen.dataframe[0].value["could_be"].str.match(r"\d+( to \d+)?$").all()
    assert "1 organisation did not answer. Had all answered, each would stand" in words(screen)
    assert "can lie outside: who did not answer names nobody in it." in words(screen)


def test_every_number_says_what_it_means_and_opens_to_its_rows_and_formula(town: Snapshot) -> None:
    screen = opened(town)
    for title in ("Pairs joined", "Cut off without it"):
        (said,) = [each.value for each in screen.markdown if each.value.startswith(f"**{title}:")]
        assert "What would raise it:" in said
    explained, pairs = (each.value for each in screen.table)
    headings = {"pairs": "Pairs joined", "n_cut_off": "Cut off without it", **ROLE_WORDS}
    assert sorted(explained["Number"]) == sorted(headings.values())
    assert explained.iloc[:, 1:].map(len).gt(20).all(axis=None)
    assert "Ferry House joins 3 pairs." in words(screen)
    assert "would be cut off from the rest." in words(screen)
    assert len(pairs) == 3


def test_kinds_may_be_towns(town: Snapshot) -> None:
    screen = opened(town)
    screen.radio(key="broker_groups").set_value("place").run()
    assert not screen.exception
    assert screen.dataframe[0].value["group"].tolist() == ["Harbour"]
    assert "2 organisations have no town that is known; together they count as one." in words(
        screen
    )


def test_ties_that_join_nobody_say_what_is_missing(town: Snapshot) -> None:
    screen = opened(town)
    screen.radio(key="broker_ties").set_value("shared_activities").run()
    assert not screen.exception
    assert "Nobody joins two others who have no tie of their own." in words(screen)
    assert not screen.dataframe


def test_nothing_loaded_says_what_to_do() -> None:
    screen = opened(Snapshot(store_id="nothing", revision=0))
    assert "There is no map to show yet." in screen.info[0].value
    assert [title.value for title in screen.title] == [
        "Who joins whom, and what breaks without them?"
    ]


def test_two_readers_never_share_a_row(town: Snapshot) -> None:
    other = Snapshot(
        store_id="town",
        revision=1,
        role="public",
        rows={"Organisation": rows("Organisation", id=["a"], name=["A"], sector=["vcse"])},
    )
    assert "Ferry House" in words(opened(town))
    assert "Ferry House" not in words(opened(other))
