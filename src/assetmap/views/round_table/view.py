"""View: a table, who is heard at it, who is missing, and whom to ask next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetmap.model import holding
from assetmap.views.round_table.choice import SHARES, VOLUNTARY, TableChoice
from assetmap.views.round_table.earlier import Earlier, earlier_workshops
from assetmap.views.round_table.heard import Hearing, counted_heard, hearings
from assetmap.views.round_table.next_ones import NextRow, near, next_ones
from assetmap.views.round_table.proposal import ProposedTable, proposed_table
from assetmap.views.round_table.trust import trusted_ties
from assetmap.views.round_table.voices import Voices, voices_of
from assetmap.views.wording import counted, listed, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class RoundTableView:
    """A table as it looks now.

    Attributes
    ----------
    invited
        Who is at the table; of those chosen, the ones that run now.
    summary
        Who is heard, in one sentence.
    sentences
        The voluntary sector's share, who is near by trust, and the people who could help.
    hearings
        What is heard and missing, of each kind.
    next_ones
        Whom to ask next, in order.
    refused
        Which shares cannot be kept, in a sentence; empty when all can.
    earlier
        Earlier workshops.
    """

    invited: tuple[str, ...]
    summary: str
    sentences: tuple[str, ...]
    hearings: tuple[Hearing, ...]
    next_ones: tuple[NextRow, ...]
    refused: str
    earlier: Earlier


def round_table_view(snapshot: Snapshot, choice: TableChoice) -> RoundTableView:
    """Return a table as it looks now.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        Who is invited, and what is wanted. Ids from before rows were joined will do; those of
        nobody, or of who no longer runs, are left out.

    Returns
    -------
    RoundTableView
        Strengths before gaps; no organisation has a number.
    """
    voices = voices_of(snapshot, choice)
    choice = _known(snapshot, voices, choice)
    trust = trusted_ties(snapshot, voices.organisations)
    heard = hearings(snapshot, voices, choice.invited)
    rows, refused = next_ones(snapshot, voices, trust, choice)
    said = (
        _voluntary(snapshot, voices, choice),
        _near(voices, choice, near(trust, choice.invited)),
        _people(snapshot, choice),
    )
    return RoundTableView(
        invited=choice.invited,
        summary=_summary(choice, heard),
        sentences=tuple(each for each in said if each) if choice.invited else (),
        hearings=heard,
        next_ones=rows,
        refused=refused,
        earlier=earlier_workshops(snapshot, choice.invited),
    )


def fair_table(snapshot: Snapshot, choice: TableChoice) -> ProposedTable:
    """Return the smallest fair table of at most `choice.n_seats`, those invited among them.

    Raises
    ------
    DataError
        If the shares cannot be kept; the message says which, and what to do.
    """
    voices = voices_of(snapshot, choice)
    return proposed_table(voices, _known(snapshot, voices, choice))


def _known(snapshot: Snapshot, voices: Voices, choice: TableChoice) -> TableChoice:
    known = set(voices.organisations)

    def present(ids: Sequence[str]) -> tuple[str, ...]:
        current = dict.fromkeys(snapshot.current_id(id_) for id_ in ids)
        return tuple(id_ for id_ in current if id_ in known)

    return replace(choice, invited=present(choice.invited), absent=present(choice.absent))


def _summary(choice: TableChoice, heard: Sequence[Hearing]) -> str:
    if not choice.invited:
        return "Nobody is invited yet."
    guests = counted(len(choice.invited), "guest")
    verb = "speaks" if len(choice.invited) == 1 else "speak"
    return f"{guests} {verb} for {listed([counted_heard(each) for each in heard])}."


def _voluntary(snapshot: Snapshot, voices: Voices, choice: TableChoice) -> str:
    n_own = sum(snapshot.sector_of[id_] == VOLUNTARY for id_ in choice.invited)
    name = voices.names["sector"].get(VOLUNTARY)
    if name is None:
        return "No organisation of this map is marked as voluntary or community."
    n = len(choice.invited)
    words, wanted = SHARES[choice.voluntary_share]
    said = f"{n_own:,} of {counted(n, 'guest')} ({share(n_own, n)}) "
    said += f"{'is' if n_own == 1 else 'are'} from the sector {name}"
    if wanted and n_own < wanted * n:
        return f"{said}; you asked for {words.lower()}."
    return f"{said}, as you asked." if wanted else f"{said}."


def _near(voices: Voices, choice: TableChoice, reached: frozenset[str]) -> str:
    others = reached - set(choice.invited)
    if not others:
        return ""
    n_all = len(voices.organisations) - len(choice.invited)
    tied = "is" if len(others) == 1 else "are"
    whole = counted(n_all, "other organisation")
    return f"{len(others):,} of {whole} {tied} tied by trust to one of your guests."


def _people(snapshot: Snapshot, choice: TableChoice) -> str:
    """Return how many people belong to those invited: counts alone, nobody by name."""
    said, n_all = [], 0
    for label, one in (("LinkWorker", "link worker"), ("Champion", "champion")):
        rows = holding(snapshot.table(label), snapshot.day)
        n = int(rows["organisation_id"].isin(choice.invited).sum())
        if n:
            said.append(counted(n, one))
            n_all += n
    belong = "belongs" if n_all == 1 else "belong"
    return f"{listed(said)} {belong} to your guests." if said else ""
