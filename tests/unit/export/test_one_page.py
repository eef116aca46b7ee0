"""One page as PDF and as Word: its words letter by letter, on one sheet, with nothing fetched."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import urllib.request
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from assetmap.errors import MissingExtraError, UnwritableFileError
from assetmap.export.one_page import LINES, fitted
from assetmap.export.one_page_file import write_one_page
from assetmap.export.one_page_pdf import one_page_pdf
from assetmap.export.one_page_word import one_page_word
from assetmap.views.page import PagePart, PageWords

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "<img src='http://evil.example/p.png'>",
    "<script>alert(1)</script><link rel=stylesheet href=file:///etc/passwd>",
    "</p></body><style>@import url(http://evil.example/)</style>",
    "&lt;b&gt; {{ 7 * 7 }} =1+1 <w:p/>",
)


def page(*lines: str, summary: str = "Company: nothing yet.") -> PageWords:
    parts = (PagePart("What is missing", lines), PagePart("Empty", ()))
    return PageWords("Ash", "Ward.", summary, parts, ("As of today.",), dt.date(2026, 6, 10))


def streams_of(pdf: bytes) -> list[bytes]:
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return [zlib.decompress(each) if each[:1] == b"x" else each for each in found]


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF without its blanks: glyphs by the tables that say their letters."""
    letters: dict[str, str] = {}
    for table in (each for each in streams_of(pdf) if b"beginbfchar" in each):
        for glyph, said in re.findall(rb"<([0-9a-f]+)> <([0-9a-f]+)>", table, re.IGNORECASE):
            letter = bytes.fromhex(said.decode()).decode("utf-16-be")
            assert letters.setdefault(glyph.decode().lower(), letter) == letter, "two fonts differ"
    content = next(each for each in streams_of(pdf) if b" Tf" in each and b"TJ" in each)
    glyphs = "".join(re.findall(r"<([0-9a-f]+)>", content.decode("latin-1"), re.IGNORECASE)).lower()
    return "".join(letters[glyphs[at : at + 4]] for at in range(0, len(glyphs), 4)).replace(" ", "")


def n_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", b"".join((pdf, *streams_of(pdf)))))


def paragraphs_of(word: bytes) -> list[str]:
    import docx  # noqa: PLC0415 - for this alone

    return [each.text for each in docx.Document(io.BytesIO(word)).paragraphs]


def test_both_files_hold_the_words_of_the_page() -> None:
    made = page("Walking: about 300 people reach nothing.")
    words = paragraphs_of(one_page_word(made))
    assert words == [
        *("Ash", "Ward.", "Company: nothing yet.", "What is missing"),
        *("Walking: about 300 people reach nothing.", "As of today."),
    ]
    assert "".join(words).replace(" ", "") == text_of(one_page_pdf(made)).replace("•", "")


def test_hostile_words_stand_letter_by_letter_and_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        urllib.request.OpenerDirector, "open", lambda *given, **_: asked.append(given)
    )
    made = page(*HOSTILE, summary=HOSTILE[0])
    pdf, word = one_page_pdf(made), one_page_word(made)
    assert asked == []
    for words in HOSTILE:
        assert words.replace(" ", "") in text_of(pdf)
        assert words in paragraphs_of(word)
    assert b"/URI" not in b"".join((pdf, *streams_of(pdf)))
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        assert not [
            each
            for each in parts.namelist()
            if "evil" in parts.read(each).decode("latin-1") and each != "word/document.xml"
        ]


def test_too_much_is_cut_to_one_sheet_and_said() -> None:
    made = page(*(f"Gap {number}: " + "people reach nothing here " * 12 for number in range(80)))
    pdf = one_page_pdf(made)
    assert n_pages(pdf) == 1
    assert "morewouldnotfitonthispage." in text_of(pdf)
    assert "Gap0:" in text_of(pdf)
    lines = fitted(made).parts[0][1]
    assert 1 < len(lines) < LINES
    assert len(paragraphs_of(one_page_word(made))) < LINES
    wide = page("W" * 4_000, *("W " * 200 for _ in range(30)))
    assert n_pages(one_page_pdf(wide)) == 1


def test_letters_that_print_nothing_are_left_out() -> None:
    made = page("a\x00b\ufffe\ud800 c\u202ed\n\n e", "\x07")
    assert fitted(made).parts == (("What is missing", ("ab cd e",)),)
    assert "ab cd e" in paragraphs_of(one_page_word(made))


def test_the_same_page_is_the_same_file() -> None:
    made = page("Walking")
    assert one_page_word(made) == one_page_word(made)
    assert one_page_pdf(made) == one_page_pdf(made)


@pytest.mark.parametrize(("package", "ending"), [("weasyprint", "pdf"), ("docx", "docx")])
def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str, ending: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"pip install assetmap\[documents\]"):
        write_one_page(page("Walking"), tmp_path / f"sheet.{ending}")


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFileError, match=r"a PDF \(\.pdf\) or a Word document"):
        write_one_page(page("Walking"), tmp_path / "sheet.odt")
    with pytest.raises(UnwritableFileError, match="No such file or directory"):
        write_one_page(page("Walking"), tmp_path / "nowhere" / "sheet.docx")
