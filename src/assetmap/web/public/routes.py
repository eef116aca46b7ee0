"""The addresses of the public site."""

from __future__ import annotations

from starlette.routing import Route

from assetmap.web.public.activity import (
    activity,
    activity_calendar,
    activity_map,
    activity_record,
)
from assetmap.web.public.area import area, area_map
from assetmap.web.public.fixed import accessibility, privacy
from assetmap.web.public.home import home
from assetmap.web.public.listings import new_activities, robots, sitemap
from assetmap.web.public.need import need
from assetmap.web.public.organisation import organisation
from assetmap.web.public.search import search
from assetmap.web.public.shortlist import shortlist
from assetmap.web.public.stories import stories
from assetmap.web.public.wrong import thanks, wrong_form, wrong_sent


def public_routes() -> list[Route]:
    """Return the routes of the public site, the longer of two that could both match first."""
    return [
        Route("/", home),
        Route("/search", search),
        Route("/activities/{id:path}.ics", activity_calendar),
        Route("/activities/{id:path}.json", activity_record),
        Route("/activities/{id:path}/map.svg", activity_map),
        Route("/activities/{id:path}/wrong", wrong_form, methods=["GET"]),
        Route("/activities/{id:path}/wrong", wrong_sent, methods=["POST"]),
        Route("/activities/{id:path}", activity),
        Route("/organisations/{id:path}", organisation),
        Route("/what-matters/{id:path}", need),
        Route("/areas/{code:path}/map.svg", area_map),
        Route("/areas/{code:path}", area),
        Route("/shortlist", shortlist),
        Route("/thanks", thanks),
        Route("/stories", stories),
        Route("/accessibility", accessibility),
        Route("/privacy", privacy),
        Route("/sitemap.xml", sitemap),
        Route("/robots.txt", robots),
        Route("/new.rss", new_activities),
    ]
