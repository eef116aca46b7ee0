"""What every store promises of `apply`, `read`, `revision` and `history`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from assetmap.errors import (
    ClosedStoreError,
    DanglingReferenceError,
    DataError,
    StaleRevisionError,
)
from assetmap.model import Changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.store import Store


def _rows(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def _organisations(*ids: str) -> Changes:
    return Changes({"Organisation": _rows(id=list(ids), name=[f"Name of {each}" for each in ids])})


def _apply(store: Store, changes: Changes) -> int:
    return store.apply(changes, based_on=store.revision(), actor="Ada", note="a test")


def _ids(store: Store, table: str) -> list[str]:
    rows = store.read().rows.get(table)
    return [] if rows is None else sorted(rows["id"])


def test_store_is_empty_at_first(store: Store) -> None:
    assert store.revision() == 0
    assert len(store.read()) == 0
    assert store.history(limit=10) == ()
    assert len(store.snapshot()) == 0
    assert store.snapshot().revision == 0


def test_apply_counts_revisions_from_one(store: Store) -> None:
    assert _apply(store, _organisations("a")) == 1
    assert _apply(store, _organisations("b")) == 2
    assert store.revision() == 2
    assert _ids(store, "Organisation") == ["a", "b"]


def test_apply_is_there_when_the_place_is_opened_again(store_factory: Callable[[], Store]) -> None:
    first = store_factory()
    _apply(first, _organisations("a"))
    first.close()
    again = store_factory()
    assert again.revision() == 1
    assert again.store_id == first.store_id
    assert _ids(again, "Organisation") == ["a"]


def test_apply_of_nothing_is_not_a_revision(store: Store) -> None:
    _apply(store, _organisations("a"))
    assert _apply(store, Changes()) == 1
    assert _apply(store, Changes({"Organisation": _rows(id=[], name=[])})) == 1
    assert len(store.history(limit=10)) == 1


def test_apply_of_what_is_there_is_not_a_revision(store: Store) -> None:
    _apply(store, _organisations("a", "b"))
    assert _apply(store, _organisations("b", "a")) == 1
    assert _apply(store, Changes(removed={"Organisation": ("never there",)})) == 1


def test_apply_passes_over_rows_that_are_the_same(store: Store) -> None:
    _apply(store, _organisations("a", "b"))
    changed = _rows(id=["a", "b"], name=["Name of a", "Another"])
    _apply(store, Changes({"Organisation": changed}))
    newest = store.history(limit=1)[0]
    assert (newest.created, newest.updated, newest.removed) == (0, 1, 0)


def test_apply_replaces_the_whole_row(store: Store) -> None:
    _apply(store, Changes({"Organisation": _rows(id=["a"], name=["A"], sector=["nhs"])}))
    _apply(store, Changes({"Organisation": _rows(id=["a"], name=["A"])}))
    assert store.read().rows["Organisation"]["sector"].isna().all()


def test_apply_removes_rows(store: Store) -> None:
    _apply(store, _organisations("a", "b"))
    _apply(store, Changes(removed={"Organisation": ("a", "never there")}))
    assert _ids(store, "Organisation") == ["b"]
    newest = store.history(limit=1)[0]
    assert (newest.created, newest.updated, newest.removed) == (0, 0, 1)


def test_apply_lets_rows_of_one_change_refer_to_each_other_in_any_order(store: Store) -> None:
    tie = _rows(id=["t"], from_id=["a"], to_id=["b"])
    areas = _rows(id=["small", "large"], name=["S", "L"], parent_code=["large", None])
    given = {"PARTNERS_WITH": tie, "Area": areas, **_organisations("a", "b").rows}
    assert _apply(store, Changes(given)) == 1


def test_apply_may_give_an_id_to_another_kind_in_one_change(store: Store) -> None:
    _apply(store, _organisations("a"))
    champion = Changes({"Champion": _rows(id=["a"])}, {"Organisation": ("a",)})
    assert _apply(store, champion) == 2
    assert _ids(store, "Organisation") == []
    assert _ids(store, "Champion") == ["a"]


def test_apply_refuses_a_change_based_on_an_old_revision(store: Store) -> None:
    _apply(store, _organisations("a"))
    _apply(store, Changes({"Need": _rows(id=["n"], name=["Company"])}))
    _apply(store, Changes({"Area": _rows(id=["w"], name=["Ward"])}))
    with pytest.raises(StaleRevisionError, match=r"from revision 1 to 3 .* \(Area, Need changed\)"):
        store.apply(_organisations("b"), based_on=1, actor="Ada", note="")
    assert store.revision() == 3
    assert _ids(store, "Organisation") == ["a"]


def test_apply_refuses_a_change_based_on_a_revision_to_come(store: Store) -> None:
    with pytest.raises(StaleRevisionError):
        store.apply(_organisations("a"), based_on=1, actor="Ada", note="")
    assert store.revision() == 0


@pytest.mark.parametrize(
    ("table", "rows", "message"),
    [
        ("Champion", {"id": ["c"], "organisation_id": ["x"]}, "Champion 'c' .* organisation_id"),
        ("PARTNERS_WITH", {"id": ["t"], "from_id": ["x"], "to_id": ["a"]}, "'t' .* from_id to 'x'"),
        (
            "Asset",
            {"id": ["k"], "name": ["K"], "holder_id": ["x"]},
            "Asset 'k' .* holder_id to 'x'",
        ),
        ("ABOUT", {"id": ["t"], "from_id": ["s"], "to_id": ["x"]}, "ABOUT 't' refers in to_id"),
        # An organisation is there, but this tie does not start at organisations.
        ("SERVES", {"id": ["t"], "from_id": ["a"], "to_id": ["w"]}, "SERVES 't' .* from_id to 'a'"),
    ],
)
def test_apply_refuses_a_reference_to_nothing(
    store: Store, table: str, rows: dict[str, list[str]], message: str
) -> None:
    given = {
        **_organisations("a").rows,
        "Story": _rows(id=["s"]),
        "Area": _rows(id=["w"], name=["Ward"]),
    }
    _apply(store, Changes(given))
    before = store.read()
    with pytest.raises(DanglingReferenceError, match=message):
        _apply(store, Changes({table: pd.DataFrame(rows), **_organisations("b").rows}))
    assert store.revision() == before.revision
    assert _ids(store, "Organisation") == ["a"]
    assert _ids(store, table) == []


@pytest.mark.parametrize(
    "removed", [{"Organisation": ("a",)}, {"Story": ("s",)}, {"Area": ("w",)}, {"Champion": ("c",)}]
)
def test_apply_refuses_to_remove_what_is_referred_to(
    store: Store, removed: dict[str, tuple[str, ...]]
) -> None:
    given = {
        **_organisations("a", "b").rows,
        "PARTNERS_WITH": _rows(id=["t"], from_id=["b"], to_id=["a"]),
        "Story": _rows(id=["s"]),
        "Area": _rows(id=["w"], name=["Ward"]),
        "ABOUT": _rows(id=["u"], from_id=["s"], to_id=["w"]),
        "Champion": _rows(id=["c"]),
        "Asset": _rows(id=["k"], name=["Kitchen"], holder_id=["c"]),
    }
    _apply(store, Changes(given))
    with pytest.raises(DanglingReferenceError):
        _apply(store, Changes(removed=removed))
    assert store.revision() == 1
    assert len(store.read()) == 8


def test_apply_refuses_an_id_that_another_kind_of_party_has(store: Store) -> None:
    _apply(store, _organisations("a"))
    with pytest.raises(DataError, match="Champion 'a' has the id of a row of Organisation"):
        _apply(store, Changes({"Champion": _rows(id=["a"])}))
    assert store.revision() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (Changes({"Person": _rows(id=["p"])}), "no table 'Person'"),
        (Changes(removed={"Person": ("p",)}), "no table 'Person'"),
        (Changes({"Organisation": _rows(id=["a"])}), "Organisation 'a' has no name"),
        (
            Changes({"Activity": _rows(id=["a"], name=["A"], wait_days=["soon"])}),
            "Activity holds a cell that is not of its column's type",
        ),
        (Changes({"Organisation": _rows(id=["a", None], name=["A", "B"])}), "has no id"),
        (Changes({"Organisation": _rows(id=["a", "a"], name=["A", "B"])}), "'a' is given twice"),
        (
            Changes({"Organisation": _rows(id=["a"], name=["A"])}, {"Organisation": ("a",)}),
            "'a' is both given and taken away",
        ),
        (
            Changes({"Organisation": _rows(id=["a"], name=["A"], x_q=["1"], X_Q=["2"], x_Q=["3"])}),
            "cannot have a column 'x_q' of its own",
        ),
        (
            Changes({"Outcome": _rows(id=["o"], episode_id=["e"], x_name=["Jo"])}),
            "Outcome takes no column of a place's own, such as 'x_name'",
        ),
    ],
)
def test_apply_refuses_rows_that_cannot_be_kept(
    store: Store, changes: Changes, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        _apply(store, changes)
    assert store.revision() == 0
    assert len(store.read()) == 0


def test_apply_keeps_columns_of_the_place(store: Store) -> None:
    own = _rows(id=["a", "b"], name=["A", "B"], x_size=["12", None], other=["no", "no"])
    _apply(store, Changes({"Organisation": own}))
    _apply(store, Changes({"Organisation": _rows(id=["c"], name=["C"], x_note=["new"])}))
    rows = store.read().rows["Organisation"].set_index("id")
    assert rows.columns.tolist()[-2:] == ["x_note", "x_size"]
    assert rows["x_size"].dropna().to_dict() == {"a": "12"}
    assert rows["x_note"].dropna().to_dict() == {"c": "new"}


def test_apply_refuses_a_column_of_the_place_spelled_otherwise(store: Store) -> None:
    _apply(store, Changes({"Organisation": _rows(id=["a"], name=["A"], x_size=["12"])}))
    with pytest.raises(DataError, match="has a column like 'x_Size', spelled otherwise"):
        _apply(store, Changes({"Organisation": _rows(id=["b"], name=["B"], x_Size=["3"])}))
    assert store.revision() == 1


def test_read_since_gives_what_changed_and_what_is_gone(store: Store) -> None:
    _apply(store, _organisations("a", "b", "c"))
    changed = _rows(id=["b", "d"], name=["Other", "D"])
    _apply(store, Changes({"Organisation": changed}, {"Organisation": ("c",)}))
    _apply(store, Changes({"Need": _rows(id=["n"], name=["Company"])}))
    since = store.read(since=1)
    assert since.revision == 3
    assert sorted(since.rows) == ["Need", "Organisation"]
    assert sorted(since.rows["Organisation"]["id"]) == ["b", "d"]
    assert dict(since.removed) == {"Organisation": ("c",)}
    assert len(store.read(since=3)) == 0


def test_read_since_leaves_out_what_came_and_went(store: Store) -> None:
    _apply(store, _organisations("a"))
    _apply(store, _organisations("b"))
    _apply(store, Changes(removed={"Organisation": ("b",)}))
    assert len(store.read(since=1)) == 0
    assert dict(store.read(since=2).removed) == {"Organisation": ("b",)}


def test_history_lists_the_newest_first(store: Store) -> None:
    started_at = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=2)
    store.apply(_organisations("a", "b"), based_on=0, actor="Ada", note="first; 'quoted' ü")
    store.apply(Changes(removed={"Organisation": ("a",)}), based_on=1, actor="Bo", note="")
    newest, oldest = store.history(limit=10)
    assert (newest.number, newest.actor, newest.note, newest.removed) == (2, "Bo", "", 1)
    assert (oldest.number, oldest.actor, oldest.note) == (1, "Ada", "first; 'quoted' ü")
    assert (oldest.created, oldest.updated, oldest.removed) == (2, 0, 0)
    assert started_at <= oldest.made_at <= newest.made_at <= dt.datetime.now(dt.UTC)
    assert store.history(limit=1) == (newest,)
    assert store.history(limit=0) == ()


def test_history_keeps_names_of_files_that_are_no_text(store: Store) -> None:
    store.apply(_organisations("a"), based_on=0, actor="Ada \udcff", note="caf\udce9.csv")
    assert store.history(limit=1)[0].note == "caf?.csv"


def test_snapshot_holds_what_read_gives(store: Store) -> None:
    _apply(store, _organisations("a", "b"))
    first = store.snapshot()
    assert first.store_id == store.store_id
    assert first.revision == 1
    assert first.counts["Organisation"] == 2
    _apply(store, Changes({"Organisation": _rows(id=["b"], name=["B"])}, {"Organisation": ("a",)}))
    second = store.snapshot()
    assert second.table("Organisation")["name"].tolist() == ["B"]
    assert second.key != first.key
    assert first.counts["Organisation"] == 2


def test_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    for use in (store.revision, store.read, store.snapshot, lambda: store.history(limit=1)):
        with pytest.raises(ClosedStoreError, match="is closed"):
            use()
    with pytest.raises(ClosedStoreError):
        store.apply(_organisations("a"), based_on=0, actor="", note="")
    with pytest.raises(ClosedStoreError):
        store.undo(1, actor="")
    with pytest.raises(ClosedStoreError):
        store.forget(["a"], actor="")


def test_a_tie_to_an_area_outlives_a_party_with_the_areas_id(store: Store) -> None:
    rows = {
        "Area": _rows(id=["e1"], name=["Ward"]),
        "Champion": _rows(id=["e1"]),
        "Story": _rows(id=["s"], title=["A story"]),
        "ABOUT": _rows(id=["t"], from_id=["s"], to_id=["e1"]),
    }
    _apply(store, Changes({name: rows[name] for name in rows}))
    _apply(store, Changes(removed={"Champion": ("e1",)}))
    assert _ids(store, "ABOUT") == ["t"]
