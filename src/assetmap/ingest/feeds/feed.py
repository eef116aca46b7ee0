"""A feed's address to one document: all pages of it in one list, each service whole.

Open Referral UK 3.0 and HSDS 3.0 serve lists in pages; what they say of themselves is looked at
and not believed:

=========================  ======================================================================
asked                      `page` (from 1), `per_page`, `full` (the standard's names)
a page says                `total_items`, `total_pages`, `page_number`, `first_page`, `last_page`,
                           `contents`
items of the list          may be brief: the whole of one is at `/services/{id}`
the address without more   `version`, `profile`, `openapi_url`: the list is at `/services`;
                           `lists`, as assetmap says: others beside it that are read as well
=========================  ======================================================================

An address that serves any other JSON is that document.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import FeedError, InsideAddressError
from assetmap.ingest.documents import parse_json
from assetmap.ingest.feeds.fetch import Fetcher
from assetmap.ingest.feeds.items import further_lists, id_of, is_last, is_nested, whole_number
from assetmap.ingest.feeds.kept_pages import KeptPages, forget_old_pages
from assetmap.ingest.feeds.list_addresses import below, beside, names_list, with_query
from assetmap.ingest.gathered import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.ingest.feeds.address import Address
    from assetmap.ingest.feeds.fetching import Fetching
    from assetmap.ingest.reading import Progress

PER_PAGE: Final = 100
"""Items asked for in a page; a feed may give more or fewer."""

_NO_LIST: Final = frozenset({200, 404, 405, 406})  # answers of an address that is not the list's
_NOT_UNDERSTOOD: Final = frozenset({400, 422})


def fetch_document(
    address: Address,
    fetching: Fetching,
    *,
    tell: Progress = lambda _step, _done, _all: None,
) -> Document:
    """Return what an address serves: a document, or a feed as a page that holds all its items.

    Parameters
    ----------
    address
        Of a document, of a feed, or of a feed's list `/services`.
    fetching
        What is allowed and kept.
    tell
        Called with a step in words, the pages that came, and all; 0 while that is not known.

    Raises
    ------
    FeedError
        If it cannot be fetched, or does not come to an end.
    UnreadableFileError
        If it is no JSON.
    """
    pages = KeptPages(fetching.folder, address)
    if fetching.folder is not None:
        forget_old_pages(fetching.folder)
    with Fetcher(
        admitted=fetching.admitted, limits=fetching.limits, resolve=fetching.resolve
    ) as fetcher:
        try:
            return _Feed(address, fetcher, pages, tell).read()
        except FeedError as error:
            if isinstance(error, InsideAddressError) or not pages.has_any():
                raise
            kept = "What came is kept for a day: the same load again goes on from there."
            reason = f"{error.reason} {kept}"
            raise FeedError(error.path, reason, status=error.status) from error


@dataclass(frozen=True, slots=True)
class _Body:
    """One JSON document, and what tells its text from another."""

    value: Any
    digest: str

    @property
    def is_page(self) -> bool:
        return isinstance(self.value, dict) and isinstance(self.value.get("contents"), list)


class _Feed:
    """One reading of one feed."""

    def __init__(
        self, address: Address, fetcher: Fetcher, pages: KeptPages, tell: Progress
    ) -> None:
        self._address = address
        self._fetcher = fetcher
        self._pages = pages
        self._tell = tell
        self._sizes = {"per_page": str(PER_PAGE), "full": "true"}
        self._lists: tuple[str, ...] = ()

    def read(self) -> Document:
        """Return the whole of it."""
        self._tell(f"Asking {self._address.host}", 0, 0)
        self._fetcher.vet(self._address)
        at, first = self._beginning()
        if not first.is_page:
            return Document(str(self._address), first.value)
        items, notes = self._whole(at, list(self._items(at, first)))
        lists = dict(self._further(at, self._lists or further_lists(first.value)))
        told = (
            {"services": items, **lists}
            if any(lists.values())
            else {**first.value, "contents": items}
        )
        return Document(str(self._address), told, notes)

    def _beginning(self) -> tuple[Address, _Body]:
        """Return the address of the list and its first page, or of a document and that."""
        if names_list(self._address):
            return self._address, self._first_page(self._address)
        services = below(self._address, "services")
        try:
            body = self._body(self._address)
        except FeedError as error:
            if error.status not in _NO_LIST:
                raise
            try:
                return services, self._first_page(services)
            except FeedError:
                raise error from None
        if body.is_page:
            return self._address, self._first_page(self._address)
        if isinstance(body.value, dict) and {"openapi_url", "profile"} & set(body.value):
            self._lists = further_lists(body.value)
            return services, self._first_page(services)
        return self._address, body

    def _further(self, at: Address, names: tuple[str, ...]) -> Iterator[tuple[str, list[Any]]]:
        """Yield the lists beside that of the services, those that are there."""
        for name in names:
            there = beside(at, name)
            try:
                first = self._first_page(there)
            except FeedError as error:
                if error.status not in _NO_LIST:
                    raise
                continue
            if first.is_page:
                yield name, list(self._items(there, first))

    def _first_page(self, at: Address) -> _Body:
        try:
            return self._page(at, 1)
        except FeedError as error:
            if error.status not in _NOT_UNDERSTOOD:
                raise
        self._sizes = {}  # a strict server may know `page` alone
        return self._page(at, 1)

    def _items(self, at: Address, first: _Body) -> Iterator[Any]:
        """Yield the items of all pages, in order."""
        limits = self._fetcher.limits
        before = self._before(at, first)
        yield from before
        n_items, n_before = len(before), bool(before)
        seen: set[str] = set()
        page: _Body | None = first
        was_empty = False
        for number in itertools.count(1):
            if page is None:
                return
            contents = page.value["contents"]
            if was_empty and not contents:
                return
            was_empty = not contents
            n_items += len(contents)
            yield from contents
            seen.add(page.digest)
            n_pages = whole_number(page.value.get("total_pages")) or 0
            self._tell("Fetching pages", number, max(0, min(n_pages, limits.pages)))
            if is_last(page.value, number + n_before, n_items):
                return
            said_last = page.value.get("last_page") is True
            page = self._next(at, number + 1, seen, said_last=said_last)

    def _before(self, at: Address, first: _Body) -> list[Any]:
        """Return the items before the first page, of a feed that counts its pages from 0."""
        if first.value.get("first_page") is not False:
            return []
        try:
            page = self._page(at, 0)
        except FeedError as error:
            if error.status not in _NO_LIST | _NOT_UNDERSTOOD:
                raise
            return []
        is_another = page.is_page and page.value["contents"] != first.value["contents"]
        return list(page.value["contents"]) if is_another else []

    def _next(self, at: Address, number: int, seen: set[str], *, said_last: bool) -> _Body | None:
        """Return the page `number`, or None if the one before was the last, as it said."""
        limit = self._fetcher.limits.pages
        if number > limit:
            reason = f"it has more than {limit:,} pages, and no end was seen."
            raise self._useless(reason)
        try:
            page = self._page(at, number)
        except FeedError as error:
            if said_last and error.status in _NO_LIST | _NOT_UNDERSTOOD:
                return None
            raise
        if page.is_page and not (page.value["contents"] and page.digest in seen):
            return page
        if said_last:
            return None
        if page.is_page:
            reason = f"it gives the same page again as page {number:,}, and so has no end."
        else:
            reason = f"its page {number:,} is no page of a list."
        raise self._useless(reason)

    def _whole(self, at: Address, items: list[Any]) -> tuple[list[Any], tuple[str, ...]]:
        """Return the items with what their own addresses say, if the list is brief.

        Of several items with one id, those that are as the first are replaced by its whole; one
        that differs stays as it is, so that the difference is seen.
        """
        if any(is_nested(item) for item in items) or not names_list(at):
            return items, ()
        first_of: dict[str, Any] = {}
        for item in items:
            if (service_id := id_of(item)) is not None:
                first_of.setdefault(service_id, item)
        whole_of: dict[str, Any] = {}
        for n_done, service_id in enumerate(first_of):
            self._tell("Fetching each service", n_done, len(first_of))
            whole_of[service_id] = self._service(at, service_id)
        found = [
            {**item, **(whole_of[service_id] or {})}
            if (service_id := id_of(item)) is not None and item == first_of[service_id]
            else item
            for item in items
        ]
        return found, self._missing_note([each for each in whole_of if whole_of[each] is None])

    def _service(self, at: Address, service_id: str) -> dict[str, Any] | None:
        try:
            value = self._body(below(at, service_id)).value
        except FeedError as error:
            if error.status not in {404, 410}:
                raise
            return None
        is_same = isinstance(value, dict) and value.get("id") == service_id
        return value if is_same else None

    def _missing_note(self, ids: list[str]) -> tuple[str, ...]:
        if not ids:
            return ()
        what = f"{len(ids):,} services are" if len(ids) > 1 else "1 service is"
        note = (
            f"{self._address}: {what} in the list but not at an address of their own, the first "
            f"{ids[0]!r}; only what the list says of them was read."
        )
        return (note,)

    def _page(self, at: Address, number: int) -> _Body:
        asked = {"page": str(number), **self._sizes}
        return self._body(replace(at, query=with_query(at, asked)))

    def _body(self, at: Address) -> _Body:
        kept = self._pages.read(at)
        if kept is None:
            body = self._fetcher.fetch(at)
        else:
            body = kept
            self._fetcher.count(len(body), at)
        value = parse_json(body, str(at))
        if kept is None:
            self._pages.keep(at, body)
        return _Body(value, hashlib.sha256(body).hexdigest())

    def _useless(self, reason: str) -> FeedError:
        self._pages.forget()  # asked again, it may have been mended
        return FeedError(str(self._address), reason)
