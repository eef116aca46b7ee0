"""Rows of one draft as they are taken apart: some refused, the others kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetmap.ingest.cells import CellError, read_date
from assetmap.ingest.gathered import Refusal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from assetmap.ingest.sheet import Draft

FUTURE: Final = "It is in the future; only what has happened is taken."
EMPTY_DAY: Final = "It is empty, and every event needs its day."


def days_of(cells: Iterable[str], today: dt.date) -> tuple[dict[str, int], dict[str, str]]:
    """Return by cell the number of its day, and a sentence for each that is no day gone by."""
    days: dict[str, int] = {}
    reasons: dict[str, str] = {}
    for cell in dict.fromkeys(cells):
        if not cell.strip():
            continue
        try:
            day = read_date(cell).date()
        except CellError as error:
            reasons[cell] = str(error)
            continue
        days[cell] = day.toordinal()
        if day > today:
            reasons[cell] = FUTURE
    return days, reasons


def refusal(draft: Draft, at: int, field: str, value: str, reason: str) -> Refusal:
    """Return what is said of one row of a draft."""
    return Refusal(draft.file, draft.sheet, int(draft.lines[at]), field, value, reason)


def without_rows(draft: Draft, gone: Mapping[int, object]) -> Draft:
    """Return a draft without the rows at some positions."""
    if not gone:
        return draft
    kept = [at for at in range(len(draft)) if at not in gone]
    return replace(
        draft,
        columns={name: [cells[at] for at in kept] for name, cells in draft.columns.items()},
        lines=[draft.lines[at] for at in kept],
    )
