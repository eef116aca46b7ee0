"""The page of an area: what is on in it, who is there, what people tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.views.public.need import MOST_SHOWN
from assetmap.views.public.stories import StoryLine, stories_about

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.views.public.directory import Directory


@dataclass(frozen=True, slots=True)
class AreaPage:
    """All that the page of an area shows.

    Attributes
    ----------
    code, name
        Its own.
    wider
        Codes and names of the areas that it lies in, the largest first.
    within
        Codes and names of those that lie in it, by name.
    rows
        Of activities that meet in it, the first of them.
    total
        How many there are.
    serving
        Rows of others that come to people in it.
    organisations
        Ids and names of those based in it, by name.
    stories
        About it.
    """

    code: str
    name: str
    wider: tuple[tuple[str, str], ...]
    within: tuple[tuple[str, str], ...]
    rows: tuple[int, ...]
    total: int
    serving: tuple[int, ...]
    organisations: tuple[tuple[str, str], ...]
    stories: tuple[StoryLine, ...]


def area_page(directory: Directory, code: str) -> AreaPage | None:
    """Return the page of an area, or None if there is none."""
    if code not in directory.area_names:
        return None
    none = np.zeros(0, dtype=np.int64)
    rows = directory.running_rows(directory.rows_in.get(code, none))
    serving = directory.running_rows(directory.rows_serving.get(code, none))
    inside = frozenset(rows)
    return AreaPage(
        code=code,
        name=directory.area_names[code],
        wider=_named(directory, reversed(directory.area_chains[code][1:])),
        within=_named(directory, directory.areas_within.get(code, ())),
        rows=rows[:MOST_SHOWN],
        total=len(rows),
        serving=tuple(row for row in serving if row not in inside)[:MOST_SHOWN],
        organisations=directory.organisations_in.get(code, ()),
        stories=stories_about(directory, (code,)),
    )


def _named(directory: Directory, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, directory.area_names.get(code, "")) for code in codes)
