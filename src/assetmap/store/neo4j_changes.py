"""Putting rows into a Neo4j store and taking them out, with the history of each."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import DamagedStoreError, DataError
from assetmap.model import TABLES, columns_of
from assetmap.store.graph_text import snake_case
from assetmap.store.journal import CREATED, REMOVED, UPDATED, Counts, said
from assetmap.store.neo4j_graph import ask
from assetmap.store.neo4j_reading import find_rows, meta_of, own_columns
from assetmap.store.neo4j_rows import ORDER, Cells, as_json, cells_of, in_chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from assetmap.store.forgetting import Referring
    from assetmap.store.neo4j_graph import Writing
    from assetmap.store.neo4j_references import Rows

_CHUNK: Final = 10_000


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
        self._detached: dict[str, dict[str, tuple[Cells, int]]] = {}
        self._references: dict[tuple[str, str], list[Cells]] = defaultdict(list)

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
        forgotten_at = self.revision if is_forgetting else self._forgotten_at
        ask(
            self.transaction,
            "set_meta",
            forgotten_at=forgotten_at,
            last_order=self._last_order,
        )
        self.change.leads_to = self.revision
        return self.revision

    def make(
        self,
        given: Rows,
        gone: Mapping[str, Mapping[str, Cells]],
        renewed: Iterable[Referring],
    ) -> None:
        """Take rows out and put rows in, whose references were found to be good.

        Parameters
        ----------
        given
            Whole rows to put in.
        gone
            Rows to take out, their cells by table and id.
        renewed
            Cells of rows that stay, which refer to rows that go and come again under another label.

        Raises
        ------
        DataError
            If a column of the place's own is spelled like another.
        """
        ids: dict[str, dict[str, None]] = defaultdict(dict)
        for cell in renewed:
            ids[cell.table][cell.id] = None
        # A node takes its relationships with it, also those of rows that stay.
        self._detached = {table: find_rows(self.transaction, table, ids[table]) for table in ids}
        for table in reversed(TABLES):
            if gone.get(table):
                self.remove(table, gone[table])
        self._put(given)
        for table, rows in self._detached.items():
            for cells, _ in rows.values():
                self.refer(table, cells, None)
            self.load(table, rows.values())
        self.derive()

    def remove(self, table: str, found: Mapping[str, Cells]) -> None:
        """Take rows out, whose cells are given."""
        self.delete(table, found)
        for some in in_chunks(list(found), _CHUNK):
            self._record(table, REMOVED, some, [as_json(found[row_id]) for row_id in some])

    def delete(self, table: str, ids: Collection[str]) -> None:
        """Take rows out, of which history is to keep nothing."""
        for some in in_chunks(list(ids), _CHUNK):
            ask(self.transaction, f"remove_{snake_case(table)}", ids=some)
        self.count(table, Counts(removed=len(ids)))

    def count(self, table: str, counts: Counts) -> None:
        """Note that rows of `table` were touched."""
        self.counts = self.counts.plus(counts)
        if any(counts):
            self._tables.add(table)

    def load(self, table: str, rows: Iterable[tuple[Cells, int]]) -> None:
        """Put rows in whose place in the order is given, without writing anything down."""
        for some in in_chunks(list(rows), _CHUNK):
            loaded = [{**cells, ORDER: order} for cells, order in some]
            (found,) = ask(self.transaction, f"load_{snake_case(table)}", rows=loaded)
            self._check_number(table, len(loaded), found["n_rows"])

    def refer(self, table: str, cells: Cells, before: Cells | None) -> None:
        """Note which relationships of a row must be made anew, because its references changed."""
        for name in _derived_of(table):
            value = cells.get(name)
            was = None if before is None else before.get(name)
            if value != was:
                self._references[table, name].append({"id": cells["id"], name: value})

    def derive(self) -> None:
        """Make the relationships that follow from references noted since."""
        for (table, name), rows in self._references.items():
            for some in in_chunks(rows, _CHUNK):
                statement = f"derive_{snake_case(table)}_{name}"
                (found,) = ask(self.transaction, statement, rows=some)
                n_filled = sum(row[name] is not None for row in some)
                self._check_number(table, n_filled, found["n_ties"])
        self._references.clear()

    def _put(self, given: Rows) -> None:
        """Put whole rows in, or in the place of those with their ids; nodes before ties."""
        self._add_columns(given)
        for table in TABLES:
            rows = given.get(table)
            if rows is not None:
                for start in range(0, len(rows), _CHUNK):
                    self._put_some(table, cells_of(table, rows.iloc[start : start + _CHUNK]))

    def _put_some(self, table: str, given: list[Cells]) -> None:
        ids = [row["id"] for row in given]
        found = {} if self.revision == 1 else find_rows(self.transaction, table, ids)
        detached = self._detached.get(table, {})
        found |= {row_id: detached[row_id] for row_id in ids if row_id in detached}
        created = [row for row in given if row["id"] not in found]
        updated = [row for row in given if row["id"] in found and found[row["id"]][0] != row]
        orders = range(self._last_order + 1, self._last_order + 1 + len(created))
        self._last_order += len(created)
        for row in created:
            self.refer(table, row, None)
        for row in updated:
            self.refer(table, row, found[row["id"]][0])
        self.load(table, zip(created, orders, strict=True))
        self.load(table, ((row, found[row["id"]][1]) for row in updated))
        for row in given:
            if row["id"] in detached:
                detached[row["id"]] = (row, found[row["id"]][1])
        self.count(table, Counts(created=len(created), updated=len(updated)))
        self._record(table, CREATED, [row["id"] for row in created], [])
        before = [as_json(found[row["id"]][0]) for row in updated]
        self._record(table, UPDATED, [row["id"] for row in updated], before)

    def _record(self, table: str, op: str, ids: Sequence[str], before: list[str]) -> None:
        if not ids:
            return
        self._n_steps += 1
        step = {
            "revision": self.revision,
            "place": self._n_steps,
            "table_name": table,
            "op": op,
            "ids": ids,
            "before": before,
        }
        ask(self.transaction, "add_steps", steps=[step])

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
                names = [*present, *new]
                ask(self.transaction, "set_own_columns", table_name=table, names=names)

    def _check_number(self, table: str, expected: int, found: Any) -> None:
        # The references were checked before, by the columns of rows.
        if found != expected:
            reason = f"{expected - int(found)} rows of {table} refer to what is not there"
            raise DamagedStoreError(self.change.address, reason)


def _derived_of(table: str) -> list[str]:
    return [each.name for each in columns_of(table) if each.tie]


def _own_names(rows: pd.DataFrame) -> set[str]:
    return {str(name) for name in rows.columns if str(name).startswith("x_")}
