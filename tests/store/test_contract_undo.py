"""What every store promises of `undo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from assetmap.errors import UndoRefusedError, UnknownRevisionError
from assetmap.model import Changes

if TYPE_CHECKING:
    from assetmap.store import Store


def _rows(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def _organisations(**names: str) -> Changes:
    return Changes({"Organisation": _rows(id=list(names), name=list(names.values()))})


def _remove(table: str, *ids: str) -> Changes:
    return Changes(removed={table: ids})


def _apply(store: Store, changes: Changes) -> int:
    return store.apply(changes, based_on=store.revision(), actor="Ada", note="a test")


def _names(store: Store) -> dict[str, str]:
    rows = store.read().rows.get("Organisation", _rows(id=[], name=[]))
    return dict(zip(rows["id"], rows["name"], strict=True))


def test_undo_takes_away_what_was_created(store: Store) -> None:
    _apply(store, _organisations(a="A"))
    _apply(store, _organisations(b="B", c="C"))
    assert store.undo(2, actor="Bo") == 3
    assert _names(store) == {"a": "A"}
    newest = store.history(limit=1)[0]
    assert (newest.number, newest.actor, newest.removed) == (3, "Bo", 2)
    assert newest.note == "Undid revision 2: a test"


def test_undo_puts_back_what_was_changed_and_removed(store: Store) -> None:
    _apply(store, _organisations(a="A", b="B"))
    changed = Changes(_organisations(a="Other").rows, {"Organisation": ("b",)})
    _apply(store, changed)
    store.undo(2, actor="Bo")
    assert _names(store) == {"a": "A", "b": "B"}
    assert store.snapshot().counts["Organisation"] == 2


def test_undo_of_an_undo_makes_the_change_again(store: Store) -> None:
    _apply(store, _organisations(a="A"))
    _apply(store, _organisations(a="Other", b="B"))
    store.undo(2, actor="Bo")
    assert store.undo(3, actor="Bo") == 4
    assert _names(store) == {"a": "Other", "b": "B"}


def test_undo_may_go_back_further_once_the_later_change_is_undone(store: Store) -> None:
    _apply(store, _organisations(a="A"))
    _apply(store, _organisations(a="Other"))
    store.undo(2, actor="Bo")
    store.undo(1, actor="Bo")
    assert _names(store) == {}


def test_undo_leaves_other_rows_alone(store: Store) -> None:
    _apply(store, _organisations(a="A"))
    _apply(store, _organisations(b="B"))
    _apply(store, _organisations(a="Other"))
    store.undo(2, actor="Bo")
    assert _names(store) == {"a": "Other"}


def test_undo_is_refused_when_later_changes_touched_its_rows(store: Store) -> None:
    _apply(store, _organisations(a="A", b="B"))
    _apply(store, _organisations(a="Other"))
    with pytest.raises(UndoRefusedError, match=r"Revision 1 .* later changes .*: Organisation a\."):
        store.undo(1, actor="Bo")
    assert _names(store) == {"a": "Other", "b": "B"}
    assert store.revision() == 2


def test_undo_is_refused_a_second_time(store: Store) -> None:
    _apply(store, _organisations(a="A"))
    store.undo(1, actor="Bo")
    with pytest.raises(UndoRefusedError, match="Organisation a"):
        store.undo(1, actor="Bo")


def test_undo_names_five_rows_and_counts_the_others(store: Store) -> None:
    _apply(store, _organisations(a="A", b="B", c="C", d="D", e="E", f="F", g="G"))
    _apply(store, _remove("Organisation", *"abcdefg"))
    with pytest.raises(UndoRefusedError, match="Organisation e and 2 more") as refused:
        store.undo(1, actor="Bo")
    assert refused.value.rows == tuple(f"Organisation {each}" for each in "abcdefg")


def test_undo_is_refused_when_rows_refer_to_what_it_would_take_away(store: Store) -> None:
    _apply(store, _organisations(a="A", b="B"))
    _apply(store, Changes({"Champion": _rows(id=["c"], organisation_id=["a"])}))
    _apply(store, Changes({"Asset": _rows(id=["k"], name=["K"], holder_id=["b"])}))
    with pytest.raises(UndoRefusedError, match="refer to what it would take away") as refused:
        store.undo(1, actor="Bo")
    assert refused.value.rows == ("Champion c", "Asset k")
    assert store.revision() == 3
    assert _names(store) == {"a": "A", "b": "B"}


@pytest.mark.parametrize(
    ("table", "column"), [("Champion", "organisation_id"), ("Asset", "holder_id")]
)
def test_undo_is_refused_when_rows_would_refer_to_what_is_gone(
    store: Store, table: str, column: str
) -> None:
    _apply(store, _organisations(a="A"))
    row = {"id": ["r"], "name": ["R"], column: ["a"]}
    _apply(store, Changes({table: pd.DataFrame(row)}))
    _apply(store, _remove(table, "r"))
    _apply(store, _remove("Organisation", "a"))
    with pytest.raises(UndoRefusedError, match=f"what is not there: {table} r"):
        store.undo(3, actor="Bo")
    assert len(store.read()) == 0


def test_undo_is_refused_when_an_id_has_another_use_now(store: Store) -> None:
    _apply(store, _organisations(a="A"))
    _apply(store, _remove("Organisation", "a"))
    _apply(store, Changes({"Champion": _rows(id=["a"])}))
    with pytest.raises(UndoRefusedError, match="another use"):
        store.undo(2, actor="Bo")


@pytest.mark.parametrize("number", [0, -1, 2])
def test_undo_of_no_revision_says_so(store: Store, number: int) -> None:
    _apply(store, _organisations(a="A"))
    with pytest.raises(UnknownRevisionError, match=f"no revision {number}; the newest is 1"):
        store.undo(number, actor="Bo")


def test_undo_puts_back_ties_with_their_ends(store: Store) -> None:
    _apply(store, _organisations(a="A", b="B"))
    _apply(store, Changes({"PARTNERS_WITH": _rows(id=["t"], from_id=["a"], to_id=["b"])}))
    gone = Changes(removed={"Organisation": ("a",), "PARTNERS_WITH": ("t",)})
    _apply(store, gone)
    store.undo(3, actor="Bo")
    assert store.read().rows["PARTNERS_WITH"]["to_id"].tolist() == ["b"]
    assert sorted(_names(store)) == ["a", "b"]


def test_undo_puts_back_columns_of_the_place(store: Store) -> None:
    own = _rows(id=["a"], name=["A"], x_size=["12"])
    _apply(store, Changes({"Organisation": own}))
    _apply(store, _organisations(a="A"))
    assert store.read().rows["Organisation"]["x_size"].isna().all()
    store.undo(2, actor="Bo")
    assert store.read().rows["Organisation"]["x_size"].tolist() == ["12"]


def test_undo_makes_a_party_again_what_it_was_though_others_refer_to_it(store: Store) -> None:
    people = {"LinkWorker": _rows(id=["p"]), "Champion": _rows(id=["c"])}
    asset = {"Asset": _rows(id=["k"], name=["K"], holder_id=["p"])}
    _apply(
        store, Changes({**people, **asset, "TIED_TO": _rows(id=["t"], from_id=["p"], to_id=["c"])})
    )
    _apply(store, Changes({"Champion": _rows(id=["p"])}, {"LinkWorker": ("p",)}))
    assert store.undo(2, actor="Bo") == 3
    assert store.read().rows["LinkWorker"]["id"].tolist() == ["p"]
    assert store.read().rows["Champion"]["id"].tolist() == ["c"]
    assert store.read().rows["Asset"]["holder_id"].tolist() == ["p"]
