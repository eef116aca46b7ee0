"""Activities in the shape that users of asset maps (ALISS) know.

| asked | |
| --- | --- |
| `q` | every word stands in what is told of the activity |
| `postcode`, `radius` | metres, 5,000 if nothing is said; without a postcode anywhere |
| `page`, `page_size` | from 1; 10 if nothing is said |

Answered are `count`, `next` and `previous` (addresses or null) and `data`. With a postcode the
nearest come first, then those for the areas of the postcode that meet nowhere near; else they
come by name. What has ended or does not run is left out: the shape has no word for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from assetmap.export.open_referral.formats import email_address, web_address
from assetmap.export.open_referral.pieces import encoded
from assetmap.ingest.open_referral.published_ids import published_id
from assetmap.web.answer import answer
from assetmap.web.api import asking
from assetmap.web.api.filtering import holds_word, within
from assetmap.web.api.near import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from assetmap.export.open_referral import Publication, ServiceFacts
    from assetmap.export.open_referral.rows import PlaceRows, Row
    from assetmap.release.public_place import PublicPlace
    from assetmap.web.api.now import Now

_RADIUS_M: Final = 5_000
_PAGE_SIZE: Final = 10
_NOT_THERE: Final = frozenset({"defunct", "inactive"})


def activities_endpoint(now: Now) -> Callable[[Request], Response]:
    """Return what answers with activities."""

    def activities(request: Request) -> Response:
        place = now.place()
        publication = now.publication(place)
        found = _found(request, place, publication)
        page = asking.paging(request, size="page_size", usual=_PAGE_SIZE)
        rows = publication.rows
        body = {
            "count": len(found),
            "next": _page_address(request, page.page + 1, page.n_pages(len(found))),
            "previous": _page_address(request, page.page - 1, page.n_pages(len(found))),
            "data": [_activity(request, rows, each) for each in found[page.part]],
        }
        return answer(request, encoded(body))

    return activities


def _found(request: Request, place: PublicPlace, publication: Publication) -> list[ServiceFacts]:
    facts: Iterable[ServiceFacts] = publication.facts.values()
    facts = (each for each in facts if each.status not in _NOT_THERE)
    for word in asking.words(request, "q"):
        facts = filter(holds_word(word), facts)
    postcode = asking.postcode(request)
    radius = asking.metres(request, "radius") or _RADIUS_M
    if not postcode:
        return sorted(facts, key=lambda each: (each.name, each.own_id))
    around = surroundings_of(place)
    near, codes = within(around, postcode, radius), around.areas_of(postcode)
    ranked = [
        (min((near[id_] for id_ in each.location_ids if id_ in near), default=radius), each)
        for each in facts
        if any(id_ in near for id_ in each.location_ids)
        or (not each.location_ids and each.area_codes & codes)
    ]
    ranked.sort(key=lambda found: (found[0], found[1].name, found[1].own_id))
    return [each for _, each in ranked]


def _activity(request: Request, rows: PlaceRows, facts: ServiceFacts) -> dict[str, Any]:
    row = rows.activities[facts.own_id]
    runner = rows.organisations.get(row.get("organisation_id", ""), {})
    needs = [rows.needs[id_] for id_ in rows.meets.get(facts.own_id, ()) if id_ in rows.needs]
    areas = [rows.areas[code] for code in sorted(facts.area_codes) if code in rows.areas]
    site = str(request.base_url).rstrip("/")
    return {
        "id": published_id(facts.own_id),
        "organisation": {"id": facts.organization_id, "name": runner["name"]} if runner else None,
        "name": row["name"],
        "description": row.get("description", ""),
        "url": web_address(row.get("website")) or "",
        "phone": runner.get("phone", ""),
        "email": email_address(runner.get("email")) or "",
        "categories": [{"name": need["name"], "slug": published_id(need["id"])} for need in needs],
        "locations": [_location(rows.locations[id_]) for id_ in facts.location_ids],
        "service_areas": [
            {"code": area["id"], "type": area.get("level", ""), "name": area["name"]}
            for area in areas
        ],
        "last_reviewed": row["assured_date"].date().isoformat() if "assured_date" in row else None,
        "permalink": f"{site}/activities/{facts.own_id}",
    }


def _location(row: Row) -> dict[str, Any]:
    parts = [row.get(name, "") for name in ("name", "address", "town", "postcode")]
    return {
        "id": published_id(row["id"]),
        "formatted_address": ", ".join(filter(None, parts)),
        "name": row["name"],
        "street_address": row.get("address", ""),
        "locality": row.get("town", ""),
        "region": row.get("county", ""),
        "postal_code": row.get("postcode", ""),
        "country": "GB",
        "latitude": row.get("latitude"),
        "longitude": row.get("longitude"),
    }


def _page_address(request: Request, page: int, n_pages: int) -> str | None:
    if not 1 <= page <= n_pages:
        return None
    # Not by way of request.url: it would look into the Host header, which may be anything.
    asked = urlencode({**request.query_params, "page": page})
    return f"{str(request.base_url).rstrip('/')}{request.scope['path']}?{asked}"
