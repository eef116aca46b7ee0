"""Servers on this machine that behave as feeds do, and as they must not."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


@dataclass(frozen=True)
class Reply:
    """What the server answers."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Server:
    """A running server and what it was asked."""

    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def inside(self) -> frozenset[tuple[str, int]]:
        return frozenset({("127.0.0.1", self.port)})

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def as_json(value: Any, **headers: str) -> Reply:
    return Reply(
        json.dumps(value).encode(), headers={"Content-Type": "application/json", **headers}
    )


@contextmanager
def serving(answer: Callable[[Asked], Reply]) -> Iterator[Server]:
    """Serve what `answer` returns until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        timeout = 5

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(parts.path, dict(parse_qsl(parts.query)), headers)
            server.asked.append(asked)
            reply = answer(asked)
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = False

        def handle_error(self, *_: object) -> None:
            pass  # whoever asked gave up, as it is meant to

    with Quiet(("127.0.0.1", 0), Handler) as httpd:
        server = Server(httpd.server_address[1])
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            httpd.shutdown()
            thread.join()


@contextmanager
def raw_server(talk: Callable[[socket.socket, threading.Event], None]) -> Iterator[Server]:
    """Let `talk` answer each connection with what it likes; its event says when to end."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        server = Server(listening.getsockname()[1])

        def answer(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                connection.settimeout(5)
                connection.recv(65_536)
                server.asked.append(Asked("", {}, {}))
                talk(connection, over)

        def listen() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    connection, _ = listening.accept()
                    threads.append(threading.Thread(target=answer, args=(connection,)))
                    threads[-1].start()

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            yield server
        finally:
            over.set()
            listener.join()
            for thread in threads:
                thread.join()


def service(number: int, **cells: Any) -> dict[str, Any]:
    """Return a service as a list of a feed that gives whole services holds it."""
    return {"id": f"s{number}", "name": f"Choir {number}", "status": "active", **cells}


def page(
    contents: Sequence[Any], number: int = 1, *, n_pages: int = 1, n_items: int | None = None
) -> dict[str, Any]:
    """Return a page as the standard has it."""
    return {
        "total_items": len(contents) if n_items is None else n_items,
        "total_pages": n_pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number == n_pages,
        "empty": not contents,
        "contents": list(contents),
    }


def paged(services: Sequence[Any], per_page: int) -> Callable[[Asked], Reply]:
    """Return what answers as an honest feed of `services` at /services and /services/{id}."""
    n_pages = max(1, -(-len(services) // per_page))

    def answer(asked: Asked) -> Reply:
        if asked.path == "/services":
            number = int(asked.query.get("page", "1"))
            shown = services[(number - 1) * per_page : number * per_page]
            return as_json(page(shown, number, n_pages=n_pages, n_items=len(services)))
        if asked.path == "/":
            return as_json(
                {"version": "HSDS-UK-3.0", "profile": "https://x.org", "openapi_url": "x"}
            )
        return Reply(b"", 404)

    return answer
