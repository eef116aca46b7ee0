"""View: whom the partners of an organisation work with, and so could introduce it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import pandas as pd

from assetmap.views.areas import town_of
from assetmap.views.organisation.part import MOST_ROWS, Part, by_name, left_out
from assetmap.views.organisation.ties import touching
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.organisation.ties import Ties


class IntroductionRow(TypedDict):
    """One organisation two steps away: how many partners work with it, and who they are."""

    id: str
    name: str
    sector: str
    town: str
    n_through: int
    through: str


def introductions_for(
    snapshot: Snapshot, organisation_id: str, ties: Ties
) -> Part[IntroductionRow]:
    """Return the organisations two steps away, those first that most partners work with.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Who would be introduced.
    ties
        Its partnerships, by `ties_of`.

    Returns
    -------
    Part
        By falling `n_through`, then name and id. A claim by either side counts as a tie.
    """
    partners = ties.partners(organisation_id)
    if not partners:
        return Part(("Without a partner of your own, nobody is two steps away.",))
    through = _through(snapshot, organisation_id, partners)
    if not through:
        return Part(("Your partners work with nobody whom you do not work with already.",))
    order = sorted(through, key=lambda other: (-len(through[other]), by_name(snapshot, other)))
    sectors = {term.value: term.label for term in snapshot.terms("sector")}
    towns = town_of(snapshot)
    rows = tuple(
        IntroductionRow(
            id=other,
            name=snapshot.name_of[other],
            sector=sectors.get(snapshot.sector_of[other], snapshot.sector_of[other]),
            town=towns.get(other, ""),
            n_through=len(through[other]),
            through=listed(_names(snapshot, through[other])),
        )
        for other in order[:MOST_ROWS]
    )
    return Part(
        (*_sentences(rows[0], len(order)), *left_out(len(order))),
        "A claim by either side counts, however close. Somebody who has not answered the survey "
        "may work with you already: ask before you are introduced.",
        rows,
    )


def _through(snapshot: Snapshot, own: str, partners: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return by organisation two steps away the partners that work with it."""
    rows = pd.concat(
        [
            touching(snapshot, table, partners)[["from_id", "to_id"]]
            for table in ("PARTNERS_WITH", "TIED_TO")
        ]
    )
    found: dict[str, set[str]] = {}
    for one, other in zip(rows["from_id"], rows["to_id"], strict=True):
        for near, far in ((one, other), (other, one)):
            if near in partners and far not in partners and far != own:
                found.setdefault(far, set()).add(near)
    return {far: frozenset(near) for far, near in found.items()}


def _names(snapshot: Snapshot, ids: frozenset[str]) -> list[str]:
    return [snapshot.name_of[id_] for id_ in sorted(ids, key=lambda id_: by_name(snapshot, id_))]


def _sentences(first: IntroductionRow, n_all: int) -> tuple[str, ...]:
    several = f"{counted(n_all, 'organisation')} that you have no tie to"
    verb = "works" if n_all == 1 else "work"
    many = counted(first["n_through"], "partner")
    could = "any of them" if first["n_through"] > 1 else "they"
    nearest = (
        f"{first['name']} works with {many} of yours: {first['through']}; {could} could "
        "introduce you."
    )
    return f"{several} {verb} with partners of yours.", nearest
