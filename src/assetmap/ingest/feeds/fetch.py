"""One answer from an address: vetted, timed, counted, followed where it points, patient if asked.

Nothing is taken from the environment (no proxy), nothing is kept between requests (no cookies),
and the request says honestly who asks.
"""

from __future__ import annotations

import importlib.metadata
import ssl
import time
from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urljoin

import httpcore

from assetmap.errors import FeedError, InsideAddressError
from assetmap.ingest.feeds.address import is_outside, parse_address, resolve_host, vet_address
from assetmap.ingest.feeds.answer import check_kind, read_body, seconds_to_wait, status_in_words
from assetmap.ingest.feeds.connection import Budget, VettedBackend
from assetmap.ingest.feeds.limits import Limits
from assetmap.ingest.feeds.look_up import bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetmap.ingest.feeds.address import Address, Resolver

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})
_FINE: Final = 200
_FIRST_WAIT_S: Final = 1.0
_SLACK_BYTES: Final = 1_000_000  # headers and the like, beside the body


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes
    ----------
    status
        200 or another.
    headers
        By name in lower case; of several of one name, the last.
    body
        Unpacked; empty unless the status is 200.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)


class Fetcher:
    """Fetches from addresses, one after the other, within limits to each and to all together.

    Parameters
    ----------
    admitted
        Hosts and ports that may lie inside, if a person typed them; never when an address that
        was fetched points to them.
    limits
        When to give up.
    resolve, backend, sleep, clock
        What looks up names, connects, waits, and tells the seconds.
    """

    def __init__(
        self,
        *,
        admitted: frozenset[tuple[str, int]] = frozenset(),
        limits: Limits | None = None,
        resolve: Resolver = resolve_host,
        backend: httpcore.NetworkBackend | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits or Limits()
        self._admitted = admitted
        self._resolve = resolve
        self._sleep = sleep
        self._clock = clock
        self._ends_at = clock() + self.limits.feed_s
        self._n_bytes = 0
        self._inside: set[tuple[str, int]] = set()
        self._budget = Budget(clock)
        self._backend = VettedBackend(self._budget, backend)
        self._pool = httpcore.ConnectionPool(
            max_connections=2, keepalive_expiry=5, network_backend=self._backend
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def fetch(self, address: Address) -> bytes:
        """Return the body at an address.

        Raises
        ------
        InsideAddressError
            If the address, or one that it points to, lies inside and is not admitted.
        FeedError
            If it cannot be fetched, or is not JSON by its own word.
        """
        answer = self._followed(address)
        for n_waits in range(self.limits.waits):
            if answer.status not in _BUSY:
                break
            self._wait(answer, address, _FIRST_WAIT_S * 2**n_waits)
            answer = self._followed(address)
        if answer.status != _FINE:
            reason = f"{status_in_words(answer.status)}."
            raise FeedError(str(address), reason, status=answer.status)
        self.count(len(answer.body), address)
        return answer.body

    def vet(self, address: Address) -> None:
        """Look up, once for all that is fetched, where an address that a person typed leads.

        Raises
        ------
        InsideAddressError
            If it lies inside and is not admitted.
        FeedError
            If its host is not known.
        """
        if not self._backend.knows(address.host, address.port):
            self._allow(address, self._admitted)

    def count(self, n_bytes: int, address: Address) -> None:
        """Count what came, now or in an earlier run, against the limit to the whole feed.

        Raises
        ------
        FeedError
            If it is too much.
        """
        self._n_bytes += n_bytes
        if self._n_bytes > self.limits.feed_bytes:
            reason = f"all of it is larger than {self.limits.feed_bytes / 1e6:,.0f} MB."
            raise FeedError(str(address), reason)

    def _followed(self, typed: Address) -> Answer:
        self._budget.begin(
            ends_at=min(self._clock() + self.limits.answer_s, self._ends_at),
            n_bytes=self.limits.answer_bytes + _SLACK_BYTES,
        )
        self.vet(typed)
        at = typed
        for _ in range(self.limits.redirects + 1):
            answer = self._tried_twice(at)
            if answer.status not in _MOVED:
                return answer
            at = self._pointed(at, answer, typed)
        reason = f"it points to other addresses more than {self.limits.redirects} times."
        raise FeedError(str(typed), reason)

    def _allow(self, address: Address, admitted: frozenset[tuple[str, int]]) -> None:
        key = address.host, address.port
        if key in self._inside:
            raise InsideAddressError(str(address), address.host)
        resolve = bounded(self._resolve, address, self.limits.look_up_s)
        numbers = vet_address(address, admitted=admitted, resolve=resolve)
        if not all(is_outside(number) for number in numbers):
            self._inside.add(key)
        self._backend.allow(*key, numbers)

    def _pointed(self, at: Address, answer: Answer, typed: Address) -> Address:
        try:
            joined = urljoin(at.url, answer.headers.get("location", ""))
        except ValueError as error:
            raise FeedError(str(typed), "it points to an address that is misspelt.") from error
        pointed = parse_address(joined)
        if at.scheme == "https" and pointed.scheme == "http":
            reason = f"it points to {str(pointed)!r}, from a secure address to an open one."
            raise FeedError(str(typed), reason)
        self._allow(pointed, frozenset())
        return pointed

    def _tried_twice(self, address: Address) -> Answer:
        """Ask, and once more if the connection broke: a server may let go of it at any time."""
        try:
            return self._asked(address)
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            is_final = isinstance(error, (httpcore.TimeoutException, httpcore.ConnectError))
            if is_final or self._budget.is_overrun:
                raise self._fault(address, error) from error
        try:
            return self._asked(address)
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            raise self._fault(address, error) from error

    def _asked(self, address: Address) -> Answer:
        url = httpcore.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        )
        seconds = {"connect": self.limits.connect_s, "read": self.limits.silence_s}
        timeouts = {**seconds, "write": self.limits.silence_s, "pool": self.limits.connect_s}
        with self._pool.stream(
            "GET", url, headers=_headers(address), extensions={"timeout": timeouts}
        ) as response:
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            if response.status != _FINE:
                return Answer(response.status, headers)
            shown = str(address)
            check_kind(headers.get("content-type", ""), shown, _FINE)
            body = read_body(
                response.iter_stream(),
                headers.get("content-encoding", ""),
                address=shown,
                max_bytes=self.limits.answer_bytes,
            )
            return Answer(_FINE, headers, body)

    def _fault(self, address: Address, error: Exception) -> FeedError:
        limits = self.limits
        if self._budget.is_overrun:
            reason = f"it is larger than {limits.answer_bytes / 1e6:,.0f} MB."
        elif self._clock() >= self._ends_at:
            reason = f"all of it took longer than {limits.feed_s:,.0f} seconds."
        elif self._budget.is_late():
            reason = f"it took longer than {limits.answer_s:,.0f} seconds."
        elif isinstance(error, httpcore.ConnectTimeout):
            reason = f"nobody answered within {limits.connect_s:,.0f} seconds."
        elif isinstance(error, httpcore.TimeoutException):
            reason = f"nothing came for {limits.silence_s:,.0f} seconds."
        else:
            reason = _reason(error)
        return FeedError(str(address), reason)

    def _wait(self, answer: Answer, address: Address, usual_s: float) -> None:
        seconds = seconds_to_wait(answer.headers.get("retry-after", ""), usual_s)
        if seconds > self.limits.wait_s or self._clock() + seconds > self._ends_at:
            reason = (
                f"{status_in_words(answer.status)}. It asks to be left alone for {seconds:,.0f} "
                "seconds; try again then."
            )
            raise FeedError(str(address), reason, status=answer.status)
        self._sleep(seconds)


def _headers(address: Address) -> list[tuple[bytes, bytes]]:
    version = importlib.metadata.version("assetmap")
    headers = [
        (b"Host", address.authority.encode()),
        (b"User-Agent", f"assetmap/{version}".encode()),
        (b"Accept", b"application/json, application/geo+json, */*;q=0.1"),
        (b"Accept-Encoding", b"gzip"),
    ]
    if address.login:
        headers.append((b"Authorization", b"Basic " + b64encode(address.login.encode())))
    return headers


def _reason(error: Exception) -> str:
    # What the server sent is not repeated: it may be anything.
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {cause.verify_message.rstrip('.')}."
    if isinstance(cause, ssl.SSLError):
        return "no secure connection to it can be made."
    if isinstance(error, httpcore.ConnectError):
        return "no connection to it can be made. Is the address right, and is it running?"
    if isinstance(error, httpcore.NetworkError):
        return "the connection broke."
    return "its answer is cut off, or is not as HTTP answers are."
