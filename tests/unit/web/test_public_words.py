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
from assetmap.web.public import cards, narrowing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.web.asking import Asker

    from assetmap.views.public.directory import Directory

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
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
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
    _forget_pages()
    yield
    _forget_pages()


def _forget_pages() -> None:
    pages.templates.cache_clear()
    cards._drawn.clear()
    narrowing._drawn.clear()
    cards._far.cache_clear()
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


def _left_in_english(page: str) -> list[str]:
    """Return the words of a page that stand in no ⟦ ⟧, nor in what is copied as code."""
    shown = re.sub(r"<code>.*?</code>|<script.*?</script>", "", page, flags=re.DOTALL)
    said = re.findall(r'(?:alt|title|aria-label)="([^"]*)"', shown)
    said.append(re.sub(r"<[^>]*>", " ", shown.partition("<body>")[2]))
    texts = (re.sub(r"⟦[^⟦⟧]*⟧", " ", _without_inner(unescape(each))) for each in said)
    return [word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)]


def _without_inner(text: str) -> str:
    """Return a text in which no ⟦ ⟧ holds another: what is said may stand in what is said."""
    while (less := re.sub(r"(⟦[^⟦⟧]*)⟦[^⟦⟧]*⟧", r"\1", text)) != text:
        text = less
    return text


@pytest.mark.usefixtures("marked")
def test_every_fixed_text_of_a_page_can_be_translated(site: Asker, directory: Directory) -> None:
    at = next(each.id for each in directory.activities if directory.occasions_of[0] and each.cost)
    kinds = {
        "what-matters": [*directory.need_names][-1],
        "areas": next(code for code, level in directory.area_levels.items() if level == "ward"),
        "organisations": directory.activities[directory.row_of[at]].organisation_id,
        "activities": at,
    }
    paths = [f"/{kind}/{id_}?" for kind, id_ in kinds.items()]
    paths += ["/?", "/search?q=gardning&postcode=QX1+1AA&free=1&day=tomorrow&", "/search?q=zzzz&"]
    paths += ["/search?age=40&postcode=nowhere&radius_km=1&", f"/activities/{at}/wrong?"]
    paths += [f"/shortlist?keep={at}&", "/shortlist?", "/stories?", "/accessibility?", "/privacy?"]
    paths += ["/thanks?", "/embed?", "/embed?copy=1&"]
    known = _words_of_data(directory) | {"gardning", "zzzz", "nowhere"}
    for path in paths:
        page = site.get(f"{path}lang=cy")
        assert page.status == 200
        assert "⟦" in page.text
        left = [word for word in _left_in_english(page.text) if word.casefold() not in known]
        assert not left, (path, left)


def _words_of_data(directory: Directory) -> set[str]:
    """Return every word that stands in a cell of the place."""
    place = directory.place
    tables = [place.activities, place.organisations, place.locations, place.areas, place.needs]
    tables += [place.communities, place.stories, place.vocabulary, place.postcodes]
    texts = {
        cell
        for table in tables
        for name in table.columns
        if table[name].dtype == "str"
        for cell in table[name].dropna()
    }
    return {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{2,}", text)}


_TEMPLATES = CATALOGUE.parents[1] / "templates"


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(_TEMPLATES).as_posix() for path in _TEMPLATES.rglob("*.html"))
)
def test_every_fixed_text_of_a_template_is_marked(name: str) -> None:
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    text = re.sub(r"{%\s*trans.*?endtrans\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.DOTALL)
    text = re.sub(r"&lt;.*?&gt;|<!--.*?-->", "", text, flags=re.DOTALL)
    said = re.findall(r'(?:alt|title|aria-label|placeholder|summary)="([^"]*)"', text)
    said += re.findall(r'<meta (?:name="description"|property="og:title") content="([^"]*)"', text)
    said.append(re.sub(r"<[^>]*>", "", unescape(text)))
    assert re.findall(r"[^\W\d_]+", " ".join(said)) == []


def test_only_texts_that_stand_in_a_template_are_taken_for_marks_of_ours() -> None:
    # Jinja's `_` gives back what is not escaped: with a name from data it would be a hole.
    for path in sorted((CATALOGUE.parents[1] / "templates").rglob("*.html")):
        assert re.findall(r"\b_\((?![\"'])", path.read_text(encoding="utf-8")) == [], path.name


def test_a_language_that_nobody_translated_is_english(site: Asker) -> None:
    assert '<html lang="en-GB">' in site.get("/privacy?lang=cy").text
