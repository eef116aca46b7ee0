"""Pairs that are sure, put together to groups: one organisation from three lists is one group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.model import TABLES, references_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assetmap.ingest.duplicates.scores import Pair
    from assetmap.model import Snapshot


_Weight = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Organisations that are one.

    Attributes
    ----------
    kept_id
        The one that the others would be joined into.
    other_ids
        The others, by id.
    pairs
        Which two are alike, and why.
    """

    kept_id: str
    other_ids: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them, the one that is kept first."""
        return (self.kept_id, *self.other_ids)


def grouped(
    snapshot: Snapshot, pairs: Sequence[Pair], may_be_one: Callable[[str, str], bool]
) -> tuple[Group, ...]:
    """Return the groups that sure pairs make.

    Parameters
    ----------
    snapshot
        The place; it tells which of a group is kept.
    pairs
        Those that are sure.
    may_be_one
        Whether any two may be one at all. A pair does not bring two groups together if any of
        the one and any of the other may not: a chain of likenesses ends in the unlike.

    Returns
    -------
    tuple
        By the id that is kept.
    """
    group_of: dict[str, list[str]] = {}
    for pair in sorted(pairs, key=lambda each: (-each.score, each.id, each.other_id)):
        mine = group_of.setdefault(pair.id, [pair.id])
        theirs = group_of.setdefault(pair.other_id, [pair.other_id])
        if mine is theirs or not all(may_be_one(a, b) for a in mine for b in theirs):
            continue
        mine.extend(theirs)
        group_of.update(dict.fromkeys(theirs, mine))
    listed = {id(group): group for group in group_of.values() if len(group) > 1}
    weights = _weights(snapshot, [id_ for group in listed.values() for id_ in group])
    made = [_group(group, pairs, weights) for group in listed.values()]
    return tuple(sorted(made, key=lambda group: group.kept_id))


def which_to_keep(snapshot: Snapshot, groups: Sequence[Sequence[str]]) -> list[str]:
    """Return of each group which organisation the others are joined into by themselves.

    The one that most rows refer to; of several, that with most filled cells; then the first by
    id.
    """
    weights = _weights(snapshot, [id_ for group in groups for id_ in group])
    return [min(group, key=weights.__getitem__) for group in groups]


def _group(ids: Sequence[str], pairs: Sequence[Pair], weights: Mapping[str, _Weight]) -> Group:
    kept = min(ids, key=weights.__getitem__)
    inside = set(ids)
    within = tuple(pair for pair in pairs if {pair.id, pair.other_id} <= inside)
    return Group(kept, tuple(sorted(inside - {kept})), within)


def _weights(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, _Weight]:
    """Return by id what is least for the one to keep."""
    wanted = sorted(set(ids))
    n_referring: Counter[str] = Counter()
    for table in TABLES:
        for column in references_of(table):
            if wanted and "Organisation" in column.to and snapshot.counts[table]:
                cells = snapshot.table(table)[column.name]
                n_referring.update(cells[cells.isin(wanted)].tolist())
    rows = snapshot.table("Organisation").set_index("id")
    filled = rows[rows.index.isin(wanted)].notna().sum(axis=1).to_dict()
    return {id_: (-n_referring[id_], -int(filled.get(id_, 0)), id_) for id_ in wanted}
