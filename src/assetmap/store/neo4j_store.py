"""The shared store: a place as a graph on a Neo4j server, which many programs use at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from assetmap.errors import StaleRevisionError
from assetmap.model import Changes, Snapshot
from assetmap.store import neo4j_reading
from assetmap.store.given import checked_rows
from assetmap.store.neo4j_changes import Writer
from assetmap.store.neo4j_forget import forget_rows
from assetmap.store.neo4j_references import References, first_of
from assetmap.store.neo4j_turns import reading, state_of, writing
from assetmap.store.neo4j_undo import reverse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.store.neo4j_graph import AnyTransaction, Graph
    from assetmap.store.protocol import Revision


class _Kept(NamedTuple):
    """A snapshot, and when the store came to its revision."""

    snapshot: Snapshot
    made_at: str


class Neo4jStore:
    """A place on a Neo4j server; `assetmap.open` makes one.

    One object may be used from several threads.

    Parameters
    ----------
    graph
        The connection to the server, on which the place is set up.
    store_id
        What the graph says of itself.
    """

    def __init__(self, graph: Graph, store_id: str) -> None:
        self._graph = graph
        self._store_id = store_id
        self._turn = threading.RLock()
        self._latest: _Kept | None = None

    @property
    def address(self) -> str:
        """Where it is, as a person would type it."""
        return self._graph.address

    @property
    def store_id(self) -> str:
        """Random, made with the store; tells two stores apart."""
        return self._store_id

    def revision(self) -> int:
        """Return the number of the newest change, 0 for a new store."""
        return self._graph.look(state_of).revision

    def read(self, *, since: int = 0) -> Changes:
        """Return all rows, or those that changed after revision `since`, at one moment.

        Parameters
        ----------
        since
            A revision that the caller knows already; 0 for everything.

        Returns
        -------
        Changes
            Tables in the model's order, those without rows left out; rows in the order in
            which they were put in.

        Raises
        ------
        ForgottenRowsError
            If rows were forgotten after `since`.
        StoreError
            If the server does not answer.
        """
        if since <= 0:
            return reading(self._graph, neo4j_reading.all_rows)
        return reading(
            self._graph,
            lambda transaction, revision: (
                neo4j_reading.changed_rows(transaction, since, revision).changes
            ),
        )

    def apply(self, changes: Changes, *, based_on: int, actor: str, note: str) -> int:
        """Make `changes`, all or nothing, and return the new revision.

        Rows that are in the store already, cell by cell, are passed over; if nothing is left
        to change there is no new revision, and the present one is returned.

        Parameters
        ----------
        changes
            Whole rows; a column of the place's own that they lack becomes empty.
        based_on
            The revision for which the change was made.
        actor
            Who makes it, in their own words.
        note
            What for.

        Raises
        ------
        StaleRevisionError
            If the store is no longer at revision `based_on`.
        DanglingReferenceError
            If a row would refer to one that is not there.
        DataError
            If rows lack what they must have, or an id is used twice.
        StoreError
            If the server does not answer, or another program keeps the store locked.
        """
        given = checked_rows(changes)
        if not len(changes):
            return self.revision()
        with writing(self._graph) as change:
            if based_on != change.revision:
                moved = neo4j_reading.changed_tables(change.transaction, based_on)
                raise StaleRevisionError(based_on, change.revision, moved)
            gone = {
                table: neo4j_reading.present_ids(change.transaction, table, ids)
                for table, ids in changes.removed.items()
            }
            references = References(change.transaction, given, gone)
            references.check_parties()
            references.check_given()
            left_behind = references.left_behind()
            if left_behind.broken:
                raise first_of(left_behind.broken)
            writer = Writer(change)
            writer.make(given, gone, left_behind)
            return writer.end(actor, note)

    def history(self, *, limit: int) -> tuple[Revision, ...]:
        """Return the newest `limit` changes, newest first."""
        return self._graph.look(lambda transaction: neo4j_reading.revisions(transaction, limit))

    def undo(self, revision: int, *, actor: str) -> int:
        """Reverse one change by a new one, and return its number.

        Parameters
        ----------
        revision
            The change to reverse; it may be an undo itself.
        actor
            Who does it, in their own words.

        Raises
        ------
        UndoRefusedError
            If its rows are no longer as it left them, if rows now refer to those that it
            would take away, or if rows of it were forgotten.
        UnknownRevisionError
            If there is no such change.
        StoreError
            If the server does not answer, or another program keeps the store locked.
        """
        with writing(self._graph) as change:
            writer = Writer(change)
            note = reverse(writer, revision)
            return writer.end(actor, note)

    def forget(self, ids: Sequence[str], *, actor: str) -> int:
        """Take rows out of the present and of all history, and return the new revision.

        Ties of the rows go too, and rows that cannot be without them; other references to them
        become empty. A referral made by one of them is from then on its organisation's. Copies
        and backups made before, and the server's own logs until it drops them, still hold
        everything.

        Parameters
        ----------
        ids
            Ids of rows of any table, also of rows that were taken out before.
        actor
            Who does it, in their own words.

        Raises
        ------
        UnknownNodeError
            If one of `ids` is neither in the store nor in its history; nothing is changed.
        StoreError
            If the server does not answer, or another program keeps the store locked.
        """
        if not ids:
            return self.revision()
        with self._turn, writing(self._graph) as change:
            self._latest = None
            writer = Writer(change)
            note = forget_rows(writer, ids)
            return writer.write_down(actor, note, is_forgetting=True)

    def snapshot(self) -> Snapshot:
        """Return the whole place at the newest revision, as columns.

        It is kept in memory, and brought up to date from there. While a large load is under way,
        the one that is kept stays the newest.

        Raises
        ------
        StoreError
            If the server does not answer.
        """
        with self._turn:
            known = self._latest
            if known is not None and self._graph.look(state_of).n_rows is not None:
                return known.snapshot
            self._latest = reading(
                self._graph,
                lambda transaction, revision: self._brought_to_date(transaction, revision, known),
            )
            return self._latest.snapshot

    def close(self) -> None:
        """Let go of the connections; closing twice does nothing."""
        self._graph.close()
        self._latest = None

    def _brought_to_date(
        self, transaction: AnyTransaction, revision: int, known: _Kept | None
    ) -> _Kept:
        """Return `known` if nothing has changed since, else what the store holds now."""
        made_at = neo4j_reading.made_at(transaction, revision)
        if known is None or not _can_follow(transaction, known):
            rows = neo4j_reading.all_rows(transaction, revision).rows
            return _Kept(Snapshot(self.store_id, revision, rows), made_at)
        if known.snapshot.revision == revision:
            return known
        since = known.snapshot.revision
        changes, put_back = neo4j_reading.changed_rows(transaction, since, revision)
        # Rows that went and came again stand after all others, as they do when read anew.
        removed = {
            table: (*changes.removed.get(table, ()), *put_back.get(table, ()))
            for table in {*changes.removed, *put_back}
        }
        followed = Changes(changes.rows, removed, revision)
        return _Kept(known.snapshot.advanced(followed), made_at)


def _can_follow(transaction: AnyTransaction, known: _Kept) -> bool:
    """Tell whether the store is a later state of what `known` holds."""
    revision = known.snapshot.revision
    is_ours = neo4j_reading.made_at(transaction, revision) == known.made_at
    return is_ours and revision >= int(neo4j_reading.meta_of(transaction)["forgotten_at"])
