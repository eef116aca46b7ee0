"""The mappings that come with assetmap: each recognises its own shape, and is used by name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetmap.errors import MappingError, UnreadableFileError
from assetmap.ingest import check_files, load_files, shipped
from assetmap.ingest.mapping.file import read_mapping
from assetmap.ingest.mapping.headings import Headings, fits
from assetmap.ingest.sheet import make_sheet
from assetmap.ingest.shipped import chosen, fitting, shipped_mappings
from assetmap.model import TABLES
from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.ingest.sheet import Sheet
    from assetmap.store import Store

DOCS = Path(__file__).parents[3] / "docs" / "mappings.md"
SQUARE = [[[0, 51], [1, 51], [1, 52], [0, 52], [0, 51]]]

HEADINGS = {
    "ons-boundaries": "FID,LSOA21CD,LSOA21NM,LSOA21NMW,BNG_E,BNG_N,LAT,LONG,GlobalID,geometry",
    "ons-boundaries-wards": "WD24CD,WD24NM,WD24NMW,LAD24CD,LAD24NM,BNG_E,geometry",
    "ons-lookup-lsoa-ward-district": (
        "LSOA21CD,LSOA21NM,LSOA21NMW,WD24CD,WD24NM,WD24NMW,LAD24CD,LAD24NM,LAD24NMW,ObjectId"
    ),
    "ons-lookup-lsoa-ward-district-icb": (
        "lsoa21_code,lsoa21_name,ward24_code,ward24_name,ltla24_code,ltla24_name,"
        "icb24_code,icb24_name"
    ),
    "ons-lookup-ward-district": "WD25CD,WD25NM,LAD25CD,LAD25NM,ObjectId",
    "ons-lookup-msoa-district": "OA21CD,LSOA21CD,LSOA21NM,MSOA21CD,MSOA21NM,LAD22CD,LAD22NM",
    "ons-imd-2025": (
        "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),"
        "Index of Multiple Deprivation (IMD) Score,"
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
    ),
    "ons-imd-2019": (
        "LSOA code (2011),LSOA name (2011),"
        "Index of Multiple Deprivation (IMD) Score,"
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
    ),
    "ons-lookup-lsoa-2011-2021": (
        "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId"
    ),
    "ons-middles": "LSOACD,latitude,longitude",
    "link-worker-episodes": "Case ID,Date of referral,Referrer,Social prescriber",
    "link-worker-events": "case_id,event_type,event_date,from,to",
    "ons-postcodes": "pcd,pcd2,pcds,dointr,doterm,usertype,oslaua,osward,lsoa21,lat,long,imd",
}
"""Headings as the public bodies write them, by the mapping that is meant for them."""

OTHERS = [
    "name,address,postcode,telephone,lon,lat",
    "site_name,postcode,ward_code,lsoa_code,lon,lat",
    "name,postcode,latitude,longitude",
    "ID,DISTNAME,area_code,area_name,geometry",
    "LSOA21CD,LSOA11CD,geometry,name",
    "lsoa11_name,lsoa11_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code",
    "area_code,area_name,geography,period,indicator,measure,unit,value,mood",
    "id,name,level,parent_code,boundary",
    "From,To,Type",
    "LSOACD,latitude,longitude,postcode",
    "LSOA21CD,latitude,longitude",
]


def sheet_of(headings: str, *rows: str) -> Sheet:
    cells = [row.split(",") for row in rows]
    return make_sheet("x.csv", "x", headings.split(","), cells, range(2, len(rows) + 2))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path / "place.db")
    yield made
    made.close()


def write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    return path


AREAS = ["id,name,level", "E01000001,Sale A,lsoa", "E01000002,Sale B,lsoa"]


@pytest.mark.parametrize("name", shipped_mappings())
def test_mapping_says_what_it_is_for_and_how_it_is_recognised(name: str) -> None:
    mapping = shipped_mappings()[name]
    assert mapping.about
    assert mapping.shapes
    assert re.fullmatch(r"[a-z0-9-]+", name)
    known = {"Area", "FormerArea", "Indicator", "Postcode"}
    of_journeys = {"Referral", "Outcome"}
    tables = {block.table for block in mapping.blocks}
    assert tables <= (of_journeys if name.startswith("link-worker-") else known)


@pytest.mark.parametrize("name", HEADINGS)
def test_sheet_is_recognised_by_its_headings(name: str) -> None:
    assert fitting(sheet_of(HEADINGS[name])) == name
    assert fitting(sheet_of(HEADINGS[name].upper())) == name


@pytest.mark.parametrize("headings", OTHERS)
def test_sheet_of_somebody_else_is_not_recognised(headings: str) -> None:
    assert fitting(sheet_of(headings)) is None


@pytest.mark.parametrize("name", HEADINGS)
def test_sheet_with_one_heading_less_is_another_ones_or_nobodys(name: str) -> None:
    """A mapping that recognises a sheet finds every heading that it needs in it."""
    headings = HEADINGS[name].split(",")
    for left_out in headings:
        sheet = sheet_of(",".join(each for each in headings if each != left_out))
        found = fitting(sheet)
        if found is not None:
            shipped.gather([sheet])  # It would complain of a heading that it lacks.


def test_every_heading_that_a_mapping_needs_is_there_when_it_recognises_a_sheet() -> None:
    for name, mapping in shipped_mappings().items():
        for shape in mapping.shapes:
            spelled = [mapping.headings.get(each.casefold(), (each,))[0] for each in shape.headings]
            sheet = sheet_of(",".join(each.replace("?", "2").replace("*", "") for each in spelled))
            assert fits(mapping, sheet) == len(shape.headings), name
            shipped.gather([sheet])


def test_mapping_is_used_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", "postcode,lat,lng,remark", "M33 7XX,53.4,-2.3,near")
    result = check_files([path], mapping=Path("ons-postcodes"))
    assert (result.read, result.accepted, result.created) == (1, 1, 1)


def test_own_file_comes_before_a_mapping_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = write(
        tmp_path, "ons-postcodes", "[[table]]", 'name = "Need"', 'columns.name = "postcode"'
    )
    assert [block.table for block in chosen(Path("ons-postcodes")).blocks] == ["Need"]
    own.unlink()
    assert [block.table for block in chosen(Path("ons-postcodes")).blocks] == ["Postcode"]


def test_name_that_nothing_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(MappingError, match=r"no such file.*nearest is 'ons-postcodes'"):
        chosen(Path("ons-postcode"))


def test_file_that_is_missing_is_not_taken_for_a_name() -> None:
    for path in (Path("nowhere/ons-postcodes"), Path("ons-postcodes.toml")):
        with pytest.raises(MappingError, match="No such file"):
            chosen(path)


def test_sheet_is_read_by_itself_and_a_note_says_so(tmp_path: Path, store: Store) -> None:
    load_files(store, [write(tmp_path, "Area.csv", *AREAS)])
    path = write(
        tmp_path,
        "imd.csv",
        "lsoa21_code,IMD_score,IMD_rank,IMD_decile",
        "E01000001,8.742,26525,8",
        "E01000002,41.5,2000,1",
    )
    result = load_files(store, [path])
    assert (result.read, result.accepted, result.created) == (2, 2, 6)
    assert "read with the mapping ons-imd-2025, which comes with assetmap" in result.notes[0]
    facts = store.snapshot().table("Indicator").sort_values(["area_code", "name"])
    assert facts[["area_code", "name", "value"]].to_numpy().tolist() == [
        ["E01000001", "deprivation decile", 8],
        ["E01000001", "deprivation rank", 26525],
        ["E01000001", "deprivation score", 8.742],
        ["E01000002", "deprivation decile", 1],
        ["E01000002", "deprivation rank", 2000],
        ["E01000002", "deprivation score", 41.5],
    ]
    assert load_files(store, [path]).unchanged == 6


def test_rows_about_other_areas_are_rejected_and_counted_in_a_sentence(
    tmp_path: Path, store: Store
) -> None:
    load_files(store, [write(tmp_path, "Area.csv", *AREAS)])
    rows = [f"E0100{number:04},1.5,7,3" for number in range(1, 101)]
    path = write(tmp_path, "imd.csv", "lsoa21_code,IMD_score,IMD_rank,IMD_decile", *rows)
    result = load_files(store, [path])
    assert (result.read, result.accepted, result.rejected) == (100, 2, 98)
    assert len(result.faults) == 98
    assert result.notes[-1].startswith("98 of the rejected rows are about areas that are not in")


def test_population_has_all_ages_bands_and_single_years(tmp_path: Path, store: Store) -> None:
    load_files(store, [write(tmp_path, "Area.csv", *AREAS)])
    path = write(
        tmp_path,
        "people.csv",
        "period,area_code,sex,all_ages,aged_0_to_15,aged_16_to_64,aged_65_and_over,0,7,90+",
        "2024-06-30,E01000001,Males,1,1,1,1,1,1,1",
        "2024-06-30,E01000001,Persons,1634,367,928,339,6,39,28",
    )
    result = load_files(store, [path])
    assert (result.read, result.created) == (1, 7)
    assert any("leaves out 1 of 2 rows" in note for note in result.notes)
    facts = store.snapshot().table("Indicator")
    assert set(facts["name"]) == {"population"}
    assert dict(zip(facts["group"].fillna(""), facts["value"], strict=True)) == {
        "": 1634,
        "aged 0-15": 367,
        "aged 16-64": 928,
        "aged 65+": 339,
        "aged 0": 6,
        "aged 7": 39,
        "aged 90+": 28,
    }


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("E01006074", "lsoa"),
        ("W01000003", "lsoa"),
        ("E02001259", "msoa"),
        ("E05015239", "ward"),
        ("E06000032", "district"),
        ("E08000009", "district"),
        ("E47000001", "system"),
    ],
)
def test_code_tells_the_level_of_an_outline(
    tmp_path: Path, store: Store, code: str, level: str
) -> None:
    outline = {"type": "Polygon", "coordinates": SQUARE}
    properties = {"area_code": code, "area_name": "Sale"}
    said = {"type": "Feature", "properties": properties, "geometry": outline}
    path = write(tmp_path, "outlines.geojson", json.dumps(said))
    assert load_files(store, [path]).created == 1
    (row,) = store.snapshot().table("Area").to_dict("records")
    assert (row["id"], row["name"], row["level"]) == (code, "Sale", level)
    assert json.loads(str(row["boundary"])) == outline


def test_outlines_leave_the_larger_area_as_it_is(tmp_path: Path, store: Store) -> None:
    names = "LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD,LAD24NM"
    row = "E01000001,Sale A,E05000001,Sale,E08000009,Trafford"
    load_files(store, [write(tmp_path, "lookup.csv", names, row)])
    properties = {"LSOA21CD": "E01000001", "LSOA21NM": "Sale A"}
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    said = {"type": "Feature", "properties": properties, "geometry": geometry}
    load_files(store, [write(tmp_path, "outlines.geojson", json.dumps(said))])
    areas = store.snapshot().table("Area").set_index("id")
    assert areas["parent_code"].fillna("").to_dict() == {
        "E01000001": "E05000001",
        "E05000001": "E08000009",
        "E08000009": "",
    }
    assert areas["boundary"].notna().to_dict() == {
        "E01000001": True,
        "E05000001": False,
        "E08000009": False,
    }


def test_postcodes_without_a_position_are_left_out_with_a_note(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "ONSPD.csv",
        "pcds,doterm,osward,lsoa21,lat,long",
        "M33 7XX,,E05000001,E01000001,53.424784,-2.321157",
        "JE1 1AA,,L99999999,L99999999,99.999999,0.000000",
    )
    result = check_files([path])
    assert (result.read, result.created) == (1, 1)
    assert any("leaves out 1 of 2 rows" in note for note in result.notes)


def test_heading_that_could_be_two_is_not_recognised_and_refused_by_name(tmp_path: Path) -> None:
    headings = "LSOA11CD,LSOA21CD,LSOA21NM,geometry"
    assert fitting(sheet_of(headings)) is None
    path = write(tmp_path, "both.csv", headings, "E01000001,E01000001,Sale A,")
    with pytest.raises(MappingError, match=r"'ons-boundaries' cannot.*'LSOA11CD', 'LSOA21CD'"):
        check_files([path], mapping=Path("ons-boundaries"))


def test_heading_that_is_not_there_is_refused_with_its_spellings(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", "code,lat,long", "M33 7XX,53.4,-2.3")
    with pytest.raises(MappingError, match="no heading like 'pcds' or 'postcode' or 'pcd'"):
        check_files([path], mapping=Path("ons-postcodes"))


def test_wildcards_hold_only_where_a_mapping_gives_them_as_spellings(tmp_path: Path) -> None:
    mapping = write(
        tmp_path,
        "m.toml",
        "[headings]",
        'code = ["LSOA??CD", "c[o]de*"]',
        "[[table]]",
        'name = "Need"',
        'columns.name = "Is it open?"',
    )
    read = read_mapping(mapping)
    headings = Headings(read, sheet_of("Is it openX,lsoa21cd"))
    assert headings.named("Is it open?") == []
    assert headings.named("code") == ["lsoa21cd"]
    assert Headings(read, sheet_of("c[o]de number")).named("Code") == ["c[o]de number"]
    assert Headings(read, sheet_of("code number")).named("Code") == []


def test_sheet_of_no_form_is_still_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="another form that it knows"):
        check_files([write(tmp_path, "list.csv", "What,When", "Choir,Monday")])


def test_documentation_lists_every_mapping_with_what_it_is_for() -> None:
    listed = dict(
        re.findall(r"^\| `([a-z0-9-]+)` \| (.+?) \| [A-Z].* \|$", DOCS.read_text(), re.MULTILINE)
    )
    assert listed == {name: mapping.about for name, mapping in shipped_mappings().items()}


def test_documentation_tells_the_tables_of_every_mapping() -> None:
    listed = dict(
        re.findall(r"^\| `([a-z0-9-]+)` \| .+? \| ([A-Z].*) \|$", DOCS.read_text(), re.MULTILINE)
    )
    for name, mapping in shipped_mappings().items():
        tables = dict.fromkeys(block.table for block in mapping.blocks)
        assert [each.strip("` ") for each in listed[name].split(",")] == list(tables)
        assert set(tables) <= set(TABLES)
