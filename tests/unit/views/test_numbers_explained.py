"""Every value that `measure ... --json` prints is explained by `--explain`, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.views.test_same_numbers import rows

from assetmap.views.measuring import columns, network
from assetmap.views.measuring.names import MEASURING

if TYPE_CHECKING:
    from tests.unit.views.conftest import Make

    from assetmap.model import Snapshot


@pytest.fixture
def town(make: Make) -> Snapshot:
    return make(rows("2025", "2026"))


@pytest.mark.parametrize("name", MEASURING)
def test_every_value_and_every_column_has_its_meaning(
    name: str, town: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "work", lambda _: 10**12)  # so that what is estimated is told too
    measured = MEASURING[name].measure(town)
    measures = {each["name"] for each in measured.explain()}
    meanings = measured.meanings()
    unsaid = []
    for key, said in measured.as_json().items():
        if key == "values":
            unsaid += [value for value in said if value not in measures]  # type: ignore[attr-defined]
        elif key in measured.tables:
            unsaid += [
                f"{key}.{column}"
                for column in measured.tables[key].columns
                if f"{key}.{column}" not in meanings and column not in measures
            ]
        elif key not in meanings and key != "notes":
            unsaid.append(key)
    assert not unsaid
    assert all(each[0].isupper() or "." in each for each in meanings.values())


def test_no_meaning_is_of_a_column_that_is_not_there(town: Snapshot) -> None:
    tables = [each.measure(town).tables for each in MEASURING.values()]
    there = {
        f"{table}.{column}"
        for each in tables
        for table, rows_of_it in each.items()
        for column in rows_of_it.columns
    }
    said = {f"{table}.{column}" for table, known in columns._OF_TABLE.items() for column in known}
    assert said <= there


def test_a_column_that_nothing_explains_is_refused(town: Snapshot) -> None:
    table = MEASURING["resilience"].measure(town).tables["parties"].assign(untold=1)
    with pytest.raises(KeyError, match=r"parties\.untold"):
        columns.column_meanings({"parties": table})
