"""Who sets out on which journey: how many, from whom, for what, from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sample_data.making.activities import SPARSE_NEED, SPARSE_WARD
from sample_data.making.book import FIRST_DAY, LAST_DAY, Chance, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from sample_data.making.activities import Activity
    from sample_data.making.areas import Ward
    from sample_data.making.organisations import Organisation
    from sample_data.making.people import Champion, LinkWorker

SILENT_PRACTICE: Final = "gp_samphire"
"""The practice that refers to nobody."""

N_BY_CHAMPIONS: Final = 860
N_BY_THEMSELVES: Final = 440
"""Journeys that go past link workers; those through them are counted in `people`."""

# Routes to link workers. 79 in 100 are medical: within the published 72 to 85.
_ROUTES: Final = {"practice": 70.0, "nhs": 9.0, "partner": 12.0, "champion": 5.0, "self": 4.0}
_PARTNERS: Final = ("council", "housing", "vcse", "education", "faith")
# January to December: busy after New Year, quiet in August and December.
_MONTHS: Final = (1.12, 1.05, 1.08, 0.96, 1.0, 1.0, 0.93, 0.82, 1.04, 1.1, 1.06, 0.78)
_AGES: Final = {
    "0-17": 2.0,
    "18-24": 6.0,
    "25-34": 10.0,
    "35-44": 12.0,
    "45-54": 14.0,
    "55-64": 16.0,
    "65-74": 16.0,
    "75-84": 16.0,
    "85+": 8.0,
}
_WORKING: Final = ("18-24", "25-34", "35-44", "45-54", "55-64")
_OLD: Final = ("65-74", "75-84", "85+")
_TILTS: Final[dict[str, dict[str, float]]] = {
    "work": dict.fromkeys(_OLD, 0.02) | {"0-17": 0.1},
    "memory": dict.fromkeys(_WORKING, 0.1) | {"0-17": 0.0, "18-24": 0.0, "55-64": 0.5},
    "company": dict.fromkeys(_OLD, 1.7),
    "money": dict.fromkeys(_OLD, 0.6),
    "low": dict.fromkeys(_OLD, 0.6),
    "condition": dict.fromkeys(_OLD, 1.5),
}
_UNKNOWN_AGE, _UNKNOWN_WARD, _UNKNOWN_NEED = 0.03, 0.02, 0.02


@dataclass(frozen=True)
class Journey:
    """The first step of one person's journey, before anything has come of it."""

    episode_id: str
    route: str
    source_id: str | None
    target_id: str
    need: str | None
    ward: str | None
    age_band: str | None
    made_on: dt.date


class Setting:
    """What journeys draw upon: who there is, and what matters where."""

    def __init__(
        self,
        wards: dict[str, Ward],
        organisations: dict[str, Organisation],
        link_workers: list[LinkWorker],
        champions: list[Champion],
        activities: list[Activity],
    ) -> None:
        self.wards = wards
        self.organisations = organisations
        self.link_workers = link_workers
        self.champions = champions
        self.activities = activities
        self._reasons: dict[str, float] = {
            each["key"]: float(each["reason"]) for each in words("needs")["needs"]
        }
        # People of deprived wards are offered it more often.
        self._pull = {
            name: sum(ward.population.values()) * (0.62 + 0.9 * ward.deprivation)
            for name, ward in wards.items()
        }

    def ward_in(self, town: str, chance: Chance) -> str:
        """Return a ward of `town`, the more deprived the likelier."""
        names = [name for name, ward in self.wards.items() if ward.town == town]
        return chance.weighted(names, [self._pull[name] for name in names])

    def any_town(self, chance: Chance) -> str:
        """Return a town by how many of its people would set out."""
        return self.wards[chance.weighted(list(self._pull), list(self._pull.values()))].town

    def need_in(self, ward: str, chance: Chance) -> str:
        """Return what matters to somebody who lives in `ward`."""
        weights = dict(self._reasons)
        weights["money"] *= 0.5 + self.wards[ward].deprivation
        weights["food"] *= 0.5 + self.wards[ward].deprivation
        if ward == SPARSE_WARD:
            weights[SPARSE_NEED] *= 2.2
        return chance.weighted(list(weights), list(weights.values()))

    def activity_for(
        self, need: str, whom: tuple[str, str], day: dt.date, chance: Chance
    ) -> Activity | None:
        """Return an activity that meets `need`, if one runs on `day` for an age band of a ward."""
        ward, age_band = whom
        running = [
            each
            for each in self.activities
            if need in each.needs and each.runs_on(day) and each.is_for(age_band)
        ]
        near = [each for each in running if ward in each.serves]
        town = self.wards[ward].town
        near = near or [e for e in running if any(self.wards[w].town == town for w in e.serves)]
        if not near:
            return None
        return chance.weighted(near, [each.weight for each in near])


def age_for(need: str, chance: Chance) -> str:
    """Return the age band of somebody to whom `need` matters."""
    tilt = _TILTS.get(need, {})
    weights = [weight * tilt.get(age, 1.0) for age, weight in _AGES.items()]
    return chance.weighted(list(_AGES), weights)


def day_made(chance: Chance, *, weekdays_only: bool) -> dt.date:
    """Return a day of the eighteen months: busier in some months, and a little more each month."""
    while True:
        day = chance.day(FIRST_DAY, LAST_DAY)
        growth = 0.9 + 0.2 * (day - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days
        likely = _MONTHS[day.month - 1] * growth / 1.3
        is_free = weekdays_only and day.isoweekday() in {6, 7}
        if not is_free and chance.happens(likely):
            return day


def journeys_through_link_workers(setting: Setting) -> Iterator[Journey]:
    """Give the first step of every journey that begins with a link worker."""
    chance = Chance("journeys through link workers")
    keen = {
        key: (organisation.n_patients or 0) * (0.6 + 0.8 * chance.share())
        for key, organisation in setting.organisations.items()
        if key != SILENT_PRACTICE
    }
    for link_worker in setting.link_workers:
        for _ in range(link_worker.n_people):
            kind = chance.weighted(list(_ROUTES), list(_ROUTES.values()))
            route = kind if kind in {"champion", "self"} else "professional"
            made_on = day_made(chance, weekdays_only=route == "professional")
            ward = setting.ward_in(link_worker.town, chance)
            source_id = _source(setting, link_worker, kind, (keen, made_on), chance)
            if source_id is None:
                route = "self"
            need = setting.need_in(ward, chance)
            about = (need, ward, age_for(need, chance))
            yield _journey(chance, (route, source_id, link_worker.id), about, made_on)


def _source(
    setting: Setting,
    link_worker: LinkWorker,
    kind: str,
    rest: tuple[dict[str, float], dt.date],
    chance: Chance,
) -> str | None:
    keen, day = rest
    if kind == "practice":
        covered = [key for key in link_worker.practices if key != SILENT_PRACTICE]
        key = chance.weighted(covered, [keen[key] for key in covered])
        return setting.organisations[key].id
    if kind == "champion":
        champion = _champion(setting, link_worker.town, day, chance)
        return champion.id if champion else None
    if kind == "self":
        return None
    sectors = ("nhs",) if kind == "nhs" else _PARTNERS
    suited = [
        each
        for each in setting.organisations.values()
        if each.sector in sectors and (each.town == link_worker.town or each.is_wide)
    ]
    return chance.pick(suited).id


def _champion(setting: Setting, town: str, day: dt.date, chance: Chance) -> Champion | None:
    there = [
        each
        for each in setting.champions
        if each.town == town and each.activity > 0 and each.first_day <= day < each.last_day
    ]
    return chance.weighted(there, [each.activity for each in there]) if there else None


def journeys_past_link_workers(setting: Setting) -> Iterator[Journey]:
    """Give the first step of every journey that begins with an activity."""
    chance = Chance("journeys past link workers")
    for nth in range(N_BY_CHAMPIONS + N_BY_THEMSELVES):
        by_champion = nth < N_BY_CHAMPIONS
        while True:
            made_on = day_made(chance, weekdays_only=False)
            town = setting.any_town(chance)
            champion = _champion(setting, town, made_on, chance) if by_champion else None
            if by_champion and champion is None:
                continue
            ward = (
                champion.ward if champion and chance.happens(0.6) else setting.ward_in(town, chance)
            )
            need = setting.need_in(ward, chance)
            age_band = age_for(need, chance)
            activity = setting.activity_for(need, (ward, age_band), made_on, chance)
            if activity is not None:
                break
        ends = ("champion", champion.id, activity.id) if champion else ("self", None, activity.id)
        yield _journey(chance, ends, (need, ward, age_band), made_on)


def _journey(
    chance: Chance,
    ends: tuple[str, str | None, str],
    about: tuple[str, str, str],
    made_on: dt.date,
) -> Journey:
    route, source_id, target_id = ends
    need, ward, age_band = about
    return Journey(
        chance.uuid(),
        route,
        source_id,
        target_id,
        None if chance.happens(_UNKNOWN_NEED) else need,
        None if chance.happens(_UNKNOWN_WARD) else ward,
        None if chance.happens(_UNKNOWN_AGE) else age_band,
        made_on,
    )
