"""Services at locations, and schedules of services, to sessions.

A schedule belongs to the nearest that it names: a service at a location, else a service, else a
location. A service's own schedule is held to be that of its location if it has one alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.ingest.open_referral import words
from assetmap.ingest.open_referral.fields import OWN
from assetmap.ingest.open_referral.ours import told_cells, with_told
from assetmap.ingest.open_referral.times import hours_sentence, session_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assetmap.ingest.open_referral.book import Book, Entry, Line

    Row = tuple[str, dict[str, str], Iterable[Line]]


def session_rows(book: Book) -> Iterator[Row]:
    """Yield the sessions of all services.

    Notes
    -----
    The first schedule of a service at a location gives a Session with the id of the latter, so
    that it is the same whether or not a feed tells of schedules; each further one has both ids.
    """
    at_places = book.by("schedule", "service_at_location_id")
    of_services = _schedules_of_services(book)
    ours = told_cells(book, "schedule")
    phones = book.by("phone", "service_at_location_id")
    n_places = {id_: len(places) for id_, places in book.by(*_PLACES).items()}
    placed: set[str] = set()
    for place in book.all("service_at_location"):
        book.use(place)
        for number, service_id in enumerate(place.linked("service_id") or [""]):
            schedules = at_places.get(place.id, [])
            if not schedules and n_places.get(service_id) == 1:
                schedules = of_services.get(service_id, [])
                placed.add(service_id)
            cells = _place_cells(book, place, phones.get(place.id, ())) | {
                "activity_id": book.our_id("service", service_id)
            }
            if number:
                cells["id"] += f"-{service_id}"
            yield from _at_place(book, place, schedules, cells, ours)
    for service_id, schedules in of_services.items():
        if service_id not in placed:
            yield from _without_place(book, service_id, schedules, ours)


_PLACES = ("service_at_location", "service_id")


def opening_hours(book: Book, location: Entry) -> str:
    """Return the schedules that are a location's alone, in words."""
    said = []
    for schedule in book.schedules_of_location(location.id):
        if sentence := hours_sentence(schedule.texts):
            book.use(schedule, of=location)
            said.append(sentence)
    return words.joined(said)


def _schedules_of_services(book: Book) -> dict[str, list[Entry]]:
    """Return schedules by service, without those of a service at a location."""
    found = {
        service_id: [each for each in schedules if not each.linked("service_at_location_id")]
        for service_id, schedules in book.by("schedule", "service_id").items()
    }
    return {service_id: schedules for service_id, schedules in found.items() if schedules}


def _place_cells(book: Book, place: Entry, phones: Iterable[Entry]) -> dict[str, str]:
    """Return the cells that a service at a location fills, whenever it meets."""
    for phone in phones:
        book.use(phone, of=place)
    described = {
        column: place.texts[name]
        for name, column in OWN["service_at_location"].items()
        if name in place.texts
    }
    return {
        "id": book.our_id(place.table, place.id),
        "location_id": book.our_id("location", place.link("location_id")),
        "x_phones": words.joined(words.phone_number(phone.texts) for phone in phones),
        **described,
    }


def _at_place(
    book: Book,
    place: Entry,
    schedules: Sequence[Entry],
    cells: dict[str, str],
    ours: Mapping[str, dict[str, str]],
) -> Iterator[Row]:
    lines = place.lines_to(cells["activity_id"], "service_id")
    if not schedules:
        yield "Session", cells, lines
    for number, schedule in enumerate(schedules):
        is_first = number == 0
        own = {} if is_first else {"id": _further_id(book, cells["id"], schedule, number)}
        book.use(schedule, of=place if is_first else None)
        where = schedule.lines if schedule.is_item and not is_first else lines
        when = with_told(session_cells(schedule.texts), ours.get(schedule.id, {}))
        yield "Session", cells | when | own, where


def _without_place(
    book: Book,
    service_id: str,
    schedules: Sequence[Entry],
    ours: Mapping[str, dict[str, str]],
) -> Iterator[Row]:
    for number, schedule in enumerate(schedules):
        book.use(schedule)
        n_services = len(schedule.linked("service_id"))
        own = book.our_id("schedule", schedule.id)
        is_shared = n_services > 1 or schedule.id.startswith("\0")
        id_ = f"{service_id}-{_name(schedule, number)}" if is_shared else own
        cells = {"id": id_, "activity_id": book.our_id("service", service_id)}
        lines = schedule.lines_to(service_id, "service_id")
        when = with_told(session_cells(schedule.texts), ours.get(schedule.id, {}))
        yield "Session", cells | when, lines


def _further_id(book: Book, place_id: str, schedule: Entry, number: int) -> str:
    """Return the id of the session of a further schedule of a service at a location."""
    return book.known.ids.get(schedule.id, f"{place_id}-{_name(schedule, number)}")


def _name(schedule: Entry, number: int) -> str:
    """Return what tells a schedule from others: its id, or if it has none a number."""
    return f"session-{number + 1}" if schedule.id.startswith("\0") else schedule.id
