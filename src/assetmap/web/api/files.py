"""Everything that is public as files: a CSV a table, and what lies somewhere as GeoJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.export.open_referral.pieces import encoded
from assetmap.export.public_files import PUBLIC_FILES, areas_geojson, csv_text, locations_geojson
from assetmap.release.keeping import once_a_place
from assetmap.web.api.answers import answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from assetmap.release.public_place import PublicPlace

    PlaceNow = Callable[[], PublicPlace]
    Endpoint = Callable[[Request], Response]

_CSV: Final = "text/csv; charset=utf-8"
_GEOJSON: Final = "application/geo+json"

_locations = once_a_place(lambda place: encoded(locations_geojson(place)))
_areas = once_a_place(lambda place: encoded(areas_geojson(place)))


def csv_endpoint(table: str, place_now: PlaceNow) -> Endpoint:
    """Return what answers with one table."""
    text_of = once_a_place(lambda place: csv_text(place, table).encode("utf-8", "replace"))
    headers = {"Content-Disposition": f'attachment; filename="{table}.csv"'}

    def of_table(request: Request) -> Response:
        return answer(request, text_of(place_now()), kind=_CSV, headers=headers)

    return of_table


def locations_endpoint(place_now: PlaceNow) -> Endpoint:
    """Return what answers with the locations and what goes on there."""
    return lambda request: answer(request, _locations(place_now()), kind=_GEOJSON)


def areas_endpoint(place_now: PlaceNow) -> Endpoint:
    """Return what answers with the outlines of areas."""
    return lambda request: answer(request, _areas(place_now()), kind=_GEOJSON)


def names_endpoint() -> Endpoint:
    """Return what answers with the addresses of all files."""

    def names(request: Request) -> Response:
        at = f"{request.base_url}data"
        files = [*(f"{table}.csv" for table in PUBLIC_FILES), "locations.geojson", "areas.geojson"]
        return answer(request, encoded({"files": {name: f"{at}/{name}" for name in files}}))

    return names
