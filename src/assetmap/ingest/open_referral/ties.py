"""Terms of taxonomies and attributes to what matters, communities, and ties of activities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetmap.ingest.open_referral.fields import plain, told_texts
from assetmap.ingest.open_referral.ours import told_area
from assetmap.ingest.open_referral.published_ids import COMMUNITIES_ID, NEEDS_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from assetmap.ingest.open_referral.book import Book, Entry, Line

    Row = tuple[str, dict[str, str], Iterable[Line]]

_CODE: Final = re.compile(r"\b[EWSN]\d{8}\b")
"""An official code of an area (GSS)."""

_SERVICES: Final = frozenset({"service", "services", "service_taxonomy", "servicetaxonomy"})
_FOR_WHOM: Final = ("eligib", "audience", "target", "beneficiar")


def tie_rows(book: Book) -> Iterator[Row]:
    """Yield needs, communities, and the ties of activities to them."""
    ties = [(each, service) for each in book.all("attribute") for service in _services(book, each)]
    welcomed = {each.link("taxonomy_term_id") for each, _ in ties if _is_for_whom(each)}
    welcomed |= {each.id for each in book.all("taxonomy_term") if _is_of_communities(each)}
    met = {each.link("taxonomy_term_id") for each, _ in ties if not _is_for_whom(each)}
    for term in book.all("taxonomy_term"):
        if term.is_bare:
            continue
        book.use(term)
        if term.id in welcomed:
            named = {"name": term.texts.get("name", "")}
            yield "Community", {"id": book.community_id(term.id)} | named, term.lines
        if term.id in met or term.id not in welcomed:
            yield "Need", _need_cells(book, term), term.lines
    for attribute, service_id in ties:
        book.use(attribute)
        term_id = attribute.link("taxonomy_term_id")
        from_id = book.our_id("service", service_id)
        lines = attribute.lines_to(service_id, "service_id", "link_id")
        if _is_for_whom(attribute):
            yield _tie(book, "WELCOMES", from_id, book.community_id(term_id), lines)
        else:
            yield _tie(book, "MEETS", from_id, book.our_id("taxonomy_term", term_id), lines)


def area_rows(book: Book) -> Iterator[Row]:
    """Yield areas that are not on the map, of a feed that tells their level as ours do."""
    found: dict[str, tuple[dict[str, str], dict[Line, None]]] = {}
    for area in book.all("service_area"):
        told = told_area(area.texts)
        if told and told[0] not in book.known.areas:
            name = area.texts.get("name", told[0])
            cells = {"id": told[0], "name": name, "level": told[1]}
            found.setdefault(told[0], (cells, {}))[1].update(area.lines)
    for cells, lines in found.values():
        yield "Area", cells, lines


def serves_rows(book: Book, codes: Collection[str]) -> Iterator[Row]:
    """Yield ties of services to areas that they name by a code among `codes`.

    Other areas stand in words alone: a tie to what is not on the map would be refused.
    """
    for area in book.all("service_area"):
        for code in _codes(area):
            if code in codes:
                book.use(area)
                for service_id in area.linked("service_id"):
                    from_id = book.our_id("service", service_id)
                    lines = area.lines_to(service_id, "service_id")
                    yield _tie(book, "SERVES", from_id, code, lines)


def _tie(book: Book, table: str, from_id: str, to_id: str, lines: Iterable[Line]) -> Row:
    """Return a tie; one that the map has keeps the id that it has there."""
    known = book.known.ties.get((table, from_id, to_id), "")
    return table, {"id": known, "from_id": from_id, "to_id": to_id}, lines


def _codes(area: Entry) -> Sequence[str]:
    """Return the codes of areas that a service's area names."""
    if our_own := told_area(area.texts):
        return our_own[:1]
    told = " ".join(area.texts.get(name, "") for name in ("name", "uri", "extent"))
    return list(dict.fromkeys(_CODE.findall(told)))


def _services(book: Book, attribute: Entry) -> Sequence[str]:
    """Return the services that an attribute tells something of by a term."""
    entity = attribute.texts.get("link_entity", "").strip().casefold().replace(" ", "_")
    if not attribute.link("taxonomy_term_id") or (entity and entity not in _SERVICES):
        return ()
    named = attribute.linked("link_id")
    if not entity:
        named = [id_ for id_ in named if book.get("service", id_) is not None]
    return list(dict.fromkeys((*attribute.linked("service_id"), *named)))


def _is_for_whom(attribute: Entry) -> bool:
    kind = attribute.texts.get("link_type", "").casefold()
    return any(word in kind for word in _FOR_WHOM)


def _is_of_communities(term: Entry) -> bool:
    return term.link("taxonomy_id") == COMMUNITIES_ID


def _need_cells(book: Book, term: Entry) -> dict[str, str]:
    fields = plain("taxonomy_term")
    cells = {fields[name]: text for name, text in told_texts(term).items() if name in fields}
    taxonomy = book.get("taxonomy", term.link("taxonomy_id"))
    named, is_own = "", term.link("taxonomy_id") == NEEDS_ID
    if taxonomy is not None:
        book.use(taxonomy, of=term)
        named = taxonomy.texts.get("name", "")
    parent = book.get("taxonomy_term", term.link("parent_id"))
    is_told = parent is not None and not parent.is_bare
    return {
        "id": book.our_id("taxonomy_term", term.id),
        **cells,
        "parent_id": book.our_id("taxonomy_term", parent.id) if parent and is_told else "",
        "x_taxonomy": "" if is_own else term.texts.get("taxonomy", "") or named,
    }
