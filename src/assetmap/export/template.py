"""An empty place to fill in: a workbook, or a folder of CSVs with the same columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.errors import UnwritableFileError
from assetmap.export.csv_folder import write_csv_folder
from assetmap.export.workbook import write_workbook
from assetmap.model import KEPT_BY_ASSETMAP, TABLES, Snapshot

if TYPE_CHECKING:
    from pathlib import Path


def write_template(path: Path) -> None:
    """Write an empty workbook if `path` ends in .xlsx, else a folder of CSVs.

    Raises
    ------
    UnwritableFileError
        If something is there already, which is never overwritten, or it cannot be written.
    """
    if path.exists():
        raise UnwritableFileError(
            str(path), "it is there already, and may hold your rows; choose another name"
        )
    if path.suffix.casefold() == ".xlsx":
        write_workbook(Snapshot(), path)
    elif path.suffix:
        reason = "a template is a workbook (.xlsx) or a folder (a name without an ending)"
        raise UnwritableFileError(str(path), reason)
    else:
        to_fill_in = [name for name in TABLES if name not in KEPT_BY_ASSETMAP]
        write_csv_folder(Snapshot(), path, tables=to_fill_in)
