"""An answer of a server: what its status and headers say, and its body.

The body is unpacked as it comes, and given up as soon as it grows past a limit.
"""

from __future__ import annotations

import email.utils
import time
import zlib
from typing import TYPE_CHECKING, Final

from assetmap.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_RATIO: Final = 200
"""Most bytes that one packed byte may unpack to: JSON comes to 10 or 30, a bomb to 1,000."""

_RATIO_FROM: Final = 5_000_000  # below this many bytes no ratio harms anybody
_STEP: Final = 256 * 1024
_AS_GZIP: Final = 16 + zlib.MAX_WBITS
_PLAIN: Final = frozenset({"", "identity"})
_GZIP: Final = frozenset({"gzip", "x-gzip"})
_JSON: Final = frozenset({"", "text/json", "text/plain", "application/octet-stream"})
_MEANING: Final[Mapping[int, str]] = {
    400: "it does not understand what was asked",
    401: "it wants a user and a password",
    403: "it does not let us in",
    404: "there is nothing at this address",
    410: "what was there is gone",
    429: "it is asked too often",
    500: "it has a fault of its own",
    502: "a machine behind it does not answer",
    503: "it is too busy, or being mended",
    504: "a machine behind it does not answer",
}


def status_in_words(status: int) -> str:
    """Return what a server answered, as a sentence without its stop."""
    meaning = _MEANING.get(status, "that is not the answer of a feed")
    return f"the server answered {status}: {meaning}"


def seconds_to_wait(text: str, usual_s: float) -> float:
    """Return how long a server asks to be left alone.

    Parameters
    ----------
    text
        Its header Retry-After: seconds, or a day and time.
    usual_s
        What to wait if it says nothing that can be understood.
    """
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return usual_s
    return max(0.0, until.timestamp() - time.time())


def read_body(chunks: Iterable[bytes], coding: str, *, address: str, max_bytes: int) -> bytes:
    """Return the body of an answer, unpacked.

    Parameters
    ----------
    chunks
        The body as it comes.
    coding
        How it is packed, as the header Content-Encoding says it.
    address
        What to call it in an error.
    max_bytes
        Largest that it may be when unpacked.

    Raises
    ------
    FeedError
        If it is too large, packed in another way than gzip, or damaged.
    """
    coding = coding.strip().casefold()
    if coding in _GZIP:
        pieces = _unpacked(chunks, address)
    elif coding in _PLAIN:
        pieces = iter(chunks)
    else:
        raise FeedError(address, f"it is packed in a way that was not asked for ({coding[:40]!r}).")
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > max_bytes:
            raise FeedError(address, f"it is larger than {max_bytes / 1e6:,.0f} MB.")
    return bytes(body)


def check_kind(content_type: str, address: str, status: int) -> None:
    """Refuse what says of itself that it is no JSON.

    Raises
    ------
    FeedError
        If the header Content-Type names something else.
    """
    kind = content_type.partition(";")[0].strip().casefold()
    if kind in {"text/html", "application/xhtml+xml"}:
        reason = "it is a web page, and not the data. Ask whoever keeps it for the feed's address."
        raise FeedError(address, reason, status=status)
    if kind not in _JSON and not kind.endswith(("/json", "+json")):
        raise FeedError(address, f"it is {kind[:60]!r}, and not JSON.", status=status)


def _unpacked(chunks: Iterable[bytes], address: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_AS_GZIP)
    n_packed = n_unpacked = 0
    try:
        for chunk in chunks:
            n_packed += len(chunk)
            rest = chunk
            while rest:
                if unpacker.eof:  # several packed one after the other are one
                    unpacker = zlib.decompressobj(_AS_GZIP)
                piece = unpacker.decompress(rest, _STEP)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                n_unpacked += len(piece)
                if n_unpacked > max(_RATIO_FROM, MAX_RATIO * n_packed):
                    reason = f"it unpacks to more than {MAX_RATIO} times its size, as no data does."
                    raise FeedError(address, reason)
                yield piece
    except zlib.error as error:
        raise FeedError(address, "it is packed as gzip but damaged.") from error
    if not unpacker.eof:
        raise FeedError(address, "it ends before it is whole.")
