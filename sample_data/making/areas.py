"""Areas that tile a piece of the North Sea, facts about them, postcodes and venues."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sample_data.making.book import Chance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sample_data.making.book import Book

Cell = tuple[int, int]
Point = tuple[float, float]

SYSTEM: Final = "E95000001"
DISTRICT: Final = "E96000001"
TOWNS: Final = {"K": "Kettlewick", "A": "Amberhythe", "P": "Pellowby"}

# One letter a small area, one word a ward. Row by row from the north.
_MAP: Final = (
    "AABB.GGHHHLL",
    "AABB.GGHHLLL",
    "CCDDDIIIJJMM",
    "CCCDDIIJJJMM",
    "EEFFFKKKNNOO",
    "EEEFFKKKNNOO",
)
# Letter: town, name, how deprived (0 least to 1 most).
_WARDS: Final = {
    "A": ("K", "Kettle Cross", 0.55),
    "B": ("K", "Weavers Hill", 0.35),
    "C": ("K", "Orchard Side", 0.10),
    "D": ("K", "Canal Reach", 0.90),
    "E": ("K", "Milldam", 0.75),
    "F": ("K", "Ropefield", 0.40),
    "G": ("A", "North Sands", 0.30),
    "H": ("A", "Samphire", 0.15),
    "I": ("A", "Lantern Quay", 0.95),
    "J": ("A", "Promenade", 0.50),
    "K": ("A", "Harbour Rise", 0.80),
    "L": ("P", "Ferry Green", 0.60),
    "M": ("P", "Quarry Top", 0.70),
    "N": ("P", "Pellowby Old Town", 0.25),
    "O": ("P", "Heather Lane", 0.45),
}
# Far from any coast, so that no real place is meant, and within the bounds of British maps.
_WEST, _NORTH = 1.2, 54.98
_WIDE, _HIGH = 0.021, 0.0125
_CENSUS: Final = dt.date(2025, 6, 30)
_AGES: Final = {
    "0-17": 0.20,
    "18-24": 0.07,
    "25-34": 0.12,
    "35-44": 0.13,
    "45-54": 0.13,
    "55-64": 0.14,
    "65-74": 0.11,
    "75-84": 0.07,
    "85+": 0.03,
}


@dataclass(frozen=True)
class Ward:
    """A ward with its town's letter, and its small areas by code."""

    code: str
    name: str
    town: str
    deprivation: float
    cells: dict[str, Cell]
    population: dict[str, int] = field(default_factory=dict)
    venues: list[str] = field(default_factory=list)


class Grid:
    """Corners of cells, moved a little by chance, and the bends of the lines between them."""

    def __init__(self, chance: Chance) -> None:
        self._corners: dict[Cell, Point] = {}
        self._bends: dict[frozenset[Cell], Point] = {}
        for row in range(len(_MAP) + 1):
            for column in range(len(_MAP[0]) + 1):
                self._corners[row, column] = (
                    _WEST + (column + chance.normal(0, 0.09)) * _WIDE,
                    _NORTH - (row + chance.normal(0, 0.09)) * _HIGH,
                )
        for start in self._corners:
            for end in ((start[0], start[1] + 1), (start[0] + 1, start[1])):
                if end in self._corners:
                    self._bends[frozenset((start, end))] = self._bend(start, end, chance)

    def _bend(self, start: Cell, end: Cell, chance: Chance) -> Point:
        (x1, y1), (x2, y2) = self._corners[start], self._corners[end]
        across, up = chance.normal(0, 0.06) * _WIDE, chance.normal(0, 0.06) * _HIGH
        return ((x1 + x2) / 2 + across, (y1 + y2) / 2 + up)

    def outline(self, cells: Iterable[Cell]) -> str:
        """Return the outline of `cells` together as a GeoJSON polygon."""
        sides: set[tuple[Cell, Cell]] = set()
        for row, column in cells:
            # Against the clock, as RFC 7946 has it: south-west, south-east, north-east, north-west.
            ring = ((row + 1, column), (row + 1, column + 1), (row, column + 1), (row, column))
            for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
                # A side that two cells share lies inside.
                if (end, start) in sides:
                    sides.remove((end, start))
                else:
                    sides.add((start, end))
        following = dict(sides)
        start = min(following)
        points = [self._corners[start]]
        at = start
        for _ in range(len(following)):
            after = following[at]
            points += [self._bends[frozenset((at, after))], self._corners[after]]
            at = after
        ring_of_points = [[round(x, 5), round(y, 5)] for x, y in points]
        return json.dumps(
            {"type": "Polygon", "coordinates": [ring_of_points]}, separators=(",", ":")
        )

    def inside(self, cell: Cell, chance: Chance) -> Point:
        """Return a point well within `cell`."""
        row, column = cell
        (x1, y1), (x2, y2) = self._corners[row, column], self._corners[row + 1, column + 1]
        across, down = 0.25 + 0.5 * chance.share(), 0.25 + 0.5 * chance.share()
        return round(x1 + (x2 - x1) * across, 5), round(y1 + (y2 - y1) * down, 5)


def make_areas(book: Book) -> tuple[Grid, dict[str, Ward]]:
    """Make the areas with their outlines, and return the wards by name.

    Parameters
    ----------
    book
        Where the rows are kept.

    Returns
    -------
    tuple
        The grid on which points can be placed, and the wards by name.
    """
    grid = Grid(Chance("areas"))
    cells_of = _cells_by_letter()
    wards: dict[str, Ward] = {}
    number = 0
    for at, (letter, (town, name, deprivation)) in enumerate(_WARDS.items(), start=1):
        codes = {f"E99{number + nth:06d}": cell for nth, cell in enumerate(cells_of[letter], 1)}
        number += len(codes)
        wards[name] = Ward(f"E98{at:06d}", name, town, deprivation, codes)
    all_cells = [cell for cells in cells_of.values() for cell in cells]
    outline = grid.outline(all_cells)
    _add_area(book, SYSTEM, "Merrowshire", "system", None, outline)
    _add_area(book, DISTRICT, "Kettlewick and Merrow Coast", "district", SYSTEM, outline)
    for nth, (town, name) in enumerate(TOWNS.items(), start=1):
        cells = [c for w in wards.values() if w.town == town for c in w.cells.values()]
        _add_area(book, town_code(nth), name, "town", DISTRICT, grid.outline(cells))
    for ward in wards.values():
        parent = town_code(list(TOWNS).index(ward.town) + 1)
        _add_area(book, ward.code, ward.name, "ward", parent, grid.outline(ward.cells.values()))
        for nth, (code, cell) in enumerate(ward.cells.items(), start=1):
            _add_area(book, code, f"{ward.name} {nth}", "lsoa", ward.code, grid.outline([cell]))
    return grid, wards


def town_code(number: int) -> str:
    """Return the code of the town that stands at `number` in `TOWNS`, from 1."""
    return f"E97{number:06d}"


def _cells_by_letter() -> dict[str, list[Cell]]:
    cells: dict[str, list[Cell]] = {letter: [] for letter in _WARDS}
    for row, line in enumerate(_MAP):
        for column, letter in enumerate(line):
            if letter in cells:
                cells[letter].append((row, column))
    return cells


def _add_area(
    book: Book, code: str, name: str, level: str, parent: str | None, outline: str
) -> None:
    book.add("Area", code, id=code, name=name, level=level, parent_code=parent, boundary=outline)


def make_indicators(book: Book, wards: dict[str, Ward]) -> None:
    """Make populations by age for every area, deprivation of small areas, loneliness of wards."""
    chance = Chance("indicators")
    scores: dict[str, float] = {}
    sums: dict[str, dict[str, int]] = {}
    for ward in wards.values():
        older = 0.06 if ward.town == "A" else 0.0
        for code in ward.cells:
            by_age = _people(chance, older)
            scores[code] = round(min(max(chance.normal(6 + 44 * ward.deprivation, 5), 2), 70), 2)
            ward.population[code] = sum(by_age.values())
            for area in (code, ward.code, town_code(list(TOWNS).index(ward.town) + 1), DISTRICT):
                total = sums.setdefault(area, dict.fromkeys(_AGES, 0))
                for age, count in by_age.items():
                    total[age] += count
        lonely = round(chance.normal(5.5 + 4 * ward.deprivation, 0.5), 1)
        _say(book, ward.code, "loneliness", lonely, "% often or always lonely")
    sums[SYSTEM] = sums[DISTRICT]
    for area, by_age in sums.items():
        _say(book, area, "population", float(sum(by_age.values())), "people")
        for age, count in by_age.items():
            _say(book, area, "population", float(count), "people", group=f"aged {age}")
    _rank(book, scores)


def _people(chance: Chance, older: float) -> dict[str, int]:
    total = chance.normal(1420, 130)
    tilt = {"65-74": 1 + 5 * older, "75-84": 1 + 6 * older, "85+": 1 + 6 * older}
    weights = {a: w * tilt.get(a, 1) * (1 + chance.normal(0, 0.08)) for a, w in _AGES.items()}
    return {age: round(total * w / sum(weights.values())) for age, w in weights.items()}


def _rank(book: Book, scores: dict[str, float]) -> None:
    ordered = sorted(scores, key=lambda code: (-scores[code], code))
    for rank, code in enumerate(ordered, start=1):
        decile = -(-rank * 10 // len(ordered))
        _say(book, code, "deprivation score", scores[code], "points, higher is more deprived")
        _say(book, code, "deprivation rank", float(rank), "rank in the place, 1 is most deprived")
        _say(book, code, "deprivation decile", float(decile), "tenth, 1 is most deprived")


def _say(
    book: Book, area: str, name: str, value: float, unit: str, *, group: str | None = None
) -> None:
    book.add(
        "Indicator",
        f"{area} {name} {group}",
        area_code=area,
        name=name,
        group=group,
        value=value,
        unit=unit,
        measured_on=_CENSUS,
    )


def make_postcodes(book: Book, grid: Grid, wards: dict[str, Ward]) -> dict[str, list[str]]:
    """Make ten postcodes for each small area; return them by its code.

    QX is no postcode area of the United Kingdom.
    """
    chance = Chance("postcodes")
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    made: dict[str, list[str]] = {}
    numbers = dict.fromkeys(TOWNS, 0)
    for ward in wards.values():
        for code, cell in ward.cells.items():
            for _ in range(10):
                at = numbers[ward.town]
                numbers[ward.town] += 1
                district = list(TOWNS).index(ward.town) + 1
                sector, rest = at // 100 + 1, at % 100
                postcode = f"QX{district} {sector}{letters[rest // 10]}{letters[rest % 10]}"
                longitude, latitude = grid.inside(cell, chance)
                book.add(
                    "Postcode",
                    postcode,
                    id=postcode,
                    latitude=latitude,
                    longitude=longitude,
                    lsoa_code=code,
                    ward_code=ward.code,
                )
                made.setdefault(code, []).append(postcode)
    return made
