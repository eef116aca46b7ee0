"""Cypher made from the model: uniqueness rules, indexes and load statements.

The texts stand in `templates/`; names of labels, ties and columns come from the model alone.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from assetmap.model import LABELS, LOOKUPS, PARTIES, TABLES, TIES, column_of, columns_of
from assetmap.model.dictionary import sentence_of
from assetmap.model.table import COMMON
from assetmap.store.graph_row_statements import row_statements
from assetmap.store.graph_text import filled, quoted, snake_case

if TYPE_CHECKING:
    from assetmap.model import Column

GENERATED: Final = ("constraints", "indexes", "create", "load", "read", "remove")
"""Folders of `graph_schema/` in which every file is made from the model."""

_TYPES: Final = {
    "datetime64[us]": "date",
    "Int64": "integer",
    "float64": "float",
    "boolean": "boolean",
}
_WORDS: Final = ("name", "alternate_names", "synonyms")
_WIDTH: Final = 100
_INDENT: Final = "//          "


def load_names() -> tuple[str, ...]:
    """Return the names of the load statements in the order in which rows can be put in."""
    nodes = [f"load_{snake_case(name)}" for name in (*LABELS, *LOOKUPS)]
    derived = [f"derive_{snake_case(table)}_{each.name}" for table, each in derived_columns()]
    return (*nodes, *derived, *(f"load_{snake_case(name)}" for name in TIES))


def derived_columns() -> list[tuple[str, Column]]:
    """Return table and column of every reference that Neo4j also holds as a relationship."""
    return [(table, each) for table in TABLES for each in columns_of(table) if each.tie]


def made_with_row(table: str) -> list[Column]:
    """Return the columns of `table` whose relationship is made with the row that holds them."""
    within = within_table(table)
    return [each for each in columns_of(table) if each.tie and each.name not in within]


def within_table(table: str) -> list[str]:
    """Return the columns whose relationships run between rows of `table`.

    They wait until all rows are in.
    """
    return [each.name for each in columns_of(table) if each.tie and table in each.to]


def anchors(tables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels by whose uniqueness rules rows of any of `tables` are found.

    One table is found by its own; several parties share that of `Party`.

    Examples
    --------
    >>> anchors(("Need",)), anchors(("Organisation", "Activity", "Area"))
    (('Need',), ('Party', 'Area'))
    """
    if len(tables) == 1:
        return tables
    return tuple(dict.fromkeys("Party" if name in PARTIES else name for name in tables))


def generated() -> dict[str, str]:
    """Return the text of every file made from the model, by its path in `graph_schema/`."""
    return {**_constraints(), **_indexes(), **_creations(), **_loads(), **row_statements()}


def _constraints() -> dict[str, str]:
    made = {
        "party_id_unique": filled(
            "constraint_party", name="party_id_unique", label="Party", parties=", ".join(PARTIES)
        )
    }
    for table in TABLES:
        name = f"{snake_case(table)}_id_unique"
        template = "constraint_tie" if table in TIES else "constraint_node"
        made[name] = filled(template, name=name, label=quoted(table), variable=_variable(table))
    return _numbered("constraints", made)


def _indexes() -> dict[str, str]:
    made = {}
    for table in TABLES:
        for each in _indexed(table):
            name = f"{snake_case(table)}_{each.name}"
            made[name] = filled(
                "index_tie" if table in TIES else "index_node",
                name=name,
                label=quoted(table),
                variable=_variable(table),
                column=quoted(each.name),
                description=sentence_of(each),
            )
    made["names"] = _index_of_words()
    return _numbered("indexes", made)


def _variable(table: str) -> str:
    return "tie" if table in TIES else snake_case(table)


def _indexed(table: str) -> list[Column]:
    """Return what rows are looked up by: name, codes, first day, and where a point is."""
    own = [each for each in columns_of(table) if each.name not in {"id", *COMMON}]
    first_day = next((each.name for each in own if each.kind == "date"), None)
    # A band of latitude is how `activities_near` asks; postcodes are asked for by themselves.
    latitude = "latitude" if table in LABELS else None
    return [
        each
        for each in own
        if each.name in {"name", first_day, latitude}
        or each.kind == "code"
        or each.name.endswith("_code")
    ]


def _index_of_words() -> str:
    columns = {table: [each.name for each in columns_of(table)] for table in LABELS}
    labels = [table for table, names in columns.items() if "name" in names]
    words = [word for word in _WORDS if any(word in columns[label] for label in labels)]
    return filled(
        "index_words",
        name="names",
        labels="|".join(quoted(label) for label in labels),
        properties=", ".join(f"node.{quoted(word)}" for word in words),
    )


def _creations() -> dict[str, str]:
    made = {f"create_{snake_case(table)}": _create_node(table) for table in (*LABELS, *LOOKUPS)}
    made |= {f"create_{snake_case(table)}": _create_tie(table) for table in TIES}
    return {f"create/{name}.cypher": text for name, text in made.items()}


def _create_node(table: str) -> str:
    variable = snake_case(table)
    others = made_with_row(table)
    calls = "".join(_create_reference(variable, each) for each in others)
    labels = f"Party:{quoted(table)}" if table in PARTIES else quoted(table)
    rules = [anchors(each.to)[0] for each in others]
    return filled(
        "create_node",
        name=f"create_{variable}",
        stem=variable,
        label=quoted(table),
        labels=labels,
        variable=variable,
        columns=_columns_in_words(table),
        references=f"\nWITH {variable}, row{calls}" if calls else "",
        index=_rules_used("Party" if table in PARTIES else table, *rules),
    )


def _create_reference(variable: str, each: Column) -> str:
    (other,) = anchors(each.to)
    return filled(
        "create_reference",
        variable=variable,
        column=quoted(each.name),
        other_label=quoted(other),
        made=_arrow(each, ""),
    ).rstrip()


def _create_tie(table: str) -> str:
    ends = {end: column_of(table, f"{end}_id").to for end in ("from", "to")}
    return filled(
        "create_tie",
        name=f"create_{snake_case(table)}",
        stem=snake_case(table),
        label=quoted(table),
        columns=_columns_in_words(table),
        match_from=_match("from", ends["from"]),
        match_to=_match("to", ends["to"]),
        index=_rules_used(table, *anchors(ends["from"]), *anchors(ends["to"])),
    )


def _loads() -> dict[str, str]:
    made = {f"load_{snake_case(table)}": _load_node(table) for table in (*LABELS, *LOOKUPS)}
    made |= {f"load_{snake_case(table)}": _load_tie(table) for table in TIES}
    made |= {
        f"derive_{snake_case(table)}_{each.name}": _derive(table, each)
        for table, each in derived_columns()
    }
    return {f"load/{name}.cypher": text for name, text in made.items()}


def _load_node(table: str) -> str:
    is_party = table in PARTIES
    return filled(
        "load_party" if is_party else "load_node",
        name=f"load_{snake_case(table)}",
        label=quoted(table),
        variable=snake_case(table),
        columns=_columns_in_words(table),
        index="party_id_unique" if is_party else f"{snake_case(table)}_id_unique",
    )


def _load_tie(table: str) -> str:
    ends = {end: column_of(table, f"{end}_id").to for end in ("from", "to")}
    return filled(
        "load_tie",
        name=f"load_{snake_case(table)}",
        label=quoted(table),
        description=sentence_of(TABLES[table]),
        columns=_columns_in_words(table),
        match_from=_match("from", ends["from"]),
        match_to=_match("to", ends["to"]),
        index=_rules_used(table, *anchors(ends["from"]), *anchors(ends["to"])),
    )


def _match(end: str, tables: tuple[str, ...]) -> str:
    labels = anchors(tables)
    said = {"end": f"{end}_node", "column": f"{end}_id"}
    if len(labels) == 1:
        return filled("match_one", **said, label=quoted(labels[0])).rstrip()
    # Each label is asked for by itself, so that each look-up goes by its own uniqueness rule. A
    # party of a kind that it may not lead to can have the id of the other.
    said |= {f"label_{place}": quoted(label) for place, label in enumerate(labels, start=1)}
    kinds = "|".join(quoted(table) for table in tables if table not in labels)
    return filled("match_either", **said, kinds=kinds).rstrip()


def _derive(table: str, each: Column) -> str:
    (own,), (other,) = anchors((table,)), anchors(each.to)
    return filled(
        "derive",
        name=f"derive_{snake_case(table)}_{each.name}",
        label=table,
        own_label=quoted(own),
        other_label=quoted(other),
        tie=quoted(str(each.tie)),
        column=quoted(each.name),
        description=sentence_of(each),
        before=_arrow(each, "before"),
        made=_arrow(each, "tie"),
        index=_rules_used(own, other),
    )


def _arrow(each: Column, variable: str) -> str:
    left, right = ("<-", "-") if each.is_reversed else ("-", "->")
    return f"{left}[{variable}:{quoted(str(each.tie))}]{right}"


def _rules_used(*labels: str) -> str:
    return ", ".join(dict.fromkeys(f"{snake_case(label)}_id_unique" for label in labels))


def _columns_in_words(table: str) -> str:
    said = [f"{each.name} {_TYPES.get(each.dtype, 'string')}" for each in columns_of(table)]
    # A column and its type stay on one line.
    text = ", ".join(each.replace(" ", "\0") for each in said)
    lines = textwrap.wrap(text, _WIDTH - len(_INDENT), break_on_hyphens=False)
    return f"\n{_INDENT}".join(lines).replace("\0", " ")


def _numbered(folder: str, made: dict[str, str]) -> dict[str, str]:
    return {
        f"{folder}/{number:03}_{name}.cypher": text
        for number, (name, text) in enumerate(made.items(), start=1)
    }
