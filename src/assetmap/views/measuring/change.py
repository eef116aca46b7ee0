"""View: two days of a place compared, in numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.errors import DataError
from assetmap.measures import MEASURES, measures_of
from assetmap.measures.certainty.interval import OF_CLAIMS, Interval
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.change import (
    movement,
    numbers_moved,
    paired,
    parties_changed,
    ties_changed,
)
from assetmap.measures.claims import newest_claims
from assetmap.measures.equal_footing import OF_TIES, share_name
from assetmap.network import project_partnerships
from assetmap.release.networks import refuse_unseen
from assetmap.views.change.numbers import footing_compared, numbers_compared
from assetmap.views.change.view import days_to_compare, why_not_compared
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.measured import Measured, plain_value
from assetmap.views.social_capital.equal_footing import THINGS
from assetmap.views.social_capital.numbers import OF_GROUPS
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot
    from assetmap.network import Network

_NOT_KNOWN: Final = "Whether it moved by more than silence can explain cannot be told."
_AS_LOADED: Final = (
    "No survey of partners had been answered by either day: ties are those that were loaded, and "
    "nobody knows who would have told of others."
)
_OF_SURVEYS: Final = (
    "Numbers are what they would be had all who were asked answered, told from either survey; "
    "ties made and lost are between those who answered both."
)


def change_measures(
    snapshot: Snapshot, *, from_on: dt.date | None = None, to_on: dt.date | None = None
) -> Measured:
    """Compare the partnerships of a place on two days.

    Parameters
    ----------
    snapshot
        What this reader may see of the place, of all days.
    from_on, to_on
        The days; left out, those on which the answers to the last two surveys were in.

    Returns
    -------
    Measured
        Nodes and ties of the later day; by how much each number differs (of the surveys' own
        networks, as completed where some did not answer; groups are sectors) and between what at
        90 %; the tables `moved` (before, after, the ends of the difference, whether it moved),
        `shares_moved` (the same of each sector's share of ties and of joining others),
        `tie_changes` (made and lost; of two surveys, between those who answered both) and
        `party_changes` (come and gone). Where no survey was answered by either day, or by both it
        was the same one, numbers and ties are of what was known on either day, and none is said
        to have moved.

    Raises
    ------
    DataError
        If this reader never sees partnerships, if the days are not given and fewer than two
        surveys were answered, if the first day is not before the second, if one survey had been
        answered by one of the days alone, or if by either day there was neither survey nor tie.
    """
    refuse_unseen(snapshot, PARTNERSHIPS)
    before_on, after_on = _days(snapshot, from_on, to_on)
    before, after = (snapshot.as_of(day) for day in (before_on, after_on))
    networks = [project_partnerships(place) for place in (before, after)]
    surveys = [newest_claims(place) for place in (before, after)]
    all_moved, ties, notes = _moved(surveys, networks, snapshot)
    is_share = [name not in MEASURES for name in all_moved.index]
    moved, shares = all_moved[[not each for each in is_share]], all_moved[is_share]
    difference = moved["after"] - moved["before"]
    ends = zip(moved.index, moved["low"], moved["high"], difference, strict=True)
    return Measured(
        len(networks[1]),
        networks[1].number_of_edges(),
        {str(name): plain_value(value) for name, value in difference.items()},
        {
            str(name): None if math.isnan(low) else Interval(low, high, middle)
            for name, low, high, middle in ends
        },
        {
            "days": pd.DataFrame({"from_on": [str(before_on)], "to_on": [str(after_on)]}),
            "moved": moved.reset_index(),
            "shares_moved": _by_sector(shares, snapshot),
            "tie_changes": ties_changed(*ties),
            "party_changes": parties_changed(*networks),
        },
        (*measures_of("network"), *OF_GROUPS, *(MEASURES[name] for name in OF_CLAIMS)),
        ("Each value is the later day's number less the earlier day's.", *notes),
        reasons=dict.fromkeys(moved.index[moved["low"].isna()].astype(str), _NOT_KNOWN),
    )


def _moved(
    surveys: Sequence[Claims],
    networks: Sequence[Network],
    snapshot: Snapshot,
) -> tuple[pd.DataFrame, Sequence[Network], tuple[str, ...]]:
    """Return what moved, the networks whose ties are compared, and what they are."""
    why_not, (asked, again) = why_not_compared(*surveys), surveys
    sectors = snapshot.sector_of
    functions = numbers_compared(sectors)
    if not why_not:
        shares = footing_compared(sectors, (claims.roster for claims in surveys))
        before, after = (Surveyed(claims, sectors, sectors) for claims in surveys)
        table = numbers_moved(before, after, functions, shares=shares)
        return table, [claims.network for claims in paired(asked, again)], (_OF_SURVEYS,)
    is_asked = bool(asked.roster or again.roster)
    is_tied = any(network.number_of_edges() for network in networks)
    if bool(asked.roster) != bool(again.roster) or not (is_asked or is_tied):
        days = listed([str(day) for day in days_to_compare(snapshot)], at_most=12)
        what_to_do = f" Give two days on or after {days} with --from and --to." if days else ""
        msg = f"{why_not}{what_to_do}"
        raise DataError(msg)
    functions |= footing_compared(sectors, (network.nodes for network in networks))
    return _differences(networks, functions), networks, (why_not if is_asked else _AS_LOADED,)


def _by_sector(shares: pd.DataFrame, snapshot: Snapshot) -> pd.DataFrame:
    """Return what moved of each sector's shares, in the order of sectors, then of things."""
    sectors = {term.value: term.label for term in snapshot.terms("sector")}
    sectors |= {
        sector: sector for sector in sorted(set(snapshot.sector_of.values()) - sectors.keys())
    }
    rows = [
        {"sector": label, "what": THINGS[what], **shares.loc[name].to_dict()}
        for sector, label in sectors.items()
        for what in OF_TIES
        if (name := share_name(what, sector)) in shares.index
    ]
    return pd.DataFrame(rows, columns=["sector", "what", *shares.columns])


def _differences(
    networks: Sequence[Network], functions: Mapping[str, Callable[[Network], float]]
) -> pd.DataFrame:
    """Return what `numbers_moved` does, where nobody was asked and nobody can be silent."""
    before, after = ([each(network) for each in functions.values()] for network in networks)
    columns = {"before": before, "after": after, "low": math.nan, "high": math.nan}
    table = pd.DataFrame(columns, index=pd.Index(list(functions), name="name"))
    return table.assign(moved=movement(None))


def _days(
    snapshot: Snapshot, from_on: dt.date | None, to_on: dt.date | None
) -> tuple[dt.date, dt.date]:
    known = days_to_compare(snapshot)
    if (from_on is None or to_on is None) and len(known) < 2:  # noqa: PLR2004  two to compare
        were = "was" if len(known) == 1 else "were"
        msg = (
            f"{counted(len(known), 'survey')} of partners {were} answered, and two are needed to "
            "compare; say which days with --from and --to."
        )
        raise DataError(msg)
    days = from_on or known[-2], to_on or known[-1]
    if days[0] == days[1]:
        msg = f"Both days are {days[0]}; give two days that differ with --from and --to."
        raise DataError(msg)
    if days[0] > days[1]:
        msg = (
            f"The earlier day, {days[0]}, is after the later day, {days[1]}; give the earlier with "
            "--from and the later with --to."
        )
        raise DataError(msg)
    return days
