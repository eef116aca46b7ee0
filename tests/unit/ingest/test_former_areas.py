"""Figures of areas that were drawn anew; the map is drawn by hand, and so is every expected figure.

Before: b, c, d, e, f, g.  Now: b stayed; c was split into c1 and c2; d and e were merged into de;
f and g were drawn anew into fg1 and fg2, neither of which is either of them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.ingest import load, load_files
from assetmap.ingest.gathered import Gathered
from assetmap.ingest.reading import read_rows
from assetmap.ingest.sheet import Draft
from assetmap.model import Snapshot, conform
from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from assetmap.ingest import Loading
    from assetmap.store import Store

NOW = ("b", "c1", "c2", "de", "fg1", "fg2")
LOOK_UP = (
    *("b,b,unchanged", "c,c1,S", "c,c2,split", "d,de,M", "e,de,merged"),
    *("f,fg1,X", "f,fg2,X", "g,fg1,complex", "g,fg2,X"),
)
AREAS = ("id,name,level", *(f"{code},{code},lsoa" for code in NOW))
FIGURES = "area_code,name,unit,value,measured_on"


class Place:
    """A store, and files to load into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.store: Store = open_store(folder / "place.db")

    def load(self, **tables: Iterable[str]) -> Loading:
        paths = []
        for name, lines in tables.items():
            paths.append(self._folder / f"{name}.csv")
            paths[-1].write_text("\n".join(lines) + "\n")
        return load_files(self.store, paths)

    def figures(self) -> dict[str, float]:
        rows = self.store.snapshot().table("Indicator")
        return dict(zip(rows["area_code"], rows["value"], strict=True))

    def said(self) -> dict[str, str]:
        rows = self.store.snapshot().table("Indicator")
        return dict(zip(rows["area_code"], rows["provenance"], strict=True))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.store.close()


@pytest.fixture
def place(empty: Place) -> Place:
    empty.load(Area=AREAS, FormerArea=("former_code,area_code,change", *LOOK_UP))
    return empty


def list_of(unit: str, **values: str) -> list[str]:
    return [FIGURES, *(f"{code},x,{unit},{value},2020-06-30" for code, value in values.items())]


def test_counts_go_where_they_are_whole(place: Place) -> None:
    result = place.load(Indicator=list_of("people", b="1", c="20", d="300", e="4000", f="7"))
    assert place.figures() == {"b": 1, "de": 4300}
    assert place.said() == {
        "b": "Indicator.csv",
        "de": "Indicator.csv; sum of the former areas d, e",
    }
    assert (result.read, result.accepted, result.rejected, result.created) == (5, 3, 2, 2)
    why = dict(zip(result.faults["value"], result.faults["reason"], strict=True))
    divided = "nothing says who lives where: a count is not divided."
    otherwise = "in another way than by splitting or merging."
    assert why == {
        "c": f"Area 'c' was split into 'c1, c2', and {divided}",
        "f": f"Area 'f' was drawn anew (now 'fg1, fg2') {otherwise}",
    }
    said = "1 added up from areas of before; the provenance says which."
    assert result.notes == (f"Figures of areas that were drawn anew: {said}",)


@pytest.mark.parametrize("unit", ["rank in England", "tenth", "share of residents", "% of people"])
def test_ranks_and_shares_of_a_whole_are_told_of_its_parts(place: Place, unit: str) -> None:
    result = place.load(Indicator=list_of(unit, b="1", c="2", d="3", e="4", f="5"))
    assert place.figures() == {"b": 1, "c1": 2, "c2": 2}
    assert place.said()["c2"] == "Indicator.csv; figure of the former area c"
    assert result.faults["value"].tolist() == ["d", "e", "f"]
    assert result.faults["reason"].iloc[0] == (
        "Area 'd' was merged into 'de'; ranks, tenths, scores and shares cannot be added up."
    )


def test_figure_of_no_known_kind_is_neither_told_of_parts_nor_added(place: Place) -> None:
    result = place.load(Indicator=list_of("meals", b="1", c="2", d="3", e="4"))
    assert place.figures() == {"b": 1}
    assert result.faults["reason"].iloc[0] == (
        "Area 'c' was split into 'c1, c2', and the unit does not say whether it is a count or a "
        "rate."
    )


@pytest.mark.parametrize(
    ("lines", "lacking"),
    [
        (["d,x,people,3,2020-06-30"], "e"),
        (["d,x,people,3,2020-06-30", "e,x,people,,2020-06-30"], "e"),
        (["d,x,people,3,2020-06-30", "e,x,people,many,2020-06-30"], "e"),
        (["d,x,people,3,2020-06-30", "e,x,people,4,2019-06-30"], "e"),
        (["d,x,people,3,2020-06-30", "e,x,households,4,2020-06-30"], "e"),
        (["d,x,people,3,2020-06-30", "e,x,people,4,2020-06-30", "e,x,people,5,2020-06-30"], "e"),
    ],
    ids=["no row", "empty", "unreadable", "another day", "another unit", "two figures"],
)
def test_half_a_sum_is_never_taken(place: Place, lines: list[str], lacking: str) -> None:
    result = place.load(Indicator=[FIGURES, *lines])
    assert place.figures() == {}
    assert (result.accepted, result.rejected) == (0, len(lines))
    assert result.faults["reason"].iloc[0] == (
        f"Area 'd' was merged into 'de', and the sum lacks one figure of {lacking!r} in the same "
        "load."
    )


def test_sum_lacks_a_row_that_is_rejected_for_what_else_it_says(
    place: Place, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("area,people,need,words\nb,1,n,a\nd,2,n,b\ne,3,m,c\n")
    (tmp_path / "list.toml").write_text(
        '[[table]]\nname = "Indicator"\ncolumns = {area_code = "area", value = "people"}\n'
        'constants = {name = "population", unit = "people"}\n'
        '[[table]]\nname = "Need"\ncolumns = {id = "need", name = "words"}\n'
    )
    result = load_files(place.store, [tmp_path / "list.csv"], mapping=tmp_path / "list.toml")
    assert place.figures() == {"b": 1}
    assert result.faults["line"].tolist() == [3, 4]
    assert "The same id stands in line 2" in result.faults["reason"].iloc[0]
    assert "the sum lacks one figure of 'd'" in result.faults["reason"].iloc[1]
    assert place.store.snapshot().table("Need")["id"].tolist() == ["n"]


def test_row_of_many_figures_goes_in_whole_or_not_at_all(place: Place, tmp_path: Path) -> None:
    """Of d and e all is known but one age of e: nothing of either is taken."""
    ages = ["0", "89", "90+"]
    path = tmp_path / "people.csv"
    path.write_text(
        "\n".join(
            [
                ",".join(["lsoa11_code", "total_population", *ages]),
                "b,6,1,2,3",
                "d,60,10,20,30",
                "e,600,100,,300",
            ]
        )
    )
    result = load_files(place.store, [path])
    assert (result.accepted, result.rejected) == (1, 2)
    assert set(place.figures()) == {"b"}
    path.write_text(path.read_text().replace("100,,300", "100,200,300"))
    assert load_files(place.store, [path]).rejected == 0
    rows = place.store.snapshot().table("Indicator")
    sums = rows[rows["area_code"] == "de"].fillna({"group": "all"}).set_index("group")
    assert sums["value"].to_dict() == {"all": 660, "aged 0": 110, "aged 89": 220, "aged 90+": 330}


def test_look_up_may_come_with_the_list_and_in_any_order(empty: Place) -> None:
    result = empty.load(
        Indicator=list_of("people", d="3", e="4"),
        FormerArea=("former_code,area_code,change", *LOOK_UP),
        Area=AREAS,
    )
    assert result.rejected == 0
    assert empty.figures() == {"de": 7}


def test_without_the_look_up_a_small_area_of_before_is_said_to_need_it(empty: Place) -> None:
    empty.load(Area=("id,name,level", "E01033801,Luton 022C,lsoa"))
    lines = [f"{code},x,people,1,{day}" for code, day in NOT_HERE]
    reasons = empty.load(Indicator=[FIGURES, *lines]).faults["reason"].tolist()
    plain = "is in the map, or in these files and accepted."
    assert reasons[0] == (
        f"No Area 'E01015741' {plain} If it is a small area that was drawn anew in 2021, load the "
        "look-up of small areas of 2011 and 2021 too, before this list or with it."
    )
    assert reasons[1:] == [f"No Area 'E01015742' {plain}", f"No Area 'E05000001' {plain}"]


NOT_HERE = (
    ("E01015741", "2019-09-26"),
    ("E01015742", "2021-03-21"),
    ("E05000001", "2019-09-26"),
)


def test_with_a_look_up_an_area_of_elsewhere_is_only_not_in_the_map(place: Place) -> None:
    reasons = place.load(Indicator=[FIGURES, "E01015741,x,people,1,2019-09-26"]).faults["reason"]
    assert reasons.tolist() == [
        "No Area 'E01015741' is in the map, or in these files and accepted."
    ]


def test_parts_that_are_not_in_the_map_get_nothing(empty: Place) -> None:
    empty.load(Area=("id,name,level", "c1,c1,lsoa"))
    result = empty.load(
        FormerArea=("former_code,area_code,change", "c,c1,split", "c,c2,split", "h,h1,split"),
        Indicator=list_of("tenth", c="3", h="4"),
    )
    assert empty.figures() == {"c1": 3}
    reasons = dict(zip(result.faults["value"], result.faults["reason"], strict=True))
    assert sorted(reasons) == ["c2", "h", "h1"]
    assert reasons["h"] == "No Area 'h' is in the map, or in these files and accepted."


@pytest.mark.parametrize(
    "look_up",
    [
        ("c,c1,merged", "c,c2,merged"),
        ("c,c1,unchanged", "c,c2,unchanged"),
        ("c,c1,split", "c,c2,split", "d,c2,split"),
    ],
)
def test_look_up_that_contradicts_itself_leads_nowhere(
    empty: Place, look_up: tuple[str, ...]
) -> None:
    empty.load(Area=AREAS, FormerArea=("former_code,area_code,change", *look_up))
    for unit in ("people", "tenth"):
        result = empty.load(Indicator=list_of(unit, c="1"))
        assert "in another way than by splitting or merging" in result.faults["reason"].iloc[0]
    assert empty.figures() == {}


def test_area_that_only_got_another_code_keeps_every_figure(empty: Place) -> None:
    empty.load(Area=AREAS, FormerArea=("former_code,area_code,change", "old,b,unchanged"))
    empty.load(Indicator=list_of("meals", old="5"))
    assert (empty.figures(), empty.said()) == ({"b": 5}, {"b": "Indicator.csv"})
    again = empty.load(Indicator=list_of("meals", old="6"))
    assert (again.created, again.updated, empty.figures()) == (0, 1, {"b": 6})


def test_areas_own_figure_is_not_overwritten_by_that_of_a_former_one(place: Place) -> None:
    place.load(Indicator=list_of("tenth", c1="9"))
    result = place.load(Indicator=list_of("tenth", c="2"))
    assert place.figures() == {"c1": 9, "c2": 2}
    assert (result.created, result.updated, result.unchanged) == (1, 0, 1)
    place.load(Indicator=list_of("tenth", c2="7"))
    assert place.said() == {"c1": "Indicator.csv", "c2": "Indicator.csv"}
    place.load(Indicator=list_of("tenth", c="3"))
    assert place.figures() == {"c1": 9, "c2": 7}


def test_same_list_on_another_day_changes_nothing_and_a_mended_one_does(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = list_of("people", d="3", e="4")
    place.load(Indicator=people)
    monkeypatch.setattr(load, "_today", lambda: dt.date(2030, 1, 1))
    again = place.load(Indicator=people)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    mended = place.load(Indicator=list_of("people", d="3", e="5"))
    assert (mended.created, mended.updated, place.figures()) == (0, 1, {"de": 8})
    kept = place.store.snapshot().table("Indicator")["recorded_on"]
    assert (kept < "2030").all()


shapes = st.lists(st.sampled_from(["unchanged", "split", "merged", "complex"]), max_size=6)


@settings(max_examples=25, deadline=None)
@given(shapes, st.data())
def test_people_taken_are_those_of_the_rows_accepted(
    shapes: list[str], data: st.DataObject
) -> None:
    look_up: list[tuple[str, str, str]] = []
    now: list[str] = []
    former: list[str] = []
    for number, change in enumerate(shapes):
        n_before = data.draw(st.integers(1, 3)) if change in {"merged", "complex"} else 1
        n_now = data.draw(st.integers(1, 3)) if change in {"split", "complex"} else 1
        before = [f"{number}before{each}" for each in range(n_before)]
        after = [f"{number}now{each}" for each in range(n_now)]
        look_up += [(old, new, change) for old in before for new in after]
        former, now = former + before, now + after
    told = data.draw(st.lists(st.sampled_from(former), unique=True)) if former else []
    people = [data.draw(st.integers(0, 9)) for _ in told]
    names = ("former_code", "area_code", "change")
    look_up_rows = pd.DataFrame(look_up, columns=list(names)).assign(
        id=[str(each) for each in range(len(look_up))]
    )
    place = Snapshot(
        rows={
            "Area": conform("Area", pd.DataFrame({"id": now, "name": now})),
            "FormerArea": conform("FormerArea", look_up_rows),
        }
    )
    cells = {
        "area_code": told,
        "name": ["population"] * len(told),
        "unit": ["people"] * len(told),
        "value": [str(each) for each in people],
    }
    draft = Draft("Indicator", "x.csv", "x", cells, list(range(2, len(told) + 2)))
    reading = read_rows(Gathered(drafts=(draft,)), place, today=dt.date(2026, 1, 1))
    rejected = set(reading.rejected["value"])
    rows = reading.accepted.rows.get("Indicator")
    total = 0 if rows is None else rows["value"].sum()
    assert total == sum(n for code, n in zip(told, people, strict=True) if code not in rejected)
    assert rows is None or not rows["area_code"].duplicated().any()
