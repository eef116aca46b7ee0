"""SQL as text: names of tables and columns put into statements, always quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def quoted(name: str) -> str:
    """Return `name` as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def sql(statement: str, **names: str | Sequence[str]) -> str:
    """Return `statement` with names in the place of words in braces.

    Parameters
    ----------
    statement
        Written out, with values as question marks.
    names
        A table or a column, or several columns, for each word in braces.

    Examples
    --------
    >>> sql("SELECT {columns} FROM {table} WHERE id = ?", columns=["id", "group"], table="Area")
    'SELECT "id", "group" FROM "Area" WHERE id = ?'
    """
    return statement.format(
        **{
            word: quoted(given) if isinstance(given, str) else ", ".join(map(quoted, given))
            for word, given in names.items()
        }
    )
