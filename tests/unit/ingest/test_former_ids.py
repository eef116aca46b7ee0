"""Files that still speak of rows which were joined with others."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import assetmap
from assetmap.export import write_csv_folder
from assetmap.ingest import load_files
from assetmap.ingest.duplicates.steps import join_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from assetmap.ingest import Loading
    from assetmap.store import Store

ONE = {
    "Organisation": (
        "id,name,alternate_names,phone,email,sector,location_id\na,Sale Choir,Singers,0161 1,,,la\n"
    ),
    "Location": "id,name,postcode,town\nla,Hall,M33 7XX,\n",
    "Activity": "id,name,organisation_id\ns,Singing,a\n",
    "PARTNERS_WITH": "id,from_id,to_id,intensity,power\n,a,c,3,\n",
}
OTHER = {
    "Organisation": (
        "id,name,phone,email,sector,location_id,x_size\n"
        "b,SALE CHOIR LTD,0161 2,hello@choir,vcse,lb,12\n"
        "c,Foodbank,,,,,\n"
    ),
    "Location": "id,name,postcode,town\nlb,The Hall,M33 7XX,Sale\n",
    "Activity": "id,name,organisation_id\nt,Concert,b\n",
    "PARTNERS_WITH": "id,from_id,to_id,intensity,power\n,b,c,2,4\ngiven,c,b,4,\n,a,b,1,\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(assetmap.open(tmp_path / "place.db")) as opened:
        yield opened


def _load(store: Store, folder: Path, files: dict[str, str]) -> Loading:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_files(store, [folder])


@pytest.fixture(scope="module")
def joined_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place made of two lists, of which b was joined into a, and the lists beside it."""
    folder = tmp_path_factory.mktemp("joined")
    with closing(assetmap.open(folder / "place.db")) as store:
        assert _load(store, folder / "other", OTHER).rejected == 1  # a is not there yet
        assert _load(store, folder / "one", ONE).rejected == 0
        assert _load(store, folder / "other", OTHER).rejected == 0
        join_rows(store, "a", ["b"], actor="Ada")
    return folder


@pytest.fixture
def joined(joined_folder: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of that place, for one test to change."""
    shutil.copytree(joined_folder, tmp_path, dirs_exist_ok=True)
    with closing(assetmap.open(tmp_path / "place.db")) as opened:
        yield opened


def _row(store: Store, table: str, id_: str) -> pd.Series[str]:
    rows = store.snapshot().table(table)
    return rows[rows["id"] == id_].iloc[0].fillna("")


@pytest.mark.parametrize("order", [["one"], ["other"], ["one", "other"], ["other", "one"]])
def test_loading_the_same_lists_again_changes_nothing(
    joined: Store, tmp_path: Path, order: list[str]
) -> None:
    revision = joined.revision()
    for name in order:
        result = load_files(joined, [tmp_path / name])
        assert (result.created, result.updated, result.rejected) == (0, 0, 0)
    together = load_files(joined, [tmp_path / name for name in order])
    assert (together.created, together.updated, together.rejected) == (0, 0, 0)
    assert joined.revision() == revision


def test_join_left_one_of_each(joined: Store) -> None:
    row = _row(joined, "Organisation", "a")
    assert row["name"] == "Sale Choir"
    assert row["alternate_names"] == "Singers|SALE CHOIR LTD"
    assert (row["phone"], row["email"], row["sector"], row["x_size"]) == (
        *("0161 1", "hello@choir", "vcse", "12"),
    )
    assert _row(joined, "Location", "la")["town"] == "Sale"
    ties = joined.snapshot().table("PARTNERS_WITH")
    assert sorted(zip(ties["from_id"], ties["to_id"], strict=True)) == [("a", "c"), ("c", "a")]
    assert sorted(ties["intensity"]) == [3, 4]
    assert ties["power"].dropna().tolist() == [4]


def test_new_rows_may_speak_of_the_old_id(joined: Store, tmp_path: Path) -> None:
    files = {
        "Activity": "id,name,organisation_id\nnew,Rehearsal,b\n",
        "TIED_TO": "from_id,to_id,kind\nb,c,shares a van\n",
    }
    result = _load(joined, tmp_path / "new", files)
    assert (result.created, result.rejected) == (2, 0)
    assert _row(joined, "Activity", "new")["organisation_id"] == "a"
    assert joined.snapshot().table("TIED_TO")["from_id"].tolist() == ["a"]
    direct = {"TIED_TO": "from_id,to_id,kind\na,c,shares a van\n"}
    assert _load(joined, tmp_path / "direct", direct).unchanged == 1


def test_an_echo_fills_gaps_and_changes_nothing_else(joined: Store, tmp_path: Path) -> None:
    text = "id,name,phone,website\nb,Another Name,0161 9,https://choir.org\n"
    result = _load(joined, tmp_path / "new", {"Organisation": text})
    assert (result.created, result.updated) == (0, 1)
    row = _row(joined, "Organisation", "a")
    assert (row["name"], row["phone"]) == ("Sale Choir", "0161 1")
    assert row["website"] == "https://choir.org"
    assert row["alternate_names"] == "Singers|SALE CHOIR LTD|Another Name"


def test_the_row_itself_may_still_be_changed(joined: Store, tmp_path: Path) -> None:
    text = "id,name,phone,email\na,Choir of Sale,0161 8,\n"
    _load(joined, tmp_path / "new", {"Organisation": text})
    row = _row(joined, "Organisation", "a")
    assert (row["name"], row["phone"], row["email"]) == ("Choir of Sale", "0161 8", "hello@choir")


def test_rejected_echo_fills_nothing(joined: Store, tmp_path: Path) -> None:
    text = "id,name,website,location_id\nb,X,https://choir.org,nowhere\n"
    result = _load(joined, tmp_path / "new", {"Organisation": text})
    assert result.rejected == 1
    assert _row(joined, "Organisation", "a")["website"] == ""


def test_old_id_is_not_used_again_for_something_else(joined: Store, tmp_path: Path) -> None:
    result = _load(joined, tmp_path / "new", {"Need": "id,name\nb,Company\n"})
    assert result.faults["reason"].tolist() == [
        "The id was that of a row of Organisation, which is 'a' now."
    ]
    former = {"FormerId": "id,current_id\nc,a\n"}
    assert _load(joined, tmp_path / "former", former).faults["reason"].tolist() == [
        "A row of the map has this id, so it is no former one."
    ]


def test_referral_between_what_is_one_now_is_rejected(joined: Store, tmp_path: Path) -> None:
    text = (
        "id,episode_id,route,source_id,target_id,made_on,status\n"
        "r,e,professional,b,a,2026-01-05,requested\n"
        "q,f,professional,b,c,2026-01-05,requested\n"
    )
    result = _load(joined, tmp_path / "new", {"Referral": text})
    assert result.faults["reason"].tolist() == [
        "The two are one organisation now; nobody refers to themselves."
    ]
    assert joined.snapshot().table("Referral")["source_id"].tolist() == ["a"]


def test_what_was_joined_leaves_and_comes_back_whole(joined: Store, tmp_path: Path) -> None:
    write_csv_folder(joined.snapshot(), tmp_path / "export")
    with closing(assetmap.open(tmp_path / "again.db")) as again:
        result = load_files(again, [tmp_path / "export"])
        assert result.rejected == 0
        assert again.snapshot().current_id("b") == "a"
        assert load_files(again, [tmp_path / "other"]).updated == 0


def test_load_says_how_many_look_like_what_is_there(store: Store, tmp_path: Path) -> None:
    _load(store, tmp_path / "one", {"Organisation": "id,name\na,Talk Listen Change\n"})
    again = {"Organisation": "id,name\nb,TALK LISTEN CHANGE LTD\n"}
    assert _load(store, tmp_path / "two", again).alike == 1
    assert _load(store, tmp_path / "two", again).alike == 0
    assert len(store.snapshot().table("Organisation")) == 2
