"""The lists of Open Referral UK and their items."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse

from assetmap.export.open_referral.pieces import array_of, inner, member, object_of
from assetmap.ingest.open_referral.published_ids import published_id
from assetmap.web.answer import answer
from assetmap.web.api import asking
from assetmap.web.api.answers import refuse
from assetmap.web.api.filtering import wanted
from assetmap.web.api.near import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from assetmap.export.open_referral import Listing, Publication
    from assetmap.release.public_place import PublicPlace
    from assetmap.web.api.filtering import Wanted
    from assetmap.web.api.now import Now

    Endpoint = Callable[[Request], Response]

LISTS: Final = (
    "services",
    "service_at_locations",
    "taxonomies",
    "taxonomy_terms",
    "organizations",
    "locations",
)
"""The lists; the last two are no part of Open Referral UK, and each of HSDS or its form."""

_NDJSON: Final = "application/x-ndjson"


def list_endpoint(name: str, now: Now) -> Endpoint:
    """Return what answers with pages of a list."""

    def of_list(request: Request) -> Response:
        place = now.place()
        publication = now.publication(place)
        listing: Listing = getattr(publication, name)
        ids = _chosen(name, request, place, publication)
        show = listing.whole if asking.truth(request, "full") else listing.brief
        if asking.one_of(request, "format", ("json", "ndjson")) == "ndjson":
            lines = b"".join(show(id_) + b"\n" for id_ in ids)
            return answer(request, lines, kind=_NDJSON)
        further = LISTS if name == "services" and len(ids) == len(listing.ids) else ()
        return answer(request, _page(ids, asking.paging(request), show, further))

    return of_list


def item_endpoint(name: str, now: Now) -> Endpoint:
    """Return what answers with one item of a list, whole."""

    def of_item(request: Request) -> Response:
        place = now.place()
        listing: Listing = getattr(now.publication(place), name)
        id_ = request.path_params["id"]
        if id_ in listing.known:
            return answer(request, listing.whole(id_))
        joined = _joined_into(place, id_)
        if joined in listing.known:
            return RedirectResponse(f"./{joined}", HTTPStatus.PERMANENT_REDIRECT)
        msg = f"There is no item of this id in {name}. Its list is at /api/{name}."
        raise refuse(
            msg,
            HTTPStatus.NOT_FOUND,
        )

    return of_item


def _page(
    ids: Sequence[str],
    paging: asking.Paging,
    show: Callable[[str], bytes],
    further: Sequence[str],
) -> bytes:
    """Return a page as the standard has it."""
    shown = ids[paging.part]
    n_pages = paging.n_pages(len(ids))
    said = {
        "total_items": len(ids),
        "total_pages": n_pages,
        "page_number": paging.page,
        "size": len(shown),
        "first_page": paging.page == 1,
        "last_page": paging.page >= n_pages,
        "empty": not shown,
        **({"lists": further} if further else {}),
    }
    return object_of(inner(said), member("contents", array_of(map(show, shown))))


def _chosen(
    name: str, request: Request, place: PublicPlace, publication: Publication
) -> Sequence[str]:
    """Return the ids of a list that are asked for, in its order."""
    if name in {"services", "service_at_locations"}:
        want = wanted(request, publication, surroundings_of(place))
        choose = _chosen_services if name == "services" else _chosen_meetings
        return choose(want, publication)
    if name == "taxonomy_terms":
        return _chosen_terms(request, publication)
    listing: Listing = getattr(publication, name)
    words = asking.words(request, "search")
    if not words:
        return listing.ids
    texts = ((id_, _said(json.loads(listing.brief(id_)))) for id_ in listing.ids)
    return [id_ for id_, text in texts if all(word in text for word in words)]


def _chosen_services(want: Wanted, publication: Publication) -> Sequence[str]:
    if want.is_all:
        return publication.services.ids
    return want.fitting(publication)


def _chosen_meetings(want: Wanted, publication: Publication) -> Sequence[str]:
    if want.is_all:
        return publication.service_at_locations.ids
    fitting = frozenset(want.fitting(publication))
    return [
        id_
        for id_, service_id in publication.service_of.items()
        if service_id in fitting and want.is_near(publication.meeting(id_).location_id)
    ]


def _chosen_terms(request: Request, publication: Publication) -> Sequence[str]:
    words = asking.words(request, "search")
    is_top = asking.truth(request, "top_only")
    asked = {
        name: request.query_params[name]
        for name in ("taxonomy_id", "parent_id")
        if request.query_params.get(name)
    }
    return [
        id_
        for id_, term in publication.terms.items()
        if all(term.get(name) == value for name, value in asked.items())
        and not (is_top and "parent_id" in term)
        and all(word in _said(term) for word in words)
    ]


def _said(document: Mapping[str, str]) -> str:
    return f"{document['name']} {document.get('description', '')}".casefold()


def _joined_into(place: PublicPlace, id_: str) -> str:
    """Return the UUID of the row into which that of a former UUID was joined, or ""."""
    for old_id, now in place.former_ids.items():
        if published_id(old_id) == id_:
            return published_id(now)
    return ""
