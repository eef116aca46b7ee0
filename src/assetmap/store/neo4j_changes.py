"""Putting rows into a Neo4j store and taking them out, with the history of each."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.model import PARTIES, TABLES
from assetmap.store.graph_statements import within_table
from assetmap.store.journal import CREATED, REMOVED, UPDATED, Counts, said
from assetmap.store.neo4j_graph import Statement, ask
from assetmap.store.neo4j_putting import changed_references, created, derived, loaded, removed
from assetmap.store.neo4j_reading import find_rows, meta_of, own_columns
from assetmap.store.neo4j_rows import Cells, as_json, cells_of, in_chunks, row_chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from assetmap.store.forgetting import Referring
    from assetmap.store.neo4j_references import LeftBehind, Rows
    from assetmap.store.neo4j_turns import Writing

MOST_AT_ONCE: Final = 50_000
"""Rows that one transaction takes; a larger change is made in batches."""

_CHUNK: Final = 10_000

Found = tuple[Cells, int]
"""A row, and its place in the order of rows."""


class Writer:
    """One change of a Neo4j store, inside a transaction that its caller opens and ends.

    Parameters
    ----------
    change
        The transaction, and the revision that the store is at.

    Attributes
    ----------
    counts
        Rows touched so far.
    """

    def __init__(self, change: Writing) -> None:
        self.change = change
        self.transaction = change.transaction
        self.revision = change.revision + 1
        self.counts = Counts()
        meta = meta_of(change.transaction)
        self._last_order = int(meta["last_order"])
        self._forgotten_at = int(meta["forgotten_at"])
        self._tables: set[str] = set()
        self._n_steps = 0
        self._own: dict[str, list[str]] = {}
        self._detached: dict[str, dict[str, Found]] = {}

    def end(self, actor: str, note: str) -> int:
        """Write down who made the change and what for, if it changed anything.

        Returns
        -------
        int
            The revision that the store is at then.
        """
        return self.write_down(actor, note) if any(self.counts) else self.change.revision

    def write_down(self, actor: str, note: str, *, is_forgetting: bool = False) -> int:
        """Write down who made the change and what for, and return its number."""
        revision = {
            "number": self.revision,
            "made_at": datetime.now(UTC),
            "actor": said(actor),
            "note": said(note),
            **self.counts._asdict(),
            "table_names": [table for table in TABLES if table in self._tables],
            "is_reversible": not is_forgetting,
        }
        ask(self.transaction, "add_revision", revision=revision)
        for table, names in self._own.items():
            ask(self.transaction, "set_own_columns", table_name=table, names=names)
        forgotten_at = self.revision if is_forgetting else self._forgotten_at
        ask(
            self.transaction,
            "set_meta",
            forgotten_at=forgotten_at,
            last_order=self._last_order,
        )
        self.change.leads_to = self.revision
        return self.revision

    def make(self, given: Rows, gone: Mapping[str, Collection[str]], left: LeftBehind) -> None:
        """Take rows out and put rows in, whose references were found to be good.

        Parameters
        ----------
        given
            Whole rows to put in.
        gone
            Ids of rows to take out, by table.
        left
            Cells that refer to rows that go.

        Raises
        ------
        DataError
            If a column of the place's own is spelled like another.
        """
        self._add_columns(given)
        if left.renewed or _moved(given, gone):
            self._make_anew(given, gone, (*left.renewed, *left.given))
            return
        n_rows = sum(map(len, given.values())) + sum(map(len, gone.values()))
        if n_rows > MOST_AT_ONCE:
            self.change.split(n_rows)
        # Last what goes: nothing leads to it by then that would go with it.
        self._put(given)
        self._remove_all(gone)

    def _make_anew(
        self, given: Rows, gone: Mapping[str, Collection[str]], touched: Iterable[Referring]
    ) -> None:
        """Take out first what comes again under another label, since no two may have one id."""
        ids: dict[str, dict[str, None]] = defaultdict(dict)
        for cell in touched:
            ids[cell.table][cell.id] = None
        # A node takes its relationships with it, also those of rows that stay.
        self._detached = {table: find_rows(self.transaction, table, ids[table]) for table in ids}
        self._remove_all(gone)
        self._put(given)
        for table, rows in self._detached.items():
            self.replace(table, [(cells, None, order) for cells, order in rows.values()])

    def delete(self, table: str, ids: Collection[str]) -> None:
        """Take rows out, of which history is to keep nothing."""
        for some in in_chunks(list(ids), _CHUNK):
            self.change.write([removed(table, some)])
        self.count(table, Counts(removed=len(ids)))

    def count(self, table: str, counts: Counts) -> None:
        """Note that rows of `table` were touched."""
        self.counts = self.counts.plus(counts)
        if any(counts):
            self._tables.add(table)

    def replace(self, table: str, rows: Sequence[tuple[Cells, Cells | None, int]]) -> None:
        """Put rows in the place of those with their ids, without writing anything down.

        Parameters
        ----------
        table
            Whose rows they are.
        rows
            Each row, what it was before (None if its relationships are to be made anew), and its
            place in the order of rows.
        """
        for some in in_chunks(rows, _CHUNK):
            references = changed_references(table, [(cells, before) for cells, before, _ in some])
            load = loaded(table, [(cells, order) for cells, _, order in some])
            self.change.write([load, *derived(table, references)])

    def _remove_all(self, gone: Mapping[str, Collection[str]]) -> None:
        for table in reversed(TABLES):
            for some in in_chunks(sorted(gone.get(table, ())), _CHUNK):
                found = find_rows(self.transaction, table, some)
                before, orders = zip(*found.values(), strict=True)
                step = self._step(table, REMOVED, list(found), before)
                step.given["steps"][0]["orders"] = list(orders)
                self.change.write([removed(table, found), step], len(found))
                self.count(table, Counts(removed=len(found)))

    def _put(self, given: Rows) -> None:
        """Put whole rows in, or in the place of those with their ids; nodes before ties."""
        for table in TABLES:
            rows = given.get(table)
            if rows is None:
                continue
            waiting: dict[str, list[Cells]] = defaultdict(list)
            for some in row_chunks(rows, _CHUNK):
                self._put_some(table, cells_of(table, some), waiting)
            # To rows of the same table, which are all there now.
            for name, references in waiting.items():
                for chunk in in_chunks(references, _CHUNK):
                    self.change.write(list(derived(table, {name: chunk})))

    def _put_some(self, table: str, given: list[Cells], waiting: dict[str, list[Cells]]) -> None:
        ids = [row["id"] for row in given]
        found = {} if self.revision == 1 else find_rows(self.transaction, table, ids)
        detached = self._detached.get(table, {})
        found |= {row_id: detached[row_id] for row_id in ids if row_id in detached}
        new = [row for row in given if row["id"] not in found]
        other = [row for row in given if row["id"] in found and found[row["id"]][0] != row]
        statements = [
            *self._created(table, new, waiting),
            *self._updated(table, other, found, waiting),
        ]
        if statements:
            self.change.write(statements, len(given))
        for row in given:
            if row["id"] in detached:
                detached[row["id"]] = (row, found[row["id"]][1])
        self.count(table, Counts(created=len(new), updated=len(other)))

    def _created(
        self, table: str, rows: list[Cells], waiting: dict[str, list[Cells]]
    ) -> list[Statement]:
        if not rows:
            return []
        orders = range(self._last_order + 1, self._last_order + 1 + len(rows))
        self._last_order += len(rows)
        references = changed_references(table, [(row, None) for row in rows])
        for name in within_table(table):
            waiting[name] += references[name]
        put = created(table, list(zip(rows, orders, strict=True)))
        return [put, self._step(table, CREATED, [row["id"] for row in rows], ())]

    def _updated(
        self,
        table: str,
        rows: list[Cells],
        found: Mapping[str, Found],
        waiting: dict[str, list[Cells]],
    ) -> list[Statement]:
        if not rows:
            return []
        before = [found[row["id"]][0] for row in rows]
        references = changed_references(table, list(zip(rows, before, strict=True)))
        for name in within_table(table):
            waiting[name] += references.pop(name)
        put = loaded(table, [(row, found[row["id"]][1]) for row in rows])
        step = self._step(table, UPDATED, [row["id"] for row in rows], before)
        return [put, *derived(table, references), step]

    def _step(self, table: str, op: str, ids: Sequence[str], before: Iterable[Cells]) -> Statement:
        self._n_steps += 1
        step = {
            "revision": self.revision,
            "place": self._n_steps,
            "table_name": table,
            "op": op,
            "ids": ids,
            "before": [as_json(cells) for cells in before],
        }
        return Statement(name="add_steps", given={"steps": [step]})

    def _add_columns(self, given: Rows) -> None:
        known = own_columns(self.transaction)
        for table, rows in given.items():
            present = known.get(table, [])
            spelled = {name.lower() for name in present}
            new = sorted(_own_names(rows) - set(present))
            for name in new:
                if name.lower() in spelled:
                    msg = (
                        f"{table} has a column like {name!r}, spelled otherwise. "
                        "Nothing was changed."
                    )
                    raise DataError(msg)
            if new:
                self._own[table] = [*present, *new]


def _moved(given: Rows, gone: Mapping[str, Collection[str]]) -> bool:
    """Tell whether a party goes and comes again as one of another kind."""
    ids = {row_id for table in PARTIES for row_id in gone.get(table, ())}
    return any(given[table]["id"].isin(list(ids)).any() for table in PARTIES if table in given)


def _own_names(rows: pd.DataFrame) -> set[str]:
    return {str(name) for name in rows.columns if str(name).startswith("x_")}
