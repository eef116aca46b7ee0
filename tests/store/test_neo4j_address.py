"""What answers at an address that is no Neo4j server of ours, and what is said of it."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

import assetmap
from assetmap.errors import UnreachableStoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assetmap.store.neo4j_graph import Graph

pytestmark = pytest.mark.neo4j

MOST_S = 240
"""By then a command that waits for ever is ended, and its test fails."""


@contextmanager
def _listening(answer: bytes) -> Iterator[str]:
    """Listen on a free port, and send `answer` to whoever calls, or nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        callers: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                callers.append(caller)
                if answer:
                    caller.recv(64)
                    caller.sendall(answer)
                    caller.close()

        threading.Thread(target=take, daemon=True).start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        for caller in callers:
            caller.close()


def _said_of(address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter and command
        [sys.executable, "-m", "assetmap.cli.main", "store", "history", "--store", address],
        capture_output=True,
        text=True,
        check=False,
        timeout=MOST_S,
    )


ANSWERS = {
    "nothing": b"",
    "a web server": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "another server": b"SSH-2.0-OpenSSH_9.2\r\n",
    "no version in common": b"\x00\x00\x00\x00",
}
"""What servers answer that are not of Neo4j."""

NOBODY = "nobody"


@pytest.fixture(scope="module")
def ran() -> dict[str, subprocess.CompletedProcess[str]]:
    """A command run at each address, at the same time: it waits long for some to answer."""
    with ExitStack() as stack:
        addresses = {name: stack.enter_context(_listening(ANSWERS[name])) for name in ANSWERS}
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            addresses[NOBODY] = f"neo4j://127.0.0.1:{listener.getsockname()[1]}"
        with ThreadPoolExecutor(len(addresses)) as pool:
            return dict(zip(addresses, pool.map(_said_of, addresses.values()), strict=True))


def test_nobody_at_the_address_is_one_line_and_exit_code_2(
    ran: dict[str, subprocess.CompletedProcess[str]],
) -> None:
    said = ran[NOBODY]
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.count("\n") == 1
    assert "no Neo4j server answers there" in said.stderr


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_no_server_of_neo4j_is_one_line_and_exit_code_2(
    ran: dict[str, subprocess.CompletedProcess[str]], name: str
) -> None:
    said = ran[name]
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.count("\n") == 1
    assert said.stderr.startswith(f"assetmap: {said.args[-1]!r} ")


@pytest.mark.parametrize("begin", ["http://", "https://", "bolts://", "neo4j+x://", "sqlite://"])
@pytest.mark.parametrize("end", ["host:7474", "host/a@b", "host"])
def test_an_address_of_another_kind_is_refused_and_its_password_not_repeated(
    begin: str, end: str
) -> None:
    with pytest.raises(UnreachableStoreError, match="nor an address such as bolt://") as refused:
        assetmap.open(f"{begin}ada:canary@{end}")
    assert "canary" not in str(refused.value)
    assert begin in str(refused.value)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "bolt+ssc"])
def test_a_server_without_encryption_is_not_spoken_to_in_clear(
    neo4j_address: str, scheme: str
) -> None:
    with pytest.raises(UnreachableStoreError):
        assetmap.open(neo4j_address.replace("bolt", scheme, 1))


@pytest.mark.parametrize("release", ["4.4.12", "5.25.1", "3.5", "unknown"])
def test_a_server_that_is_too_old_is_refused(release: str) -> None:
    with pytest.raises(UnreachableStoreError, match=f"it is Neo4j {release}, and assetmap needs"):
        _check(release)


@pytest.mark.parametrize("release", ["5.26.0", "5.27.1", "2025.01.0", "2026.08.1"])
def test_a_server_that_is_new_enough_is_taken(release: str) -> None:
    _check(release)


def _check(release: str) -> None:
    """Check a server that says it is of `release`."""
    from assetmap.store.neo4j_opening import _check_release  # noqa: PLC0415 - the extra

    transaction = SimpleNamespace(run=lambda _text, _given: [{"release": release}])

    def look(work: Callable[[Any], Any]) -> Any:
        return work(transaction)

    _check_release(cast("Graph", SimpleNamespace(address="bolt://old", look=look)))
