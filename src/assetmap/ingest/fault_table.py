"""Faults as a person reads them: in the order of the files, each once, with what many share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.check import Fault

FAULT_COLUMNS: Final = ("file", "sheet", "line", "field", "value", "reason")
_MANY: Final = 50


def fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    """Return faults in the order of the files, each once."""
    first: dict[tuple[str, str], int] = {}
    for fault in sorted(faults, key=lambda each: each.row):
        first.setdefault((fault.file, fault.sheet), fault.row)
    listed = sorted(
        faults,
        key=lambda each: (first[each.file, each.sheet], each.line, each.field),
    )
    cells = [tuple(getattr(fault, name) for name in FAULT_COLUMNS) for fault in listed]
    return pd.DataFrame(list(dict.fromkeys(cells)), columns=list(FAULT_COLUMNS))


def fault_notes(faults: Sequence[Fault]) -> tuple[str, ...]:
    """Return what so many faults have in common that a list of them would hide it."""
    elsewhere = {each.row for each in faults if each.reason.startswith("No Area ")}
    if len(elsewhere) <= _MANY:
        return ()
    note = (
        f"{len(elsewhere):,} of the rejected rows are about areas that are not in the map; to have "
        "them, load those areas first."
    )
    return (note,)
