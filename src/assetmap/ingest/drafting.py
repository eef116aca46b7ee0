"""Drafts made row by row, and ids made of words, for forms that are no table of ours."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from assetmap.ingest.gathered import Refusal
from assetmap.ingest.sheet import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = tuple[int, Mapping[str, str]]

_ID_LENGTH: Final = 24
_LONGEST_NAME: Final = 60
_WHOLE_FLOATS: Final = 1e15  # below it a float holds every whole number


class RowError(ValueError):
    """A row of a file cannot be taken.

    Attributes
    ----------
    field, value
        The model's name of what is wrong, and its text.
    reason
        A sentence for the person who keeps the file.
    """

    def __init__(self, *, field: str, value: str, reason: str) -> None:
        self.field, self.value, self.reason = field, value, reason
        super().__init__(reason)

    def refusal(self, file: str, sheet: str, line: int) -> Refusal:
        """Return what is said of the row, which stood at a line of a sheet."""
        return Refusal(file, sheet, line, self.field, self.value, self.reason)


def draft_of(table: str, file: str, sheet: str, rows: Sequence[Row]) -> Draft:
    """Return rows given one by one, each with its line, as a draft.

    Parameters
    ----------
    table
        Name of a table of the model.
    file, sheet
        Where the rows stood.
    rows
        Line and cells by field; a field that a row leaves out is empty in it.
    """
    fields = dict.fromkeys(field for _, cells in rows for field in cells)
    columns = {field: [cells.get(field, "") for _, cells in rows] for field in fields}
    return Draft(table, file, sheet, columns, [line for line, _ in rows])


def made_id(what: str, *words: str) -> str:
    """Return an id that is always the same for the same words.

    Parameters
    ----------
    what
        How the id begins, such as `kumu`.
    words
        What it is made of; capitals and spaces matter.
    """
    said = "\x1f".join(words).encode(errors="replace")
    return f"{what}-{hashlib.sha256(said).hexdigest()[:_ID_LENGTH]}"


def own_field(heading: str) -> str:
    """Return the name of a place's own column for a heading of somebody's file.

    Examples
    --------
    >>> own_field("Favourite Dessert (2024)")
    'x_favourite_dessert_2024'
    """
    letters = "".join(letter if letter.isalnum() else " " for letter in heading.casefold())
    name = f"x_{'_'.join(letters.split())[:_LONGEST_NAME]}"
    return name if name.isidentifier() and name != "x_" else made_id("x", heading).replace("-", "_")


def own_fields(headings: Iterable[str]) -> dict[str, str]:
    """Return for each heading a column of the place's own, no two alike."""
    fields: dict[str, str] = {}
    for heading in headings:
        field = own_field(heading)
        is_taken = field in fields.values()
        fields[heading] = own_field(made_id(heading[:_ID_LENGTH], heading)) if is_taken else field
    return fields


def text_of(value: Any) -> str:
    """Return a value of JSON as the text of a cell; what is no plain value is empty."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number_text(value)
    return str(value) if isinstance(value, str | int) else ""


def number_text(number: float) -> str:
    """Return a number as a cell shows it, whole ones without a point.

    Examples
    --------
    >>> number_text(3.0), number_text(0.25)
    ('3', '0.25')
    """
    is_whole = number.is_integer() and abs(number) < _WHOLE_FLOATS
    return str(int(number)) if is_whole else repr(number)
