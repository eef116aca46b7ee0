"""The server as a process: who may ask, how it ends, what it says when it cannot begin."""

from __future__ import annotations

import contextlib
import http.client
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import serving_by_command

import assetmap

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def asked(address: str, path: str, headers: dict[str, str]) -> tuple[int, str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        # What is left open is a websocket that was let in.
        body = "" if answer.status == 101 else answer.read().decode()
        return answer.status, body
    finally:
        connection.close()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7:8501", ""])
@pytest.mark.parametrize("path", ["/", "/app/", "/app/_stcore/health"])
def test_other_name_of_this_machine_is_refused_in_words(
    served_place: str, host: str, path: str
) -> None:
    status, body = asked(served_place, path, {"Host": host})
    assert status in {400, 403}
    if status == 403:
        assert "assetmap answers only to the browser of the computer it runs on" in body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:99", "[::1]:8501", "127.0.0.1"])
def test_own_names_of_this_machine_are_answered(served_place: str, host: str) -> None:
    status, body = asked(served_place, "/", {"Host": host})
    assert (status, "<h1>" in body) == (200, True)


def test_websocket_from_another_site_is_refused(served_place: str) -> None:
    own = served_place.rstrip("/")
    path = "/app/_stcore/stream"
    assert asked(own, path, {**HANDSHAKE, "Origin": "http://evil.example"})[0] == 403
    assert asked(own, path, {**HANDSHAKE, "Origin": "null"})[0] == 403
    assert asked(own, path, {**HANDSHAKE, "Host": "evil.example"})[0] == 403
    assert asked(own, path, {**HANDSHAKE, "Origin": own})[0] == 101


def test_end_is_quick_and_quiet_although_somebody_looks(screen: Screen, tmp_path: Path) -> None:
    store = tmp_path / "place.db"
    with contextlib.closing(assetmap.open(store)):
        pass
    with serving_by_command(store) as (server, process):
        screen.open(server.address + "app/data")
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        # It promises 8 s; what a busy machine adds is not its fault.
        assert time.monotonic() - began < 20
        assert process.returncode == 0
        assert process.stdout is not None
        assert "Traceback" not in process.stdout.read()
    screen.faults[:] = [fault for fault in screen.faults if "ERR_CONNECTION" not in fault]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "assetmap.cli.main", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_port_in_use_is_one_line(served_place: str, tmp_path: Path) -> None:
    port = urlsplit(served_place).port
    done = run("--port", str(port), "--store", str(tmp_path / "place.db"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"port {port}: another program uses it" in done.stderr


def test_address_of_another_machine_is_one_line(tmp_path: Path) -> None:
    done = run("--host", "192.0.2.1", "--port", "0", "--store", str(tmp_path / "place.db"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "it is not an address of this machine" in done.stderr
