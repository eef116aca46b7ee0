"""Which organisations of a place may be one: those from several lists, and those typed twice.

Only pairs that have something in common are compared: a register number, a postcode, a web
address, a telephone number, or (nearly) all words of a name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from assetmap.ingest.duplicates.groups import Group, grouped
from assetmap.ingest.duplicates.profiles import Profile, profiles_of, word_frequency
from assetmap.ingest.duplicates.scores import score_pair
from assetmap.ingest.duplicates.words import COMMON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assetmap.ingest.duplicates.names import Name
    from assetmap.ingest.duplicates.scores import Pair
    from assetmap.model import Snapshot

MOST_OF_A_CHAIN: Final = 3
"""A name that stands at this many postcodes is a chain's: the name alone then tells nothing."""

_MOST_IN_A_BLOCK: Final = {"number": 200, "but one": 12}
_MOST_IN_OTHERS: Final = 60
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Organisations that may be one.

    Attributes
    ----------
    sure
        Groups that may be joined without a look at each, by the name of the first.
    likely
        Pairs to look at one by one, highest score first, ties by id. Pairs within a group of
        `sure` are not among them.
    """

    sure: tuple[Group, ...] = ()
    likely: tuple[Pair, ...] = ()

    def __len__(self) -> int:
        """Return how many groups and pairs there are."""
        return len(self.sure) + len(self.likely)


def find_duplicates(snapshot: Snapshot, *, among: Collection[str] | None = None) -> Duplicates:
    """Find organisations that may be one.

    Parameters
    ----------
    snapshot
        The place.
    among
        Ids of organisations of which each pair must have one; left out: all.

    Returns
    -------
    Duplicates
        Nothing is joined. Pairs of which somebody said that they are not the same are left out.

    Notes
    -----
    Time grows with the number of organisations, and with the square of how many share a postcode.
    """
    profiles = profiles_of(snapshot)
    by_id = {each.id: each for each in profiles}
    frequency = word_frequency(profiles)
    chains = _chains(profiles)
    refused = _refused(snapshot)
    wanted = None if among is None else frozenset(among)
    pairs = []
    for one, other in sorted(_candidates(profiles)):
        left, right = profiles[one], profiles[other]
        if wanted is not None and not {left.id, right.id} & wanted:
            continue
        pair = score_pair(left, right, frequency)
        if pair is None or frozenset((left.id, right.id)) in refused:
            continue
        if not _is_chain(left, right, chains):
            pairs.append(pair)

    def may_be_one(id_: str, other_id: str) -> bool:
        if frozenset((id_, other_id)) in refused:
            return False
        return score_pair(by_id[id_], by_id[other_id], frequency) is not None

    groups = grouped(snapshot, [pair for pair in pairs if pair.is_sure], may_be_one)
    inside = {id_: number for number, each in enumerate(groups) for id_ in each.ids}
    likely = [
        pair
        for pair in pairs
        if pair.id not in inside or inside[pair.id] != inside.get(pair.other_id)
    ]
    likely.sort(key=lambda pair: (-pair.score, pair.id, pair.other_id))
    return Duplicates(groups, tuple(likely))


def _refused(snapshot: Snapshot) -> frozenset[frozenset[str]]:
    rows = snapshot.table("NotSame")
    pairs = zip(rows["organisation_id"], rows["other_id"], strict=True)
    return frozenset(frozenset(pair) for pair in pairs)


def _candidates(profiles: list[Profile]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in set(_keys(profile)):
            blocks[key].append(at)
    found: set[tuple[int, int]] = set()
    for (kind, _), members in blocks.items():
        if 1 < len(members) <= _MOST_IN_A_BLOCK.get(kind, _MOST_IN_OTHERS):
            found.update(combinations(members, 2))
    return found


def _keys(profile: Profile) -> Iterator[tuple[str, str]]:
    for number in profile.numbers:
        yield "number", str(number)
    if profile.postcode:
        yield "postcode", profile.postcode
    if profile.site:
        yield "site", profile.site
    for contact in profile.contacts:
        yield "contact", contact
    for name in profile.names:
        yield from _name_keys(name)
        if profile.postcode:
            # In a building that many share, those with a word in common.
            for word in name.words:
                yield "word there", f"{profile.postcode} {word}"


def _name_keys(name: Name) -> Iterator[tuple[str, str]]:
    ordered = sorted(name.words)
    yield "name", " ".join(ordered)
    yield "letters", "".join(name.words)
    if len(ordered) >= _FEWEST_WORDS and set(ordered) - COMMON:
        for out in range(len(ordered)):
            yield "but one", " ".join(ordered[:out] + ordered[out + 1 :])


def _chains(profiles: list[Profile]) -> Mapping[tuple[str, ...], int]:
    """Return at how many postcodes each name stands."""
    places: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for profile in profiles:
        if profile.postcode and profile.names:
            places[profile.names[0].words].add(profile.postcode)
    return {words: len(postcodes) for words, postcodes in places.items()}


def _is_chain(one: Profile, other: Profile, chains: Mapping[tuple[str, ...], int]) -> bool:
    """Tell whether nothing but a name that stands in many places speaks for the two."""
    if one.numbers & other.numbers or one.contacts & other.contacts:
        return False
    if (one.postcode and one.postcode == other.postcode) or (one.site and one.site == other.site):
        return False
    return any(
        chains.get(each.names[0].words, 0) >= MOST_OF_A_CHAIN for each in (one, other) if each.names
    )
