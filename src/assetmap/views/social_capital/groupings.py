"""Ways to put the parties of a place into groups: by sector, by place, by what matters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.model.nesting import chains, parents
from assetmap.views.areas import town_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assetmap.model import Snapshot

NOT_KNOWN: Final = "Not known"
"""The group of a party of which nobody said to which it belongs."""

_LABELS_OF_AN_ORGANISATION: Final = ("Activity", "LinkWorker", "Champion")


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to put parties into groups.

    Attributes
    ----------
    title
        What a screen calls it.
    one, several
        The noun for a group of this sort.
    group_of
        Returns the name of the group of each party for which it is known.
    """

    title: str
    one: str
    several: str
    group_of: Callable[[Snapshot], dict[str, str]]


def sector_words(snapshot: Snapshot) -> dict[str, str]:
    """Return what a screen calls the sector of each party."""
    label_of = {term.value: term.label for term in snapshot.terms("sector")}
    return {id_: label_of.get(sector, sector) for id_, sector in snapshot.sector_of.items()}


def places(snapshot: Snapshot) -> dict[str, str]:
    """Return the town of each organisation, and of what belongs to it, where it is known."""
    return _with_what_belongs(snapshot, town_of(snapshot))


def chief_needs(snapshot: Snapshot) -> dict[str, str]:
    """Return what matters most of what each organisation answers, and of what belongs to it.

    A need counts with the need that it is the finest part of: the top of the tree. Of those that
    as many of an organisation's activities meet, it is the first by name, then id.
    """
    needs = snapshot.table("Need")
    top_of = {id_: chain[-1] for id_, chain in chains(parents(needs, "parent_id")).items()}
    name_of = dict(zip(needs["id"], needs["name"], strict=True))
    runner_of = parents(snapshot.table("Activity"), "organisation_id")
    meets = snapshot.table("MEETS")
    pairs = {
        (activity, top_of[need])
        for activity, need in zip(meets["from_id"], meets["to_id"], strict=True)
        if need in top_of
    }
    met: dict[str, Counter[str]] = {}
    for activity, need in pairs:
        if runner := runner_of.get(activity):
            met.setdefault(runner, Counter())[need] += 1
    chief = {
        runner: name_of[min(counts, key=lambda need: (-counts[need], name_of[need], need))]
        for runner, counts in met.items()
    }
    return _with_what_belongs(snapshot, chief)


GROUPINGS: Final[dict[str, Grouping]] = {
    "sector": Grouping("By sector", "sector", "sectors", sector_words),
    "place": Grouping("By town", "town", "towns", places),
    "need": Grouping("By what matters", "theme", "themes", chief_needs),
}
"""Ways to put parties into groups, by name."""


def whole_grouping(group_of: Mapping[str, str], parties: Iterable[str]) -> dict[str, str]:
    """Return the group of each of `parties`, `NOT_KNOWN` where `group_of` has none."""
    return {party: group_of.get(party, NOT_KNOWN) for party in parties}


def _with_what_belongs(snapshot: Snapshot, group_of: Mapping[str, str]) -> dict[str, str]:
    """Return the groups of organisations, and give each party of one the same."""
    found = dict(group_of)
    for label in _LABELS_OF_AN_ORGANISATION:
        for id_, organisation in parents(snapshot.table(label), "organisation_id").items():
            group = group_of.get(organisation or "")
            if group is not None and id_ not in found:
                found[id_] = group
    return found
