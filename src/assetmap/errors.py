"""Every error that assetmap raises on purpose.

AssetMapError
├── DataError              the data given is wrong
│   ├── UnknownNodeError   a node id is not in the graph
│   ├── MissingColumnError a file lacks a column it must have
│   ├── UnreadableFileError a file cannot be read at all
│   └── MappingError       a mapping does not say what it must
├── StoreError             the graph store could not do what was asked
│   ├── ForeignStoreError  the file is not a store of assetmap's
│   ├── NewerStoreError    the store was written by a newer assetmap
│   ├── DamagedStoreError  the store's file is damaged
│   ├── BusyStoreError     somebody else is writing and did not finish in time
│   ├── FullDiskError      there is no room to write
│   ├── StaleRevisionError the change was based on an old revision
│   ├── DanglingReferenceError a row refers to something that is not there
│   ├── UndoRefusedError   a later change touched the same rows
│   └── UnknownRevisionError the store has no such revision
└── MissingExtraError      an optional dependency is not installed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NAMED = 5  # rows that a message names before it only counts


class AssetMapError(Exception):
    """Base of all errors below; catch it to catch them all."""


class DataError(AssetMapError, ValueError):
    """The data given is wrong."""


class UnknownNodeError(DataError):
    """A node id is not in the graph.

    Attributes
    ----------
    node_id
        The id that was asked for.
    """

    def __init__(self, node_id: str, known: Iterable[str] = ()) -> None:
        self.node_id = node_id
        nearest = ", ".join(sorted(known)[:3])
        hint = f" Ids in the network begin: {nearest}." if nearest else ""
        super().__init__(f"No node {node_id!r} in the network.{hint}")


class MissingColumnError(DataError):
    """A file lacks a column it must have."""

    def __init__(self, path: str, missing: Iterable[str], found: Iterable[str]) -> None:
        self.missing = tuple(sorted(missing))
        super().__init__(
            f"{path} has no column {', '.join(self.missing)}; it has {', '.join(found)}."
        )


class UnreadableFileError(DataError):
    """A file cannot be read at all: missing, too large, damaged, or of a kind not known."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"{path!r} cannot be read: {reason}")


class MappingError(DataError):
    """A mapping does not say what it must, or says something that cannot be."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"The mapping {path!r} cannot be used: {reason}")


class StoreError(AssetMapError):
    """The graph store could not do what was asked."""


class ForeignStoreError(StoreError):
    """The file is not a store of assetmap's."""

    def __init__(self, address: str, found: str) -> None:
        super().__init__(
            f"{address!r} is not a store of assetmap's: it is {found}. "
            "Nothing was changed. Choose another file with --store."
        )


class NewerStoreError(StoreError):
    """The store was written by a newer assetmap."""

    def __init__(self, address: str, found: int, known: int) -> None:
        super().__init__(
            f"{address!r} was written by a newer assetmap (its format is {found}, this one "
            f"knows up to {known}). Nothing was changed. Install the newer version to open it."
        )


class DamagedStoreError(StoreError):
    """The store's file is damaged."""

    def __init__(self, address: str, found: str) -> None:
        super().__init__(
            f"{address!r} is damaged ({found}). Nothing was changed. "
            "Put a backup or a copy in its place."
        )


class BusyStoreError(StoreError):
    """Somebody else is writing and did not finish in time."""

    def __init__(self, address: str, waited_s: float) -> None:
        super().__init__(
            f"{address!r} is locked: another program is writing to it and did not finish "
            f"within {waited_s:.0f} s. Nothing was changed. Try again when it is done."
        )


class FullDiskError(StoreError):
    """There is no room to write."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"No room is left on the disk of {address!r}. Nothing was changed. "
            "Free some space and try again."
        )


class StaleRevisionError(StoreError):
    """The change was based on an old revision.

    Attributes
    ----------
    based_on, revision
        The revision that the change was made for, and the one that the store has.
    """

    def __init__(self, based_on: int, revision: int, changed: Sequence[str]) -> None:
        self.based_on = based_on
        self.revision = revision
        what = ", ".join(changed) or "nothing that this change names"
        super().__init__(
            f"The store has moved on from revision {based_on} to {revision} since this change "
            f"was made ({what} changed). Nothing was changed. Look at the new state and try again."
        )


class DanglingReferenceError(StoreError):
    """A row refers to something that is not there, or something still referred to would go."""

    def __init__(self, table: str, column: str, row_id: str, value: str) -> None:
        super().__init__(
            f"{table} {row_id!r} refers in {column} to {value!r}, which would not be in the "
            "store. Nothing was changed."
        )


class UndoRefusedError(StoreError):
    """A later change touched, or now refers to, the rows that an undo would put back."""

    def __init__(self, revision: int, reason: str, rows: Sequence[str]) -> None:
        self.rows = tuple(rows)
        named = ", ".join(self.rows[:_NAMED])
        more = f" and {len(self.rows) - _NAMED} more" if len(self.rows) > _NAMED else ""
        super().__init__(
            f"Revision {revision} cannot be undone: {reason}: {named}{more}. Nothing was "
            "changed. Undo the later change first."
        )


class UnknownRevisionError(StoreError):
    """The store has no such revision."""

    def __init__(self, revision: int, newest: int) -> None:
        super().__init__(f"There is no revision {revision}; the newest is {newest}.")


class MissingExtraError(AssetMapError):
    """An optional dependency is not installed."""

    def __init__(self, extra: str, needed_for: str) -> None:
        super().__init__(
            f"{needed_for} needs the extra {extra!r}. "
            f"Install it with: pip install assetmap[{extra}]"
        )
