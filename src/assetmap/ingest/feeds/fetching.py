"""What a load allows when it fetches from addresses, and its sources with what they gave."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.errors import UnreadableFileError
from assetmap.ingest.feeds.address import Address, resolve_host
from assetmap.ingest.feeds.kept_pages import KeptPages
from assetmap.ingest.feeds.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetmap.ingest.feeds.address import Resolver
    from assetmap.ingest.gathered import Document
    from assetmap.ingest.reading import Progress
    from assetmap.ingest.sources import Source

SHORT: Final = Limits(
    answer_s=30, feed_s=120, answer_bytes=20_000_000, feed_bytes=50_000_000, waits=1, wait_s=10
)
"""For somebody who looks at a screen meanwhile."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How addresses are fetched in one load.

    Attributes
    ----------
    admitted
        Hosts and ports that may lie inside this machine or its network.
    limits
        When to give up.
    folder
        Where pages that came are kept for a load that goes on later; None keeps nothing.
    resolve
        Looks names up.
    """

    admitted: frozenset[tuple[str, int]] = frozenset()
    limits: Limits = field(default_factory=Limits)
    folder: Path | None = None
    resolve: Resolver = resolve_host


@contextmanager
def fetched_sources(
    sources: Sequence[Path | Address],
    fetching: Fetching,
    *,
    tell: Progress = lambda _step, _done, _all: None,
) -> Iterator[list[Source]]:
    """Fetch what lies at addresses, and give all sources to the block.

    When the block has ended well, pages that were kept of them are removed; when it has not, they
    stay for the next time.

    Parameters
    ----------
    sources
        Paths, left as they are, and addresses; one that stands there twice is fetched once.
    fetching
        What is allowed and kept.
    tell
        Called with a step in words, what is done of it, and all.

    Yields
    ------
    list
        Paths, and for each address a document of its own name.

    Raises
    ------
    UnreadableFileError
        If what an address serves cannot be fetched, or is no JSON.
    """
    addresses = [each for each in dict.fromkeys(sources) if isinstance(each, Address)]
    documents = [_document(each, fetching, tell) for each in addresses]
    paths = [each for each in sources if isinstance(each, Path)]
    try:
        yield [*paths, *_told_apart(documents)]
    except UnreadableFileError:
        _forget(addresses, fetching)  # as they are, they would be of no use another time
        raise
    _forget(addresses, fetching)


def _document(address: Address, fetching: Fetching, tell: Progress) -> Document:
    from assetmap.ingest.feeds.feed import fetch_document  # noqa: PLC0415 - files need no HTTP

    return fetch_document(address, fetching, tell=tell)


def _told_apart(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield documents, those of one name numbered: what is hidden in a query may differ."""
    n_named: dict[str, int] = {}
    for each in documents:
        n_named[each.file] = number = n_named.get(each.file, 0) + 1
        yield each if number == 1 else replace(each, file=f"{each.file} ({number})")


def _forget(addresses: Sequence[Address], fetching: Fetching) -> None:
    for each in addresses:
        KeptPages(fetching.folder, each).forget()
