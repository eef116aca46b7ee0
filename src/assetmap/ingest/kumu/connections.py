"""Connections of Kumu's as ties of ours."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assetmap.ingest.drafting import RowError, made_id
from assetmap.ingest.gathered import Gathered, Lines, Refusal
from assetmap.ingest.kumu.elements import parties_on
from assetmap.ingest.kumu.items import Elements, Item, Rows
from assetmap.ingest.kumu.words import (
    BACK_OF,
    BOTH_WAYS,
    DIRECTION,
    REFERENCES,
    TWO_WAY_TIES,
    TYPE,
    connection_id,
)
from assetmap.ingest.party_words import check_ends, tie_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.kumu.words import Fields
    from assetmap.model import Snapshot

_PLACED_ELSEWHERE = frozenset({"id", "from", "to", "type", "direction"})
_PLAIN = "TIED_TO"


def gather_connections(
    items: Sequence[Item], elements: Elements, fields: Fields, snapshot: Snapshot
) -> Gathered:
    """Return what connections give; those that are a column of an element fill it there.

    Parameters
    ----------
    items
        Rows of connections.
    elements
        What the elements gave.
    fields
        Which columns hold their fields.
    snapshot
        What the place holds: an end may be named by its id there.
    """
    ties = _Ties(elements, fields, parties_on(snapshot))
    refusals: list[Refusal] = []
    others: list[Lines] = []
    for item in items:
        try:
            is_cell = ties.add(item)
        except RowError as error:
            refusals.append(error.refusal(item.file, item.sheet, item.line))
        else:
            if is_cell:
                others.append(Lines(item.file, item.sheet, [item.line]))
    ties.rows.name_fields(fields)
    return Gathered(tuple(ties.rows.drafts()), tuple(refusals), tuple(others))


class _Ties:
    """The ties that connections become."""

    def __init__(self, elements: Elements, fields: Fields, on_map: dict[str, str]) -> None:
        self._elements = elements
        self._fields = fields
        self._label_of = on_map | elements.label_of
        self._n_alike: Counter[tuple[str, str, str]] = Counter()
        self.rows = Rows()

    def add(self, item: Item) -> bool:
        """Add one connection, and tell whether it became a cell of an element."""
        (from_id,) = self._ends(item, "from", several=False)
        to_ids = self._ends(item, "to", several=True)
        if len(to_ids) == 1 and self._is_cell(item, from_id, to_ids[0]):
            return True
        for to_id in to_ids:
            check_ends(self._tie(item, from_id, to_id), from_id, to_id, item.cells["to"])
        for number, to_id in enumerate(to_ids, start=1):
            self._add_tie(item, from_id, to_id, number)
        return False

    def _ends(self, item: Item, end: str, *, several: bool) -> list[str]:
        text = item.cells.get(end, "")
        if not text.strip("| ") and not self._named(text):
            raise RowError(field=f"{end}_id", value=text, reason="The connection lacks this end.")
        if several and not self._named(text):
            words = [word.strip() for word in text.split("|") if word.strip()]
        else:
            words = [text]
        return [self._end(end, word) for word in words]

    def _named(self, word: str) -> list[str]:
        return self._elements.ids_of.get(word, []) or ([word] if word in self._label_of else [])

    def _end(self, end: str, word: str) -> str:
        found = self._named(word)
        if not found:
            reason = (
                "Neither an element of these files nor a party on the map has this ID or label."
            )
            raise RowError(field=f"{end}_id", value=word, reason=reason)
        if len(found) > 1:
            reason = f"{len(found)} elements have this label; name the ID of the one that is meant."
            raise RowError(field=f"{end}_id", value=word, reason=reason)
        return found[0]

    def _is_cell(self, item: Item, from_id: str, to_id: str) -> bool:
        """Fill a column of an end if the connection says only what that column does."""
        kind = item.cells.get("type", "")
        reference = REFERENCES.get(kind)
        is_plain = set(item.cells) <= {"id", "from", "to", "type", "direction"}
        is_directed = item.cells.get("direction", "directed").casefold() == "directed"
        if reference is None or not (is_plain and is_directed):
            return False
        owner, other = (to_id, from_id) if reference.is_reversed else (from_id, to_id)
        cells = self._elements.cells_of.get(owner)
        fits = (self._label_of[owner], self._label_of[other]) == (reference.owner, reference.to)
        is_own_id = item.cells.get("id", f"{kind} {owner}") == f"{kind} {owner}"
        if cells is None or not fits or not is_own_id:
            return False
        return cells.setdefault(reference.column, other) == other

    def _tie(self, item: Item, from_id: str, to_id: str) -> str:
        kind = item.cells.get("type", "")
        return tie_named(kind, self._label_of[from_id], self._label_of[to_id]) or _PLAIN

    def _add_tie(self, item: Item, from_id: str, to_id: str, number: int) -> None:
        kind = item.cells.get("type", "")
        tie = self._tie(item, from_id, to_id)
        cells = {"id": self._id(item, from_id, to_id, number), "from_id": from_id, "to_id": to_id}
        is_said_plain = tie == _PLAIN and kind == _PLAIN
        if tie == _PLAIN and not is_said_plain:
            cells["kind"] = kind
        elif kind != tie or (is_said_plain and "kind" not in item.cells):
            cells[TYPE] = kind
        for heading, text in item.cells.items():
            if heading not in _PLACED_ELSEWHERE:
                cells[self._column(tie, heading, text, may_be_kind=is_said_plain)] = text
        direction = item.cells.get("direction", "directed")
        if direction.casefold() != "directed":
            cells[DIRECTION] = direction
        self.rows.add(tie, item, cells)
        if direction.casefold() in BOTH_WAYS and tie in TWO_WAY_TIES:
            back = {"id": made_id("kumu-back", cells["id"]), "from_id": to_id, "to_id": from_id}
            self.rows.add(tie, item, {**cells, **back, BACK_OF: cells["id"]})

    def _column(self, tie: str, heading: str, text: str, *, may_be_kind: bool) -> str:
        """Return the column that holds a field of a connection."""
        if heading == "weight" or (heading == "kind" and not may_be_kind):
            return self._fields.own_column(heading)
        if heading == "strength" and tie == _PLAIN:
            column = self._fields.placed(tie, "weight", text)
            return column if column == "weight" else self._fields.own_column(heading)
        return self._fields.placed(tie, heading, text)

    def _id(self, item: Item, from_id: str, to_id: str, number: int) -> str:
        given = item.cells.get("id", "")
        if given:
            return given if number == 1 else f"{given} {number}"
        kind = item.cells.get("type", "")
        self._n_alike[from_id, to_id, kind] += 1
        return connection_id(from_id, to_id, kind, self._n_alike[from_id, to_id, kind])
