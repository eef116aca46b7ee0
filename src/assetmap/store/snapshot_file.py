"""The snapshot kept beside a store, so that it need not be read from the store each time.

One Arrow file with a row a table: its name, its rows as an Arrow stream, and their checksum.
Columns in which nothing is written take no room in it, and moments stand in it as pandas has them,
so that a million rows are in memory once.
What it is a snapshot of stands in the file's metadata. Whatever is not as expected makes it
worthless and nothing more: the store has everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import ipc

from assetmap.model import TABLES, Snapshot
from assetmap.store.migrations import newest, statements

if TYPE_CHECKING:
    from pathlib import Path

_ABOUT: Final = b"assetmap"
_TYPES: Final = b"types"
_SCHEMA: Final = pa.schema(
    [("table", pa.string()), ("rows", pa.large_binary()), ("checksum", pa.uint32())]
)


class Kept(NamedTuple):
    """A snapshot and the state of the store that it is of.

    Attributes
    ----------
    snapshot
        The whole place at one revision.
    made_at
        When the store came to that revision, as the store says it: a store put back from a
        backup may come to the same number again by other changes.
    n_behind
        How many of its rows the file beside the store has otherwise, or not at all.
    """

    snapshot: Snapshot
    made_at: str
    n_behind: int = 0


def snapshot_path(store: Path) -> Path:
    """Return where the snapshot of the store at the path `store` is kept."""
    return store.with_name(f"{store.name}.snapshot.arrow")


def packed(kept: Kept) -> pa.Table:
    """Return a snapshot as the table that its file holds."""
    snapshot, made_at, _ = kept
    tables = [name for name in TABLES if name in snapshot.rows and len(snapshot.rows[name])]
    streams = [_stream(snapshot.rows[name]) for name in tables]
    checksums = [zlib.crc32(stream) for stream in streams]
    about = _about(snapshot.store_id, snapshot.revision, made_at, tables, checksums)
    # A batch a table: together, all rows would be copied once more.
    batches = [
        pa.record_batch([[name], _cell(stream), pa.array([checksum], pa.uint32())], schema=_SCHEMA)
        for name, stream, checksum in zip(tables, streams, checksums, strict=True)
    ]
    content = pa.Table.from_batches(batches, _SCHEMA)
    return content.replace_schema_metadata({_ABOUT: json.dumps(about)})


def replace_file(path: Path, content: pa.Table) -> None:
    """Put `content` in the place of the file at `path`, at one moment, for its owner alone.

    Only one process at a time may call it for a path.

    Raises
    ------
    OSError
        If it cannot be written; then nothing new is left behind.
    """
    unfinished = _unfinished(path)
    unfinished.unlink(missing_ok=True)
    try:
        # Made first with its mode, which Arrow cannot set.
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with (
            pa.OSFile(str(unfinished), "wb") as file,
            ipc.new_file(file, content.schema) as writer,
        ):
            writer.write_table(content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def remove_file(path: Path) -> None:
    """Take away the file at `path`, and what a killed process may have left of one."""
    path.unlink(missing_ok=True)
    _unfinished(path).unlink(missing_ok=True)


def read_kept(path: Path, store_id: str) -> Kept | None:
    """Return the snapshot kept at `path`.

    Parameters
    ----------
    path
        Where it is kept.
    store_id
        The store that it must be of.

    Returns
    -------
    Kept or None
        None if there is none, or it is damaged, of another store, or of another format.
    """
    try:
        content = path.read_bytes()
        found = ipc.open_file(pa.py_buffer(content)).read_all()
        found.validate(full=True)
        about = json.loads(found.schema.metadata[_ABOUT])
        tables = found["table"].to_pylist()
        streams = [stream for batch in found["rows"].chunks for stream in _buffers(batch)]
        checksums = found["checksum"].to_pylist()
        expected = _about(store_id, about["revision"], about["made_at"], tables, checksums)
        if about != expected:
            return None
        rows = {
            name: _rows(stream, checksum)
            for name, stream, checksum in zip(tables, streams, checksums, strict=True)
        }
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError):
        # Damage shows itself in many ways, and all of them mean the same.
        return None
    return Kept(Snapshot(store_id, about["revision"], rows), about["made_at"])


def _about(
    store_id: str, revision: int, made_at: str, tables: list[str], checksums: list[int]
) -> dict[str, object]:
    said = {"store_id": store_id, "revision": revision, "made_at": made_at, "schema": _schema()}
    seal = json.dumps([said, tables, checksums])
    return {**said, "seal": hashlib.sha256(seal.encode()).hexdigest()}


def _schema() -> str:
    digest = hashlib.sha256("\n".join(statements()).encode()).hexdigest()
    return f"{newest()}-{digest[:16]}"


def _stream(rows: pd.DataFrame) -> pa.Buffer:
    content = _packed_rows(rows)
    counted = pa.MockOutputStream()
    _write_stream(content, counted)
    # At once as large as it gets: growing, it would be copied over and over.
    buffer = pa.allocate_buffer(counted.size())
    _write_stream(content, pa.FixedSizeBufferWriter(buffer))
    return buffer


def _write_stream(content: pa.Table, sink: pa.NativeFile) -> None:
    with sink, ipc.new_stream(sink, content.schema) as writer:
        writer.write_table(content)


def _cell(stream: pa.Buffer) -> pa.Array[Any]:
    """Return `stream` as the one cell of a column, without copying it."""
    offsets = pa.array([0, stream.size], pa.int64()).buffers()[1]
    return pa.Array.from_buffers(pa.large_binary(), 1, [None, offsets, stream])


def _buffers(cells: pa.Array[Any]) -> list[pa.Buffer]:
    """Return what is in cells of bytes, which each cell's own `as_buffer` would copy."""
    _, offsets, content = cells.buffers()
    ends = np.frombuffer(offsets, np.int64)[cells.offset :][: len(cells) + 1].tolist()
    return [content.slice(begin, end - begin) for begin, end in pairwise(ends)]


def _packed_rows(rows: pd.DataFrame) -> pa.Table:
    """Return rows as they are written: nothing of empty columns, and moments as pandas has them."""
    content = pa.Table.from_pandas(rows, preserve_index=False)
    schema = content.schema
    for place, field in enumerate(schema):
        column = content.column(place)
        if column.null_count == len(rows):
            content = content.set_column(place, field.name, pa.nulls(len(rows)))
        elif pa.types.is_timestamp(field.type) and field.type.tz is None:
            moments = pa.py_buffer(np.ascontiguousarray(rows[field.name].to_numpy()))
            whole = pa.Array.from_buffers(field.type, len(rows), [None, moments], null_count=0)
            content = content.set_column(place, field.name, whole)
    return content.replace_schema_metadata({_TYPES: schema.serialize().to_pybytes()})


def _rows(stream: pa.Buffer, checksum: int) -> pd.DataFrame:
    if zlib.crc32(stream) != checksum:
        msg = "The rows are not those that were written."
        raise ValueError(msg)
    content = ipc.open_stream(stream).read_all()
    schema = ipc.read_schema(pa.py_buffer(content.schema.metadata[_TYPES]))
    nothing: dict[pa.DataType, pd.Series[Any]] = {}
    for field, column in zip(schema, content.columns, strict=True):
        if pa.types.is_null(column.type) and field.type not in nothing:
            nothing[field.type] = _nothing(field, len(content), schema.metadata)
    there = [n for n, each in enumerate(content.columns) if not pa.types.is_null(each.type)]
    # Each column for itself: moments then stay where they are.
    found = pa.table(
        [content.column(n) for n in there],
        schema=pa.schema([schema.field(n) for n in there], metadata=schema.metadata),
    ).to_pandas(split_blocks=True)
    columns = {
        name: found[name] if name in found else nothing[kind]
        for name, kind in zip(schema.names, schema.types, strict=True)
    }
    return pd.DataFrame(columns, copy=False)


def _nothing(field: pa.Field[Any], n: int, about: dict[bytes, bytes] | None) -> pd.Series[Any]:
    """Return a column in which nothing is written, of the type that pandas is told of it."""
    kind = field.type
    if pa.types.is_large_string(kind):
        # Zeros take no memory before they are written to.
        zeros = [pa.py_buffer(np.zeros(size, np.int64)) for size in (n // 64 + 1, n + 1)]
        nulls = pa.Array.from_buffers(kind, n, [*zeros, pa.py_buffer(b"")], null_count=n)
    else:
        nulls = pa.nulls(n, kind)
    column: pd.Series[Any] = pa.table(
        [nulls], schema=pa.schema([field], metadata=about)
    ).to_pandas()[field.name]
    return column


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}.unfinished")
