"""What a reader chooses for a table: who is invited, how many seats, which shares, what counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from assetmap.measures.seats import Quota
from assetmap.model import running
from assetmap.views.map.choice import levels
from assetmap.views.organisation.choice import OrganisationList, organisation_list
from assetmap.views.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.round_table.voices import Voices

VOLUNTARY: Final = "vcse"
"""The sector that has a share of the seats of its own."""

SHARES: Final[dict[str, tuple[str, Fraction]]] = {
    "half": ("At least half", Fraction(1, 2)),
    "third": ("At least a third", Fraction(1, 3)),
    "any": ("Any number", Fraction(0)),
}
"""Shares of the voluntary sector to choose from: words and smallest part of the seats, by value."""

SHARES_TITLE: Final = "Seats, equal shares, and what counts"
"""What a screen calls the choice of seats and shares; sentences send readers there."""

MOST_SEATS: Final = 60
ANY_NUMBER: Final = 0
_MOST_AREAS: Final = 40


@dataclass(frozen=True, slots=True)
class TableChoice:
    """What a reader wants.

    Attributes
    ----------
    invited
        Organisations at the table, in the order in which they were invited.
    absent
        Organisations that cannot come, and are not proposed.
    n_seats
        Seats wanted in all, from 1 to `MOST_SEATS`.
    voluntary_share
        A key of `SHARES`.
    most_of_sector
        Most seats for each sector but the voluntary one; `ANY_NUMBER` for no rule.
    is_each_area
        Whether every area is to have at least one who is there for it.
    need_ids
        What matters that counts, and all that is part of it; empty for everything.
    level
        Level of the areas that count; empty for the one that `level_of` takes.
    """

    invited: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    n_seats: int = 12
    voluntary_share: str = "half"
    most_of_sector: int = 3
    is_each_area: bool = False
    need_ids: tuple[str, ...] = ()
    level: str = ""


def guests_to_choose(
    snapshot: Snapshot, words: str = "", *, always: Sequence[str] = ()
) -> OrganisationList:
    """List the organisations that run now and could be invited, as `organisation_list` does."""
    listing = organisation_list(snapshot, words, always=always)
    present = set(running(snapshot.table("Organisation"), snapshot.day)["id"])
    return replace(listing, rows=tuple(row for row in listing.rows if row["id"] in present))


def themes(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of what matters that is part of nothing wider, by id, in order of name."""
    rows = snapshot.table("Need")
    rows = rows[rows["parent_id"].isna()]
    names = zip(rows["id"], rows["name"], strict=True)
    return dict(sorted(names, key=lambda each: (each[1].casefold(), each[0])))


def level_of(snapshot: Snapshot, choice: TableChoice) -> str:
    """Return the level of areas that counts: the chosen one, else the first that is not too fine.

    Returns
    -------
    str
        Empty when the place has no areas.
    """
    present = list(levels(snapshot))
    if choice.level in present:
        return choice.level
    n_areas = snapshot.table("Area")["level"].value_counts()
    fitting = [level for level in present if n_areas[level] <= _MOST_AREAS]
    return next(iter([*fitting, *present]), "")


def quotas_of(voices: Voices, choice: TableChoice) -> tuple[Quota, ...]:
    """Return the shares of the seats that a reader asks for, in words a message can use.

    An area for which nobody at all is there has no share: no table could keep it.
    """
    _, share = SHARES[choice.voluntary_share]
    asked = []
    if share:
        asked.append(
            Quota(
                voices.names["sector"].get(VOLUNTARY, "the voluntary sector"),
                voices.who_brings("sector", VOLUNTARY),
                least_share=share,
            )
        )
    if choice.most_of_sector != ANY_NUMBER:
        asked += [
            Quota(name, voices.who_brings("sector", sector), most=choice.most_of_sector)
            for sector, name in voices.names["sector"].items()
            if sector != VOLUNTARY
        ]
    if choice.is_each_area:
        asked += [
            Quota(name, those_there, least=1)
            for code, name in voices.names["area"].items()
            if (those_there := voices.who_brings("area", code))
        ]
    return tuple(asked)


def nobody_there(voices: Voices, choice: TableChoice) -> str:
    """Return for which areas no table has somebody, if a reader asks for each; else empty."""
    lacking = [
        name for code, name in voices.names["area"].items() if not voices.who_brings("area", code)
    ]
    if not choice.is_each_area or not lacking:
        return ""
    return f"No organisation of this map is there for {listed(lacking)}, so no table can have one."


def fair_words(choice: TableChoice) -> str:
    """Return what the smallest fair table is, by the shares that a reader asks for."""
    words, share = SHARES[choice.voluntary_share]
    asked = [
        f"{words.lower()} of the seats for voluntary and community organisations" if share else "",
        f"at most {choice.most_of_sector:,} for each other sector"
        if choice.most_of_sector != ANY_NUMBER
        else "",
        "somebody who is there for each area" if choice.is_each_area else "",
    ]
    fair = listed([each for each in asked if each]) or "no shares, as you asked for none"
    return (
        f"Fair: {fair}. Smallest: no more seats than it takes to bring as many voices. A voice is "
        "a community, an area, a sector or something that matters, for which a guest can speak. "
        f"Whoever you invited stays. To change any of it: “{SHARES_TITLE}”."
    )
