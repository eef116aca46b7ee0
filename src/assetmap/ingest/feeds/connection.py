"""Connections to vetted addresses alone, of which every reading is counted and timed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence

_TRIED: Final = 4  # numbers of one host that are tried before giving up


class Budget:
    """What is left of the time and the bytes that one answer may take.

    A server that sends a byte now and then never runs into a limit to one reading; it runs into
    this one.

    Attributes
    ----------
    is_overrun
        Whether more bytes came.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends_at = 0.0
        self._bytes_left = 0
        self.is_overrun = False

    def begin(self, *, ends_at: float, n_bytes: int) -> None:
        """Allow as much from now on."""
        self._ends_at = ends_at
        self._bytes_left = n_bytes
        self.is_overrun = False

    def is_late(self) -> bool:
        """Tell whether the time has run out by now."""
        return self._clock() >= self._ends_at

    def seconds(self, wanted: float | None) -> float:
        """Return how long one reading may wait: what is wanted, or less if less is left.

        Raises
        ------
        ReadTimeout
            If no time is left.
        """
        left = self._ends_at - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if wanted is None else min(left, wanted)

    def take(self, n_bytes: int) -> None:
        """Count bytes that came.

        Raises
        ------
        ReadError
            If they are more than were allowed.
        """
        self._bytes_left -= n_bytes
        if self._bytes_left < 0:
            self.is_overrun = True
            raise httpcore.ReadError


class CountedStream(httpcore.NetworkStream):
    """A connection that keeps to a budget."""

    def __init__(self, stream: httpcore.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what came, at most `max_bytes`."""
        content = self._stream.read(max_bytes, self._budget.seconds(timeout))
        self._budget.take(len(content))
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`."""
        self._stream.write(buffer, self._budget.seconds(timeout))

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Go over to TLS; the certificate must be that of the host's name."""
        secure = self._stream.start_tls(ssl_context, server_hostname, self._budget.seconds(timeout))
        return CountedStream(secure, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection itself says."""
        return self._stream.get_extra_info(info)


class VettedBackend(httpcore.NetworkBackend):
    """Connects to the numbers that were vetted for a host, and to nothing else.

    Parameters
    ----------
    budget
        What connections keep to.
    backend
        What connects to a number.
    """

    def __init__(self, budget: Budget, backend: httpcore.NetworkBackend | None = None) -> None:
        self._budget = budget
        self._backend = backend or httpcore.SyncBackend()
        self._numbers: dict[tuple[str, int], tuple[str, ...]] = {}

    def allow(self, host: str, port: int, numbers: Sequence[str]) -> None:
        """Connect to `numbers` from now on when a request names this host and port."""
        self._numbers[host, port] = tuple(numbers)

    def knows(self, host: str, port: int) -> bool:
        """Tell whether numbers were vetted for this host and port."""
        return (host, port) in self._numbers

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of a host's numbers that answers; no name is looked up here."""
        last: Exception = httpcore.ConnectError(f"{host} was not vetted")
        for number in self._numbers.get((host, port), ())[:_TRIED]:
            try:
                stream = self._backend.connect_tcp(
                    number,
                    port,
                    timeout=self._budget.seconds(timeout),
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return CountedStream(stream, self._budget)
        raise last
