"""The format of Kumu: a workbook or CSVs of elements and connections, or the same as JSON.

What its fields become is said in `words`. An element is one row read, and a connection is
one; several elements in a connection's To, separated by |, are several ties of one row. Of JSON
the plain form is read, and the form of a project's backup in which the fields are nested in
`attributes`. A sheet with (ignore) in its name is not read, as in Kumu.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assetmap.ingest.drafting import text_of
from assetmap.ingest.gathered import Document, Gathered, Refusal, together
from assetmap.ingest.kumu.connections import gather_connections
from assetmap.ingest.kumu.elements import gather_elements
from assetmap.ingest.kumu.items import Item
from assetmap.ingest.kumu.words import CONNECTION_CORE, ELEMENT_CORE, Fields
from assetmap.model.column import FORBIDDEN, MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetmap.ingest.sheet import Sheet
    from assetmap.model import Snapshot

_ELEMENTS, _CONNECTIONS = "elements", "connections"
_SYNONYMS: Final = {"element type": "type", "connection type": "type", "_id": "id"}
_NO_FIELDS: Final = frozenset({"attributes"})
_IGNORED: Final = "(ignore)"
_SPACES: Final = " \u00a0"
_SHOWN: Final = 200
_NAMELESS: Final = "(no name)"
_TOO_LONG: Final = f"It is longer than {MAX_TEXT:,} characters. Shorten it."
_HIDDEN: Final = "It holds a control character or one that turns the direction of text. Retype it."


@dataclass(frozen=True, slots=True)
class _Parts:
    """Sheets of elements, of connections, and those that are not to be read."""

    elements: list[Sheet]
    connections: list[Sheet]
    ignored: list[Sheet]


def known(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that are Kumu's.

    A sheet of labels alone is Kumu's if connections stand beside it, if it is called elements,
    or if nothing else is there: other lists of ties name their ends by labels too.
    """
    parts = _parts(sheets)
    is_alone = len(parts.elements) + len(parts.ignored) == len(sheets)
    named = [sheet for sheet in parts.elements if _ELEMENTS in sheet.sheet.casefold()]
    elements = parts.elements if parts.connections or is_alone else named
    return [*elements, *parts.connections, *parts.ignored] if elements else []


def gather(sheets: Sequence[Sheet], snapshot: Snapshot) -> Gathered:
    """Return what sheets of elements and connections give.

    Parameters
    ----------
    sheets
        Those that `known` returns.
    snapshot
        What the place holds.
    """
    parts = _parts(sheets)
    elements = [item for sheet in parts.elements for item in _rows(sheet, ELEMENT_CORE)]
    connections = [item for sheet in parts.connections for item in _rows(sheet, CONNECTION_CORE)]
    notes = tuple(
        f"{sheet.file}, sheet {sheet.sheet!r} was not read: its name says {_IGNORED}."
        for sheet in parts.ignored
    )
    return together([Gathered(notes=notes), _gathered(elements, connections, snapshot)])


def is_known(value: Any) -> bool:
    """Tell whether a document is a list of elements, with or without connections."""
    return (
        isinstance(value, dict)
        and isinstance(value.get(_ELEMENTS), list)
        and isinstance(value.get(_CONNECTIONS, []), list)
    )


def gather_document(document: Document, snapshot: Snapshot) -> Gathered:
    """Return what a document's elements and connections give beside `snapshot`."""
    elements = list(_items(document, _ELEMENTS, ELEMENT_CORE))
    connections = list(_items(document, _CONNECTIONS, CONNECTION_CORE))
    return _gathered(elements, connections, snapshot)


def _gathered(
    elements: Sequence[Item], connections: Sequence[Item], snapshot: Snapshot
) -> Gathered:
    fields = Fields(snapshot)
    refusals = [refusal for item in (*elements, *connections) for refusal in _unfit(item)]
    found = gather_elements([item for item in elements if not _unfit(item)], fields, snapshot)
    fit = [item for item in connections if not _unfit(item)]
    ties = gather_connections(fit, found, fields, snapshot)
    return together([Gathered(refusals=tuple(refusals)), found.gathered(fields), ties])


def _unfit(item: Item) -> list[Refusal]:
    """Return why no column can hold what an item says: a text too long, or a hidden character."""
    for heading, text in item.cells.items():
        if len(text) > MAX_TEXT:
            return [item.refused(heading, f"{text[:_SHOWN]}…", _TOO_LONG)]
        if FORBIDDEN.search(text):
            return [item.refused(heading, text[:_SHOWN], _HIDDEN)]
    return []


def _parts(sheets: Sequence[Sheet]) -> _Parts:
    parts = _Parts([], [], [])
    for sheet in sheets:
        headings = [each.casefold() for each in sheet.columns]
        first = headings[1:] if headings[:1] == ["id"] else headings
        if _IGNORED in sheet.sheet.casefold():
            parts.ignored.append(sheet)
        elif first[:2] == ["from", "to"]:
            parts.connections.append(sheet)
        elif first[:1] == ["label"]:
            parts.elements.append(sheet)
    return parts


def _rows(sheet: Sheet, core: Sequence[str]) -> Iterator[Item]:
    headings = [_field(heading, core) for heading in sheet.columns]
    for line, cells in zip(sheet.lines, zip(*sheet.columns.values(), strict=True), strict=True):
        filled = {
            heading: text
            for heading, cell in zip(headings, cells, strict=True)
            if (text := cell.strip(_SPACES)).strip()
        }
        yield Item(sheet.file, sheet.sheet, line, filled)


def _items(document: Document, name: str, core: Sequence[str]) -> Iterator[Item]:
    for line, item in enumerate(document.value.get(name, []), start=1):
        said = item if isinstance(item, dict) else {}
        nested = said.get("attributes")
        said = {**said, **(nested if isinstance(nested, dict) else {})}
        yield Item(document.file, name, line, _cells(said, core))


def _cells(said: Mapping[str, Any], core: Sequence[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for heading, value in said.items():
        text = _text(value).strip(_SPACES)
        if text.strip() and heading not in _NO_FIELDS:
            cells.setdefault(_field(" ".join(heading.split()), core), text)
    return cells


def _field(heading: str, core: Sequence[str]) -> str:
    """Return Kumu's own name of a field, or the heading as it stands."""
    plain = _SYNONYMS.get(heading.casefold(), heading.casefold())
    return plain if plain in core else heading or _NAMELESS


def _text(value: Any) -> str:
    """Return a value as the text of a cell: several are separated by |."""
    if isinstance(value, list) and all(not isinstance(each, dict | list) for each in value):
        return "|".join(filter(None, map(text_of, value)))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return text_of(value)
