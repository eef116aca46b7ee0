"""Texts as the words that are compared: small letters, no accents, no endings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assetmap.search.everyday import everyday_words

if TYPE_CHECKING:
    from collections.abc import Iterable

ANALYSER: Final = "everyday"
"""The name by which the index knows how texts become words."""

MOST_LETTERS: Final = 300
"""Letters of a question that are read; nobody types more, and a longer one costs time."""

_MOST_IN_A_WORD: Final = 40
_LEAST_CORRECTED, _TWO_SLIPS = 4, 8


class Word(NamedTuple):
    """A word of a question.

    Attributes
    ----------
    stem
        What is compared.
    text
        As it was typed, in small letters.
    read_as
        The known word that it was read as, or `text`.
    """

    stem: str
    text: str
    read_as: str


def analyser() -> tantivy.TextAnalyzer:
    """Return what makes stems of a text; the index uses the same."""
    return _plain_builder().filter(tantivy.Filter.stemmer("english")).build()


def _plain_builder() -> tantivy.TextAnalyzerBuilder:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_MOST_IN_A_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )


class Reader:
    """Makes words of texts, and of a question the words that a place knows.

    Parameters
    ----------
    has_typos
        Whether a word that is not known may be read as one that is nearly the same.
    """

    def __init__(self, *, has_typos: bool = True) -> None:
        self._stems = analyser()
        self._plain = _plain_builder().build()
        self._has_typos = has_typos
        general = everyday_words()
        self._passed_over = general.passed_over
        self._known_stems: set[str] = set()
        self._spellings: set[str] = set()
        self._right = {*general.passed_over, *general.known}
        self._ordered: dict[str, list[str]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Take the words of `texts` for known."""
        for text in texts:
            plain = self._plain.analyze(text)
            self._spellings.update(plain)
            self._known_stems.update(self._stems.analyze(text))
        self._ordered.clear()

    def stems(self, text: str) -> tuple[str, ...]:
        """Return all words of a text, also those that tell nothing."""
        return tuple(self._stems.analyze(text))

    def telling(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that tell something."""
        return tuple(word.stem for word in self._words(text) if not self.is_passed_over(word))

    def is_passed_over(self, word: Word) -> bool:
        """Tell whether a word tells nothing of what matters."""
        return word.text in self._passed_over

    def question(self, text: str) -> list[Word]:
        """Return the words of a question, those that nobody knows read as the nearest known."""
        return [self._read(word) for word in self._words(text[:MOST_LETTERS])]

    def _words(self, text: str) -> list[Word]:
        plain = self._plain.analyze(text)
        stems = self._stems.analyze(text)
        return [Word(stem, each, each) for stem, each in zip(stems, plain, strict=True)]

    def _read(self, word: Word) -> Word:
        is_known = word.stem in self._known_stems or word.text in self._right
        if is_known or not self._has_typos or len(word.text) < _LEAST_CORRECTED:
            return word
        nearest = self._nearest(word.text)
        return word if nearest is None else Word(self.stems(nearest)[0], word.text, nearest)

    def _nearest(self, text: str) -> str | None:
        # People seldom slip at the first letter, and words that differ there are often both right.
        options = self._beginning_with(text[0])
        slips = 1 if len(text) < _TWO_SLIPS else 2
        found = process.extract(text, options, scorer=OSA.distance, score_cutoff=slips, limit=5)
        # Of equally near words the longer one is meant more often: letters are left out by haste.
        best = min(found, key=lambda each: (each[1], -len(each[0]), each[0]), default=None)
        return None if best is None else best[0]

    def _beginning_with(self, letter: str) -> list[str]:
        if letter not in self._ordered:
            right = self._right - self._passed_over
            every = (word for word in self._spellings | right if len(word) >= _LEAST_CORRECTED)
            self._ordered[letter] = sorted(word for word in every if word[0] == letter)
        return self._ordered[letter]
