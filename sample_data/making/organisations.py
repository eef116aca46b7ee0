"""Organisations, the places where they meet, what they hold, and what people share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sample_data.making.areas import TOWNS
from sample_data.making.book import Chance, words

if TYPE_CHECKING:
    from sample_data.making.areas import Grid, Ward
    from sample_data.making.book import Book

_STREETS: Final = (
    "Ropewalk",
    "Chandler Street",
    "Cinder Lane",
    "Gull Street",
    "Lamplighter Row",
    "Mill Race",
    "Net Loft Yard",
    "Orchard Row",
    "Pudding Lane",
    "Quince Street",
    "Saltpan Road",
    "Tansy Street",
)
_VENUES: Final = (
    "Library",
    "Community Hall",
    "Pavilion",
    "Leisure Centre",
    "Park Café",
    "Scout Hut",
    "Children's Centre",
    "Old School Hall",
)
_ACCESS: Final = (
    "Level entrance, accessible toilet, hearing loop.",
    "Ramp at the side door; accessible toilet.",
    "Two steps at the front; ring and we come round with the ramp.",
    "Lift to every floor; quiet room on request.",
    "Level throughout; parking for three beside the door.",
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Organisation:
    """An organisation while the place is made."""

    key: str
    id: str
    name: str
    sector: str
    ward: str
    town: str
    is_wide: bool
    themes: tuple[str, ...]
    n_patients: int | None
    location_id: str


def make_locations(
    book: Book, grid: Grid, wards: dict[str, Ward], postcodes: dict[str, list[str]]
) -> None:
    """Make two venues in each ward that belong to nobody in particular."""
    chance = Chance("venues")
    for at, ward in enumerate(wards.values()):
        for nth in range(2):
            kind = _VENUES[(2 * at + nth) % len(_VENUES)]
            name = f"{ward.name} {kind}"
            ward.venues.append(_locate(book, name, (grid, ward, postcodes), chance))


def _locate(
    book: Book, name: str, around: tuple[Grid, Ward, dict[str, list[str]]], chance: Chance
) -> str:
    grid, ward, postcodes = around
    code = chance.pick(list(ward.cells))
    longitude, latitude = grid.inside(ward.cells[code], chance)
    return book.add(
        "Location",
        name,
        name=name,
        address=f"{chance.whole(1, 120)} {chance.pick(_STREETS)}",
        town=TOWNS[ward.town],
        county="Merrowshire",
        postcode=chance.pick(postcodes[code]),
        latitude=latitude,
        longitude=longitude,
        accessibility=chance.pick(_ACCESS),
        area_code=code,
    )


def make_organisations(
    book: Book, grid: Grid, wards: dict[str, Ward], postcodes: dict[str, list[str]]
) -> dict[str, Organisation]:
    """Make the organisations with their homes; return them by key, as in the file of words."""
    chance = Chance("organisations")
    made: dict[str, Organisation] = {}
    for said in words("organisations")["organisations"]:
        ward = wards[said["ward"]]
        location_id = _locate(book, said["name"], (grid, ward, postcodes), chance)
        plain = "".join(
            letter for letter in said["name"].lower() if letter.isalnum() and letter.isascii()
        )
        row_id = book.add(
            "Organisation",
            said["key"],
            name=said["name"],
            alternate_names=said.get("also"),
            sector=said["sector"],
            status="active",
            income_band=said.get("band"),
            n_patients=said.get("n_patients"),
            website=f"https://{plain}.example" if chance.happens(0.8) else None,
            email=f"hello@{plain}.example" if chance.happens(0.9) else None,
            # 01632 is kept free for made-up numbers.
            phone=f"01632 960{chance.whole(0, 999):03d}",
            description=said["about"],
            location_id=location_id,
            valid_from=chance.day(dt.date(1995, 1, 1), dt.date(2024, 6, 30)),
        )
        made[said["key"]] = Organisation(
            said["key"],
            row_id,
            said["name"],
            said["sector"],
            said["ward"],
            ward.town,
            said.get("is_wide", False),
            tuple(said["themes"]),
            said.get("n_patients"),
            location_id,
        )
    _share_venues(book, wards, made)
    return made


def _share_venues(book: Book, wards: dict[str, Ward], made: dict[str, Organisation]) -> None:
    chance = Chance("use of venues")
    for organisation in made.values():
        near = [*wards[organisation.ward].venues]
        if organisation.is_wide:
            near += [w.venues[0] for w in wards.values() if w.name != organisation.ward]
        number = 3 if organisation.is_wide else chance.whole(0, 2)
        for venue in sorted(chance.some(near, number)):
            free = [day for day in _DAYS if chance.happens(0.35)]
            book.tie("HAS_USE_OF", organisation.id, venue, days_free=free)
        if organisation.sector in {"faith", "education", "vcse"} and chance.happens(0.5):
            free = [day for day in _DAYS if chance.happens(0.3)]
            book.tie("HAS_USE_OF", organisation.id, organisation.location_id, days_free=free)


def make_needs(book: Book) -> dict[str, str]:
    """Make the tree of what matters; return the leaves' ids by key."""
    said = words("needs")
    groups = {
        each["key"]: book.add(
            "Need", each["key"], name=each["name"], description=each["description"]
        )
        for each in said["groups"]
    }
    return {
        each["key"]: book.add(
            "Need",
            each["key"],
            name=each["name"],
            description=each["description"],
            parent_id=groups[each["group"]],
            synonyms=each["synonyms"],
        )
        for each in said["needs"]
    }


def make_communities(book: Book, organisations: dict[str, Organisation]) -> dict[str, str]:
    """Make the communities and who is led by which; return their ids by name."""
    said = words("stories")
    ids = {
        name: book.add("Community", name, name=name, synonyms=synonyms)
        for name, synonyms in said["communities"].items()
    }
    for key, name in said["led_by"].items():
        book.tie("LED_BY", organisations[key].id, ids[name])
    return ids


def make_assets(book: Book, organisations: dict[str, Organisation], champions: list[str]) -> None:
    """Make the strengths that organisations and champions hold."""
    chance = Chance("assets")
    book.add(
        "Vocabulary",
        "digital",
        vocabulary="asset_kind",
        name="digital",
        label="Digital",
        description="A website, a mailing list, a tablet to lend.",
        synonyms=["online", "it"],
    )
    for key, strengths in words("assets")["organisations"].items():
        for name, kind in strengths:
            holder = organisations[key]
            book.add(
                "Asset",
                f"{key} {name}",
                name=name,
                kind=kind,
                holder_id=holder.id,
                location_id=holder.location_id if kind in {"physical", "institution"} else None,
                is_shareable=chance.happens(0.8),
            )
    skills = words("assets")["skills"]
    for at, champion in enumerate(chance.some(champions, 3 * len(skills))):
        book.add(
            "Asset",
            f"{champion} skill",
            name=skills[at % len(skills)],
            kind="individual",
            holder_id=champion,
            is_shareable=chance.happens(0.9),
        )
