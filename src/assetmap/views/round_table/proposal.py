"""View: the smallest fair table, and what to do where shares cannot be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.measures.seats import Seats, first_filled
from assetmap.measures.smallest_table import smallest_table
from assetmap.measures.table_reach import Reach
from assetmap.views.round_table.choice import MOST_SEATS, SHARES_TITLE, nobody_there, quotas_of
from assetmap.views.round_table.voices import KINDS
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assetmap.measures.seats import Quota
    from assetmap.measures.smallest_table import SmallestTable
    from assetmap.views.round_table.choice import TableChoice
    from assetmap.views.round_table.trust import Trust
    from assetmap.views.round_table.voices import Voices

_N_SWAPS: Final = 20


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """The smallest fair table: who is at it, and how many seats it takes, in sentences."""

    ids: tuple[str, ...]
    sentence: str


def reach_of(voices: Voices, trust: Trust, absent: Collection[str] = ()) -> Reach:
    """Return what each organisation brings, for the measure.

    Every community, area, sector and thing that matters counts the same, and one of them more
    than all organisations together that are one trusted tie away.
    """
    voice = len(voices.organisations) + 1
    pairs = [(own, f"{kind}:{id_}") for kind in KINDS for own, id_ in voices.pairs[kind]]
    weights = {element: voice for _, element in pairs}
    near = [(own, f"near:{id_}") for pair in trust for own, id_ in (pair, pair[::-1])]
    return Reach.from_pairs(
        [pair for pair in (*pairs, *near) if pair[0] not in absent],
        ids=set(voices.organisations).difference(absent),
        weights=weights,
    )


def proposed_table(voices: Voices, choice: TableChoice) -> ProposedTable:
    """Return the smallest fair table: who is at it, those invited first.

    Parameters
    ----------
    voices
        Whom each organisation of this place speaks for.
    choice
        Whoever is invited stays; `n_seats` is the most seats. Where fewer could come, or shares
        can be kept with fewer seats alone, the table is of those.

    Raises
    ------
    DataError
        If the shares cannot be kept, or nobody could come; the message says which, and what to do.
    """
    reach = reach_of(voices, frozenset(), set(choice.absent) - set(choice.invited))
    quotas, invited = quotas_of(voices, choice), choice.invited
    most = min(choice.n_seats, len(reach.ids))
    if not reach.ids:
        msg = "Nobody is left to invite: everybody stands under “Cannot come this time”."
        raise DataError(msg)
    fitting = first_filled(reach.ids, quotas, invited, range(most, max(len(invited), 1) - 1, -1))
    if fitting is None:
        raise DataError(refusal(reach, choice, quotas, most))
    found = smallest_table(reach, fitting, invited=invited, quotas=quotas, n_swaps=_N_SWAPS)
    said = _said(reach, found)
    if fitting < most:
        why = _why_not(reach, invited, quotas, most)
        said = f"{why} At most {counted(fitting, 'seat')} can. {said}"
    sentences = (said, nobody_there(voices, choice))
    return ProposedTable(
        (*found.table.invited, *found.table.added), " ".join(each for each in sentences if each)
    )


def refusal(reach: Reach, choice: TableChoice, quotas: Sequence[Quota], n_seats: int) -> str:
    """Return why a table of `n_seats` cannot be had, and what to do.

    Parameters
    ----------
    reach
        Who could come, and what each brings.
    choice
        What a reader wants.
    quotas
        Shares that cannot be kept.
    n_seats
        How many seats it was to have.
    """
    more = range(n_seats + 1, min(MOST_SEATS, len(reach.ids)) + 1)
    enough = first_filled(reach.ids, quotas, choice.invited, more)
    ways = [
        f"give the table {enough:,} seats" if enough else "",
        f"ask for other shares (both under “{SHARES_TITLE}”)"
        if enough
        else f"ask for other shares under “{SHARES_TITLE}”",
        "take a guest off the list" if choice.invited else "",
    ]
    told = ", or ".join(each for each in ways if each)
    why = _why_not(reach, choice.invited, quotas, n_seats)
    return f"{why} What to do: {told}."


def _why_not(reach: Reach, invited: Sequence[str], quotas: Sequence[Quota], n_seats: int) -> str:
    try:
        Seats(reach.ids, n_seats, quotas).refuse_if_not(reach.numbers_of(invited))
    except DataError as error:
        return str(error)
    return ""


def _said(reach: Reach, found: SmallestTable) -> str:
    """Return what the table found brings, and what is known of others."""
    table, voice = found.table, int(reach.weights.max(initial=1))
    said = f"This table has {counted(found.n_seats, 'seat')} and brings "
    said += counted(table.weight // voice, "voice")
    if table.weight == int(reach.weights.sum()):
        said += ": all that anybody who could come would bring."
    elif table.weight == table.upper_bound:
        said += ": no fair table of so many seats brings more."
    else:
        said += f"; no fair table of so many seats brings more than {table.upper_bound // voice:,}."
    if found.n_seats_at_least < 2:  # noqa: PLR2004 - one seat is the fewest
        return said
    fewer = "fewer" if found.n_seats_at_least == found.n_seats else "fewer than"
    than = "" if fewer == "fewer" else f" {found.n_seats_at_least:,}"
    return f"{said} With {fewer}{than} it would bring less."
