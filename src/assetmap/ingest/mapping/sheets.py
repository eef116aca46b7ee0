"""Anybody's list as rows of ours: a mapping used on a sheet.

A mapping is a TOML file of `[[table]]` blocks over the same row (`docs/mappings.md`), so that one
row of a list can be an organisation, an activity, a session and a location.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.errors import MappingError
from assetmap.ingest.mapping.file import read_mapping
from assetmap.ingest.mapping.headings import Headings
from assetmap.ingest.mapping.ids import digests, ids_of
from assetmap.ingest.mapping.parts import Block, Condition, Events, Mapping, Source, Unpivot
from assetmap.ingest.mapping.references import labelled, refuse_other_sheets
from assetmap.ingest.mapping.words import Place, matching, plain
from assetmap.ingest.sheet import Draft, taken
from assetmap.model import NATURAL_KEYS

if TYPE_CHECKING:
    from collections import abc
    from collections.abc import Callable, Iterable, Sequence

    from assetmap.ingest.sheet import Sheet

__all__ = ["Mapping", "drafts", "map_sheets", "read_mapping"]

MAX_ROWS: Final = 5_000_000
"""Most rows that one sheet may become; a mapping that makes more is a mistake."""


def map_sheets(mapping: Mapping, sheets: Iterable[Sheet]) -> tuple[list[Draft], tuple[str, ...]]:
    """Return the rows that `mapping` makes of all `sheets`, and what it left out, in sentences.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it.
    sheets
        Sheets of one or several files.

    Returns
    -------
    tuple
        Drafts, sheet by sheet; and a sentence for each sheet that no block reads, or of which
        some rows meet no block's `when`.

    Raises
    ------
    MappingError
        As `drafts`, and if no block is for any of the sheets.
    """
    made: list[Draft] = []
    notes: list[str] = []
    unread: list[str] = []
    for sheet in sheets:
        found = drafts(mapping, sheet)
        where = f"{sheet.file}, sheet {sheet.sheet!r}"
        used = {line for draft in found for line in draft.lines}
        if not found:
            unread.append(sheet.sheet)
            notes.append(f"{where} was not read: no block of the mapping is for it.")
        elif len(used) < len(sheet):
            n_left = len(sheet) - len(used)
            notes.append(f"{where}: the mapping leaves out {n_left:,} of {len(sheet):,} rows.")
        made.extend(found)
    if not made:
        refuse_other_sheets(mapping, unread)
    return made, tuple(notes)


def drafts(mapping: Mapping, sheet: Sheet) -> list[Draft]:
    """Return the rows that `mapping` makes of `sheet`, one draft a block that reads it.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it.
    sheet
        Any list.

    Returns
    -------
    list
        In the order of the blocks; each row keeps the line of the file that it came from. Blocks
        for other sheets are left out.

    Raises
    ------
    MappingError
        If the sheet lacks a heading that a block names, or would become too many rows.
    """
    made = _Rows(mapping, sheet)
    found = [made.draft(block) for block in mapping.blocks if block.is_for(sheet.sheet)]
    if (n_rows := sum(len(draft) for draft in found)) > MAX_ROWS:
        reason = f"it makes {n_rows:,} rows of {sheet.file!r}; at most {MAX_ROWS:,} are taken."
        raise MappingError(mapping.path, reason)
    return found


class _Rows:
    """What the blocks of one mapping make of one sheet, each worked out once."""

    def __init__(self, mapping: Mapping, sheet: Sheet) -> None:
        self._mapping, self._sheet = mapping, sheet
        self._headings = Headings(mapping, sheet)
        self._drafts: dict[str, tuple[list[int], Draft]] = {}

    def draft(self, block: Block) -> Draft:
        """Return the rows of one block."""
        return self._drafted(block)[1]

    def _drafted(self, block: Block) -> tuple[list[int], Draft]:
        """Return for each row of a block the row of the sheet that it came from, and the rows."""
        if block.where not in self._drafts:
            rows = self._chosen(block)
            if not rows and self._lacks_optional(block):
                self._drafts[block.where] = (
                    rows,
                    Draft(block.table, self._sheet.file, self._sheet.sheet, {"id": []}, []),
                )
                return self._drafts[block.where]
            names: list[str] = []
            columns: dict[str, list[str]] = {}
            if block.unpivot:
                rows, names, cells = self._unpivoted(block, block.unpivot, rows)
                columns[block.unpivot.name] = names
                if block.unpivot.value:
                    columns[block.unpivot.value] = cells
            self._fill(block, rows, columns)
            ids = self._ids(block, rows, names, columns)
            columns = {"id": ids, **columns} if ids is not None else columns
            lines = [self._sheet.lines[row] for row in rows]
            draft = Draft(block.table, self._sheet.file, self._sheet.sheet, columns, lines)
            self._drafts[block.where] = rows, draft
        return self._drafts[block.where]

    def _fill(self, block: Block, rows: Sequence[int], columns: dict[str, list[str]]) -> None:
        for field, source in block.sources.items():
            if not source.is_optional or all(map(self._headings.has, source.headings)):
                columns[field] = self._taken(block, field, source, rows)
        if block.events:
            for field, heading in event_columns(block.events).items():
                cells = self._cells(self._place(block, "events"), heading)
                columns[field] = taken(cells, rows)
        for field, constant in block.constants.items():
            columns[field] = [constant] * len(rows)
        for field, known in block.values.items():
            if field in columns:
                columns[field] = _translated(columns[field], known)

    def _chosen(self, block: Block) -> list[int]:
        rows: Sequence[int] = range(len(self._sheet))
        for condition in block.conditions:
            cells = self._tested(block, condition)
            test = _test_of(condition, cells)
            rows = [row for row, cell in zip(rows, taken(cells, rows), strict=True) if test(cell)]
        return list(rows)

    def _tested(self, block: Block, condition: Condition) -> Sequence[str]:
        if condition.is_optional and not self._headings.named(condition.heading):
            return [""] * len(self._sheet)
        return self._cells(self._place(block, "when"), condition.heading)

    def _lacks_optional(self, block: Block) -> bool:
        return any(
            each.is_optional and not self._headings.named(each.heading) for each in block.conditions
        )

    def _unpivoted(
        self, block: Block, unpivot: Unpivot, rows: Sequence[int]
    ) -> tuple[list[int], list[str], list[str]]:
        """Return sheet row, name and cell of each new row, row by row; empty cells left out."""
        place = self._place(block, "unpivot")
        headings = self._headings_of(unpivot, place)
        if len(headings) * len(rows) > MAX_ROWS:
            place.refuse(f"it makes more than {MAX_ROWS:,} rows of {self._sheet.file!r}.")
        named = [
            (unpivot.before + heading[len(unpivot.prefix) :].strip(), self._cells(place, heading))
            for heading in headings
        ]
        found = [
            (row, name, cells[row]) for row in rows for name, cells in named if cells[row].strip()
        ]
        return (
            [row for row, _, _ in found],
            [name for _, name, _ in found],
            [cell for _, _, cell in found],
        )

    def _headings_of(self, unpivot: Unpivot, place: Place) -> Sequence[str]:
        if unpivot.headings:
            return unpivot.headings
        headings = list(self._sheet.columns)
        if unpivot.prefix:
            beginning = unpivot.prefix.casefold()
            found = [each for each in headings if each.casefold().startswith(beginning)]
        else:
            is_meant = matching(unpivot.pattern, headings)
            found = [each for each, meant in zip(headings, is_meant, strict=True) if meant]
        if not found and not unpivot.is_optional:
            place.refuse(f"no heading of {self._named()} is like that.")
        return found

    def _taken(self, block: Block, field: str, source: Source, rows: Sequence[int]) -> list[str]:
        place = self._place(block, f"columns.{field}")
        if source.is_digest:
            parts = [self._cells(place, heading) for heading in source.headings]
            return digests(list(zip(*(taken(cells, rows) for cells in parts), strict=True)))
        if not source.id_of:
            return self._joined(place, source, rows)
        other = labelled(self._mapping, block, field, source.id_of)
        if source.headings:
            return self._ids_like(place, other, source.headings, rows)
        if not other.is_for(self._sheet.sheet):
            place.refuse(f"block {source.id_of!r} does not read {self._named()}.")
        others, draft = self._drafted(other)
        ids = dict(zip(others, draft.columns["id"], strict=True))
        return [ids.get(row, "") for row in rows]

    def _ids_like(
        self, place: Place, other: Block, headings: Sequence[str], rows: Sequence[int]
    ) -> list[str]:
        """Return the ids that the block `other` would make of these headings."""
        if other.id_rule:
            parts = [self._cells(place, heading) for heading in headings]
            return ids_of(other, [[cells[row] for cells in parts] for row in rows])
        how = other.sources["id"]
        return self._joined(place, Source(tuple(headings), how.join, how.prefix), rows)

    def _joined(self, place: Place, source: Source, rows: Sequence[int]) -> list[str]:
        parts = [self._cells(place, heading) for heading in source.headings]
        if len(parts) == 1:
            joined = taken(parts[0], rows)
        else:
            joined = [
                source.join.join(filter(None, (cells[row].strip() for cells in parts)))
                for row in rows
            ]
        if not source.prefix:
            return joined
        return [source.prefix + "".join(cell.split()) if cell.strip() else "" for cell in joined]

    def _ids(
        self,
        block: Block,
        rows: Sequence[int],
        names: Sequence[str],
        columns: dict[str, list[str]],
    ) -> list[str] | None:
        """Return the ids of a block's rows, or None where a column or the store gives them."""
        if block.id_rule:
            place = self._place(block, "id_from")
            parts = [self._cells(place, heading) for heading in block.id_rule.headings]
            told = list(map(list, zip(*(taken(cells, rows) for cells in parts), strict=True)))
            if block.unpivot:
                told = [[*cells, name] for cells, name in zip(told, names, strict=True)]
            return ids_of(block, told)
        if "id" in columns or block.table in NATURAL_KEYS or block.events:
            return None
        measured = block.unpivot.value if block.unpivot else ""
        parts = [columns[field] for field in sorted(columns) if field != measured]
        return ids_of(block, [list(cells) for cells in zip(*parts, strict=True)])

    def _cells(self, place: Place, heading: str) -> Sequence[str]:
        return self._headings.cells(place, heading)

    def _named(self) -> str:
        return f"{self._sheet.file!r}, sheet {self._sheet.sheet!r},"

    def _place(self, block: Block, key: str) -> Place:
        return Place(self._mapping.path, block.where).at(key)


def _test_of(condition: Condition, cells: Iterable[str]) -> Callable[[str], bool]:
    if condition.is_filled is not None:
        return lambda cell: bool(cell.strip()) == condition.is_filled
    if condition.pattern:
        distinct = list(dict.fromkeys(cells))
        matched = matching(condition.pattern, (cell.strip() for cell in distinct))
        found = dict(zip(distinct, matched, strict=True))
        return lambda cell: found[cell]
    if condition.none_of:
        return lambda cell: plain(cell) not in condition.none_of
    return lambda cell: plain(cell) in condition.one_of


def _translated(cells: Sequence[str], known: abc.Mapping[str, str]) -> list[str]:
    """Return what each cell becomes; "*" stands for every filled cell that is not listed."""
    otherwise = known.get("*")
    listed = {word: meant for word, meant in known.items() if word != "*"}
    made = {}
    for cell in dict.fromkeys(cells):
        word = plain(cell)
        unlisted = otherwise if otherwise is not None and word else cell
        made[cell] = listed.get(word, unlisted)
    return [made[cell] for cell in cells]


def event_columns(events: Events) -> dict[str, str]:
    """Return under which names a draft holds the cells of events, and their headings."""
    return {
        "event_kind": events.kind,
        "event_day": events.day,
        "event_by": events.by,
        "event_to": events.to,
    }
