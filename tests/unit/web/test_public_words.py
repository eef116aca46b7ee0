"""The fixed words of the public site: simple enough, and ready for another language."""

from __future__ import annotations

import gettext
import re
import struct
from html import unescape
from typing import TYPE_CHECKING

import pytest

from assetmap.web import pages
from assetmap.web.catalogue import CATALOGUE, catalogue, fixed_texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.web.asking import Asker

OLDEST = 11
"""Reading age, in years, that fixed texts may ask for."""


def n_syllables(word: str) -> int:
    """Return about how many syllables an English word has: groups of vowels, a mute e left out.

    Checked by hand: cat 1, table 2, people 2, organisation 5, searched 1, neighbour 2.
    """
    plain = re.sub(r"[^a-z]", "", word.lower())
    plain = re.sub(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouylsxz])es$|(?<=[^aeiouyl])e$", "", plain)
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def reading_age(texts: list[str]) -> float:
    """Return the Flesch-Kincaid grade of English texts, in years of age (grade + 5).

    Kincaid, J. P. and others (1975), Derivation of new readability formulas, Naval Technical
    Training Command: 0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    sentences = [
        each for text in texts for each in re.split(r"[.!?:]\s|[.!?:]$", text) if each.strip()
    ]
    words = [word for each in sentences for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", each)]
    grade = (
        0.39 * len(words) / len(sentences)
        + 11.8 * sum(map(n_syllables, words)) / len(words)
        - 15.59
    )
    return grade + 5


@pytest.mark.parametrize(
    ("word", "n"),
    [
        ("cat", 1),
        ("table", 2),
        ("people", 2),
        ("organisation", 5),
        ("searched", 1),
        ("neighbour", 2),
    ],
)
def test_syllables_are_counted_as_by_hand(word: str, n: int) -> None:
    assert n_syllables(word) == n


def test_reading_age_tells_easy_from_hard() -> None:
    easy = ["The cat sat on the mat. It was warm. She was glad."]
    hard = ["Multidisciplinary stakeholders collaboratively operationalise comprehensive methods."]
    assert reading_age(easy) < 6
    assert reading_age(hard) > 18


PROSE = {
    name: sentences
    for name, texts in fixed_texts().items()
    if (
        sentences := [
            re.sub(r"%\(\w+\)s", "it", text if isinstance(text, str) else text[1])
            for text in texts
            if " " in (text if isinstance(text, str) else text[0])
        ]
    )
}


@pytest.mark.parametrize("name", sorted(PROSE))
def test_fixed_texts_can_be_read_at_eleven(name: str) -> None:
    assert reading_age(PROSE[name]) <= OLDEST, PROSE[name]


def test_catalogue_holds_the_texts_of_the_pages() -> None:
    assert CATALOGUE.read_text(encoding="utf-8") == catalogue()


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A made-up translation into Welsh, in which every fixed text stands in ⟦ ⟧."""
    texts = {text for each in fixed_texts().values() for text in each}
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    entries = {
        "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n!=1;\n"
    }
    for text in texts:
        if isinstance(text, str):
            entries[text] = f"⟦{text}⟧"
        else:
            entries["\0".join(text)] = "\0".join(f"⟦{each}⟧" for each in text)
    (folder / "assetmap.mo").write_bytes(_compiled(entries))
    monkeypatch.setattr(pages, "LOCALE", tmp_path)
    pages.templates.cache_clear()
    gettext._translations.clear()  # type: ignore[attr-defined]


def _compiled(entries: dict[str, str]) -> bytes:
    """Return a catalogue as gettext reads it (GNU gettext manual, the format of MO files)."""
    pairs = [(key.encode(), entries[key].encode()) for key in sorted(entries, key=str.encode)]
    at = 7 * 4 + 16 * len(pairs)
    tables, blob = [b"", b""], b""
    for which in (0, 1):
        for pair in pairs:
            tables[which] += struct.pack("<2I", len(pair[which]), at + len(blob))
            blob += pair[which] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + blob


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("address", ["/accessibility", "/privacy", "/thanks", "/shortlist"])
def test_every_fixed_text_of_a_page_can_be_translated(site: Asker, address: str) -> None:
    page = unescape(site.get(f"{address}?lang=cy").text)
    body = page.partition("<body>")[2]
    shown = re.sub(r"<[^>]*>", "", body)
    left = re.sub(r"⟦[^⟧]*⟧", "", shown)
    assert not left.split(), left.split()
    pages.templates.cache_clear()


def test_only_texts_that_stand_in_a_template_are_taken_for_marks_of_ours() -> None:
    # Jinja's `_` gives back what is not escaped: with a name from data it would be a hole.
    for path in sorted((CATALOGUE.parents[1] / "templates").rglob("*.html")):
        assert re.findall(r"\b_\((?![\"'])", path.read_text(encoding="utf-8")) == [], path.name


def test_a_language_that_nobody_translated_is_english(site: Asker) -> None:
    assert '<html lang="en-GB">' in site.get("/privacy?lang=cy").text
