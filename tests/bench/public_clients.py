"""People who ask a server over connections that stay open: one, several at once, many who wait."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HOST: Final = "127.0.0.1"
_PATIENCE_S: Final = 30
_LARGEST_HEAD: Final = 2**20


@dataclass(frozen=True, slots=True)
class Asked:
    """How asking went.

    Attributes
    ----------
    seconds
        How long each answer took, in the order in which they came.
    wall_s
        How long all took together.
    n_errors
        Answers that were no page, and connections that broke.
    """

    seconds: tuple[float, ...]
    wall_s: float
    n_errors: int

    @property
    def a_second(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.wall_s

    def ms(self, percent: float) -> float:
        """Return in how many milliseconds so many in a hundred were answered."""
        ordered = sorted(self.seconds)
        return 1_000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def ask(port: int, paths: Sequence[str], n_clients: int) -> Asked:
    """Ask for all of `paths`, so many clients at once, each as soon as it has its answer."""
    return asyncio.run(_ask(port, paths, n_clients))


def hold(port: int, paths: Sequence[str], n_clients: int, for_s: float, every_s: float) -> Asked:
    """Hold connections open, each asking for one of `paths` every so often.

    Parameters
    ----------
    port
        Where the server listens.
    paths
        Asked in their order, whichever client is next.
    n_clients
        How many connections.
    for_s, every_s
        How long they stay, and how long each reads before it asks again.
    """
    return asyncio.run(_hold(port, paths, n_clients, for_s, every_s))


class _Client:
    """One connection, which stays open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.seconds: list[float] = []
        self.n_errors = 0

    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(
            _HOST, self._port, limit=_LARGEST_HEAD
        )

    async def get(self, path: str) -> None:
        started = time.perf_counter()
        try:
            status = await asyncio.wait_for(self._get(path), _PATIENCE_S)
        except (OSError, EOFError, TimeoutError, ValueError):
            self.n_errors += 1
            await self.open()
            return
        self.seconds.append(time.perf_counter() - started)
        self.n_errors += status != 200

    def close(self) -> None:
        self._writer.close()

    async def _get(self, path: str) -> int:
        said = f"GET {path} HTTP/1.1\r\nHost: {_HOST}:{self._port}\r\nAccept: text/html\r\n\r\n"
        self._writer.write(said.encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if ": " in line)
        if "content-length" in headers:
            await self._reader.readexactly(int(headers["content-length"]))
        else:
            await self._pass_chunks()
        return int(first.split()[1])

    async def _pass_chunks(self) -> None:
        n_bytes = -1
        while n_bytes:
            n_bytes = int(await self._reader.readuntil(b"\r\n"), 16)
            await self._reader.readexactly(n_bytes + 2)


async def _ask(port: int, paths: Sequence[str], n_clients: int) -> Asked:
    clients = [_Client(port) for _ in range(n_clients)]
    waiting = iter(paths)

    async def work(client: _Client, left: Iterator[str]) -> None:
        await client.open()
        for path in left:
            await client.get(path)
        client.close()

    started = time.perf_counter()
    await asyncio.gather(*(work(client, waiting) for client in clients))
    return _summed(clients, time.perf_counter() - started)


async def _hold(
    port: int, paths: Sequence[str], n_clients: int, for_s: float, every_s: float
) -> Asked:
    chance = random.Random(1)
    clients = [_Client(port) for _ in range(n_clients)]
    await asyncio.gather(*(client.open() for client in clients))
    started = time.perf_counter()
    waiting = _again(paths)

    async def work(client: _Client, first_s: float) -> None:
        due = first_s
        while due < for_s:
            await asyncio.sleep(max(0.0, started + due - time.perf_counter()))
            await client.get(next(waiting))
            due += every_s
        await asyncio.sleep(max(0.0, started + for_s - time.perf_counter()))
        await client.get("/")  # the connection is still there
        client.close()

    await asyncio.gather(*(work(client, chance.random() * every_s) for client in clients))
    return _summed(clients, time.perf_counter() - started)


def _again(paths: Iterable[str]) -> Iterator[str]:
    kept = list(paths)
    while True:
        yield from kept


def _summed(clients: Iterable[_Client], wall_s: float) -> Asked:
    made = list(clients)
    seconds = tuple(each for client in made for each in client.seconds)
    return Asked(seconds, wall_s, sum(client.n_errors for client in made))
