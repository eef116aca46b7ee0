"""How sure it is that two organisations are one: a score from 0 to 100, and why, in sentences.

score = `NAME_SHARE` of how alike the names are (0 to 100)
      + `SAME_POSTCODE`, `SAME_SITE`, `SAME_CONTACT` (together at most `MOST_EVIDENCE`)
      + `TELLING_NAME` if the names are the same and have two words that few names have, or one
        that no other organisation has
      - `OTHER_POSTCODE` if their postcodes differ, and they have nothing but the name in common;
at least `ONE_DOOR` for one postcode and one web address, whatever the names.

A register number that both have counts for more than all of this; two numbers of one register
that differ mean two organisations, however alike they are otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.ingest.duplicates import names
from assetmap.ingest.duplicates.numbers import contradict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.ingest.duplicates.profiles import Profile

NAME_SHARE: Final = 0.8
"""What part of the score is the name's."""

SAME_POSTCODE: Final = 15
"""Both are at one postcode."""

SAME_SITE: Final = 15
"""Both have one web address, and few others have it."""

SAME_CONTACT: Final = 10
"""Both have one telephone number or e-mail address, and few others have it."""

MOST_EVIDENCE: Final = 25
"""Most that postcode, web address and contacts give together."""

TELLING_NAME: Final = 10
"""The names are the same, and two of their words are not in many names, or one is in no other."""

OTHER_POSTCODE: Final = 10
"""Taken off when postcodes differ, and no web address, telephone or e-mail is the same."""

ONE_DOOR: Final = 80
"""Least for two with one postcode and one web address: the name may have changed."""

SAME_NUMBER: Final = 100
"""The score when both have one register number, and names or place do not speak against it."""

SHARED_NUMBER: Final = 90
"""The score when both have one register number, but may be two branches of its holder."""

SURE_AT: Final = 95
"""From this score on, with names that are the same, two are taken for one for sure."""

LIKELY_AT: Final = 80
"""From this score on a person is asked."""

_TELLING_WORDS: Final = 2
_OF_THESE_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations that may be one.

    Attributes
    ----------
    id, other_id
        The two, in the order of the map.
    score
        From 0 to 100.
    is_sure
        Whether they may be joined without a look at each.
    reasons
        Why, in sentences.
    """

    id: str
    other_id: str
    score: int
    is_sure: bool
    reasons: tuple[str, ...]


def score_pair(one: Profile, other: Profile, frequency: Mapping[str, int]) -> Pair | None:
    """Return two organisations with their score, or None if it is less than `LIKELY_AT`.

    Parameters
    ----------
    one, other
        What is compared.
    frequency
        In how many organisations' names each word stands.

    Returns
    -------
    Pair or None
        None too if both have numbers of one register, and none is the same.
    """
    if contradict(one.numbers, other.numbers) is not None:
        return None
    alike, is_telling = _best_likeness(one, other, frequency)
    is_there = one.postcode != "" and one.postcode == other.postcode
    is_elsewhere = one.postcode != other.postcode and "" not in {one.postcode, other.postcode}
    is_site = one.site != "" and one.site == other.site
    is_contact = bool(one.contacts & other.contacts)
    evidence = SAME_POSTCODE * is_there + SAME_SITE * is_site + SAME_CONTACT * is_contact
    score = (
        round(NAME_SHARE * alike)
        + min(evidence, MOST_EVIDENCE)
        + TELLING_NAME * (is_telling and alike >= names.MORE_GENERAL)
        - OTHER_POSTCODE * (is_elsewhere and not evidence)
    )
    if is_there and is_site and alike > names.OTHER_NUMBER:
        score = max(score, ONE_DOOR)
    is_sure = score >= SURE_AT and alike >= names.MISSPELT and not is_elsewhere
    if one.numbers & other.numbers:
        is_sure = _is_sure_by_number(alike, is_there=is_there, is_site=is_site)
        score = SAME_NUMBER if is_sure else SHARED_NUMBER
    if score < LIKELY_AT:
        return None
    return Pair(
        one.id,
        other.id,
        min(score, SAME_NUMBER if is_sure else SURE_AT - 1),
        is_sure,
        _reasons(one, other, alike, is_sure=is_sure),
    )


def _is_sure_by_number(alike: int, *, is_there: bool, is_site: bool) -> bool:
    """Tell whether two with one number are one, and not a body and its branch, or two branches."""
    return (
        alike >= names.MORE_GENERAL
        or (alike >= names.PART and is_there)
        or (alike > names.ANOTHER and is_there and is_site)
    )


def _best_likeness(one: Profile, other: Profile, frequency: Mapping[str, int]) -> tuple[int, bool]:
    """Return the likeness of the two most alike names, and whether they tell much."""
    return max(
        (
            (
                names.likeness(mine, theirs, frequency),
                min(_n_telling(mine, frequency), _n_telling(theirs, frequency)) >= _TELLING_WORDS,
            )
            for mine in one.names
            for theirs in other.names
        ),
        default=(0, False),
    )


def _n_telling(name: names.Name, frequency: Mapping[str, int]) -> int:
    """Return how many words of `name` tell it from others; one of these two alone counts twice."""
    words = name.telling
    return len(words) + any(frequency.get(word, 0) <= _OF_THESE_TWO for word in words)


def _reasons(one: Profile, other: Profile, alike: int, *, is_sure: bool) -> tuple[str, ...]:
    said: list[str] = []
    shared = sorted(one.numbers & other.numbers)
    if shared:
        said.append(f"Both have the register number {shared[0]}.")
        if not is_sure:
            said.append("Branches of one body may share a number.")
    said.append(_words_of_likeness(alike))
    if one.postcode and other.postcode:
        said.append(
            f"Both are at {one.postcode}."
            if one.postcode == other.postcode
            else f"Their postcodes differ: {one.postcode} and {other.postcode}."
        )
    if one.site and one.site == other.site:
        said.append(f"Both have the web address {one.site}.")
    if one.contacts & other.contacts:
        said.append("Both have the same telephone number or e-mail address.")
    return tuple(said)


def _words_of_likeness(alike: int) -> str:
    if alike >= names.SAME_JOINED:
        return "Their names are the same but for small words and spelling."
    if alike >= names.MISSPELT:
        return "Their names are the same but for a letter or two."
    if alike >= names.MORE_GENERAL:
        return "One name is the other with a general word more."
    if alike >= names.PART:
        return "Their names are the same in part, or one is short for the other."
    return f"Their names are not much alike ({alike} of 100)."
