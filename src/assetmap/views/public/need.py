"""What matters to people, as the site shows it: in groups, and one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.views.public.lines import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.views.public.directory import Directory

MOST_SHOWN: Final = 24
"""Activities on the page of one need, organisation or area; the search shows the rest."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need with how many activities there are for it."""

    id: str
    name: str
    description: str
    n: int


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """A wide need and the narrower ones within it; its `need` may stand alone."""

    need: NeedLine
    within: tuple[NeedLine, ...]


@dataclass(frozen=True, slots=True)
class NeedPage:
    """All that the page of a need shows.

    Attributes
    ----------
    need
        Itself.
    wider
        Id and name of those that it is part of, the widest first.
    within
        Narrower ones.
    rows
        Of activities that meet it, the first of them.
    total
        How many there are.
    """

    need: NeedLine
    wider: tuple[tuple[str, str], ...]
    within: tuple[NeedLine, ...]
    rows: tuple[int, ...]
    total: int


def need_groups(directory: Directory) -> tuple[NeedGroup, ...]:
    """Return all needs: those that are part of no other, each with what is within it; by name."""
    return tuple(
        NeedGroup(directory.need_lines[id_], _within(directory, id_))
        for id_ in _by_name(directory, directory.need_chains)
        if len(directory.need_chains[id_]) == 1
    )


def need_page(directory: Directory, need_id: str) -> NeedPage | None:
    """Return the page of a need, or None if there is none."""
    line = directory.need_lines.get(need_id)
    if line is None:
        return None
    rows = directory.running_rows(directory.rows_meeting.get(need_id, np.zeros(0, dtype=np.int64)))
    wider = reversed(directory.need_chains[need_id][1:])
    return NeedPage(
        need=line,
        wider=tuple((id_, directory.need_names.get(id_, "")) for id_ in wider),
        within=_within(directory, need_id),
        rows=rows[:MOST_SHOWN],
        total=len(rows),
    )


def need_lines(directory: Directory) -> dict[str, NeedLine]:
    """Return every need by id."""
    rows = directory.place.needs
    return {
        id_: NeedLine(id_, name, text_of(description), _n_running(directory, id_))
        for id_, name, description in rows[["id", "name", "description"]].itertuples(index=False)
    }


def _n_running(directory: Directory, need_id: str) -> int:
    rows = directory.rows_meeting.get(need_id)
    return 0 if rows is None else int(directory.is_running[rows].sum())


def _within(directory: Directory, need_id: str) -> tuple[NeedLine, ...]:
    narrower = (id_ for id_, chain in directory.need_chains.items() if chain[1:2] == (need_id,))
    return tuple(directory.need_lines[id_] for id_ in _by_name(directory, narrower))


def _by_name(directory: Directory, ids: Iterable[str]) -> list[str]:
    return sorted(ids, key=lambda id_: (directory.need_names[id_].casefold(), id_))
