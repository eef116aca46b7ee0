"""An activity as a service of Open Referral UK.

| ours | theirs |
| --- | --- |
| name, description, website | name, description, url |
| status | status: active if it is not told; defunct once it has ended, inactive before it begins |
| referral_route, eligibility, wait_days | application_process, eligibility_description, wait_time |
| minimum_age, maximum_age, assured_date | the same |
| cost | cost_options.amount_description; "Free" with an amount of 0 as well |
| languages | languages.name |
| MEETS, WELCOMES | attributes with the term |
| SERVES | service_areas: name, uri, extent with the code, extent_type `assetmap:` and the level |
| sessions | service_at_locations with schedules; without a place, schedules |
| first_visit, self_referral | attributes `assetmap:...` |
| mode, accessibility | the same, where they are not what its locations tell |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetmap.export.open_referral.formats import day_text, web_address
from assetmap.export.open_referral.locations import location_type
from assetmap.export.open_referral.meetings import meetings_of, placeless_schedules
from assetmap.export.open_referral.pieces import own_attributes, told
from assetmap.export.open_referral.rows import listed
from assetmap.export.open_referral.terms import community_term, need_term
from assetmap.ingest.open_referral.ours import LEVELS, PREFIX
from assetmap.ingest.open_referral.published_ids import part_id, published_id
from assetmap.ingest.open_referral.rows import mode_at
from assetmap.ingest.open_referral.words import access_at
from assetmap.model import VOCABULARIES

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.export.open_referral.meetings import Meeting
    from assetmap.export.open_referral.pieces import Document
    from assetmap.export.open_referral.rows import PlaceRows, Row

_STATUSES: Final = frozenset(term.value for term in VOCABULARIES["status"])
_OFFICIAL: Final = re.compile(r"[EWSN]\d{8}")
_STATISTICS: Final = "http://statistics.data.gov.uk/id/statistical-geography/"
"""Where the Office for National Statistics gives an area its address."""


class ServiceDocuments:
    """Services of one place, in parts.

    Parameters
    ----------
    rows
        The place's.
    day
        Today: what has ended is defunct, and what is to begin is inactive; None: as it is stored.

    Attributes
    ----------
    meetings
        Services at locations by the activity's id.
    kinds
        `location_type` by the location's id.
    terms
        Terms by the id of the need or community; of one UUID the need's.
    """

    def __init__(self, rows: PlaceRows, day: dt.date | None = None) -> None:
        self._rows = rows
        self._day = day
        self.meetings: dict[str, list[Meeting]] = {}
        self._placeless: dict[str, list[Row]] = {}
        for id_ in rows.activities:
            self.meetings[id_], self._placeless[id_] = meetings_of(rows.sessions.get(id_, ()))
        self.kinds = self._kinds()
        self.terms = self._terms()

    def plain(self, id_: str) -> Document:
        """Return a service without what lies in it."""
        row = self._rows.activities[id_]
        wait = row.get("wait_days")
        return told(
            {
                "id": published_id(id_),
                "name": row["name"],
                "description": row.get("description"),
                "url": web_address(row.get("website")),
                "status": self.status(id_),
                "application_process": row.get("referral_route"),
                "wait_time": None if wait is None else f"{wait} day{'' if wait == 1 else 's'}",
                "eligibility_description": row.get("eligibility"),
                "minimum_age": row.get("minimum_age"),
                "maximum_age": row.get("maximum_age"),
                "assured_date": day_text(row.get("assured_date")),
            }
        )

    def status(self, id_: str) -> str:
        """Return whether a service runs, in the words of the standard."""
        row, day = self._rows.activities[id_], self._day
        if self._rows.is_over(row):
            return "defunct"
        if day is not None and "valid_from" in row and row["valid_from"].date() > day:
            return "inactive"
        status: str = row.get("status", "active")
        return status if status in _STATUSES else "inactive"

    def parts(self, id_: str) -> Document:
        """Return what lies in a service but for its organization and its locations."""
        row = self._rows.activities[id_]
        owner = published_id(id_)
        return told(
            {
                "schedules": placeless_schedules(self._placeless[id_]),
                "languages": [
                    {"id": part_id(owner, f"language/{name}"), "name": name}
                    for name in listed(row.get("languages"))
                ],
                "cost_options": _costs(owner, row.get("cost")),
                "service_areas": [
                    _area(owner, self._rows.areas[code])
                    for code in sorted(self._rows.serves.get(id_, ()))
                    if code in self._rows.areas
                ],
                "attributes": [*self._attributes(id_, row), *self._term_attributes(id_)],
            }
        )

    def term_ids(self, id_: str) -> list[str]:
        """Return the UUIDs of the terms of a service, each once."""
        ends = (*self._rows.meets.get(id_, ()), *self._rows.welcomes.get(id_, ()))
        return list(dict.fromkeys(self.terms[end]["id"] for end in ends if end in self.terms))

    def _attributes(self, id_: str, row: Row) -> list[Document]:
        places = list({each.location_id: each for each in self.meetings[id_]})
        access = access_at(
            (
                self._rows.locations[place]["name"],
                self._rows.locations[place].get("accessibility", ""),
            )
            for place in places
        )
        mode = mode_at({self.kinds[place] for place in places})
        may_come = None if "self_referral" not in row else "yes" if row["self_referral"] else "no"
        values = [
            ("first_visit", row.get("first_visit")),
            ("mode", row.get("mode") if row.get("mode") != mode else None),
            ("self_referral", may_come),
            (
                "accessibility",
                row.get("accessibility") if row.get("accessibility") != access else None,
            ),
        ]
        return own_attributes(published_id(id_), values)

    def _term_attributes(self, id_: str) -> list[Document]:
        owner = published_id(id_)
        ties = [("meets", "what matters", end) for end in self._rows.meets.get(id_, ())]
        ties += [("welcomes", "audience", end) for end in self._rows.welcomes.get(id_, ())]
        made = {
            part_id(owner, f"{tie}/{self.terms[end]['id']}"): (kind, self.terms[end])
            for tie, kind, end in ties
            if end in self.terms
        }
        return [
            {"id": attribute, "link_type": kind, "taxonomy_term": term}
            for attribute, (kind, term) in sorted(made.items(), key=lambda each: each[0])
        ]

    def _kinds(self) -> dict[str, str]:
        modes: dict[str, set[str]] = {id_: set() for id_ in self._rows.locations}
        for id_, meetings in self.meetings.items():
            for meeting in meetings:
                modes[meeting.location_id].add(self._rows.activities[id_].get("mode", ""))
        return {id_: location_type(row, modes[id_]) for id_, row in self._rows.locations.items()}

    def _terms(self) -> dict[str, Document]:
        needs = {id_: need_term(row) for id_, row in self._rows.needs.items()}
        by_uuid = {term["id"]: term for term in needs.values()}
        communities = {id_: community_term(row) for id_, row in self._rows.communities.items()}
        return {
            **{id_: by_uuid.get(term["id"], term) for id_, term in communities.items()},
            **needs,
        }


def _costs(owner: str, text: str | None) -> list[Document]:
    if not text:
        return []
    amount = {"amount": 0, "currency": "GBP"} if text == "Free" else {}
    return [{"id": part_id(owner, "cost"), **amount, "amount_description": text}]


def _area(owner: str, row: Row) -> Document:
    code = row["id"]
    level = row.get("level")
    return told(
        {
            "id": part_id(owner, f"area/{code}"),
            "name": row["name"],
            "uri": f"{_STATISTICS}{code}" if _OFFICIAL.fullmatch(code) else None,
            "extent": code,
            "extent_type": f"{PREFIX}{level if level in LEVELS else 'area'}",
        }
    )
