"""A place as a folder of CSVs, one a table, in the very form that `assetmap load` reads."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, TextIO

from assetmap.errors import UnwritableFileError
from assetmap.export.cells import guarded, text_columns
from assetmap.model import TABLES, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd

    from assetmap.model import Snapshot


_BOTH_ENDS: Final = "\r\n"


def write_csv_folder(
    snapshot: Snapshot, folder: Path, *, tables: Iterable[str] = tuple(TABLES)
) -> tuple[Path, ...]:
    """Write tables of `snapshot` to `folder` as `<table>.csv`, and return the files.

    Parameters
    ----------
    snapshot
        What the reader may see; the owner at the command line sees everything.
    folder
        Made if it is not there; files of the same names are replaced, each in one step.
    tables
        Which; left out: every table of the model.

    Returns
    -------
    tuple
        The files in the order of `tables`; one without rows has its heading alone. UTF-8, rows
        by id. Text that a spreadsheet could run as a formula has an apostrophe before it.

    Raises
    ------
    UnwritableFileError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            _write(folder / f"{name}.csv", *table_as_text(snapshot, name)) for name in tables
        )
    except OSError as error:
        raise UnwritableFileError(str(folder), error.strerror or str(error)) from error


def table_as_text(snapshot: Snapshot, name: str) -> tuple[list[str], Iterable[Sequence[str]]]:
    """Return the heading and the guarded rows, by id, of one table of `snapshot`."""
    rows: pd.DataFrame = snapshot.table(name).sort_values("id", kind="stable")
    texts = text_columns(name, rows)
    is_text = {each.name for each in columns_of(name) if each.dtype == "str"}
    is_text |= {heading for heading in texts if heading.startswith("x_")}
    cells = (
        [guarded(text) for text in column] if heading in is_text else column
        for heading, column in texts.items()
    )
    return list(texts), zip(*cells, strict=True)


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    unfinished = path.with_name(f".{path.name}.unfinished")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        # The writer quotes a cell that holds what ends its lines: told that both letters do, it
        # quotes either, and each line is written with the one.
        writer = csv.writer(_LineFeeds(file), lineterminator=_BOTH_ENDS)
        writer.writerow(heading)
        writer.writerows(rows)
    return unfinished.replace(path)


class _LineFeeds:
    """Writes rows that end in carriage return and line feed with the line feed alone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        """Write one row."""
        return self._file.write(row.removesuffix(_BOTH_ENDS) + "\n")
