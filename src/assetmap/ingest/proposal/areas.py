"""Proposals for lists of areas: look-ups, tables of postcodes, and figures about areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.proposal.keys import n_disagreeing
from assetmap.ingest.proposal.looks import LEVELS
from assetmap.ingest.proposal.parts import (
    Line,
    Proposal,
    ProposedBlock,
    listed,
    named,
    quoted,
    short,
)
from assetmap.ingest.proposal.roles import column_line
from assetmap.ingest.proposal.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.proposal.looks import Look
    from assetmap.ingest.proposal.roles import AreaColumns, Columns
    from assetmap.ingest.sheet import Sheet

MAX_FIGURES: Final = 300
_OWN_AREAS: Final = "Take this block out if your areas are in the map already."
_MEASURED: Final = 0.95
_KINDS_OF_AREA: Final = frozenset({"geography", "type", "level"})
_MOST_GROUPS: Final = 200


def postcode_table(sheet: Sheet, columns: Columns) -> Proposal | None:
    """Return a proposal for a list of postcodes, if it is one."""
    postcode = columns.roles.get("postcode")
    if not postcode or not postcode.look.is_distinct:
        return None
    lines = [Line("id", quoted(postcode.heading), f"{postcode.reason}, each once")]
    points = [role for role in ("latitude", "longitude") if role in columns.roles]
    lines += [column_line(role, columns.roles[role]) for role in points]
    for area in columns.areas:
        if area.level in {"lsoa", "ward"}:
            field = f"{area.level}_code"
            lines.append(Line(field, quoted(area.code.heading), area.code.reason))
    if len(lines) == 1:
        return None
    heading = named(postcode.heading)
    why = f"A row is a postcode: {heading} holds each once, and nothing names a thing."
    block = ProposedBlock("Postcode", columns=tuple(lines))
    return Proposal(f"Postcodes, from {short(sheet.file)}", (why,), (block,))


def area_list(sheet: Sheet, columns: Columns) -> Proposal | None:
    """Return a proposal for a look-up of areas, if it has names."""
    blocks = area_blocks(sheet, columns.areas)
    if not blocks:
        return None
    levels = ", ".join(area.level for area in columns.areas if area.name)
    why = f"A row tells of areas by their codes and names ({levels}), and of nothing else."
    return Proposal(f"Areas, from {short(sheet.file)}", (why,), tuple(blocks))


def figures(sheet: Sheet, columns: Columns) -> Proposal | None:
    """Return a proposal for figures about areas, if there are numbers beside a code."""
    area = columns.areas[0]
    numbers = _numbers(columns)
    if not numbers:
        return None
    gone = {*numbers, *columns.left_out}
    others = [look for heading, look in _others(columns).items() if heading not in gone]
    lines = [Line("area_code", quoted(area.code.heading), area.code.reason)]
    unpivot = (
        f"{{columns = {listed(numbers)}, "
        + ('name = "name", ' if len(numbers) > 1 else 'name = "x_heading", ')
        + 'value = "value"}'
    )
    why = f"{len(numbers):,} columns hold numbers; each becomes a fact of the area in its row"
    head = (Line("unpivot", unpivot, why),) if len(numbers) > 1 else ()
    if len(numbers) == 1:
        look = columns.looks[numbers[0]]
        lines.append(Line("value", quoted(numbers[0]), look.said("number")))
    told, constants = _told(sheet, others, is_named=len(numbers) > 1)
    block = ProposedBlock("Indicator", (), "", head, (*lines, *told), tuple(constants))
    blocks = area_blocks(sheet, [area])
    where = "" if blocks else " The areas must be in the map first: nothing here names them."
    reason = f"A row is a fact, or several, about an area ({area.level}).{where}"
    return Proposal(f"Figures about areas, from {short(sheet.file)}", (reason,), (*blocks, block))


def area_blocks(sheet: Sheet, areas: Sequence[AreaColumns]) -> list[ProposedBlock]:
    """Return a block for each column of codes that has one of names, larger areas first."""
    wanted = [area for area in areas if area.name]
    wanted = [area for area in wanted if _is_named(sheet, area)]
    blocks = [_area_block(sheet, area, wanted) for area in wanted]
    return list(reversed(blocks))


def _is_named(sheet: Sheet, area: AreaColumns) -> bool:
    return area.name is not None and not n_disagreeing(
        sheet, [area.code.heading], area.name.heading
    )


def _area_block(sheet: Sheet, area: AreaColumns, areas: Sequence[AreaColumns]) -> ProposedBlock:
    code = area.code.heading
    lines = [Line("id", quoted(code), area.code.reason)]
    if area.name:
        lines.append(Line("name", quoted(area.name.heading), area.name.reason))
    larger = [each for each in areas if LEVELS.index(each.level) > LEVELS.index(area.level)]
    # Small areas lie in wards as well as possible; neighbourhoods (MSOA) lie in districts alone.
    larger = [each for each in larger if each.level != "msoa" or len(larger) == 1]
    if area.level == "msoa":
        larger = [each for each in larger if each.level != "ward"]
    parent = larger[0].code.heading if larger else ""
    if parent and not n_disagreeing(sheet, [code], parent):
        reason = f"every {area.level} has one {larger[0].level} in {named(parent)}"
        lines.append(Line("parent_code", quoted(parent), reason))
    head = []
    if area.code.look.n_filled < area.code.look.n_rows:
        head.append(_when_filled(code, area.code.look))
    return ProposedBlock(
        "Area",
        (f"The {area.level} of each row. {_OWN_AREAS}",),
        f"Area {area.level}",
        tuple(head),
        tuple(lines),
        (Line("level", quoted(area.level), "by the first letters of the codes"),),
    )


def _when_filled(heading: str, look: Look) -> Line:
    value = f"{{heading = {quoted(heading)}, is_filled = true}}"
    return Line("when", value, f"{look.filled} in {named(heading)}")


def _others(columns: Columns) -> dict[str, Look]:
    """Return the columns that tell of no area."""
    of_areas = {each.code.heading for each in columns.areas}
    of_areas |= {each.name.heading for each in columns.areas if each.name}
    return {heading: look for heading, look in columns.looks.items() if heading not in of_areas}


def _numbers(columns: Columns) -> list[str]:
    """Return the headings of columns of numbers; what cannot be one figure's name is left out."""
    found: list[str] = []
    for heading, look in _others(columns).items():
        if look.share("number") < _MEASURED or _is_when(heading) or _is_place(heading):
            continue
        if not any(letter.isalpha() for letter in heading):
            columns.left_out[heading] = "a bare number names no figure; rename it if it is wanted"
        elif len(found) >= MAX_FIGURES:
            columns.left_out[heading] = f"a proposal takes {MAX_FIGURES} figures; add it by hand"
        else:
            found.append(heading)
    return found


def _is_when(heading: str) -> bool:
    return bool({"year", "date", "period"} & set(words_of(heading)))


def _is_place(heading: str) -> bool:
    return bool(
        {"latitude", "longitude", "easting", "northing", "lat", "lon", "fid"}
        & set(words_of(heading))
    )


def _told(sheet: Sheet, others: Sequence[Look], *, is_named: bool) -> tuple[list[Line], list[Line]]:
    """Return the lines that say what is measured, for whom, when, and in which unit."""
    left = [look for look in others if look.n_distinct > 1]
    lines: list[Line] = []
    constants: list[Line] = []
    by_word = {" ".join(words_of(look.heading)): look for look in others}
    when = next((look for look in others if look.share("date") >= _MEASURED), None)
    if when:
        lines.append(Line("measured_on", quoted(when.heading), when.said("date")))
    if unit := by_word.get("unit"):
        lines.append(Line("unit", quoted(unit.heading), f"heading {named(unit.heading)}"))
    groups = [
        look.heading
        for look in left
        if look is not when
        and look is not unit
        and look.n_distinct <= _MOST_GROUPS
        and not (_KINDS_OF_AREA & set(words_of(look.heading)))
    ]
    if groups:
        reason = "what tells the facts of an area apart: for whom, or which part"
        source = quoted(groups[0]) if len(groups) == 1 else f"{{from = {listed(groups)}}}"
        lines.append(Line("group", source, reason))
    if not is_named:
        reason = "the name of the file; say in your words what is measured"
        name = " ".join(words_of(sheet.sheet)) or "figure"
        constants.append(Line("name", quoted(name[:80]), reason, is_unsure=True))
    return lines, constants
