"""What becomes of two rows that are one, and of all that spoke of them."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import assetmap
from assetmap.errors import DataError, UnknownNodeError
from assetmap.ingest.duplicates.joined_rows import filled_cells, joined_cells
from assetmap.ingest.duplicates.joining import join, keep_apart
from assetmap.ingest.duplicates.steps import join_rows, join_sure, say_not_same
from assetmap.ingest.made_ids import made_ids
from assetmap.model import Changes, Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assetmap.store import Store

TODAY = dt.date(2026, 4, 1)

Tables = dict[str, list[dict[str, Any]]]


def _rows(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, pd.DataFrame]:
    return {name: conform(name, pd.DataFrame(rows)) for name, rows in tables.items()}


def _place(**tables: list[dict[str, Any]]) -> Snapshot:
    return Snapshot(rows=_rows(tables))


def _choirs(**more: Any) -> list[dict[str, Any]]:
    return [
        {"id": "a", "name": "Sale Choir", "phone": "0161 1"},
        {"id": "b", "name": "SALE CHOIR LTD", "phone": "0161 2", "email": "hello@choir", **more},
        {"id": "c", "name": "Foodbank"},
    ]


def _after(place: Snapshot, kept_id: str, *others: str) -> Snapshot:
    return place.with_changes(join(place, kept_id, others, today=TODAY).changes)


def _cells(place: Snapshot, table: str, *names: str) -> list[tuple[Any, ...]]:
    rows = place.table(table).astype(object)
    rows = rows.where(rows.notna(), None)
    return sorted(rows[list(names)].itertuples(index=False, name=None), key=str)


def test_own_words_stay_gaps_are_filled_and_lists_put_together() -> None:
    kept: dict[str, Any] = {"name": "Sale Choir", "phone": "1", "email": None, "sector": "other"}
    kept |= {"identifiers": "GB-CHC-1136419", "recorded_on": None, "x_size": pd.NA}
    other: dict[str, Any] = {
        "name": "The Choir|Sale",
        "phone": "2",
        "email": "e",
        "sector": "faith",
    }
    other |= {"identifiers": "gb-chc-01136419|GB-COH-00738693", "recorded_on": 5, "x_size": "12"}
    made = joined_cells("Organisation", kept, other)
    assert made == {
        "name": "Sale Choir",
        "phone": "1",
        "email": "e",
        "sector": "faith",
        "identifiers": "GB-CHC-1136419|GB-COH-00738693",
        "recorded_on": None,
        "x_size": "12",
        "alternate_names": "The Choir Sale",
    }
    assert joined_cells("Organisation", made, other) == made
    assert filled_cells("Organisation", made, other) == made


def test_lists_put_together_stay_within_what_a_cell_holds() -> None:
    kept = {"name": "A", "alternate_names": "x" * 32_000}
    other = {"name": "B" * 300, "alternate_names": "y" * 32_000}
    names = joined_cells("Organisation", kept, other)["alternate_names"]
    assert names == "x" * 32_000 + "|" + "B" * 300


def test_join_keeps_one_row_and_the_old_id() -> None:
    place = _after(_place(Organisation=_choirs(alternate_names="Choir of Sale")), "a", "b")
    assert _cells(place, "Organisation", "id", "name", "phone", "email", "alternate_names") == [
        ("a", "Sale Choir", "0161 1", "hello@choir", "Choir of Sale|SALE CHOIR LTD"),
        ("c", "Foodbank", None, None, None),
    ]
    assert place.current_id("b") == "a"
    assert place.current_id("c") == "c"


def test_every_reference_moves() -> None:
    place = _place(
        Organisation=_choirs(),
        Need=[{"id": "n", "name": "Company"}],
        Activity=[{"id": "s", "name": "Singing", "organisation_id": "b"}],
        Champion=[{"id": "p", "organisation_id": "b"}],
        Asset=[{"id": "k", "name": "Kitchen", "holder_id": "b"}],
        Referral=[
            {"id": "r", "episode_id": "e", "source_id": "c", "target_id": "b"},
            {"id": "t", "episode_id": "f", "source_id": "b", "target_id": "c"},
        ],
        Story=[{"id": "y", "text": "It helped"}],
        ABOUT=[{"id": "ab", "from_id": "y", "to_id": "b"}],
    )
    place = _after(place, "a", "b")
    assert _cells(place, "Activity", "organisation_id") == [("a",)]
    assert _cells(place, "Champion", "organisation_id") == [("a",)]
    assert _cells(place, "Asset", "holder_id") == [("a",)]
    assert _cells(place, "Referral", "source_id", "target_id") == [("a", "c"), ("c", "a")]
    assert _cells(place, "ABOUT", "id", "from_id", "to_id") == [("ab", "y", "a")]


def test_same_ties_become_one_and_loops_vanish() -> None:
    ties: list[dict[str, Any]] = [
        {"id": "1", "from_id": "a", "to_id": "c", "intensity": 3},
        {"id": "2", "from_id": "b", "to_id": "c", "intensity": 2, "power": 4},
        {"id": "3", "from_id": "a", "to_id": "b", "intensity": 1},
        {"id": "4", "from_id": "b", "to_id": "a"},
        {"id": "5", "from_id": "c", "to_id": "b", "intensity": 4},
    ]
    place = _place(Organisation=_choirs(), PARTNERS_WITH=ties)
    joining = join(place, "a", ["b"], today=TODAY)
    after = place.with_changes(joining.changes)
    assert _cells(after, "PARTNERS_WITH", "id", "from_id", "to_id", "intensity", "power") == [
        ("1", "a", "c", 3, 4),
        ("5", "c", "a", 4, None),
    ]
    assert joining.notes == (
        "Two claims of how 'Sale Choir' sees 'Foodbank' became one: intensity 3, not 2.",
    )


def test_two_of_those_that_go_may_have_had_the_same_tie() -> None:
    organisations = [*_choirs(), {"id": "d", "name": "Sale Choir"}]
    ties = [{"id": str(n), "from_id": n, "to_id": "c"} for n in ("b", "d")]
    after = _after(_place(Organisation=organisations, LED_BY=[], TIED_TO=ties), "a", "b", "d")
    assert _cells(after, "TIED_TO", "id", "from_id", "to_id") == [("b", "a", "c")]


def test_id_made_from_what_a_tie_says_is_made_anew() -> None:
    ties = conform("PARTNERS_WITH", pd.DataFrame([{"id": "", "from_id": "b", "to_id": "c"}]))
    ties["id"] = made_ids("PARTNERS_WITH", ties)
    place = Snapshot(rows=_rows({"Organisation": _choirs()}) | {"PARTNERS_WITH": ties})
    after = _after(place, "a", "b").table("PARTNERS_WITH")
    wanted = conform("PARTNERS_WITH", pd.DataFrame([{"id": "", "from_id": "a", "to_id": "c"}]))
    assert after["id"].tolist() == made_ids("PARTNERS_WITH", wanted).tolist() != ties["id"].tolist()


def test_two_sums_of_money_stay_two() -> None:
    grants = [
        {"id": "g", "from_id": "c", "to_id": "a", "amount_gbp": 100.0},
        {"id": "h", "from_id": "c", "to_id": "b", "amount_gbp": 250.0},
        {"id": "i", "from_id": "c", "to_id": "b", "amount_gbp": 100.0},
    ]
    after = _after(_place(Organisation=_choirs(), FUNDS=grants), "a", "b")
    assert _cells(after, "FUNDS", "id", "to_id", "amount_gbp") == [
        ("g", "a", 100.0),
        ("h", "a", 250.0),
    ]


def test_old_ids_never_point_to_old_ids() -> None:
    place = _after(_place(Organisation=_choirs()), "b", "a")
    place = _after(place, "c", "b")
    assert _cells(place, "FormerId", "id", "current_id") == [("a", "c"), ("b", "c")]


def test_location_that_only_the_other_had_goes_if_it_is_at_the_same_postcode() -> None:
    place = _place(
        Organisation=[
            {"id": "a", "name": "A", "location_id": "l1"},
            {"id": "b", "name": "A", "location_id": "l2"},
            {"id": "c", "name": "A", "location_id": "l3"},
            {"id": "d", "name": "A", "location_id": "l4"},
        ],
        Location=[
            {"id": "l1", "name": "Hall", "postcode": "M33 7XX"},
            {"id": "l2", "name": "The Hall", "postcode": "M33 7XX", "town": "Sale"},
            {"id": "l3", "name": "Hall", "postcode": "M33 7XX"},
            {"id": "l4", "name": "Office", "postcode": "M41 5AH"},
        ],
        Session=[{"id": "s", "activity_id": "v", "location_id": "l3"}],
    )
    after = _after(place, "a", "b", "c", "d")
    assert _cells(after, "Location", "id", "town") == [
        ("l1", "Sale"),
        ("l3", None),
        ("l4", None),
    ]
    assert after.current_id("l2") == "l1"


def test_locations_can_be_joined_too() -> None:
    place = _place(
        Location=[{"id": "l1", "name": "Hall"}, {"id": "l2", "name": "Hall", "latitude": 53.4}],
        Organisation=[{"id": "a", "name": "A", "location_id": "l2"}],
        HAS_USE_OF=[{"id": "u", "from_id": "a", "to_id": "l2"}],
    )
    after = _after(place, "l1", "l2")
    assert _cells(after, "Organisation", "location_id") == [("l1",)]
    assert _cells(after, "HAS_USE_OF", "from_id", "to_id") == [("a", "l1")]
    assert _cells(after, "Location", "id", "latitude") == [("l1", 53.4)]


@pytest.mark.parametrize(
    ("kept", "other", "sentence"),
    [
        ("a", "zz", "Nothing in the map has the id 'zz'"),
        ("zz", "a", "Nothing in the map has the id 'zz'"),
        ("a", "a", "'a' and 'a' are one already"),
        ("a", "n", r"'n' \(Need\) cannot be joined into 'a' \(Organisation\)"),
        ("n", "m", "two organisations can, or two locations"),
    ],
)
def test_what_cannot_be_joined_is_refused_in_a_sentence(
    kept: str, other: str, sentence: str
) -> None:
    needs = [{"id": "n", "name": "Company"}, {"id": "m", "name": "Company"}]
    place = _place(Organisation=_choirs(), Need=needs)
    with pytest.raises((DataError, UnknownNodeError), match=sentence):
        join(place, kept, [other], today=TODAY)
    with pytest.raises(DataError, match="Nothing was named"):
        join(place, "a", [], today=TODAY)


def test_two_of_which_one_referred_to_the_other_are_not_joined() -> None:
    referral = {"id": "r", "episode_id": "e", "source_id": "a", "target_id": "b"}
    place = _place(Organisation=_choirs(), Referral=[referral])
    with pytest.raises(DataError, match="nobody refers to themselves"):
        join(place, "a", ["b"], today=TODAY)


def test_keeping_apart_is_one_row_whichever_comes_first() -> None:
    place = _place(Organisation=_choirs())
    one = keep_apart(place, "a", "b", today=TODAY).rows["NotSame"]
    other = keep_apart(place, "b", "a", today=TODAY).rows["NotSame"]
    pd.testing.assert_frame_equal(one, other)
    with pytest.raises(DataError, match="are one already"):
        keep_apart(place, "a", "a", today=TODAY)
    with pytest.raises(UnknownNodeError):
        keep_apart(place, "a", "zz", today=TODAY)


def test_kept_apart_from_what_was_joined_is_kept_apart_from_what_it_is_now() -> None:
    place = _place(Organisation=_choirs())
    place = place.with_changes(keep_apart(place, "b", "c", today=TODAY))
    after = _after(place, "a", "b")
    assert _cells(after, "NotSame", "organisation_id", "other_id") == [("a", "c")]
    place = place.with_changes(keep_apart(place, "a", "b", today=TODAY))
    assert _cells(_after(place, "a", "b"), "NotSame", "organisation_id", "other_id") == [("a", "c")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(assetmap.open(tmp_path / "place.db")) as opened:
        yield opened


def _table(store: Store, name: str) -> pd.DataFrame:
    return store.snapshot().table(name).sort_values("id", ignore_index=True)


def test_undo_parts_what_was_joined_and_undoing_that_joins_it_again(store: Store) -> None:
    tables: Tables = {
        "Organisation": _choirs(),
        "Activity": [{"id": "s", "name": "Singing", "organisation_id": "b"}],
        "PARTNERS_WITH": [
            {"id": "1", "from_id": "a", "to_id": "c"},
            {"id": "2", "from_id": "b", "to_id": "c", "intensity": 2},
        ],
    }
    store.apply(Changes(_rows(tables)), based_on=0, actor="Ada", note="")
    before = {name: _table(store, name) for name in (*tables, "FormerId")}
    done = join_rows(store, "a", ["b"], actor="Ada")
    assert store.history(limit=1)[0].note == (
        "duplicates: joined 'SALE CHOIR LTD' into 'Sale Choir'"
    )
    joined = {name: _table(store, name) for name in (*tables, "FormerId")}
    assert joined["Organisation"]["id"].tolist() == ["a", "c"]
    back = store.undo(done.revision, actor="Ada")
    for name, rows in before.items():
        pd.testing.assert_frame_equal(_table(store, name), rows)
    store.undo(back, actor="Ada")
    for name, rows in joined.items():
        pd.testing.assert_frame_equal(_table(store, name), rows)


def test_all_sure_ones_are_joined_at_once_and_the_rest_left(store: Store) -> None:
    place = [{"id": "l", "name": "Hall", "postcode": "M33 7XX"}]
    names = ("Sale Choir", "SALE CHOIR", "The Sale Choir Ltd", "Talk Change", "Talk & Change")
    organisations: list[dict[str, Any]] = [
        {"id": f"o{n}", "name": name, "location_id": "l"} for n, name in enumerate(names)
    ]
    organisations[4]["location_id"] = None
    rows = _rows({"Location": place, "Organisation": organisations})
    store.apply(Changes(rows), based_on=0, actor="Ada", note="")
    done = join_sure(store, actor="Ada")
    assert (done.n_gone, done.revision) == (2, 2)
    assert _table(store, "Organisation")["id"].tolist() == ["o0", "o3", "o4"]
    assert join_sure(store, actor="Ada").n_gone == 0
    assert store.revision() == 2
    say_not_same(store, "o3", "o4", actor="Ada")
    assert store.history(limit=1)[0].note == (
        "duplicates: 'Talk Change' and 'Talk & Change' are not the same"
    )


def test_sure_ones_that_refer_to_each_other_are_left_apart(store: Store) -> None:
    organisations = [{"id": n, "name": "Sale Choir", "phone": "0161 912 0000"} for n in "ab"]
    referral = {"id": "r", "episode_id": "e", "source_id": "a", "target_id": "b"}
    referral |= {"route": "professional", "status": "requested"}
    days = {"made_on": pd.Timestamp("2026-01-05")}
    rows = _rows({"Organisation": organisations, "Referral": [referral | days]})
    store.apply(Changes(rows), based_on=0, actor="Ada", note="")
    done = join_sure(store, actor="Ada")
    assert done.n_gone == 0
    assert done.notes == ("Left apart, since one refers to another: 'Sale Choir', 'Sale Choir'.",)
