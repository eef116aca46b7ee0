"""Which columns tell the rows of a list apart, and which say the same wherever another does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.sheet import Sheet


def is_key(sheet: Sheet, headings: Sequence[str]) -> bool:
    """Tell whether the cells under `headings` are filled somewhere and differ in all rows."""
    keys = _keys(sheet, headings)
    return bool(keys) and all(map(any, keys)) and len(set(keys)) == len(keys)


def n_disagreeing(sheet: Sheet, headings: Sequence[str], other: str) -> int:
    """Return for how many keys the column `other` says more than one thing."""
    said: dict[tuple[str, ...], set[str]] = {}
    for key, cell in zip(_keys(sheet, headings), sheet.columns[other], strict=True):
        if any(key):
            said.setdefault(key, set()).add(cell.strip())
    return sum(len(cells) > 1 for cells in said.values())


def _keys(sheet: Sheet, headings: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the cells of each row as an id is made of them: no spaces, small letters."""
    columns = [
        ["".join(cell.split()).casefold() for cell in sheet.columns[heading]]
        for heading in headings
    ]
    return list(zip(*columns, strict=True))
