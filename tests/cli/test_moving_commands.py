"""`assetmap store copy`, `backup`, `restore` and `hash` as a person at a terminal meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import assetmap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def place(run: Run, tmp_path: Path, load_once: Callable[[], None]) -> Run:
    """Two organisations, two champions of whom one consents, and a journey."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "Organisation.csv").write_text("id,name,x_note\no1,Choir,private\no2,Band,\n")
    (folder / "PARTNERS_WITH.csv").write_text("from_id,to_id\no1,o2\n")
    (folder / "Champion.csv").write_text(
        "id,display_name,consent,organisation_id\nc1,Ann,given,o1\nc2,Bea Hidden,refused,o1\n"
    )
    (folder / "Referral.csv").write_text(
        "id,episode_id,route,source_id,target_id,made_on,status\n"
        "r1,e1,champion,c1,o2,2026-03-01,completed\n"
    )
    load_once()
    return run


def _hash(run: Run, address: str) -> str:
    return str(json.loads(run("store", "hash", "--store", address, "--json").out)["hash"])


def test_hash_prints_the_same_for_people_and_programs(place: Run) -> None:
    said = json.loads(place("store", "hash", "--json").out)
    assert said["revision"] == 1
    assert said["counts"] == {"Organisation": 2, "Champion": 2, "Referral": 1, "PARTNERS_WITH": 1}
    assert place("store", "hash").out == (
        f"{said['hash']}\n6 rows, revision 1.\n"
        "Organisation: 2\nChampion: 2\nReferral: 1\nPARTNERS_WITH: 1\n"
    )


def test_copy_there_and_back_gives_the_same_hash(place: Run) -> None:
    there = place("store", "copy", "assetmap.db", "there.db")
    assert (there.code, there.err) == (0, "")
    assert there.out.startswith("assetmap.db is copied to there.db. 6 rows; revision 1. ")
    back = json.loads(place("store", "copy", "there.db", "back.db", "--json").out)
    digest = _hash(place, "assetmap.db")
    assert digest in there.out
    assert back == {
        "rows": 6, "written": 6, "forgotten": 0, "revision": 1, "hash": digest, "role": "admin"
    }  # fmt: skip
    assert _hash(place, "back.db") == digest
    again = place("store", "copy", "assetmap.db", "there.db")
    assert "6 rows, 6 of them there before; revision 1." in again.out


def test_copy_as_a_partner_holds_no_journey_and_nobody_without_consent(
    place: Run, tmp_path: Path
) -> None:
    ran = place("store", "copy", "assetmap.db", "seen.db", "--as-role", "partner")
    assert ran.code == 0
    assert "as a partner sees it. 4 rows" in ran.out
    store = assetmap.open(tmp_path / "seen.db")
    rows = store.read().rows
    store.close()
    assert set(rows) == {"Organisation", "Champion", "PARTNERS_WITH"}
    assert rows["Champion"]["display_name"].tolist() == ["Ann"]
    content = b"".join(path.read_bytes() for path in tmp_path.glob("seen.db*"))
    assert b"Bea Hidden" not in content
    assert b"private" not in content
    refused = place("store", "copy", "assetmap.db", "seen.db", "--as-role", "lead")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "holds more than this copy" in refused.err


def test_who_withdraws_consent_is_gone_from_the_next_copy_for_partners(
    place: Run, tmp_path: Path
) -> None:
    place("store", "copy", "assetmap.db", "seen.db", "--as-role", "partner")
    (tmp_path / "files" / "Champion.csv").write_text("id,display_name,consent\nc1,Ann,withdrawn\n")
    assert place("load", "files").code == 0
    ran = place("store", "copy", "assetmap.db", "seen.db", "--as-role", "partner")
    assert "3 rows, 3 of them there before, 1 that had changed forgotten" in ran.out
    content = b"".join(path.read_bytes() for path in tmp_path.glob("seen.db*"))
    assert b"Ann" not in content


def test_copy_onto_itself_is_refused_by_every_spelling(place: Run, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to("assetmap.db")
    for name in ("assetmap.db", "./assetmap.db", str(tmp_path / "assetmap.db"), "link.db"):
        ran = place("store", "copy", "assetmap.db", name)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), name
        assert "the very place that is copied" in ran.err
    assert json.loads(place("store", "hash", "--json").out)["revision"] == 1


def test_backup_and_restore(place: Run) -> None:
    made = place("store", "backup", "today.backup")
    digest = _hash(place, "assetmap.db")
    assert made.out == (
        "6 rows, as of revision 1, are in today.backup, and were read back whole. "
        f"Their hash is {digest}.\n"
    )
    refused = place("store", "backup", "today.backup")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "there already" in refused.err
    said = json.loads(place("store", "backup", "today.backup", "--force", "--json").out)
    assert said == {"rows": 6, "revision": 1, "hash": digest}
    restored = place("store", "restore", "today.backup", "new.db")
    assert restored.code == 0
    assert f"so is the hash {digest}." in restored.out
    assert _hash(place, "new.db") == digest
    before, after = (
        place("measure", "network", "--json", "--store", name).out
        for name in ("assetmap.db", "new.db")
    )
    assert before == after
    assert place("store", "restore", "today.backup", "assetmap.db").code == 2


def test_a_damaged_backup_makes_no_store(place: Run, tmp_path: Path) -> None:
    place("store", "backup", "today.backup")
    content = bytearray((tmp_path / "today.backup").read_bytes())
    content[len(content) // 2] ^= 1
    for name, damaged in (("flipped", bytes(content)), ("short", bytes(content[:-1]))):
        (tmp_path / name).write_bytes(damaged)
        ran = place("store", "restore", name, "new.db")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "Nothing was changed" in ran.err
        assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("copy", "missing.db", "new.db"),
        ("copy", "files", "new.db"),
        ("copy", "assetmap.db", "no-such-folder/new.db"),
        ("copy", "assetmap.db", "files"),
        ("copy", "assetmap.db", "bolt://127.0.0.1:9"),
        ("copy", "bolt://user:secret@127.0.0.1:9", "new.db"),
        ("backup", "new.backup", "--store", "missing.db"),
        ("backup", "no-such-folder/new.backup"),
        ("restore", "missing.backup", "new.db"),
        ("restore", "files", "new.db"),
        ("restore", "assetmap.db", "new.db"),
        ("hash", "--store", "missing.db"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    place: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    ran = place("store", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("assetmap: ")
    assert ran.err.count("\n") == 1
    assert "secret" not in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == before
