"""`assetmap measure gaps`, `reach` and `coverage`, as a person at a terminal asks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.unit.measures.gaps.tiny_town import DAY, tie, town

from assetmap.store.public_box import PublicBox, box_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

AS_OF = ("--as-of", str(DAY))


@pytest.fixture
def place(run: Run, tmp_path: Path, load_once: Callable[[], None]) -> Run:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, rows in town(HAS_USE_OF=[tie("club_body", "shed")]).rows.items():
        rows.dropna(axis=1, how="all").to_csv(folder / f"{name}.csv", index=False)
    load_once()
    return run


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_gap_sheet_of_a_ward_is_written(place: Run, tmp_path: Path, ending: str) -> None:
    ran = place("export", "gap-sheet", f"sheet.{ending}", "--area", "South")
    assert ran.code == 0
    assert ran.out == f"South: what matters, and what is missing: one page is in sheet.{ending}.\n"
    assert (tmp_path / f"sheet.{ending}").stat().st_size > 5_000


def test_gap_sheet_that_cannot_be_made_is_one_line(place: Run) -> None:
    assert (
        "No area of the map is called 'West'"
        in place("export", "gap-sheet", "sheet.pdf", "--area", "West").err
    )
    assert "of one --area" in place("export", "gap-sheet", "sheet.pdf").err
    assert (
        "a PDF (.pdf) or a Word document"
        in place("export", "gap-sheet", "sheet.txt", "--area", "South").err
    )
    assert place("export", "csv", "folder", "--area", "South").code == 2


def test_measure_gaps_gives_the_contract(place: Run) -> None:
    ran = place("measure", "gaps", "--json", *AS_OF)
    assert ran.code == 0
    told = json.loads(ran.out)
    first = told["gaps"][0]
    assert {"need_id", "area_code", "group", "time", "people", "reachable", "sentence"} <= set(
        first
    )
    assert (first["need_id"], first["area_code"], first["people"]) == ("work", "N", 300)
    assert first["sentence"] == (
        "Work: In North it meets nothing yet. At any time about 300 people reach nothing for it "
        "within 20 minutes' walk."
    )
    assert "Activities, sessions and ties of 10 June 2026." in told["how"]


def test_measure_gaps_heeds_what_is_chosen(place: Run, tmp_path: Path) -> None:
    (tmp_path / "times.csv").write_text("origin,place,cost\nS1,hall,15\n")
    chosen = ("--need", "company", "--group", "everyone", "--time", "TU_afternoon")
    walked = json.loads(place("measure", "gaps", "--json", *AS_OF, *chosen).out)["gaps"]
    assert [(gap["area_code"], gap["people"]) for gap in walked] == [("S", 300)]
    ridden = place("measure", "gaps", "--json", *AS_OF, *chosen, "--travel-times", "times.csv")
    assert [gap["area_code"] for gap in json.loads(ridden.out)["gaps"]] == ["N"]
    near = place(
        "measure", "gaps", "--json", *AS_OF, *chosen, "--reach", "straight", "--within", "9"
    )
    assert [gap["area_code"] for gap in json.loads(near.out)["gaps"]] == ["S", "N"]


def test_gaps_are_weighed_by_searches_in_vain_and_say_what_is_not_there(
    place: Run, tmp_path: Path
) -> None:
    weighed = ("--weigh", "searches=1", "--weigh", "waiting=2", *AS_OF)
    asked = ("measure", "gaps", "--json", "--need", "work", "--group", "everyone", "--time", "any")
    before = json.loads(place(*asked, *weighed).out)
    assert [gap["people"] for gap in before["gaps"]] == [300, 300]
    assert not list(tmp_path.glob("*.box"))
    out = "so that this layer is left out."
    assert [note for note in before["how"] if out in note] == [
        f"People still waiting: no journey is known to this reader, {out}",
        f"Searches that found nothing: the public site has told of none, or of too few, {out}",
    ]
    (tmp_path / "assetmap.db.box").mkdir()  # cannot be read, and matters to nobody who asks not
    assert place(*asked, *AS_OF).code == 0
    assert "assetmap.db.box" in place(*asked, *weighed).err
    (tmp_path / "assetmap.db.box").rmdir()
    box = PublicBox(box_path(str(tmp_path / "assetmap.db")))
    for ward, n in (("N", 20), ("S", 7)):
        for _ in range(n):
            box.count_nothing_found("work", ward, on=DAY)
    after = json.loads(place(*asked, *weighed).out)
    assert [(gap["area_code"], gap["people"]) for gap in after["gaps"]] == [("N", 300)]
    site = json.loads(place("site", "work", "--json", "--weigh", "searches=1", *AS_OF).out)
    assert site["people_without"] == 300
    assert any("52 weeks before 15 June 2026" in note for note in site["how"])


def test_measure_reach_tells_every_cell_with_its_bounds(place: Run) -> None:
    chosen = ("--need", "choirs", "--group", "everyone", "--time", "weekday_evening")
    told = json.loads(place("measure", "reach", "--json", *AS_OF, *chosen).out)
    assert told["cells"][1] == {
        "area_code": "S",
        "need_id": "choirs",
        "group": "everyone",
        "time": "weekday_evening",
        "in_need": 300,
        "people_without": 0,
        "reachable": 1,
        "reachable_at_most": 2,
        "places_per_1000": 0,
        "places_per_1000_at_most": 600,
    }


def test_measure_coverage_names_areas_without_anybody(place: Run) -> None:
    told = json.loads(place("measure", "coverage", "--json", *AS_OF).out)
    assert told["areas_without"] == ["N", "S"]
    assert told["areas"][0]["people_per_champion"] is None
    assert "areas_without:\n  N\n  S\n" in place("measure", "coverage", *AS_OF).out
    public = place("measure", "coverage", "--as-role", "public", *AS_OF)
    assert (public.code, public.out) == (2, "")
    assert "The public is told nothing of champions" in public.err


def test_site_proposes_venues_for_what_matters(place: Run) -> None:
    told = json.loads(place("site", "Work", "--n", "1", "--json", *AS_OF).out)
    assert [(row["location_id"], row["people_added"]) for row in told["sites"]] == [("shed", 500)]
    assert (told["people_covered"], told["bound"], told["people_without"]) == (500, 500, 600)
    words = place("site", "work", *AS_OF)
    assert "\nAt Shed it would be within reach of about 500 people; it can be" in words.out
    assert "a further venue of the 1 that could be had would add nobody.\n" in words.out
    twice = place("site", "work", "--time", "any", "--time", "weekend", *AS_OF)
    assert (twice.code, twice.out) == (2, "")
    assert "Venues are proposed for one time at a time, and 2 are asked for" in twice.err
    by_way = ("--method", "median", "--seconds", "0.1", "--any-venue", "--n", "1", "--json")
    told = json.loads(place("site", "work", *by_way, *AS_OF).out)
    # At 80 metres a minute and by 1.3 the next is 18.07 minutes off: to the shed 200 people go so
    # far and 100 twice that, to the hall 200 and 300.
    assert [row["location_id"] for row in told["sites"]] == ["shed"]
    assert told["way"]["mean"] == pytest.approx(12.05, abs=0.02)
    assert (told["method"], told["seconds"], told["candidates"]) == ("median", 0.1, 2)
    unknown = place("site", "gold")
    assert (unknown.code, unknown.out) == (2, "")
    assert "Nothing that matters is called 'gold'" in unknown.err


@pytest.mark.parametrize("name", ["gaps", "reach", "coverage"])
def test_measures_of_gaps_are_told_in_words_and_explained(place: Run, name: str) -> None:
    ran = place("measure", name, "--explain", *AS_OF)
    assert ran.code == 0
    assert "*: not defined, or hidden." in ran.out
    # A sentence or a code is a line of its own, not a row of letters.
    assert not re.search(r"^  \w, \w, \w", ran.out, re.MULTILINE)
    assert json.loads(place("measure", name, "--json", "--explain", *AS_OF).out)["meanings"]


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (("--need", "gold"), "Nothing that matters has the id 'gold'."),
        (("--time", "dawn"), "There is no time 'dawn'"),
        (("--group", "giants"), "There is no group 'giants'"),
        (("--level", "town"), "no area of level 'town'"),
        (("--within", "-1"), "The reach is -1.0; it must be 0 or more."),
        (("--weigh", "deprivation"), "'deprivation' is no weight; write the layer and a number"),
        (("--reach", "table"), "Reach by a table needs a file of travel times."),
        (("--by", "sector"), "gaps does not heed --by"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_asked_of_gaps_exits_2_in_a_sentence(
    place: Run, chosen: tuple[str, ...], message: str
) -> None:
    ran = place("measure", "gaps", *chosen)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err
