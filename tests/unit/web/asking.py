"""Asking an application as a server would, without one."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.types import ASGIApp, Message

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes
    cookies: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.content.decode()


def answered(asking: Coroutine[Any, Any, Kind]) -> Kind:
    """What a coroutine gives, in a loop and a thread of its own.

    The browser tests leave a loop of theirs running in this thread.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()


class Asker:
    """Asks one application again and again, in one loop of its own."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self._loop = asyncio.new_event_loop()
        # In a thread, as in `answered`.
        self._thread = ThreadPoolExecutor(1)

    def close(self) -> None:
        self._thread.submit(self._loop.close).result()
        self._thread.shutdown()

    def get(self, address: str, **headers: str) -> Answer:
        return self.ask(address, "GET", b"", **headers)

    def post(self, address: str, body: bytes, **headers: str) -> Answer:
        kind = {"content_type": "application/x-www-form-urlencoded"}
        return self.ask(address, "POST", body, **(kind | headers))

    def ask(self, address: str, method: str, body: bytes, **headers: str) -> Answer:
        work = self._ask(address, method, body, headers)
        return self._thread.submit(self._loop.run_until_complete, work).result()

    async def _ask(self, address: str, method: str, body: bytes, headers: dict[str, str]) -> Answer:
        path, _, query = address.partition("?")
        said = {"host": "127.0.0.1:8501"} | headers
        if body:
            said.setdefault("content_length", str(len(body)))
        scope: dict[str, Any] = {
            "type": "http",
            "method": method,
            "path": unquote_to_bytes(path).decode("utf-8", "surrogateescape"),
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "scheme": "http",
            "headers": [
                (name.replace("_", "-").encode(), value.encode()) for name, value in said.items()
            ],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8501),
            "http_version": "1.1",
        }
        sent: list[Message] = []
        questions = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            if not questions:
                await asyncio.Event().wait()  # whoever asks stays until the answer is there
            return questions.pop()

        async def send(message: Message) -> None:
            sent.append(message)

        try:
            await self._application(scope, receive, send)
        except RuntimeError:
            if not sent:  # what was answered is answered, whatever the server may note of it
                raise
        headers_sent = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        return Answer(
            sent[0]["status"],
            dict(headers_sent),
            b"".join(message.get("body", b"") for message in sent[1:]),
            tuple(value for name, value in headers_sent if name == "set-cookie"),
        )
