"""When fetching from an address is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How far fetching goes before it is given up.

    Attributes
    ----------
    look_up_s, connect_s, silence_s
        Seconds to wait for the number of a name, for a connection, and for the next byte.
    answer_s, feed_s
        Seconds that one answer may take from first to last, and all of a feed.
    answer_bytes, feed_bytes
        Largest answer when unpacked, and all answers of a feed together.
    pages
        Most pages of a feed.
    redirects
        How often an address may point to another.
    waits, wait_s
        How often a busy server is asked again, and the longest wait in seconds that it may ask
        for.
    """

    look_up_s: float = 10
    connect_s: float = 10
    silence_s: float = 20
    answer_s: float = 60
    feed_s: float = 3_600
    answer_bytes: int = 100_000_000
    feed_bytes: int = 300_000_000
    pages: int = 5_000
    redirects: int = 5
    waits: int = 3
    wait_s: float = 60
