"""Every error that assetmap raises on purpose.

AssetMapError
├── DataError              the data given is wrong
│   ├── UnknownNodeError   a node id is not in the graph
│   ├── MissingColumnError a file lacks a column it must have
│   ├── UnreadableFileError a file cannot be read at all
│   │   └── FeedError      what an address serves cannot be fetched or used
│   │       └── InsideAddressError an address leads into this machine or its network
│   ├── MappingError       a mapping does not say what it must
│   ├── NoProposalError    no mapping can be proposed for a list
│   └── PersonalDataError  rows about journeys tell who was helped
├── StoreError             the graph store could not do what was asked
│   ├── ForeignStoreError  the file is not a store of assetmap's
│   ├── NewerStoreError    the store was written by a newer assetmap
│   ├── DamagedStoreError  the store's file is damaged
│   ├── BusyStoreError     somebody else is writing and did not finish in time
│   ├── LoadUnderWayError  a large load is being put in
│   ├── LostLoadError      a large load was taken back by another program
│   ├── FullDiskError      there is no room to write
│   ├── StaleRevisionError the change was based on an old revision
│   ├── DanglingReferenceError a row refers to something that is not there
│   ├── ReadOnlyStoreError the store's file may be read and not written
│   ├── UnreachableStoreError the store's file cannot be opened at all
│   ├── ClosedStoreError   the store was closed before
│   ├── UnwipedStoreError  forgotten rows are gone, but not yet all traces on the disk
│   ├── ForgottenRowsError rows were forgotten, so what changed can no longer be told
│   ├── UndoRefusedError   a later change touched the same rows
│   ├── UnknownRevisionError the store has no such revision
│   ├── SamePlaceError     a place was to be copied onto itself
│   ├── NotEmptyStoreError a copy was to go where something else is
│   ├── UnequalCopyError   a copy does not hold what it should
│   ├── DamagedArchiveError a backup is not what was written
│   ├── NewerArchiveError  a backup was written by a newer assetmap
│   ├── RefusedLoginError  the server does not take the user or the password
│   ├── PasswordFileError  the file that should hold the password cannot be used
│   ├── FullBoxError       too many notes of the public wait already
│   └── LocalServerError   the Neo4j server on this machine cannot be started
├── UnwritableFileError   a file cannot be written
├── StoppedError           the person at the keyboard stopped it
├── ListenError            the web server cannot listen where it was told to
├── MissingExtraError      an optional dependency is not installed
└── MissingLibraryError    a library of the system is not installed
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
    """An id is not in a network or, where no ids of a network are given, not in the map.

    Attributes
    ----------
    node_id
        The id that was asked for.
    """

    def __init__(self, node_id: str, known: Iterable[str] = ()) -> None:
        self.node_id = node_id
        nearest = ", ".join(sorted(known)[:3])
        super().__init__(
            f"No node {node_id!r} in the network. Ids in the network begin: {nearest}."
            if nearest
            else f"Nothing in the map has the id {node_id!r}."
        )


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


class FeedError(UnreadableFileError):
    """What an address serves cannot be fetched or used.

    Attributes
    ----------
    reason
        The part of the sentence that follows the address.
    status
        What the server answered, such as 404; 0 if it did not come to an answer.
    """

    def __init__(self, address: str, reason: str, *, status: int = 0) -> None:
        self.reason = reason
        self.status = status
        super().__init__(address, reason)


class InsideAddressError(FeedError):
    """An address leads into this machine or its network, from where nothing is fetched."""

    def __init__(self, address: str, number: str) -> None:
        super().__init__(
            address,
            f"it leads to {number}, inside this machine or its network, and nothing is fetched "
            "from there. If it is meant, the command admits one with --allow-inside HOST:PORT, "
            "never by a redirect.",
        )


class UnwritableFileError(AssetMapError):
    """A file cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"{path!r} cannot be written: {reason}.")


class MappingError(DataError):
    """A mapping does not say what it must, or says something that cannot be."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"The mapping {path!r} cannot be used: {reason}")


class NoProposalError(DataError):
    """No mapping can be proposed for a list."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        super().__init__(f"No mapping can be proposed for {path!r}: {reason}")


class PersonalDataError(DataError):
    """Rows that would become journeys hold what may tell who was helped.

    Attributes
    ----------
    columns
        File, sheet, and the columns with what is seen there, in words.
    """

    def __init__(
        self, columns: Sequence[tuple[str, str, Sequence[tuple[str, Sequence[str]]]]]
    ) -> None:
        self.columns = tuple(columns)
        named = [heading for _, _, found in columns for heading, _ in found]
        flags = " ".join(f"--leave-out {heading!r}" for heading in dict.fromkeys(named))
        super().__init__(
            f"{'; '.join(_refused(*each) for each in columns)}. Rows about a person's journey hold "
            "only what the model names, and nothing that tells who was helped. Take such columns "
            f"out of the file, or leave them out as it is read: {flags}, or leave_out = [...] in a "
            "mapping."
        )


def _refused(file: str, sheet: str, columns: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return which columns of one sheet are refused, and why; no cell is quoted."""
    names = ", ".join(repr(heading) for heading, _ in columns)
    are = f"the column {names} is" if len(columns) == 1 else f"the columns {names} are"
    seen = "; ".join(f"{heading!r}: {', '.join(told)}" for heading, told in columns)
    return f"{file}, sheet {sheet!r}: {are} refused, and nothing was loaded ({seen})"


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


class LoadUnderWayError(StoreError):
    """A large load is being put in, before whose end nothing new can be read or written."""

    def __init__(self, address: str, n_done: int, n_rows: int) -> None:
        super().__init__(
            f"{address!r} is being loaded: {n_done:,} of {n_rows:,} rows are in. "
            "Nothing was changed. Try again when it is done."
        )


class LostLoadError(StoreError):
    """A large load was taken back by another program, which could not tell it was alive."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The connection to {address!r} broke for a time, and another program has taken back "
            "what this one had put in. Nothing was changed. Try again."
        )


class FullDiskError(StoreError):
    """There is no room to write."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"No room is left on the disk of {address!r}. Nothing was changed. "
            "Free some space and try again."
        )


class ReadOnlyStoreError(StoreError):
    """The store's file may be read and not written."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} cannot be written to: the file or its folder is read-only. "
            "Nothing was changed. Allow writing, or work on a copy."
        )


class UnreachableStoreError(StoreError):
    """The store's file cannot be opened at all: missing, no folder, not allowed."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address!r} cannot be opened: {reason}.")


class ClosedStoreError(StoreError):
    """The store was closed before."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} is closed. Open it again.")


class UnwipedStoreError(StoreError):
    """Forgotten rows are gone, but not yet all traces of them on the disk."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"The rows are forgotten, but traces of them may still be in the files of {address!r}: "
            "another program is using it, or the disk is full. They are wiped when it is next "
            "opened and free."
        )


class ForgottenRowsError(StoreError):
    """Rows were forgotten, so that what changed since a revision can no longer be told."""

    def __init__(self, since: int, forgotten_at: int) -> None:
        super().__init__(
            f"What changed since revision {since} cannot be told any more, because rows were "
            f"forgotten at revision {forgotten_at}. Read everything instead."
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
    """A row refers to something that is not there, or something still referred to would go.

    Attributes
    ----------
    table, row_id
        Where the row is that refers.
    """

    def __init__(self, table: str, column: str, row_id: str, value: str) -> None:
        self.table = table
        self.row_id = row_id
        super().__init__(
            f"{table} {row_id!r} refers in {column} to {value!r}, which would not be in the "
            "store. Nothing was changed."
        )


class UndoRefusedError(StoreError):
    """A later change touched, or now refers to, the rows that an undo would put back."""

    def __init__(self, revision: int, reason: str, rows: Sequence[str]) -> None:
        self.rows = tuple(rows)
        named = f": {', '.join(self.rows[:_NAMED])}" if self.rows else ""
        more = f" and {len(self.rows) - _NAMED} more" if len(self.rows) > _NAMED else ""
        # Without rows to name there is no later change to blame, nor one to undo first.
        advice = " Undo the later change first." if self.rows else ""
        super().__init__(
            f"Revision {revision} cannot be undone: {reason}{named}{more}. "
            f"Nothing was changed.{advice}"
        )


class UnknownRevisionError(StoreError):
    """The store has no such revision."""

    def __init__(self, revision: int, newest: int) -> None:
        super().__init__(f"There is no revision {revision}; the newest is {newest}.")


class SamePlaceError(StoreError):
    """A place was to be copied onto itself."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} is the very place that is copied, or its file under another name. "
            "Nothing was changed. Choose another to copy to."
        )


class NotEmptyStoreError(StoreError):
    """A copy was to go where something else is, or was."""

    def __init__(self, address: str, revision: int, note: str) -> None:
        super().__init__(
            f"{address!r} holds more than this copy: its revision {revision} is {note!r}. "
            "Nothing was changed. Choose a place that nothing was ever put into."
        )


class UnequalCopyError(StoreError):
    """A copy does not hold what it should."""

    def __init__(self, address: str, differences: Sequence[str]) -> None:
        shown = "; ".join(differences[:_NAMED])
        more = f"; and {len(differences) - _NAMED} more" if len(differences) > _NAMED else ""
        super().__init__(
            f"{address!r} does not hold what was to be copied: {shown}{more}. Another program may "
            "be writing to it. Do not use it; copy again."
        )


class DamagedArchiveError(StoreError):
    """A backup is not what was written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path!r} cannot be restored: {reason}. Nothing was changed. Use another backup."
        )


class NewerArchiveError(StoreError):
    """A backup was written by a newer assetmap."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path!r} was written by a newer assetmap ({reason}). Nothing was changed. "
            "Install the newer version to restore it."
        )


class RefusedLoginError(StoreError):
    """The server does not take the user or the password."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address!r} does not take the user and the password given. "
            "Set ASSETMAP_NEO4J_USER and ASSETMAP_NEO4J_PASSWORD to those of the server, or "
            "ASSETMAP_NEO4J_PASSWORD_FILE to a file that holds the password."
        )


class PasswordFileError(StoreError):
    """The file that should hold the password of a server cannot be used.

    Attributes
    ----------
    reason
        The part of the sentence that follows the colon.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        # The variable is named and not quoted: somebody may have put the password there itself.
        super().__init__(
            "The file that ASSETMAP_NEO4J_PASSWORD_FILE names does not give the password: "
            f"{reason}."
        )


class FullBoxError(StoreError):
    """Too many notes of the public wait already."""

    def __init__(self, n: int) -> None:
        super().__init__(
            f"{n:,} notes of the public wait to be dealt with, and no more are taken until some "
            "are. Open the screen From the public."
        )


class LocalServerError(StoreError):
    """The Neo4j server on this machine cannot be started.

    Attributes
    ----------
    reason
        The part of the sentence that follows the colon.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The local Neo4j server cannot be started: {reason}.")


class QueryNotFoundError(StoreError):
    """No Cypher file has that name."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"No query in graph_schema is called {name!r}.{hint}")


class StoppedError(AssetMapError):
    """The person at the keyboard stopped it."""

    def __init__(self) -> None:
        super().__init__("Stopped before the end. A change is made whole, or not at all.")


class ListenError(AssetMapError):
    """The web server cannot listen where it was told to."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"Cannot listen at {host!r}, port {port}: {reason}. "
            "Choose another with --host and --port."
        )


class MissingExtraError(AssetMapError):
    """An optional dependency is not installed."""

    def __init__(self, extra: str, needed_for: str) -> None:
        super().__init__(
            f"{needed_for} needs the extra {extra!r}. "
            f"Install it with: pip install assetmap[{extra}]"
        )


class MissingLibraryError(AssetMapError):
    """A library of the system, which no Python package brings, is not installed."""

    def __init__(self, library: str, packages: str, needed_for: str) -> None:
        super().__init__(
            f"{needed_for} needs {library}, which is not on this machine. "
            f"On Debian and Ubuntu: apt install {packages}"
        )


class MissingResourceError(AssetMapError):
    """A folder that comes with assetmap is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The folder {name!r} that comes with assetmap is missing. Install assetmap again."
        )
