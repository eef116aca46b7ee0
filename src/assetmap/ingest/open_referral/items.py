"""Items of HSDS, of a JSON list or of a sheet, to entries; and why one cannot be one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from assetmap.ingest.gathered import Refusal
from assetmap.ingest.open_referral.book import Entry
from assetmap.ingest.open_referral.fields import TEXTS
from assetmap.ingest.open_referral.schema import LABELS, LINKS, LISTS, OBJECTS

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from assetmap.ingest.open_referral.book import Book, Line

MAX_DEPTH: Final = 12
"""How deep objects may lie in each other; the standard's own lie seven deep."""

_SHOWN: Final = 200
_KINDS: Final[Mapping[type, str]] = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


class OddItemError(ValueError):
    """An item that is not of the standard's form; the message is a sentence for its owner."""

    def __init__(self, field_name: str, value: object, reason: str) -> None:
        self.field = field_name
        self.value = shown(value)
        super().__init__(reason)


class Reader:
    """Items to entries of a book, refusing what is no item or tells otherwise of an object.

    Parameters
    ----------
    book
        Where the entries go, once `finish` is called.
    word
        What one is called: item, line.
    """

    def __init__(self, book: Book, word: str) -> None:
        self._book = book
        self._word = word
        self._items: dict[tuple[str, str], tuple[Line, Mapping[str, Any]]] = {}
        self._own: list[Entry] = []
        self._parts: list[Entry] = []
        self.refusals: list[Refusal] = []

    def read(self, table: str, item: object, line: Line) -> None:
        """Read one item of a list of `table`."""
        try:
            mapping = _as_object(table, item)
            key = (table, _id_of(mapping, table))
            self._refuse_another(key, mapping, line)
            own, *parts = _Walk(line, self._book.untaken).entries(table, mapping)
        except OddItemError as odd:
            self.refusals.append(Refusal(*line, odd.field, odd.value, str(odd)))
            return
        self._items.setdefault(key, (line, mapping))
        own.items[line] = None
        self._own.append(own)
        self._parts.extend(parts)

    def finish(self) -> None:
        """Put all entries into the book: what an item says of itself goes before all else."""
        for entry in (*self._own, *self._parts):
            self._book.add(entry)
        self._book.settle()

    def _refuse_another(self, key: tuple[str, str], item: Mapping[str, Any], line: Line) -> None:
        if key not in self._items:
            return
        first, told = self._items[key]
        try:
            if item == told:
                return
            names = dict.fromkeys((*item, *told))
            differing = next(name for name in names if item.get(name) != told.get(name))
        except RecursionError:
            raise _of_id(key[1], _TOO_DEEP) from None
        where = f"{self._word} {first[2]} of {first[1]}"
        where += f" in {first[0]}" if first[0] != line[0] else ""
        reason = f"The same id stands in {where} with another {differing!r}; that one is kept."
        raise _of_id(key[1], reason)


_TOO_DEEP: Final = f"Its objects lie more than {MAX_DEPTH} deep in each other."


class _Walk:
    """One item, and all that lies in it."""

    def __init__(self, line: Line, untaken: Counter[tuple[str, str]]) -> None:
        self._line = line
        self._untaken = untaken
        self._found: list[Entry] = []
        self._odd_fields: list[tuple[str, str]] = []

    def entries(self, table: str, item: Mapping[str, Any]) -> list[Entry]:
        """Return the item itself first, then what lies in it."""
        self._visit(table, item, "", 0)
        self._untaken.update(self._odd_fields)
        return self._found

    def _visit(self, table: str, item: Mapping[str, Any], path: str, depth: int) -> Entry:
        if depth > MAX_DEPTH:
            raise OddItemError(path, "", _TOO_DEEP)
        must_name = depth == 0 or table in LABELS
        id_ = _id_of(item, path or table) if must_name or item.get("id") is not None else ""
        entry = Entry(table, id_ or f"\0{self._line}{len(self._found)}", lines={self._line: None})
        self._found.append(entry)
        for name, value in item.items():
            if value is not None and name != "id":
                self._field(entry, name, value, f"{path}.{name}" if path else name, depth)
        return entry

    def _field(self, entry: Entry, name: str, value: object, path: str, depth: int) -> None:
        if name in LINKS.get(entry.table, {}):
            if text := _id(value, path):
                self._tie(entry, name, text)
        elif name in OBJECTS.get(entry.table, {}):
            table, link = OBJECTS[entry.table][name]
            part = self._visit(table, _as_object(path, value), path, depth + 1)
            self._tie(entry, link, part.id)
        elif name in LISTS.get(entry.table, {}):
            table, link = LISTS[entry.table][name]
            link = f"{entry.table}_id" if link == "link_id" else link
            for number, each in enumerate(_as_list(path, value), start=1):
                where = f"{path} {number}"
                part = self._visit(table, _as_object(where, each), where, depth + 1)
                self._tie(part, link, entry.id)
        else:
            self._text(entry, name, value, path)

    def _tie(self, entry: Entry, name: str, id_: str) -> None:
        entry.links.setdefault(name, {}).setdefault(id_, {})[self._line] = None

    def _text(self, entry: Entry, name: str, value: object, path: str) -> None:
        if isinstance(value, list | dict):
            if name in TEXTS[entry.table]:
                raise OddItemError(path, value, _not(value, "text"))
            if value:
                self._odd_fields.append((entry.table, name))
            return
        text = _plain_text(value, path)
        if not text.strip():
            return
        if name in TEXTS[entry.table]:
            entry.texts[name] = text
        else:
            self._odd_fields.append((entry.table, name))


def shown(value: object) -> str:
    """Return what a fault shows of a value: text as it is, else as JSON, cut if it is long."""
    try:
        text = value if isinstance(value, str) else json.dumps(value)
    except RecursionError:
        text = ""
    text = text.encode(errors="replace").decode()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _of_id(value: object, reason: str) -> OddItemError:
    return OddItemError("id", value, reason)


def _id_of(item: Mapping[str, Any], path: str) -> str:
    found = _id(item.get("id"), "id")
    if not found:
        raise _of_id(item.get("id"), f"The {path} has no id, and each needs its own.")
    return found


def _id(value: object, path: str) -> str:
    if value is not None and not isinstance(value, str):
        raise OddItemError(path, value, _not(value, "an id in quotation marks"))
    return _plain_text(value, path).strip()


def _as_object(path: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise OddItemError(path, value, _not(value, "an object"))
    return value


def _as_list(path: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise OddItemError(path, value, _not(value, "a list"))
    return value


def _not(value: object, wanted: str) -> str:
    return f"It is {_KINDS.get(type(value), 'nothing')} where {wanted} is expected."


def _plain_text(value: object, path: str) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            reason = "It holds half of a character, which is no text."
            raise OddItemError(path, text, reason) from None
    return text
