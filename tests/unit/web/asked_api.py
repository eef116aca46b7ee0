"""Open data asked within the process, as a server would ask it."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlencode, urlsplit

from starlette.applications import Starlette
from tests.unit.ingest.feed_server import Asked, Reply, Server, serving

import assetmap
from assetmap.ingest import load_files
from assetmap.ingest.feeds.address import parse_address
from assetmap.ingest.feeds.fetching import Fetching, fetched_sources
from assetmap.web.api import open_data_routes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import Message

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot
    from assetmap.release.public_place import PublicPlace

HOST = "127.0.0.1:8501"
TODAY = dt.date(2026, 7, 1)
"""The day after the last of the sample place."""


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Api:
    """The routes of open data over one place, and whatever it is changed into."""

    def __init__(self, place: PublicPlace, day: dt.date) -> None:
        self.place = place
        self.day = day
        self.read: Callable[[], PublicPlace] = lambda: self.place
        routes = open_data_routes(lambda: self.read(), lambda: self.day)  # noqa: PLW0108 - changed later
        self._application = Starlette(routes=routes)
        self._thread = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()

    def ask(self, address: str, *, method: str = "GET", **headers: str) -> Answer:
        """Return what an address with its query answers."""
        parts = urlsplit(address)
        named = {"host": HOST, **{name.replace("_", "-"): text for name, text in headers.items()}}
        scope: dict[str, Any] = {
            "type": "http",
            "method": method,
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "root_path": "",
            "query_string": parts.query.encode(),
            "scheme": "http",
            "headers": [(name.encode(), text.encode()) for name, text in named.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8501),
            "http_version": "1.1",
        }
        # In a thread: the browser tests leave a loop of theirs running in this one.
        return self._thread.submit(self._runner.run, self._answer(scope)).result()

    async def _answer(self, scope: dict[str, Any]) -> Answer:
        sent: list[Message] = []
        questions = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            return questions.pop() if questions else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._application(scope, receive, send)
        return Answer(
            sent[0]["status"],
            {name.decode().lower(): text.decode() for name, text in sent[0]["headers"]},
            b"".join(message.get("body", b"") for message in sent[1:]),
        )

    def all(self, name: str, **asked: str) -> list[Any]:
        """Return the items of all pages of a list."""
        query = {"per_page": "500", **asked}
        first = self.ask(f"/api/{name}?{urlencode(query)}").json
        found = list(first["contents"])
        for page in range(2, first["total_pages"] + 1):
            found += self.ask(f"/api/{name}?{urlencode({**query, 'page': str(page)})}").json[
                "contents"
            ]
        return found

    def close(self) -> None:
        """Let go of the loop and its thread."""
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()


@contextmanager
def api_of(place: PublicPlace, day: dt.date = TODAY) -> Iterator[Api]:
    """Give the routes over a place to the block."""
    api = Api(place, day)
    try:
        yield api
    finally:
        api.close()


def answering(api: Api) -> Callable[[Asked], Reply]:
    """Return what answers as `api` does, on a server of this machine."""

    def answer(asked: Asked) -> Reply:
        query = f"?{urlencode(asked.query)}" if asked.query else ""
        found = api.ask(f"{asked.path}{query}", host=asked.headers["host"])
        headers = {name: text for name, text in found.headers.items() if name != "content-length"}
        return Reply(found.body, found.status, headers)

    return answer


def load_from(api: Api, store_path: Path, path: str = "/api/") -> tuple[Loading, Snapshot, Server]:
    """Load what `api` serves into a store, made new if there is none."""
    with serving(answering(api)) as server:
        fetching = Fetching(admitted=server.inside)
        store = assetmap.open(str(store_path))
        try:
            with fetched_sources([parse_address(server.url(path))], fetching) as sources:
                loading = load_files(store, sources)
            return loading, store.snapshot(), server
        finally:
            store.close()
