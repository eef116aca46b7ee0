"""`assetmap duplicates` as a person at a terminal meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def place(run: Run, tmp_path: Path) -> Run:
    """A place with one choir three times, surely, and perhaps one more."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "Organisation.csv").write_text(
        "id,name,identifiers\n"
        "o1,Sale Choir,GB-CHC-1136419\n"
        "o2,SALE CHOIR LTD,Charity no. 1136419\n"
        "o3,The Sale Choir,gb-chc-01136419\n"
        "o4,Talk Listen Change,\n"
        "o5,Talk & Listen & Change,\n"
    )
    ran = run("load", "files")
    assert "2 organisations look like another one in the map; nothing was joined." in ran.out
    return run


def test_duplicates_lists_both_kinds_with_reasons_and_joins_nothing(place: Run) -> None:
    ran = place("duplicates")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == (
        "2 organisations are surely here twice; 1 pair looks alike and may be the same. Nothing "
        "is joined until you say so."
    )
    assert "also SALE CHOIR LTD [o2]" in ran.out
    assert "Both have the register number GB-CHC-1136419." in ran.out
    assert "Talk Listen Change [o4] and Talk & Listen & Change [o5]" in ran.out
    assert len(json.loads(place("store", "history", "--json").out)) == 1


def test_duplicates_as_json(place: Run) -> None:
    said = json.loads(place("duplicates", "--json").out)
    (group,) = said["sure"]
    assert group["keep"] == {"id": "o1", "name": "Sale Choir"}
    assert [each["id"] for each in group["join"]] == ["o2", "o3"]
    (pair,) = said["likely"]
    assert (pair["keep"]["id"], pair["join"]["id"]) == ("o4", "o5")
    assert 80 <= pair["score"] < 95


def test_join_sure_is_one_revision_and_says_how_to_undo(place: Run) -> None:
    ran = place("duplicates", "--join-sure")
    assert ran.out == (
        "2 rows were joined into others, by revision 2. To take it back: assetmap store undo 2\n"
    )
    history = json.loads(place("store", "history", "--json").out)
    assert history[0]["note"] == "duplicates: joined 2 organisations into 'Sale Choir'"
    assert place("duplicates", "--join-sure").out == "Nothing was joined.\n"
    assert place("store", "undo", "2").code == 0
    assert "2 organisations are surely here twice" in place("duplicates").out


def test_join_takes_the_two_that_are_named_also_by_old_ids(place: Run) -> None:
    assert place("duplicates", "--join", "o4", "o5").code == 0
    assert json.loads(place("duplicates", "--join", "o5", "o1", "--json").out)["revision"] == 3
    ran = place("duplicates", "--join", "o5", "o1")
    assert (ran.code, ran.err) == (
        2,
        "assetmap: 'o4' and 'o4' are one already. Nothing was changed.\n",
    )


def test_not_same_is_remembered(place: Run) -> None:
    assert place("duplicates", "--not-same", "o5", "o4").code == 0
    assert json.loads(place("duplicates", "--json").out)["likely"] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--join", "o1", "nobody"], "Nothing in the map has the id 'nobody'"),
        (["--not-same", "o1", "nobody"], "Nothing in the map has the id 'nobody'"),
        (["--join-sure", "--join", "o1", "o2"], "Choose one of"),
        (["--join", "o1"], "requires 2 arguments"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(place: Run, options: list[str], words: str) -> None:
    ran = place("duplicates", *options)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_duplicates_needs_a_place(run: Run) -> None:
    ran = run("duplicates")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no such file" in ran.err


def test_loading_the_lists_again_after_a_join_changes_nothing(place: Run) -> None:
    place("duplicates", "--join-sure")
    said = json.loads(place("load", "files", "--json").out)
    assert (said["created"], said["updated"], said["rejected"], said["revision"]) == (0, 0, 0, 2)
