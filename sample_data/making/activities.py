"""Activities: what happens, where, when in the week, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sample_data.making.areas import DISTRICT
from sample_data.making.book import LAST_DAY, Chance, words

if TYPE_CHECKING:
    from sample_data.making.areas import Ward
    from sample_data.making.book import Book
    from sample_data.making.organisations import Organisation

SPARSE_NEED: Final = "company"
SPARSE_WARD: Final = "Lantern Quay"
"""Where what matters meets nothing on weekday evenings."""

_ALWAYS_IN_THE_EVENING: Final = (
    "low",
    "company",
    "condition",
    "active",
    "money",
    "eating",
    "food",
    "making",
    "learning",
)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR")
_DAYTIME: Final = ("09:30", "10:00", "10:30", "11:00", "12:00", "13:00", "13:30", "14:00", "15:30")
_EVENING: Final = ("17:30", "18:00", "18:30", "19:00")
_COMMUNITY_OF: Final = {
    "Carers": ("carer",),
    "People living with dementia": ("memory",),
    "Young parents": ("people",),
    "New arrivals": ("learning", "people"),
    "People living alone": ("company",),
    "Disabled people": ("active", "about"),
    "People in recovery": ("low",),
}
_LATER_CLOSED: Final = 5
_WAITED_FOR: Final = ("low", "grief", "condition", "memory", "money", "home", "work")
_WAITS: Final = (4, 5, 6, 4, 2)
_NO_WAITS: Final = (12, 5, 1, 0.3, 0)


@dataclass
class Activity:
    """An activity while the place is made."""

    id: str
    needs: tuple[str, ...]
    organisation: Organisation
    ward: str
    serves: tuple[str, ...]
    first_day: dt.date
    last_day: dt.date = LAST_DAY
    evening: bool = False
    weight: float = 1.0
    ages: tuple[int, int] = (0, 130)

    def runs_on(self, day: dt.date) -> bool:
        """Tell whether it runs on `day`."""
        return self.first_day <= day <= self.last_day

    def is_for(self, age_band: str) -> bool:
        """Tell whether everybody in `age_band` is of the right age."""
        low, _, high = age_band.rstrip("+").partition("-")
        return self.ages[0] <= int(low) and int(high or low) <= self.ages[1]


class Programme:
    """Makes activities one by one, so that each meets somewhere and at some time."""

    def __init__(
        self,
        book: Book,
        wards: dict[str, Ward],
        organisations: dict[str, Organisation],
        needs: dict[str, str],
    ) -> None:
        self._book = book
        self._wards = wards
        self._organisations = list(organisations.values())
        self._needs = needs
        self._chance = Chance("activities")
        self._names: set[str] = set()
        self._evening_reach: dict[str, set[str]] = {need: set() for need in needs}
        self.activities: list[Activity] = []

    def make(self) -> list[Activity]:
        """Make every activity that the files of words ask for."""
        templates = words("activities")
        for need in words("needs")["needs"]:
            key, number = need["key"], need["n_activities"]
            wards = self._chance.shuffled(list(self._wards))
            for at in range(number):
                said = templates[key]["templates"]
                self._add(key, said[at % len(said)], wards[at % len(wards)])
        self._end_some()
        return self.activities

    def _add(self, need: str, said: dict[str, Any], ward_name: str) -> None:
        chance = self._chance
        ward = self._wards[ward_name]
        host = self._host(need, ward)
        place = self._place(said["name"], host, ward)
        needs = (need, *said.get("also", ()))
        serves = self._serves(ward, needs, host)
        first_day = chance.day(dt.date(2018, 1, 1), dt.date(2025, 9, 30))
        name = f"{said['name']} at {self._book.cell('Location', place, 'name')}"
        self._names.add(name)
        mode = said.get("mode", "in_person")
        minimum_age = _youngest(need, chance)
        activity_id = self._book.add(
            "Activity",
            name,
            name=name,
            description=said["about"],
            first_visit=chance.pick(_FIRST_VISITS),
            organisation_id=host.id,
            status="active",
            assured_date=chance.day(dt.date(2025, 1, 1), LAST_DAY)
            if chance.happens(0.85)
            else None,
            mode=mode,
            cost=chance.weighted(_COSTS, (8, 2, 2, 1)),
            eligibility="Anybody" if chance.happens(0.7) else f"People who live in {ward.name}",
            minimum_age=minimum_age,
            maximum_age=said.get("maximum_age"),
            languages=["English", *chance.some(_LANGUAGES, 1 if chance.happens(0.15) else 0)],
            accessibility=self._book.cell("Location", place, "accessibility"),
            self_referral=chance.happens(0.82),
            referral_route="Ring, write, or come along."
            if chance.happens(0.6)
            else "Ask your link worker.",
            wait_days=chance.weighted(
                (0, 7, 14, 28, 56), _WAITS if need in _WAITED_FOR else _NO_WAITS
            ),
            valid_from=first_day,
        )
        evening = self._is_evening(needs, serves)
        made = Activity(activity_id, needs, host, ward_name, serves, first_day, evening=evening)
        made.weight = 0.3 + 2 * chance.share() ** 3
        made.ages = (minimum_age or 0, said.get("maximum_age", 130))
        self._tie(made)
        self._meet(made, place, is_outreach=mode == "outreach")
        self.activities.append(made)

    def _host(self, need: str, ward: Ward) -> Organisation:
        suited = [
            each
            for each in self._organisations
            if need in each.themes and (each.town == ward.town or each.is_wide)
        ] or [e for e in self._organisations if e.sector == "vcse" and e.town == ward.town]
        weights = [
            (4.0 if each.ward == ward.name else 1.0) * (3.0 if each.town == ward.town else 1.0)
            for each in suited
        ]
        return self._chance.weighted(suited, weights)

    def _place(self, what: str, host: Organisation, ward: Ward) -> str:
        places = [*self._chance.shuffled(ward.venues)]
        if host.ward == ward.name:
            places.insert(0, host.location_id)
        elif self._chance.happens(0.2):
            places.append(host.location_id)
        others = [v for w in self._wards.values() if w.town == ward.town for v in w.venues]
        for place in (*places, *others):
            if f"{what} at {self._book.cell('Location', place, 'name')}" not in self._names:
                return place
        msg = f"There is no place left for {what!r} in {ward.name}."
        raise ValueError(msg)

    def _serves(self, ward: Ward, needs: tuple[str, ...], host: Organisation) -> tuple[str, ...]:
        town = [each.name for each in self._wards.values() if each.town == ward.town]
        if SPARSE_NEED in needs:
            # Company is found close to home: these serve their own ward and a neighbour or two.
            others = [name for name in town if name not in {ward.name, SPARSE_WARD}]
            return (ward.name, *self._chance.some(others, 2))
        if host.is_wide and self._chance.happens(0.2):
            return tuple(self._wards)
        if self._chance.happens(0.55):
            return tuple(town)
        others = [name for name in town if name != ward.name]
        return (ward.name, *self._chance.some(others, self._chance.whole(1, 3)))

    def _is_evening(self, needs: tuple[str, ...], serves: tuple[str, ...]) -> bool:
        if SPARSE_NEED in needs and SPARSE_WARD in serves:
            return False
        missing = any(
            need in _ALWAYS_IN_THE_EVENING and not set(serves) <= self._evening_reach[need]
            for need in needs
        )
        return missing or self._chance.happens(0.18)

    def _tie(self, made: Activity) -> None:
        book, chance = self._book, self._chance
        for need in dict.fromkeys(made.needs):
            book.tie("MEETS", made.id, self._needs[need], valid_from=made.first_day)
            if made.evening:
                self._evening_reach[need] |= set(made.serves)
        if len(made.serves) == len(self._wards):
            book.tie("SERVES", made.id, DISTRICT, valid_from=made.first_day)
        else:
            for ward in made.serves:
                book.tie("SERVES", made.id, self._wards[ward].code, valid_from=made.first_day)
        for community, needs in _COMMUNITY_OF.items():
            if made.needs[0] in needs and chance.happens(0.55):
                to_id = book_id(book, "Community", community)
                book.tie("WELCOMES", made.id, to_id, valid_from=made.first_day)

    def _meet(self, made: Activity, place: str, *, is_outreach: bool) -> None:
        chance = self._chance
        number = chance.weighted((1, 2, 3), (13, 5, 1))
        for nth, days in enumerate(chance.some(_WEEKDAYS, number)):
            is_evening = made.evening and nth == 0
            schedule = chance.weighted(
                (f"FREQ=WEEKLY;BYDAY={days}", f"FREQ=WEEKLY;INTERVAL=2;BYDAY={days}"), (9, 1)
            )
            if not is_evening and chance.happens(0.09):
                schedule = chance.pick(("FREQ=WEEKLY;BYDAY=SA", "FREQ=MONTHLY;BYDAY=1SA"))
            self._book.add(
                "Session",
                f"{made.id} {nth}",
                activity_id=made.id,
                location_id=None if is_outreach else place,
                schedule=schedule,
                starts_at_local=chance.pick(_EVENING if is_evening else _DAYTIME),
                duration_minutes=chance.pick((45, 60, 60, 90, 120)),
                capacity=chance.weighted((4, 8, 12, 16, 20, 30, 50), (2, 5, 7, 6, 5, 3, 1)),
                valid_from=made.first_day,
            )

    def _end_some(self) -> None:
        """Close a few, none of those on which an evening of a ward depends."""
        quiet = [each for each in self.activities if not each.evening]
        for made in self._chance.some(quiet, _LATER_CLOSED):
            last_day = self._chance.day(dt.date(2025, 10, 1), dt.date(2026, 4, 30))
            made.last_day = last_day - dt.timedelta(days=1)
            for table in ("Activity", "Session", "MEETS", "SERVES", "WELCOMES"):
                for row in self._book.rows[table].values():
                    if made.id in (row["id"], row.get("activity_id"), row.get("from_id")):
                        row["valid_to"] = last_day
            self._book.rows["Activity"][made.id]["status"] = "defunct"


def _youngest(need: str, chance: Chance) -> int | None:
    if need in {"people", "carer", "food", "home"}:
        return None
    oldest = 50 if need in {"company", "active", "memory"} else 18
    return chance.weighted((None, 16, 18, oldest), (4, 2, 4, 2))


def book_id(book: Book, table: str, name: str) -> str:
    """Return the id of the row of `table` called `name`."""
    return next(row_id for row_id, row in book.rows[table].items() if row["name"] == name)


_FIRST_VISITS: Final = (
    "Come ten minutes early; somebody in a yellow badge meets you at the door.",
    "Ring first and we will wait for you outside.",
    "Just come in. The kettle is by the window.",
    "Bring a friend the first time if you like.",
    None,
)
_COSTS: Final = ("Free", "Pay what you can", "£2 with a drink", "£4 a session")
_LANGUAGES: Final = ("Polish", "Urdu", "Punjabi", "British Sign Language", "Ukrainian", "Bengali")
