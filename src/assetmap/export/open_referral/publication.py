"""Everything that is public in a place as documents of Open Referral UK, made when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assetmap.export.open_referral.locations import location_parts, plain_location
from assetmap.export.open_referral.organizations import organization_parts, plain_organization
from assetmap.export.open_referral.pieces import Pieces, array_of, encoded, inner, member, object_of
from assetmap.export.open_referral.rows import PlaceRows, by_published_id
from assetmap.export.open_referral.services import ServiceDocuments
from assetmap.export.open_referral.terms import COMMUNITIES, NEEDS
from assetmap.ingest.open_referral.published_ids import published_id
from assetmap.release.keeping import once_a_place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from assetmap.export.open_referral.meetings import Meeting
    from assetmap.export.open_referral.rows import Row
    from assetmap.release.public_place import PublicPlace

VERSION: Final = "HSDS-UK-3.0"
"""What the documents are valid by."""


@dataclass(frozen=True)
class Listing:
    """One list of the standard.

    Attributes
    ----------
    ids
        UUIDs of its items, in order.
    brief, whole
        An item as the list shows it, and as it is shown alone, by UUID.
    """

    ids: tuple[str, ...]
    brief: Callable[[str], bytes]
    whole: Callable[[str], bytes]

    @cached_property
    def known(self) -> frozenset[str]:
        """The UUIDs."""
        return frozenset(self.ids)


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What a list of services is filtered by.

    Attributes
    ----------
    own_id
        Our id.
    name
        In small letters, as it is sorted by.
    status
        As it is published.
    organization_id
        UUID, or "".
    term_ids
        UUIDs of its terms.
    location_ids, area_codes
        Our ids of where it meets, and of the areas that it is there for.
    words
        Its name and what is told of it, in small letters.
    """

    own_id: str
    name: str
    status: str
    organization_id: str
    term_ids: frozenset[str]
    location_ids: tuple[str, ...]
    area_codes: frozenset[str]
    words: str


class Publication:
    """The documents of one public place.

    Parameters
    ----------
    place
        What anybody may see.
    day
        Today: an activity that has ended is said to have, and a tie that has is left out; None:
        everything as it is stored.

    Attributes
    ----------
    rows
        The rows that the documents are made of.
    """

    def __init__(self, place: PublicPlace, day: dt.date | None = None) -> None:
        self.rows = PlaceRows(place, day)
        self._documents = ServiceDocuments(self.rows, day)
        self._activities = by_published_id(self.rows.activities)
        self._organisations = by_published_id(self.rows.organisations)
        self._locations = by_published_id(self.rows.locations)
        self._meetings = {
            meeting.id: meeting
            for id_ in self._activities.values()
            for meeting in self._documents.meetings[id_]
        }
        self._heads = Pieces(lambda id_: inner(self._documents.plain(self._activities[id_])))
        self._tails = Pieces(lambda id_: inner(self._documents.parts(self._activities[id_])))
        self._times = Pieces(self._schedules)
        self._places = Pieces(self._location)
        self._runners = Pieces(self._organization)

    @cached_property
    def services(self) -> Listing:
        """Services, each with its organization; whole, with its locations and all else."""
        return Listing(tuple(self._activities), self._brief_service, self._whole_service)

    @cached_property
    def service_at_locations(self) -> Listing:
        """Services at locations, each with both; whole, with schedules."""
        ids = tuple(sorted(self._meetings))
        return Listing(ids, self._brief_meeting, self._whole_meeting)

    @cached_property
    def organizations(self) -> Listing:
        """Organizations; whole, with the location where each is based."""
        return Listing(
            tuple(self._organisations), self._brief_organization, self._whole_organization
        )

    @cached_property
    def locations(self) -> Listing:
        """Locations."""
        return Listing(tuple(self._locations), self._brief_location, self._places.__getitem__)

    @cached_property
    def taxonomies(self) -> Listing:
        """What matters, and who is welcome."""
        found = {each["id"]: encoded(each) for each in (NEEDS, COMMUNITIES)}
        return Listing(tuple(sorted(found)), found.__getitem__, found.__getitem__)

    @cached_property
    def taxonomy_terms(self) -> Listing:
        """All that may matter, and all communities."""
        found = {id_: encoded(term) for id_, term in self.terms.items()}
        return Listing(tuple(found), found.__getitem__, found.__getitem__)

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, str]]:
        """Terms by UUID, in order."""
        return dict(sorted((term["id"], term) for term in self._documents.terms.values()))

    @cached_property
    def facts(self) -> Mapping[str, ServiceFacts]:
        """What services are filtered by, by UUID, in order."""
        return {id_: self._facts(own_id) for id_, own_id in self._activities.items()}

    @cached_property
    def service_of(self) -> Mapping[str, str]:
        """UUID of the service by that of the service at a location, in order."""
        return {
            id_: published_id(self._meetings[id_].activity_id) for id_ in sorted(self._meetings)
        }

    def warm(self) -> None:
        """Make what the first list to be asked for would otherwise wait for."""
        for part in (self.facts, self.service_of, self.services.known):
            del part

    def meeting(self, id_: str) -> Meeting:
        """Return the service at a location of a UUID."""
        return self._meetings[id_]

    def _facts(self, own_id: str) -> ServiceFacts:
        rows, row = self.rows, self.rows.activities[own_id]
        runner = rows.organisations.get(row.get("organisation_id", ""))
        terms = self._documents.term_ids(own_id)
        said = (
            *(row.get(name, "") for name in ("name", "description", "eligibility", "cost")),
            runner["name"] if runner else "",
            *(self.terms[term]["name"] for term in terms),
        )
        return ServiceFacts(
            own_id,
            row["name"].casefold(),
            self._documents.status(own_id),
            published_id(runner["id"]) if runner else "",
            frozenset(terms),
            tuple(dict.fromkeys(each.location_id for each in self._met_at(own_id))),
            frozenset(rows.serves.get(own_id, ())),
            " ".join(said).casefold(),
        )

    def _met_at(self, own_id: str) -> list[Meeting]:
        """Return where an activity meets, or if that is over where it met."""
        meetings = self._documents.meetings[own_id]
        going_on = [each for each in meetings if not all(map(self.rows.is_over, each.sessions))]
        return going_on or meetings

    def _runner(self, id_: str) -> Row | None:
        row = self.rows.activities[self._activities[id_]]
        return self.rows.organisations.get(row.get("organisation_id", ""))

    def _brief_service(self, id_: str) -> bytes:
        runner = self._runner(id_)
        piece = encoded(plain_organization(runner)) if runner else b""
        return object_of(self._heads[id_], member("organization", piece))

    def _whole_service(self, id_: str) -> bytes:
        at = self._documents.meetings[self._activities[id_]]
        places = array_of(self._place(meeting) for meeting in at) if at else b""
        return object_of(self._unplaced(id_), member("service_at_locations", places))

    def _unplaced(self, id_: str) -> bytes:
        """Return what a service is but for where, as it stands between the brackets."""
        runner = self._runner(id_)
        piece = self._runners[runner["id"]] if runner else b""
        members = (self._heads[id_], member("organization", piece), self._tails[id_])
        return b",".join(filter(None, members))

    def _place(self, meeting: Meeting) -> bytes:
        location = self._places[published_id(meeting.location_id)]
        members = (inner({"id": meeting.id}), member("location", location), self._times[meeting.id])
        return object_of(*members)

    def _schedules(self, id_: str) -> bytes:
        schedules = self._meetings[id_].schedules()
        return inner({"schedules": schedules}) if schedules else b""

    def _brief_meeting(self, id_: str) -> bytes:
        meeting = self._meetings[id_]
        return object_of(
            inner({"id": id_}),
            member("service", self._brief_service(published_id(meeting.activity_id))),
            member("location", self._brief_location(published_id(meeting.location_id))),
        )

    def _whole_meeting(self, id_: str) -> bytes:
        meeting = self._meetings[id_]
        service = object_of(self._unplaced(published_id(meeting.activity_id)))
        location = self._places[published_id(meeting.location_id)]
        return object_of(
            inner({"id": id_}),
            member("service", service),
            member("location", location),
            self._times[id_],
        )

    def _brief_location(self, id_: str) -> bytes:
        own_id = self._locations[id_]
        return encoded(plain_location(self.rows.locations[own_id], self._documents.kinds[own_id]))

    def _location(self, id_: str) -> bytes:
        own_id = self._locations[id_]
        row = self.rows.locations[own_id]
        plain = plain_location(row, self._documents.kinds[own_id])
        return object_of(inner(plain), inner(location_parts(row)))

    def _organization(self, own_id: str) -> bytes:
        """Return an organization as it lies in a service."""
        row = self.rows.organisations[own_id]
        return object_of(inner(plain_organization(row)), inner(organization_parts(row)))

    def _brief_organization(self, id_: str) -> bytes:
        return encoded(plain_organization(self.rows.organisations[self._organisations[id_]]))

    def _whole_organization(self, id_: str) -> bytes:
        row = self.rows.organisations[self._organisations[id_]]
        base = row.get("location_id", "")
        location_id = published_id(base) if base in self.rows.locations else None
        place = array_of([self._places[location_id]]) if location_id else b""
        return object_of(
            inner(plain_organization(row)),
            inner(organization_parts(row, location_id=location_id)),
            member("locations", place),
        )


@once_a_place
def publication_of(place: PublicPlace, day: dt.date | None = None) -> Publication:
    """Return the documents of a place, made once for as long as somebody holds the place.

    Parameters
    ----------
    place, day
        As of `Publication`.
    """
    return Publication(place, day)
