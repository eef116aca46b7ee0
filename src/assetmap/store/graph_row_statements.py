"""Cypher made from the model for one table's rows: read, find some, take some out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.model import TABLES, TIES, columns_of
from assetmap.store.graph_text import filled, quoted, snake_case

if TYPE_CHECKING:
    from assetmap.model import Column

_FOLDERS: Final = {
    "read": "read",
    "find": "read",
    "present": "read",
    "referring": "read",
    "remove": "remove",
}


def row_statements() -> dict[str, str]:
    """Return the text of every such file, by its path in `graph_schema/`."""
    return {
        f"{folder}/{kind}_{snake_case(table)}.cypher": _statement(kind, table)
        for kind, folder in _FOLDERS.items()
        for table in TABLES
    }


def _statement(kind: str, table: str) -> str:
    is_tie = table in TIES
    stem = snake_case(table)
    variable = "tie" if is_tie else stem
    said = {
        "name": f"{kind}_{stem}",
        "stem": stem,
        "label": quoted(table),
        "variable": variable,
        "cells": ",\n         ".join(_cell(each) for each in columns_of(table)),
        "index": f"{stem}_id_unique",
    }
    return filled(f"{kind}_{'tie' if is_tie else 'node'}", **said)


def _cell(each: Column) -> str:
    cell = f"cells.{quoted(each.name)}"
    # Days as text: the driver makes an object of each day.
    return f"toString({cell})" if each.kind == "date" else cell
