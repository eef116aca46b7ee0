"""The form of a backup: every present row of a place in one file that tells whether it is whole.

The file is a ZIP archive that any program opens: `manifest.json`, and a CSV file for each table
that has rows (`Organisation.csv`: UTF-8, every filled cell in quotation marks, an empty cell
without, so that empty text is not the same as no text). The manifest says what it is a backup of,
the size and SHA-256 of each file, the digest of all rows (`content_hash`), and who changed what
when. What rows were before a change is not in it.

The archive's comment, which stands at its very end, is the SHA-256 of all bytes before it. It is
compared before anything is unpacked: a flipped bit anywhere, a missing end and a lengthened one
all show. It guards against accidents and not against forgers, who can seal what they write: so
what comes out is bounded in size, checked for its form, and named by the model alone.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, BinaryIO, Final

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from assetmap.errors import NewerArchiveError
from assetmap.model import columns_of, conform

if TYPE_CHECKING:
    from typing import Any

FORMAT: Final = 1
"""The form in which this version writes a backup."""

MANIFEST: Final = "manifest.json"
SEAL_WORDS: Final = b"assetmap backup. SHA-256 of all bytes before these 64 digits: "
N_DIGITS: Final = 64
"""How many digits of the seal stand at the end of the file."""

_CHUNK: Final = 1 << 20
_MOST_AT_ONCE: Final = (1 << 31) - 1
_PANDAS: Final = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
_ARROW: Final = {
    "Int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "datetime64[us]": pa.date32(),
}


def file_of(table: str) -> str:
    """Return what the file with the rows of `table` is called in the archive."""
    return f"{table}.csv"


def digest_of(file: BinaryIO, n_bytes: int) -> str:
    """Return the SHA-256 of the first `n_bytes` of an open file."""
    made = hashlib.sha256()
    file.seek(0)
    while n_bytes > 0 and (found := file.read(min(n_bytes, _CHUNK))):
        made.update(found)
        n_bytes -= len(found)
    return made.hexdigest()


def packed_rows(table: str, rows: pd.DataFrame) -> bytes:
    """Return `rows` as the content of a CSV file, in their order."""
    rows = conform(table, rows)
    kinds = {each.name: each.dtype for each in columns_of(table)}
    kept = [str(name) for name in rows.columns if name in kinds or rows[name].notna().any()]
    arrays = [_packed(rows[name], kinds.get(name, "str")) for name in kept]
    made = io.BytesIO()
    options = csv.WriteOptions(quoting_style="all_valid")
    csv.write_csv(pa.table(arrays, names=kept), made, options)
    return made.getvalue()


def unpacked_rows(table: str, content: bytes, path: str) -> pd.DataFrame:
    """Return the rows that `packed_rows` made into `content`, for the archive at `path`.

    Raises
    ------
    NewerArchiveError
        If there is a column that the model does not have.
    pyarrow.ArrowException
        If `content` is not of that form.
    """
    kinds = {each.name: each.dtype for each in columns_of(table)}
    names = _read(content, pa.schema([])).column_names
    unknown = [name for name in names if name not in kinds and not name.startswith("x_")]
    if unknown:
        raise NewerArchiveError(path, f"it has a column {unknown[0]!r} in {table}")
    types = [(name, _ARROW.get(kinds.get(name, "str"), pa.large_string())) for name in names]
    found = _read(content, pa.schema(types))
    days = [
        column.cast(pa.timestamp("us")) if column.type == pa.date32() else column
        for column in found.columns
    ]
    rows: pd.DataFrame = pa.table(days, names=names).to_pandas(types_mapper=_PANDAS.get)
    return conform(table, rows)


def _packed(column: pd.Series[Any], kind: str) -> pa.Array[Any]:
    if kind == "datetime64[us]":
        # By numpy to days first: it rounds down, also before 1970.
        return pa.array(column.to_numpy().astype("datetime64[D]"), from_pandas=True)
    return pa.array(column, type=_ARROW.get(kind, pa.large_string()), from_pandas=True)


def _read(content: bytes, types: pa.Schema) -> pa.Table:
    # As one block: a row that lies across the end of a block may be longer than the next one.
    reading = csv.ReadOptions(block_size=min(len(content) + 1, _MOST_AT_ONCE), use_threads=False)
    converting = csv.ConvertOptions(
        column_types=types,
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    parsing = csv.ParseOptions(newlines_in_values=True)
    return csv.read_csv(io.BytesIO(content), reading, parsing, converting)
