"""What a page of a feed, and an item on it, say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_LETTERS: Final = 200  # of an id that is asked for
_FURTHER: Final = ("organizations", "locations", "taxonomy_terms")
_NESTED: Final = (
    "service_at_locations", "schedules", "service_areas", "contacts", "phones", "languages",
    "cost_options", "funding", "attributes", "required_documents", "additional_urls",
)  # fmt: skip


def is_last(page: Mapping[str, Any], number: int, n_items: int) -> bool:
    """Tell whether no page follows: if it says so in two ways, or it holds nothing.

    A page that holds nothing is believed to be followed when it says that there are more pages
    and more items: what was on it may have been taken out.

    Parameters
    ----------
    page
        What it says.
    number
        Which it is, from 1.
    n_items
        How many items came so far, those on this page too.
    """
    n_pages = whole_number(page.get("total_pages"))
    n_all = whole_number(page.get("total_items"))
    are_all_there = n_all is None or n_items >= n_all
    if not page["contents"]:
        return n_pages is None or number >= n_pages or are_all_there
    if page.get("last_page") is True:
        return n_pages is None or number >= n_pages or (n_all is not None and are_all_there)
    return n_pages is not None and number >= n_pages and are_all_there


def further_lists(value: Any) -> tuple[str, ...]:
    """Return the lists beside that of the services that a feed or a page of it says it has."""
    named = value.get("lists") if isinstance(value, dict) else None
    return tuple(name for name in _FURTHER if isinstance(named, list) and name in named)


def whole_number(value: Any) -> int | None:
    """Return a figure if it is one, else None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def is_nested(item: Any) -> bool:
    """Tell whether an item comes with the lists that only whole services have."""
    return isinstance(item, dict) and any(isinstance(item.get(name), list) for name in _NESTED)


def id_of(item: Any) -> str | None:
    """Return an item's id if it can be part of an address."""
    found = item.get("id") if isinstance(item, dict) else None
    if not isinstance(found, str) or len(found) > _MOST_LETTERS:
        return None
    return found if found.strip(".") and found.isprintable() else None
