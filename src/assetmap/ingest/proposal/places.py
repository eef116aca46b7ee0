"""Proposals for where things are: locations, and the areas that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.proposal.areas import area_blocks
from assetmap.ingest.proposal.choices import blank_words
from assetmap.ingest.proposal.keys import is_key, n_disagreeing
from assetmap.ingest.proposal.parts import Line, ProposedBlock, listed, named, quoted
from assetmap.ingest.proposal.roles import column_line

if TYPE_CHECKING:
    from assetmap.ingest.proposal.kinds import Kind
    from assetmap.ingest.proposal.roles import AreaColumns, Column, Columns
    from assetmap.ingest.sheet import Sheet

_PLACE: Final = ("town", "county", "postcode", "latitude", "longitude")
_POINT: Final = frozenset({"latitude", "longitude"})
_GRID: Final = ("easting", "northing")
_NO_GRID: Final = "They have no column: give latitude and longitude, or let the postcode place it."
_DIFFERS: Final = "left out, for it differs between rows of one place"
_ONLY_PLACES: Final = {"phone": "x_phone", "website": "x_website"}


def place_block(sheet: Sheet, columns: Columns, kind: Kind) -> ProposedBlock | None:
    """Return the block of locations, if the list says where things are."""
    roles, venue = columns.roles, columns.roles.get("venue")
    if not (roles.keys() >= _POINT or columns.address or "postcode" in roles or venue):
        return None
    named_by = venue or kind.name
    key = _key(sheet, columns, kind, named_by)
    lines = [column_line("name", named_by), *_address(columns)]
    found = [role for role in _PLACE if role in roles]
    if not roles.keys() >= _POINT:
        found = [role for role in found if role not in _POINT]
    differing: dict[str, int] = {
        role: n_disagreeing(sheet, key, roles[role].heading) for role in found
    }
    for role in _POINT & differing.keys():
        differing[role] = max(differing[each] for each in _POINT)
    is_one = _is_one_point(columns)
    lines += [
        _place_line(roles[role], role, differing[role], is_one_point=is_one) for role in found
    ]
    lines += _area_line(sheet, columns)
    if kind.table == "Location":
        lines += [
            column_line(field, roles[role]) for role, field in _ONLY_PLACES.items() if role in roles
        ]
    head = [Line("id_from", listed(key), "one place for the same words")]
    if venue and venue.look.n_filled < venue.look.n_rows:
        value = f"{{heading = {quoted(venue.heading)}, is_filled = true}}"
        head.append(Line("when", value, f"{venue.look.filled} in {named(venue.heading)}"))
    values = blank_words(columns, lines)
    return ProposedBlock("Location", _why(columns), "", tuple(head), tuple(lines), (), values)


def named_areas(sheet: Sheet, columns: Columns) -> list[ProposedBlock]:
    """Return the block of the smallest areas that the list names, or nothing."""
    area = _smallest_named(sheet, columns)
    return area_blocks(sheet, [area]) if area else []


def _key(sheet: Sheet, columns: Columns, kind: Kind, named_by: Column) -> list[str]:
    roles = columns.roles
    reference = roles.get("reference")
    if kind.table == "Location" and reference and is_key(sheet, [reference.heading]):
        return [reference.heading]
    key = [named_by.heading, *(each.heading for each in columns.address)]
    if "postcode" in roles:
        key.append(roles["postcode"].heading)
    if len(key) == 1 and roles.keys() >= _POINT:
        key += [roles["latitude"].heading, roles["longitude"].heading]
    return key


def _address(columns: Columns) -> list[Line]:
    if not columns.address:
        return []
    headings = [each.heading for each in columns.address]
    source = quoted(headings[0]) if len(headings) == 1 else f"{{from = {listed(headings)}}}"
    return [Line("address", source, columns.address[0].reason)]


def _why(columns: Columns) -> tuple[str, ...]:
    grid = [columns.roles[each].heading for each in _GRID if each in columns.roles]
    said = f"{' and '.join(map(named, grid))} are metres of the National Grid. {_NO_GRID}"
    return ("Where it is.", said) if grid else ("Where it is.",)


def _is_one_point(columns: Columns) -> bool:
    """Tell whether many rows have one and the same point, which then is nobody's."""
    looks = [columns.roles[each].look for each in _POINT & columns.roles.keys()]
    return bool(looks) and all(look.n_rows > 1 and look.n_distinct == 1 for look in looks)


def _place_line(column: Column, field: str, n_differing: int, *, is_one_point: bool) -> Line:
    if field in _POINT and is_one_point:
        reason = f"{column.reason}; left out, for all rows have the same point"
        return Line(field, quoted(column.heading), reason, is_unsure=True, is_off=True)
    if not n_differing:
        return column_line(field, column)
    reason = f"{column.reason}; {_DIFFERS} ({n_differing:,} times)"
    return Line(field, quoted(column.heading), reason, column.is_unsure, is_off=True)


def _smallest_named(sheet: Sheet, columns: Columns) -> AreaColumns | None:
    return next((area for area in columns.areas if area_blocks(sheet, [area])), None)


def _area_line(sheet: Sheet, columns: Columns) -> list[Line]:
    if area := _smallest_named(sheet, columns):
        return [column_line("area_code", area.code)]
    if not columns.areas:
        return []
    code = columns.areas[0].code
    reason = f"{code.reason}; take the # away when these areas are in the map"
    return [Line("area_code", quoted(code.heading), reason, is_off=True)]
