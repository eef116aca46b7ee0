"""The data dictionary: the model in words, for the person who fills in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.model.column import KINDS
from assetmap.model.registry import LABELS, LOOKUPS, NATURAL_KEYS, PARTIES, TABLES, TIES, columns_of
from assetmap.model.table import COMMON
from assetmap.model.vocabularies import EDITABLE, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.model.column import Column
    from assetmap.model.table import Table

_OPENING: Final = """\
# Data dictionary

Every table and column of assetmap, made from the model (`make generate`). In our workbook each
table is a sheet, in our folder of CSVs a file, in SQLite a table; in Neo4j it is a label or a
relationship. Names are the same in all of them.

- **Required**: a row without it is rejected. All other cells may stay empty.
- **Personal**: it tells something of a person, and is kept from partners and the public.
- **Public**: anybody may see it. What is not public is for those who work in the system.
- **Unit**: what a number counts.
- **Open Referral UK**: the field of that standard which holds the same.
- A list holds several values separated by `|`.
- A place may add columns of its own: their names begin with `x_`. They hold text and are private.
  `Referral` and `Outcome` take none.
"""

_HEADINGS: Final = (
    *("Column", "What it holds", "Kind", "Unit", "Required", "Personal", "Public"),
    "Open Referral UK",
)


def sentence_of(said: Column | type[Table]) -> str:
    """Return the first line of what a column or a table is, as one sentence."""
    text = said.__doc__ if isinstance(said, type) else said.description
    return str(text).strip().splitlines()[0]


def data_dictionary() -> str:
    """Return the whole dictionary as Markdown, in the model's order."""
    parts = [_OPENING, _every_row()]
    for title, names in (("Labels", LABELS), ("Look-ups", LOOKUPS), ("Ties", TIES)):
        parts.append(f"## {title}\n")
        parts += [_table(name) for name in names]
    parts.append(_vocabularies())
    return "\n".join(parts)


def _every_row() -> str:
    common = [each for each in columns_of("Organisation") if each.name in {"id", *COMMON}]
    return f"## In every table\n\n{_lines(_HEADINGS, map(_cells, common))}"


def _table(name: str) -> str:
    own = [each for each in columns_of(name) if each.name not in COMMON and each.kind != "key"]
    notes = [str(TABLES[name].__doc__).strip().replace("\n    ", "\n")]
    if name in PARTIES:
        notes.append("A party: it can give or take a referral, or be tied.")
    if name in NATURAL_KEYS:
        made_of = ", ".join(f"`{column}`" for column in NATURAL_KEYS[name])
        notes.append(f"`id` may stay empty; it is then made from {made_of}.")
    said = "\n\n".join(notes)
    return f"### {name}\n\n{said}\n\n{_lines(_HEADINGS, map(_cells, own))}"


def _cells(each: Column) -> tuple[str, ...]:
    return (
        f"`{each.name}`",
        each.description,
        _kind(each),
        each.unit or "",
        *("yes" if said else "" for said in (each.required, each.personal, each.public)),
        each.open_referral or "",
    )


def _kind(each: Column) -> str:
    if each.vocabulary:
        return f"{KINDS[each.kind]}: [{each.vocabulary}](#{each.vocabulary})"
    if each.to:
        return f"{KINDS[each.kind]}: {', '.join(each.to)}"
    bounds = [
        f"{word} {bound:g}"
        for word, bound in (("from", each.minimum), ("to", each.maximum))
        if bound is not None
    ]
    return " ".join([KINDS[each.kind], *bounds])


def _vocabularies() -> str:
    editable = ", ".join(f"`{name}`" for name in EDITABLE)
    parts = [
        "## Vocabularies\n",
        "What a choice may be. Capitals, spaces, hyphens and underscores never matter in a file.",
        f"A place may add words by rows of `Vocabulary` to: {editable}.\n",
    ]
    headings = ("Stored", "Shown", "What it means", "Also read in files")
    for name, terms in VOCABULARIES.items():
        rows = (
            (f"`{term.value}`", term.label, term.description, ", ".join(term.synonyms))
            for term in terms
        )
        parts.append(f"### {name}\n\n{_lines(headings, rows)}")
    return "\n".join(parts)


def _lines(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, tuple("---" for _ in headings), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n" for cells in lines
    )
