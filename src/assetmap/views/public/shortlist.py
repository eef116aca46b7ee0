"""A list of activities that somebody chose, to print or hand over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.views.public.activity import ActivityPage, activity_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.views.public.directory import Directory

MOST_CHOSEN: Final = 30
"""Activities on one list."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What is on a list.

    Attributes
    ----------
    pages
        In the order in which they were chosen, each once.
    n_unknown
        How many of the ids lead to nothing now.
    """

    pages: tuple[ActivityPage, ...]
    n_unknown: int

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of what is on it."""
        return tuple(each.activity.id for each in self.pages)


def shortlist_of(directory: Directory, ids: Iterable[str]) -> Shortlist:
    """Return the list of the activities called `ids`, the first 30 of them."""
    chosen = [*dict.fromkeys(id_ for id_ in ids if id_)][:MOST_CHOSEN]
    found = [activity_page(directory, id_) for id_ in chosen]
    pages = tuple(each for each in found if each is not None)
    return Shortlist(pages, len(chosen) - len(pages))
