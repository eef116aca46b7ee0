"""People step in, and none is scored: who is put in an order, and what is said of the others.

Whatever puts parties in order by their ties asks here, on a screen, in a command or in a file. It
is not asked where a lead plans who has room and at whom people wait (`views.flows`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetmap.model import PEOPLE
from assetmap.release.networks import PROJECTIONS
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.measuring.measured import Measured

TIES_OF_ORGANISATIONS: Final = {
    name: PROJECTIONS[name].title for name in ("partnerships", "shared_activities")
}
"""Ties that join no people, and what each is called."""

NO_ORDER: Final = "By these ties people are joined too, and people are never put in an order."
"""Why there is no order of all."""

_WHO: Final = ("id", "source", "target")
"""Columns of tables that hold ids of parties."""


def people_among(snapshot: Snapshot, ids: Iterable[str]) -> frozenset[str]:
    """Return those of `ids` that are people."""
    label_of = snapshot.label_of
    return frozenset(id_ for id_ in ids if label_of.get(id_) in PEOPLE)


def is_person(parties: pd.DataFrame) -> pd.Series[bool]:
    """Tell of each row of a table of parties with a column label whether it is of a person."""
    return parties["label"].isin(PEOPLE)


def without_people(snapshot: Snapshot, found: Measured) -> Measured:
    """Return what was measured with nobody who is a person in its tables, and a note that says so.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    found
        Measured of a network of the place; its first table lists every party.

    Returns
    -------
    Measured
        Its numbers as they were: ties to people count in those of the whole and of the others.
        The same where nobody is a person.
    """
    tables = dict(found.tables)
    left_out: set[str] = set()
    for name, table in found.tables.items():
        for column in [each for each in _WHO if each in table]:
            people = people_among(snapshot, tables[name][column])
            left_out |= people
            tables[name] = tables[name][~tables[name][column].isin(people)].reset_index(drop=True)
    if not left_out:
        return found
    n = counted(len(left_out), "link worker or champion", "link workers and champions")
    are = "is" if len(left_out) == 1 else "are"
    note = (
        f"People are never put in an order: {n} {are} in no table here. Ties to them are counted."
    )
    return replace(found, tables=tables, notes=(*found.notes, note))
