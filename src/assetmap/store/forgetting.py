"""What goes with rows that are forgotten, and which cells become empty, whatever the engine."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.model import TIES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from assetmap.model import Column

Gone = dict[str, set[str]]
"""Ids by table."""

_FORGOT: Final = "Forgot "


class Referring(NamedTuple):
    """A row that refers to another.

    Attributes
    ----------
    table, id, column
        The cell that holds the reference.
    value
        The id that it holds.
    """

    table: str
    id: str
    column: Column
    value: str


def consequences(
    named: Gone,
    referring_to: Callable[[Mapping[str, Collection[str]]], Iterable[Referring]],
    organisation_of: Callable[[str], str | None],
) -> tuple[Gone, dict[tuple[str, str, str], str | None]]:
    """Return all rows that go with some, and the new value of each cell that is emptied.

    Parameters
    ----------
    named
        The rows that are forgotten.
    referring_to
        Gives the cells that refer to rows.
    organisation_of
        Gives the organisation of whoever made a referral, by the referral's id, unless it is the
        referral's target.

    Returns
    -------
    tuple
        Ids by table; and values by table, id and column.
    """
    gone: Gone = defaultdict(set, {table: set(ids) for table, ids in named.items()})
    altered: dict[tuple[str, str, str], str | None] = {}
    step = named
    while any(step.values()):
        following: Gone = defaultdict(set)
        for cell in referring_to(step):
            if cell.id in gone[cell.table]:
                continue
            if goes_with(cell):
                following[cell.table].add(cell.id)
                gone[cell.table].add(cell.id)
            else:
                altered[cell.table, cell.id, cell.column.name] = None
        step = following
    for table, row_id, column in tuple(altered):
        if (table, column) != ("Referral", "source_id"):
            continue
        organisation = organisation_of(row_id)
        if organisation is None or organisation in gone["Organisation"]:
            gone[table].add(row_id)
        altered[table, row_id, column] = organisation
    return gone, {key: value for key, value in altered.items() if key[1] not in gone[key[0]]}


def goes_with(cell: Referring) -> bool:
    """Tell whether a row cannot be without what it refers to in this cell."""
    is_end = cell.table in TIES and cell.column.name in {"from_id", "to_id"}
    return is_end or cell.column.required


def forgotten_note(n_ids: int, n_removed: int) -> str:
    """Return what history says of forgetting: how many, and nothing that tells which."""
    return (
        f"{_FORGOT}{n_ids} for good: {n_removed} rows with their ties, here and "
        "in the history. Backups and copies made before still hold them."
    )


def is_forgotten_note(note: str) -> bool:
    """Tell whether history says so of a change."""
    return note.startswith(_FORGOT)
