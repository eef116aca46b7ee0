"""What one source gives before it is checked: rows meant for tables, and what cannot be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetmap.ingest.sheet import Draft


@dataclass(frozen=True, slots=True)
class Document:
    """One JSON document.

    Attributes
    ----------
    file
        Name of its file without the folder, or the address of a feed without user and password.
    value
        What it holds, as `json` reads it.
    notes
        Sentences about what of it could not be fetched.
    """

    file: str
    value: Any
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that the format itself cannot take.

    Attributes
    ----------
    file, sheet, line
        Where: as a `Draft` says it. Of a list in a JSON document, `sheet` is its name and `line`
        the number of the item, from 1.
    field, value
        The model's name of what is wrong, and its text.
    reason
        A sentence for the person who keeps the file.
    """

    file: str
    sheet: str
    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows that count as read although no draft of their own comes of them.

    Such as a telephone number in a table of its own, which becomes a cell of an organisation.

    Attributes
    ----------
    file, sheet, lines
        Where they stand.
    of
        File, sheet and line of the rows that they are part of, if that is known: they are
        rejected when all of these are.
    """

    file: str
    sheet: str
    lines: Sequence[int]
    of: Sequence[tuple[str, str, int]] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What sources give.

    Every row read stands in a draft, in a refusal, or among `others`; a row is rejected if a
    refusal names it or one of its drafts' rows fails a check.

    Attributes
    ----------
    drafts
        Rows of text meant for tables.
    refusals
        What the format cannot take.
    others
        Rows that make none of their own.
    notes
        Sentences about what was not read.
    """

    drafts: tuple[Draft, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    others: tuple[Lines, ...] = ()
    notes: tuple[str, ...] = ()


def together(parts: Iterable[Gathered]) -> Gathered:
    """Return what several sources give, in their order."""
    listed = list(parts)
    return Gathered(
        drafts=tuple(each for part in listed for each in part.drafts),
        refusals=tuple(each for part in listed for each in part.refusals),
        others=tuple(each for part in listed for each in part.others),
        notes=tuple(each for part in listed for each in part.notes),
    )
