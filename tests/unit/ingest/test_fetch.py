"""One answer from an address: what may be connected to, followed, waited for and taken in."""

from __future__ import annotations

import email.utils
import gzip
import io
import socket
import ssl
import struct
import threading
import time
import tracemalloc
import zlib
from base64 import b64encode
from typing import TYPE_CHECKING

import httpcore
import pytest
from tests.unit.ingest.feed_server import Asked, Reply, Server, as_json, raw_server, serving

from assetmap.errors import FeedError, InsideAddressError
from assetmap.ingest.feeds.address import parse_address
from assetmap.ingest.feeds.connection import Budget, VettedBackend
from assetmap.ingest.feeds.fetch import Fetcher
from assetmap.ingest.feeds.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

GLOBAL = "151.101.0.81"
ANOTHER = "151.101.64.81"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def fetch(server: Server, path: str = "/", **limits: float) -> bytes:
    """Fetch from a server that is admitted, with limits of the test's own."""
    with Fetcher(admitted=server.inside, limits=Limits(**limits), sleep=_no_sleep) as fetcher:  # type: ignore[arg-type]
        return fetcher.fetch(parse_address(server.url(path)))


def _no_sleep(seconds: float) -> None:
    pytest.fail(f"It waited {seconds} s.")


class OpenStream(httpcore.NetworkStream):
    """A connection that only says that it is secure, and to whom."""

    def __init__(self, stream: httpcore.NetworkStream, secured: list[tuple[str | None, bool]]):
        self._stream = stream
        self._secured = secured

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        del timeout
        is_checked = ssl_context.check_hostname and ssl_context.verify_mode is ssl.CERT_REQUIRED
        self._secured.append((server_hostname, is_checked))
        return self

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class Town(httpcore.NetworkBackend):
    """An internet of one machine: whatever number is connected to, this machine's server answers.

    A number in `deaf` does not.
    """

    def __init__(self, port: int, deaf: Iterable[str] = ()) -> None:
        self.connected: list[tuple[str, int]] = []
        self.secured: list[tuple[str | None, bool]] = []
        self._port = port
        self._deaf = set(deaf)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        del local_address, socket_options
        self.connected.append((host, port))
        if host in self._deaf:
            raise httpcore.ConnectTimeout
        stream = httpcore.SyncBackend().connect_tcp(
            "127.0.0.1", self._port, timeout=timeout, socket_options=[]
        )
        return OpenStream(stream, self.secured)


def test_fetch_gives_the_body_and_says_honestly_who_asks() -> None:
    with serving(lambda _: as_json({"a": 1}, **{"Set-Cookie": "a=b"})) as server:
        with Fetcher(admitted=server.inside) as fetcher:
            bodies = [fetcher.fetch(parse_address(server.url("/x?y=%20"))) for _ in range(2)]
        assert bodies == [b'{"a": 1}'] * 2
        assert [(each.path, each.query) for each in server.asked] == [("/x", {"y": " "})] * 2
        assert server.asked[1].headers == {
            "host": f"127.0.0.1:{server.port}",
            "user-agent": "assetmap/0.1.0",
            "accept": "application/json, application/geo+json, */*;q=0.1",
            "accept-encoding": "gzip",
        }


def test_fetch_takes_no_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Reply(b"[]")) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        assert fetch(server) == b"[]"


def test_fetch_refuses_an_inside_address_before_it_asks() -> None:
    with (
        serving(lambda _: Reply()) as server,
        Fetcher() as fetcher,
        pytest.raises(InsideAddressError, match=r"leads to 127\.0\.0\.1, inside this machine"),
    ):
        fetcher.fetch(parse_address(server.url()))
    assert server.asked == []


def test_fetch_connects_to_the_very_number_that_was_vetted() -> None:
    answers = iter([[GLOBAL], ["127.0.0.1"], ["127.0.0.1"]])
    with serving(lambda _: Reply(b"1", headers={"Connection": "close"})) as server:
        town = Town(server.port)
        with Fetcher(resolve=lambda *_: next(answers), backend=town) as fetcher:
            for _ in range(3):
                fetcher.fetch(parse_address("http://town.example/services"))
    assert town.connected == [(GLOBAL, 80)] * 3
    assert [each.headers["host"] for each in server.asked] == ["town.example"] * 3
    assert next(answers) == ["127.0.0.1"]  # asked once


def test_fetch_never_looks_a_name_up_when_it_connects() -> None:
    town = Town(1)
    backend = VettedBackend(Budget(), town)
    with pytest.raises(httpcore.ConnectError, match="not vetted"):
        backend.connect_tcp("town.example", 80)
    assert town.connected == []


def test_fetch_tries_the_next_number_when_one_does_not_answer() -> None:
    with serving(lambda _: Reply(b"1")) as server:
        town = Town(server.port, deaf=[GLOBAL])
        with Fetcher(resolve=lambda *_: [GLOBAL, ANOTHER], backend=town) as fetcher:
            assert fetcher.fetch(parse_address("http://town.example/")) == b"1"
    assert town.connected == [(GLOBAL, 80), (ANOTHER, 80)]


def test_fetch_checks_the_certificate_against_the_name() -> None:
    with serving(lambda _: Reply(b"1")) as server:
        town = Town(server.port)
        with Fetcher(resolve=lambda *_: [GLOBAL], backend=town) as fetcher:
            fetcher.fetch(parse_address("https://town.example/"))
    assert town.connected == [(GLOBAL, 443)]
    assert town.secured == [("town.example", True)]


def test_fetch_says_that_an_open_server_is_not_secure() -> None:
    def talk(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(OK + b"\r\n1")

    with (
        raw_server(talk) as server,
        Fetcher(admitted=server.inside) as fetcher,
        pytest.raises(FeedError, match="no secure connection"),
    ):
        fetcher.fetch(parse_address(server.url().replace("http:", "https:")))


def test_fetch_says_that_a_certificate_is_not_to_be_trusted() -> None:
    class Untrusted(Town):
        def connect_tcp(self, *_: object, **__: object) -> httpcore.NetworkStream:
            cause = ssl.SSLCertVerificationError("bad")
            cause.verify_message = "self-signed certificate"
            raise httpcore.ConnectError(cause)

    with (
        Fetcher(resolve=lambda *_: [GLOBAL], backend=Untrusted(1)) as fetcher,
        pytest.raises(FeedError, match=r"not to be trusted: self-signed certificate\."),
    ):
        fetcher.fetch(parse_address("https://town.example/"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "start", ["http://127.0.0.1:1/", "http://0x7f.1/", "//[::1]/", "http://10.0.0.1/"]
)
def test_fetch_refuses_to_be_pointed_inside(status: int, start: str) -> None:
    with serving(lambda _: Reply(b"", status, {"Location": start})) as server:
        town = Town(server.port)
        with (
            Fetcher(resolve=lambda *_: [GLOBAL], backend=town) as fetcher,
            pytest.raises(InsideAddressError),
        ):
            fetcher.fetch(parse_address("http://town.example/"))
    assert town.connected == [(GLOBAL, 80)]


def test_fetch_refuses_to_be_pointed_to_a_name_that_leads_inside() -> None:
    numbers = {"town.example": [GLOBAL], "other.example": [GLOBAL, "192.168.0.1"]}
    with serving(lambda _: Reply(b"", 302, {"Location": "http://other.example/"})) as server:
        town = Town(server.port)
        with (
            Fetcher(resolve=lambda host, _: numbers[host], backend=town) as fetcher,
            pytest.raises(InsideAddressError, match="'http://other"),
        ):
            fetcher.fetch(parse_address("http://town.example/"))
    assert town.connected == [(GLOBAL, 80)]


@pytest.mark.parametrize("path", ["/other", "//127.0.0.1:{port}/other"])
def test_being_pointed_on_never_inherits_the_admission(path: str) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/other":
            return Reply(b"1")
        return Reply(b"", 302, {"Location": path.format(port=server.port)})

    with serving(answer) as server:
        with pytest.raises(InsideAddressError):
            fetch(server)
        assert [each.path for each in server.asked] == ["/"]


def test_being_pointed_on_never_inherits_the_connection_to_an_admitted_name() -> None:
    # The name leads inside when it is typed, and outside when the answer points to it.
    answers = iter([["127.0.0.1"], [GLOBAL]])

    def answer(asked: Asked) -> Reply:
        return Reply(b"1") if asked.path == "/b" else Reply(b"", 302, {"Location": "/b"})

    with serving(answer) as server:
        with (
            Fetcher(
                admitted=frozenset({("intranet.example", server.port)}),
                resolve=lambda *_: next(answers),
            ) as fetcher,
            pytest.raises(InsideAddressError),
        ):
            fetcher.fetch(parse_address(f"http://intranet.example:{server.port}/a"))
        assert [each.path for each in server.asked] == ["/a"]


def test_fetch_follows_to_another_host_with_its_own_number_and_without_the_login() -> None:
    numbers = {"town.example": [GLOBAL], "other.example": [ANOTHER]}

    def answer(asked: Asked) -> Reply:
        if asked.headers["host"] == "other.example":
            return Reply(b"1")
        return Reply(b"", 302, {"Location": "https://other.example/x"})

    with serving(answer) as server:
        town = Town(server.port)
        with Fetcher(resolve=lambda host, _: numbers[host], backend=town) as fetcher:
            assert fetcher.fetch(parse_address("http://user:hunter2@town.example/")) == b"1"
    assert town.connected == [(GLOBAL, 80), (ANOTHER, 443)]
    first, second = server.asked
    assert first.headers["authorization"] == "Basic " + b64encode(b"user:hunter2").decode()
    assert "authorization" not in second.headers


def test_fetch_never_goes_from_a_secure_address_to_an_open_one() -> None:
    with serving(lambda _: Reply(b"", 302, {"Location": "http://town.example/"})) as server:
        town = Town(server.port)
        with (
            Fetcher(resolve=lambda *_: [GLOBAL], backend=town) as fetcher,
            pytest.raises(FeedError, match="from a secure address to an open one"),
        ):
            fetcher.fetch(parse_address("https://town.example/"))
    assert town.connected == [(GLOBAL, 443)]


@pytest.mark.parametrize("location", [{"Location": "/"}, {}, {"Location": "?a"}])
def test_fetch_ends_a_loop(location: dict[str, str]) -> None:
    with serving(lambda _: Reply(b"", 302, location)) as server:
        town = Town(server.port)
        with (
            Fetcher(resolve=lambda *_: [GLOBAL], backend=town) as fetcher,
            pytest.raises(FeedError, match="points to other addresses more than 5 times"),
        ):
            fetcher.fetch(parse_address("http://town.example/"))
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://town.example/",
        "gopher://x/",
        "http://[::1",
        "data:x",
    ],
)
def test_fetch_is_pointed_to_no_other_kind_of_address(location: str) -> None:
    with serving(lambda _: Reply(b"", 302, {"Location": location})) as server:
        with (
            Fetcher(resolve=lambda *_: [GLOBAL], backend=Town(server.port)) as fetcher,
            pytest.raises(FeedError),
        ):
            fetcher.fetch(parse_address("http://town.example/"))
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "answered 400: it does not understand"),
        (401, "answered 401: it wants a user and a password"),
        (403, "answered 403: it does not let us in"),
        (404, "answered 404: there is nothing at this address"),
        (418, "answered 418: that is not the answer of a feed"),
        (500, "answered 500: it has a fault of its own"),
        (204, "answered 204"),
        (206, "answered 206"),
    ],
)
def test_fetch_says_what_a_server_answered(status: int, words: str) -> None:
    with serving(lambda _: Reply(b"" if status == 204 else b"<b>secret</b>", status)) as server:
        with pytest.raises(FeedError, match=words) as raised:
            fetch(server)
        assert raised.value.status == status
        assert "secret" not in str(raised.value)
        assert len(server.asked) == 1


def _in_40_seconds() -> str:
    return email.utils.formatdate(time.time() + 40, usegmt=True)


@pytest.mark.parametrize(
    ("asks", "seconds"),
    [
        (lambda: {"Retry-After": "7"}, [7, 7]),
        (lambda: {"Retry-After": _in_40_seconds()}, [40, 40]),
        (lambda: {"Retry-After": "Mon, 01 Jan 2001 00:00:00 GMT"}, [0, 0]),
        (lambda: {"Retry-After": "soon"}, [1, 2]),
        (lambda: {"Retry-After": "-5"}, [1, 2]),
        (dict, [1, 2]),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_fetch_waits_as_a_busy_server_asks(
    asks: Callable[[], dict[str, str]], seconds: list[float], status: int
) -> None:
    waited: list[float] = []

    def answer(_: Asked) -> Reply:
        return Reply(b"", status, asks()) if len(server.asked) < 3 else Reply(b"1")

    with (
        serving(answer) as server,
        Fetcher(admitted=server.inside, sleep=waited.append) as fetcher,
    ):
        assert fetcher.fetch(parse_address(server.url())) == b"1"
    assert waited == pytest.approx(seconds, abs=3)


def test_fetch_asks_a_busy_server_a_few_times_only() -> None:
    waited: list[float] = []
    with (
        serving(lambda _: Reply(b"", 429)) as server,
        Fetcher(admitted=server.inside, sleep=waited.append) as fetcher,
        pytest.raises(FeedError, match="answered 429: it is asked too often"),
    ):
        fetcher.fetch(parse_address(server.url()))
    assert waited == [1, 2, 4]
    assert len(server.asked) == 4


@pytest.mark.parametrize("asked", ["61", "86400", "9" * 400])
def test_fetch_does_not_wait_longer_than_is_sensible(asked: str) -> None:
    with serving(lambda _: Reply(b"", 503, {"Retry-After": asked})) as server:
        with pytest.raises(FeedError, match=r"left alone for [\d,]+ seconds; try again then"):
            fetch(server)
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    "kind",
    ["application/json", "application/geo+json; charset=utf-8", "APPLICATION/LD+JSON",
     "text/plain", "application/octet-stream", "text/json"],
)  # fmt: skip
def test_fetch_takes_what_may_be_json(kind: str) -> None:
    with serving(lambda _: Reply(b"1", headers={"Content-Type": kind})) as server:
        assert fetch(server) == b"1"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text/html; charset=utf-8", "it is a web page, and not the data"),
        ("image/png", "it is 'image/png', and not JSON"),
        ("text/csv", "it is 'text/csv', and not JSON"),
        ("application/xml", "it is 'application/xml', and not JSON"),
        ("x" * 500, "it is 'x{60}', and not JSON"),
    ],
)
def test_fetch_refuses_what_says_that_it_is_something_else(kind: str, words: str) -> None:
    with (
        serving(lambda _: Reply(b"1", headers={"Content-Type": kind})) as server,
        pytest.raises(FeedError, match=words),
    ):
        fetch(server)


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"[1, 2]", mtime=0),
        gzip.compress(b"[1,", mtime=0) + gzip.compress(b" 2]", mtime=0),
    ],
)
def test_fetch_unpacks(body: bytes) -> None:
    with serving(lambda _: Reply(body, headers={"Content-Encoding": "x-GZIP"})) as server:
        assert fetch(server) == b"[1, 2]"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (gzip.compress(b"[1, 2]", mtime=0)[:-5], "ends before it is whole"),
        (b"", "ends before it is whole"),
        (b"[1, 2]", "packed as gzip but damaged"),
        (gzip.compress(b"[1, 2]", mtime=0)[:-8] + b"\0" * 8, "packed as gzip but damaged"),
        (gzip.compress(b"[1, 2]", mtime=0) + b"rubbish", "packed as gzip but damaged"),
    ],
)
def test_fetch_refuses_what_is_packed_badly(body: bytes, words: str) -> None:
    with (
        serving(lambda _: Reply(body, headers={"Content-Encoding": "gzip"})) as server,
        pytest.raises(FeedError, match=words),
    ):
        fetch(server)


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, gzip", "zstd", "x" * 500])
def test_fetch_refuses_what_is_packed_as_was_not_asked(coding: str) -> None:
    with (
        serving(lambda _: Reply(b"1", headers={"Content-Encoding": coding})) as server,
        pytest.raises(FeedError, match="packed in a way that was not asked for"),
    ):
        fetch(server)


def _bomb(n_megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    written = io.BytesIO()
    for _ in range(n_megabytes):
        written.write(packer.compress(b"\0" * 1_000_000))
    written.write(packer.flush())
    return written.getvalue()


def test_a_gzip_bomb_ends_early_and_in_little_memory() -> None:
    bomb = _bomb(400)
    assert len(bomb) < 500_000
    with serving(lambda _: Reply(bomb, headers={"Content-Encoding": "gzip"})) as server:
        tracemalloc.start()
        begun = time.monotonic()
        with pytest.raises(FeedError, match="unpacks to more than 200 times its size"):
            fetch(server)
        seconds = time.monotonic() - begun
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 60_000_000
    assert seconds < 10


def test_what_unpacks_to_too_much_ends_at_the_limit() -> None:
    body = gzip.compress(bytes(range(256)) * 4_000)  # a megabyte, 160 to 1
    with (
        serving(lambda _: Reply(body, headers={"Content-Encoding": "gzip"})) as server,
        pytest.raises(FeedError, match="larger than 1 MB"),
    ):
        fetch(server, answer_bytes=600_000)


def test_an_endless_answer_ends_at_the_limit() -> None:
    def talk(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n")
        while not over.is_set():
            connection.sendall(b"10000\r\n" + b"1" * 0x10000 + b"\r\n")

    with raw_server(talk) as server, pytest.raises(FeedError, match="larger than 3 MB"):
        fetch(server, answer_bytes=3_000_000)


def test_a_flood_before_the_answer_ends_at_the_limit() -> None:
    def talk(connection: socket.socket, over: threading.Event) -> None:
        while not over.is_set():
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000)

    with raw_server(talk) as server, pytest.raises(FeedError, match="larger than 1 MB"):
        fetch(server, answer_bytes=1_000_000)


def test_a_connection_that_breaks_is_said_to_have() -> None:
    def talk(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(OK + b"Content-Length: 100\r\n\r\n[1")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with raw_server(talk) as server, pytest.raises(FeedError, match="the connection broke"):
        fetch(server)


def test_all_answers_together_have_a_limit() -> None:
    with (
        serving(lambda _: Reply(b"1" * 400_000)) as server,
        Fetcher(admitted=server.inside, limits=Limits(feed_bytes=1_000_000)) as fetcher,
    ):
        fetcher.fetch(parse_address(server.url()))
        fetcher.fetch(parse_address(server.url()))
        with pytest.raises(FeedError, match="all of it is larger than 1 MB"):
            fetcher.fetch(parse_address(server.url()))


def _drip(before: bytes, drop: bytes) -> Callable[[socket.socket, threading.Event], None]:
    def talk(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(before)
        while not over.wait(0.02):
            connection.sendall(drop)

    return talk


@pytest.mark.parametrize(
    ("before", "drop"),
    [
        (OK + b"Content-Length: 100000\r\n\r\n", b" "),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        (OK, b"X: y\r\n"),
        (OK + b"X: ", b"y"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"\r\n"),
    ],
)
def test_a_slow_drip_ends(before: bytes, drop: bytes) -> None:
    begun = time.monotonic()
    with (
        raw_server(_drip(before, drop)) as server,
        pytest.raises(FeedError),
    ):
        fetch(server, answer_s=0.4, silence_s=0.3)
    assert time.monotonic() - begun < 5


def test_a_slow_drip_of_a_greeting_ends() -> None:
    begun = time.monotonic()
    with (
        raw_server(_drip(b"\x16\x03\x03\x40\x00", b"\x02")) as server,
        Fetcher(admitted=server.inside, limits=Limits(answer_s=9, connect_s=0.4)) as fetcher,
        pytest.raises(FeedError, match="nobody answered within 0 seconds"),
    ):
        fetcher.fetch(parse_address(server.url().replace("http:", "https:")))
    assert time.monotonic() - begun < 5


def test_a_slow_drip_is_said_to_be_one() -> None:
    with (
        raw_server(_drip(OK + b"Content-Length: 100000\r\n\r\n", b" ")) as server,
        pytest.raises(FeedError, match="took longer than 0 seconds"),
    ):
        fetch(server, answer_s=0.4, silence_s=9)


def test_a_slow_feed_ends() -> None:
    with serving(lambda _: Reply(b"1")) as server:
        now = [0.0]
        with Fetcher(admitted=server.inside, clock=lambda: now[0]) as fetcher:
            fetcher.fetch(parse_address(server.url()))
            now[0] = 3_601.0
            with pytest.raises(FeedError, match="all of it took longer than 3,600 seconds"):
                fetcher.fetch(parse_address(server.url()))
        assert len(server.asked) == 1


def test_a_silent_server_is_given_up() -> None:
    def talk(_: socket.socket, over: threading.Event) -> None:
        over.wait(5)

    with raw_server(talk) as server, pytest.raises(FeedError, match="nothing came for 0 seconds"):
        fetch(server, silence_s=0.2)


@pytest.mark.parametrize(
    "headers",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(30_000)),
        b"X: " + b"y" * 300_000 + b"\r\n",
        b"X" * 300_000,
    ],
)
def test_a_flood_of_headers_ends(headers: bytes) -> None:
    def talk(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(OK + headers + b"\r\n1")

    with raw_server(talk) as server, pytest.raises(FeedError, match=r"(not as HTTP|broke)"):
        fetch(server)


@pytest.mark.parametrize(
    "sent",
    [
        OK + b"Content-Length: 100\r\n\r\n[1, 2",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n[1, 2",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n[1, 2",
        OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n[1, 2]",
        OK + b"Content-Length: -1\r\n\r\n[1, 2]",
        OK + b"Bad Header\r\n\r\n[1, 2]",
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"\0" * 100,
        b"",
    ],
)
def test_what_is_cut_off_or_no_http_is_said_to_be_so_and_asked_for_twice(sent: bytes) -> None:
    def talk(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(sent)

    with raw_server(talk) as server:
        with pytest.raises(FeedError, match=r"(cut off, or is not as HTTP|broke)") as raised:
            fetch(server)
        assert "OpenSSH" not in str(raised.value)
        assert len(server.asked) == 2


def test_a_connection_that_broke_once_is_no_fault() -> None:
    def talk(connection: socket.socket, _: threading.Event) -> None:
        if len(server.asked) > 1:
            connection.sendall(OK + b"Content-Length: 1\r\n\r\n1")

    with raw_server(talk) as server:
        assert fetch(server) == b"1"


def test_fetch_says_that_nobody_is_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(FeedError, match="no connection to it can be made"):
        fetch(Server(port))


def test_fetch_says_that_nobody_answered_in_time() -> None:
    with (
        Fetcher(resolve=lambda *_: [GLOBAL], backend=Town(1, deaf=[GLOBAL])) as fetcher,
        pytest.raises(FeedError, match="nobody answered within 10 seconds"),
    ):
        fetcher.fetch(parse_address("http://town.example/"))


def test_fetch_says_that_a_name_was_not_found_out_in_time() -> None:
    is_over = threading.Event()

    def never(*_: object) -> list[str]:
        is_over.wait()
        return [GLOBAL]

    town = Town(1)
    with (
        Fetcher(resolve=never, backend=town, limits=Limits(look_up_s=0.01)) as fetcher,
        pytest.raises(FeedError, match=r"where 'town\.example' lies was not found out within"),
    ):
        fetcher.fetch(parse_address("http://town.example/"))
    is_over.set()
    assert town.connected == []


def test_fetch_says_that_a_name_is_not_known_when_the_machine_gives_up_first() -> None:
    def gives_up(*_: object) -> list[str]:
        raise TimeoutError

    with (
        Fetcher(resolve=gives_up, backend=Town(1)) as fetcher,
        pytest.raises(FeedError, match=r"no host 'town\.example' is known"),
    ):
        fetcher.fetch(parse_address("http://town.example/"))
