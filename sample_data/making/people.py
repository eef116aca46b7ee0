"""Link workers, champions and what they learned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sample_data.making.areas import TOWNS, town_code
from sample_data.making.book import LAST_DAY, Chance, words

if TYPE_CHECKING:
    from sample_data.making.areas import Ward
    from sample_data.making.book import Book
    from sample_data.making.organisations import Organisation

N_CHAMPIONS: Final = 620

# Town, employer, practices covered, room for how many people a year, people referred in 18 months.
_LINK_WORKERS: Final = (
    ("K", "links", ("gp_cross", "gp_weavers"), 250, 355),
    ("K", "links", ("gp_canal",), 240, 350),
    ("K", "links", ("gp_canal", "gp_bell"), 225, 330),
    ("A", "together", ("gp_prom",), 230, 342),
    ("A", "together", ("gp_sands",), 225, 325),
    ("A", "together", ("gp_samphire", "gp_prom"), 210, 312),
    ("P", "ferry_house", ("gp_quarry",), 240, 348),
    ("P", "ferry_house", ("gp_old", "gp_quarry"), 235, 338),
)
_CHAMPIONS_BY_SECTOR: Final = {
    "vcse": 9.0,
    "faith": 12.0,
    "council": 14.0,
    "education": 9.0,
    "housing": 10.0,
    "primary_care": 7.0,
    "nhs": 9.0,
    "business": 6.0,
    "other": 5.0,
    "funder": 1.0,
}


@dataclass(frozen=True)
class LinkWorker:
    """A link worker while the place is made."""

    id: str
    town: str
    practices: tuple[str, ...]
    n_people: int


@dataclass(frozen=True)
class Champion:
    """A champion while the place is made."""

    id: str
    ward: str
    town: str
    first_day: dt.date
    last_day: dt.date
    activity: float


def make_courses(book: Book) -> dict[str, str]:
    """Make the courses; return their ids by key."""
    return {
        said["key"]: book.add(
            "Course",
            said["key"],
            name=said["name"],
            level=said.get("level"),
            provider=said["provider"],
            units=said["units"],
        )
        for said in words("people")["courses"]
    }


def make_link_workers(
    book: Book, organisations: dict[str, Organisation], courses: dict[str, str]
) -> list[LinkWorker]:
    """Make the link workers, the practices that they cover and the courses that they completed."""
    chance = Chance("link workers")
    made: list[LinkWorker] = []
    for nth, (town, employer, practices, capacity, n_people) in enumerate(_LINK_WORKERS):
        first_day = chance.day(dt.date(2019, 4, 1), dt.date(2024, 9, 30))
        consent = ("given", "given", "given", "refused", "given", "given", "not_asked", "given")[
            nth
        ]
        link_worker = book.add(
            "LinkWorker",
            str(nth),
            display_name=_name(chance) if consent == "given" else None,
            consent=consent,
            organisation_id=organisations[employer].id,
            languages=_languages(chance),
            capacity_per_year=capacity,
            valid_from=first_day,
        )
        for practice in practices:
            book.tie("COVERS", link_worker, organisations[practice].id, valid_from=first_day)
        town_at = list(TOWNS).index(town) + 1
        book.tie("SERVES", link_worker, town_code(town_at), valid_from=first_day)
        for course in ("health", "certificate"):
            day = first_day + chance.days(120)
            book.tie("COMPLETED", link_worker, courses[course], completed_on=day, recorded_on=day)
        made.append(LinkWorker(link_worker, town, practices, n_people))
    return made


def make_champions(
    book: Book,
    wards: dict[str, Ward],
    organisations: dict[str, Organisation],
    courses: dict[str, str],
    link_workers: list[LinkWorker],
) -> list[Champion]:
    """Make the champions, what they learned, where they are there for people, and beside whom.

    Parameters
    ----------
    book
        Where the rows are kept.
    wards
        Wards by name.
    organisations
        Organisations by key, in which champions are based.
    courses
        Ids of courses by key.
    link_workers
        Beside whom some champions work.

    Returns
    -------
    list
        620 champions; the first ones refer most.
    """
    chance = Chance("champions")
    bases = list(organisations.values())
    weights = [_CHAMPIONS_BY_SECTOR[each.sector] * (0.5 + chance.share()) for each in bases]
    made: list[Champion] = []
    for nth in range(N_CHAMPIONS):
        base = chance.weighted(bases, weights)
        near = [w for w in wards.values() if w.town == base.town or base.is_wide]
        home = wards[base.ward] if chance.happens(0.55) else chance.pick(near)
        first_day = chance.day(dt.date(2022, 1, 10), dt.date(2026, 4, 30))
        last_day = _last_day(chance, first_day)
        champion = _add_champion(book, chance, base, (nth, first_day, last_day))
        for ward in dict.fromkeys([home.code, *_second(chance, near)]):
            book.tie("SERVES", champion, ward, valid_from=first_day, valid_to=last_day)
        _learn(book, chance, champion, first_day, courses)
        beside = [each for each in link_workers if each.town == home.town]
        if chance.happens(0.28):
            to_id = chance.pick(beside).id
            book.tie("SUPPORTS", champion, to_id, valid_from=first_day, valid_to=last_day)
        # Few champions do most of it, as everywhere.
        activity = 0.0 if chance.happens(0.45) else min(chance.share() ** -0.7 - 0.9, 7.0)
        made.append(
            Champion(champion, home.name, home.town, first_day, last_day or LAST_DAY, activity)
        )
    return made


def _add_champion(
    book: Book,
    chance: Chance,
    base: Organisation,
    which: tuple[int, dt.date, dt.date | None],
) -> str:
    nth, first_day, last_day = which
    consent = chance.weighted(("given", "refused", "not_asked", "withdrawn"), (54, 14, 30, 2))
    return book.add(
        "Champion",
        str(nth),
        display_name=_name(chance) if consent == "given" else None,
        consent=consent,
        organisation_id=base.id,
        languages=_languages(chance),
        hours_per_week=chance.weighted((0.5, 1.0, 2.0, 3.0, 4.0, 7.5, None), (5, 9, 8, 4, 3, 1, 3)),
        recorded_on=first_day,
        valid_from=first_day,
        valid_to=last_day,
    )


def _last_day(chance: Chance, first_day: dt.date) -> dt.date | None:
    if chance.happens(0.86):
        return None
    day = first_day + dt.timedelta(days=90) + chance.days(300)
    return day if day <= LAST_DAY else None


def _second(chance: Chance, near: list[Ward]) -> list[str]:
    return [chance.pick(near).code] if chance.happens(0.3) else []


def _learn(
    book: Book, chance: Chance, champion: str, first_day: dt.date, courses: dict[str, str]
) -> None:
    taken = ["welcome" if chance.happens(0.7) else "health"]
    taken += [
        k for k, p in (("health", 0.45), ("signing", 0.06), ("grief", 0.09)) if chance.happens(p)
    ]
    for nth, course in enumerate(dict.fromkeys(taken)):
        later = chance.days(200) if nth else -chance.days(12)
        day = first_day + later
        if day <= LAST_DAY:
            book.tie("COMPLETED", champion, courses[course], completed_on=day, recorded_on=day)


def _name(chance: Chance) -> str:
    said = words("people")
    return f"{chance.pick(said['given'])} {chance.pick(said['family'])}"


def _languages(chance: Chance) -> list[str]:
    others = words("people")["languages"]
    return ["English", *chance.some(others, 1 if chance.happens(0.22) else 0)]
