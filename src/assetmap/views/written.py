"""Rows of a long table, each written out when somebody looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

Row = TypeVar("Row")

_A_BLOCK: Final = 1_000


class Written(Sequence[Row], Generic[Row]):
    """Rows in words and numbers, made of a table's as they are asked for.

    Parameters
    ----------
    found
        The table, kept under this name; not to be changed.
    write
        Makes a row to show of a row's cells by column.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = Written(pd.DataFrame({"n": [3, 1, 2]}), lambda cells: f"{cells['n']} people")
    >>> len(rows), rows[0], rows[1:]
    (3, '3 people', ['1 people', '2 people'])
    """

    def __init__(self, found: pd.DataFrame, write: Callable[[dict[str, Any]], Row]) -> None:
        self.found = found
        self._write = write

    def where(self, wanted: NDArray[np.bool_]) -> Written[Row]:
        """Return the rows that are wanted."""
        return Written(self.found[wanted], self._write)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.found)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        """Return one row, or those of a slice."""
        if isinstance(index, slice):
            block = self.found.iloc[index]
            names = [str(name) for name in block]
            columns = [cells.tolist() for _, cells in block.items()]
            rows = zip(*columns, strict=True)
            return [self._write(dict(zip(names, row, strict=True))) for row in rows]
        if not -len(self) <= index < len(self):
            msg = f"There is no row {index} of {len(self)}."
            raise IndexError(msg)
        (row,) = self[index : index + 1 or None]
        return row

    def __iter__(self) -> Iterator[Row]:
        """Yield every row."""
        for first in range(0, len(self), _A_BLOCK):
            yield from self[first : first + _A_BLOCK]
