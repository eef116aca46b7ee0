"""View: whom to ask to a table next, each with the reason in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.errors import DataError
from assetmap.measures.round_table import best_table, smallest_table
from assetmap.measures.table_reach import Reach
from assetmap.views.areas import town_of
from assetmap.views.round_table.choice import quotas_of
from assetmap.views.round_table.voices import KINDS
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assetmap.measures.seats import Quota
    from assetmap.model import Snapshot
    from assetmap.views.round_table.choice import TableChoice
    from assetmap.views.round_table.voices import Kind, Voices

MOST_PROPOSED: Final = 5
_N_SWAPS: Final = 20
_NAMED: Final = 2
_AREAS_NAMED: Final = 3
_SMALL: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)

Trust = frozenset[tuple[str, str]]


class NextRow(TypedDict):
    """One organisation to ask next: who it is, and why."""

    id: str
    name: str
    kind: str
    reason: str


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


def next_ones(
    snapshot: Snapshot, voices: Voices, trust: Trust, choice: TableChoice
) -> tuple[tuple[NextRow, ...], str]:
    """Return whom to ask next, and what to say when shares cannot be kept.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    voices, trust
        Of this place: whom each speaks for, and who trusts whom.
    choice
        Who is invited, how many seats there are, which shares are wanted.

    Returns
    -------
    tuple
        At most `MOST_PROPOSED` rows, in the order in which they add most; and a sentence,
        empty when shares can be kept. Whoever adds nothing is left out.
    """
    reach = reach_of(voices, trust, set(choice.absent) - set(choice.invited))
    n_seats = min(max(choice.n_seats, len(choice.invited) + 1), len(reach.ids))
    refused = ""
    try:
        added = best_table(
            reach, n_seats, invited=choice.invited, quotas=quotas_of(voices, choice)
        ).added
    except DataError as error:
        refused = str(error)
        added = best_table(reach, n_seats, invited=choice.invited).added
    reasons = ((id_, reason_for(voices, trust, choice.invited, id_)) for id_ in added)
    kinds = _kinds(snapshot, voices)
    rows = [
        NextRow(id=id_, name=snapshot.name_of[id_], kind=kinds[id_], reason=reason)
        for id_, reason in reasons
        if reason
    ]
    return tuple(rows[:MOST_PROPOSED]), refused


def proposed_table(voices: Voices, choice: TableChoice) -> tuple[tuple[str, ...], str]:
    """Return the smallest fair table: who is at it, and a sentence about it.

    Parameters
    ----------
    voices
        Whom each organisation of this place speaks for.
    choice
        Whoever is invited stays; `n_seats` is the most seats.

    Returns
    -------
    tuple
        Ids, those invited first; and how many seats it takes, in words.

    Raises
    ------
    DataError
        If the shares cannot be kept; the message says which.
    """
    absent = set(choice.absent) - set(choice.invited)
    quotas: Sequence[Quota] = quotas_of(voices, choice)
    found = smallest_table(
        reach_of(voices, frozenset(), absent),
        choice.n_seats,
        invited=choice.invited,
        quotas=quotas,
        n_swaps=_N_SWAPS,
    )
    ids = (*found.table.invited, *found.table.added)
    n, n_wanted = len(ids), choice.n_seats
    said = f"This table has {counted(n, 'seat')}"
    said += f"; up to {n_wanted:,} would bring no further voice." if n < n_wanted else "."
    n_least = found.n_seats_at_least
    return ids, said if n_least < n else f"{said} With fewer it would bring less."


def reason_for(voices: Voices, trust: Trust, invited: Collection[str], id_: str) -> str:
    """Return why to ask an organisation, in one sentence; empty when it adds nothing.

    Parameters
    ----------
    voices, trust
        Of this place: whom each speaks for, and who trusts whom.
    invited
        Who is at the table.
    id_
        Who might be asked.
    """
    new = {kind: _new(voices, kind, invited, id_) for kind in KINDS}
    said = [
        _communities(voices, id_, new["community"]),
        f"knows about {_quoted(new['need'])}" if new["need"] else "",
        f"is there for people in {_areas(new['area'])}" if new["area"] else "",
        f"would be the first of its sector ({listed([*new['sector'].values()])})"
        if new["sector"]
        else "",
    ]
    new_words = listed([each for each in said if each])
    trusting = _trusting(trust, invited, id_)
    words = ", ".join(each for each in (new_words, trusting) if each)
    words = words or _near(trust, invited, id_)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _new(voices: Voices, kind: Kind, invited: Collection[str], id_: str) -> Mapping[str, str]:
    """Return by id the names of what only this one would bring, in order of name."""
    missing = voices.brought_by(kind, [id_]) - voices.brought_by(kind, invited)
    return {each: name for each, name in voices.names[kind].items() if each in missing}


def _communities(voices: Voices, id_: str, new: Mapping[str, str]) -> str:
    if not new:
        return ""
    led = [name for each, name in new.items() if (id_, each) in voices.led_by]
    others = [each for each in new if (id_, each) not in voices.led_by]
    reached = [f"{new[each]}{_places(voices, id_, each)}" for each in others]
    said = [
        f"is led by {listed(led, at_most=_NAMED)}" if led else "",
        f"reaches {listed(reached, at_most=_NAMED)}" if reached else "",
    ]
    return listed([each for each in said if each])


def _places(voices: Voices, id_: str, community: str) -> str:
    codes = voices.where.get((id_, community), frozenset())
    names = [name for code, name in voices.names["area"].items() if code in codes]
    return f" in {listed(names)}" if 0 < len(names) <= _AREAS_NAMED else ""


def _trusting(trust: Trust, invited: Collection[str], id_: str) -> str:
    n = sum((guest, id_) in trust for guest in invited)
    if not n:
        return ""
    shown = _SMALL[n] if n < len(_SMALL) else f"{n:,}"
    return f"trusted by {shown} of your guests"


def _near(trust: Trust, invited: Collection[str], id_: str) -> str:
    """Return how many are one trusted tie from this one and from nobody at the table."""
    known = near(trust, invited) | set(invited) | {id_}
    n = len(near(trust, [id_]) - known)
    return (
        f"has a tie of trust with {counted(n, 'other')} that none of your guests has" if n else ""
    )


def near(trust: Trust, ids: Collection[str]) -> frozenset[str]:
    """Return the organisations one trusted tie away from some, whoever of the two trusts."""
    wanted = set(ids)
    return frozenset(other for pair in trust for own, other in (pair, pair[::-1]) if own in wanted)


def _kinds(snapshot: Snapshot, voices: Voices) -> dict[str, str]:
    towns = town_of(snapshot)
    sectors = voices.names["sector"]
    return {
        id_: ", ".join(
            each for each in (sectors[snapshot.sector_of[id_]], towns.get(id_, "")) if each
        )
        for id_ in voices.organisations
    }


def _areas(new: Mapping[str, str]) -> str:
    return listed([*new.values()]) if len(new) <= _AREAS_NAMED else f"{len(new):,} areas"


def _quoted(new: Mapping[str, str]) -> str:
    return listed([f"“{name}”" for name in new.values()], at_most=_NAMED)
