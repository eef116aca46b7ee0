"""The format of Open Referral UK 3.0 and HSDS 3.0 as JSON: a page, a whole feed, or one object.

| document | items, each of which counts as read |
| --- | --- |
| `{"total_items": ..., "contents": [...]}` | those of `contents` |
| `[...]` | all |
| `{"services": [...], ...}`, or `{"services.csv": [...], ...}` | those of each list |
| a service, organization, location, service_at_location, taxonomy, or term | itself, the first |
| `{"version": ..., "openapi_url": ...}`, what a feed says of itself | none |

What lies in an item (a service's organization, its locations) is no item of its own. Of items of
one id the first is kept; a copy of it changes nothing, and one that differs is refused.
`rows` tells what becomes of each.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import UnreadableFileError
from assetmap.ingest.feeds.address import is_address
from assetmap.ingest.open_referral.book import Book
from assetmap.ingest.open_referral.items import Reader
from assetmap.ingest.open_referral.published_ids import Known
from assetmap.ingest.open_referral.rows import gather_book
from assetmap.ingest.open_referral.schema import PLURALS
from assetmap.ingest.open_referral.tables import table_called

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetmap.ingest.gathered import Document, Gathered
    from assetmap.model import Snapshot

_TELLING: Final[Mapping[str, frozenset[str]]] = {
    "service": frozenset(
        {
            *("status", "organization", "organization_id", "program", "service_at_locations"),
            *("assured_date", "assurer_email", "eligibility_description", "minimum_age"),
            *("maximum_age", "fees_description", "application_process", "accreditations"),
            *("cost_options", "service_areas", "last_modified", "interpretation_services"),
            *("required_documents", "schedules", "alert"),
        }
    ),
    "organization": frozenset(
        {
            *("website", "organization_identifiers", "legal_status", "tax_status", "services"),
            *("year_incorporated", "logo", "parent_organization_id", "programs", "locations"),
        }
    ),
    "service_at_location": frozenset({"service", "location", "service_id", "location_id"}),
    "location": frozenset(
        {
            *("location_type", "latitude", "longitude", "addresses", "accessibility"),
            *("transportation", "external_identifier"),
        }
    ),
    "taxonomy_term": frozenset(
        {"parent_id", "taxonomy", "taxonomy_detail", "taxonomy_id", "term_uri"}
    ),
    "taxonomy": frozenset({"version", "taxonomy_terms"}),
}
"""Fields that tell what an item is."""

_PAGE: Final = frozenset({"total_items", "total_pages", "page_number"})
_SAMPLE: Final = 50
_UNTOLD: Final = "nothing in it tells services from organizations, locations or taxonomy terms"


def is_known(value: Any) -> bool:
    """Tell whether a document's value is of this form."""
    if isinstance(value, list):
        return _table_of(value) is not None
    if not isinstance(value, dict):
        return False
    if "contents" in value:
        contents = value["contents"]
        return bool(_PAGE & value.keys()) or (
            isinstance(contents, list) and _table_of(contents) is not None
        )
    return _is_about_feed(value) or bool(_lists(value)) or _table_of([value]) is not None


def gather(document: Document, snapshot: Snapshot) -> Gathered:
    """Return what one document gives beside `snapshot`.

    Raises
    ------
    UnreadableFileError
        If its list of items is none, or nothing tells what its items are.
    """
    return gather_all([document], snapshot)


def gather_all(documents: Sequence[Document], snapshot: Snapshot) -> Gathered:
    """Return what several documents give beside `snapshot`.

    What they say of the same object is put together.

    Raises
    ------
    UnreadableFileError
        If the list of items of one is none, or nothing tells what its items are.
    """
    book = Book(Known.of(snapshot))
    reader = Reader(book, "item")
    notes: list[str] = []
    for document in documents:
        for table, sheet, items in _parts(document, notes):
            for number, item in enumerate(items, start=1):
                reader.read(table, item, (document.file, sheet, number))
    reader.finish()
    return gather_book(book, reader.refusals, notes)


def _parts(document: Document, notes: list[str]) -> Iterator[tuple[str, str, Sequence[Any]]]:
    """Yield the lists of a document with their table and name, and note what is odd about it."""
    value, file = document.value, document.file
    if isinstance(value, dict) and "contents" not in value:
        if lists := _lists(value):
            yield from ((table, name, value[name]) for name, table in lists.items())
            notes.extend(
                f"{file}: {name!r} was not read: it is no list of a table of Open Referral."
                for name in value
                if name not in lists
            )
            return
        if _is_about_feed(value) and "id" not in value:
            notes.append(f"{file} tells of a feed and holds no rows; load its services.")
            return
    items = _items(document)
    if isinstance(value, dict) and "contents" in value:
        notes.extend(_page_notes(file, value, len(items)))
    if items:
        table = _table_of(items) or _table_named(file)
        if table is None:
            raise UnreadableFileError(file, f"{_UNTOLD}.")
        yield table, PLURALS[table], items


def _items(document: Document) -> Sequence[Any]:
    value = document.value
    if isinstance(value, dict) and "contents" in value:
        value = value["contents"]
        if not isinstance(value, list):
            raise UnreadableFileError(document.file, "its 'contents' is no list of items.")
    return value if isinstance(value, list) else [value]


def _page_notes(file: str, page: Mapping[str, Any], n_items: int) -> Iterator[str]:
    total, n_pages, size = (page.get(name) for name in ("total_items", "total_pages", "size"))
    if not isinstance(total, int) or isinstance(total, bool) or total == n_items:
        return
    is_one_of_many = isinstance(n_pages, int) and n_pages > 1 and n_items < total
    is_whole_feed = is_address(file)  # all of its pages were asked for
    if is_one_of_many and isinstance(size, int) and n_items <= size and not is_whole_feed:
        yield (
            f"{file} is one page of {n_pages:,}, with {n_items:,} of {total:,} items; the others "
            "were not read. Load the feed by its address to get all."
        )
    else:
        yield f"{file} says that it has {total:,} items (total_items), and holds {n_items:,}."


def _is_about_feed(value: Mapping[str, Any]) -> bool:
    return "openapi_url" in value and "version" in value


def _lists(value: Mapping[str, Any]) -> dict[str, str]:
    """Return the tables of lists that a document without an id of its own holds, by name."""
    if "id" in value or "@context" in value:
        return {}
    lists = {
        str(name): table
        for name, items in value.items()
        if isinstance(items, list) and (table := table_called(str(name))) is not None
    }
    is_telling = any(
        table in _TELLING and any(isinstance(item, dict) and "id" in item for item in value[name])
        for name, table in lists.items()
    )
    return lists if is_telling else {}


def _table_of(items: Sequence[Any]) -> str | None:
    """Return the table that items are of, by the fields that they have."""
    found: Counter[str] = Counter()
    for item in items[:_SAMPLE]:
        if isinstance(item, dict) and "id" in item and not _is_of_another_form(item):
            for table, names in _TELLING.items():
                found[table] += len(names & item.keys())
    best = max(found, key=lambda table: found[table], default=None)
    return best if best is not None and found[best] else None


def _is_of_another_form(item: Mapping[str, Any]) -> bool:
    return "@type" in item or "@context" in item or item.get("type") == "Feature"


def _table_named(file: str) -> str | None:
    """Return the table that the name of a file or the path of an address names."""
    words = file.casefold()
    named = ("service_at_location", "taxonomy_term", "taxonom", "organi", "location", "service")
    tables = ("service_at_location", "taxonomy_term", "taxonomy", "organization", *named[-2:])
    return next((table for word, table in zip(named, tables, strict=True) if word in words), None)
