"""What the model says of one column, and the checks that follow from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandera.pandas as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

Kind = Literal[
    "key",
    "reference",
    "name",
    "text",
    "list",
    "choice",
    "code",
    "date",
    "time",
    "integer",
    "number",
    "truth",
    "link",
    "postcode",
    "schedule",
    "boundary",
]
"""How a cell is read and written; `KINDS` tells each in words."""

KINDS: Final[dict[Kind, str]] = {
    "key": "identifier",
    "reference": "identifier of another row",
    "name": "short text",
    "text": "text",
    "list": "several, separated by |",
    "choice": "one of a list",
    "code": "official code",
    "date": "day",
    "time": "time of day",
    "integer": "whole number",
    "number": "number",
    "truth": "yes or no",
    "link": "web address",
    "postcode": "postcode",
    "schedule": "repeating days (RRULE)",
    "boundary": "outline (GeoJSON)",
}

MAX_LENGTH: Final[dict[Kind, int]] = {
    "key": 200,
    "reference": 200,
    "name": 300,
    "code": 100,
    "link": 2_000,
    "postcode": 8,
    "schedule": 500,
    "choice": 100,
    "time": 5,
    "boundary": 10_000_000,
}
"""Most characters a cell of a kind may hold; kinds left out hold `MAX_TEXT`."""

MAX_TEXT: Final = 32_767
"""What a cell of a spreadsheet holds, so that every text can leave as it came."""

DAYS_A_YEAR: Final = 365.25
"""How long a year is in days, leap years in it: of units a year, such as people a year."""

# Control characters but tab, line feed and carriage return; overrides and isolates of direction.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What no text may hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its type, unit, meaning, and who may see it.

    Attributes
    ----------
    name
        The same in Python, SQLite, Neo4j and the spreadsheet.
    description
        What it holds, for the person who fills it in.
    kind
        How a cell is read and written.
    required
        Whether a row without it is rejected.
    unit
        What a number counts.
    personal
        Whether it tells something of a person.
    public
        Whether anybody may see it.
    to
        Tables in which a reference may find its row.
    tie
        The relationship that Neo4j derives from a reference.
    is_reversed
        Whether that relationship runs from the row referred to, to this one.
    vocabulary
        The list that a choice is from.
    minimum, maximum
        Bounds of a number, both allowed.
    default
        What an empty cell stands for.
    open_referral
        The field of Open Referral UK that holds the same.
    """

    name: str
    description: str
    kind: Kind
    required: bool = False
    unit: str | None = None
    personal: bool = False
    public: bool = False
    to: tuple[str, ...] = ()
    tie: str | None = None
    is_reversed: bool = False
    vocabulary: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    default: str | None = None
    open_referral: str | None = None

    @property
    def dtype(self) -> str:
        """The pandas dtype of the column."""
        return {
            "date": "datetime64[us]",
            "integer": "Int64",
            "number": "float64",
            "truth": "boolean",
        }.get(self.kind, "str")

    @property
    def max_length(self) -> int | None:
        """Most characters of a text, or None for a column that is not text."""
        return MAX_LENGTH.get(self.kind, MAX_TEXT) if self.dtype == "str" else None

    def checks(self) -> list[pa.Check]:
        """Return the checks of the column's values; each one's error is a sentence."""
        if self.max_length is not None:
            return [_length_check(self.max_length), _characters_check()]
        if self.minimum is None and self.maximum is None:
            return []
        return [_range_check(self.minimum, self.maximum, self.unit)]


def column(description: str, kind: Kind = "text", **said: Any) -> Any:
    """Declare a column; `said` are the attributes of `Column`."""
    required = bool(said.get("required", False))
    return pa.Field(
        nullable=not required,
        description=description,
        metadata={"kind": kind, **said},
    )


def key(description: str = "Its own identifier, never used for anything else.") -> Any:
    """Declare the column that identifies a row."""
    return pa.Field(
        unique=True,
        nullable=False,
        description=description,
        metadata={"kind": "key", "required": True, "public": True},
    )


def reference(description: str, to: Sequence[str], **said: Any) -> Any:
    """Declare a column that holds the id of a row of one of the tables `to`."""
    return column(description, "reference", to=tuple(to), **said)


def _length_check(maximum: int) -> pa.Check:
    return pa.Check(
        lambda values: values.str.len() <= maximum,
        error=f"It is longer than {maximum:,} characters. Shorten it.",
    )


def _characters_check() -> pa.Check:
    return pa.Check(
        lambda values: ~values.str.contains(FORBIDDEN.pattern, regex=True),
        error="It holds a control character or one that turns the direction of text. Retype it.",
    )


def _range_check(minimum: float | None, maximum: float | None, unit: str | None) -> pa.Check:
    low = -np.inf if minimum is None else minimum
    high = np.inf if maximum is None else maximum
    if maximum is None:
        bounds = f"{minimum:g} or more"
    elif minimum is None:
        bounds = f"{maximum:g} or less"
    else:
        bounds = f"from {minimum:g} to {maximum:g}"
    of_unit = f" ({unit})" if unit else ""

    def is_within(values: pd.Series[float]) -> pd.Series[bool]:
        return values.between(low, high)

    return pa.Check(is_within, error=f"It must be {bounds}{of_unit}.")
