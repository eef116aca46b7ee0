"""The command as a person at a terminal meets it: what is printed where, and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import numba
import pytest

from assetmap.measures.warm import SENTENCE
from assetmap.model import LABELS, LOOKUPS
from assetmap.release import seen_by
from assetmap.store.sqlite_changes import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

    from assetmap.model import Snapshot


@pytest.fixture
def files(tmp_path: Path) -> str:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "Organisation.csv").write_text("id,name\no1,Choir\no2,Band\no3,Café\n")
    (folder / "PARTNERS_WITH.csv").write_text("from_id,to_id\no1,o2\no2,o3\n")
    return "files"


def test_help_needs_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys; sys.argv = ['assetmap', '--help']\n"
        "from assetmap.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print([name for name in ('pandas', 'numba', 'streamlit') if name in sys.modules])"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip().endswith("[]")
    assert "Load files into the place." in ran.stdout


def test_load_prints_the_contract(run: Run, files: str) -> None:
    ran = run("load", files, "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "read": 5, "accepted": 5, "rejected": 0, "created": 5, "updated": 0, "unchanged": 0,
        "revision": 1, "faults": [],
    }  # fmt: skip


def test_load_with_rejected_rows_keeps_the_others_and_exits_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Organisation.csv").write_text("id,name,website\no1,Choir,\no2,Band,ftp://x\n")
    ran = run("load", "Organisation.csv", "--json")
    said = json.loads(ran.out)
    assert (ran.code, said["read"], said["accepted"], said["rejected"]) == (1, 2, 1, 1)
    assert said["faults"] == [
        {
            "file": "Organisation.csv",
            "sheet": "Organisation",
            "line": 3,
            "field": "website",
            "value": "ftp://x",
            "reason": "It is not a web address that begins with http:// or https://.",
        }
    ]


def test_check_and_dry_run_make_no_store(run: Run, files: str, tmp_path: Path) -> None:
    assert run("check", files, "--store", "new.db").code == 0
    assert run("load", files, "--store", "new.db", "--dry-run").code == 0
    assert not list(tmp_path.glob("new.db*"))


def test_check_and_dry_run_leave_a_store_unchanged(run: Run, files: str, tmp_path: Path) -> None:
    run("load", files)
    (tmp_path / "files" / "Organisation.csv").write_text("id,name\no9,New\n")
    before = (tmp_path / "assetmap.db").read_bytes()
    assert json.loads(run("check", files, "--json").out)["created"] == 1
    assert json.loads(run("load", files, "--dry-run", "--json").out)["revision"] == 1
    assert (tmp_path / "assetmap.db").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "missing.csv"),
        ("check", "missing.csv"),
        ("export", "csv", "out", "--store", "missing.db"),
        ("measure", "network", "--store", "missing.db"),
        ("store", "undo", "1", "--store", "missing.db"),
        ("load", "files", "--store", "files/Organisation.csv"),
        ("load", "files", "--store", "no-such-folder/place.db"),
        ("load", "files", "--mapping", "missing.toml"),
        ("template", "files"),
        ("demo", "--no-serve", "--store", "files"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    run: Run, files: str, arguments: tuple[str, ...]
) -> None:
    del files
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("assetmap: ")
    assert ran.err.count("\n") == 1


def test_hostile_text_reaches_the_terminal_spelt_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Organisation.csv").write_text("id,name\no1,\x1b[31mred\u202e\n")
    ran = run("load", "Organisation.csv")
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert r"\x1b[31mred\u202e" in ran.out.replace("\\\\", "\\")


def test_measure_network_gives_nodes_ties_values_and_parties(run: Run, files: str) -> None:
    run("load", files)
    said = json.loads(run("measure", "network", "--json").out)
    assert {"nodes", "ties", "values", "intervals", "parties"} <= set(said)
    assert (said["nodes"], said["ties"]) == (3, 2)
    assert said["intervals"]["density"] is None
    assert said["values"]["density"] == pytest.approx(2 / 6)
    betweenness = {party["id"]: party["betweenness"] for party in said["parties"]}
    assert betweenness == {"o1": 0, "o2": pytest.approx(1 / 2), "o3": 0}
    assert "density" in run("measure", "network", "--explain").out


@pytest.mark.parametrize("name", ["social-capital", "position", "brokerage", "resilience"])
def test_measure_gives_the_same_four_keys_whatever_is_measured(
    run: Run, files: str, name: str
) -> None:
    run("load", files)
    said = json.loads(run("measure", name, "--json", "--explain").out)
    assert (said["nodes"], said["ties"]) == (3, 2)
    assert set(said["values"]) == set(said["intervals"])
    explained = {each["name"]: each for each in said["measures"]}
    assert set(said["values"]) <= set(explained)
    assert all(each["formula"] and each["reference"] for each in explained.values())


@pytest.mark.parametrize("name", ["network", "position", "brokerage", "resilience"])
def test_measure_puts_nobody_who_is_a_person_in_an_order(
    run: Run, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "with_people"
    folder.mkdir()
    (folder / "Organisation.csv").write_text("id,name\no1,Choir\no2,Band\n")
    (folder / "LinkWorker.csv").write_text("id,display_name,consent\nw1,Ann Lee,given\n")
    (folder / "TIED_TO.csv").write_text("from_id,to_id\no1,w1\nw1,o2\n")
    assert run("load", "with_people").code == 0
    given = ("measure", name, "--ties", "whole_map")
    told, explained = run(*given, "--json", "--explain").out, run(*given, "--explain").out
    said = json.loads(told)
    assert [party["id"] for party in said["parties"]] == ["o1", "o2"]
    assert (said["nodes"], said["ties"]) == (3, 2)
    sentence = "People are never put in an order: 1 link worker or champion is in no table here."
    assert sentence in told
    assert sentence in explained
    assert "Ann Lee" not in told + explained


def test_measure_says_once_that_loops_are_compiled(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compiling(snapshot: Snapshot, role: str) -> Snapshot:
        for step in (1, 2):  # two loops that nobody compiled before
            numba.njit(lambda number: number + step)(1)  # noqa: B023
        return seen_by(snapshot, role)

    (tmp_path / "Organisation.csv").write_text("id,name\na,A\n")
    run("load", "Organisation.csv")
    assert SENTENCE not in run("measure", "network").err
    monkeypatch.setattr("assetmap.cli.measure_command.seen_by", compiling)
    told = run("measure", "network", "--json")
    assert (told.code, told.err.count(SENTENCE)) == (0, 1)
    assert json.loads(told.out)["nodes"] == 1  # the sentence stands beside what is read on


def test_measure_change_compares_two_days(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Organisation.csv").write_text("id,name\na,A\nb,B\nc,C\n")
    (tmp_path / "TIED_TO.csv").write_text(
        "from_id,to_id,valid_from,valid_to\na,b,2026-01-01,2026-03-01\nb,c,2026-02-01,\n"
        "c,a,2026-03-01,\nc,b,2026-03-01,\n"
    )
    run("load", "Organisation.csv", "TIED_TO.csv")
    given = ("measure", "change", "--from", "2026-02-01", "--to", "2026-04-01")
    said = json.loads(run(*given, "--json").out)
    assert (said["nodes"], said["ties"]) == (3, 3)
    assert said["values"]["density"] == pytest.approx(1 / 6)  # two of six, then three
    changes = {(each["source"], each["target"]): each["change"] for each in said["tie_changes"]}
    assert changes == {("a", "b"): "lost", ("c", "a"): "made", ("c", "b"): "made"}
    assert "two are needed to compare" in run("measure", "change").err
    # Before anything is known there is nothing to compare, and no change of nought.
    early = run("measure", "change", "--from", "1900-01-01", "--to", "1901-01-01", "--json")
    assert (early.code, early.out) == (2, "")
    assert "No survey of partners had been answered by either day" in early.err


@pytest.mark.parametrize(
    "name", ["network", "social-capital", "position", "brokerage", "resilience"]
)
def test_measure_takes_the_same_half_life_whatever_it_measures(
    run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "Organisation.csv").write_text("id,name\na,A\nb,B\n")
    (tmp_path / "TIED_TO.csv").write_text("from_id,to_id,valid_from\na,b,2026-01-01\n")
    run("load", "Organisation.csv", "TIED_TO.csv")
    given = ("measure", name, "--as-of", "2026-01-31")
    assert "told again for 30 days weighs half" in run(*given, "--half-life", "30").out
    assert "weighs half" not in run(*given).out
    refused = run(*given, "--half-life", "-1")
    assert (refused.code, "give a number from 1 to" in refused.err) == (2, True)
    doubted = run(*given, "--trust-in", "TIED_TO.csv=0.25")
    assert "What came from “TIED_TO.csv” weighs a quarter." in doubted.out
    for wrong, said in (
        ("a.csv=0.5", "No partnership comes from 'a.csv'; they come from TIED_TO.csv."),
        ("TIED_TO.csv=2", "The share 2 of 'TIED_TO.csv' is not above 0 and up to 1."),
        ("TIED_TO.csv", "such as old-list.csv=0.5"),
    ):
        refused = run(*given, "--trust-in", wrong)
        assert (refused.code, refused.out) == (2, "")
        assert said in " ".join(refused.err.split())


def test_ties_that_ended_do_not_fade_and_nothing_is_said_of_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Organisation.csv").write_text("id,name\na,A\nb,B\nc,C\n")
    (tmp_path / "Survey.csv").write_text("id,asked_on\ns,2024-01-01\n")
    (tmp_path / "ASKED.csv").write_text(
        "from_id,to_id,answered_on\n" + "".join(f"s,{id_},2024-01-02\n" for id_ in "abc")
    )
    (tmp_path / "PARTNERS_WITH.csv").write_text("from_id,to_id,survey_id\nb,c,s\n")
    (tmp_path / "TIED_TO.csv").write_text("from_id,to_id,valid_to\na,b,2025-06-01\n")
    names = ("Organisation", "Survey", "ASKED", "PARTNERS_WITH", "TIED_TO")
    assert run("load", *(f"{name}.csv" for name in names)).code == 0
    said = json.loads(run("measure", "network", "--half-life", "30", "--json").out)
    # One tie of six is left today, and all who were asked answered.
    assert (said["ties"], said["values"]["density"]) == (1, pytest.approx(1 / 6))
    assert said["bounds"]["density"] == pytest.approx([1 / 6, 1 / 6])
    # Nor does what ended count without a half-life; on a day when it held it does.
    assert json.loads(run("measure", "network", "--json").out)["ties"] == 1
    then = run("measure", "network", "--as-of", "2025-05-01", "--json")
    assert json.loads(then.out)["ties"] == 2


def test_measure_lets_ties_fade(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Organisation.csv").write_text("id,name\na,A\nb,B\n")
    (tmp_path / "TIED_TO.csv").write_text("from_id,to_id,weight,valid_from\na,b,8,2026-01-01\n")
    run("load", "Organisation.csv", "TIED_TO.csv")
    given = ("measure", "position", "--json", "--as-of", "2026-01-31", "--half-life")
    parties = json.loads(run(*given, "10").out)["parties"]
    assert {party["id"]: party["strength"] for party in parties} == {"a": 1.0, "b": 1.0}
    assert "from 1 to" in run(*given, "0").err
    assert "not among referrals" in run(*given, "10", "--ties", "referrals").err


def test_measure_says_which_choice_it_does_not_heed(run: Run, files: str) -> None:
    run("load", files)
    ran = run("measure", "resilience", "--by", "sector")
    assert ran.code == 2
    assert "resilience does not heed --by" in ran.err


def test_history_undo_and_forget(run: Run, files: str) -> None:
    run("load", files, "--actor", "Ann")
    (entry,) = json.loads(run("store", "history", "--json").out)
    assert (entry["revision"], entry["actor"], entry["created"]) == (1, "Ann", 5)
    assert "Revision 1 is undone by revision 2." in run("store", "undo", "1").out
    assert run("store", "undo", "7").err.startswith("assetmap: There is no revision 7")
    run("load", files)
    assert "Copies, backups and exports" in run("store", "forget", "o2").out
    said = json.loads(run("measure", "network", "--json").out)
    assert [party["id"] for party in said["parties"]] == ["o1", "o3"]


def test_demo_tells_counts_and_findings(run: Run) -> None:
    ran = run("demo", "--no-serve", "--json", "--store", "demo.db")
    said = json.loads(ran.out)
    assert (ran.code, said["store"], said["revision"]) == (0, "demo.db", 1)
    assert set(said["counts"]) == {*LABELS, *LOOKUPS}
    counts = said["counts"]
    assert counts["Organisation"] >= 48
    assert (counts["Champion"], counts["LinkWorker"], counts["Activity"]) == (620, 8, 215)
    assert all(sentence.endswith(".") for sentence in said["findings"])
    again = run("demo", "--no-serve", "--store", "demo.db")
    assert "620 champions" in again.out
    assert json.loads(run("store", "history", "--json", "--store", "demo.db").out)[0][
        "revision"
    ] == 1  # fmt: skip


def test_demo_does_not_mix_into_a_real_place(run: Run, files: str) -> None:
    run("load", files, "--store", "mine.db")
    ran = run("demo", "--no-serve", "--store", "mine.db")
    assert ran.code == 2
    assert "a place of your own" in ran.err


@pytest.mark.parametrize("name", ["map.json", "map.xlsx"])
def test_export_kumu_writes_what_load_reads_again(run: Run, files: str, name: str) -> None:
    run("load", files)
    told = run("export", "kumu", name)
    assert (told.code, told.out) == (0, f"3 elements and 2 connections are in {name}.\n")
    again = json.loads(run("load", name, "--json").out)
    counts = {key: again[key] for key in ("read", "accepted", "created", "updated")}
    assert counts == {"read": 5, "accepted": 5, "created": 0, "updated": 0}


def test_export_kumu_says_in_one_line_what_it_cannot_write(run: Run, files: str) -> None:
    run("load", files)
    told = run("export", "kumu", "map.csv")
    assert (told.code, told.out) == (2, "")
    assert told.err.count("\n") == 1
    assert "let its name end so" in told.err


def test_load_that_is_stopped_is_one_line_and_nothing_is_half_done(run: Run, files: str) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writer, "write_down", stopped)
        ran = run("load", files)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "assetmap: Stopped before the end. A change is made whole, or not at all.\n"
    assert "5 created" in run("load", files).out
