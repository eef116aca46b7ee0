"""The newest activities, for whoever wants to hear of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetmap.views.public.directory import Directory
    from assetmap.views.public.lines import ActivityLine

MOST_NEW: Final = 30
"""Activities that are told of as new."""


def newest(directory: Directory) -> tuple[ActivityLine, ...]:
    """Return the activities that began last, the newest first, ties by id; those that run."""
    running = [each for each in directory.activities if directory.runs(each)]
    running.sort(key=lambda each: each.id)
    running.sort(
        key=lambda each: each.valid_from.toordinal() if each.valid_from else 0, reverse=True
    )
    return tuple(running[:MOST_NEW])
