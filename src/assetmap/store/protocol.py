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

    def as_json(self) -> dict[str, object]:
        """Return it as documents hold it; the instant as ISO 8601."""
        return {
            "revision": self.number,
            "made_at": self.made_at.isoformat(),
            "actor": self.actor,
            "note": self.note,
            "created": self.created,
            "updated": self.updated,
            "removed": self.removed,
        }


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
        """Return all rows, or those that changed after revision `since`, at one moment.

        Raises
        ------
        ForgottenRowsError
            If rows were forgotten after `since`: what is gone can then no longer be told.
        """
        ...

    def apply(self, changes: Changes, *, based_on: int, actor: str, note: str) -> int:
        """Make `changes`, all or nothing, and return the new revision.

        Rows replace those with their ids whole: a column of the place's own that they lack
        becomes empty. Rows that are there already, cell by cell, are passed over; if nothing is
        left to change, there is no new revision and the present one is returned.

        Raises
        ------
        StaleRevisionError
            If the store is no longer at revision `based_on`.
        DanglingReferenceError
            If a row would refer to one that is not there.
        DataError
            If a row lacks what it must have, or an id is used twice.
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
            If later changes left its rows otherwise, if rows now refer to those that it would
            take away, or if rows of it were forgotten.
        UnknownRevisionError
            If there is no such change.
        """
        ...

    def forget(self, ids: Sequence[str], *, actor: str) -> int:
        """Take rows out of the present and of all history, and return the new revision.

        Their ties go too, and rows that cannot be without them; other references to them become
        empty. A referral made by one of them is from then on its organisation's, if it has one.

        Raises
        ------
        UnknownNodeError
            If one of `ids` is neither in the store nor in its history; nothing is changed.
        """
        ...

    def snapshot(self) -> Snapshot:
        """Return the whole place at the newest revision, as columns."""
        ...

    def close(self) -> None:
        """Let go of files and connections; a closed store raises `StoreError`."""
        ...
