"""What a store writes down of each change, whatever engine keeps it."""

from __future__ import annotations

from typing import Final, NamedTuple

CREATED: Final = "created"
UPDATED: Final = "updated"
REMOVED: Final = "removed"


class Counts(NamedTuple):
    """Rows by what happened to them."""

    created: int = 0
    updated: int = 0
    removed: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return both together."""
        return Counts(*(mine + its for mine, its in zip(self, other, strict=True)))


def said(text: str) -> str:
    """Return what somebody said of a change, as every store can keep it."""
    # The name of a file may hold bytes that are no letters of any alphabet.
    return text.encode("utf-8", "replace").decode("utf-8")
