"""For whom: groups of people, which activities suit them, and how many they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.flows.age_bands import NO_END, AgeBand, age_band
from assetmap.model.vocabularies import spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from assetmap.model import Snapshot

    Truths = NDArray[np.bool_]

GroupKind = Literal["everyone", "age", "free", "step_free", "community", "language"]

_ALL_AGES: Final = AgeBand(0, NO_END)
_LANGUAGE: Final = "speaks "
_FREE: Final = re.compile(
    r"\s*(free(?! parking)|no (charge|cost|fee)|nothing\b|none\b|£?0(\.00)?\s*$"
    r"|pay what you (can|like)|(by )?donation)",
    re.IGNORECASE,
)
_STEP_FREE: Final = re.compile(
    r"step[- ]free|level (access|entrance|entry)|\bramps?\b|\blifts?\b|wheelchair", re.IGNORECASE
)
_STEPS: Final = re.compile(
    r"\b(no|not|without)\b[^.;,]{0,24}(step[- ]free|level|ramp|lift|wheelchair)"
    r"|\bsteps (up|down|at|to|from|only)\b|\bstairs only\b|\bup(stairs)? (a|one) flight",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the people of a place.

    Attributes
    ----------
    key
        What it is called in files and commands.
    words
        Who they are, in a sentence.
    kind
        What tells whether something suits them.
    ages
        Theirs, if the group is one of age.
    name
        The community's id, or the language.
    """

    key: str
    words: str
    kind: GroupKind
    ages: AgeBand = _ALL_AGES
    name: str = ""


EVERYONE: Final = Group("everyone", "everyone", "everyone")
GROUPS: Final = (
    EVERYONE,
    Group("aged 0-17", "people under 18", "age", AgeBand(0, 18)),
    Group("aged 18-64", "people aged 18 to 64", "age", AgeBand(18, 65)),
    Group("aged 65+", "people aged 65 and over", "age", AgeBand(65, NO_END)),
    Group("free", "people who cannot pay", "free"),
    Group("step-free", "people who need a way in without steps", "step_free"),
)
"""The groups that are told apart unless others are asked for, everyone first."""


@dataclass(frozen=True, eq=False)
class Offered:
    """What is known of each offer that tells for whom it is; a row each.

    Attributes
    ----------
    rows
        minimum_age, maximum_age, cost, access (of activity and venue together), languages.
    communities
        The ids of the communities that each welcomes or is led by.
    """

    rows: pd.DataFrame
    communities: tuple[frozenset[str], ...]


def groups_of(snapshot: Snapshot, keys: Iterable[str]) -> tuple[Group, ...]:
    """Return the groups with these keys, in their order.

    Parameters
    ----------
    snapshot
        The place, for its communities.
    keys
        `everyone`, `free`, `step-free`, ages such as `aged 65+` or `18-64`, the name or id of a
        community, or a language such as `speaks Polish`.

    Raises
    ------
    DataError
        If there is no such group.
    """
    known = {each.key: each for each in GROUPS}
    rows = snapshot.table("Community")
    ids = dict(zip(rows["id"], rows["name"], strict=True))
    by_name = {spelling(str(name)): id_ for id_, name in ids.items()}
    found = []
    for key in keys:
        community = key if key in ids else by_name.get(spelling(key))
        group = known.get(key) or _other(key, community, ids)
        if group is None:
            msg = (
                f"There is no group {key!r}; there are {', '.join(known)}, ages (18-24), "
                f"communities of the place by name, and languages (speaks Polish)."
            )
            raise DataError(msg)
        found.append(group)
    return tuple(found)


def suits(group: Group, offered: Offered) -> tuple[Truths, Truths]:
    """Tell which offers surely suit a group, and which may.

    Parameters
    ----------
    group
        Who.
    offered
        What is known of each offer.

    Returns
    -------
    tuple
        Two truths for each offer; what surely suits also may. Ages: surely if all ages of the
        group are welcome (no age said welcomes all), may if some are. Free: surely if its cost
        begins by saying so or that one pays what one can, may if no cost is said. Step-free: by
        the words of activity and venue, may if these say nothing of it. A language: if it is
        named, may if none is. A community: if the activity welcomes it or who runs it is led by
        it, may if the activity names no community at all.
    """
    return _SUITS[group.kind](group, offered)


def _other(key: str, community: str | None, names: dict[str, str]) -> Group | None:
    if community is not None:
        return Group(names[community], names[community], "community", name=community)
    if key.startswith(_LANGUAGE) and key.removeprefix(_LANGUAGE).strip():
        language = key.removeprefix(_LANGUAGE).strip()
        return Group(key, f"people who speak {language}", "language", name=language)
    ages = age_band(key)
    if ages is None:
        return None
    to = "and over" if ages.end == NO_END else f"to {ages.end - 1}"
    return Group(f"aged {ages.name}", f"people aged {ages.start} {to}", "age", ages)


def _everyone(group: Group, offered: Offered) -> tuple[Truths, Truths]:
    del group
    every = np.ones(len(offered.rows), dtype=np.bool_)
    return every, every


def _ages(group: Group, offered: Offered) -> tuple[Truths, Truths]:
    first = offered.rows["minimum_age"].astype("float64").fillna(0).to_numpy()
    last = offered.rows["maximum_age"].astype("float64").fillna(NO_END).to_numpy()
    # The oldest welcome is welcome for the whole year in which they are of that age.
    surely = (first <= group.ages.start) & (last + 1 >= group.ages.end)
    maybe = (first < group.ages.end) & (last >= group.ages.start)
    return surely, maybe


def _free(group: Group, offered: Offered) -> tuple[Truths, Truths]:
    del group
    said = offered.rows["cost"].fillna("")
    surely = _by_words(said, lambda words: _FREE.match(words) is not None)
    return surely, surely | _by_words(said, lambda words: not words.strip())


def _step_free(group: Group, offered: Offered) -> tuple[Truths, Truths]:
    del group
    said = offered.rows["access"]
    has_steps = _by_words(said, lambda words: _STEPS.search(words) is not None)
    surely = _by_words(said, lambda words: _STEP_FREE.search(words) is not None) & ~has_steps
    # Steps, and a ramp that is brought: whoever comes has to ask.
    return surely, ~has_steps | _by_words(said, lambda words: _STEP_FREE.search(words) is not None)


def _languages(group: Group, offered: Offered) -> tuple[Truths, Truths]:
    said = offered.rows["languages"].fillna("")
    wanted = spelling(group.name)
    surely = _by_words(said, lambda words: wanted in {spelling(each) for each in words.split("|")})
    return surely, surely | _by_words(said, lambda words: not words.strip())


def _communities(group: Group, offered: Offered) -> tuple[Truths, Truths]:
    named = offered.communities
    surely = np.array([group.name in each for each in named], dtype=np.bool_)
    return surely, surely | np.array([not each for each in named], dtype=np.bool_)


def _by_words(said: pd.Series[str], test: Callable[[str], bool]) -> Truths:
    """Return `test` of each; the same words are looked at once."""
    codes, words = pd.factorize(said.astype(str))
    truths: Truths = np.array([test(str(each)) for each in words], dtype=np.bool_)[codes]
    return truths


_SUITS: Final[dict[GroupKind, Callable[[Group, Offered], tuple[Truths, Truths]]]] = {
    "everyone": _everyone,
    "age": _ages,
    "free": _free,
    "step_free": _step_free,
    "language": _languages,
    "community": _communities,
}
