"""A place as Kumu's elements and connections, before they are written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetmap.ingest.drafting import made_id
from assetmap.ingest.kumu.words import (
    BACK_OF,
    COLUMN_OF,
    DIRECTION,
    NAME_OF,
    NOT_WRITTEN,
    OWN,
    PERSONAL,
    REFERENCES,
    TYPE,
    connection_id,
    element_id,
    headings_of,
    is_made_of_name,
    location_text,
    value_text,
)
from assetmap.ingest.party_words import OWN_WORDS, PARTY_TIES, label_named, tie_named
from assetmap.model import PARTIES, PEOPLE, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetmap.model import Snapshot

    Cells = dict[str, str]

_HEADING_OF: Final = {column: heading for heading, column in COLUMN_OF.items()}
_PLAIN: Final = "TIED_TO"


def kumu_parts(snapshot: Snapshot) -> tuple[list[Cells], list[Cells]]:
    """Return the elements and connections of a place.

    Parameters
    ----------
    snapshot
        What the reader may see of the place.

    Returns
    -------
    tuple
        Cells by Kumu's field, empty ones left out. Elements by label in the model's order, then
        as stored. Connections: those that are a column of an element, by element; then ties in
        the model's order, each as stored. IDs are left out if all would be made again.
    """
    place = _Place(snapshot)
    elements = [cells for label in PARTIES for cells in place.elements(label)]
    connections = [cells for label in PARTIES for cells in place.references(label)]
    connections += [cells for tie in PARTY_TIES for cells in place.ties(tie)]
    if place.are_ids_made:
        label_of = {cells["id"]: cells["label"] for cells in elements}
        for cells in connections:
            cells.update({end: label_of[cells[end]] for end in ("from", "to")})
        for cells in (*elements, *connections):
            del cells["id"]
    return elements, connections


class _Place:
    """A snapshot, looked at as Kumu's."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._headings = headings_of(snapshot.table("Vocabulary"))
        self._locations = {
            str(row["id"]): location_text({str(key): row[key] for key in row})
            for row in snapshot.table("Location").to_dict("records")
        }
        self._unnamed = {
            str(id_)
            for label in PEOPLE
            for id_, name, consent in zip(
                *(snapshot.table(label)[key] for key in ("id", "display_name", "consent")),
                strict=True,
            )
            if consent != "given" or not isinstance(name, str)
        }
        self._owned = {
            (tie, id_)
            for tie, reference in REFERENCES.items()
            for id_ in _filled(snapshot, reference.owner, reference.column)
        }
        self._shown = {id_: id_ for id_ in snapshot.parties}
        self._labels_seen: set[str] = set()
        self._n_alike: Counter[tuple[str, str, str]] = Counter()
        self.are_ids_made = True

    def elements(self, label: str) -> Iterator[Cells]:
        """Yield the elements of one label."""
        for row in _rows(self._snapshot, label):
            id_ = row["id"]
            name = self._name(label, row)
            if id_ in self._unnamed and is_made_of_name(label, id_):
                self._shown[id_] = name
            is_made = id_ == element_id(label, name) and name not in self._labels_seen
            self.are_ids_made &= is_made
            self._labels_seen.add(name)
            kind = row.get(TYPE, "")
            is_kind = kind and (label_named(kind) or "Organisation") == label
            # A consent counts beside our own word alone.
            has_consent = label in PEOPLE and id_ not in self._unnamed
            cells = {
                "id": self._shown[id_],
                "label": name,
                "type": kind if is_kind and not has_consent else OWN_WORDS[label],
                **self._fields(label, row),
                **self._location(row),
            }
            is_said = id_ not in self._unnamed
            yield cells | {
                heading: text
                for heading, text in self._own_fields(row, {TYPE}).items()
                if is_said and heading not in cells
            }

    def references(self, label: str) -> Iterator[Cells]:
        """Yield the connections that are a column of elements of one label."""
        for tie, reference in REFERENCES.items():
            if reference.owner != label:
                continue
            for row in _rows(self._snapshot, label):
                other = row.get(reference.column)
                if other:
                    ends = (other, row["id"]) if reference.is_reversed else (row["id"], other)
                    first, second = (self._shown[end] for end in ends)
                    yield {
                        "id": f"{tie} {self._shown[row['id']]}",
                        "from": first,
                        "to": second,
                        "type": tie,
                        "direction": "directed",
                    }

    def ties(self, tie: str) -> Iterator[Cells]:
        """Yield the connections that are ties of one kind."""
        rows = list(_rows(self._snapshot, tie))
        ids = {row["id"] for row in rows}
        for row in rows:
            if row.get(BACK_OF, "") not in ids:
                yield self._tie(tie, row)

    def _tie(self, tie: str, row: Mapping[str, str]) -> Cells:
        ends = (row["from_id"], row["to_id"])
        first, second = (self._shown[end] for end in ends)
        fields = {
            "strength" if name == "weight" else name: text
            for name, text in self._fields(tie, row).items()
            if name != "kind"
        }
        if not self._unnamed.intersection(ends):
            own = self._own_fields(row, {TYPE, DIRECTION, BACK_OF})
            fields = own | fields
        kind, said = self._kind(tie, row, bool(fields))
        alike = (first, second, kind)
        self._n_alike[alike] += 1
        made = connection_id(*alike, self._n_alike[alike])
        is_masked = (first, second) != ends
        self.are_ids_made &= row["id"] == made
        return {
            "id": made if is_masked else row["id"],
            "from": first,
            "to": second,
            **({"type": kind} if kind else {}),
            "direction": row.get(DIRECTION, "directed"),
            **said,
            **fields,
        }

    def _kind(self, tie: str, row: Mapping[str, str], has_fields: bool) -> tuple[str, Cells]:  # noqa: FBT001
        """Return the type that reads as this tie again, and what else must be said for it."""
        labels = [self._snapshot.label_of[row[end]] for end in ("from_id", "to_id")]
        if tie != _PLAIN:
            word = row.get(TYPE, "")
            return (word if tie_named(word, *labels) == tie else tie), {}
        kind = row.get("kind", "")
        if not kind:
            return row.get(TYPE, ""), {}
        named = tie_named(kind, *labels)
        is_other = named is not None and (named != _PLAIN or kind == _PLAIN)
        if is_other or self._would_be_cell(kind, row, has_fields):
            return _PLAIN, {"kind": kind}
        return kind, {}

    def _would_be_cell(self, kind: str, row: Mapping[str, str], has_fields: bool) -> bool:  # noqa: FBT001
        """Tell whether a plain tie of this kind would be read as a column of an element."""
        reference = REFERENCES.get(kind)
        if reference is None or has_fields or DIRECTION in row:
            return False
        ends = (row["to_id"], row["from_id"])
        owner, other = ends if reference.is_reversed else reversed(ends)
        label_of = self._snapshot.label_of
        fits = (label_of[owner], label_of[other]) == (reference.owner, reference.to)
        return fits and (kind, owner) not in self._owned

    def _name(self, label: str, row: Mapping[str, str]) -> str:
        if label in PEOPLE:
            return self._snapshot.name_of[row["id"]]
        return row.get(NAME_OF[label]) or row["id"]

    def _fields(self, table: str, row: Mapping[str, str]) -> Cells:
        """Return the cells of our columns by Kumu's field."""
        left_out = {*NOT_WRITTEN, NAME_OF.get(table), "location_id"}
        left_out |= {each.column for each in REFERENCES.values() if each.owner == table}
        if row["id"] in self._unnamed:
            left_out |= set(PERSONAL)
        return {
            _HEADING_OF.get(each.name, each.name): row[each.name]
            for each in columns_of(table)
            if each.name in row and each.name not in left_out and row[each.name] != each.default
        }

    def _own_fields(self, row: Mapping[str, str], but: set[str]) -> Cells:
        """Return the cells of columns that came from Kumu; others of the place's are private."""
        return {
            self._headings.get(name, name.removeprefix(OWN)): text
            for name, text in row.items()
            if name.startswith(OWN) and name not in but
        }

    def _location(self, row: Mapping[str, str]) -> Cells:
        id_ = row.get("location_id")
        if not id_:
            return {}
        text = self._locations[id_]
        is_made = id_ == made_id("kumu-place", text)
        return {"location": text, **({} if is_made else {"location_id": id_})}


def _rows(snapshot: Snapshot, table: str) -> Iterator[dict[str, str]]:
    """Yield the filled cells of each row as text."""
    known = {each.name: each for each in columns_of(table)}
    for row in snapshot.table(table).astype(object).to_dict("records"):
        texts = {
            str(name): value_text(known[str(name)], value) if name in known else _own(value)
            for name, value in row.items()
        }
        yield {name: text for name, text in texts.items() if text}


def _own(value: object) -> str:
    return value if isinstance(value, str) else ""


def _filled(snapshot: Snapshot, table: str, column: str) -> list[str]:
    rows = snapshot.table(table)
    return [str(id_) for id_ in rows["id"][rows[column].notna()]]
