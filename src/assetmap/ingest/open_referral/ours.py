"""What the standard has no field for, as assetmap publishes it and reads it again.

It stands in attributes whose `link_type` begins with `assetmap:`, each with a `value` (the
standard: an attribute may carry a value of its own); the level of an area stands in its
`extent_type`, and its code in `extent`.

| `link_type` | of | ours |
| --- | --- | --- |
| `assetmap:first_visit`, `:mode`, `:self_referral`, `:accessibility` | service | Activity |
| `assetmap:sector`, `:status`, `:income_band`, `:n_patients` | organization | Organisation |
| `assetmap:alternate_name`, `assetmap:identifier` | organization | one more of the list |
| `assetmap:based_at` | organization | its location, by id |
| `assetmap:capacity`, `:duration_minutes` (without a start) | schedule | Session |
| `assetmap:rule` (a RRULE that the fields cannot say) | schedule | Session |

Who else reads such a feed loses these and nothing else; they are told of in `docs/open-data.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.open_referral.words import area_sentence, joined
from assetmap.model import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.ingest.open_referral.book import Book, Entry

PREFIX: Final = "assetmap:"
"""What the `link_type` of our attributes and the `extent_type` of our areas begin with."""

COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "service": {
        "first_visit": "first_visit",
        "mode": "mode",
        "self_referral": "self_referral",
        "accessibility": "accessibility",
    },
    "organization": {
        "sector": "sector",
        "status": "status",
        "income_band": "income_band",
        "n_patients": "n_patients",
        "alternate_name": "alternate_names",
        "identifier": "identifiers",
        "based_at": "location_id",
    },
    "schedule": {
        "capacity": "capacity",
        "duration_minutes": "duration_minutes",
        "rule": "schedule",
    },
}
"""Our column by what follows the prefix, of each table of the standard."""

LISTED: Final = frozenset({"alternate_names", "identifiers"})
"""Columns to which each attribute adds one more."""

LEVELS: Final = frozenset(term.value for term in VOCABULARIES["level"])
"""Levels of areas that every place has."""


def is_ours(part: Entry) -> bool:
    """Tell whether an attribute or an area is one that assetmap publishes."""
    is_told = part.texts.get("link_type", "").startswith(PREFIX)
    return is_told or told_area(part.texts) is not None


def told_cells(book: Book, table: str) -> dict[str, dict[str, str]]:
    """Return the cells that our attributes of the rows of `table` fill, by the rows' ids."""
    columns = COLUMNS[table]
    found: dict[str, dict[str, str]] = {}
    for attribute in book.all("attribute"):
        kind = attribute.texts.get("link_type", "")
        column = columns.get(kind.removeprefix(PREFIX)) if kind.startswith(PREFIX) else None
        value = attribute.texts.get("value", "")
        if column and value:
            for id_ in attribute.linked(f"{table}_id"):
                book.use(attribute, of=book.get(table, id_))
                cells = found.setdefault(id_, {})
                cells[column] = _added(cells, column, value)
    return found


def with_told(cells: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """Return cells with what our attributes tell, which goes before all else."""
    return {**cells, **{column: _added(cells, column, text) for column, text in told.items()}}


def told_area(texts: Mapping[str, str]) -> tuple[str, str] | None:
    """Return code and level of an area that assetmap publishes, or None of any other."""
    kind, code = texts.get("extent_type", ""), texts.get("extent", "")
    if not kind.startswith(PREFIX) or not code:
        return None
    level = kind.removeprefix(PREFIX)
    return code, level if level in LEVELS else ""


def area_words(texts: Mapping[str, str]) -> str:
    """Return an area in words, "" of one that assetmap publishes: that is on the map."""
    return "" if told_area(texts) else area_sentence(texts)


def _added(cells: Mapping[str, str], column: str, text: str) -> str:
    return joined((cells.get(column, ""), text), "|") if column in LISTED else text
