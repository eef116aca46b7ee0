"""Link workers who take on the same people: those who cover a party, or who serve an area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.flows.capacity import day_bounds, days_within
from assetmap.measures.flows.groupings import rolled_up_areas
from assetmap.measures.flows.links import Links
from assetmap.measures.memory import once
from assetmap.model.nesting import area_chains

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.model import Snapshot


@dataclass(frozen=True, eq=False)
class Takers:
    """Link workers who take on the same people.

    Attributes
    ----------
    sources
        Of each taker the party from which it takes people, "" if it takes those of an area.
    takes
        Links of takers to link workers.
    """

    sources: tuple[str, ...]
    takes: Links

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        span: Span,
        asked: Sequence[tuple[str, str]],
        covered: Mapping[str, frozenset[str]],
        workers: Sequence[str],
    ) -> Takers:
        """Return who takes people on.

        Parameters
        ----------
        snapshot
            The place.
        span
            Ties that hold on any day of it count.
        asked
            Of each taker the party from which people come, or "" and the area, "" if that is not
            written down.
        covered
            As `covering` gives it.
        workers
            Link workers who have room, by id.
        """
        number_of = {worker: number for number, worker in enumerate(workers)}
        serving = _Serving(snapshot, span, number_of)
        pairs = [
            (taker, number_of[worker])
            for taker, (source, area) in enumerate(asked)
            for worker in (covered[source] if source else serving.among(area))
            if worker in number_of
        ]
        ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return cls(
            tuple(source for source, _ in asked), Links.of(ends[:, 0], ends[:, 1], len(asked))
        )


def covering(snapshot: Snapshot, span: Span) -> dict[str, frozenset[str]]:
    """Return the link workers who cover each party, on any day of a span."""
    return _tied(snapshot, "COVERS", span)


class _Serving:
    """Which of some link workers serve which area; those bound to no area serve every one."""

    def __init__(self, snapshot: Snapshot, span: Span, workers: Mapping[str, int]) -> None:
        ward_of = rolled_up_areas(snapshot)
        self._chains = area_chains(snapshot)
        self._of: dict[str, set[str]] = defaultdict(set)
        for area, parties in _tied(snapshot, "SERVES", span, workers).items():
            self._of[ward_of.get(area, area)] |= parties
        bound = {party for parties in self._of.values() for party in parties}
        self._all = frozenset(workers)
        self._free = self._all - bound

    def among(self, area: str) -> frozenset[str]:
        """Return those that serve an area, one around it, or say no area."""
        if not area:
            return self._all
        around = self._chains.get(area, (area,))
        return self._free.union(*(self._of.get(code, ()) for code in around))


def _tied(
    snapshot: Snapshot, table: str, span: Span, parties: Mapping[str, int] | None = None
) -> dict[str, frozenset[str]]:
    """Return who is tied to each target of a tie on any day of the span; only of some parties."""
    ties = _ties(snapshot, table)
    found: dict[str, set[str]] = defaultdict(set)
    for tie in np.flatnonzero(days_within(ties.begins, ties.ends, span)).tolist():
        party = ties.parties[tie]
        if parties is None or party in parties:
            found[ties.targets[tie]].add(party)
    return {target: frozenset(tied) for target, tied in found.items()}


@dataclass(frozen=True, eq=False)
class _Ties:
    """Ties of a table, of link workers alone, and the days on which they hold."""

    parties: list[str]
    targets: list[str]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


@once
def _ties(snapshot: Snapshot, table: str) -> _Ties:
    rows = snapshot.table(table)
    if table == "SERVES":  # activities serve areas too
        rows = rows[rows["from_id"].isin(snapshot.table("LinkWorker")["id"]).to_numpy(dtype=bool)]
    return _Ties(rows["from_id"].tolist(), rows["to_id"].tolist(), *day_bounds(rows))
