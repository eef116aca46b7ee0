"""The fixed grid of referrals: calendar months and pairs of sectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.memory import once
from assetmap.release.grid import Grid, grid_of_pairs

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.release.spans import Months


@dataclass(frozen=True, eq=False)
class SectorGrid:
    """Referrals by month and pair of sectors, as roles below lead are told them.

    Attributes
    ----------
    pairs
        Source and target sector of each column, in order; a person who came by themselves has
        the source "self".
    grid
        Their numbers.
    """

    pairs: tuple[tuple[str, str], ...]
    grid: Grid

    def by_pair(self, months: Months) -> list[dict[str, object]]:
        """Return every pair between which anybody was referred."""
        found = ((pair, self.grid.told(months.bounds, [n])) for n, pair in enumerate(self.pairs))
        return [
            {"source_id": source, "target_id": target, "n": n}
            for (source, target), n in found
            if n != 0
        ]

    def by_end(self, months: Months, end: int) -> dict[str, int | None]:
        """Return the number of each source (`end` 0) or target (1) that is not 0, in order."""
        found = {}
        for sector in sorted({pair[end] for pair in self.pairs}):
            cells = [n for n, pair in enumerate(self.pairs) if pair[end] == sector]
            found[sector] = self.grid.told(months.bounds, cells)
        return {sector: n for sector, n in found.items() if n != 0}

    def total(self, months: Months) -> int | None:
        """Return the number of all referrals."""
        return self.grid.told(months.bounds, slice(None))


@once
def sector_grid(snapshot: Snapshot) -> SectorGrid:
    """Return the grid of referrals of a place.

    Parameters
    ----------
    snapshot
        The place with all its journeys.

    Returns
    -------
    SectorGrid
        Worked out once for a snapshot, and shared.

    Notes
    -----
    Takes time in the number of steps, then of months times pairs.
    """
    steps = steps_of(snapshot)
    if not len(steps):
        return SectorGrid((), grid_of_pairs(0, np.zeros((0, 0), dtype=np.int64), ()))
    sources = step_groups(snapshot, steps, "source_sector")
    targets = step_groups(snapshot, steps, "target_sector")
    months = step_groups(snapshot, steps, "month")
    keys = sources.codes.astype(np.int64) * len(targets.names) + targets.codes
    present, columns = np.unique(keys, return_inverse=True)
    counts = np.zeros((len(months.names), len(present)), dtype=np.int64)
    np.add.at(counts, (months.codes, columns), 1)
    pairs = tuple(
        (sources.names[key // len(targets.names)], targets.names[key % len(targets.names)])
        for key in present.tolist()
    )
    year, month = (int(part) for part in months.names[0].split("-"))
    grid = grid_of_pairs(year * 12 + month - 1, counts, pairs)
    return SectorGrid(pairs, grid)
