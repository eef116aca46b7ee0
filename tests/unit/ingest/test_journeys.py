"""Exports of link workers' systems, by hand: who is meant, what is told, what is rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.ingest.gathering import after, read, rows, text_file

from assetmap.errors import MappingError
from assetmap.ingest import check_files
from assetmap.ingest.mapping.file import read_mapping
from assetmap.ingest.proposal.map_file import map_file

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest.reading import Reading
    from assetmap.model import Snapshot

PLACE = {
    "Organisation": "id,name,alternate_names\no1,Mill Lane Surgery,Mill Lane|MLS\n"
    "o2,Knitters,\no3,Band,\n",
    "LinkWorker": "id,display_name\nlw1,Alma Farrow\n",
    "Champion": "id,display_name\nc1,Bo Reed\n",
    "Activity": "id,name,organisation_id\na1,Knit and natter,o2\na2,Band,o3\n",
    "Need": "id,name,synonyms\nn1,Company,loneliness|lonely\n",
}  # fmt: skip
EPISODE = "Referral ID,Date of referral,Practice,Link worker"
EVENT = "Case ID,Date,Event,By,To"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("place")
    return after(*(text_file(folder / f"{name}.csv", text) for name, text in PLACE.items()))


def _read(path: Path, place: Snapshot, heading: str, *lines: str) -> Reading:
    return read(text_file(path / "export.csv", "\n".join([heading, *lines, ""])), beside=place)


def _steps(reading: Reading, place: Snapshot, *columns: str) -> list[tuple[str, ...]]:
    found = rows(place.advanced(reading.accepted), "Referral", *columns)
    return sorted(tuple(str(cell).removesuffix(" 00:00:00") for cell in row) for row in found)


def _told(reading: Reading) -> list[tuple[int, str, str, str]]:
    named = reading.rejected[["line", "field", "value", "reason"]]
    return [tuple(row) for row in named.itertuples(index=False)]


def test_parties_are_met_by_id_then_by_name_then_by_another_name(
    tmp_path: Path, place: Snapshot
) -> None:
    reading = _read(
        tmp_path, place, EPISODE,
        "1,2025-01-01,o1,lw1", "2,2025-01-01,mill  lane SURGERY,Alma Farrow",
        "3,2025-01-01,MLS,alma farrow", "4,2025-01-01,Bo Reed,Alma Farrow",
    )  # fmt: skip
    assert reading.n_rejected == 0
    assert _steps(reading, place, "source_id", "target_id", "route") == [
        ("c1", "lw1", "champion"), *[("o1", "lw1", "professional")] * 3,
    ]  # fmt: skip


def test_a_party_that_is_not_on_the_map_is_named_with_what_to_do(
    tmp_path: Path, place: Snapshot
) -> None:
    reading = _read(
        tmp_path, place, f"{EPISODE},Main need", "1,2025-01-01,Mil Lane,Alma Farrow,",
        "2,2025-01-01,o1,Nobody,", "3,2025-01-01,o1,lw1,gout", "4,2025-01-01,o1,Band,",
    )  # fmt: skip
    who = "organisation, link worker, champion or activity"
    twice = f"There are 2 called 'Band' ({who}). Write the id of the one that is meant."
    do = "Load what is on the map first, or write its id."
    assert _told(reading) == [
        (2, "source_id", "Mil Lane", f"There is no {who} called 'Mil Lane'. {do}"),
        (3, "target_id", "Nobody", f"There is no {who} called 'Nobody'. {do}"),
        (4, "need_id", "gout", f"There is no need called 'gout'. {do}"),
        (5, "target_id", "Band", twice),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["Self", "self-referral", "Zebedee Canary", ""])
def test_a_person_who_came_alone_is_looked_up_nowhere(
    tmp_path: Path, place: Snapshot, source: str
) -> None:
    route = "" if source.casefold().startswith("self") else "Self referral"
    reading = _read(
        tmp_path, place, f"{EPISODE},Referral type", f"1,2025-01-01,{source},lw1,{route}"
    )
    assert _steps(reading, place, "source_id", "target_id", "route") == [("", "lw1", "self")]


@pytest.mark.parametrize("form", [EPISODE, EVENT])
def test_a_referral_without_a_referrer_is_no_self_referral(
    tmp_path: Path, place: Snapshot, form: str
) -> None:
    row = "1,2025-01-01,,lw1" if form == EPISODE else "1,2025-01-01,Referred,,lw1"
    reading = _read(tmp_path, place, form, row)
    assert [(line, field) for line, field, _, _ in _told(reading)] == [(2, "source_id")]


def test_a_row_may_hold_the_referral_on_and_scores(tmp_path: Path, place: Snapshot) -> None:
    reading = _read(
        tmp_path, place,
        f"{EPISODE},First contact,Onward referral to,Onward referral date,Onward started,"
        "SWEMWBS before,ONS4 happy after",
        "1,2025-01-01,o1,lw1,9/1/2025,Knit and natter,10 Jan 2025,17.1.25,18.59,7",
        "2,2025-01-02,o1,lw1,,,,,,",
    )  # fmt: skip
    assert _steps(reading, place, "source_id", "target_id", "made_on", "seen_on", "status") == [
        ("lw1", "a1", "2025-01-10", "", "in-progress"),
        ("o1", "lw1", "2025-01-01", "2025-01-09", "accepted"),
        ("o1", "lw1", "2025-01-02", "", "requested"),
    ]
    scores = rows(place.advanced(reading.accepted), "Outcome", "scale", "stage", "score")
    assert sorted(scores) == [("ons4_happy", "after", 7.0), ("swemwbs", "before", 18.59)]


def test_days_that_cannot_be_are_rejected_and_the_field_is_named(
    tmp_path: Path, place: Snapshot
) -> None:
    reading = _read(
        tmp_path, place, f"{EPISODE},Date accepted,First contact,Support started",
        "1,2025-01-09,o1,lw1,2025-01-08,,", "2,2199-01-01,o1,lw1,,,", "3,soon,o1,lw1,,,",
        "4,,o1,lw1,,,", "5,2025-01-09,o1,lw1,,2025-02-02,2025-02-01",
    )  # fmt: skip
    assert _told(reading) == [
        (2, "accepted_on", "", "It is before made_on."),
        (3, "made_on", "", "It is in the future; only what has happened is taken."),
        (4, "made_on", "", "It is not a day; write 2026-04-01, 1/4/2026 or 1 April 2026."),
        (5, "made_on", "", "It is empty, and every row needs it."),
    ]
    # A first visit before the first conversation, and an acceptance that nobody wrote: both stand.
    assert len(_steps(reading, place, "id")) == 1


def test_events_of_a_bounced_and_repeated_journey_become_its_steps(
    tmp_path: Path, place: Snapshot
) -> None:
    reading = _read(
        tmp_path, place, f"{EVENT},Reason,Age group",
        "7,2025-01-20,Referred on,Alma Farrow,Knit and natter,,",
        "7,2025-01-01,Referred,MLS,Alma Farrow,,55-64",
        "7,2025-01-05,Accepted,Alma Farrow,,,", "7,2025-01-09,First contact,Alma Farrow,,,",
        "7,2025-01-25,Declined,Knit and natter,,No room,",
        "7,2025-01-27,Referred on,Alma Farrow,a2,,", "7,2025-02-01,First visit,a2,,,",
        "7,2025-02-08,First visit,a2,,,", "7,2025-02-08,First visit,a2,,,",
        "7,2025-03-01,Referred back,a2,Alma Farrow,,", "7,2025-03-02,Accepted,Alma Farrow,,,",
    )  # fmt: skip
    assert (reading.n_read, reading.n_rejected) == (11, 0)
    days = ("made_on", "accepted_on", "seen_on", "started_on", "closed_on")
    assert _steps(reading, place, "source_id", "target_id", "status", "close_reason", *days) == [
        ("a2", "lw1", "accepted", "", "2025-03-01", "2025-03-02", "", "", ""),
        ("lw1", "a1", "rejected", "full", "2025-01-20", "", "", "", "2025-01-25"),
        ("lw1", "a2", "in-progress", "", "2025-01-27", "", "", "2025-02-01", ""),
        ("o1", "lw1", "accepted", "", "2025-01-01", "2025-01-05", "2025-01-09", "", ""),
    ]
    assert len(set(_steps(reading, place, "episode_id"))) == 1


def test_events_that_belong_nowhere_are_rejected_each_and_the_rest_goes_in(
    tmp_path: Path, place: Snapshot
) -> None:
    reading = _read(
        tmp_path, place, EVENT,
        "7,2025-01-05,Referred,o1,lw1", "7,2025-01-04,Accepted,lw1,",  # before it was made
        "7,2025-01-06,Seen,a1,", "8,2025-01-06,Seen,,", "7,,Seen,lw1,", "7,2199-01-01,Seen,lw1,",
        ",2025-01-06,Seen,lw1,", "7,2025-01-06,Zebedee rang,lw1,", "7,2025-01-06,Referred,lw1,",
        "7,2025-01-06,Seen,Nobody,", "7,2025-01-07,Cancelled,o1,",  # by the referrer
    )  # fmt: skip
    assert [(line, field) for line, field, _, _ in _told(reading)] == [
        (3, "accepted_on"), (4, "target_id"), (5, "episode_id"), (6, "seen_on"), (7, "seen_on"),
        (8, "episode_id"), (9, "status"), (10, "target_id"), (11, "target_id"),
    ]  # fmt: skip
    assert "Zebedee" not in str(_told(reading))
    assert _steps(reading, place, "made_on", "accepted_on", "closed_on", "status") == [
        ("2025-01-05", "", "2025-01-07", "cancelled")
    ]


def test_when_a_referral_is_rejected_its_events_are_too(tmp_path: Path, place: Snapshot) -> None:
    reading = _read(
        tmp_path, place, f"{EVENT},Age group",
        "7,2025-01-05,Referred,o1,lw1,old", "7,2025-01-06,Accepted,lw1,,",
    )  # fmt: skip
    assert [(line, field) for line, field, _, _ in _told(reading)] == [(2, "age_band"), (3, "id")]


def test_scores_may_stand_among_the_events(tmp_path: Path, place: Snapshot) -> None:
    reading = _read(
        tmp_path, place, f"{EVENT},Scale,Score,Time point",
        "7,2025-01-05,Referred,o1,lw1,,,", "7,2025-01-06,Score,lw1,,swemwbs,21.5,baseline",
    )  # fmt: skip
    assert (reading.n_read, reading.n_rejected) == (2, 0)
    after_it = place.advanced(reading.accepted)
    assert rows(after_it, "Outcome", "scale", "stage", "score") == [("swemwbs", "before", 21.5)]
    assert rows(after_it, "Outcome", "episode_id") == rows(after_it, "Referral", "episode_id")


def test_a_mapping_of_ones_own_says_what_kinds_mean_and_who_is_meant(
    tmp_path: Path, place: Snapshot
) -> None:
    mapping = text_file(
        tmp_path / "mine.toml",
        '[[table]]\nname = "Referral"\n[table.events]\nkind = "What"\nday = "On"\nby = "Who"\n'
        'to = "Whom"\n[table.events.kinds]\n"Triage call" = "seen"\n"Letter" = ""\n'
        '[table.events.parties]\n"The surgery" = "o1"\n[table.columns]\n'
        'episode_id = {digest = "Case"}\n',
    )
    lines = ["Case,What,On,Who,Whom", "7,Referred,2025-01-05,The surgery,lw1",
             "7,Triage call,2025-01-06,lw1,", "7,Letter,,,"]  # fmt: skip
    path = text_file(tmp_path / "log.csv", "\n".join([*lines, ""]))
    said = check_files([path], mapping=mapping, snapshot=place)
    assert (said.read, said.accepted, said.created) == (3, 3, 1)
    assert said.notes == (
        "log.csv, sheet 'log': 1 events are of kinds that the mapping leaves out.",
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('columns.name = {named = "A"}', "named is for fields that refer to something on the map"),
        ('columns.source_id = {named = ["A", "B"]}', "named takes one heading."),
        ('columns.source_id = {named = "A", from = "B"}', "named stands alone or with is_optional"),
        ('events = {kind = "A", day = "B", by = "C"}', "it must say the headings of kind, day, by"),
        ('events = {kind = "A", day = "B", by = "C", to = "D", kinds = {x = "sen"}}',
         "'sen' is none of made, accepted"),
        ('events = {kind = "A", day = "B", by = "C", to = "D"}', "must say which events are one"),
        ('events = {kind = "A", day = "B", by = "C", to = "D"}\ncolumns.made_on = "F"',
         "the events give the field 'made_on' already"),
    ],
)  # fmt: skip
def test_what_a_mapping_cannot_say_of_journeys_is_one_sentence(
    tmp_path: Path, text: str, reason: str
) -> None:
    table = "Need" if "columns.name" in text else "Referral"
    path = text_file(tmp_path / "mine.toml", f'[[table]]\nname = "{table}"\n{text}\n')
    with pytest.raises(MappingError) as raised:
        read_mapping(path)
    assert reason in str(raised.value)


def test_events_make_rows_of_no_other_table(tmp_path: Path) -> None:
    events = 'events = {kind = "A", day = "B", by = "C", to = "D"}'
    path = text_file(
        tmp_path / "mine.toml", f'[[table]]\nname = "Outcome"\n{events}\ncolumns.episode_id = "E"\n'
    )
    with pytest.raises(MappingError, match="put together to rows of Referral"):
        read_mapping(path)


def test_a_proposal_for_another_systems_events_can_be_used_as_it_is(
    tmp_path: Path, place: Snapshot
) -> None:
    lines = ["Case Ref,Event Type,Date of Event,Recorded by,Referred to name,Client name"]
    lines += [f"{case},Referral made,2025-01-0{case % 9 + 1},MLS,lw1,Canary" for case in range(9)]
    lines += [f"{case},Home visit,2025-02-01,lw1,,Canary" for case in range(9)]
    lines += ["1,Zebedee rang,2025-02-01,lw1,,Canary"]
    path = text_file(tmp_path / "log.csv", "\n".join([*lines, ""]))
    proposed = map_file(path).toml
    assert 'leave_out = "Client name"' in proposed
    assert 'kinds = {"home visit" = ""}' in proposed
    assert "Canary" not in proposed
    assert "zebedee" not in proposed.casefold()
    mended = proposed.replace('"home visit" = ""', '"home visit" = "seen"')
    mapping = text_file(tmp_path / "log.toml", mended)
    said = check_files([path], mapping=mapping, snapshot=place)
    assert (said.read, said.accepted, said.rejected, said.created) == (19, 18, 1, 9)


def test_a_proposal_for_another_systems_episodes_can_be_used_as_it_is(
    tmp_path: Path, place: Snapshot
) -> None:
    lines = ["Ref;Came in;GP practice name;Key worker;Person's surname;Case status"]
    lines += [f"{case};1/2/2025;MLS;Alma Farrow;Canary;Parked" for case in range(8)]
    lines += ["8;2/2/2025;MLS;Alma Farrow;Canary;Completed"]
    path = text_file(tmp_path / "cases.csv", "\n".join([*lines, ""]))
    proposed = map_file(path).toml
    assert 'leave_out = "Person\'s surname"' in proposed
    assert '"parked" = ""' in proposed
    assert "Canary" not in proposed
    mapping = text_file(tmp_path / "cases.toml", proposed)
    said = check_files([path], mapping=mapping, snapshot=place)
    assert (said.read, said.accepted, said.created) == (9, 9, 9)


def test_own_tables_take_no_day_that_lies_ahead_of_what_happened_to_a_person(
    tmp_path: Path,
) -> None:
    path = text_file(
        tmp_path / "Referral.csv",
        "id,episode_id,route,target_id,made_on,closed_on,status,valid_to\n"
        "a,a,self,choir,2025-02-03,2199-01-01,completed,\n"
        "b,b,self,choir,2025-02-03,,requested,2199-01-01\n",
    )
    choir = text_file(tmp_path / "Organisation.csv", "id,name,sector\nchoir,Choir,vcse\n")
    reading = read(path, choir)
    assert reading.accepted.rows["Referral"]["id"].tolist() == ["b"]
    (fault,) = reading.rejected.to_dict("records")
    assert (fault["line"], fault["field"], fault["value"], fault["reason"]) == (
        *(2, "closed_on", "", "It is in the future; only what has happened is taken."),
    )
