"""Who works with whom, as a survey heard it; grants, workshops and other ties."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sample_data.making.book import Chance, words

if TYPE_CHECKING:
    from sample_data.making.areas import Ward
    from sample_data.making.book import Book
    from sample_data.making.organisations import Organisation

BROKER: Final = "ferry_house"
"""Whose loss parts one town from the others."""

_ASKED_ON: Final = dt.date(2026, 2, 2)
_SCORES: Final = ("reliability", "mission", "openness", "power", "involvement", "resources")
# How likely an organisation is to name somebody with whom it does work: why some sectors
# reciprocate more.
_NAMES_PARTNERS: Final = {
    "vcse": 0.86,
    "faith": 0.82,
    "other": 0.75,
    "education": 0.62,
    "housing": 0.60,
    "business": 0.58,
    "council": 0.52,
    "nhs": 0.46,
    "primary_care": 0.42,
    "funder": 0.38,
}
_ANSWERS: Final = {"vcse": 0.8, "faith": 0.75, "primary_care": 0.4, "business": 0.3, "nhs": 0.5}
_WHERE_STANDING_IS: Final = {"council": 0.9, "nhs": 0.9, "funder": 0.7, "housing": 0.4}
_WHERE_OPENNESS_IS: Final = {"vcse": 0.5, "faith": 0.5, "other": 0.3, "nhs": -0.4, "council": -0.3}
_WIDE_TIES: Final = {"council": 2.4, "nhs": 1.4, "funder": 1.3, "vcse": 1.1}


class SurveyOfPartners:
    """One survey: a third of organisations does not answer and so claims nothing."""

    def __init__(self, book: Book, organisations: dict[str, Organisation]) -> None:
        self._book = book
        self._organisations = organisations
        self._chance = Chance("partnerships")
        self._survey = book.add(
            "Survey", "2026", asked_on=_ASKED_ON, recorded_on=_ASKED_ON, valid_from=_ASKED_ON
        )
        self._answered_on = self._ask()
        self._claims: set[tuple[str, str]] = set()
        self._standing = {
            key: {score: self._chance.normal(0, 0.45) for score in _SCORES} for key in organisations
        }

    def make(self) -> None:
        """Make every claim of every organisation that answered."""
        broker = self._organisations[BROKER]
        inside = [
            k for k, o in self._organisations.items() if o.town == broker.town and k != BROKER
        ]
        outside = [k for k, o in self._organisations.items() if o.town != broker.town]
        for group in (inside, outside):
            self._hold_together(group)
            self._work_together(group)
        for group, number in ((inside, 8), (outside, 10)):
            for key in self._chance.some(group, number):
                self._claim_either_way(BROKER, key, sure=True)

    def _ask(self) -> dict[str, dt.date]:
        chance = self._chance
        silent = len(self._organisations) // 3
        order = sorted(
            (key for key in self._organisations if key != BROKER),
            key=lambda key: (
                chance.share() ** (1 / _ANSWERS.get(self._organisations[key].sector, 0.6))
            ),
        )
        answered: dict[str, dt.date] = {}
        for key, organisation in self._organisations.items():
            if key not in order[:silent]:
                answered[key] = _ASKED_ON + dt.timedelta(days=1) + chance.days(10)
            self._book.tie(
                "ASKED",
                self._survey,
                organisation.id,
                answered_on=answered.get(key),
                recorded_on=answered.get(key, _ASKED_ON),
            )
        return answered

    def _hold_together(self, group: list[str]) -> None:
        """Tie a group so that no single loss parts it: a ring, and two ties for the silent."""
        ring = self._chance.shuffled([key for key in group if key in self._answered_on])
        for first, second in zip(ring, [*ring[1:], ring[0]], strict=True):
            self._claim_either_way(first, second, sure=True)
        for key in group:
            if key not in self._answered_on:
                for other in self._chance.some(ring, 2):
                    self._claim(other, key)

    def _work_together(self, group: list[str]) -> None:
        for first, second in combinations(group, 2):
            if self._chance.happens(self._likely(first, second)):
                self._claim_either_way(first, second, sure=False)

    def _likely(self, first: str, second: str) -> float:
        one, other = self._organisations[first], self._organisations[second]
        likely = 0.035
        likely *= 3.0 if one.town == other.town else 1.0
        likely *= 2.2 if set(one.themes) & set(other.themes) else 1.0
        likely *= 1.6 if one.ward == other.ward else 1.0
        for each in (one, other):
            likely *= _WIDE_TIES.get(each.sector, 1.0) if each.is_wide else 0.9
        return min(likely, 0.7)

    def _claim_either_way(self, first: str, second: str, *, sure: bool) -> None:
        """Let each side name the other or forget to; `sure` when somebody must."""
        made = False
        for one, other in ((first, second), (second, first)):
            likely = _NAMES_PARTNERS[self._organisations[one].sector]
            if one in self._answered_on and self._chance.happens(likely):
                self._claim(one, other)
                made = True
        if sure and not made:
            self._claim(*((first, second) if first in self._answered_on else (second, first)))

    def _claim(self, one: str, other: str) -> None:
        if (one, other) in self._claims or one not in self._answered_on:
            return
        self._claims.add((one, other))
        chance = self._chance
        sectors = {self._organisations[one].sector, self._organisations[other].sector}
        weights = (2, 5, 4, 1.5) if len(sectors) == 1 else (3, 5, 3, 0.7)
        intensity = chance.weighted((1, 2, 3, 4), weights)
        day = self._answered_on[one]
        self._book.tie(
            "PARTNERS_WITH",
            self._organisations[one].id,
            self._organisations[other].id,
            survey_id=self._survey,
            intensity=intensity,
            recorded_on=day,
            valid_from=day,
            **{score: self._score(other, score, intensity) for score in _SCORES},
        )

    def _score(self, other: str, score: str, intensity: int) -> int | None:
        if self._chance.happens(0.04):
            return None
        sector = self._organisations[other].sector
        mean = 2.1 + 0.25 * intensity + self._standing[other][score]
        if score in {"power", "resources"}:
            mean += _WHERE_STANDING_IS.get(sector, -0.1)
        if score in {"openness", "involvement"}:
            mean += _WHERE_OPENNESS_IS.get(sector, 0.0)
        return min(max(round(self._chance.normal(mean, 0.6)), 1), 4)


def make_grants(book: Book, organisations: dict[str, Organisation]) -> None:
    """Make forty grants to voluntary and faith organisations."""
    chance = Chance("grants")
    receivers = [o for o in organisations.values() if o.sector in {"vcse", "faith"}]
    givers = ("foundation", "foundation", "saltglaze", "council", "nhs_community", "merrow_homes")
    for nth in range(1, 41):
        giver = organisations[chance.pick(givers)]
        receiver = chance.pick(receivers)
        day = chance.day(dt.date(2024, 7, 1), dt.date(2026, 6, 15))
        book.add(
            "FUNDS",
            str(nth),
            from_id=giver.id,
            to_id=receiver.id,
            amount_gbp=float(
                chance.weighted((500, 1500, 5000, 10000, 24000, 48000), (4, 7, 9, 6, 3, 1))
            ),
            awarded_on=day,
            grant_id=f"MC-{day.year}-{nth:03d}",
            recorded_on=day,
            valid_from=day,
        )


def make_workshops(
    book: Book, wards: dict[str, Ward], organisations: dict[str, Organisation]
) -> list[str]:
    """Make the co-design workshops and who took part; return their ids."""
    chance = Chance("workshops")
    seats = {"vcse": 0.75, "council": 1.0, "nhs": 1.0, "funder": 1.0, "faith": 0.6}
    invited = [o for o in organisations.values() if chance.happens(seats.get(o.sector, 0.5))]
    invited += [o for o in organisations.values() if o not in invited][: max(0, 44 - len(invited))]
    ids: list[str] = []
    for nth, said in enumerate(words("stories")["workshops"]):
        day = said["held_on"]
        ids.append(
            book.add(
                "Workshop",
                str(nth),
                held_on=day,
                area_code=wards[said["ward"]].code,
                purpose=said["purpose"],
                recorded_on=day,
                valid_from=day,
            )
        )
        host = next(o for o in invited if o.town == wards[said["ward"]].town)
        for at, organisation in enumerate(invited):
            # Everybody invited comes once at least.
            if organisation is host or at % 6 == nth or chance.happens(0.3):
                part = (
                    "host"
                    if organisation is host
                    else chance.weighted(("member", "speaker"), (8, 1))
                )
                book.tie("TOOK_PART_IN", organisation.id, ids[-1], part=part, recorded_on=day)
    return ids


def make_plain_ties(
    book: Book,
    organisations: dict[str, Organisation],
    champions: list[str],
    workshops: list[str],
) -> None:
    """Make a few ties of the sort that a plain tie list holds."""
    chance = Chance("plain ties")
    sharing = (
        ("minibus", "good_company", "shares a minibus"),
        ("together", "memory_cafe", "shares a minibus"),
        ("oven", "warm", "sends bread"),
        ("allotments", "gurdwara", "sends vegetables"),
        ("church", "deaf", "shares a hall"),
        ("youth", "radio", "shares a studio"),
        ("ferry_house", "pantry", "shares a telephone line"),
        ("college", "players", "shares a stage"),
    )
    for first, second, kind in sharing:
        ends = organisations[first].id, organisations[second].id
        book.tie("TIED_TO", *ends, kind=kind, weight=float(chance.whole(1, 5)))
    for champion in chance.some(champions, 6):
        book.tie("TIED_TO", champion, chance.pick(workshops), kind="spoke at", weight=1.0)
