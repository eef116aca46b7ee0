"""Everything that is public as files: a CSV a table, and what lies somewhere as GeoJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.export.open_referral.pieces import encoded
from assetmap.export.public_files import PUBLIC_FILES, areas_geojson, csv_text, locations_geojson
from assetmap.release.keeping import once_a_place
from assetmap.web.answer import answer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from assetmap.release.public_place import PublicPlace
    from assetmap.web.api.now import Now

    Endpoint = Callable[[Request], Response]

_CSV: Final = "text/csv; charset=utf-8"
_GEOJSON: Final = "application/geo+json"


@once_a_place
def _locations(place: PublicPlace, day: dt.date) -> bytes:
    return encoded(locations_geojson(place, day))


@once_a_place
def _areas(place: PublicPlace) -> bytes:
    return encoded(areas_geojson(place))


def csv_endpoint(table: str, now: Now) -> Endpoint:
    """Return what answers with one table."""

    @once_a_place
    def text_of(place: PublicPlace) -> bytes:
        return csv_text(place, table).encode("utf-8", "replace")

    headers = {"Content-Disposition": f'attachment; filename="{table}.csv"'}

    def of_table(request: Request) -> Response:
        return answer(request, text_of(now.place()), kind=_CSV, headers=headers)

    return of_table


def locations_endpoint(now: Now) -> Endpoint:
    """Return what answers with the locations and what goes on there."""
    return lambda request: answer(request, _locations(now.place(), now.day()), kind=_GEOJSON)


def areas_endpoint(now: Now) -> Endpoint:
    """Return what answers with the outlines of areas."""
    return lambda request: answer(request, _areas(now.place()), kind=_GEOJSON)


def names_endpoint() -> Endpoint:
    """Return what answers with the addresses of all files."""

    def names(request: Request) -> Response:
        at = f"{request.base_url}data"
        files = [*(f"{table}.csv" for table in PUBLIC_FILES), "locations.geojson", "areas.geojson"]
        return answer(request, encoded({"files": {name: f"{at}/{name}" for name in files}}))

    return names
