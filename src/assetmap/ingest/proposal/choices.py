"""Proposals for columns whose words must be of a list: status, sector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.mapping.words import plain
from assetmap.ingest.proposal.looks import BLANK_WORDS
from assetmap.ingest.proposal.parts import Line, quoted
from assetmap.model import columns_of
from assetmap.model.vocabularies import VOCABULARIES, readings, spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.ingest.proposal.roles import Columns
    from assetmap.ingest.sheet import Sheet

_MOST_WORDS: Final = 12
_LONGEST: Final = 60


def choice_line(
    sheet: Sheet, columns: Columns, table: str, lines: Sequence[Line]
) -> tuple[list[Line], dict[str, tuple[str, Mapping[str, str]]]]:
    """Return `lines` with those of choices added, and what their words become."""
    added, values = list(lines), dict[str, tuple[str, "Mapping[str, str]"]]()
    fields = {column.name: column.vocabulary for column in columns_of(table)}
    for role in ("status", "sector"):
        column = columns.roles.get(role)
        vocabulary = fields.get(role)
        if not column or not vocabulary:
            continue
        known = readings(VOCABULARIES[vocabulary])
        cells = {plain(cell) for cell in sheet.columns[column.heading]} - BLANK_WORDS - {""}
        strange = sorted(cell for cell in cells if spelling(cell) not in known)
        allowed = ", ".join(term.value for term in VOCABULARIES[vocabulary])
        if len(strange) > _MOST_WORDS or any(len(word) > _LONGEST for word in strange):
            reason = f"{len(strange):,} of its words are none of: {allowed}"
            columns.left_out[column.heading] = reason
            del columns.roles[role]
            continue
        added.append(Line(role, quoted(column.heading), column.reason, is_unsure=bool(strange)))
        if strange:
            reason = f"UNSURE: say for each which it is, of: {allowed}"
            words = dict.fromkeys([*strange, *column.look.blanks], "")
            values[role] = (reason, words)
    return added, values


def blank_words(
    columns: Columns, lines: Sequence[Line]
) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Return what words that say nothing become, for the fields that hold some."""
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    by_source = {quoted(heading): look for heading, look in columns.looks.items()}
    for line in lines:
        look = by_source.get(line.value)
        if look and look.blanks and not line.is_off and line.field != "name":
            found[line.field] = ("words that say nothing", dict.fromkeys(look.blanks, ""))
    return found
