"""What a change of a Neo4j store would leave referring to nothing, found before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assetmap.errors import DanglingReferenceError, DataError
from assetmap.model import PARTIES, references_of
from assetmap.store.neo4j_reading import present_ids, referring_to

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from assetmap.model import Column
    from assetmap.store.forgetting import Referring
    from assetmap.store.neo4j_graph import AnyTransaction

Rows = dict[str, "pd.DataFrame"]
"""Whole rows by table."""


class LeftBehind(NamedTuple):
    """Cells that refer to rows that go, of rows that are not among these.

    Attributes
    ----------
    broken
        Of rows that stay as they are, and would refer to nothing.
    renewed
        Of rows that stay as they are, and refer to a row that comes again under another label.
    given
        Of rows that the change puts others in the place of.
    """

    broken: list[Referring]
    renewed: list[Referring]
    given: list[Referring]


class References:
    """The references of a store as they will be after a change.

    Parameters
    ----------
    transaction
        Sees the store before the change.
    given
        Rows that the change puts in, or in the place of others.
    gone
        Ids of rows that it takes out, by table; only those that are there.
    """

    def __init__(
        self, transaction: AnyTransaction, given: Rows, gone: Mapping[str, Collection[str]]
    ) -> None:
        self._transaction = transaction
        self._given = given
        self._gone = {table: set(ids) for table, ids in gone.items()}
        self._given_ids = {table: set(rows["id"]) for table, rows in given.items()}

    def check_parties(self) -> None:
        """Check that no two parties would have one id.

        Raises
        ------
        DataError
            If two would.
        """
        seen: dict[str, str] = {}
        for table in PARTIES:
            ids = self._given_ids.get(table, set())
            taken = {row_id: seen[row_id] for row_id in ids & set(seen)}
            for other in PARTIES:
                if ids and other != table:
                    taken |= dict.fromkeys(self._staying(other, ids), other)
            if taken:
                row_id = min(taken)
                msg = (
                    f"{table} {row_id!r} has the id of a row of {taken[row_id]}; ids must differ "
                    f"across both. Nothing was changed."
                )
                raise DataError(msg)
            seen |= dict.fromkeys(ids, table)

    def check_given(self) -> None:
        """Check that every row that is put in refers to rows that will be there.

        Raises
        ------
        DanglingReferenceError
            If one does not.
        """
        for table, rows in self._given.items():
            for column in references_of(table):
                missing = self._missing(column, set(rows[column.name].dropna()))
                if missing:
                    first = rows[rows[column.name].isin(list(missing))].sort_values("id").iloc[0]
                    raise DanglingReferenceError(
                        table, column.name, str(first["id"]), str(first[column.name])
                    )

    def left_behind(self) -> LeftBehind:
        """Return the cells that refer to rows that go."""
        found = LeftBehind([], [], [])
        for cell in referring_to(self._transaction, self._gone):
            if cell.id in self._gone.get(cell.table, ()):
                continue
            if cell.id in self._given_ids.get(cell.table, ()):
                found.given.append(cell)
            elif self._missing(cell.column, {cell.value}):
                found.broken.append(cell)
            else:
                found.renewed.append(cell)
        return found

    def _missing(self, column: Column, ids: set[str]) -> set[str]:
        for label in column.to:
            ids = ids - self._given_ids.get(label, set())
        for label in column.to:
            if ids:
                ids = ids - self._staying(label, ids)
        return ids

    def _staying(self, label: str, ids: set[str]) -> set[str]:
        return present_ids(self._transaction, label, ids) - self._gone.get(label, set())


def first_of(broken: list[Referring]) -> DanglingReferenceError:
    """Return what names the first reference that would lead nowhere."""
    cell = broken[0]
    return DanglingReferenceError(cell.table, cell.column.name, cell.id, cell.value)
