"""Canaries: what tells who was helped is looked for in everything that a load leaves behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import xlsxwriter
from streamlit.testing.v1 import AppTest

from assetmap.ingest import load_files
from assetmap_app.components import uploads
from assetmap_app.components.current import STORE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Ran, Run

    from assetmap.ingest import Loading

SCREEN: Final = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "data.py"
CANARIES: Final = {
    "Forename": "Zebedeecanary",
    "NHS number": "943 476 5919",
    "DOB": "1948-02-03",
    "Postcode": "QX97 3ZZ",
    "Mobile": "07700 900999",
    "E-mail": "zebedee@canary.example",
    "Notes": "rang 943-476-5919",
}
"""By heading; each cell is seen in what is left behind, in any spacing."""

SOUGHT: Final = [
    re.compile(pattern.encode(), re.IGNORECASE)
    for pattern in (
        "zebedee", "943.{0,2}476.{0,2}5919", "1948-02-03", "qx97.{0,2}3zz", r"07700.{0,2}900999",
    )
]  # fmt: skip
ORGANISATIONS: Final = "id,name\no1,Mill Lane Surgery\no2,Knitters\n"
WORKERS: Final = "id,display_name\nlw1,Alma Farrow\n"
OWN: Final = {
    "id": "r1", "episode_id": "e1", "route": "professional", "source_id": "o1", "target_id": "lw1",
    "made_on": "2025-03-01", "status": "requested",
}  # fmt: skip
EPISODE: Final = {
    "Referral ID": "77", "Referral date": "2025-03-01", "Practice": "Mill Lane Surgery",
    "Link worker": "Alma Farrow",
}  # fmt: skip
EVENT: Final = {
    "Case ID": "77", "Event": "Referred", "Date": "2025-03-01", "By": "Mill Lane Surgery",
    "To": "Alma Farrow",
}  # fmt: skip
MINE: Final = """
[[table]]
name = "Referral"
id_from = "Ref"
[table.columns]
episode_id = {digest = "Ref"}
source_id = {named = "Practice"}
target_id = {named = "Worker"}
made_on = "When"
"""
MY_ROW: Final = {
    "Ref": "77", "When": "2025-03-01", "Practice": "Mill Lane Surgery", "Worker": "Alma Farrow",
}  # fmt: skip


@pytest.fixture
def place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder with a store; passing files go to a folder of its own beside it."""
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    monkeypatch.setenv("TMPDIR", str(spool))
    (tmp_path / "Organisation.csv").write_text(ORGANISATIONS)
    (tmp_path / "LinkWorker.csv").write_text(WORKERS)
    assert run("load", "Organisation.csv", "LinkWorker.csv").code == 0
    yield tmp_path
    assert list(spool.iterdir()) == []


def _csv(path: Path, *rows: dict[str, str]) -> str:
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path.name


def _left_behind(folder: Path, *given: str) -> dict[str, bytes]:
    """Return every file below a folder but those that were given."""
    files = [each for each in folder.rglob("*") if each.is_file() and each.name not in given]
    return {each.name: each.read_bytes() for each in files}


def _assert_no_trace(folder: Path, ran: Ran, *given: str) -> None:
    left = _left_behind(folder, *given) | {"out": ran.out.encode(), "err": ran.err.encode()}
    assert "assetmap.db" in left
    found = {(name, sought.pattern) for name, each in left.items() for sought in SOUGHT
             if sought.search(each)}  # fmt: skip
    assert found == set()


def _files(folder: Path, kind: str) -> tuple[str, list[str]]:
    """Return the file with canaries, and how it is loaded."""
    rows = {"own": OWN, "book": OWN, "episodes": EPISODE, "events": EVENT, "mapping": MY_ROW}
    row = rows[kind] | CANARIES
    if kind == "book":
        with xlsxwriter.Workbook(folder / "book.xlsx") as book:
            sheet = book.add_worksheet("Referral")
            for column, (heading, cell) in enumerate(row.items()):
                sheet.write_string(0, column, heading)
                sheet.write_string(1, column, cell)
        return "book.xlsx", ["book.xlsx"]
    name = _csv(folder / {"own": "Referral.csv"}.get(kind, "export.csv"), row)
    if kind != "mapping":
        return name, [name]
    (folder / "mine.toml").write_text(MINE)
    return name, [name, "--mapping", "mine.toml"]


@pytest.mark.parametrize("command", ["load", "dry run", "check"])
@pytest.mark.parametrize("kind", ["own", "book", "episodes", "events", "mapping"])
def test_rows_with_canaries_are_refused_and_leave_no_trace(
    run: Run, place: Path, kind: str, command: str
) -> None:
    name, arguments = _files(place, kind)
    before = _left_behind(place, name)["assetmap.db"]
    flags = ["--dry-run"] if command == "dry run" else []
    ran = run("check" if command == "check" else "load", *arguments, *flags, "--json")
    assert ran.code == 2
    assert [heading for heading in CANARIES if repr(heading) not in ran.err] == []
    _assert_no_trace(place, ran, name)
    assert _left_behind(place, name)["assetmap.db"] == before


@pytest.mark.parametrize("kind", ["own", "book", "episodes", "events", "mapping"])
def test_canaries_that_are_left_out_reach_nothing_while_the_rows_go_in(
    run: Run, place: Path, kind: str
) -> None:
    name, arguments = _files(place, kind)
    flags = [part for heading in CANARIES for part in ("--leave-out", heading)]
    ran = run("load", *arguments, *flags, "--json")
    assert (ran.code, '"created": 1' in ran.out) == (0, True)
    run("export", "csv", "away")
    assert "assetmap.db.snapshot.arrow" in _left_behind(place)
    _assert_no_trace(place, ran, name)


def test_a_mapping_may_leave_columns_out_for_good(run: Run, place: Path) -> None:
    name, arguments = _files(place, "mapping")
    left_out = ", ".join(f'"{heading}"' for heading in CANARIES)
    (place / "mine.toml").write_text(f"leave_out = [{left_out}]\n{MINE}")
    ran = run("load", *arguments, "--json")
    assert (ran.code, '"created": 1' in ran.out) == (0, True)
    _assert_no_trace(place, ran, name)


@pytest.mark.parametrize("kind", ["own", "episodes", "events", "mapping"])
def test_faults_of_rows_beside_canaries_quote_none(run: Run, place: Path, kind: str) -> None:
    """Rows are rejected for each of their cells, while a name stands in every other column."""
    rows = {"own": OWN, "episodes": EPISODE, "events": EVENT, "mapping": MY_ROW}
    parties = {"source_id", "target_id", "Practice", "Link worker", "By", "To", "Worker"}
    wrong = [
        {head: "Zebedeecanary" if head == heading else cell for head, cell in rows[kind].items()}
        for heading in rows[kind]
        if heading not in {*parties, "id", "episode_id", "Referral ID", "Case ID", "Ref"}
    ]
    name = _csv(place / {"own": "Referral.csv"}.get(kind, "export.csv"), *wrong)
    (place / "mine.toml").write_text(MINE)
    mapping = ["--mapping", "mine.toml"] if kind == "mapping" else []
    ran = run("load", name, *mapping, "--json")
    assert ran.code == 1
    _assert_no_trace(place, ran, name)


@pytest.mark.parametrize("kind", ["own", "episodes", "events", "mapping"])
def test_a_proposed_mapping_holds_no_cell_of_such_a_file(run: Run, place: Path, kind: str) -> None:
    name, _ = _files(place, kind)
    ran = run("map", name, "--output", "proposed.toml")
    assert ran.code == (2 if kind == "own" else 0)
    if ran.code == 0:  # what is proposed leaves those columns out, and can be used as it is
        loaded = run("load", name, "--mapping", "proposed.toml", "--json")
        assert (loaded.code, '"created": 1' in loaded.out) == (0, True)
        _assert_no_trace(place, loaded, name)
    _assert_no_trace(place, ran, name)


def test_a_file_without_headings_shows_none_of_its_first_line(run: Run, place: Path) -> None:
    (place / "bare.csv").write_text("1948-02-03,943 476 5919,QX97 3ZZ,07700 900999\n" * 3)
    for command in ("map", "load", "check"):
        ran = run(command, "bare.csv")
        assert ran.code == 2
        _assert_no_trace(place, ran, "bare.csv")


def test_the_screen_writes_no_file_to_read_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(place / "assetmap.db"))
    name, _ = _files(place, "own")
    content = (place / name).read_bytes()
    spools: list[list[Path]] = []

    def watched(*given: Any, **named: Any) -> Loading:
        spools.append(list((place / "spool").iterdir()))
        return load_files(*given, **named)

    monkeypatch.setattr(uploads, "load_files", watched)
    screen = AppTest.from_file(str(SCREEN), default_timeout=60).run()
    screen.file_uploader[0].set_value([(name, content, "text/csv")])
    screen.run()
    assert not screen.exception
    assert "nothing was loaded" in screen.error[0].value
    shown = " ".join(str(each.value) for each in (*screen.error, *screen.markdown, *screen.info))
    assert not any(sought.search(shown.encode()) for sought in SOUGHT)
    assert spools
    assert not any(spools)
    _assert_no_trace(place, _nothing(), name)


@pytest.mark.parametrize("command", ["load", "check"])
def test_journeys_are_not_fetched(run: Run, place: Path, command: str) -> None:
    """Pages of a feed are kept in a file: a mapping that makes journeys of them is refused."""
    (place / "mine.toml").write_text(MINE)
    ran = run(command, "http://127.0.0.1:9/export.geojson", "--mapping", "mine.toml")
    assert ran.code == 2
    assert "are not taken from an address" in ran.err
    assert not (place / "assetmap.db.feeds").exists()


CRASH: Final = """
import os, sys
from assetmap.cli.main import main
from assetmap.store.sqlite_changes import Writer
Writer.write_down = lambda *_, **__: os._exit(9)
sys.argv = ["assetmap", "load", *sys.argv[1:]]
main()
"""


def test_a_crash_in_the_middle_of_a_load_leaves_no_trace(place: Path) -> None:
    name, arguments = _files(place, "episodes")
    flags = [part for heading in CANARIES for part in ("--leave-out", heading)]
    ran = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", CRASH, *arguments, *flags],
        capture_output=True, text=True, check=False, cwd=place, env=dict(os.environ),
    )  # fmt: skip
    assert ran.returncode == 9
    _assert_no_trace(place, _nothing(ran.stdout, ran.stderr), name)


def _nothing(out: str = "", err: str = "") -> Ran:
    from tests.cli.conftest import Ran as Printed  # noqa: PLC0415 - a type above

    return Printed(0, out, err)
