"""What every store does, whatever keeps the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from assetmap.model import Changes, Snapshot


@dataclass(frozen=True, slots=True)
class Revision:
    """One change that the store took.

    Attributes
    ----------
    number
        Its number; the first change is 1.
    made_at
        When, in UTC.
    actor
        Who made it, in their own words.
    note
        What for, such as the names of the files.
    created, updated, removed
        Rows by what happened to them.
    """

    number: int
    made_at: dt.datetime
    actor: str
    note: str
    created: int
    updated: int
    removed: int


class Store(Protocol):
    """A place's rows, their history, and the revision that they are at.

    Acknowledged means on disk: when a writing method has returned, what it did is there after a
    crash of the program, and nothing is ever half there.
    """

    @property
    def address(self) -> str:
        """Where it is, as a person would type it; never with a password."""
        ...

    @property
    def store_id(self) -> str:
        """Random, made with the store; tells two stores apart."""
        ...

    def revision(self) -> int:
        """Return the number of the newest change, 0 for a new store."""
        ...

    def read(self, *, since: int = 0) -> Changes:
        """Return all rows, or those that changed after revision `since`, at one moment."""
        ...

    def apply(self, changes: Changes, *, based_on: int, actor: str, note: str) -> int:
        """Make `changes`, all or nothing, and return the new revision.

        Raises
        ------
        StaleRevisionError
            If the store is no longer at revision `based_on`.
        DanglingReferenceError
            If a row would refer to one that is not there.
        StoreError
            If the disk is full, or another program keeps the store locked.
        """
        ...

    def history(self, *, limit: int) -> tuple[Revision, ...]:
        """Return the newest `limit` changes, newest first."""
        ...

    def undo(self, revision: int, *, actor: str) -> int:
        """Reverse one change by a new one, and return its number.

        Raises
        ------
        UndoRefusedError
            If later changes touched its rows, or now refer to them.
        UnknownRevisionError
            If there is no such change.
        """
        ...

    def forget(self, ids: Sequence[str], *, actor: str) -> int:
        """Take rows out of the present and of all history, and return the new revision."""
        ...

    def snapshot(self) -> Snapshot:
        """Return the whole place at the newest revision, as columns."""
        ...

    def close(self) -> None:
        """Let go of files and connections; a closed store raises `StoreError`."""
        ...
