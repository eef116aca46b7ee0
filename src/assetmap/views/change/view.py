"""View: two days of a place side by side: what came and went, and which numbers moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import pandas as pd

from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.change import (
    paired,
    parties_changed,
    ties_changed,
    told_moved,
    told_numbers,
)
from assetmap.measures.claims import newest_claims
from assetmap.measures.linking import n_linking_ties
from assetmap.network import project_partnerships
from assetmap.views.change.numbers import footing_compared, numbers_compared
from assetmap.views.change.sides import DayTold, NumberOverTime, SideOverTime, sides
from assetmap.views.wording import counted, day_words, listed, share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot
    from assetmap.network import Network

_NAMED: Final = 5


class TieRow(TypedDict):
    """One tie that was made or lost, between two who answered both surveys."""

    who: str
    whom: str
    change: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """What came and went between two days of a place.

    Attributes
    ----------
    sentences
        What changed, the chief thing first.
    ties
        Ties made and lost among those who answered both surveys, by change and name.
    """

    sentences: tuple[str, ...]
    ties: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class NumbersOverTime:
    """The numbers of a place on two days, and of the surveys asked in between.

    Attributes
    ----------
    sentences
        Which numbers moved; nothing where days are not compared.
    sides
        The sides of social capital with their numbers, each on every day; where both days rest
        on the same answers, on the last alone. Empty where no survey was answered.
    sureness
        What the numbers rest on, and why one may differ without anything having changed.
    """

    sentences: tuple[str, ...]
    sides: tuple[SideOverTime, ...]
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
    """Return what came and went between two days of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place, of all days.
    before, after
        The days; each shows the survey asked last by then.

    Returns
    -------
    OverTime
        Organisations that came and went, and the ties made and lost between those who answered
        both surveys.
    """
    places = [snapshot.as_of(day) for day in (before, after)]
    surveys = [newest_claims(place) for place in places]
    networks = [project_partnerships(place) for place in places]
    came = _came_and_went(networks, snapshot.name_of)
    if why_not := why_not_compared(*surveys):
        return OverTime((came, why_not), ())
    both = paired(*surveys)
    return OverTime(
        (ties_sentence(*both, snapshot.sector_of), came), _tie_rows(*both, snapshot.name_of)
    )


def numbers_over_time(snapshot: Snapshot, before: dt.date, after: dt.date) -> NumbersOverTime:
    """Return the numbers of a place on two days, and which moved beyond what silence can explain.

    Parameters
    ----------
    snapshot, before, after
        As of `over_time`.

    Returns
    -------
    NumbersOverTime
        Those of `numbers_compared` of either survey and of those in between, and those of claims,
        each with its interval; what moved is what `numbers_moved` says.
    """
    surveys = [(day, newest_claims(snapshot.as_of(day))) for day in (before, after)]
    if not any(claims.roster for _, claims in surveys):
        return NumbersOverTime((), (), "")
    days, why_not = _told(snapshot, *surveys), why_not_compared(*(each for _, each in surveys))
    found = _days_told(snapshot, [each for each in days if each[1].roster])
    sureness = " ".join([_SURENESS, *_asked_on(days)])
    if why_not:
        return NumbersOverTime((), sides(found, None), sureness)
    moved = told_moved(found[0].numbers, found[-1].numbers)["moved"].to_dict()
    told = sides(found, {str(name): how for name, how in moved.items()})
    return NumbersOverTime(_moved_sentences(told), told, sureness)


def _days_told(snapshot: Snapshot, told: Sequence[tuple[dt.date, Claims]]) -> tuple[DayTold, ...]:
    sectors = snapshot.sector_of
    measures = numbers_compared(sectors)
    shares = footing_compared(sectors, (claims.roster for _, claims in told))
    # Drawn as `numbers_moved` draws the first and the last, so that these are its numbers.
    seeds = [0, *range(2, len(told)), 1][: len(told)]
    return tuple(
        DayTold(
            day_words(day),
            snapshot.as_of(day),
            claims,
            told_numbers(Surveyed(claims, sectors, sectors), measures, shares=shares, seed=seed),
        )
        for seed, (day, claims) in zip(seeds, told, strict=True)
    )


def _told(
    snapshot: Snapshot, first: tuple[dt.date, Claims], last: tuple[dt.date, Claims]
) -> tuple[tuple[dt.date, Claims], ...]:
    """Return the surveys that are told, each with its day: both, and those asked in between.

    Where both days rest on the same answers, the last alone.
    """
    if _same(first[1], last[1]):
        return (last,)
    told = [first]
    for day in days_to_compare(snapshot):
        claims = newest_claims(snapshot.as_of(day)) if first[0] < day < last[0] else None
        if claims and not any(_same(claims, each) for each in (told[-1][1], last[1])):
            told.append((day, claims))
    return (*told, last)


def _same(one: Claims, other: Claims) -> bool:
    return (one.asked_on, one.asked, one.pairs) == (other.asked_on, other.asked, other.pairs)


def _asked_on(told: Sequence[tuple[dt.date, Claims]]) -> tuple[str, ...]:
    """Return which survey each day shows, and how many answered it, as a sentence."""
    said = [
        f"{day_words(day)} shows the survey{_day_of(claims)}, which {_answered(claims)}"
        for day, claims in told
        if claims.roster
    ]
    return (f"{'; '.join(said)}.",) if said else ()


def _day_of(claims: Claims) -> str:
    return "" if claims.asked_on is None else f" of {day_words(claims.asked_on)}"


def _answered(claims: Claims) -> str:
    n_asked, n_answered = len(claims.asked), len(claims.asked & claims.answered)
    if not n_asked:
        return "named nobody whom it asked"
    if n_answered == n_asked:
        return f"all {counted(n_asked, 'organisation')} answered"
    return f"{n_answered:,} of {counted(n_asked, 'organisation')} answered"


_SURENESS: Final = (
    "Each number is what it would be had all who were asked answered. Where some did not, it lies "
    "in nine cases of ten within the interval beside it, as long as nobody was silent because of "
    "what they would have said; it has moved where that cannot explain the difference. A number "
    "without an interval is what was answered."
)


def _moved_sentences(told: Sequence[SideOverTime]) -> tuple[str, ...]:
    numbers = [each for side in told for each in side.numbers]
    n_unknown = sum(each.movement == "not known" for each in numbers)
    n_known = len(numbers) - n_unknown
    if not n_known:
        return (
            "Too few answered, or too few were asked by name, to tell whether any number moved.",
        )
    ways = [
        f"{way}: {listed(went, at_most=len(went))}"
        for way in ("up", "down")
        if (went := [_from_to(each) for each in numbers if each.movement == way])
    ]
    n_moved = sum(each.has_moved for each in numbers)
    moved = f"{n_moved:,}" if n_moved else "None"
    sentence = (
        f"{moved} of {counted(n_known, 'number')} moved by more than those who did not answer can "
        f"explain{'; '.join(['', *ways])}."
    )
    if not n_unknown:
        return (sentence,)
    others = counted(n_unknown, "other number", "other numbers")
    return (sentence, f"Of {others} it cannot be told.")


def _from_to(number: NumberOverTime) -> str:
    days = f"{number.days[0].words} to {number.days[-1].words}"
    return f"“{number.title}”{number.whose} ({days})"


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
