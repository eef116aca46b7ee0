"""How alike two names of organisations are, word by word.

Two names are the same when nothing is left of either but small words, legal forms, punctuation
and the like. What is left over tells how far apart they are: *Age UK Trafford* and *Age UK
Salford* each keep a word of their own and are two; *1st Sale Scouts* and *2nd Sale Scouts*
differ in a number and are two; *Sale Foodbank* and *Sale Food Bank* are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from assetmap.ingest.duplicates.words import (
    ANOTHER_BODY,
    COMMON,
    GENERIC,
    LEGAL_FORMS,
    SMALL,
    SPELLINGS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAME: Final = 100
"""The same words; in any order if one of them tells something."""

SAME_JOINED: Final = 99
"""The same letters: *food bank*, *foodbank*."""

MISSPELT: Final = 97
"""The same words but for one or two letters of a word that stands in no other name."""

MORE_GENERAL: Final = 92
"""One has words more that tell little, such as *centre* or *association*."""

OTHER_GENERAL: Final = 85
"""Each has such words of its own: *community centre*, *community association*."""

PART: Final = 85
"""One has words more that tell something (*Barnardos*, *Barnardos Sale*), or is short for it."""

DIFFERENT: Final = 60
"""Most for names that each have words of their own."""

ANOTHER: Final = 50
"""Most for names of which one has words of another body: *friends of*, *hall*, *parents*."""

OTHER_NUMBER: Final = 40
"""Most for names that differ in a number: *1st*, *2nd*."""

_MOST_WORDS: Final = 40
_SHORTEST_MISSPELT: Final = 5
_ALIKE: Final = 0.8
_INITIALS: Final = range(3, 8)
_SHORTEST_PLURAL: Final = 4
_NUMBER: Final = re.compile(r"\d+(?:st|nd|rd|th)?")
_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = re.compile("(?<=\\w)['\u2018\u2019\u02bc`´](?=\\w)")
_TWO_NAMES: Final = re.compile(
    r"\(?\b(?:formerly(?: known as)?|previously(?: known as)?|also known as|known as|"
    r"trading as|operating as|t/a|a\.?k\.?a\.?)\b[:\s]*",
    re.IGNORECASE,
)
# A short form in brackets: one word in capitals, where a place (*Halow (Birmingham)*) has small
# letters.
_BRACKETED: Final = re.compile(r"(.*\w)\s*\(([A-Z][A-Z\d]{1,7})\)")
_DOTTED: Final = re.compile(r"\b(?:\w\.){2,}\w?")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an organisation, made comparable.

    Attributes
    ----------
    said
        As it is written.
    words
        What tells it from others: lower case, no accents, without small words and legal forms.
    initials
        First letters of all its words.
    numbers
        The numbers among `words`.
    telling
        Those of `words` that are not in many organisations' names.
    """

    said: str
    words: tuple[str, ...]
    initials: str
    numbers: frozenset[str]
    telling: frozenset[str]


def read_names(text: str) -> tuple[Name, ...]:
    """Return the names that `text` says: one, or more (*A, formerly B*; *A Long Name (ALN)*).

    Examples
    --------
    >>> [name.words for name in read_names("The St. Mary's & All Saints' Trust Ltd")]
    [('saint', 'marys', 'all', 'saints', 'trust')]
    """
    parts = [text]
    if _TWO_NAMES.search(text):
        parts.extend(_TWO_NAMES.split(text))
    bracketed = _BRACKETED.fullmatch(text.strip())
    if bracketed and not text.isupper():
        parts.extend(bracketed.groups())
    return tuple(name for part in parts if (name := _read(part)) is not None)


def likeness(name: Name, other: Name, frequency: Mapping[str, int]) -> int:
    """Return how alike two names are, from 0 to 100: one of the constants above, or less.

    Parameters
    ----------
    name, other
        What `read_names` gave.
    frequency
        In how many organisations' names each word stands: a word that several have is no
        misspelling of another.
    """
    if name.words == other.words:
        return SAME
    if sorted(name.words) == sorted(other.words):
        return SAME if name.telling else OTHER_GENERAL
    if name.numbers != other.numbers:
        return min(OTHER_NUMBER, _ratio(name, other))
    left, right = _left_over(name.words, other.words)
    if "".join(name.words) == "".join(other.words) or not (left or right):
        return SAME_JOINED
    left, right = _without_misspelt(left, right, frequency)
    return _by_what_is_left(name, other, set(left), set(right)) if left or right else MISSPELT


def _by_what_is_left(name: Name, other: Name, left: set[str], right: set[str]) -> int:
    is_short_form = _is_short_form(name, other) or _is_short_form(other, name)
    if (left | right) & ANOTHER_BODY and not is_short_form:
        return min(ANOTHER, _ratio(name, other))
    is_general = (left | right) <= GENERIC
    if left and right:
        if is_short_form:
            return PART
        shared = len(set(name.words) - left - COMMON)
        return OTHER_GENERAL if is_general and shared else min(DIFFERENT, _ratio(name, other))
    shorter = name if right else other
    if not set(shorter.words) - COMMON:
        return min(DIFFERENT, _ratio(name, other))
    return MORE_GENERAL if is_general else PART


def _read(text: str) -> Name | None:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)
    plain = _APOSTROPHES.sub("", plain.replace("&", " and ").replace("+", " and "))
    for spelt, meant in LEGAL_FORMS.items():
        if spelt in plain:
            plain = re.sub(rf"\b{re.escape(spelt)}\b", meant, plain)
    words = [_spelt(word) for word in _WORD.findall(plain)[:_MOST_WORDS]]
    full = [word for each in words for word in each.split() if word]
    telling = tuple(word for word in full if word not in SMALL)
    if not full:
        return None
    words_left = telling or tuple(full)
    return Name(
        said=text,
        words=words_left,
        initials="".join(word[0] for word in full),
        numbers=frozenset(word for word in words_left if _NUMBER.fullmatch(word)),
        telling=frozenset(words_left) - COMMON,
    )


def _spelt(word: str) -> str:
    known = SPELLINGS.get(word)
    return word if known is None else known


def _ratio(name: Name, other: Name) -> int:
    return round(fuzz.token_sort_ratio(" ".join(name.words), " ".join(other.words)))


def _left_over(some: Sequence[str], others: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words of each that the other lacks; singular and plural, joined and parted alike.

    Order is that of the names.
    """
    mine, theirs = _difference(some, others), _difference(others, some)
    for left, right in ((mine, theirs), (theirs, mine)):
        for word in tuple(left):
            match = _same_word(word, right)
            if match:
                left.remove(word)
                for each in match:
                    right.remove(each)
    return mine, theirs


def _difference(some: Sequence[str], others: Sequence[str]) -> list[str]:
    spare = Counter(others)
    left = []
    for word in some:
        if spare[word]:
            spare[word] -= 1
        else:
            left.append(word)
    return left


def _same_word(word: str, others: Sequence[str]) -> tuple[str, ...]:
    if len(word) >= _SHORTEST_PLURAL:
        for each in others:
            if each in {f"{word}s", word.removesuffix("s")}:
                return (each,)
    for first, second in pairwise(others):
        if word == first + second:
            return (first, second)
    return ()


def _without_misspelt(
    some: Sequence[str], others: Sequence[str], frequency: Mapping[str, int]
) -> tuple[list[str], list[str]]:
    left, right = list(some), list(others)
    for word in some:
        for each in right:
            if _is_misspelt(word, each, frequency):
                left.remove(word)
                right.remove(each)
                break
    return left, right


def _is_misspelt(word: str, other: str, frequency: Mapping[str, int]) -> bool:
    return (
        min(len(word), len(other)) >= _SHORTEST_MISSPELT
        and word[0] == other[0]
        and min(frequency.get(word, 0), frequency.get(other, 0)) <= 1
        and not {word, other} & ANOTHER_BODY
        and not {word, other} <= COMMON
        and OSA.normalized_similarity(word, other) >= _ALIKE
    )


def _is_short_form(short: Name, long: Name) -> bool:
    """Tell whether `short` is one word, the initials of `long` with or without small words."""
    if len(short.words) != 1 or len(short.words[0]) not in _INITIALS:
        return False
    without_small = "".join(word[0] for word in long.words)
    return short.words[0] in {long.initials, without_small}
