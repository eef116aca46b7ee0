"""A proposed mapping is always one that can be used, and says why it says what it says."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assetmap.errors import NoProposalError, UnreadableFileError
from assetmap.ingest.gathered import Gathered
from assetmap.ingest.mapping.sheets import map_sheets, read_mapping
from assetmap.ingest.mapping.words import encodable
from assetmap.ingest.proposal.looks import looks_of
from assetmap.ingest.proposal.map_file import map_file
from assetmap.ingest.proposal.parts import quoted
from assetmap.ingest.proposal.proposed import propose_mapping
from assetmap.ingest.proposal.words import day_of, meaning, words_of
from assetmap.ingest.reading import read_rows
from assetmap.ingest.sheet import make_sheet
from assetmap.model import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from assetmap.ingest.reading import Reading
    from assetmap.ingest.sheet import Sheet

CLUBS = [
    ["Chess club", "M33 7XX", "0161 496 0001", "chess@example.org", "Tuesday"],
    ["Knitters", "M33 7XY", "0161 496 0002", "knit@example.org", "Friday"],
]
CLUB_HEADINGS = ["Group name", "Post code", "Tel", "E-mail", "Day"]


def _sheet(headings: Sequence[str], rows: Sequence[Sequence[str]], name: str = "list") -> Sheet:
    return make_sheet(f"{name}.csv", name, headings, rows, range(2, len(rows) + 2))


def _read(sheet: Sheet, folder: Path) -> tuple[dict[str, Any], Reading]:
    """Return the proposal as TOML says it, and what it makes of the sheet."""
    path = folder / "proposed.toml"
    path.write_text(propose_mapping(sheet).as_toml(), encoding="utf-8")
    drafts, _ = map_sheets(read_mapping(path), [sheet])
    reading = read_rows(Gathered(tuple(drafts)), Snapshot(), today=dt.date(2026, 11, 23))
    return tomllib.loads(path.read_text(encoding="utf-8")), reading


def _columns(toml: dict[str, Any], table: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in toml["table"] if each["name"] == table)["columns"]
    return found


def test_a_list_of_groups_with_days_becomes_activities_with_sessions(tmp_path: Path) -> None:
    toml, reading = _read(_sheet(CLUB_HEADINGS, CLUBS), tmp_path)
    assert (reading.n_read, reading.n_accepted) == (2, 2)
    assert [each["name"] for each in toml["table"]] == [
        *("Organisation", "Activity", "Location", "Session"),
    ]
    assert _columns(toml, "Activity")["name"] == "Group name"
    assert _columns(toml, "Location")["postcode"] == "Post code"
    sessions = reading.accepted.rows["Session"]
    assert sorted(sessions["schedule"]) == ["FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=TU"]


def test_reasons_stand_beside_the_lines_as_comments() -> None:
    lines = propose_mapping(_sheet(CLUB_HEADINGS, CLUBS)).as_toml().split("\n")
    at = lines.index('postcode = "Post code"')
    assert (
        lines[at - 1] == "# heading 'Post code' means 'post code'; 2 of 2 cells look like postcodes"
    )


def test_a_heading_that_is_nearly_known_states_its_likeness_and_is_unsure() -> None:
    toml = propose_mapping(_sheet(["Organisaton name", "Web"], [["A", "a.org"]])).as_toml()
    assert "# UNSURE: heading 'Organisaton name' is near (likeness 97 of 100)" in toml


def test_cells_tell_a_postcode_whatever_its_heading(tmp_path: Path) -> None:
    sheet = _sheet(["Club", "Find us"], [["Chess", "M33 7XX"], ["Go", "M33 7XY"]])
    toml, reading = _read(sheet, tmp_path)
    assert _columns(toml, "Location")["postcode"] == "Find us"
    assert reading.n_accepted == 2


def test_a_heading_is_not_believed_against_its_cells() -> None:
    sheet = _sheet(["Club", "Tel", "Postcode"], [["Chess", "0161 496 0001", "by the church"]])
    proposal = propose_mapping(sheet)
    assert proposal.left_out == {
        "Postcode": "its heading means postcode, but only 0 of 1 cells look like postcodes"
    }


def test_register_numbers_make_the_ids(tmp_path: Path) -> None:
    headings = ["Charity number", "Charity name"]
    sheet = _sheet(headings, [["214927", "A trust"], ["1169028", "Another"]])
    _, reading = _read(sheet, tmp_path)
    rows = reading.accepted.rows["Organisation"]
    assert sorted(rows["id"]) == ["GB-CHC-1169028", "GB-CHC-214927"]
    assert sorted(rows["identifiers"]) == ["GB-CHC-1169028", "GB-CHC-214927"]


def test_scottish_charities_have_their_own_register(tmp_path: Path) -> None:
    sheet = _sheet(["Scottish charity number", "Name"], [["SC002327", "A"], ["SC004252", "B"]])
    _, reading = _read(sheet, tmp_path)
    assert sorted(reading.accepted.rows["Organisation"]["id"]) == [
        *("GB-SC-SC002327", "GB-SC-SC004252"),
    ]


def test_metres_of_the_national_grid_are_said_to_have_no_column() -> None:
    sheet = _sheet(
        ["Pharmacy name", "Postcode", "Easting", "Northing"],
        [["A", "M33 7XX", "379000", "392000"]],
    )
    toml = propose_mapping(sheet).as_toml()
    assert "# Where it is." in toml
    assert "'Easting' and 'Northing' are metres of the National Grid." in toml
    assert '"Easting"' not in toml


def test_days_in_columns_make_a_session_where_it_is_open(tmp_path: Path) -> None:
    headings = ["Class", "Monday", "Tuesday", "Opening hours Sunday"]
    rows = [["Yoga", "14:00", "", "closed"], ["Tai chi", "10am", "11am", "CLOSED"]]
    _, reading = _read(_sheet(headings, rows), tmp_path)
    sessions = reading.accepted.rows["Session"]
    told = sorted(zip(sessions["schedule"], sessions["starts_at_local"], strict=True))
    monday, tuesday = "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=TU"
    assert told == [(monday, "10:00"), (monday, "14:00"), (tuesday, "11:00")]


def test_ticks_below_days_make_sessions_without_a_time(tmp_path: Path) -> None:
    rows = [["Yoga", "yes", "no"], ["Tai chi", "y", "yes"]]
    _, reading = _read(_sheet(["Class", "Mon", "Tue"], rows), tmp_path)
    assert len(reading.accepted.rows["Session"]) == 3


def test_numbers_beside_codes_of_areas_become_facts(tmp_path: Path) -> None:
    headings = ["ward_code", "ward_name", "people", "lonely"]
    rows = [["E05015239", "Altrincham", "11278", "7.5"], ["E05015243", "Brooklands", "10100", "6"]]
    _, reading = _read(_sheet(headings, rows), tmp_path)
    facts = reading.accepted.rows["Indicator"]
    told = set(zip(facts["area_code"], facts["name"], facts["value"], strict=True))
    assert told == {
        *(("E05015239", "people", 11278.0), ("E05015239", "lonely", 7.5)),
        *(("E05015243", "people", 10100.0), ("E05015243", "lonely", 6.0)),
    }
    assert set(reading.accepted.rows["Area"]["name"]) == {"Altrincham", "Brooklands"}


def test_a_look_up_makes_areas_within_each_other(tmp_path: Path) -> None:
    headings = ["lsoa21cd", "lsoa21nm", "wd22cd", "wd22nm", "lad22cd", "lad22nm"]
    rows = [["E01006109", "Trafford 001A", "E05015253", "Old Trafford", "E08000009", "Trafford"]]
    _, reading = _read(_sheet(headings, rows), tmp_path)
    areas = reading.accepted.rows["Area"].set_index("id")
    assert areas["parent_code"].dropna().to_dict() == {
        "E01006109": "E05015253",
        "E05015253": "E08000009",
    }


def test_words_that_say_nothing_become_empty_cells(tmp_path: Path) -> None:
    rows = [["A", "N/A"], ["B", "b.org"], ["C", "Not known"]]
    _, reading = _read(_sheet(["Charity", "Website"], rows), tmp_path)
    assert reading.n_accepted == 3
    websites = reading.accepted.rows["Organisation"]["website"]
    assert websites.dropna().tolist() == ["https://b.org"]


def test_what_tells_of_a_person_is_left_out() -> None:
    headings = ["Charity", "Tel", "Contact name", "Date of birth", "Manager"]
    rows = [["A", "0161 496 0001", "Ann Other", "1/2/1960", "Bo Other"]]
    left = propose_mapping(_sheet(headings, rows)).left_out
    reason = "it may tell of a person, who is not put on a map"
    assert left == dict.fromkeys(["Contact name", "Date of birth", "Manager"], reason)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Client postcode", "M33 7ZZ"),
        ("Patient email", "ann@example.org"),
        ("Chair's e-mail", "ann@example.org"),
        ("Home tel", "0161 496 0001"),
        ("Home address line 1", "1 High Street"),
        ("Mobile number", "07700 900123"),
        ("Client ID", "17"),
        ("Named contact", "Ann Other"),
        ("Key worker", "Ann Other"),
        ("GroupLeaderName", "Ann Other"),
        ("Emergency contact name", "Ann Other"),
        ("Referred by", "Dr Other"),
    ],
)
def test_what_tells_of_a_person_is_left_out_however_the_heading_says_it(
    heading: str, cell: str
) -> None:
    rows = [["Choir", "Tuesday", cell], ["Bowls", "Friday", cell]]
    proposal = propose_mapping(_sheet(["Activity", "Day", heading], rows))
    assert proposal.left_out == {heading: "it may tell of a person, who is not put on a map"}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Contact postcode", "M33 7ZZ"),
        ("Contact email", "club@example.org"),
        ("Registered patients", "4100"),
        ("Cost per person", "£3"),
        ("Who for: client group", "Anybody"),
        ("Lead organisation", "The Hub"),
    ],
)
def test_what_tells_of_a_body_or_of_a_number_is_not_taken_for_a_person(
    heading: str, cell: str
) -> None:
    left = propose_mapping(_sheet(["Charity", heading], [["A", cell], ["B", cell]])).left_out
    assert "person" not in left.get(heading, "")


def test_no_cell_of_a_list_stands_in_a_proposal() -> None:
    rows = [["Zebra society", "0161 496 7777", "zz@example.org", "M33 7ZZ"]]
    toml = propose_mapping(_sheet(["Charity", "Phone", "Email", "Postcode"], rows)).as_toml()
    assert not [cell for cell in rows[0] if cell in toml]


def test_places_of_one_name_with_two_points_lose_the_point_and_say_so() -> None:
    headings = ["Class", "Venue", "lat", "lon"]
    rows = [["A", "Hall", "53.4", "-2.3"], ["B", "Hall", "53.5", "-2.3"]]
    toml = propose_mapping(_sheet(headings, rows)).as_toml()
    # With neither address nor postcode, the point is part of what the place is known by.
    assert 'id_from = ["Venue", "lat", "lon"]' in toml
    more = [[*row, "1 High Street"] for row in rows]
    toml = propose_mapping(_sheet([*headings, "Address"], more)).as_toml()
    assert '# latitude = "lat"' in toml
    assert '# longitude = "lon"' in toml
    said = toml.replace("\n# ", " ")
    assert "left out, for it differs between rows of one place (1 times)" in said


def test_a_point_that_all_rows_share_is_not_taken() -> None:
    rows = [["Stop 1", "53.4", "-2.3"], ["Stop 2", "53.4", "-2.3"]]
    toml = propose_mapping(_sheet(["name", "lat", "lon"], rows, "bus stops")).as_toml()
    assert "left out, for all rows have the same point" in toml.replace("\n# ", " ")
    assert "latitude" not in tomllib.loads(toml)["table"][0]["columns"]


def test_rows_without_a_name_are_left_to_the_thing_above_them() -> None:
    rows = [["1", "Lunch", "Tuesday"], ["2", "", "Friday"]]
    toml = propose_mapping(_sheet(["import_id", "Activity", "Day"], rows)).as_toml()
    assert toml.count('when = {heading = "Activity", is_filled = true}') == 2


@pytest.mark.parametrize(
    "headings",
    [[""], ["Lorem"], ["code", "name"], ["LSOACD", "latitude", "longitude"]],
)
def test_nothing_is_proposed_where_nothing_tells(headings: list[str]) -> None:
    with pytest.raises(NoProposalError, match="nothing tells what a row is"):
        propose_mapping(_sheet(headings, [["1"] * len(headings)]))


def test_a_title_above_the_headings_is_refused_in_words() -> None:
    rows = [["Name", "Tel"], ["Chess", "0161 496 0000"]]
    with pytest.raises(NoProposalError, match=r"a title and not headings \('Groups of 2026'\)"):
        propose_mapping(_sheet(["Groups of 2026", ""], rows))


def test_a_list_without_headings_is_refused_in_words() -> None:
    headings = ["KA30 8AS", "1/8/1973", "55.79", "-4.867"]
    with pytest.raises(NoProposalError, match="first line seems to hold cells"):
        propose_mapping(_sheet(headings, [["KA30 8AT", "1/8/1973", "55.7", "-4.8"]]))


def test_two_thousand_columns_are_taken_or_said_to_be_left_out(tmp_path: Path) -> None:
    headings = ["lsoa_code", *(f"figure {number}" for number in range(1_999))]
    sheet = _sheet(headings, [["E01006109", *(["1"] * 1_999)]])
    toml, _ = _read(sheet, tmp_path)
    taken = next(each for each in toml["table"] if each["name"] == "Indicator")["unpivot"]
    left = propose_mapping(sheet).left_out
    assert len(taken["columns"]) + len(left) == 1_999
    assert (tmp_path / "proposed.toml").stat().st_size < 200_000


def test_headings_alone_are_enough(tmp_path: Path) -> None:
    toml, reading = _read(_sheet(CLUB_HEADINGS, []), tmp_path)
    assert toml["table"]
    assert reading.n_read == 0


_KNOWN = st.sampled_from(CLUB_HEADINGS) | st.sampled_from(
    re.split(
        ";",
        "name;lat;lon;ward_code;ward_name;status;Monday;id;url;Charity number;Address;address 2;"
        "value;Opening times;Easting;date closed",
    )
)
_HOSTILE = (
    st.text(st.characters(), max_size=40)
    | st.sampled_from(['"""', "'''", "a\nb", "]\n[[table]]", "# x", "\x00", "\x1f", "\ud800"])
    | st.sampled_from(["." * 150, "x" * 3_000, "\\u0000", "=", "name = 1", "\u202e", "\u2028"])
    | st.sampled_from(["\x85", "na", "NA", "a.b" * 30])
)
# No file that is read gives a cell half a character; a heading in a test may.
_CELLS = _HOSTILE.map(encodable) | st.sampled_from(
    re.split(
        ";",
        "M33 7XX;E05015239;Tuesday;14:00;a@b.org;www.a.org;53.4;-2.3;1;yes;;closed;1/4/2026;214927;"
        "P91003;GB-CHC-1;0161 496 0000;open",
    )
)


@st.composite
def _hostile_sheets(draw: st.DrawFn) -> Sheet:
    headings = draw(st.lists(_KNOWN | _HOSTILE, max_size=9))
    width = len(headings)
    rows = draw(st.lists(st.lists(_CELLS, min_size=width, max_size=width + 1), max_size=4))
    name = draw(
        st.sampled_from(["list", "practices", "food banks", "parks", "stops"])
        | _HOSTILE.map(encodable)
    )
    return make_sheet(f"{name}.csv", name, headings, rows, range(2, len(rows) + 2))


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_hostile_sheets())
def test_whatever_a_list_holds_the_proposal_can_be_used(tmp_path: Path, sheet: Sheet) -> None:
    try:
        proposal = propose_mapping(sheet)
    except NoProposalError:
        return
    path = tmp_path / "proposed.toml"
    path.write_text(proposal.for_sheet(sheet.sheet).as_toml(), encoding="utf-8")
    read_mapping(path)
    path.write_text(proposal.as_toml(), encoding="utf-8")
    mapping = read_mapping(path)
    drafts, _ = map_sheets(mapping, [sheet])
    reading = read_rows(Gathered(tuple(drafts)), Snapshot(), today=dt.date(2026, 11, 23))
    assert reading.n_read == reading.n_accepted + reading.n_rejected


@given(st.text())
def test_any_text_is_itself_again_as_toml(text: str) -> None:
    assert tomllib.loads(f"text = {quoted(text)}") == {"text": text}


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("registered_charity_number", ("registered", "charity", "number")),
        ("LSOA21CD", ("lsoa", "cd")),
        ("WardCode (2023)", ("ward", "code")),
        ("E-mail address", ("e", "mail", "address")),
        ("", ()),
    ],
)
def test_headings_are_taken_apart(heading: str, words: tuple[str, ...]) -> None:
    assert words_of(heading) == words


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        *[("opening_hours_monday", "Monday"), ("Tues", "Tuesday"), ("SUNDAY times", "Sunday")],
        *[("Monday price", ""), ("Mon-Fri", ""), ("Sunderland", "")],
    ],
)
def test_a_heading_of_a_day_is_one_day(heading: str, day: str) -> None:
    assert day_of(words_of(heading)) == day


def test_a_qualifier_does_not_change_what_a_heading_means() -> None:
    assert meaning(("charity", "contact", "web"), ("web",)) == (98.0, "web")
    assert meaning(("web", "contact"), ("web",))[0] == 0.0
    assert meaning(("spider", "web"), ("web",))[0] == 0.0


def test_looks_count_cells_and_leave_empty_ones_out() -> None:
    rows = [["M33 7XX"], ["m337xx"], ["here"], ["N/A"], [""]]
    sheet = make_sheet("f.csv", "f", ["P", "Q"], [[*row, "x"] for row in rows], range(2, 7))
    look = looks_of(sheet)[0]
    assert (look.n_rows, look.n_filled, look.n_distinct) == (5, 3, 3)
    assert look.counts["postcode"] == 2
    assert look.blanks == ("n/a",)
    assert look.said("postcode") == "2 of 3 cells look like postcodes"


def test_a_file_that_a_shipped_mapping_knows_gets_a_copy_of_it(tmp_path: Path) -> None:
    path = tmp_path / "imd.csv"
    path.write_text("lsoa21_code,IMD_decile,IMD_rank,IMD_score\nE01006109,3,7000,33.1\n")
    proposed = map_file(path)
    assert "ons-imd-2025" in proposed.summary
    copy = tmp_path / "copy.toml"
    copy.write_text(proposed.toml, encoding="utf-8")
    assert {block.table for block in read_mapping(copy).blocks} == {"Indicator"}


def test_our_own_tables_need_no_mapping(tmp_path: Path) -> None:
    path = tmp_path / "Organisation.csv"
    path.write_text("id,name\no1,Choir\n")
    with pytest.raises(NoProposalError, match="which needs none"):
        map_file(path)


def test_a_sheet_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Charity,Tel\nA,0161 496 0001\n")
    with pytest.raises(UnreadableFileError, match="it has no sheet 'North'"):
        map_file(path, sheet="North")


def test_the_example_of_the_documentation_is_what_is_proposed() -> None:
    rows = [[str(1_000_001 + n), f"Charity {n}", f"charity{n}.org.uk"] for n in range(98)]
    rows[:3] = [[*row[:2], "ask us"] for row in rows[:3]]
    told = propose_mapping(_sheet(["Charity number", "Charity name", "Web adress"], rows)).as_toml()
    page = (Path(__file__).parents[3] / "docs" / "using.md").read_text(encoding="utf-8")
    example = page.split("## Somebody else's list")[1].split("```toml\n")[1].split("```")[0]
    assert len(example.splitlines()) > 8
    assert not [line for line in example.splitlines() if line not in told.splitlines()]
