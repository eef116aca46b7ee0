"""What every store promises of rows that were joined: one change, back and forth."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from assetmap.ingest.duplicates.joining import join, keep_apart
from assetmap.model import Changes, conform

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.store import Store

TODAY = dt.date(2026, 4, 1)
TABLES: dict[str, list[dict[str, Any]]] = {
    "Location": [{"id": "l", "name": "Hall"}],
    "Organisation": [
        {"id": "a", "name": "Sale Choir"},
        {"id": "b", "name": "Choir of Sale", "x_size": "12", "location_id": "l"},
        {"id": "c", "name": "Foodbank"},
    ],
    "Activity": [{"id": "s", "name": "Singing", "organisation_id": "b"}],
    "NotSame": [{"id": "n", "organisation_id": "b", "other_id": "c"}],
    "PARTNERS_WITH": [
        {"id": "1", "from_id": "a", "to_id": "c"},
        {"id": "2", "from_id": "b", "to_id": "c", "intensity": 2},
        {"id": "3", "from_id": "b", "to_id": "a"},
    ],
}


def _filled(store: Store) -> Store:
    rows = {name: conform(name, pd.DataFrame(each)) for name, each in TABLES.items()}
    store.apply(Changes(rows), based_on=0, actor="Ada", note="")
    return store


def _all(snapshot: Snapshot) -> dict[str, str]:
    return {
        name: rows.sort_values("id").dropna(axis="columns", how="all").to_csv(index=False)
        for name, rows in snapshot.rows.items()
        if len(rows)
    }


def test_join_is_undone_and_redone_whole(store_factory: Callable[[], Store]) -> None:
    store = _filled(store_factory())
    before = _all(store.snapshot())
    joining = join(store.snapshot(), "a", ["b"], today=TODAY)
    joined = store.apply(joining.changes, based_on=1, actor="Ada", note="joined")
    after = _all(store_factory().snapshot())
    assert "Choir of Sale" in after["Organisation"]
    assert after["FormerId"].splitlines()[1].startswith("b,a,")
    assert len(after["PARTNERS_WITH"].splitlines()) == 2
    back = store.undo(joined, actor="Ada")
    assert _all(store_factory().snapshot()) == before
    store.undo(back, actor="Ada")
    assert _all(store_factory().snapshot()) == after


def test_old_id_is_forgotten_with_the_row_that_it_is_now(store: Store) -> None:
    _filled(store)
    joining = join(store.snapshot(), "a", ["b"], today=TODAY)
    store.apply(joining.changes, based_on=1, actor="Ada", note="joined")
    store.forget(["a"], actor="Ada")
    held = store.read().rows
    assert "FormerId" not in held
    assert "NotSame" not in held
    assert store.snapshot().current_id("b") == "b"


def test_not_the_same_can_be_taken_back(store: Store) -> None:
    _filled(store)
    changes = keep_apart(store.snapshot(), "a", "b", today=TODAY)
    said = store.apply(changes, based_on=1, actor="Ada", note="not the same")
    assert len(store.snapshot().table("NotSame")) == 2
    store.undo(said, actor="Ada")
    assert store.snapshot().table("NotSame")["id"].tolist() == ["n"]
