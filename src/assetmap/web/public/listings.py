"""Lists for programs: all addresses, what a program may read, and what is new."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from assetmap.views.public.newest import newest
from assetmap.web.answer import answer
from assetmap.web.pages import base_of, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from assetmap.views.public.directory import Directory

_ALWAYS: Final = (
    *("/", "/search", "/shortlist", "/stories", "/accessibility", "/privacy"),
    *("/embed", "/embed?copy=1", "/new.rss", "/api/", "/api/openapi.json", "/api/activities"),
    "/data/",
)
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
MOST_ADDRESSES: Final = 50_000
"""What one sitemap may hold (sitemaps.org)."""


async def sitemap(request: Request) -> Response:
    """Answer with the address of every page."""
    directory = await request.app.state.place.directory()
    base = base_of(request)
    urls = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in _paths(directory))
    body = f'{_HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    return answer(request, body.encode("utf-8", "replace"), kind="application/xml")


async def robots(request: Request) -> Response:
    """Answer with what a program may read: everything but the screens and the searches."""
    base = base_of(request)
    said = f"User-agent: *\nDisallow: /app/\nDisallow: /search?\nSitemap: {base}/sitemap.xml\n"
    return answer(request, said.encode("utf-8", "replace"), kind="text/plain; charset=utf-8")


async def new_activities(request: Request) -> Response:
    """Answer with the newest activities as RSS."""
    directory = await request.app.state.place.directory()
    base = base_of(request)
    items = "".join(
        f"<item><title>{escape(each.name)}</title>"
        f"<link>{escape(base + path_of('activities', each.id))}</link>"
        f'<guid isPermaLink="false">{escape(each.id)}</guid>'
        f"<description>{escape(each.description)}</description>{_date(each.valid_from)}</item>\n"
        for each in newest(directory)
    )
    body = (
        f'{_HEAD}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>New activities</title><link>{escape(base)}/</link>"
        f'<atom:link href="{escape(base)}/new.rss" rel="self" type="application/rss+xml"/>'
        f"<description>What is new near you</description><language>en-GB</language>\n"
        f"{items}</channel></rss>\n"
    )
    return answer(request, body.encode("utf-8", "replace"), kind="application/rss+xml")


def _paths(directory: Directory) -> Iterator[str]:
    yield from _ALWAYS
    for kind, ids in (
        ("what-matters", directory.need_names),
        ("areas", directory.area_names),
        ("organisations", directory.organisations),
        ("activities", directory.row_of),
    ):
        yield from (path_of(kind, id_) for id_ in sorted(ids))


def _date(day: dt.date | None) -> str:
    if day is None:
        return ""
    moment = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
    return f"<pubDate>{format_datetime(moment)}</pubDate>"
