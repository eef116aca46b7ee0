"""Kumu's words beside ours: what an element and a connection may say, and what comes back of it.

| Kumu, of an element | here |
| --- | --- |
| ID | `id`; without one, an id made of the label |
| Label | `name`; of a person `display_name`, of a workshop `purpose` |
| Type | the label: Organisation, Activity, Link worker, Champion, Workshop, and words like them; any other is an organisation, its type kept |
| Description, URL, Email | `description`, `website`, `email` where the label has such a column |
| Location | a `Location`, by coordinates (`53.4, -2.3`) or as an address |
| a field called like a column of ours (`income_band`) | that column, if the cell reads as we would write it |
| any other field | a column x_kumu_..., its heading kept in `Vocabulary` |

| Kumu, of a connection | here |
| --- | --- |
| ID | `id` |
| From, To | ends: an ID, a label, or an id on the map |
| Type | the tie that it names, if it may run between the two; else `TIED_TO` and its `kind` |
| Type RUNS, EMPLOYS, BASED_AT with nothing else said | `organisation_id` |
| Direction | mutual and undirected ties of partners and plain ties stand in the map both ways |
| Strength | `weight` of `TIED_TO` |
| any other field | as for an element |
"""  # noqa: E501 - rows of a table

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.errors import DataError
from assetmap.ingest.cells import CellError, reader_of
from assetmap.ingest.drafting import made_id, number_text, own_field
from assetmap.ingest.party_words import OWN_WORDS
from assetmap.model import PARTIES, PEOPLE, columns_of, references_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd

    from assetmap.model import Column, Snapshot, Term

ELEMENT_CORE: Final = (
    *("id", "label", "type", "description", "tags", "image", "url", "email", "location"),
)
CONNECTION_CORE: Final = (
    *("id", "from", "to", "type", "label", "direction", "strength", "description", "tags"),
)
"""Kumu's own fields, in the order in which they are written."""

FIELD_LIST: Final = "Kumu field"
"""The list of `Vocabulary` that says what a field of Kumu's was called."""

MAX_FIELDS: Final = 500
"""Most fields of people's own: each is a column of a table."""

OWN: Final = "x_kumu_"
TYPE, DIRECTION, BACK_OF = "x_kumu_type", "x_kumu_direction", "x_kumu_back_of"
"""Columns that keep a type's own word, a direction, and of which tie another is the way back."""

BOTH_WAYS: Final = frozenset({"mutual", "undirected"})
TWO_WAY_TIES: Final = frozenset({"PARTNERS_WITH", "TIED_TO"})
"""Ties that stand in the map once for each way in which they run."""

COLUMN_OF: Final = {"description": "description", "url": "website", "email": "email"}
"""Columns that hold Kumu's fields, in the tables that have such a column."""

NAME_OF: Final = {
    **dict.fromkeys(PEOPLE, "display_name"),
    "Organisation": "name",
    "Activity": "name",
    "Workshop": "purpose",
}
"""The column that holds an element's label."""

NOT_WRITTEN: Final = frozenset({"id", "provenance", "recorded_on", "from_id", "to_id"})
"""Columns that Kumu has in another way, or that are our own book-keeping."""

PERSONAL: Final = ("display_name", "consent", "languages")
"""Columns of people that leave with consent alone."""

_KUMU_HAS: Final = NOT_WRITTEN | {"website"}
_RESERVED: Final = frozenset(
    {TYPE, DIRECTION, BACK_OF, *(f"{OWN}{core}" for core in (*ELEMENT_CORE, *CONNECTION_CORE))}
)
_COORDINATES: Final = re.compile(r"(-?\d{1,3}(?:\.\d{1,17})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,17})?)")
_LONGEST_NAME: Final = 300


class Reference(NamedTuple):
    """A tie that is a column of one of its ends: RUNS is the organisation_id of an activity.

    Attributes
    ----------
    owner, column
        The table and column that hold it.
    to
        Label of the other end.
    is_reversed
        Whether the tie runs to the owner.
    """

    owner: str
    column: str
    to: str
    is_reversed: bool


REFERENCES: Final = {
    str(each.tie): Reference(label, each.name, each.to[0], each.is_reversed)
    for label in PARTIES
    for each in references_of(label)
    if each.tie and set(each.to) <= set(PARTIES)
}
"""By the name of the tie."""


def element_id(label: str, name: str) -> str:
    """Return the id of an element that has none; one made of a person's name can be told."""
    return made_id("person" if label in PEOPLE else "kumu", name)


def is_made_of_name(label: str, id_: str) -> bool:
    """Tell whether a person's id was made of the name, so that it could betray it."""
    return label in PEOPLE and id_.startswith("person-")


def connection_id(from_id: str, to_id: str, kind: str, number: int) -> str:
    """Return the id of the `number`-th connection of these ends and this type without an ID."""
    return made_id("kumu", "connection", from_id, to_id, kind, str(number))


def is_placeholder(label: str, name: str) -> bool:
    """Tell whether `name` is what stands for the name of a person: Champion 12."""
    return label in PEOPLE and re.fullmatch(rf"{OWN_WORDS[label]} \d+", name) is not None


def location_text(row: Mapping[str, object]) -> str:
    """Return what Kumu's Location says of a row of `Location`."""
    latitude, longitude, name = (row[key] for key in ("latitude", "longitude", "name"))
    if isinstance(latitude, float) and isinstance(longitude, float) and latitude == latitude:  # noqa: PLR0124 - no number is a gap
        if coordinates(str(name)) == (latitude, longitude):
            return str(name)
        return f"{_degrees(latitude)}, {_degrees(longitude)}"
    parts = [row[key] for key in ("address", "town", "county", "postcode")]
    return ", ".join(part for part in parts if isinstance(part, str)) or str(name)


def location_cells(id_: str, text: str) -> dict[str, str]:
    """Return the cells of the `Location` that Kumu's `text` says."""
    found = coordinates(text)
    said = (
        {"address": text}
        if found is None
        else {"latitude": repr(found[0]), "longitude": repr(found[1])}
    )
    return {"id": id_, "name": text[:_LONGEST_NAME], **said}


def coordinates(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude if `text` is these, None if it is an address."""
    found = _COORDINATES.fullmatch(text.strip())
    if not found:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None  # noqa: PLR2004 - degrees


def _degrees(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def value_text(column: Column, value: object) -> str:
    """Return a value of a column as Kumu's files hold it; a gap is an empty text."""
    if value is None or value != value:  # noqa: PLR0124 - no number is a gap
        return ""
    if column.kind == "date":
        return str(value)[:10]
    if column.kind == "truth":
        return "yes" if value else "no"
    return number_text(float(value)) if column.kind == "number" else str(value)  # type: ignore[arg-type]


class Fields:
    """Which columns hold the fields of a Kumu file, beside what a map holds.

    Parameters
    ----------
    snapshot
        What the place holds: its words, the ids that references may name, and what earlier
        fields were called.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.heading_of = headings_of(snapshot.table("Vocabulary"))
        self._column_of = {heading: name for name, heading in self.heading_of.items()}
        self._terms: dict[str, Sequence[Term]] = {}
        self._ids: dict[str, Collection[str]] = {}
        self._known = {table: {each.name: each for each in columns_of(table)} for table in PARTIES}

    def own_column(self, heading: str) -> str:
        """Return the column x_kumu_... that keeps the field called `heading`.

        Raises
        ------
        DataError
            If there are more fields than a table can have columns.
        """
        if heading not in self._column_of:
            name = own_field(f"kumu {heading}")
            core = heading in ELEMENT_CORE or heading in CONNECTION_CORE
            is_taken = name in _RESERVED or name in self.heading_of
            if not core and (is_taken or not name.startswith(OWN)):
                name = own_field(made_id("kumu", heading))
            if len(self._column_of) >= MAX_FIELDS:
                msg = (
                    f"These files and the map have more than {MAX_FIELDS} fields that are not "
                    "Kumu's own. Nothing was loaded. Take out those that you do not need."
                )
                raise DataError(msg)
            self._column_of[heading] = name
            if not core:
                self.heading_of[name] = heading
        return self._column_of[heading]

    def placed(self, table: str, heading: str, text: str) -> str:
        """Return the column of `table` that holds `text` of the field called `heading`."""
        columns = self._known.setdefault(table, {each.name: each for each in columns_of(table)})
        column = columns.get(COLUMN_OF.get(heading, heading))
        # What Kumu has a field of its own for is read from that field alone.
        is_elsewhere = heading in _KUMU_HAS or heading == NAME_OF.get(table)
        if column and not is_elsewhere and self._reads_as_written(column, text):
            return column.name
        return self.own_column(heading)

    def _reads_as_written(self, column: Column, text: str) -> bool:
        """Tell whether a cell holds what we would write there, letter by letter."""
        if column.kind == "reference":
            return any(text in self._ids_of(table) for table in column.to)
        if column.max_length is not None and len(text) > column.max_length:
            return False
        try:
            value = reader_of(column, self._terms_of(column))(text)
        except CellError:
            return False
        low, high = column.minimum, column.maximum
        is_inside = (low is None or value >= low) and (high is None or value <= high)
        return is_inside and value_text(column, value) == text

    def _terms_of(self, column: Column) -> Sequence[Term]:
        name = column.vocabulary
        if name is not None and name not in self._terms:
            self._terms[name] = self._snapshot.terms(name)
        return self._terms[name] if name is not None else ()

    def _ids_of(self, table: str) -> Collection[str]:
        if table not in self._ids:
            self._ids[table] = frozenset(self._snapshot.table(table)["id"])
        return self._ids[table]


def headings_of(vocabulary: pd.DataFrame) -> dict[str, str]:
    """Return what fields of Kumu's were called, by the column that keeps each."""
    rows = vocabulary[(vocabulary["vocabulary"] == FIELD_LIST) & vocabulary["label"].notna()]
    return dict(zip(rows["name"], rows["label"], strict=True))
