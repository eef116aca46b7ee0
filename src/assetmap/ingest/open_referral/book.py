"""Objects of HSDS, however they came, as entries: each object once, with all that names it.

A JSON item holds other objects within it; a sheet's row names them by id. In either form an
entry is the object's own text, the ids that it is tied to, and the items that tell of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assetmap.ingest.gathered import Lines
from assetmap.ingest.open_referral.published_ids import COMMUNITY, Known
from assetmap.ingest.open_referral.schema import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Line = tuple[str, str, int]
    """File, sheet, and number of an item or of a line."""


@dataclass(slots=True)
class Entry:
    """One object of the standard.

    Attributes
    ----------
    table
        Its table in HSDS, in the singular.
    id
        Its id; of a part without one, a made one that no other has.
    texts
        Its own text by field.
    links
        Ids that it is tied to, by the field that names them, and the items that say so.
    lines
        Items that tell of it.
    items
        Those of `lines` that are it themselves: rows read, of which it is no part.
    """

    table: str
    id: str
    texts: dict[str, str] = field(default_factory=dict)
    links: dict[str, dict[str, dict[Line, None]]] = field(default_factory=dict)
    lines: dict[Line, None] = field(default_factory=dict)
    items: dict[Line, None] = field(default_factory=dict)

    @property
    def is_item(self) -> bool:
        """Whether it is a row read itself, and not only part of others."""
        return bool(self.items)

    @property
    def is_bare(self) -> bool:
        """Whether it only names an object that is told of elsewhere."""
        return not self.is_item and not self.texts

    def lines_to(self, id_: str, *names: str) -> Iterable[Line]:
        """Return the items that tie it to `id_` by one of the fields `names`, else all."""
        told = (self.links.get(name, {}).get(id_) for name in names)
        return next(filter(None, told), self.lines)

    def linked(self, name: str) -> list[str]:
        """Return the ids that the field `name` names."""
        return list(self.links.get(name, ()))

    def link(self, name: str) -> str:
        """Return the first id that the field `name` names, or ""."""
        return next(iter(self.links.get(name, ())), "")


class Book:
    """All entries of one load.

    Parameters
    ----------
    known
        What the place holds of what it published.

    Attributes
    ----------
    known
        The same.
    n_differing
        How many parts say otherwise than what was told of the same object before, by table.
    untaken
        How many objects have a field that the map has no room for, by table and field.
    """

    def __init__(self, known: Known | None = None) -> None:
        self.known = known or Known()
        self._entries: dict[str, dict[str, Entry]] = {}
        self._used: dict[tuple[str, str], dict[Line, None]] = {}
        self._label_of: dict[str, str] = {}
        self._hours: dict[str, list[Entry]] | None = None
        self.n_differing: Counter[str] = Counter()
        self.untaken: Counter[tuple[str, str]] = Counter()

    def add(self, entry: Entry) -> None:
        """Add what `entry` tells; what was told before of the same object stays."""
        known = self._entries.setdefault(entry.table, {}).setdefault(entry.id, entry)
        if known is entry:
            return
        if any(known.texts.setdefault(name, text) != text for name, text in entry.texts.items()):
            self.n_differing[entry.table] += 1
        for name, ids in entry.links.items():
            for id_, lines in ids.items():
                known.links.setdefault(name, {}).setdefault(id_, {}).update(lines)
        known.lines.update(entry.lines)
        known.items.update(entry.items)

    def settle(self) -> None:
        """Decide which of several objects of one id keeps it, once all are in."""
        for table in (*LABELS, "schedule"):
            for id_ in self._entries.get(table, ()):
                self._label_of.setdefault(id_, table)

    def our_id(self, table: str, id_: str) -> str:
        """Return the id of an object in our map, in which an id is used once."""
        if id_ in self.known.ids:
            return self.known.ids[id_]
        if not id_ or self._label_of.get(id_, table) == table:
            return id_
        return f"{table}-{id_}"

    def community_id(self, term_id: str) -> str:
        """Return the id of the community that a term is in our map."""
        return self.known.communities.get(term_id, f"{COMMUNITY}{term_id}")

    def all(self, table: str) -> Iterable[Entry]:
        """Return the entries of a table in the order in which they were told of."""
        return self._entries.get(table, {}).values()

    def get(self, table: str, id_: str) -> Entry | None:
        """Return an entry, if something is told of it."""
        return self._entries.get(table, {}).get(id_)

    def by(self, table: str, link: str) -> dict[str, list[Entry]]:
        """Return the entries of a table by each id that their field `link` names."""
        found: dict[str, list[Entry]] = {}
        for entry in self.all(table):
            for id_ in entry.links.get(link, ()):
                found.setdefault(id_, []).append(entry)
        return found

    def schedules_of_location(self, id_: str) -> list[Entry]:
        """Return the schedules that name a location, and no service."""
        if self._hours is None:
            self._hours = {}
            for schedule in self.all("schedule"):
                if not (schedule.linked("service_id") or schedule.linked("service_at_location_id")):
                    for location_id in schedule.linked("location_id"):
                        self._hours.setdefault(location_id, []).append(schedule)
        return self._hours.get(id_, [])

    def use(self, part: Entry, of: Entry | None = None) -> None:
        """Note that `part` is kept: as a row, or in a cell of the row that `of` becomes."""
        owners = self._used.setdefault((part.table, part.id), {})
        if of is not None:
            owners.update(of.lines)

    def parts(self) -> Iterator[Lines]:
        """Yield the items that only fill cells of others, with the items of these."""
        for (table, id_), owners in self._used.items():
            entry = self._entries[table][id_]
            if owners:
                for file, sheet, number in entry.items:
                    yield Lines(file, sheet, [number], of=tuple(owners))

    def unused(self) -> Iterator[Entry]:
        """Yield the entries of which nothing is kept."""
        for table, entries in self._entries.items():
            for id_, entry in entries.items():
                if (table, id_) not in self._used:
                    yield entry
