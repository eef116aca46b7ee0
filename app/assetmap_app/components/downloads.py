"""Files to take away: made when asked for, in a private folder that is gone afterwards."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from assetmap.export import write_csv_folder, write_template, write_workbook
from assetmap.export.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from assetmap.model import Snapshot

WORKBOOK_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def template_workbook() -> bytes:
    """Return the empty workbook that a place fills in."""
    return _written("template.xlsx", write_template)


def place_workbook(snapshot: Snapshot) -> bytes:
    """Return everything in `snapshot` as a workbook."""
    return _written("place.xlsx", lambda path: write_workbook(snapshot, path))


def place_zip(snapshot: Snapshot) -> bytes:
    """Return everything in `snapshot` as CSVs, one a table, in a zip file."""
    with tempfile.TemporaryDirectory(prefix="assetmap-") as folder:
        files = write_csv_folder(snapshot, Path(folder) / "place")
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.name)
    return content.getvalue()


def faults_csv(faults: pd.DataFrame) -> bytes:
    """Return faults as a CSV file that a spreadsheet opens without running anything in it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(faults.columns)
    for row in faults.astype("str").itertuples(index=False):
        writer.writerow([guarded(cell) for cell in row])
    # With the mark of UTF-8 Excel shows every letter as it is.
    return text.getvalue().encode("utf-8-sig")


def _written(name: str, write: Callable[[Path], object]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="assetmap-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()
