"""What the public face shows when the store changes under it."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.unit.web.asking import answered

import assetmap
from assetmap.errors import StoreError
from assetmap.model import Changes, conform
from assetmap.web import current_place
from assetmap.web.current_place import CurrentPlace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = dt.date(2026, 7, 1)


def _put(path: Path, *names: str) -> None:
    rows = pd.DataFrame({"id": list(names), "name": list(names)})
    with contextlib.closing(assetmap.open(path)) as store:
        changes = Changes(rows={"Activity": conform("Activity", rows)})
        store.apply(changes, based_on=store.revision(), actor="test", note="")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CurrentPlace]:
    monkeypatch.setattr(current_place, "_BETWEEN_LOOKS_S", 0.0)
    made = CurrentPlace(str(tmp_path / "town.db"), which_day=lambda: DAY)
    yield made
    made.close()


def _shown_in_time(place: CurrentPlace, names: list[str]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if [each.name for each in place.now().activities] == names:
            return True
        time.sleep(0.02)
    return False


def test_a_store_that_is_not_there_yet_is_a_place_without_rows(place: CurrentPlace) -> None:
    assert answered(place.directory()).activities == ()


def test_a_change_is_shown_without_starting_again(place: CurrentPlace, tmp_path: Path) -> None:
    _put(tmp_path / "town.db", "Choir")
    first = answered(place.directory())
    assert [each.name for each in first.activities] == ["Choir"]
    _put(tmp_path / "town.db", "Choir", "Shed")
    assert _shown_in_time(place, ["Choir", "Shed"])
    assert [each.name for each in first.activities] == ["Choir"]


def test_while_nothing_changes_all_get_the_same(place: CurrentPlace, tmp_path: Path) -> None:
    _put(tmp_path / "town.db", "Choir")
    shown = {id(place.now()) for _ in range(20)}
    assert len(shown) == 1


def test_a_new_day_is_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_place, "_BETWEEN_LOOKS_S", 0.0)
    days = [DAY]
    place = CurrentPlace(str(tmp_path / "town.db"), which_day=lambda: days[-1])
    assert place.now().day == DAY
    days.append(DAY + dt.timedelta(days=1))
    end = time.monotonic() + 20
    while place.now().day == DAY and time.monotonic() < end:
        time.sleep(0.02)
    assert place.now().day == days[-1]
    place.close()


def test_a_store_that_breaks_leaves_what_was_read(place: CurrentPlace, tmp_path: Path) -> None:
    path = tmp_path / "town.db"
    _put(path, "Choir")
    assert len(place.now().activities) == 1
    for each in tmp_path.glob("town.db*"):
        each.unlink()
    path.write_bytes(b"not a store at all, but some other file")
    for _ in range(5):
        assert len(place.now().activities) == 1
        time.sleep(0.05)


def test_a_store_that_never_could_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "town.db"
    path.write_bytes(b"not a store at all, but some other file")
    place = CurrentPlace(str(path))
    with pytest.raises(StoreError):
        answered(place.directory())
    place.close()
