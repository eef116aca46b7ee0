"""What a mapping says, once it has been read: blocks, each making rows of one table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import abc

    from assetmap.ingest.mapping.headings import Headings


@dataclass(frozen=True, slots=True)
class Source:
    """Where the cells of one field come from.

    Attributes
    ----------
    headings
        Headings of the file; their cells are joined, empty ones left out.
    join
        What stands between the cells of several headings.
    prefix
        What stands before a cell that is not empty; spaces within the cell are then taken out.
    id_of
        Label of the block whose id for the same row is meant; with headings, the id that it
        would make of these.
    is_optional
        Whether the field is left out where the file has none of the headings.
    is_named
        Whether the cell is the id or the name of something on the map, whose id is meant.
    is_digest
        Whether an id is made of the cells, always the same for the same words.
    """

    headings: tuple[str, ...]
    join: str = ", "
    prefix: str = ""
    id_of: str = ""
    is_optional: bool = False
    is_named: bool = False
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must show for a block to use it: one of these is said.

    Attributes
    ----------
    heading
        The column that is looked at.
    one_of
        Cells that will do; capitals and spaces do not matter.
    none_of
        Cells that will not.
    is_filled
        Whether the cell must hold something, or must not.
    pattern
        A regular expression (RE2) that the whole cell matches.
    is_optional
        Whether a file without the heading is taken as one whose cells there are empty.
    """

    heading: str
    one_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    is_filled: bool | None = None
    pattern: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class IdRule:
    """What an id is made of: headings, after a register's prefix or else by a digest."""

    headings: tuple[str, ...]
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Unpivot:
    """Columns that become rows.

    Attributes
    ----------
    headings
        The columns by name, or empty when they are found by `prefix` or `pattern`.
    prefix
        What the headings begin with; it is left out of the name.
    pattern
        A regular expression (RE2) that the whole heading matches.
    name, value
        Fields that get the heading and the cell; `value` may be empty.
    before
        What is put before the heading in `name`.
    is_optional
        Whether there may be no such columns.
    """

    headings: tuple[str, ...]
    prefix: str
    pattern: str
    name: str
    value: str
    before: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Events:
    """Rows that each say one thing that happened on the way, to be put together into steps.

    Attributes
    ----------
    kind, day
        Headings of what happened and when.
    by, to
        Headings of the party that did it, and of the one to whom it referred.
    kinds
        What a cell below `kind` means, in small letters: an event that `journeys` knows, or
        nothing, for one that is left out.
    parties
        Ids of parties that the file calls otherwise than the map, by what it calls them.
    """

    kind: str
    day: str
    by: str
    to: str
    kinds: abc.Mapping[str, str] = field(default_factory=dict)
    parties: abc.Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """One `[[table]]`: how rows of a file become rows of a table.

    Attributes
    ----------
    where
        How a message names it.
    table
        A table of the model.
    label
        What other blocks call it.
    sheets
        Sheets that it is for, in small letters; empty for all.
    sources
        Where the cells come from, by field.
    constants
        Cells that are the same in every row, by field.
    values
        By field, what a cell of the file becomes; "*" is for those not listed.
    conditions
        All must hold for a row to be used.
    id_rule
        What ids are made of, or None: of all cells of the row, or by the store for a tie.
    unpivot
        Columns that become rows, if any.
    events
        Of `Referral`: that each row is an event of a step, if it is.
    """

    where: str
    table: str
    label: str
    sheets: tuple[str, ...] = ()
    sources: abc.Mapping[str, Source] = field(default_factory=dict)
    constants: abc.Mapping[str, str] = field(default_factory=dict)
    values: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    id_rule: IdRule | None = None
    unpivot: Unpivot | None = None
    events: Events | None = None

    def is_for(self, sheet: str) -> bool:
        """Return whether the block reads the sheet called `sheet`."""
        return not self.sheets or sheet.casefold() in self.sheets


@dataclass(frozen=True, slots=True)
class Shape:
    """The headings by which a sheet is known to be one that a mapping is for.

    Attributes
    ----------
    headings
        All of these it has.
    without
        None of these it has.
    only
        Beside `headings` it has at most these; None: any.
    """

    headings: tuple[str, ...]
    without: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None

    def is_of(self, headings: Headings) -> bool:
        """Return whether a sheet with these headings is of this shape."""
        if not all(map(headings.has, self.headings)) or any(map(headings.like, self.without)):
            return False
        return self.only is None or not headings.beside((*self.headings, *self.only))


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping that has been read and makes sense.

    Attributes
    ----------
    path
        The file that it was read from.
    blocks
        In the file's order.
    about
        What it is for, in a sentence.
    headings
        By the name that blocks use, in small letters, how a file may write that heading: the
        first that is found counts; `?` stands for one letter, `*` for any.
    shapes
        By any of these a sheet is recognised.
    leave_out
        Headings of columns that are not read at all.
    """

    path: str
    blocks: tuple[Block, ...]
    about: str = ""
    headings: abc.Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    leave_out: tuple[str, ...] = ()
