"""View: the shortest ways over partnerships from one organisation to another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures.paths import shortest_paths
from assetmap.network import project_partnerships
from assetmap.views.organisation.part import Part
from assetmap.views.organisation.partners import both_sides_words
from assetmap.views.organisation.ties import ties_of
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.organisation.ties import Ties

MOST_WAYS: Final = 5
"""Ways shown at most; they are all of the same length."""

_SURENESS: Final = (
    "A claim by either side counts as a tie, however close. A tie that nobody wrote down may be "
    "a shorter way."
)


class WayRow(TypedDict):
    """One way: the organisations along it, and what ties each to the next."""

    way: str
    ties: str


@dataclass(frozen=True, slots=True)
class WayFinder:
    """Finds ways over the partnerships of a place.

    Attributes
    ----------
    snapshot
        What this reader may see of the place.
    network
        Its organisations; a claim by either side is a tie.
    """

    snapshot: Snapshot
    network: Network

    def ways(self, organisation_id: str, other_id: str) -> Part[WayRow]:
        """Return the shortest ways over partnerships from one organisation to another.

        Parameters
        ----------
        organisation_id, other_id
            The two ends, organisations of the place.

        Returns
        -------
        Part
            At most `MOST_WAYS`, by the ids along them; a sentence alone when there is no way.
        """
        name = self.snapshot.name_of[other_id]
        if organisation_id == other_id:
            return Part(("That is you: choose another organisation.",))
        found = shortest_paths(self.network, organisation_id, other_id, at_most=MOST_WAYS + 1)
        if not found:
            return Part((_nowhere(name),), _SURENESS)
        shown = found[:MOST_WAYS]
        ties = ties_of(self.snapshot, {step for way in shown for step in way[:-1]})
        rows = tuple(_row(self.snapshot, way, ties) for way in shown)
        return Part((_sentence(len(found[0]) - 1, len(found), name),), _SURENESS, rows)


def way_finder(snapshot: Snapshot) -> WayFinder:
    """Return what finds ways over the partnerships of a place; made once for many questions."""
    return WayFinder(snapshot, project_partnerships(snapshot).to_undirected())


def _row(snapshot: Snapshot, way: tuple[str, ...], ties: Ties) -> WayRow:
    own = way[0]
    steps = (
        both_sides_words(snapshot, one, other, ties, reader_id=own) for one, other in pairwise(way)
    )
    names = (snapshot.name_of[step] for step in way[1:])
    return WayRow(way=" → ".join(["You", *names]), ties="; ".join(steps))


def _nowhere(name: str) -> str:
    return (
        f"No way leads to {name} over partnerships that are recorded: one of you has none, or "
        "your circles do not touch. Somebody new would have to bring you together."
    )


def _sentence(n_steps: int, n_ways: int, name: str) -> str:
    if n_steps == 1:
        return f"You are tied to {name}: no introduction is needed."
    between = counted(n_steps - 1, "organisation")
    if n_ways == 1:
        return f"One way leads to {name}, with {between} between you."
    several = f"More than {MOST_WAYS}" if n_ways > MOST_WAYS else f"{n_ways}"
    first = f"; the first {MOST_WAYS} are shown" if n_ways > MOST_WAYS else ""
    return f"{several} ways lead to {name}, each with {between} between you{first}."
