from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from tests.unit.web.asking import answered

from assetmap.errors import ListenError
from assetmap.web import working_app
from assetmap.web.application import make_application
from assetmap.web.guard import LoopbackGuard
from assetmap.web.serve import is_loopback, serve

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str


def answer(
    application: ASGIApp, path: str, *, method: str = "GET", kind: str = "http", **headers: str
) -> Answer:
    """Ask an application as a server would, and return what it sends."""
    sent: list[Message] = []

    questions = [{"type": "http.request" if kind == "http" else "websocket.connect"}]

    async def receive() -> Message:
        if not questions:
            await asyncio.Event().wait()  # whoever asks stays until the answer is there
        return questions.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8501),
        "subprotocols": [],
        "http_version": "1.1",
    }

    async def answer() -> None:
        await application(scope, receive, send)

    answered(answer())
    first = sent[0]
    return Answer(
        first.get("status", first.get("code", 0)),
        {name.decode(): value.decode() for name, value in first.get("headers", [])},
        b"".join(message.get("body", b"") for message in sent).decode(),
    )


@pytest.fixture
def public() -> ASGIApp:
    return make_application("nowhere.db", public_only=True)


def test_public_page_works_by_itself(public: ASGIApp) -> None:
    page = answer(public, "/")
    assert page.status == 200
    assert page.body.count("<h1>") == 1
    assert '<html lang="en-GB">' in page.body
    assert "<script" not in page.body
    whole = re.findall(r'<[^>]*(?:src|href)="(?:https?:)?//[^>]*>', page.body)
    assert [each for each in whole if 'rel="canonical"' not in each] == []
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_public_only_leads_to_no_screen_and_says_why(public: ASGIApp) -> None:
    assert "/app" not in answer(public, "/").body
    for path in ("/app", "/app/", "/app/network", "/app/_stcore/health"):
        page = answer(public, path)
        assert page.status == 404
        assert "open only on the computer that keeps the map" in page.body


@pytest.mark.parametrize(
    ("path", "method", "status", "words"),
    [
        ("/nothing", "GET", 404, "There is no page here"),
        ("/<script>", "GET", 404, "There is no page here"),
        ("/", "POST", 405, "This page can only be read"),
        ("/assets/nothing.css", "GET", 404, "There is no page here"),
        ("/assets/../guard.py", "GET", 404, "There is no page here"),
    ],
)
def test_faults_are_pages_with_words(
    public: ASGIApp, path: str, method: str, status: int, words: str
) -> None:
    page = answer(public, path, method=method)
    assert (page.status, words in page.body, "<script>" in page.body) == (status, True, False)


def test_style_is_served_from_here(public: ASGIApp) -> None:
    assert answer(public, "/assets/style.css").status == 200


async def _inside(scope: Scope, receive: Receive, send: Send) -> None:
    del receive
    kind = "http.response.start" if scope["type"] == "http" else "websocket.accept"
    await send({"type": kind, "status": 200, "headers": []})


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    del scope, receive
    await send({"type": "http.response.start", "status": 403, "headers": []})


GUARD = LoopbackGuard(_inside, _refused)


@pytest.mark.parametrize(
    "host", ["localhost", "LocalHost:1", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:8501"]
)
def test_guard_lets_this_machine_in(host: str) -> None:
    assert answer(GUARD, "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.1\nx",
        "127.0.0.2",
        "0.0.0.0",  # noqa: S104  what must not count as this machine
        "::1",
        "localhost:",
        "localhost:port",
    ],
)
def test_guard_refuses_other_names(host: str) -> None:
    assert answer(GUARD, "/", host=host).status == 403


def test_guard_refuses_what_names_no_host() -> None:
    assert answer(GUARD, "/").status == 403


def test_guard_refuses_a_websocket_from_another_page() -> None:
    said = {"host": "127.0.0.1:8501"}
    own = "http://127.0.0.1:8501"
    assert answer(GUARD, "/", kind="websocket", **said, origin=own).status == 200
    assert answer(GUARD, "/", kind="websocket", **said).status == 200
    for origin in ("http://evil.example", "null", "http://127.0.0.1:9", f"{own}.evil.example", ""):
        assert answer(GUARD, "/", kind="websocket", **said, origin=origin).status == 1008


def test_guard_refuses_to_let_another_page_write() -> None:
    said = {"host": "localhost", "origin": "http://evil.example"}
    assert answer(GUARD, "/", method="PUT", **said).status == 403
    assert answer(GUARD, "/", method="GET", **said).status == 200


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),  # noqa: S104  what must not count as this machine
        ("::", False),
        ("", False),
        ("192.168.1.2", False),
        ("localhost.example", False),
    ],
)
def test_is_loopback_tells_who_can_reach_it(host: str, expected: bool) -> None:  # noqa: FBT001
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("host", "port"), [("192.0.2.1", 0), ("no such host", 0), ("127.0.0.1", 99_999), ("é" * 99, 0)]
)
def test_serve_refuses_an_address_that_is_not_here(host: str, port: int) -> None:
    with pytest.raises(ListenError, match="Cannot listen at"):
        serve("nowhere.db", host, port, public_only=True, announce=print)


def test_a_file_that_somebody_sends_never_passes_through_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(working_app.STORE_VARIABLE, "")  # put back afterwards, as it was
    monkeypatch.setattr(working_app, "_warm_up", lambda: None)
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    make_application(str(tmp_path / "place.db"), public_only=False)
    content = b"id,name\n" + b"o1,Choir\n" * 500_000
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
    body = head + content + b"\r\n--x--\r\n"

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def is_on_disk() -> bool:
        headers = [(b"content-type", b"multipart/form-data; boundary=x")]
        form = await Request({"type": "http", "headers": headers}, receive).form()
        sent = form["f"]
        assert isinstance(sent, UploadFile)
        assert sent.size == len(content)
        is_written = not sent._in_memory
        await form.close()
        return is_written

    assert answered(is_on_disk()) is False
