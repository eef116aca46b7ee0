"""Entries of HSDS to rows of our tables, and to a word on each that has none.

| HSDS | ours | how |
| --- | --- | --- |
| service | Activity | its parts (costs, languages, telephones, areas) fill cells |
| organization | Organisation | with the numbers of its `organization_identifiers`; sector: other |
| location | Location | with its first physical address |
| service_at_location | Session | its first schedule fills it; each further one is a Session too |
| schedule | Session | of a service's only location; of several, a Session without location |
| schedule of a location alone | Location | `x_opening_hours` |
| taxonomy_term | Need | a parent that is not told of is left open |
| attribute of a service | MEETS | if its `link_entity` is a service, or is not told |
| the same, for eligibility or an audience | Community, WELCOMES | with id `community-...` |
| service_area | Activity, SERVES | in words; tied to an area on the map whose code it names |
| service_area that assetmap publishes | Area | unless it is on the map |
| attribute that assetmap publishes | any | what the standard has no field for: `ours` |
| contact | - | people; one without a name lends its e-mail address |

What the standard allows and our column cannot hold (coordinates off the globe, a foreign
postcode, a rule that is no RRULE of ours) stays as text in a column `x_...`, and a note counts
it. What the standard itself forbids is refused. Markup in descriptions stays as it is written.

An id of HSDS is our id. Where one id names objects of several tables, the first of service,
organization, location, taxonomy_term, service_at_location keeps it, and another has its table's
name before it (`location-17`): in our map an id is used once. A cell that is not told of is left
as the store has it.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from assetmap.ingest.gathered import Gathered, Refusal
from assetmap.ingest.open_referral import words
from assetmap.ingest.open_referral.fields import plain, told_texts
from assetmap.ingest.open_referral.left import left_notes, why_left
from assetmap.ingest.open_referral.ours import area_words, told_cells, with_told
from assetmap.ingest.open_referral.sessions import opening_hours, session_rows
from assetmap.ingest.open_referral.ties import area_rows, serves_rows, tie_rows
from assetmap.ingest.sheet import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from assetmap.ingest.open_referral.book import Book, Entry, Line

    Row = tuple[str, dict[str, str], Iterable[Line]]

_MODES = {"physical": "in_person", "virtual": "online"}
_AGES = ("minimum_age", "maximum_age")


def gather_book(book: Book, refusals: Sequence[Refusal], notes: Sequence[str]) -> Gathered:
    """Return what all entries of a load give: rows, parts of rows, and what is not kept.

    Parameters
    ----------
    book
        The entries, all of them, and what the place holds.
    refusals, notes
        What was refused and noted while the entries were read.
    """
    areas = list(area_rows(book))
    codes = book.known.areas.union(cells["id"] for _, cells, _ in areas)
    rows = [
        *areas,
        *_organisation_rows(book),
        *_location_rows(book),
        *tie_rows(book),
        *serves_rows(book, codes),
        *_activity_rows(book),
        *session_rows(book),
    ]
    refused = [
        Refusal(*line, "id", entry.id, why_left(entry, book))
        for entry in book.unused()
        for line in entry.items
    ]
    return Gathered(
        drafts=tuple(_drafts(rows)),
        refusals=(*refusals, *refused),
        others=tuple(book.parts()),
        notes=(*notes, *left_notes(book, [(table, cells) for table, cells, _ in rows])),
    )


def _drafts(rows: Iterable[Row]) -> Iterator[Draft]:
    """Yield the rows of each table and list; a cell that is not told of stays as it is stored."""
    found: dict[tuple[str, str, str], list[tuple[int, dict[str, str]]]] = {}
    for table, cells, lines in rows:
        for file, sheet, number in lines:
            found.setdefault((table, file, sheet), []).append((number, cells))
    for (table, file, sheet), told in found.items():
        told.sort(key=itemgetter(0))
        names = dict.fromkeys(name for _, cells in told for name, text in cells.items() if text)
        columns = {name: [cells.get(name, "") for _, cells in told] for name in names}
        untold = {
            name: [at for at, text in enumerate(texts) if not text]
            for name, texts in columns.items()
        }
        lines_of = [number for number, _ in told]
        yield Draft(table, file, sheet, columns, lines_of, untold)


def plain_cells(book: Book, entry: Entry) -> dict[str, str]:
    """Return an entry's id, and its text that a column of ours takes over as it is."""
    fields = plain(entry.table)
    texts = {fields[name]: text for name, text in told_texts(entry).items() if name in fields}
    return {"id": book.our_id(entry.table, entry.id)} | texts


def _organisation_rows(book: Book) -> Iterator[Row]:
    phones = book.by("phone", "organization_id")
    numbers = book.by("organization_identifier", "organization_id")
    funding = book.by("funding", "organization_id")
    contacts = book.by("contact", "organization_id")
    ours = told_cells(book, "organization")
    for entry in book.all("organization"):
        if entry.is_bare:
            continue
        book.use(entry)
        cells = plain_cells(book, entry)
        cells["x_parent_id"] = entry.link("parent_organization_id")
        cells |= _phone_cells(book, entry, phones.get(entry.id, ()))
        for part in numbers.get(entry.id, ()):
            name, number = words.register_number(part.texts)
            if number:
                book.use(part, of=entry)
                cells[name] = words.joined((cells.get(name, ""), number), "|")
        cells["x_funding"] = _text(book, entry, funding, lambda texts: texts.get("source", ""))
        if "email" not in cells:
            cells["email"] = _text(book, entry, contacts, _nameless_email)
        yield (
            "Organisation",
            with_told(cells, _based(book, entry, ours.get(entry.id, {}))),
            entry.lines,
        )


def _based(book: Book, entry: Entry, told: Mapping[str, str]) -> dict[str, str]:
    """Return what an organisation tells of itself, its location by our id if it is told of."""
    cells = dict(told)
    location = book.get("location", cells.pop("location_id", ""))
    if location is not None and not location.is_bare:
        cells["location_id"] = book.our_id("location", location.id)
        location.links.get("organization_id", {}).pop(entry.id, None)
    return cells


def _phone_cells(book: Book, entry: Entry, phones: Iterable[Entry]) -> dict[str, str]:
    """Return an organisation's telephone that somebody answers, and the others."""
    for part in phones:
        if words.phone_number(part.texts):
            book.use(part, of=entry)
    told = sorted(phones, key=lambda part: not words.is_spoken(part.texts))
    first, *others = [*dict.fromkeys(words.phone_number(part.texts) for part in told), ""]
    return {"phone": first, "x_other_phones": words.joined(others)}


def _nameless_email(texts: Mapping[str, str]) -> str:
    return "" if "name" in texts else texts.get("email", "")


def _text(
    book: Book,
    entry: Entry,
    parts_of: Mapping[str, Sequence[Entry]],
    say: Callable[[Mapping[str, str]], str],
    by: str = "; ",
) -> str:
    """Return what the parts of `entry` say in one text, and note that they are kept."""
    found = []
    for part in parts_of.get(entry.id, ()):
        if said := say(part.texts):
            book.use(part, of=entry)
            found.append(said)
    return words.joined(found, by)


def _location_rows(book: Book) -> Iterator[Row]:
    addresses = book.by("address", "location_id")
    access = book.by("accessibility", "location_id")
    languages = book.by("language", "location_id")
    phones = book.by("phone", "location_id")
    for entry in book.all("location"):
        if entry.is_bare:
            continue
        book.use(entry)
        cells = plain_cells(book, entry)
        for name in ("latitude", "longitude"):
            cells.pop(name, None)
        cells |= words.point_cells(entry.texts) | words.place_number_cells(entry.texts)
        cells |= _address_cells(book, entry, addresses.get(entry.id, ()))
        cells["accessibility"] = _text(book, entry, access, words.accessibility_sentence)
        cells["x_languages"] = _text(book, entry, languages, words.language_name)
        cells["x_phones"] = _text(book, entry, phones, words.phone_number)
        cells["x_opening_hours"] = opening_hours(book, entry)
        cells["name"] = _location_name(cells)
        yield "Location", cells, entry.lines


def _location_name(cells: Mapping[str, str]) -> str:
    """Return a location's name, which the standard does not ask for, or what tells most of it."""
    told = (cells.get(name) for name in ("name", "x_alternate_name", "address", "town", "postcode"))
    return next(filter(None, told), "Unnamed location")


def _address_cells(book: Book, entry: Entry, addresses: Iterable[Entry]) -> dict[str, str]:
    told = [part for part in addresses if part.texts]
    for part in told:
        book.use(part, of=entry)
    told.sort(key=lambda part: part.texts.get("address_type", "physical") != "physical")
    if not told:
        return {}
    others = words.joined(words.address_sentence(part.texts) for part in told[1:])
    return words.address_cells(told[0].texts) | {"x_other_addresses": others}


def _activity_rows(book: Book) -> Iterator[Row]:
    say = _service_texts(book)
    places = book.by("service_at_location", "service_id")
    access = book.by("accessibility", "location_id")
    ours = told_cells(book, "service")
    for entry in book.all("service"):
        if entry.is_bare:
            continue
        book.use(entry)
        texts = entry.texts
        cells = plain_cells(book, entry)
        for name in (*_AGES, "wait_days"):
            cells.pop(name, None)
        for name in _AGES:
            cells |= words.age_cells(name, texts[name]) if name in texts else {}
        cells |= words.wait_cells(texts["wait_time"]) if "wait_time" in texts else {}
        cells["organisation_id"] = book.our_id("organization", entry.link("organization_id"))
        cells["x_programme"] = _programme(book, entry)
        for column, (parts, speak, by) in say.items():
            if column not in cells:
                cells[column] = _text(book, entry, parts, speak, by)
        if fees := texts.get("fees_description") or texts.get("fees", ""):
            cells["cost"], cells["x_cost_options"] = fees, cells["cost"]
        cells |= _from_locations(book, places.get(entry.id, ()), access)
        yield "Activity", with_told(cells, ours.get(entry.id, {})), entry.lines


def _service_texts(
    book: Book,
) -> dict[str, tuple[dict[str, list[Entry]], Callable[[Mapping[str, str]], str], str]]:
    """Return, by column of an activity, the parts that fill it, what each says, and what parts."""
    link = "service_id"
    return {
        "cost": (book.by("cost_option", link), words.cost_sentence, "; "),
        "languages": (book.by("language", link), words.language_name, "|"),
        "x_phones": (book.by("phone", link), words.phone_number, "; "),
        "x_email": (book.by("contact", link), _nameless_email, "; "),
        "x_service_area": (book.by("service_area", link), area_words, "; "),
        "x_required_documents": (
            book.by("required_document", link),
            words.document_sentence,
            "; ",
        ),
        "x_funding": (book.by("funding", link), lambda texts: texts.get("source", ""), "; "),
    }


def mode_at(kinds: Collection[str]) -> str:
    """Return how an activity is given whose locations are of `kinds`, or "" if none tells."""
    return next((mode for kind, mode in _MODES.items() if kind in kinds), "")


def _programme(book: Book, entry: Entry) -> str:
    programme = book.get("program", entry.link("program_id"))
    if programme is None or "name" not in programme.texts:
        return entry.link("program_id")
    book.use(programme, of=entry)
    return programme.texts["name"]


def _from_locations(
    book: Book, places: Iterable[Entry], access: Mapping[str, Sequence[Entry]]
) -> dict[str, str]:
    """Return how an activity is given and how one gets in, as its locations tell."""
    told = [book.get("location", place.link("location_id")) for place in places]
    locations = list({each.id: each for each in told if each is not None}.values())
    kinds = {each.texts.get("location_type", "").casefold() for each in locations}
    sentences = [
        (
            each.texts.get("name", each.id),
            words.joined(
                words.accessibility_sentence(part.texts) for part in access.get(each.id, ())
            ),
        )
        for each in locations
    ]
    return {"mode": mode_at(kinds), "accessibility": words.access_at(sentences)}
