"""The survey before the last one: who answered it, and which ties were there already."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sample_data.making.book import Chance
from sample_data.making.partnerships import BROKER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sample_data.making.book import Book, Cell
    from sample_data.making.organisations import Organisation

_FIRST_ASKED_ON: Final = dt.date(2024, 9, 2)
_VOLUNTARY: Final = frozenset({"vcse", "faith"})
_PUBLIC: Final = frozenset({"council", "nhs", "primary_care"})
# How likely a tie of today was there already: what the workshops brought together was not.
_TIED_BEFORE: Final = 0.93
_TIED_ACROSS_BEFORE: Final = 0.3
_N_LOST: Final = 14
_SAYS_SO: Final = 0.6
_SCORE_MOVES: Final = 0.2
_SCORES: Final = ("reliability", "mission", "openness", "power", "involvement", "resources")


class EarlierSurvey:
    """A survey of 66, of whom 21 do not answer, seventeen months before the last one.

    Nobody who answers this one is silent in the last, so that no claim of it stands today.
    """

    def __init__(self, book: Book, organisations: Mapping[str, Organisation]) -> None:
        self._book = book
        self._chance = Chance("earlier survey")
        self._of = {each.id: each for each in organisations.values()}
        self._broker = organisations[BROKER].id
        self._later = list(book.rows["PARTNERS_WITH"].values())
        self._survey = book.add(
            "Survey",
            "2024",
            asked_on=_FIRST_ASKED_ON,
            recorded_on=_FIRST_ASKED_ON,
            valid_from=_FIRST_ASKED_ON,
        )
        self._roster, self._answered_on = self._ask()

    def make(self) -> None:
        """Make every claim of every organisation that answered."""
        claims: dict[frozenset[str], list[dict[str, Cell]]] = {}
        for row in self._later:
            claims.setdefault(frozenset({str(row["from_id"]), str(row["to_id"])}), []).append(row)
        for pair in sorted(claims, key=sorted):
            if self._chance.happens(self._was_tied(pair)):
                for row in claims[pair]:
                    self._claim(str(row["from_id"]), str(row["to_id"]), row)
        for one, other in self._chance.some(self._apart(claims), _N_LOST):
            like = self._chance.pick(self._later)
            self._claim(one, other, like)
            if self._chance.happens(_SAYS_SO):
                self._claim(other, one, like)

    def _ask(self) -> tuple[list[str], dict[str, dt.date]]:
        """Ask those who were known then; who is silent in the last survey is silent in this."""
        answered = [
            str(row["to_id"])
            for row in self._book.rows["ASKED"].values()
            if row["answered_on"] and row["to_id"] != self._broker
        ]
        answered = self._chance.shuffled(sorted(answered))
        silent = sorted(set(self._of) - {*answered, self._broker})
        unknown = {*self._chance.some(silent, 4), *answered[:2]}
        roster = [id_ for id_ in self._of if id_ not in unknown]
        answered_on = {
            id_: _FIRST_ASKED_ON + dt.timedelta(days=1) + self._chance.days(10)
            for id_ in sorted({*answered[3:], self._broker})
        }
        for id_ in roster:
            self._book.tie(
                "ASKED",
                self._survey,
                id_,
                answered_on=answered_on.get(id_),
                recorded_on=answered_on.get(id_, _FIRST_ASKED_ON),
            )
        return roster, answered_on

    def _was_tied(self, pair: Iterable[str]) -> float:
        sectors = {self._of[id_].sector for id_ in pair}
        is_across = bool(sectors & _VOLUNTARY) and bool(sectors & _PUBLIC)
        return _TIED_ACROSS_BEFORE if is_across else _TIED_BEFORE

    def _apart(self, claims: Iterable[frozenset[str]]) -> list[tuple[str, str]]:
        """Return pairs of one town and without a tie now, who could have had one."""
        tied = set(claims)
        return [
            (one, other)
            for one, other in combinations(sorted(set(self._answered_on) - {self._broker}), 2)
            if self._of[one].town == self._of[other].town
            and frozenset({one, other}) not in tied
            and self._was_tied((one, other)) == _TIED_BEFORE
        ]

    def _claim(self, one: str, other: str, like: Mapping[str, Cell]) -> None:
        if one not in self._answered_on or other not in self._roster:
            return
        day = self._answered_on[one]
        self._book.add(
            "PARTNERS_WITH",
            f"2024 {one} {other}",
            from_id=one,
            to_id=other,
            survey_id=self._survey,
            intensity=like["intensity"],
            recorded_on=day,
            valid_from=day,
            **{score: self._score(like[score]) for score in _SCORES},
        )

    def _score(self, later: Cell) -> Cell:
        if not isinstance(later, int) or not self._chance.happens(_SCORE_MOVES):
            return later
        return min(max(later + self._chance.pick((-1, 1)), 1), 4)
