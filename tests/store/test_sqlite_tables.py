"""The tables that a person finds who opens the store with SQLite's own programs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import DamagedStoreError
from assetmap.model import PARTIES, TABLES, Changes, columns_of
from assetmap.store import migrations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEXT = migrations.newest() + 1
"""The number of a step that is not there yet."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "place.db"
    rows = {
        "Organisation": pd.DataFrame({"id": ["o"], "name": ["O"], "x_size": ["12"]}),
        "Activity": pd.DataFrame(
            {
                "id": ["a"],
                "name": ["A"],
                "organisation_id": ["o"],
                "self_referral": [True],
                "assured_date": [pd.Timestamp("2026-02-03")],
                "minimum_age": [18],
            }
        ),
        "Workshop": pd.DataFrame({"id": ["w"]}),
        "Champion": pd.DataFrame({"id": ["c"], "hours_per_week": [2.5]}),
    }
    with closing(assetmap.open(made)) as store:
        store.apply(Changes(rows), based_on=0, actor="Ada", note="")
        changed = pd.DataFrame({"id": ["o"], "name": ["Renamed"]})
        store.apply(Changes({"Organisation": changed}), based_on=1, actor="Ada", note="")
    return made


def _asked(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_tables_are_those_of_the_model_and_the_stores_own(path: Path) -> None:
    names = {name for (name,) in _asked(path, "SELECT name FROM sqlite_master WHERE type='table'")}
    assert names - set(TABLES) == {"party", "_meta", "_revision", "_history"}
    assert set(TABLES) <= names


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_the_models_in_its_order(path: Path, table: str) -> None:
    found = _asked(path, f"PRAGMA table_info({table})")
    own = ["x_size"] if table == "Organisation" else []
    assert [name for _, name, *_ in found] == [*(each.name for each in columns_of(table)), *own]
    for each, (_, _, _, is_required, _, _) in zip(columns_of(table), found, strict=False):
        assert bool(is_required) == each.required


def test_cells_are_what_a_person_would_write(path: Path) -> None:
    query = "SELECT id, self_referral, assured_date, minimum_age, cost FROM Activity"
    assert _asked(path, query) == [("a", 1, "2026-02-03", 18, None)]
    assert _asked(path, "SELECT hours_per_week FROM Champion") == [(2.5,)]
    assert _asked(path, "SELECT name, x_size FROM Organisation") == [("Renamed", None)]


def test_party_lists_every_party_with_its_kind(path: Path) -> None:
    assert _asked(path, "SELECT id, kind FROM party ORDER BY id") == [
        ("a", "Activity"),
        ("c", "Champion"),
        ("o", "Organisation"),
        ("w", "Workshop"),
    ]
    with closing(assetmap.open(path)) as store:
        store.apply(Changes(removed={"Champion": ("c",)}), based_on=2, actor="", note="")
        assert set(PARTIES) == {"Organisation", "Activity", "LinkWorker", "Champion", "Workshop"}
    assert ("c",) not in _asked(path, "SELECT id FROM party")


def test_foreign_keys_lead_to_tables_and_to_party(path: Path) -> None:
    def keys(table: str) -> dict[object, object]:
        return {key[3]: key[2] for key in _asked(path, f"PRAGMA foreign_key_list({table})")}

    assert keys("Session") == {"activity_id": "Activity", "location_id": "Location"}
    assert keys("Referral") == {
        "source_id": "party",
        "target_id": "party",
        "need_id": "Need",
        "area_code": "Area",
    }
    assert keys("ABOUT") == {"from_id": "Story"}


def test_history_keeps_what_a_row_was(path: Path) -> None:
    query = "SELECT op, before FROM _history WHERE id = 'o' ORDER BY revision"
    assert _asked(path, query) == [
        ("created", None),
        ("updated", '{"id":"o","name":"O","x_size":"12"}'),
    ]


def test_a_store_of_the_first_format_gets_the_tables_of_joined_rows(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP VIEW alias; DROP TABLE FormerId; DROP TABLE NotSame; PRAGMA user_version = 1"
        )
    with closing(assetmap.open(path)) as store:
        former = pd.DataFrame({"id": ["old"], "current_id": ["o"]})
        store.apply(Changes({"FormerId": former}), based_on=2, actor="Ada", note="")
        assert store.snapshot().current_id("old") == "o"
        assert store.read().rows["Organisation"]["name"].tolist() == ["Renamed"]
    assert _asked(path, "SELECT old_id, id FROM alias") == [("old", "o")]
    assert _asked(path, "SELECT count(*) FROM NotSame") == [(0,)]
    assert _asked(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_store_of_the_second_format_gets_the_tables_of_proposals(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP TABLE Proposal; DROP TABLE PROPOSES; PRAGMA user_version = 2"
        )
    with closing(assetmap.open(path)) as store:
        proposal = pd.DataFrame({"id": ["p"], "name": ["Evenings"]})
        store.apply(Changes({"Proposal": proposal}), based_on=2, actor="Ada", note="")
        assert store.read().rows["Organisation"]["name"].tolist() == ["Renamed"]
    assert _asked(path, "SELECT id, name, need_id FROM Proposal") == [("p", "Evenings", None)]


def test_a_store_of_the_third_format_gets_the_table_of_former_areas(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP TABLE FormerArea; ALTER TABLE Proposal DROP COLUMN method; "
            "INSERT INTO Proposal (id, name) VALUES ('p', 'Evenings'); PRAGMA user_version = 3"
        )
    rows = {
        "Area": pd.DataFrame({"id": ["now"], "name": ["Now"]}),
        "FormerArea": pd.DataFrame(
            {"id": ["f"], "former_code": ["old"], "area_code": ["now"], "change": ["split"]}
        ),
    }
    with closing(assetmap.open(path)) as store:
        store.apply(Changes(rows), based_on=2, actor="Ada", note="")
        assert store.read().rows["Proposal"]["method"].isna().tolist() == [True]
    found = _asked(path, "SELECT former_code, area_code, change FROM FormerArea")
    assert found == [("old", "now", "split")]


def test_an_older_store_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE _revision ADD COLUMN mood TEXT")

    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, NEXT: step})
    with closing(assetmap.open(path)) as store:
        assert store.read().rows["Organisation"]["name"].tolist() == ["Renamed"]
    assert _asked(path, "PRAGMA user_version") == [(NEXT,)]
    assert _asked(path, "SELECT mood FROM _revision LIMIT 1") == [(None,)]


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE Story")
        connection.execute("SELECT * FROM no_such_table")

    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, NEXT: step})
    with pytest.raises(DamagedStoreError, match="no such table"):
        assetmap.open(path)
    assert _asked(path, "PRAGMA user_version") == [(NEXT - 1,)]
    assert _asked(path, "SELECT count(*) FROM Story") == [(0,)]


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.forget(["o"], actor=""),
        lambda store: store.undo(2, actor=""),
        lambda store: store.apply(
            Changes({"Organisation": pd.DataFrame({"id": ["p"], "name": ["P"]})}),
            based_on=2,
            actor="",
            note="",
        ),
    ],
    ids=["forget", "undo", "apply"],
)
def test_store_stays_whole(path: Path, change: Callable[[object], int]) -> None:
    with closing(assetmap.open(path)) as store:
        change(store)
    assert _asked(path, "PRAGMA integrity_check") == [("ok",)]
    assert _asked(path, "PRAGMA foreign_key_check") == []


def test_importing_the_package_loads_no_pandas() -> None:
    code = "import sys, assetmap; print([n for n in ('pandas', 'pyarrow') if n in sys.modules])"
    done = subprocess.run(  # noqa: S603  this file's own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_package_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'close'"):
        _ = getattr(assetmap, "clo" + "se")
