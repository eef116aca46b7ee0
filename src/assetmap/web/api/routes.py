"""The addresses of open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

from assetmap.export.public_files import PUBLIC_FILES
from assetmap.web.api.activities import activities_endpoint
from assetmap.web.api.answers import FAULT_ANSWERS, OpenToAll
from assetmap.web.api.description import openapi, root
from assetmap.web.api.embedding import embed
from assetmap.web.api.files import (
    areas_endpoint,
    csv_endpoint,
    locations_endpoint,
    names_endpoint,
)
from assetmap.web.api.lists import LISTS, item_endpoint, list_endpoint
from assetmap.web.api.now import Now
from assetmap.web.today import today

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from starlette.routing import BaseRoute

    from assetmap.release.public_place import PublicPlace


def open_data_routes(
    place_now: Callable[[], PublicPlace], day_now: Callable[[], dt.date] = today
) -> list[BaseRoute]:
    """Return the routes of open data: /api/, /data/ and /embed.

    Parameters
    ----------
    place_now
        Gives what anybody may see now; the same object as long as nothing changed, for what is
        made of it is kept with it. Called in a thread.
    day_now
        Gives which day it is where the place is: what has ended is no longer there.

    Returns
    -------
    list
        To be put before routes that answer everything. What goes wrong below /api/ and /data/ is
        answered as JSON, and every site's pages may read it.
    """
    now = Now(place_now, day_now)
    api = [
        Route("/", root),
        Route("/openapi.json", openapi),
        Route("/activities", activities_endpoint(now)),
        *(Route(f"/{name}", list_endpoint(name, now)) for name in LISTS),
        *(Route(f"/{name}/{{id}}", item_endpoint(name, now)) for name in LISTS),
    ]
    data = [
        Route("/", names_endpoint()),
        Route("/locations.geojson", locations_endpoint(now)),
        Route("/areas.geojson", areas_endpoint(now)),
        *(Route(f"/{table}.csv", csv_endpoint(table, now)) for table in PUBLIC_FILES),
    ]
    return [
        Route("/api", lambda _request: RedirectResponse("/api/")),
        Route("/data", lambda _request: RedirectResponse("/data/")),
        Mount("/api", OpenToAll(Starlette(routes=api, exception_handlers=FAULT_ANSWERS))),
        Mount("/data", OpenToAll(Starlette(routes=data, exception_handlers=FAULT_ANSWERS))),
        Route("/embed", embed),
    ]
