"""What tells who was helped: noticed by heading and by pattern, in rows about journeys alone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ingest.gathering import text_file

from assetmap.errors import DataError, PersonalDataError
from assetmap.ingest import check_files
from assetmap.ingest.personal.headings import told_by_heading
from assetmap.ingest.personal.patterns import is_nhs_number, seen_in, tells_of_a_person
from assetmap.model import WITHOUT_OWN_COLUMNS, columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest import Loading

REFERRAL = "id,episode_id,route,target_id,made_on,status"
ROW = "r1,e1,self,o1,2026-01-02,requested"


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("NHS number;NHS No.;nhs_no;NHSNumber;NhsNo;CHI number;NHS ID", "NHS numbers"),
        ("DOB;D.O.B.;Date of birth;dateOfBirth;date_of_birth;Birth date;Year of birth",
         "dates of birth"),
        ("Postcode;Post code;Client postcode;Home Post Code;pcd", "postcodes"),
        ("Address;Address 1;Home address;Street;House number", "addresses"),
        ("Phone;Tel;Telephone no.;Mobile;Home phone;Contact number;phone_number",
         "telephone numbers"),
        ("Email;E-mail;E mail address;email_address", "e-mail addresses"),
        ("Name;Names;Forename;SURNAME;First name;Last_name;FullName;Client name;Initials",
         "names"),
        ("Patient's name;patientname;x_name;Service user name;Client;Title;Next of kin",
         "names"),
        ("Name (column 4);Known as;First Names", "names"),
    ],
)  # fmt: skip
def test_headings_that_tell_of_a_person_are_known(headings: str, told: str) -> None:
    assert {each: told_by_heading(each) for each in headings.split(";")} == dict.fromkeys(
        headings.split(";"), told
    )


def test_headings_of_parties_days_and_bands_tell_of_nobody() -> None:
    harmless = (
        "Link worker name;Practice name;GP name;Organisation;Activity name;Service name;Group name;"
        "Referred by;Referred to name;Champion;Age band;Ward name;Area;Initial assessment;"
        "Phone call date;Telephone consultation date;Postcode district;Referral ID;Client ID;"
        "Date referred;Status;Reason;Notes;Web address;Number of contacts"
    )
    assert {told_by_heading(each) for each in harmless.split(";")} == {""}


def test_no_column_of_the_model_is_taken_for_one_that_tells_who_was_helped() -> None:
    names = [each.name for table in WITHOUT_OWN_COLUMNS for each in columns_of(table)]
    assert [name for name in names if told_by_heading(name)] == []


def test_nhs_numbers_pass_the_published_check() -> None:
    # 943 476 5919 is the number that the NHS Data Dictionary works out as its example.
    assert is_nhs_number("9434765919")
    assert [last for last in range(10) if is_nhs_number(f"943476591{last}")] == [9]
    # A remainder that would need the digit 10 makes a number that is never given out.
    assert not any(is_nhs_number(f"000000006{last}") for last in range(10))


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("9434765919", "NHS numbers"),
        ("rang, 943 476 5919, no answer", "NHS numbers"),
        ("943-476-5919", "NHS numbers"),
        ("NHS:943\u00a0476\u00a05919.", "NHS numbers"),
        ("NHS9434765919", "NHS numbers"),
        ("M33 7XX", "postcodes"),
        ("M33\u00a07XX", "postcodes"),
        ("(m33 7xx)", "postcodes"),
        ("lives at m337xx", "postcodes"),
        ("SW1A 1AA", "postcodes"),
        ("0161 496 0000", "telephone numbers"),
        ("(0161) 496 0000", "telephone numbers"),
        ("call 07700900123", "telephone numbers"),
        ("07700 900 123", "telephone numbers"),
        ("+44 (0)161 496 0000", "telephone numbers"),
        ("+44 7700 900123", "telephone numbers"),
        ("0044 161 496 0000", "telephone numbers"),
        ("+353 1 234 5678", "telephone numbers"),
        ("write to ann.lee@example.org", "e-mail addresses"),
        ("DOB 3/2/1948", "dates of birth"),
        ("born on 3 February 1948", "dates of birth"),
    ],
)
def test_cells_that_tell_of_a_person_are_seen_in_any_text(cell: str, seen: str) -> None:
    assert seen_in(["Choir", cell, ""]) == (seen,)
    assert tells_of_a_person(cell)


@given(
    canary=st.sampled_from(
        ["9434765919", "943 476 5919", "943-476-5919", "NHS9434765919", "M33 7XX", "m337xx",
         "M33\u00a07XX", "0161 496 0000", "(0161) 496 0000", "07700900123", "+44 7700 900123",
         "+44 (0)161 496 0000", "+353 1 234 5678", "ann@example.org", "DOB 3/2/1948"]
    ),
    before=st.text(" ,.;:/'_\"é£\n(*", max_size=3),
    after=st.text(" ,.;:/'\"é£\n)*", max_size=3),
)  # fmt: skip
def test_the_quick_look_at_a_column_lets_nothing_pass_that_a_close_one_would_see(
    canary: str, before: str, after: str
) -> None:
    text = f"{before}{canary}{after}"
    assert bool(seen_in([text])) == tells_of_a_person(text)


@pytest.mark.parametrize(
    "cell",
    [
        "", "Choir", "2026-01-02", "01/02/2026", "01-02-2026 10:30", "2026-01-02T10:30:00",
        "1/4/26", "1 April 2026", "0019bdfa-c754-5805-8c15-4f326af03366", "E98000006", "E05000650",
        "55-64", "85+", "0.12345678901", "9434765918", "step-4a2c0f1b9d8e7a6b5c4d3e2f",
        "Monday 10:00 to 12:30", "B12 5mgs", "week 3 of 12", "a@b", "20260102103000",
    ],
)  # fmt: skip
def test_days_ids_codes_and_words_tell_of_nobody(cell: str) -> None:
    assert seen_in([cell]) == ()


def test_a_column_of_days_long_ago_is_taken_for_days_of_birth() -> None:
    births = ["1948-02-03", "3/2/1951", "03.02.62", "3 February 1970", ""]
    assert seen_in(births) == ("dates of birth",)
    # A day that a system writes where it knows none is no birthday.
    assert seen_in(["1900-01-01", *(f"2025-01-{day:02d}" for day in range(1, 29))]) == ()


def test_numbers_of_another_kind_pass_for_nobodys_by_chance() -> None:
    draw = random.Random(7)
    ids = [str(draw.randrange(10**9, 10**10)) for _ in range(2_000)]
    assert 100 < sum(map(is_nhs_number, ids)) < 300  # one in eleven
    assert seen_in(ids) == ()
    assert seen_in([f"{number:06x}" for number in draw.sample(range(16**6), 2_000)]) == ()
    # But one among words, and one of ids that are otherwise of another shape, is none of these.
    assert seen_in([*ids, "see 943 476 5919"]) == ("NHS numbers",)
    assert seen_in([*(f"case-{number}" for number in ids), "9434765919"]) == ("NHS numbers",)


def _load(path: Path, heading: str, row: str, **others: str) -> Loading:
    tables = {"Organisation": "id,name\no1,Choir\n", "Referral": f"{heading}\n{row}\n"} | others
    files = [text_file(path / f"{name}.csv", text) for name, text in tables.items()]
    return check_files(files)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Forename", "Canary"),
        ("nhs number", "none"),
        ("Date of birth", "1948-02-03"),
        ("notes", "rang 943 476 5919"),
        ("notes", "07700 900123"),
        ("provenance", "ann@example.org"),
    ],
)
def test_a_referral_with_such_a_column_is_refused_with_the_column_named(
    tmp_path: Path, heading: str, cell: str
) -> None:
    with pytest.raises(PersonalDataError) as raised:
        _load(tmp_path, f"{REFERRAL},{heading}", f"{ROW},{cell}")
    sentence = str(raised.value)
    assert f"Referral.csv, sheet 'Referral': the column {heading!r} is refused" in sentence
    assert "nothing was loaded" in sentence
    assert f"--leave-out {heading!r}" in sentence
    assert cell not in sentence


def test_all_such_columns_of_all_sheets_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(PersonalDataError) as raised:
        _load(
            tmp_path,
            f"{REFERRAL},Surname,x_note",
            f"{ROW},Canary,words",
            Outcome="id,episode_id,scale,phone\no,e1,swemwbs,1\n",
        )
    assert [
        (file, [heading for heading, _ in columns]) for file, _, columns in raised.value.columns
    ] == [("Referral.csv", ["Surname", "x_note"]), ("Outcome.csv", ["phone"])]


def test_rows_of_other_tables_keep_what_they_tell_of_organisations(tmp_path: Path) -> None:
    said = _load(
        tmp_path, REFERRAL, ROW, Organisation="id,name,phone,email,x_postcode\n"
        "o1,Choir,0161 496 0000,choir@example.org,M33 7XX\n",
    )  # fmt: skip
    assert (said.accepted, said.rejected) == (2, 0)


def test_a_column_that_is_left_out_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    path = text_file(tmp_path / "Referral.csv", f"{REFERRAL},Forename\n{ROW},Canary\n")
    place = text_file(tmp_path / "Organisation.csv", "id,name\no1,Choir\n")
    said = check_files([place, path], leave_out=["forename"])
    assert (said.accepted, said.notes) == (2, ())


def test_a_column_to_leave_out_that_is_in_no_file_is_an_error(tmp_path: Path) -> None:
    path = text_file(tmp_path / "Referral.csv", f"{REFERRAL},Forename\n{ROW},Canary\n")
    with pytest.raises(DataError, match="No sheet has a column 'Fornames' to leave out"):
        check_files([path], leave_out=["Fornames"])


def test_a_heading_that_is_itself_a_number_of_a_person_is_named_by_its_place(
    tmp_path: Path,
) -> None:
    with pytest.raises(PersonalDataError) as raised:
        _load(tmp_path, f"{REFERRAL},9434765919", f"{ROW},")
    assert "the column 'column 7' is refused" in str(raised.value)
    assert "9434765919" not in str(raised.value)
    path = tmp_path / "Referral.csv"
    assert check_files([path], leave_out=["column 7"]).read == 1


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("status", "Canary said no"), ("made_on", "Canary"), ("made_on", "2026-13-13"),
        ("id", ""), ("route", "Canary"),
    ],
)  # fmt: skip
def test_a_fault_of_a_journey_names_the_column_and_never_quotes_the_cell(
    tmp_path: Path, field: str, cell: str
) -> None:
    cells = dict(zip(REFERRAL.split(","), ROW.split(","), strict=True)) | {field: cell}
    said = _load(tmp_path, REFERRAL, ",".join(cells.values()))
    assert said.rejected == 1
    faults = said.faults[said.faults["sheet"] == "Referral"]
    assert field in faults["field"].tolist()
    assert set(faults["value"]) == {""}
    assert not faults["reason"].str.contains("Canary").any()


def test_a_fault_of_a_journey_names_a_party_that_is_not_on_the_map(tmp_path: Path) -> None:
    said = _load(tmp_path, REFERRAL, ROW.replace("o1", "o9"))
    assert said.faults["value"].tolist() == ["o9"]
    assert said.faults["reason"].str.contains("'o9'").all()


def test_a_score_of_an_unknown_journey_does_not_quote_its_number(tmp_path: Path) -> None:
    said = _load(tmp_path, REFERRAL, ROW, Outcome="id,episode_id,scale\no,Canary,swemwbs\n")
    (fault,) = said.faults.to_dict("records")
    assert (fault["field"], fault["value"]) == ("episode_id", "")
    assert fault["reason"].startswith("No such episode of a Referral is in the map")


def test_a_referral_without_known_headings_shows_none_of_its_first_line(tmp_path: Path) -> None:
    said = _load(tmp_path, "Ann Canary,choir", "Ben Canary,band")
    assert not any("Canary" in note for note in said.notes)
