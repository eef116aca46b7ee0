"""What comes of each journey: dated steps, onward steps, and scores before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sample_data.making.book import LAST_DAY, Chance, words
from sample_data.making.journeys import (
    Journey,
    Setting,
    age_for,
    journeys_past_link_workers,
    journeys_through_link_workers,
)

if TYPE_CHECKING:
    import datetime as dt

    from sample_data.making.book import Book


@dataclass(frozen=True)
class Rates:
    """What happens to a step: each share is of those who came so far."""

    accepted: float
    seen: float
    started: float
    completed: float
    days_to_accept: float
    days_to_see: float
    days_to_start: float
    days_to_close: float


# Of all offered: 88 % accepted, 81 % seen, 76 % started.
TO_LINK_WORKER: Final = Rates(0.88, 0.92, 0.94, 0.72, 3, 12, 8, 85)
# Of all made: 93 % accepted, 81 % started; 53.5 % of starters completed.
TO_ACTIVITY: Final = Rates(0.93, 0.92, 0.95, 0.535, 3, 8, 4, 70)

_REASONS_NOT_ACCEPTED: Final = {"declined": 62, "not_suitable": 20, "full": 12, "other": 6}
_REASONS_NOT_SEEN: Final = {"no_contact": 80, "declined": 12, "moved_away": 8}
_REASONS_NOT_COMPLETED: Final = {"left_early": 74, "moved_away": 6, "died": 3, "other": 17}
# 54 in 100 of those referred are passed on at least once.
_ONWARD_STEPS: Final = ((0, 1, 2, 3), (31, 41, 20, 8))
_ONWARD_FROM_ACTIVITY: Final = 0.03
_SAME_REASON: Final = 0.35
_ON_HOLD: Final = 0.06


@dataclass(frozen=True)
class Step:
    """How far a step came, and when."""

    made_on: dt.date
    accepted_on: dt.date | None = None
    seen_on: dt.date | None = None
    started_on: dt.date | None = None
    closed_on: dt.date | None = None
    status: str = "requested"
    close_reason: str | None = None


def step(made_on: dt.date, rates: Rates, chance: Chance) -> Step:
    """Return what comes of a step made on `made_on`, as known on the last day."""
    accepted_on = made_on + chance.days(rates.days_to_accept)
    if not chance.happens(rates.accepted):
        reason = _reason(_REASONS_NOT_ACCEPTED, chance)
        return _known(Step(made_on, closed_on=accepted_on, status="rejected", close_reason=reason))
    seen_on = accepted_on + chance.days(rates.days_to_see)
    if not chance.happens(rates.seen):
        closed_on = seen_on + chance.days(14)
        reason = _reason(_REASONS_NOT_SEEN, chance)
        return _known(
            Step(made_on, accepted_on, closed_on=closed_on, status="failed", close_reason=reason)
        )
    started_on = seen_on + chance.days(rates.days_to_start)
    if not chance.happens(rates.started):
        return _known(
            Step(
                made_on,
                accepted_on,
                seen_on,
                closed_on=started_on,
                status="cancelled",
                close_reason="declined",
            )
        )
    is_completed = chance.happens(rates.completed)
    length = rates.days_to_close if is_completed else rates.days_to_close * 0.45
    return _known(
        Step(
            made_on,
            accepted_on,
            seen_on,
            started_on,
            started_on + chance.days(length),
            "completed" if is_completed else "cancelled",
            "completed" if is_completed else _reason(_REASONS_NOT_COMPLETED, chance),
        ),
        may_hold=chance.happens(_ON_HOLD),
    )


def _known(whole: Step, *, may_hold: bool = False) -> Step:
    """Take out what lies after the last day, and say where the step stands on it."""
    if whole.closed_on is not None and whole.closed_on <= LAST_DAY:
        return whole
    accepted_on, seen_on, started_on = (
        day if day is not None and day <= LAST_DAY else None
        for day in (whole.accepted_on, whole.seen_on, whole.started_on)
    )
    if started_on:
        status = "on-hold" if may_hold else "in-progress"
    elif accepted_on:
        status = "accepted"
    else:
        status = "requested"
    return Step(whole.made_on, accepted_on, seen_on, started_on, None, status)


def _reason(weights: dict[str, int], chance: Chance) -> str:
    return chance.weighted(list(weights), list(weights.values()))


class Referrals:
    """Writes every step of every journey into the book."""

    def __init__(self, book: Book, setting: Setting, needs: dict[str, str]) -> None:
        self._book = book
        self._setting = setting
        self._needs = needs
        self._chance = Chance("referrals")
        self._onward: dict[str, float] = {
            each["key"]: float(each["onward"]) for each in words("needs")["needs"]
        }
        self._number = 0

    def make(self) -> list[tuple[Journey, Step]]:
        """Make all steps; return the first one of each journey that began with a link worker."""
        through: list[tuple[Journey, Step]] = []
        for journey in journeys_through_link_workers(self._setting):
            first = step(journey.made_on, TO_LINK_WORKER, self._chance)
            through.append((journey, first))
            self._write(journey, first, journey.route)
            if first.seen_on:
                self._onward_steps(journey, first, self._chance.weighted(*_ONWARD_STEPS))
        for journey in journeys_past_link_workers(self._setting):
            first = step(journey.made_on, TO_ACTIVITY, self._chance)
            self._write(journey, first, journey.route)
            if first.started_on and self._chance.happens(_ONWARD_FROM_ACTIVITY):
                self._onward_steps(journey, first, 1)
        return through

    def _onward_steps(self, journey: Journey, first: Step, number: int) -> None:
        """Pass a person on at most `number` times, never twice to the same activity."""
        known = {journey.target_id}
        for _ in range(number):
            known.add(self._onward_step(journey, first, known) or journey.target_id)

    def _onward_step(self, journey: Journey, first: Step, known: set[str]) -> str | None:
        chance = self._chance
        seen_on = first.seen_on or journey.made_on
        made_on = seen_on + chance.days(10)
        last_day = min(first.closed_on or LAST_DAY, LAST_DAY)
        if made_on > last_day:
            made_on = chance.day(seen_on, last_day)
        ward = journey.ward or self._setting.ward_in(self._town_of(journey), chance)
        need = journey.need
        if need is None or not chance.happens(_SAME_REASON):
            need = chance.weighted(list(self._onward), list(self._onward.values()))
        whom = (ward, journey.age_band or age_for(need, chance))
        activity = self._setting.activity_for(need, whom, made_on, chance)
        if activity is None or activity.id in known:
            return None
        onward = Journey(
            journey.episode_id,
            "professional",
            journey.target_id,
            activity.id,
            need,
            journey.ward,
            journey.age_band,
            made_on,
        )
        self._write(onward, step(made_on, TO_ACTIVITY, chance), "professional")
        return activity.id

    def _town_of(self, journey: Journey) -> str:
        towns = {each.id: each.town for each in self._setting.link_workers}
        return towns.get(journey.target_id) or self._setting.any_town(self._chance)

    def _write(self, journey: Journey, done: Step, route: str) -> None:
        self._number += 1
        days = (done.made_on, done.accepted_on, done.seen_on, done.started_on, done.closed_on)
        ward = self._setting.wards[journey.ward].code if journey.ward else None
        self._book.add(
            "Referral",
            str(self._number),
            episode_id=journey.episode_id,
            route=route,
            source_id=journey.source_id,
            target_id=journey.target_id,
            need_id=self._needs[journey.need] if journey.need else None,
            area_code=ward,
            age_band=journey.age_band,
            made_on=done.made_on,
            accepted_on=done.accepted_on,
            seen_on=done.seen_on,
            started_on=done.started_on,
            closed_on=done.closed_on,
            status=done.status,
            close_reason=done.close_reason,
            recorded_on=max(day for day in days if day is not None),
        )
