"""The group of each node of a network, numbered once for all who ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Groups(Mapping[str, str]):
    """The group of each node by id, and the same as numbers; made by `Network.groups`.

    Attributes
    ----------
    nodes
        Ids, in the network's order.
    names
        Groups in sorted order.
    codes
        Place of each node's group in `names` (int32), which cannot be written to.
    """

    nodes: tuple[str, ...]
    names: tuple[str, ...]
    codes: NDArray[np.int32]

    def __getitem__(self, node: str) -> str:
        return self._group_of[node]

    def __iter__(self) -> Iterator[str]:
        return iter(self._group_of)

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def _group_of(self) -> dict[str, str]:
        groups = (self.names[code] for code in self.codes.tolist())
        return dict(zip(self.nodes, groups, strict=True))


def numbered_groups(nodes: tuple[str, ...], group_of: Mapping[str, str]) -> Groups:
    """Return the groups of `nodes`, numbered from 0 in sorted order.

    Raises
    ------
    DataError
        If a node has no group.
    """
    groups = list(map(group_of.get, nodes))
    found = set(groups)
    if pd.isna(np.array([*found], dtype=object)).any():  # None, or a cell that a table left empty
        is_missing = pd.isna(np.array(groups, dtype=object)).tolist()
        ungrouped = sorted(compress(nodes, is_missing))
        msg = f"{len(ungrouped)} of {len(nodes)} nodes have no group, the first {ungrouped[0]!r}."
        raise DataError(msg)
    names = tuple(sorted(name for name in found if name is not None))
    number_of: dict[str | None, int] = {name: number for number, name in enumerate(names)}
    codes = np.fromiter(map(number_of.__getitem__, groups), dtype=np.int32, count=len(nodes))
    codes.flags.writeable = False
    return Groups(nodes, names, codes)
