"""Elements of Kumu's as parties of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.ingest.drafting import made_id
from assetmap.ingest.kumu.items import Elements, Item, Rows
from assetmap.ingest.kumu.words import (
    NAME_OF,
    OWN,
    PERSONAL,
    TYPE,
    element_id,
    is_placeholder,
    location_cells,
    location_text,
)
from assetmap.ingest.party_words import OWN_WORDS, label_named
from assetmap.model import PARTIES, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.kumu.words import Fields
    from assetmap.model import Snapshot

_PLACED_ELSEWHERE = frozenset({"id", "label", "type", "location", "location_id"})


def gather_elements(items: Sequence[Item], fields: Fields, snapshot: Snapshot) -> Elements:
    """Return what elements give, and how connections may call them.

    Parameters
    ----------
    items
        Rows of elements.
    fields
        Which columns hold their fields.
    snapshot
        What the place holds.
    """
    made = Elements(Rows(), {}, {}, {}, [])
    locations = _locations(snapshot)
    people = _people(snapshot)
    firsts: dict[str, Item] = {}
    labelled: dict[str, dict[str, None]] = {}
    for item in items:
        name = item.cells.get("label", "")
        label = label_named(item.cells.get("type", "")) or "Organisation"
        id_ = item.cells.get("id", "") or (element_id(label, name) if name else "")
        cells = _cells(item, label, id_, fields)
        if not id_ or (not name and label not in PEOPLE):
            made.refusals.append(item.refused("name", "", "The element has no label."))
            continue
        first = firsts.setdefault(id_, item)
        if first.cells == item.cells:
            cells = made.cells_of.get(id_, cells)
        elif "id" not in item.cells:
            reason = (
                f"Another element has this label too (line {first.line}). Give each an ID, "
                "so that connections can tell them apart."
            )
            made.refusals.append(item.refused("id", name, reason))
            continue
        if is_placeholder(label, name):
            # It stands for a name that did not leave with consent: what is known of it stays.
            cells |= people.get(id_, {"display_name": ""})
        _add_location(item, label, cells, locations, made)
        made.rows.add(label, item, cells)
        made.label_of[id_] = label
        made.cells_of[id_] = cells
        made.ids_of[id_] = [id_]
        labelled.setdefault(name, {})[id_] = None
    for name, ids in labelled.items():
        made.ids_of.setdefault(name, list(ids))
    return made


def _cells(item: Item, label: str, id_: str, fields: Fields) -> dict[str, str]:
    name, kind = item.cells.get("label", ""), item.cells.get("type", "")
    is_own_word = kind == OWN_WORDS[label]
    cells = {"id": id_, NAME_OF[label]: "" if label == "Workshop" and name == id_ else name}
    if kind and not is_own_word:
        cells[TYPE] = kind
    for heading, text in item.cells.items():
        if heading in _PLACED_ELSEWHERE:
            continue
        # Somebody else's column of that name is no consent to be shown here.
        is_foreign = heading == "consent" and not is_own_word
        column = fields.own_column(heading) if is_foreign else fields.placed(label, heading, text)
        cells[column] = text
    for heading in ("location", "location_id"):
        if heading in item.cells and label != "Organisation":
            cells[fields.own_column(heading)] = item.cells[heading]
    if label == "Organisation" and "location_id" in item.cells and "location" not in item.cells:
        text = item.cells["location_id"]
        cells[fields.placed(label, "location_id", text)] = text
    return cells


def _add_location(
    item: Item, label: str, cells: dict[str, str], locations: dict[str, str], made: Elements
) -> None:
    """Give an organisation the location that its element says, and make it if it is new."""
    text = item.cells.get("location", "")
    if label != "Organisation" or not text:
        return
    given = item.cells.get("location_id", "")
    if given and locations.get(given, text) != text:
        given = ""  # somebody has written another place beside the old one's id
    id_ = given or made_id("kumu-place", text)
    cells["location_id"] = id_
    if id_ not in locations:
        made.rows.add("Location", item, location_cells(id_, text))


def _locations(snapshot: Snapshot) -> dict[str, str]:
    """Return what Kumu would say of each location on the map."""
    rows = snapshot.table("Location").to_dict("records")
    return {str(row["id"]): location_text({str(key): row[key] for key in row}) for row in rows}


def _people(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Return what leaves of people with consent alone, as the map has it."""
    found: dict[str, dict[str, str]] = {}
    for label in PEOPLE:
        rows = snapshot.table(label)
        kept = [*PERSONAL, *(name for name in rows.columns if str(name).startswith(OWN))]
        cells = rows[["id", *kept]].astype(object)
        for row in cells.where(cells.notna(), "").to_dict("records"):
            found[str(row["id"])] = {str(key): str(row[key]) for key in kept}
    return found


def parties_on(snapshot: Snapshot) -> dict[str, str]:
    """Return the label of each party on the map, by id."""
    return {id_: label for id_, label in snapshot.label_of.items() if label in PARTIES}
