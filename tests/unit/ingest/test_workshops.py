"""A planned workshop is kept: as one change, again with other guests, and never half."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import DanglingReferenceError, DataError, StaleRevisionError
from assetmap.ingest.workshops import PlannedWorkshop, keep_who_came, keep_workshop
from assetmap.model import Changes, conform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetmap.store import Store

PLAN = PlannedWorkshop(dt.date(2027, 3, 4), "", "  Evenings \n and weekends ", ("a", "b"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with organisations a, b and c, at revision 1."""
    store = assetmap.open(tmp_path / "town.db")
    rows = pd.DataFrame({"id": ["a", "b", "c"], "name": ["Alder", "Beech", "Cedar"]})
    store.apply(
        Changes({"Organisation": conform("Organisation", rows)}), based_on=0, actor="", note=""
    )
    yield store
    store.close()


def seats(store: Store) -> set[tuple[str, str]]:
    rows = store.snapshot().table("TOOK_PART_IN")
    return set(zip(rows["from_id"], rows["part"], strict=True))


def test_workshop_and_invitations_are_one_change_that_undo_takes_back(store: Store) -> None:
    assert keep_workshop(store, PLAN, based_on=1, actor="Ada") == 2
    (row,) = store.snapshot().table("Workshop").to_dict("records")
    assert (row["held_on"].date(), row["purpose"]) == (PLAN.held_on, "Evenings and weekends")
    assert pd.isna(row["area_code"])
    assert seats(store) == {("a", "invited"), ("b", "invited")}
    newest = store.history(limit=1)[0]
    assert (newest.actor, newest.note) == ("Ada", "workshop: 'Evenings and weekends', 2 invited")
    store.undo(2, actor="Ada")
    assert store.snapshot().counts["Workshop"] == 0
    assert seats(store) == set()


def test_kept_again_as_it_is_nothing_changes(store: Store) -> None:
    keep_workshop(store, PLAN, based_on=1, actor="")
    assert keep_workshop(store, PLAN, based_on=2, actor="") == 2


def test_kept_again_with_other_guests_replaces_invitations_and_nobody_who_came(
    store: Store,
) -> None:
    keep_workshop(store, PLAN, based_on=1, actor="")
    rows = store.snapshot().table("TOOK_PART_IN")
    came = rows[rows["from_id"] == "a"].assign(part="host")
    store.apply(Changes({"TOOK_PART_IN": came}), based_on=2, actor="", note="")
    keep_workshop(store, replace(PLAN, invited=("a", "c")), based_on=3, actor="")
    assert seats(store) == {("a", "host"), ("c", "invited")}
    assert store.snapshot().counts["Workshop"] == 1


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (replace(PLAN, purpose=" \n"), "Say what the workshop is for"),
        (replace(PLAN, invited=()), "Nobody is invited yet"),
    ],
)
def test_workshop_for_nothing_or_nobody_is_refused(
    store: Store, plan: PlannedWorkshop, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        keep_workshop(store, plan, based_on=1, actor="")
    assert store.revision() == 1


def test_guest_who_is_gone_and_a_place_that_moved_on_keep_nothing(store: Store) -> None:
    with pytest.raises(DanglingReferenceError):
        keep_workshop(store, replace(PLAN, invited=("a", "gone")), based_on=1, actor="")
    keep_workshop(store, PLAN, based_on=1, actor="")
    with pytest.raises(StaleRevisionError):
        keep_workshop(store, replace(PLAN, invited=("c",)), based_on=1, actor="")
    assert seats(store) == {("a", "invited"), ("b", "invited")}


def test_who_came_is_one_change_and_undo_makes_them_invited_again(store: Store) -> None:
    keep_workshop(store, PLAN, based_on=1, actor="")
    assert keep_who_came(store, PLAN.id, ["b"], based_on=2, actor="Ada") == 3
    assert seats(store) == {("a", "invited"), ("b", "came")}
    newest = store.history(limit=1)[0]
    assert (newest.actor, newest.note) == ("Ada", "workshop: 1 of 2 invited came")
    # Planned again, who came stays one who came.
    keep_workshop(store, replace(PLAN, invited=("b", "c")), based_on=3, actor="")
    assert seats(store) == {("b", "came"), ("c", "invited")}
    store.undo(4, actor="")
    store.undo(3, actor="")
    assert seats(store) == {("a", "invited"), ("b", "invited")}


@pytest.mark.parametrize(
    ("came", "message"),
    [
        ([], "Nobody is ticked yet"),
        (["a", "c"], "'c' is not among those invited"),
    ],
)
def test_nobody_and_whoever_was_not_invited_did_not_come(
    store: Store, came: list[str], message: str
) -> None:
    keep_workshop(store, PLAN, based_on=1, actor="")
    with pytest.raises(DataError, match=message):
        keep_who_came(store, PLAN.id, came, based_on=2, actor="")
    with pytest.raises(StaleRevisionError):
        keep_who_came(store, PLAN.id, ["a"], based_on=1, actor="")
    assert seats(store) == {("a", "invited"), ("b", "invited")}
