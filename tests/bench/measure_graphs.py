"""Made-up networks of three sizes, kept in a file that every engine builds its graph from.

Imports numpy alone, so that an engine of the system's own Python can read it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class Size(NamedTuple):
    """How large a network is, and how many seconds each piece of work on it may take."""

    title: str
    n_nodes: int
    n_ties: int
    most_s: int
    most_s_of_ours: int


SIZES: Final = {
    "town": Size("Town", 1_500, 10_000, 10, 20),
    "system": Size("Care system", 60_000, 300_000, 15, 30),
    "england": Size("England", 200_000, 1_500_000, 20, 60),
}
N_GROUPS: Final = 8


@dataclass(frozen=True)
class Ties:
    """Ties by the numbers of their ends, each pair once, and the group of each node.

    Attributes
    ----------
    start, end
        Numbers of the ends; undirected, start is the lower.
    weight
        From 1 up.
    group
        A number below `N_GROUPS` for each node.
    directed
        Whether a tie runs one way.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    weight: NDArray[np.float64]
    group: NDArray[np.int64]
    directed: bool

    @property
    def n_nodes(self) -> int:
        """How many nodes there are."""
        return len(self.group)

    @property
    def names(self) -> list[str]:
        """Ids of the nodes, by their number."""
        return [f"party-{number:06d}" for number in range(self.n_nodes)]


def made_ties(n_nodes: int, n_ties: int, *, directed: bool, seed: int = 0) -> Ties:
    """Return random ties of which a few nodes have many, as in a real system."""
    rng = np.random.default_rng(seed)
    ends = (n_nodes * rng.random((2, n_ties)) ** 2).astype(np.int64)
    ends = rng.permutation(n_nodes)[ends[:, ends[0] != ends[1]]]
    if not directed:
        ends.sort(axis=0)
    _, at = np.unique(ends[0] * n_nodes + ends[1], return_index=True)
    weight = rng.integers(1, 5, len(at)).astype(np.float64)
    group = rng.integers(0, N_GROUPS, n_nodes)
    return Ties(ends[0][at], ends[1][at], weight, group, directed)


def write_ties(folder: Path, size: Size) -> None:
    """Write the directed and the undirected network of a size."""
    for directed in (True, False):
        ties = made_ties(size.n_nodes, size.n_ties, directed=directed)
        np.savez(
            _path(folder, directed=directed),
            start=ties.start,
            end=ties.end,
            weight=ties.weight,
            group=ties.group,
        )


def write_for_r(folder: Path) -> None:
    """Write the directed network that `write_ties` wrote as CSV files, nodes numbered from 1."""
    ties = read_ties(folder, directed=True)
    columns = {
        "ties.csv": ("source,target", np.column_stack([ties.start, ties.end]) + 1),
        "groups.csv": ("group", ties.group),
    }
    for name, (head, numbers) in columns.items():
        np.savetxt(folder / name, numbers, "%d", ",", header=head, comments="")


def read_ties(folder: Path, *, directed: bool) -> Ties:
    """Return what `write_ties` wrote."""
    with np.load(_path(folder, directed=directed)) as kept:
        return Ties(kept["start"], kept["end"], kept["weight"], kept["group"], directed)


def _path(folder: Path, *, directed: bool) -> Path:
    return folder / f"{'directed' if directed else 'undirected'}.npz"
