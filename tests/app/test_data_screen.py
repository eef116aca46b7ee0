"""The screen Data: files in, history, files out."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

import assetmap
from assetmap_app.components import downloads
from assetmap_app.components.current import STORE_VARIABLE
from assetmap_app.components.uploads import SOMEBODY, actor_of, safe_name, saved

if TYPE_CHECKING:
    from assetmap.store import Store

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "data.py"
GOOD = b"id,name,sector\na,Alder,vcse\nb,Beech,council\n"
MIXED = b"id,name,sector\na,Alder,vcse\nb,Beech,pirates\n"
HOSTILE = "</script><img src=x onerror=alert(1)> **bold** [x](javascript:1)"


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the screen's store is, empty yet."""
    place = tmp_path / "town.db"
    monkeypatch.setenv(STORE_VARIABLE, str(place))
    return place


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for passing files, so that a test sees what is left there."""
    folder = tmp_path / "spool"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _screen() -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60).run()
    assert not screen.exception
    return screen


def _choose(screen: AppTest, *files: tuple[str, bytes]) -> None:
    screen.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files])
    screen.run()
    assert not screen.exception


def _press(screen: AppTest, label: str) -> None:
    next(each for each in screen.button if each.label == label).click()
    screen.run()
    assert not screen.exception


def _store(address: Path) -> Store:
    return assetmap.open(address, must_exist=True)


def _names(address: Path) -> list[str]:
    store = _store(address)
    names: list[str] = store.snapshot().table("Organisation")["name"].tolist()
    store.close()
    return names


def _shown(markdown: str) -> str:
    """Return what a reader sees of text that was made plain."""
    return markdown.replace(":gray[]", "").replace("\\", "")


def _rows(screen: AppTest, title: str) -> list[dict[str, str]]:
    """Return the rows of the table that has a column called `title`, as a reader sees them."""
    table = next(each.value for each in screen.table if title in each.value)
    return [
        {str(name): _shown(cell) for name, cell in row.items()} for row in table.to_dict("records")
    ]


def _labels(screen: AppTest) -> list[str]:
    return [each.label for each in screen.button]


@pytest.mark.usefixtures("address")
def test_data_has_words_and_the_template_for_an_empty_store() -> None:
    screen = _screen()
    assert [each.value for each in screen.title] == ["Data"]
    assert "Nothing has been put in yet" in screen.info[0].value
    assert [each.label for each in screen.download_button] == ["Template (.xlsx)"]


def test_data_writes_nothing_before_it_is_told_to(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", GOOD))
    assert _shown(screen.info[0].value) == (
        "All 2 rows can be used: 2 new, 0 different, 0 here already. Nothing is stored yet."
    )
    assert _names(address) == []
    assert "Put 2 rows in" in _labels(screen)


def test_data_puts_rows_in_and_says_so(address: Path, spool: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", GOOD))
    _press(screen, "Put 2 rows in")
    assert _names(address) == ["Alder", "Beech"]
    assert _shown(screen.success[0].value).startswith("Done, and kept as change 1: 2 new")
    (history,) = _rows(screen, "When, and by whom")
    assert history["When, and by whom"].endswith(f", by {SOMEBODY}")
    assert history["Rows"] == "2 new"
    assert history["What for"] == "load: Organisation.csv"
    assert list(spool.iterdir()) == []
    # The files are gone from the screen, so that they are not put in twice.
    assert "Put 2 rows in" not in _labels(screen)


def test_data_keeps_the_name_that_was_typed(address: Path) -> None:
    screen = _screen()
    screen.text_input(key="actor").set_value("  Ada\nLovelace ").run()
    _choose(screen, ("Organisation.csv", GOOD))
    _press(screen, "Put 2 rows in")
    store = _store(address)
    assert store.history(limit=1)[0].actor == "Ada Lovelace"
    store.close()


def test_data_lists_what_cannot_be_used(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", MIXED))
    assert _shown(screen.info[0].value).startswith("1 of 2 rows can be used")
    (fault,) = _rows(screen, "Why it cannot be used")
    assert fault["Why it cannot be used"].startswith("It is not one of: vcse, nhs")
    del fault["Why it cannot be used"]
    assert fault == {
        "Where": "Line 3, sector (Organisation.csv)",
        "What it says": "pirates",
    }
    assert "Take this list (.csv)" in [each.label for each in screen.download_button]
    _press(screen, "Put 1 row in")
    assert _names(address) == ["Alder"]
    assert _shown(screen.success[0].value).endswith("1 row of the files was left out.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Organisation.csv", b""),
        ("Organisation.csv", b"\x00\x01\x02\xff\xfe broken"),
        ("holiday.csv", b"sun,sand\n1,2\n"),
        ("town.xlsx", b"this is no workbook"),
        ("town.xlsx", b"PK\x03\x04 nor is this"),
    ],
)
@pytest.mark.usefixtures("spool")
def test_data_says_in_one_sentence_that_a_file_cannot_be_read(
    address: Path, name: str, content: bytes
) -> None:
    screen = _screen()
    _choose(screen, (name, content))
    assert len(screen.error) == 1
    sentence = _shown(screen.error[0].value)
    assert "spool" not in sentence
    assert "Traceback" not in sentence
    assert not any(label.startswith("Put ") for label in _labels(screen))
    # The rest of the screen is there all the same.
    assert [each.value for each in screen.header][-1] == "Take it away"
    assert _names(address) == []


def test_data_refuses_two_files_of_one_name(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", GOOD), ("sub/organisation.csv", MIXED))
    assert "several of the chosen files have this name" in _shown(screen.error[0].value)
    assert _names(address) == []


def test_data_says_what_is_wrong_with_a_mapping(address: Path) -> None:
    screen = _screen()
    screen.file_uploader[1].set_value(("mine.toml", b"[[table", "application/toml"))
    _choose(screen, ("list.csv", b"Name\nAlder\n"))
    assert "mine.toml" in _shown(screen.error[0].value)
    assert _names(address) == []


@pytest.mark.parametrize(
    "folder", ["../../", "/etc/", "C:\\Users\\me\\", "\\\\server\\share\\", "..\\..\\"]
)
def test_data_takes_only_the_last_part_of_a_files_name(
    address: Path, spool: Path, folder: str
) -> None:
    screen = _screen()
    _choose(screen, (f"{folder}Organisation.csv", GOOD))
    _press(screen, "Put 2 rows in")
    assert _names(address) == ["Alder", "Beech"]
    assert list(spool.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..", "file"),
        ("", "file"),
        ("/", "file"),
        ("a\x00b.csv", "ab.csv"),
        ("\u202evsc.exe", "vsc.exe"),
        ("town.csv:stream", "town.csvstream"),
        ("\ud800.csv", "csv"),
    ],
)
def test_safe_name_leads_nowhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("letter", ["a", "é", "😀"])
def test_safe_name_fits_every_disk_and_keeps_its_ending(letter: str, tmp_path: Path) -> None:
    name = safe_name(letter * 5000 + ".xlsx")
    assert name.endswith(".xlsx")
    (tmp_path / name).touch()


class _Sent:
    """A file as it arrives."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content

    def getvalue(self) -> bytes:
        return self.content


def test_saved_files_are_private_and_go_away(spool: Path) -> None:
    with saved([_Sent("../one.csv", b"1"), _Sent("two.csv", b"2")]) as paths:
        assert [path.read_bytes() for path in paths] == [b"1", b"2"]
        assert {path.parent.parent for path in paths} == {spool}
        assert paths[0].parent.stat().st_mode & 0o077 == 0
    assert list(spool.iterdir()) == []


def test_actor_is_one_line_and_not_too_long() -> None:
    assert actor_of(" \n ") == SOMEBODY
    assert actor_of("a\u202eb\x07") == "ab"
    assert len(actor_of("x" * 500)) == 100


def test_data_undoes_a_change_after_asking(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", GOOD))
    _press(screen, "Put 2 rows in")
    undo = next(each for each in screen.button if each.label == "Undo")
    assert undo.disabled
    screen.checkbox[0].check().run()
    _press(screen, "Undo")
    assert _names(address) == []
    assert "Change 1 is undone; that is change 2." in [
        _shown(each.value) for each in screen.success
    ]
    # The yes was for one change alone.
    assert not screen.checkbox[0].value


def test_data_says_why_a_change_cannot_be_undone(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", GOOD))
    _press(screen, "Put 2 rows in")
    _choose(screen, ("Organisation.csv", b"id,name\na,Alder and friends\n"))
    _press(screen, "Put 1 row in")
    screen.selectbox[0].set_value(1).run()
    screen.checkbox[0].check().run()
    _press(screen, "Undo")
    assert "Revision 1 cannot be undone" in _shown(screen.error[0].value)
    assert _names(address) == ["Alder and friends", "Beech"]


def test_data_shows_hostile_names_letter_by_letter(address: Path) -> None:
    screen = _screen()
    screen.text_input[0].set_value(HOSTILE).run()
    content = f'id,name,sector\na,"{HOSTILE}",nonsense\nb,"{HOSTILE}",vcse\n'.encode()
    _choose(screen, ("Organisation.csv", content))
    _press(screen, "Put 1 row in")
    assert _names(address) == [HOSTILE]
    for each in (*screen.markdown, *screen.success, *screen.info, *screen.error):
        unescaped = re.sub(r"\\.", "", each.value)
        assert "<" not in unescaped
        assert "](" not in unescaped


def test_data_offers_everything_to_take_away(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", b'id,name\na,"=1+1"\n'))
    _press(screen, "Put 1 row in")
    assert [each.label for each in screen.download_button][-2:] == [
        "Everything as a workbook (.xlsx)",
        "Everything as CSV files (.zip)",
    ]
    store = _store(address)
    content = downloads.place_zip(store.snapshot())
    store.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("Organisation.csv").decode().splitlines()[1].startswith("a,'=1+1,")


def test_data_gives_faults_as_a_file_that_runs_nothing(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", b'id,name,sector\na,A,"=HYPERLINK(1)"\n'))
    faults = screen.session_state["offer"][1].faults
    lines = downloads.faults_csv(faults).decode("utf-8-sig").splitlines()
    assert lines[0] == "file,sheet,line,field,value,reason"
    assert ",sector,'=HYPERLINK(1)," in lines[1]
    assert _names(address) == []


def test_downloads_are_workbooks(spool: Path) -> None:
    assert downloads.template_workbook().startswith(b"PK")
    assert list(spool.iterdir()) == []


PERSONAL = (
    b"id,episode_id,route,target_id,made_on,status,Forename\nr,e,self,a,2025-02-03,requested,Ann\n"
)


def test_columns_that_tell_who_was_helped_can_be_left_out(address: Path) -> None:
    screen = _screen()
    assert not [box for box in screen.checkbox if box.label.startswith("Read the files")]
    _choose(screen, ("Organisation.csv", GOOD), ("Referral.csv", PERSONAL))
    assert "'Forename' is refused, and nothing was loaded" in _shown(screen.error[0].value)
    (box,) = [each for each in screen.checkbox if each.label.startswith("Read the files")]
    assert "“Forename”" in _shown(box.label)
    assert not box.value
    box.check().run()
    assert not screen.exception
    assert not screen.error
    _press(screen, "Put 3 rows in")
    store = _store(address)
    assert store.snapshot().table("Referral")["id"].tolist() == ["r"]
    store.close()


def test_other_files_are_asked_about_anew(address: Path) -> None:
    screen = _screen()
    _choose(screen, ("Organisation.csv", GOOD), ("Referral.csv", PERSONAL))
    screen.checkbox[0].check().run()
    _choose(screen, ("Referral.csv", PERSONAL.replace(b"Forename", b"Surname")))
    assert "'Surname' is refused" in _shown(screen.error[0].value)
    assert not address.exists() or not len(_store(address).snapshot())
