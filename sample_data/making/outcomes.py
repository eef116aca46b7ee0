"""Scores before and after, of the few who were asked twice and answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from sample_data.making.book import LAST_DAY, Chance, row_id_of, words

if TYPE_CHECKING:
    from sample_data.making.activities import Activity
    from sample_data.making.areas import Ward
    from sample_data.making.book import Book
    from sample_data.making.journeys import Journey
    from sample_data.making.organisations import Organisation
    from sample_data.making.referrals import Step

# Means before are those of the green social prescribing pilots; changes are about a third of
# theirs, because studies with controls found small effects or none.
_ONS4: Final = {
    "ons4_satisfied": (4.7, 0.7),
    "ons4_worthwhile": (5.1, 0.6),
    "ons4_happy": (5.3, 0.7),
    "ons4_anxious": (4.8, -0.5),
}
_SPREAD, _SPREAD_OF_CHANGE = 2.2, 1.7
_LOWEST, _HIGHEST = 0, 10
_ANSWERS_BEFORE, _ANSWERS_AFTER = 0.46, 0.48
_SWEMWBS_BEFORE, _SWEMWBS_AFTER = 0.30, 0.45
_RAW_BEFORE, _RAW_CHANGE = 20.5, 0.9
_RAW_SPREAD, _RAW_SPREAD_OF_CHANGE = 4.6, 3.2
_FIRST_RAW: Final = 7
# Metric scores of the raw sums 7 to 35 (Stewart-Brown and others 2009).
_METRIC: Final = (
    *(7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36),
    *(16.88, 17.43, 17.98, 18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21),
    *(24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00),
)


def make_outcomes(book: Book, through: list[tuple[Journey, Step]]) -> None:
    """Make scores for journeys that started; most of those asked do not answer twice."""
    chance = Chance("outcomes")
    for journey, first in through:
        if first.started_on is None:
            continue
        asked_on = first.started_on
        again_on = first.closed_on or asked_on + chance.days(90, 0.2)
        if chance.happens(_ANSWERS_BEFORE):
            is_again = again_on <= LAST_DAY and chance.happens(_ANSWERS_AFTER)
            for scale, (mean, change) in _ONS4.items():
                score = chance.normal(mean, _SPREAD)
                _score(book, journey.episode_id, (scale, "before"), _ladder(score), asked_on)
                if is_again:
                    score += chance.normal(change, _SPREAD_OF_CHANGE)
                    _score(book, journey.episode_id, (scale, "after"), _ladder(score), again_on)
        if chance.happens(_SWEMWBS_BEFORE):
            raw = chance.normal(_RAW_BEFORE, _RAW_SPREAD)
            _score(book, journey.episode_id, ("swemwbs", "before"), _metric(raw), asked_on)
            if again_on <= LAST_DAY and chance.happens(_SWEMWBS_AFTER):
                raw += chance.normal(_RAW_CHANGE, _RAW_SPREAD_OF_CHANGE)
                _score(book, journey.episode_id, ("swemwbs", "after"), _metric(raw), again_on)


def _ladder(score: float) -> float:
    return float(min(max(round(score), _LOWEST), _HIGHEST))


def _metric(raw: float) -> float:
    at = min(max(round(raw) - _FIRST_RAW, 0), len(_METRIC) - 1)
    return _METRIC[at]


def _score(
    book: Book, episode_id: str, which: tuple[str, str], score: float, measured_on: dt.date
) -> None:
    scale, stage = which
    book.add(
        "Outcome",
        f"{episode_id} {scale} {stage}",
        episode_id=episode_id,
        scale=scale,
        stage=stage,
        score=score,
        measured_on=measured_on,
        recorded_on=measured_on,
    )


def make_stories(
    book: Book,
    wards: dict[str, Ward],
    organisations: dict[str, Organisation],
    activities: list[Activity],
) -> None:
    """Make the stories and what each is about."""
    chance = Chance("stories")
    for said in words("stories")["stories"]:
        told_on = chance.day(dt.date(2025, 2, 1), LAST_DAY)
        key = said["text"]
        book.add(
            "Story",
            key,
            text=said["text"],
            themes=said["themes"],
            told_on=told_on,
            consent=said["consent"],
            is_public=said["is_public"],
            recorded_on=told_on,
        )
        story = row_id_of("Story", key)
        for about in said["about"]:
            to_id = wards[about].code if about in wards else organisations[about].id
            book.tie("ABOUT", story, to_id, recorded_on=told_on)
            run = [e for e in activities if about == e.organisation.key and e.runs_on(told_on)]
            if run and chance.happens(0.4):
                book.tie("ABOUT", story, chance.pick(run).id, recorded_on=told_on)
