"""A place goes to Kumu and comes back the same; a Kumu map comes in and goes out the same."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.unit.export.kumu_places import compared, place, place_of, read_beside

from assetmap.errors import UnwritableFileError
from assetmap.export import write_kumu
from assetmap.model import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

ENDINGS = (".xlsx", ".json")

MEADOW = place(
    {
        "Area": [{"id": "E1", "name": "North"}],
        "Survey": [{"id": "s1"}],
        "Location": [
            {"id": "l1", "name": "Hall", "latitude": 53.42, "longitude": -2.31},
            {"id": "l2", "name": "Shed", "address": "1 High St", "postcode": "M33 7XX"},
        ],
        "Organisation": [
            {
                "id": "o1",
                "name": "=1+1",
                "sector": "vcse",
                "alternate_names": "One|Two",
                "n_patients": 3,
                "website": "https://a.org",
                "description": 'Says "yes"\nand <script>alert(1)</script>',
                "location_id": "l1",
                "valid_from": pd.Timestamp("2020-01-01"),
                "x_contact": "Ann, 01234",
            },
            {"id": "o2", "name": "A|B", "sector": "other", "location_id": "l2"},
            {"id": "o3", "name": "A|B", "sector": "other"},
        ],
        "Activity": [{"id": "a1", "name": "Choir", "organisation_id": "o1", "minimum_age": 18}],
        "Champion": [
            {"id": "c1", "display_name": "Ann Hidden", "languages": "Urdu", "hours_per_week": 2.5},
            {"id": "c2", "display_name": "Bob Shown", "consent": "given", "languages": "Polish"},
            {"id": "c3", "display_name": "Cy Refused", "consent": "refused"},
        ],
        "LinkWorker": [{"id": "w1", "organisation_id": "o2"}],
        "Workshop": [{"id": "k1", "purpose": "Spring", "area_code": "E1"}, {"id": "k2"}],
        "PARTNERS_WITH": [
            {"id": "p1", "from_id": "o1", "to_id": "o2", "survey_id": "s1", "intensity": 3},
            {"id": "p2", "from_id": "o2", "to_id": "o1"},
        ],
        "FUNDS": [{"id": "f1", "from_id": "o1", "to_id": "o3", "amount_gbp": 0.1 + 0.2}],
        "SUPPORTS": [{"id": "u1", "from_id": "c1", "to_id": "w1"}],
        "TOOK_PART_IN": [{"id": "t1", "from_id": "o1", "to_id": "k1", "part": "host"}],
        "TIED_TO": [
            {"id": "d1", "from_id": "o1", "to_id": "c1", "kind": "trusts", "weight": 2.0},
            {"id": "d2", "from_id": "o1", "to_id": "o2", "kind": "FUNDS"},
            {"id": "d3", "from_id": "o2", "to_id": "a1", "kind": "RUNS", "weight": 1.5},
            {"id": "d4", "from_id": "o1", "to_id": "o2"},
        ],
    }
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_place_comes_back_from_kumu_the_same(tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"1{ending}", tmp_path / f"2{ending}"
    assert write_kumu(MEADOW, first) == (10, 11)
    returned = place_of(first)
    write_kumu(returned, second)
    assert second.read_bytes() == first.read_bytes()
    assert returned.label_of == {
        id_: label
        for id_, label in MEADOW.label_of.items()
        if label
        in {*("Organisation", "Activity", "Champion", "LinkWorker"), "Workshop", "Location"}
    }
    for table in ("Organisation", "Activity", "FUNDS", "SUPPORTS", "TOOK_PART_IN", "TIED_TO"):
        pd.testing.assert_frame_equal(compared(returned, table), compared(MEADOW, table))
    for table, but in (("PARTNERS_WITH", "survey_id"), ("Workshop", "area_code")):
        pd.testing.assert_frame_equal(compared(returned, table, but), compared(MEADOW, table, but))
    assert returned.table("Location")["latitude"].tolist()[0] == 53.42


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_left_for_kumu_changes_nothing_where_it_came_from(tmp_path: Path, ending: str) -> None:
    write_kumu(MEADOW, tmp_path / f"k{ending}")
    reading = read_beside(tmp_path / f"k{ending}", MEADOW)
    assert (reading.n_rejected, reading.n_created, reading.n_updated) == (0, 0, 0)
    assert reading.n_read == 10 + 11


@pytest.mark.parametrize("ending", ENDINGS)
def test_people_leave_by_name_with_consent_alone(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"k{ending}"
    write_kumu(MEADOW, path)
    words = _words(path)
    for hidden in ("Hidden", "Urdu", "Refused", "refused", "01234"):
        assert hidden not in words
    for shown in ("Champion 1", "Bob Shown", "Polish", "Champion 3", "Link worker 1"):
        assert shown in words
    people = place_of(path).table("Champion").set_index("id")
    assert people["display_name"].fillna("").to_dict() == {"c1": "", "c2": "Bob Shown", "c3": ""}
    assert people["consent"].fillna("").to_dict() == {"c1": "", "c2": "given", "c3": ""}


def test_an_id_made_of_a_name_does_not_leave_without_consent(tmp_path: Path) -> None:
    elements = [{"label": "Ann Hidden", "type": "Person", "mood": "glad"}, {"label": "Choir"}]
    connections = [{"from": "Ann Hidden", "to": "Choir", "type": "sings", "label": "Ann sings"}]
    came = _document(tmp_path, elements, connections)
    snapshot = place_of(came)
    write_kumu(snapshot, tmp_path / "out.json")
    out = json.loads((tmp_path / "out.json").read_text())
    people = [each for each in out["elements"] if each["type"] == "Person"]
    assert people == [{"id": "Champion 1", "label": "Champion 1", "type": "Person"}]
    (connection,) = out["connections"]
    assert connection["from"] == "Champion 1"
    assert "label" not in connection
    (id_,) = snapshot.table("Champion")["id"]
    assert id_ not in _words(tmp_path / "out.json")


def test_a_workbook_for_kumu_has_its_sheets_and_no_formula(tmp_path: Path) -> None:
    write_kumu(MEADOW, tmp_path / "k.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "k.xlsx")
    assert book.sheet_names == ["Elements", "Connections"]
    elements = book.get_sheet_by_name("Elements").to_python()
    assert elements[0][:8] == [
        *("ID", "Label", "Type", "Description", "URL", "Location"),
        *("alternate_names", "area_code"),
    ]
    assert elements[1][:3] == ["o1", "=1+1", "Organisation"]
    assert elements[1][5] == "53.42, -2.31"
    connections = book.get_sheet_by_name("Connections").to_python()
    assert connections[0][:6] == ["ID", "From", "To", "Type", "Direction", "Strength"]
    assert connections[1][:5] == ["RUNS a1", "o1", "a1", "RUNS", "directed"]
    with zipfile.ZipFile(tmp_path / "k.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets" in name]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_json_for_kumu_is_what_its_guide_shows(tmp_path: Path) -> None:
    write_kumu(MEADOW, tmp_path / "k.json")
    document = json.loads((tmp_path / "k.json").read_text(encoding="utf-8"))
    assert list(document) == ["elements", "connections"]
    first = document["elements"][0]
    assert (first["id"], first["label"], first["alternate_names"]) == ("o1", "=1+1", ["One", "Two"])
    plain = [each for each in document["connections"] if each["id"] == "d1"]
    assert plain == [
        {
            "id": "d1",
            "from": "o1",
            "to": "c1",
            "type": "trusts",
            "direction": "directed",
            "strength": 2,
        }
    ]


@pytest.mark.parametrize(
    ("name", "sentence"), [("k.csv", "let its name end so"), ("no/k.json", "No such file")]
)
def test_what_cannot_be_written_is_one_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(UnwritableFileError, match=sentence):
        write_kumu(MEADOW, tmp_path / name)


def test_an_empty_place_is_an_empty_map(tmp_path: Path) -> None:
    assert write_kumu(Snapshot(), tmp_path / "k.xlsx") == (0, 0)
    write_kumu(Snapshot(), tmp_path / "k.json")
    assert json.loads((tmp_path / "k.json").read_text()) == {"elements": [], "connections": []}


HOSTILE = (
    *("=1+1", "</script><img src=x>", "a|b", "two\nlines", '"quoted"', "'=1", "_x0041_", "😀"),
    *("TIED_TO", "FUNDS", "RUNS", "tied to", "mutual", "Champion 3", "52.1, -0.5", "1_000", "inf"),
)
WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn")), max_size=8),
).map(lambda text: text.strip())
FILLED = WORDS.filter(bool)
TYPES = ("Company", "Organisation", "charity", "Activity", "event", "<b>", "Workshop")
DIRECTIONS = ("directed", "undirected", "mutual")
KINDS = st.one_of(
    FILLED, st.sampled_from(("PARTNERS_WITH", "partners with", "FUNDS", "RUNS", "SUPPORTS"))
)


@st.composite
def kumu_maps(draw: st.DrawFn) -> dict[str, Any]:
    """Return a map as a person might make it in Kumu: no people, no IDs."""
    labels = draw(st.lists(FILLED, min_size=1, max_size=5, unique=True))
    custom = st.dictionaries(
        st.sampled_from(("Net worth", "net-worth", "!!!", "?", "mood", "sector", "é (1)", "kind")),
        FILLED.filter(lambda text: "|" not in text),
        max_size=3,
    )
    elements = [
        {
            "label": label,
            "type": draw(st.sampled_from(TYPES)),
            **draw(custom),
            **draw(st.sampled_from(({}, {"tags": ["x", "y"]}, {"url": "not a link"}))),
            **draw(st.sampled_from(({}, {"location": "51.50,-2.5"}, {"location": "1 Road"}))),
        }
        for label in labels
    ]
    connections = [
        {
            "from": draw(st.sampled_from(labels)),
            "to": draw(st.sampled_from(labels)),
            "type": draw(KINDS),
            "direction": draw(st.sampled_from(DIRECTIONS)),
            **draw(st.sampled_from(({}, {"strength": 3}, {"strength": "Strong"}, {"label": "=A"}))),
            **draw(custom),
        }
        for _ in range(draw(st.integers(0, 6)))
    ]
    for connection in connections:
        if connection["type"] == "TIED_TO":
            connection.pop("kind", None)  # our own way to say a type; it returns as the type
    connections = [each for each in connections if each["from"] != each["to"]]
    return {"elements": elements, "connections": connections}


@given(kumu_maps(), st.sampled_from(ENDINGS))
@settings(max_examples=15, deadline=None)
def test_a_map_made_in_kumu_comes_back_to_it_the_same(
    document: dict[str, Any], ending: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        came, went = Path(folder) / "came.json", Path(folder) / f"went{ending}"
        came.write_text(json.dumps(document), encoding="utf-8")
        write_kumu(place_of(came), went)
        if ending == ".xlsx":
            write_kumu(place_of(went), Path(folder) / "again.json")
            went = Path(folder) / "again.json"
        returned = json.loads(went.read_text(encoding="utf-8"))
    for part in ("elements", "connections"):
        assert _counted(returned[part]) == _counted(document[part])


@st.composite
def places(draw: st.DrawFn) -> Snapshot:
    """Return a small place with hostile words in it."""
    names = draw(st.lists(FILLED, min_size=1, max_size=4))
    ids = [f"o{number}" for number in range(len(names))]
    ends = st.sampled_from([*ids, "a0"])
    ties = draw(
        st.lists(
            st.fixed_dictionaries(
                {"from_id": ends, "to_id": ends, "kind": st.one_of(st.none(), KINDS)},
                optional={"weight": st.floats(0, 1e6)},
            ).filter(lambda tie: tie["from_id"] != tie["to_id"]),
            max_size=5,
        )
    )
    partners = draw(st.lists(st.permutations(ids).map(lambda each: each[:2]), max_size=3))
    return place(
        {
            "Organisation": [
                {"id": id_, "name": name, "sector": "other", "description": draw(WORDS) or None}
                for id_, name in zip(ids, names, strict=True)
            ],
            "Activity": [{"id": "a0", "name": draw(FILLED), "organisation_id": "o0"}],
            "TIED_TO": [{"id": f"t{at}", **tie} for at, tie in enumerate(ties)],
            "PARTNERS_WITH": [
                {"id": f"p{at}", "from_id": pair[0], "to_id": pair[1]}
                for at, pair in enumerate(partners)
                if len(pair) == 2
            ],
        }
    )


@given(places(), st.sampled_from(ENDINGS))
@settings(max_examples=15, deadline=None)
def test_any_place_comes_back_from_kumu_the_same(snapshot: Snapshot, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / f"1{ending}", Path(folder) / f"2{ending}"
        write_kumu(snapshot, first)
        returned = place_of(first)
        write_kumu(returned, second)
        if ending == ".json":
            assert second.read_bytes() == first.read_bytes()
    for table in ("Organisation", "Activity", "TIED_TO", "PARTNERS_WITH"):
        pd.testing.assert_frame_equal(compared(returned, table), compared(snapshot, table))


def _document(folder: Path, elements: list[Any], connections: list[Any]) -> Path:
    path = folder / "map.json"
    path.write_text(json.dumps({"elements": elements, "connections": connections}))
    return path


def _words(path: Path) -> str:
    if path.suffix == ".json":
        return path.read_text(encoding="utf-8")
    book = CalamineWorkbook.from_path(path)
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def _counted(items: list[Mapping[str, Any]]) -> Counter[str]:
    return Counter(json.dumps(item, sort_keys=True) for item in items)
