"""Rows by table while the place is made, and the files that they become."""

from __future__ import annotations

import csv
import datetime as dt
import math
import tomllib
import uuid
from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final, TypeVar
from zlib import crc32

import numpy as np

from assetmap.model import TABLES, columns_of

SEED: Final = 20250101
FIRST_DAY: Final = dt.date(2025, 1, 1)
"""First day of the eighteen months."""

LAST_DAY: Final = dt.date(2026, 6, 30)
"""Last day of the eighteen months: nothing later is known yet."""

Cell = str | int | float | bool | dt.date | Sequence[str] | None
Option = TypeVar("Option")

_NAMESPACE: Final = uuid.UUID("6d657272-6f77-4368-8972-650000000001")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Chance:
    """Draws that are the same on every machine, in a stream of their own.

    Only `Generator.random` is used, because numpy promises its bits and not those of
    its distributions.
    """

    def __init__(self, *stream: str) -> None:
        self._random = np.random.default_rng([SEED, *(crc32(word.encode()) for word in stream)])

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        return float(self._random.random())

    def happens(self, probability: float) -> bool:
        """Tell whether something happens that does so with `probability`."""
        return self.share() < probability

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both possible."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, options: Sequence[Option]) -> Option:
        """Return one of `options`, each as likely."""
        return options[int(self.share() * len(options))]

    def weighted(self, options: Sequence[Option], weights: Sequence[float]) -> Option:
        """Return one of `options`, by `weights`."""
        sums = list(accumulate(weights))
        return options[min(bisect(sums, self.share() * sums[-1]), len(options) - 1)]

    def shuffled(self, options: Sequence[Option]) -> list[Option]:
        """Return `options` in an order by chance."""
        keys = [self.share() for _ in options]
        return [options[at] for at in sorted(range(len(options)), key=lambda at: keys[at])]

    def some(self, options: Sequence[Option], number: int) -> list[Option]:
        """Return at most `number` different ones of `options`."""
        return self.shuffled(options)[:number]

    def normal(self, mean: float, spread: float) -> float:
        """Return a number from a normal distribution with standard deviation `spread`."""
        return NormalDist(mean, spread).inv_cdf(min(max(self.share(), 1e-9), 1 - 1e-9))

    def days(self, median: float, spread: float = 0.6) -> dt.timedelta:
        """Return a span with a long tail: log-normal, rounded to days."""
        return dt.timedelta(days=round(median * math.exp(self.normal(0, spread))))

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """Return a day from `first` to `last`, both possible."""
        return first + dt.timedelta(days=self.whole(0, (last - first).days))

    def uuid(self) -> str:
        """Return a random identifier."""
        return str(uuid.UUID(bytes=self._random.bytes(16), version=4))


class Book:
    """The rows of every table, each with an identifier made from its key."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, dict[str, Cell]]] = {name: {} for name in TABLES}

    def add(self, table: str, key: str, /, **cells: Cell) -> str:
        """Keep one row and return its identifier.

        Parameters
        ----------
        table
            Name of a table of the model.
        key
            What tells the row apart within its table; never shown.
        cells
            Its columns. A row without `id` gets one made from `key`.
        """
        given = cells.get("id")
        row_id = given if isinstance(given, str) else row_id_of(table, key)
        if row_id in self.rows[table]:
            msg = f"{table} has two rows with the key {key!r}."
            raise ValueError(msg)
        since = cells.get("valid_from")
        recorded_on = max(since, FIRST_DAY) if isinstance(since, dt.date) else FIRST_DAY
        common: dict[str, Cell] = {"provenance": "invented", "recorded_on": recorded_on}
        self.rows[table][row_id] = {**common, **cells, "id": row_id}
        return row_id

    def tie(self, table: str, from_id: str, to_id: str, /, **cells: Cell) -> str:
        """Keep one tie from `from_id` to `to_id`."""
        return self.add(table, f"{from_id} {to_id}", from_id=from_id, to_id=to_id, **cells)

    def cell(self, table: str, row_id: str, column: str) -> Any:
        """Return one cell of one row."""
        return self.rows[table][row_id].get(column)

    def write(self, folder: Path) -> None:
        """Write one file for every table of the model into `folder`."""
        for table, rows in self.rows.items():
            kind_of = {each.name: each.kind for each in columns_of(table)}
            path = folder / f"{table}.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(kind_of)
                for row_id in sorted(rows):
                    _refuse_unknown(table, rows[row_id], kind_of)
                    row = rows[row_id]
                    writer.writerow([_text(row.get(name), kind_of[name]) for name in kind_of])


def row_id_of(table: str, key: str) -> str:
    """Return the identifier of the row of `table` that `key` tells apart."""
    return str(uuid.uuid5(_NAMESPACE, f"{table} {key}"))


@cache
def words(name: str) -> dict[str, Any]:
    """Return what the file of words called `name` says."""
    path = Path(__file__).parent / "words" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _refuse_unknown(table: str, row: dict[str, Cell], names: Iterable[str]) -> None:
    unknown = sorted(set(row) - set(names))
    if unknown:
        msg = f"{table} has no column {unknown[0]!r}."
        raise ValueError(msg)


def _text(cell: Cell, kind: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return repr(float(cell) if kind == "number" else cell)
    text = cell if isinstance(cell, str) else "|".join(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
