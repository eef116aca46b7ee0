"""The format of a plain tie list: who, with whom, of what kind, how strong.

| a list's heading | here |
| --- | --- |
| source, from (source_id, from_id) | `from_id` |
| target, to (target_id, to_id) | `to_id` |
| kind, type, label, relationship | the tie that it names, if that may be; else `TIED_TO`, `kind` |
| weight, strength, value | `weight` of `TIED_TO`; of other ties x_weight |
| anything else | a column of the place's own |

A sheet called nodes (or a file `..._nodes.csv` beside `..._edges.csv`) says who the ends are: id,
name (or label), type. An end is, in this order: an id of that sheet; a name of that sheet; an id
on the map; the name of exactly one party on the map. Any other end is an organisation of that
name, unless the list has a sheet of nodes: then such a row is refused. A node's id that is a
mere number gets the list's name before it, since every list counts from 1. A tie from an end to
itself is refused, unless it is money.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.ingest.drafting import RowError, draft_of, made_id, own_fields
from assetmap.ingest.gathered import Gathered, Refusal, together
from assetmap.ingest.party_words import check_ends, label_named, tie_named
from assetmap.model import PARTIES, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetmap.ingest.drafting import Row
    from assetmap.ingest.sheet import Sheet
    from assetmap.model import Snapshot

_SOURCES: Final = ("source_id", "from_id", "source", "from")
_TARGETS: Final = ("target_id", "to_id", "target", "to")
_KINDS: Final = ("kind", "type", "relationship", "label")
_WEIGHTS: Final = ("weight", "strength", "value")
_NAMES: Final = ("name", "label")
_NODE_SHEETS: Final = frozenset({"nodes", "node", "vertices", "actors", "elements"})
_NO_END: Final = "The tie lacks this end."
_NOBODY: Final = "Nobody of this id or name is among the list's nodes, or on the map."
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Ends:
    """Who an end of a tie may be.

    Attributes
    ----------
    label_of
        Label by id: of the list's own nodes, of the map, and of organisations made so far.
    nodes
        Id by what the list's nodes are called: their ids first, then names.
    named
        Id by name, of parties on the map of whose name there is one.
    is_closed
        Whether the list says who its nodes are, so that any other end is a mistake.
    made
        Cells of the organisations that ends became, by id.
    """

    label_of: dict[str, str]
    nodes: Mapping[str, str]
    named: Mapping[str, str]
    is_closed: bool
    made: dict[str, dict[str, str]]

    def found(self, words: Sequence[str]) -> str:
        """Return the id that any of `words` means, or an empty string."""
        for word in words:
            if word in self.nodes:
                return self.nodes[word]
        for word in words:
            if word in self.label_of:
                return word
        # The last word is the name, if there is one: an id of the list is no name on the map.
        return self.named.get(words[-1], "")

    def found_or_made(self, words: Sequence[str]) -> str:
        """Return the id that `words` mean, that of a new organisation if the list is open."""
        id_ = self.found(words)
        if not id_ and not self.is_closed:
            name = words[-1]
            id_ = made_id("tied", name)
            self.made.setdefault(id_, {"id": id_, "name": name})
            self.label_of.setdefault(id_, "Organisation")
        return id_


def known(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that list ties, and those that say who their ends are."""
    lists = [sheet for sheet in sheets if _is_list(sheet)]
    nodes = [sheet for sheet in sheets if any(_are_nodes_of(sheet, each) for each in lists)]
    return [*lists, *nodes]


def gather(sheets: Sequence[Sheet], snapshot: Snapshot) -> Gathered:
    """Return what tie lists give.

    Parameters
    ----------
    sheets
        Lists of ties, and of their nodes.
    snapshot
        What the place holds; ends of ties may be named as they are there.
    """
    lists = [sheet for sheet in sheets if _is_list(sheet)]
    nodes = {
        id(sheet): sheet
        for sheet in sheets
        if not _is_list(sheet) and any(_are_nodes_of(sheet, each) for each in lists)
    }
    label_of = {id_: label for id_, label in snapshot.label_of.items() if label in PARTIES}
    read = {at: _read_nodes(sheet, label_of) for at, sheet in nodes.items()}
    parts = [part for part, _, _ in read.values()]
    named = _names_on(snapshot)
    for sheet in lists:
        own = [at for at, each in nodes.items() if _are_nodes_of(each, sheet)]
        ids = {word: id_ for at in own for word, id_ in read[at][1].items()}
        labels = label_of | {id_: label for at in own for id_, label in read[at][2].items()}
        parts.append(_read_ties(sheet, _Ends(labels, ids, named, bool(own), {})))
    return together(parts)


def _is_list(sheet: Sheet) -> bool:
    return bool(_chosen(sheet, _SOURCES) and _chosen(sheet, _TARGETS))


def _are_nodes_of(sheet: Sheet, ties: Sheet) -> bool:
    """Tell whether `sheet` says who the ends of `ties` are: a sheet beside it, or a file."""
    *words, last = _WORD.findall(sheet.sheet.casefold()) or [""]
    has_names = "id" in _plain(sheet) or bool(_chosen(sheet, _NAMES))
    if sheet is ties or last not in _NODE_SHEETS or not has_names:
        return False
    is_beside = sheet.file == ties.file
    return is_beside or words == _WORD.findall(ties.sheet.casefold())[:-1] or not words


def _plain(sheet: Sheet) -> dict[str, str]:
    """Return the headings of a sheet by how they are compared."""
    return {"_".join(heading.casefold().split()): heading for heading in sheet.columns}


def _chosen(sheet: Sheet, words: Sequence[str]) -> list[str]:
    """Return the headings of a sheet that are among `words`, in the order of these."""
    plain = _plain(sheet)
    return [plain[word] for word in words if word in plain]


def _names_on(snapshot: Snapshot) -> dict[str, str]:
    ids: dict[str, list[str]] = {}
    for table in ("Organisation", "Activity"):
        rows = snapshot.table(table)
        for id_, name in zip(rows["id"], rows["name"], strict=True):
            ids.setdefault(name, []).append(id_)
    return {name: found[0] for name, found in ids.items() if len(found) == 1}


def _read_nodes(
    sheet: Sheet, label_of: Mapping[str, str]
) -> tuple[Gathered, dict[str, str], dict[str, str]]:
    """Return what a sheet of nodes gives, ids by what they are called, and labels by id."""
    plain = _plain(sheet)
    id_heading, name_heading = plain.get("id", ""), next(iter(_chosen(sheet, _NAMES)), "")
    used = {id_heading, name_heading}
    own = own_fields(heading for heading in sheet.columns if heading not in used)
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    refusals: list[Refusal] = []
    for line, cells in _rows(sheet):
        word = cells.get(id_heading, "")
        name = cells.get(name_heading, "") or word
        if not name:
            reason = "The node has neither an id nor a name."
            refusals.append(Refusal(sheet.file, sheet.sheet, line, "id", "", reason))
            continue
        kind = label_named(cells.get(plain.get("type", ""), "")) or "Organisation"
        id_ = _node_id(sheet, word or name, label_of)
        if kind in PEOPLE and not word:
            id_ = made_id("person", name)  # a name is no id of a person
        label = label_of.get(id_) or kind
        ids[word or name], labels[id_] = id_, label
        names.setdefault(name, id_)
        kept = {field: cells[heading] for heading, field in own.items()}
        rows.setdefault(label, []).append((line, _node(id_, label, name) | kept))
    drafts = tuple(draft_of(table, sheet.file, sheet.sheet, each) for table, each in rows.items())
    return Gathered(drafts=drafts, refusals=tuple(refusals)), names | ids, labels


def _node_id(sheet: Sheet, word: str, label_of: Mapping[str, str]) -> str:
    if word in label_of or not word.isdigit():
        return word
    words = _WORD.findall(sheet.sheet.casefold())[:-1] or _WORD.findall(
        sheet.file.casefold().rpartition(".")[0]
    )
    return "-".join([*words, word])


def _node(id_: str, label: str, name: str) -> dict[str, str]:
    if label in PEOPLE:
        return {"id": id_, "display_name": name}
    return {"id": id_, "purpose" if label == "Workshop" else "name": name}


def _rows(sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in zip(sheet.lines, zip(*sheet.columns.values(), strict=True), strict=True):
        yield (
            line,
            {heading: cell.strip() for heading, cell in zip(sheet.columns, cells, strict=True)},
        )


def _read_ties(sheet: Sheet, ends: _Ends) -> Gathered:
    ties = _Ties(sheet, ends)
    refusals: list[Refusal] = []
    for line, cells in _rows(sheet):
        try:
            ties.add(line, cells)
        except RowError as error:
            refusals.append(error.refusal(sheet.file, sheet.sheet, line))
    drafts = tuple(
        draft_of(table, sheet.file, sheet.sheet, rows) for table, rows in ties.rows.items()
    )
    return Gathered(drafts=drafts, refusals=tuple(refusals))


class _Ties:
    """The rows that one list of ties becomes."""

    def __init__(self, sheet: Sheet, ends: _Ends) -> None:
        self._ends = ends
        self._sources, self._targets = _chosen(sheet, _SOURCES), _chosen(sheet, _TARGETS)
        self._kind = next(iter(_chosen(sheet, _KINDS)), "")
        self._weight = next(iter(_chosen(sheet, _WEIGHTS)), "")
        used = {*self._sources, *self._targets, self._kind, self._weight}
        self._own = own_fields(heading for heading in sheet.columns if heading not in used)
        self.rows: dict[str, list[Row]] = {}

    def add(self, line: int, cells: Mapping[str, str]) -> None:
        """Add one line of the list: a tie, and the organisations that its ends become."""
        from_id = self._end("from_id", [cells[each] for each in self._sources])
        to_id = self._end("to_id", [cells[each] for each in self._targets])
        label_of = self._ends.label_of
        kind = cells.get(self._kind, "")
        tie = tie_named(kind, label_of[from_id], label_of[to_id]) or "TIED_TO"
        check_ends(tie, from_id, to_id, cells[self._targets[-1]])
        said = {"from_id": from_id, "to_id": to_id}
        if tie == "TIED_TO":
            said["kind"] = kind
        if self._weight:
            said["weight" if tie == "TIED_TO" else "x_weight"] = cells[self._weight]
        own = {field: cells[heading] for heading, field in self._own.items()}
        self.rows.setdefault(tie, []).append((line, own | said))
        for id_ in dict.fromkeys((from_id, to_id)):
            if id_ in self._ends.made:
                self.rows.setdefault("Organisation", []).append((line, self._ends.made[id_]))

    def _end(self, field: str, words: Sequence[str]) -> str:
        filled = [word for word in words if word]
        if not filled:
            raise RowError(field=field, value="", reason=_NO_END)
        id_ = self._ends.found_or_made(filled)
        if not id_:
            raise RowError(field=field, value=filled[-1], reason=_NOBODY)
        return id_
