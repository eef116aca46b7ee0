"""View: two days of a place side by side, with how sure each number is and what moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

import pandas as pd

from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.change import numbers_moved, paired, parties_changed, ties_changed
from assetmap.measures.claims import newest_claims
from assetmap.measures.linking import n_linking_ties
from assetmap.network import project_partnerships
from assetmap.views.change.numbers import TITLES, from_to, told_over_time
from assetmap.views.change.sides import SideRow, sides
from assetmap.views.wording import counted, day_words, listed, share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

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
    """Two days of a place side by side.

    Attributes
    ----------
    sentences
        What changed, the chief thing first.
    sides
        A row a number and day, surveys asked in between among them; numbers that are not known
        are left out, and where both days rest on the same answers, the first day.
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
        Organisations that came and went; numbers of the two surveys and of those in between,
        each with its interval; which of them moved, from the first to the last, beyond what
        silence can explain.
    """
    places = [snapshot.as_of(day) for day in (before, after)]
    surveys = [newest_claims(place) for place in places]
    networks = [project_partnerships(place) for place in places]
    came, sectors = _came_and_went(networks, snapshot.name_of), snapshot.sector_of
    told = _told(snapshot, (before, surveys[0]), (after, surveys[1]))
    sureness = " ".join([_SURENESS, *_asked_on(told)])
    if why_not := why_not_compared(*surveys):
        return OverTime((came, why_not), sides(told, sectors, {}), (), sureness)
    both, moved = paired(*surveys), _moved(surveys, sectors)
    return OverTime(
        (*_moved_sentences(moved), ties_sentence(*both, sectors), came),
        sides(told, sectors, {name: row["moved"] for name, row in moved.items()}),
        _tie_rows(*both, snapshot.name_of),
        sureness,
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


def _asked_on(told: tuple[tuple[dt.date, Claims], ...]) -> tuple[str, ...]:
    """Return which survey each day shows, as a sentence; nothing where that is not known."""
    said = [
        f"{day_words(day)} shows the survey of {day_words(claims.asked_on)}"
        for day, claims in told
        if claims.asked_on is not None
    ]
    return (f"{'; '.join(said)}.",) if said else ()


_SURENESS: Final = (
    "A number is of all who were asked. Where some did not answer, it lies in nine cases of ten "
    "within its interval, as long as nobody was silent because of what they would have said."
)


def _moved(surveys: list[Claims], sector_of: Mapping[str, str]) -> dict[str, Mapping[Any, Any]]:
    """Return before, after and whether it moved, by the name of each number that is told."""
    before, after = (Surveyed(claims, sector_of, sector_of) for claims in surveys)
    table = numbers_moved(before, after, told_over_time(sector_of)).loc[list(TITLES)]
    return {str(name): row for name, row in table.to_dict("index").items()}


def _moved_sentences(moved: Mapping[str, Mapping[Any, Any]]) -> tuple[str, ...]:
    said = [
        f"“{TITLES[name]}” went {row['moved']}, {from_to(name, row['before'], row['after'])}: "
        "more than those who did not answer can explain."
        for name, row in moved.items()
        if row["moved"] in {"up", "down"}
    ]
    n_still = sum(row["moved"] == "not beyond its interval" for row in moved.values())
    if said and n_still:
        others = "other number" if n_still == 1 else "other numbers"
        return (*said, f"{n_still:,} {others} did not move by more than that.")
    if said:
        return tuple(said)
    if not n_still:
        return (
            "Too few answered, or too few were asked by name, to tell whether any number moved.",
        )
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
