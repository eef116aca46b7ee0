"""Statements that put rows of one table into a Neo4j store, or take them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.errors import DamagedStoreError
from assetmap.model import TIES, columns_of
from assetmap.store.graph_statements import made_with_row
from assetmap.store.graph_text import snake_case
from assetmap.store.neo4j_graph import Statement, stream
from assetmap.store.neo4j_rows import ORDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from assetmap.store.neo4j_graph import AnyTransaction
    from assetmap.store.neo4j_rows import Cells


def run_checked(transaction: AnyTransaction, address: str, wanted: Statement) -> None:
    """Run a statement that writes.

    Raises
    ------
    DamagedStoreError
        If it made fewer relationships than it should. References were checked before, by the
        columns of rows; so the relationships do not follow the columns.
    """
    counters = stream(transaction, wanted.name, **wanted.given).consume().counters
    if wanted.n_ties not in {-1, counters.relationships_created}:
        n_missing = wanted.n_ties - counters.relationships_created
        reason = f"{n_missing} rows of {wanted.table} refer to what is not there"
        raise DamagedStoreError(address, reason)


def created(table: str, rows: Sequence[tuple[Cells, int]]) -> Statement:
    """Put rows in that are not there, each with its place in the order of rows."""
    names = [each.name for each in made_with_row(table)]
    n_ties = sum(cells.get(name) is not None for cells, _ in rows for name in names)
    return Statement(
        f"create_{snake_case(table)}",
        {"rows": [{**cells, ORDER: order} for cells, order in rows]},
        table,
        len(rows) if table in TIES else n_ties,
    )


def loaded(table: str, rows: Sequence[tuple[Cells, int]]) -> Statement:
    """Put rows in the place of those with their ids; their references are left as they were."""
    return Statement(
        f"load_{snake_case(table)}",
        {"rows": [{**cells, ORDER: order} for cells, order in rows]},
        table,
        len(rows) if table in TIES else -1,
    )


def removed(table: str, ids: Collection[str]) -> Statement:
    """Take rows out."""
    return Statement(f"remove_{snake_case(table)}", {"ids": list(ids)}, table)


def derived(table: str, changed: Mapping[str, Sequence[Cells]]) -> Iterator[Statement]:
    """Give the statements that make relationships anew, by column, for rows with that column."""
    for name, rows in changed.items():
        if rows:
            yield Statement(
                f"derive_{snake_case(table)}_{name}",
                {"rows": list(rows)},
                table,
                sum(row[name] is not None for row in rows),
            )


def changed_references(
    table: str, rows: Sequence[tuple[Cells, Cells | None]]
) -> dict[str, list[Cells]]:
    """Return by column the rows whose reference is another than before; None: there was no row."""
    return {
        each.name: [
            {"id": cells["id"], each.name: cells.get(each.name)}
            for cells, before in rows
            if cells.get(each.name) != (before or {}).get(each.name)
        ]
        for each in columns_of(table)
        if each.tie
    }
