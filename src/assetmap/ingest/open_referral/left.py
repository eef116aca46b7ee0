"""What of HSDS is not kept, said of each row that counts as read, and summed up for the rest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetmap.ingest.open_referral.fields import DROPPED
from assetmap.ingest.open_referral.ours import is_ours
from assetmap.ingest.open_referral.schema import LINKS, PLURALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assetmap.ingest.open_referral.book import Book, Entry

_WHY: Final[Mapping[str, str]] = {
    "contact": (
        "It is about a person, and the map keeps no contact persons: only an organisation's own "
        "address and telephone."
    ),
    "metadata": "It is the history of another directory; the map keeps its own.",
    "meta_table_description": "It describes the files and nothing in the place.",
    "taxonomy": "No term of it is in these files; the map keeps terms, not their taxonomies.",
    "program": "No service in these files is under it; the map keeps a programme by its services.",
    "attribute": (
        "It ties no term to a service: the map keeps terms of services, and a link_entity that "
        "is none of the standard's tables says nothing."
    ),
}
_ASIDE: Final[Mapping[str, str]] = {
    "x_coordinates": "coordinates that are no point on the globe",
    "x_postal_code": "a postcode that is not British",
    "x_minimum_age": "a minimum age that is no whole number of years",
    "x_maximum_age": "a maximum age that is no whole number of years",
    "x_wait_time": "a wait that names no number of days",
    "x_other_rules": "a schedule that is not wholly a repeating rule",
    "x_closes_at": "a closing time without an opening time",
}
_MOST_NAMED: Final = 12


def why_left(entry: Entry, book: Book) -> str:
    """Return why nothing of an item is kept."""
    if entry.table in _WHY:
        return _WHY[entry.table]
    tables = LINKS.get(entry.table, {})
    named = [(tables[name], id_) for name, ids in entry.links.items() for id_ in ids]
    if not named:
        return f"It names no {' or '.join(dict.fromkeys(tables.values()))} that it belongs to."
    if not any(book.get(table, id_) for table, id_ in named):
        table, id_ = named[0]
        return f"It belongs to {table} {id_!r}, which is not in these files. Load them together."
    return "It holds nothing that the map has a column for."


def left_notes(book: Book, rows: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    """Yield sentences about what was not kept, or not where one would look for it."""
    aside = Counter(name for _, cells in rows for name in _ASIDE if cells.get(name))
    for name, what in _ASIDE.items():
        if aside[name]:
            yield f"{_rows(aside[name])} {what}: kept as text, in {name}."
    orphans = sum(_lacks_parent(book, term) for term in book.all("taxonomy_term"))
    if orphans:
        yield f"{_rows(orphans)} a parent term that is not in these files: left open."
    if book.n_differing:
        told = _counted(Counter({PLURALS[name]: n for name, n in book.n_differing.items()}))
        yield f"Told in more than one way, and kept as it was told first: {told}."
    if left := _counted(_left(book)):
        yield f"Not kept, since the map has no room for it: {left}."


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'} {'has' if number == 1 else 'have'}"


def _lacks_parent(book: Book, term: Entry) -> bool:
    parent = book.get("taxonomy_term", term.link("parent_id"))
    return bool(term.link("parent_id")) and (parent is None or parent.is_bare)


def _left(book: Book) -> Counter[str]:
    """Return how often each field, and each part of an item, is not kept."""
    found = Counter({f"{table}.{name}": n for (table, name), n in book.untaken.items()})
    unused = list(book.unused())
    refused = {id(entry) for entry in unused if entry.is_item}
    for table, fields in DROPPED.items():
        for entry in book.all(table):
            if id(entry) in refused or is_ours(entry):
                continue
            found.update(f"{table}.{name}" for name in fields if name in entry.texts)
            if table == "location" and entry.link("organization_id"):
                found[f"{table}.organization_id"] += 1
    found.update(entry.table for entry in unused if not (entry.is_item or entry.is_bare))
    return found


def _counted(found: Counter[str]) -> str:
    """Return what there is most of first, each with its number."""
    listed = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    named = ", ".join(f"{name} ({number:,})" for name, number in listed[:_MOST_NAMED])
    more = len(listed) - _MOST_NAMED
    return f"{named}, and {more} more" if more > 0 else named
