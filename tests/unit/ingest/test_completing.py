"""Lists about the same things, loaded at once, say together what each leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from assetmap.ingest import check_files, load_files
from assetmap.ingest.completing import complete_each_other
from assetmap.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = "id,name,level\nW1,Sale,ward\nW2,Urmston,ward\n"
PARENTS = "id,parent_code\nW1,D\nW2,D\nD,\n"
DISTRICT = "id,name,level\nD,Trafford,district\n"


def folder_of(folder: Path, *texts: str) -> list[Path]:
    paths = []
    for number, text in enumerate(texts):
        (folder / str(number)).mkdir()
        path = folder / str(number) / "Area.csv"
        path.write_text(text)
        paths.append(path)
    return paths


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_files_loaded_at_once_complete_each_other_in_any_order(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    texts = [(LEVELS, PARENTS, DISTRICT)[number] for number in order]
    store = open_store(tmp_path / "place.db")
    result = load_files(store, folder_of(tmp_path, *texts))
    assert (result.read, result.accepted, result.rejected) == (6, 6, 0)
    assert (result.created, result.unchanged) == (3, 3)
    areas = store.snapshot().table("Area").set_index("id").sort_index()
    assert areas["name"].to_dict() == {"D": "Trafford", "W1": "Sale", "W2": "Urmston"}
    assert areas["parent_code"].fillna("").to_dict() == {"D": "", "W1": "D", "W2": "D"}
    assert areas["level"].to_dict() == {"D": "district", "W1": "ward", "W2": "ward"}
    assert load_files(store, folder_of(tmp_path / "0", *texts)).unchanged == 6
    store.close()


def test_files_that_contradict_each_other_are_still_told_apart(tmp_path: Path) -> None:
    other = "id,name,parent_code\nW1,Sail,\n"
    result = check_files(folder_of(tmp_path, LEVELS, other))
    assert (result.read, result.accepted, result.rejected) == (3, 2, 1)
    assert result.faults["reason"].tolist()[0].endswith("with another name.")


def test_row_that_contradicts_an_earlier_one_completes_nothing(tmp_path: Path) -> None:
    other = "id,name,parent_code,level\nW1,Sail,D,district\nD,Trafford,,district\n"
    store = open_store(tmp_path / "place.db")
    result = load_files(store, folder_of(tmp_path, "id,name\nW1,Sale\n", other))
    assert (result.read, result.accepted, result.rejected) == (3, 2, 1)
    (row,) = store.snapshot().table("Area").query("id == 'W1'").fillna("").to_dict("records")
    assert [row[name] for name in ("name", "level", "parent_code")] == ["Sale", "", ""]
    store.close()


def test_nothing_of_a_rejected_row_goes_in_by_way_of_a_row_that_it_completes(
    tmp_path: Path,
) -> None:
    parents = "id,parent_code,x_note\nW1,nowhere,of a rejected row\nW2,W1,of a good row\n"
    store = open_store(tmp_path / "place.db")
    result = load_files(store, folder_of(tmp_path, LEVELS, parents))
    assert (result.read, result.accepted, result.rejected) == (4, 3, 1)
    assert result.faults[["line", "field", "value"]].to_numpy().tolist() == [
        [2, "parent_code", "nowhere"]
    ]
    areas = store.snapshot().table("Area").fillna("").sort_values("id")
    assert areas["parent_code"].tolist() == ["", "W1"]
    assert areas["x_note"].tolist() == ["", "of a good row"]
    assert areas["name"].tolist() == ["Sale", "Urmston"]
    store.close()


def test_row_that_only_a_rejected_row_would_complete_is_rejected_for_what_it_lacks(
    tmp_path: Path,
) -> None:
    names = "id,name,parent_code\nW1,Sale,nowhere\n"
    result = check_files(folder_of(tmp_path, names, "id,level\nW1,ward\n"))
    assert (result.read, result.accepted, result.rejected) == (2, 0, 2)
    assert result.faults["field"].tolist() == ["parent_code", "name"]


def test_cell_that_cannot_be_read_takes_nothing_away_from_another_row(tmp_path: Path) -> None:
    store = open_store(tmp_path / "place.db")
    load_files(store, folder_of(tmp_path, LEVELS))
    (tmp_path / "later").mkdir()
    files = folder_of(tmp_path / "later", "id,name\nW1,Sale Moor\n", "id,level\nW1,hamlet\n")
    result = load_files(store, files)
    assert (result.accepted, result.rejected) == (1, 1)
    (row,) = store.snapshot().table("Area").query("id == 'W1'").to_dict("records")
    assert (row["name"], row["level"]) == ("Sale Moor", "ward")
    store.close()


def every(part: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.ones(len(part), dtype=bool)


def test_cells_told_are_kept_and_cells_left_out_are_taken_from_the_first_that_tells() -> None:
    one = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "town": [None, None]})
    two = pd.DataFrame({"id": ["b", "c"], "name": [None, None], "town": ["Sale", "Stretford"]})
    three = pd.DataFrame({"id": ["b"], "name": ["Bee"], "town": ["Urmston"]})
    parts = [one, two, three]
    told = [{"id", "name"}, {"id", "town"}, {"id", "name", "town"}]
    found = complete_each_other(parts, told, list(map(every, parts)))
    assert found[0].fillna("").to_numpy().tolist() == [["a", "A", ""], ["b", "B", "Sale"]]
    assert found[1].fillna("").to_numpy().tolist() == [["b", "B", "Sale"], ["c", "", "Stretford"]]
    assert found[2].to_numpy().tolist() == [["b", "Bee", "Urmston"]]


def test_row_that_could_not_be_read_tells_nothing() -> None:
    one = pd.DataFrame({"id": ["a"], "name": ["A"], "town": [None]})
    two = pd.DataFrame({"id": ["a"], "name": [None], "town": ["Sale"]})
    found = complete_each_other(
        [one, two], [{"id", "name"}, {"id", "town"}], [every(one), ~every(two)]
    )
    assert found[0].fillna("").to_numpy().tolist() == [["a", "A", ""]]
    assert found[1].fillna("").to_numpy().tolist() == [["a", "A", "Sale"]]


def test_empty_cell_that_is_told_empties_what_another_leaves_out() -> None:
    one = pd.DataFrame({"id": ["a"], "name": ["A"], "town": ["of the store"]})
    two = pd.DataFrame({"id": ["a"], "name": ["of the store"], "town": [None]})
    found = complete_each_other(
        [one, two], [{"id", "name"}, {"id", "town"}], [every(one), every(two)]
    )
    assert [each.fillna("").to_numpy().tolist() for each in found] == [[["a", "A", ""]]] * 2


def test_where_a_row_came_from_is_its_own() -> None:
    one = pd.DataFrame({"id": ["a"], "name": ["A"], "provenance": ["one.csv"]})
    two = pd.DataFrame({"id": ["a"], "name": ["A"], "provenance": ["a survey"]})
    told = [{"id", "name"}, {"id", "name", "provenance"}]
    found = complete_each_other([one, two], told, [every(one), every(two)])
    assert found[0]["provenance"].tolist() == ["one.csv"]


def test_parts_that_share_no_id_are_left_alone() -> None:
    one = pd.DataFrame({"id": ["a", "a", None], "name": ["A", "A", "N"]})
    two = pd.DataFrame({"id": ["b", None], "town": ["Sale", "Sale"]})
    parts = [one, two]
    told = [{"id", "name"}, {"id", "town"}]
    assert complete_each_other(parts, told, list(map(every, parts))) is parts


def test_column_that_a_part_lacks_altogether_is_made() -> None:
    one = pd.DataFrame({"id": ["a", "z"]})
    two = pd.DataFrame({"id": ["a"], "x_keys": ["at the bar"]})
    found = complete_each_other([one, two], [{"id"}, {"id", "x_keys"}], [every(one), every(two)])
    assert found[0]["x_keys"].fillna("").tolist() == ["at the bar", ""]
