"""View: two days of a place side by side, with how sure each number is and what moved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import pandas as pd

from assetmap.measures.certainty.interval import intervals
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.change import numbers_moved, paired, parties_changed, ties_changed
from assetmap.measures.claims import newest_claims
from assetmap.measures.confirmation import response_rate, share_returned
from assetmap.measures.linking import n_linking_ties
from assetmap.measures.trust import mean_trust, mean_value
from assetmap.network import project_partnerships
from assetmap.views.change.numbers import SHARES, TITLES, from_to, numbers_compared, shown
from assetmap.views.wording import counted, day_words, listed, share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from assetmap.measures.certainty.interval import Interval
    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot
    from assetmap.network import Network

_NAMED: Final = 5


class SideRow(TypedDict):
    """One number on one day: what it is called, the day, the number, and between what it lies.

    `shown` is the number in words: a share as per cent, for which `is_share` is true.
    """

    number: str
    meaning: str
    day: str
    value: float
    shown: str
    is_share: bool
    low: float | None
    high: float | None
    sureness: str


class TieRow(TypedDict):
    """One tie that was made or lost, between two who answered both surveys."""

    who: str
    whom: str
    change: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """Two days of a place side by side.

    Attributes
    ----------
    sentences
        What changed, the chief thing first.
    sides
        A row a number and day; numbers that are not known on either day are left out, and where
        both days rest on the same answers, the first.
    ties
        Ties made and lost among those who answered both surveys, by change and name.
    sureness
        Why a number may differ without anything having changed.
    """

    sentences: tuple[str, ...]
    sides: tuple[SideRow, ...]
    ties: tuple[TieRow, ...]
    sureness: str


def days_to_compare(snapshot: Snapshot) -> tuple[dt.date, ...]:
    """Return the days on which the answers of each survey were in, oldest first.

    Parameters
    ----------
    snapshot
        What this reader may see of the place, of all days.
    """
    asked = snapshot.table("ASKED")[["from_id", "answered_on"]]
    sent = snapshot.table("Survey")[["id", "asked_on"]].set_axis(["from_id", "answered_on"], axis=1)
    told = pd.concat([asked, sent]).groupby("from_id")["answered_on"].max().dropna()
    return tuple(sorted({day.date() for day in told}))


def over_time(snapshot: Snapshot, before: dt.date, after: dt.date) -> OverTime:
    """Compare a place on two days.

    Parameters
    ----------
    snapshot
        What this reader may see of the place, of all days.
    before, after
        The days; each shows the survey asked last by then.

    Returns
    -------
    OverTime
        Organisations that came and went; numbers of the two surveys, each with its interval;
        which of them moved beyond what silence can explain.
    """
    places = [snapshot.as_of(day) for day in (before, after)]
    surveys = [newest_claims(place) for place in places]
    networks = [project_partnerships(place) for place in places]
    came = _came_and_went(networks, snapshot.name_of)
    if why_not := why_not_compared(*surveys):
        told = (came, why_not)
        return OverTime(told, _sides(surveys, (before, after), snapshot.sector_of), (), _SURENESS)
    both = paired(*surveys)
    sentences = (
        *_moved(surveys, snapshot.sector_of),
        ties_sentence(*both, snapshot.sector_of),
        came,
    )
    return OverTime(
        sentences,
        _sides(surveys, (before, after), snapshot.sector_of),
        _tie_rows(*both, snapshot.name_of),
        _SURENESS,
    )


_SURENESS: Final = (
    "A number is of all who were asked. Where some did not answer, it lies in nine cases of ten "
    "within its interval, as long as nobody was silent because of what they would have said."
)


def told_over_time(sector_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return those of `numbers_compared` that the screen tells."""
    return {name: each for name, each in numbers_compared(sector_of).items() if name in TITLES}


def _sides(
    surveys: list[Claims], days: tuple[dt.date, dt.date], sector_of: Mapping[str, str]
) -> tuple[SideRow, ...]:
    first, last = surveys
    is_one = (first.asked_on, first.asked, first.pairs) == (last.asked_on, last.asked, last.pairs)
    told = [(days[1], last)] if is_one else list(zip(days, surveys, strict=True))
    # Drawn as `numbers_moved` draws them, so that the sentences and the rows tell the same.
    found = [_numbers(claims, sector_of, seed) for seed, (_, claims) in enumerate(told)]
    return tuple(
        _side(name, day, claims, *numbers[name])
        for name in TITLES
        for (day, claims), numbers in zip(told, found, strict=True)
        if not math.isnan(numbers[name][0])
    )


def _numbers(
    claims: Claims, sector_of: Mapping[str, str], seed: int
) -> dict[str, tuple[float, Interval | None]]:
    measures = told_over_time(sector_of)
    known = intervals(Surveyed(claims, sector_of, sector_of), measures, seed=seed)
    said = {name: measure(claims.network) for name, measure in measures.items()}
    said |= {"reciprocity": share_returned(claims)}
    said |= {"mean_trust": mean_trust(claims), "mean_value": mean_value(claims)}
    return {
        name: (found.middle if (found := known[name]) else value, found)
        for name, value in said.items()
    }


def _side(
    name: str, day: dt.date, claims: Claims, value: float, interval: Interval | None
) -> SideRow:
    title, meaning = TITLES[name]
    n_answered = len(claims.asked & claims.answered)
    answered = f"{n_answered:,} of {counted(len(claims.asked), 'organisation')} answered"
    if interval is None:
        sureness = f"{answered}; between what it lies is not known."
    elif response_rate(claims) == 1:
        sureness = "All who were asked answered."
    else:
        low, high = shown(name, interval.low, interval.high)
        sureness = f"{answered}: between {low} and {high}."
    return SideRow(
        number=title,
        meaning=meaning,
        day=day_words(day),
        value=value,
        shown=shown(name, value)[0],
        is_share=name in SHARES,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        sureness=sureness,
    )


def _moved(surveys: list[Claims], sector_of: Mapping[str, str]) -> tuple[str, ...]:
    before, after = (Surveyed(claims, sector_of, sector_of) for claims in surveys)
    table = numbers_moved(before, after, told_over_time(sector_of)).loc[list(TITLES)]
    said = [
        f"“{TITLES[str(name)][0]}” went {row['moved']}, "
        f"{from_to(str(name), row['before'], row['after'])}: more than those who did not answer "
        "can explain."
        for name, row in table.to_dict("index").items()
        if row["moved"] in {"up", "down"}
    ]
    if said:
        return tuple(said)
    if (table["moved"] == "not known").all():
        return ("Too few answered to tell whether any number moved.",)
    return ("No number moved by more than those who did not answer can explain.",)


def ties_sentence(before: Claims, after: Claims, sector_of: Mapping[str, str]) -> str:
    """Return how many ties came and went, and what became of those that reach power.

    Parameters
    ----------
    before, after
        Two surveys, `paired`.
    sector_of
        Sector by id.
    """
    n_both = len(before.roster)
    if n_both == 0:
        return "Nobody answered both surveys, so ties cannot be compared one by one."
    changes = ties_changed(before.network, after.network)["change"]
    n_made, n_lost = int((changes == "made").sum()), int((changes == "lost").sum())
    n_before = before.network.number_of_edges()
    sectors = {id_: sector_of.get(id_, "") for id_ in before.roster}
    one, other = (n_linking_ties(claims.network, sectors) for claims in (before, after))
    linking = (
        " Ties between voluntary or faith organisations and those with power (the NHS, practices, "
        f"the council, funders) went from {one:,} to {other:,}."
    )
    return (
        f"{counted(n_both, 'organisation')} answered both surveys: between them "
        f"{counted(n_made, 'tie')} came, and {n_lost:,} of {n_before:,} "
        f"({share(n_lost, n_before)}) went.{linking if one != other else ''}"
    )


def _tie_rows(before: Claims, after: Claims, name_of: Mapping[str, str]) -> tuple[TieRow, ...]:
    words = {"made": "Made", "lost": "Lost"}
    changes = ties_changed(before.network, after.network)
    rows = [
        TieRow(
            who=name_of.get(row["source"], row["source"]),
            whom=name_of.get(row["target"], row["target"]),
            change=words[row["change"]],
        )
        for row in changes.to_dict("records")
    ]
    return tuple(sorted(rows, key=lambda row: (row["change"] == "Lost", row["who"], row["whom"])))


def _came_and_went(networks: list[Network], name_of: Mapping[str, str]) -> str:
    changes = parties_changed(networks[0], networks[1])
    said = []
    for change, verb in (("come", "came"), ("gone", "went")):
        ids = changes.loc[changes["change"] == change, "id"]
        names = sorted(name_of.get(id_, id_) for id_ in ids)
        if names:
            said.append(
                f"{counted(len(names), 'organisation')} {verb}: {listed(names, at_most=_NAMED)}."
            )
    return " ".join(said) or "No organisation came or went."


def why_not_compared(before: Claims, after: Claims) -> str:
    """Return why the surveys of two days cannot be compared, as a sentence; empty if they can."""
    if not before.roster and not after.roster:
        return (
            "No survey of partners had been answered by either day, so ties cannot be compared. "
            "A survey comes in with the sheets Survey, ASKED and PARTNERS_WITH of the template."
        )
    if not before.roster or not after.roster:
        return "By one of the two days no survey had been answered, so ties cannot be compared."
    if before.asked_on == after.asked_on:
        return "By both days it was the same survey: ask again, and ties can be compared."
    return ""
