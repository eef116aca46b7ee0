"""View: whom to ask to a table next, each with the reason in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures.round_table import best_table
from assetmap.measures.seats import first_filled
from assetmap.views.areas import town_of
from assetmap.views.round_table.choice import quotas_of
from assetmap.views.round_table.proposal import reach_of, refusal
from assetmap.views.round_table.voices import KINDS
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetmap.model import Snapshot
    from assetmap.views.round_table.choice import TableChoice
    from assetmap.views.round_table.trust import Trust
    from assetmap.views.round_table.voices import Kind, Voices

MOST_PROPOSED: Final = 5
_NAMED: Final = 2
_AREAS_NAMED: Final = 3
_PLAINLY: Final = 2
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


class NextRow(TypedDict):
    """One organisation to ask next: who it is, and why."""

    id: str
    name: str
    kind: str
    reason: str


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
        At most `MOST_PROPOSED` rows, in the order in which they add most, each with what it adds
        to the guests and those before it; and a sentence, empty when shares can be kept with one
        guest more. Whoever adds nothing is left out.
    """
    reach = reach_of(voices, trust, set(choice.absent) - set(choice.invited))
    n_invited = len(choice.invited)
    n_seats = min(max(choice.n_seats, n_invited + 1), len(reach.ids))
    if n_seats == n_invited:
        return (), ""
    quotas, refused = quotas_of(voices, choice), ""
    fitting = first_filled(reach.ids, quotas, choice.invited, range(n_seats, n_invited, -1))
    if fitting is None:
        refused = refusal(reach, choice, quotas, n_seats)
        quotas = ()
    table = best_table(reach, fitting or n_seats, invited=choice.invited, quotas=quotas)
    kinds, rows, before = _kinds(snapshot, voices), [], [*choice.invited]
    for id_ in table.added:
        if reason := reason_for(voices, trust, choice.invited, id_, before=before):
            rows.append(NextRow(id=id_, name=snapshot.name_of[id_], kind=kinds[id_], reason=reason))
        before.append(id_)
    return tuple(rows[:MOST_PROPOSED]), refused


def reason_for(
    voices: Voices, trust: Trust, invited: Collection[str], id_: str, *, before: Collection[str]
) -> str:
    """Return why to ask an organisation, in one sentence; empty when it adds nothing.

    Parameters
    ----------
    voices, trust
        Of this place: whom each speaks for, and who trusts whom.
    invited
        Who is at the table.
    id_
        Who might be asked.
    before
        Who brings already what this one need not: those invited, and those asked before it.
    """
    new = {kind: _new(voices, kind, before, id_) for kind in KINDS}
    said = [
        *_communities(voices, id_, new["community"]),
        f"knows about {_quoted(new['need'])}" if new["need"] else "",
        f"is there for people in {_areas(voices, new['area'])}" if new["area"] else "",
        f"would be the first of its sector ({listed([*new['sector'].values()])})"
        if new["sector"]
        else "",
    ]
    parts = [each for each in said if each]
    # More than two, or one with an "and" of its own: a second "and" would be misread.
    is_long = len(parts) > _PLAINLY or any(" and " in each for each in parts[:-1])
    new_words = "; ".join(parts) if is_long else listed(parts)
    trusting = _trusting(trust, invited, id_)
    words = ("; " if is_long else ", ").join(each for each in (new_words, trusting) if each)
    words = words or _near(trust, before, id_)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _new(voices: Voices, kind: Kind, before: Collection[str], id_: str) -> Mapping[str, str]:
    """Return by id the names of what only this one would bring, in order of name."""
    missing = voices.brought_by(kind, [id_]) - voices.brought_by(kind, before)
    return {each: name for each, name in voices.names[kind].items() if each in missing}


def _communities(voices: Voices, id_: str, new: Mapping[str, str]) -> list[str]:
    led = {each: name for each, name in new.items() if (id_, each) in voices.led_by}
    others = {each: name for each, name in new.items() if each not in led}
    said = (("is led by", led), ("reaches", others))
    return [f"{verb} {_with_places(voices, id_, names)}" for verb, names in said if names]


def _with_places(voices: Voices, id_: str, communities: Mapping[str, str]) -> str:
    """Return communities with where they are reached; those of the same areas stand together."""
    by_place: dict[str, list[str]] = {}
    for each, name in [*communities.items()][:_NAMED]:
        by_place.setdefault(_places(voices, id_, each), []).append(name)
    said = [f"{listed(names)}{places}" for places, names in by_place.items()]
    rest = len(communities) - _NAMED
    return listed([*said, f"{rest:,} more"] if rest > 0 else said)


def _places(voices: Voices, id_: str, community: str) -> str:
    """Return where an organisation is there for a community, else where it is there at all."""
    codes = voices.where.get((id_, community)) or voices.brought_by("area", [id_])
    names = {code: name for code, name in voices.names["area"].items() if code in codes}
    return f" in {_areas(voices, names)}" if names else ""


def _trusting(trust: Trust, invited: Collection[str], id_: str) -> str:
    n = sum((guest, id_) in trust for guest in invited)
    if not n:
        return ""
    shown = _SMALL[n] if n < len(_SMALL) else f"{n:,}"
    return f"trusted by {shown} of your guests"


def _near(trust: Trust, before: Collection[str], id_: str) -> str:
    """Return how many are one trusted tie from this one and from nobody asked before it."""
    known = near(trust, before) | set(before) | {id_}
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


def _areas(voices: Voices, new: Mapping[str, str]) -> str:
    """Return a few areas by name, more by the towns that they are part of, else how many."""
    n, n_all = len(new), len(voices.names["area"])
    if n <= _AREAS_NAMED:
        return listed([*new.values()])
    if n == n_all:
        return f"all {n_all:,} areas"
    towns = sorted({voices.wider.get(code, "") for code in new}, key=str.casefold)
    is_told = "" not in towns and len(towns) <= _AREAS_NAMED
    if is_told and len(set(voices.wider.values())) > 1:
        return f"{n:,} areas of {listed(towns)}"
    return f"{n:,} of {n_all:,} areas"


def _quoted(new: Mapping[str, str]) -> str:
    return listed([f"“{name}”" for name in new.values()], at_most=_NAMED)
