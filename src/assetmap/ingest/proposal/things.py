"""Proposals for lists of things: organisations, activities, assets, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.proposal.choices import blank_words, choice_line
from assetmap.ingest.proposal.keys import is_key
from assetmap.ingest.proposal.kinds import kind_of
from assetmap.ingest.proposal.parts import (
    Line,
    Proposal,
    ProposedBlock,
    listed,
    named,
    quoted,
    short,
)
from assetmap.ingest.proposal.places import named_areas, place_block
from assetmap.ingest.proposal.roles import column_line
from assetmap.ingest.proposal.sessions import session_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.ingest.proposal.kinds import Kind
    from assetmap.ingest.proposal.roles import Column, Columns
    from assetmap.ingest.sheet import Sheet

_CONTACTS: Final = {role: f"x_{role}" for role in ("website", "phone", "email")}
_SPAN: Final = {"opened": "valid_from", "closed": "valid_to"}
_TIMES: Final = {"opening": "x_opening_times", "when": "x_when"}
_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "Organisation": {
        **{role: role for role in ("description", "website", "email", "phone")},
        **_SPAN,
        **_TIMES,
        "patients": "n_patients",
        "cost": "x_cost",
        "referral_route": "x_referral",
    },
    "Activity": {
        **{role: role for role in ("description", "website", "cost", "eligibility")},
        **{role: role for role in ("minimum_age", "maximum_age", "referral_route")},
        **{role: role for role in ("self_referral", "languages", "accessibility")},
        **_SPAN,
        **_TIMES,
        "checked": "assured_date",
        "email": "x_email",
        "phone": "x_phone",
    },
    "Asset": {
        **_CONTACTS,
        **_TIMES,
        "capacity": "x_capacity",
        "description": "x_description",
    },
}
_PREFIXES: Final = {
    "charity_number": "GB-CHC-",
    "practice_code": "GB-NHS-",
    "company_number": "GB-COH-",
    "register_number": "",
}
_NO_KEY: Final = (
    "UNSURE: nothing short tells the rows apart, so an id is made of all cells, and a changed cell "
    "makes a new row. Say id_from if you can."
)
_NO_TIMES: Final = "only an activity has times of its own"
_MOST_PARTS: Final = 60
_MANY_NAMED: Final = 0.9


def things(sheet: Sheet, columns: Columns) -> Proposal | None:
    """Return a proposal for a list of things with names, if it is one."""
    kind = kind_of(sheet, columns)
    if not kind:
        return None
    place = place_block(sheet, columns, kind)
    if kind.table == "Location" and not place:
        return None
    blocks: list[ProposedBlock] = []
    if place:
        blocks += named_areas(sheet, columns)
    runner = _runner(columns, kind)
    if runner:
        blocks.append(_runner_block(runner))
    if kind.table != "Location":
        blocks.append(_thing(sheet, columns, kind, has_place=place is not None, runner=runner))
    if place:
        blocks.append(place)
    if kind.table == "Activity":
        blocks += session_blocks(columns, named_rows(kind), has_place=place is not None)
    why = f"UNSURE: {kind.reason}" if kind.is_unsure else kind.reason
    about = f"{_PLURAL[kind.table]}, from {short(sheet.file)}"
    return Proposal(about, (why,), tuple(blocks))


_PLURAL: Final = {
    "Organisation": "Organisations",
    "Activity": "Activities",
    "Asset": "Assets",
    "Location": "Locations",
}


def _runner(columns: Columns, kind: Kind) -> Column | None:
    """Return the column of those who run or hold a thing that is no organisation itself."""
    column = columns.roles.get("organisation")
    return column if kind.table in {"Activity", "Asset"} else None


def _runner_block(column: Column) -> ProposedBlock:
    heading, head = column.heading, []
    head.append(Line("id_from", quoted(heading), "those of one name are one organisation"))
    if column.look.n_filled < column.look.n_rows:
        value = f"{{heading = {quoted(heading)}, is_filled = true}}"
        head.append(Line("when", value, column.look.filled))
    lines = (Line("name", quoted(heading), column.reason, column.is_unsure),)
    sector = Line("sector", '"vcse"', "say what sort of bodies they are", is_off=True)
    reason = "Who runs or holds it."
    return ProposedBlock("Organisation", (reason,), "", tuple(head), lines, (sector,))


def _thing(
    sheet: Sheet, columns: Columns, kind: Kind, *, has_place: bool, runner: Column | None
) -> ProposedBlock:
    head, part = _key(sheet, columns, kind)
    reasons = () if head else (_NO_KEY,)
    head += named_rows(kind)
    lines = [_name(kind, part)]
    if kind.table == "Organisation":
        lines += _identifiers(columns)
    for role, field in _FIELDS[kind.table].items():
        if (column := columns.roles.get(role)) and column is not kind.name:
            lines.append(column_line(field, column))
    if kind.table != "Activity":
        lines += [
            Line(f"x_{day.casefold()}", quoted(column.heading), f"{column.reason}; {_NO_TIMES}")
            for day, column in columns.days.items()
        ]
    if runner:
        field = "holder_id" if kind.table == "Asset" else "organisation_id"
        lines.append(Line(field, '{id_of = "Organisation"}', "the same row names both"))
    if has_place and kind.table != "Activity":
        lines.append(Line("location_id", '{id_of = "Location"}', "the same row says where it is"))
    lines, values = choice_line(sheet, columns, kind.table, lines)
    values = blank_words(columns, lines) | values
    return ProposedBlock(
        kind.table, reasons, "", tuple(head), tuple(lines), _constants(kind), values
    )


def named_rows(kind: Kind) -> list[Line]:
    """Return a condition where many rows have no name, and so are not things of their own."""
    look = kind.name.look
    if not look.n_rows or look.n_filled > _MANY_NAMED * look.n_rows:
        return []
    value = f"{{heading = {quoted(look.heading)}, is_filled = true}}"
    reason = f"only {look.filled} in {named(look.heading)}: the others are left out"
    return [Line("when", value, reason, is_unsure=True)]


def _name(kind: Kind, part: str) -> Line:
    column = kind.name
    if part and kind.table == "Asset":
        reason = f"{column.reason}; {named(part)} tells several of one name apart"
        value = f"{{from = {listed([part, column.heading])}}}"
        return Line("name", value, reason, is_unsure=True)
    return Line("name", quoted(column.heading), column.reason, column.is_unsure)


def _constants(kind: Kind) -> tuple[Line, ...]:
    if kind.table == "Asset":
        return (Line("kind", '"physical"', "a place or a thing; say if it is another sort"),)
    if kind.table != "Organisation":
        return ()
    if kind.sector:
        return (Line("sector", quoted(kind.sector), "by the words of the list"),)
    return (Line("sector", '"vcse"', "say what sort of bodies they are", is_off=True),)


def _key(sheet: Sheet, columns: Columns, kind: Kind) -> tuple[list[Line], str]:
    """Return the line `id_from`, and a column that had to be added to tell rows apart."""
    for role in ("register_number", "practice_code", "charity_number", "company_number"):
        column = columns.roles.get(role)
        if kind.table == "Organisation" and column and is_key(sheet, [column.heading]):
            prefix = _register(column, _PREFIXES[role])
            value = f"{{from = {listed([column.heading])}, prefix = {quoted(prefix)}}}"
            reason = f"{named(column.heading)} is filled in every row and each time another"
            return [Line("id_from", value, f"{reason}: a register's own number")], ""
    for headings in _candidates(columns, kind):
        if is_key(sheet, headings):
            told = " with ".join(map(named, headings))
            reason = f"{told} tells the rows apart; do not change it later"
            return [Line("id_from", listed(headings), reason)], ""
    first = columns.roles.get("reference") or kind.name
    for heading, look in columns.free().items():
        few = 1 < look.n_distinct <= _MOST_PARTS
        if few and is_key(sheet, [first.heading, heading]):
            reason = f"{named(first.heading)} with {named(heading)} tells the rows apart"
            value = listed([first.heading, heading])
            return [Line("id_from", value, reason, is_unsure=True)], heading
    return [], ""


def _candidates(columns: Columns, kind: Kind) -> list[list[str]]:
    """Return the headings that may tell rows apart, the most lasting first."""
    roles, name = columns.roles, kind.name.heading
    found = [[roles["reference"].heading]] if "reference" in roles else []
    runner = roles.get("organisation")
    with_runner = [name, runner.heading] if runner and runner.heading != name else [name]
    found += [with_runner] if kind.table == "Activity" else [[name], with_runner]
    address = [each.heading for each in columns.address]
    for more in (["postcode"], ["weekday"], ["weekday", "starts"], ["latitude", "longitude"]):
        if all(each in roles for each in more):
            found.append([*with_runner, *(roles[each].heading for each in more)])
    if "postcode" in roles:
        found.append([*with_runner, *address, roles["postcode"].heading])
    return [list(dict.fromkeys(each)) for each in found if each]


def _identifiers(columns: Columns) -> list[Line]:
    for role in _PREFIXES:
        column = columns.roles.get(role)
        if not column:
            continue
        prefix = _register(column, _PREFIXES[role])
        value = f"{{from = {quoted(column.heading)}, prefix = {quoted(prefix)}}}"
        value = value if prefix else quoted(column.heading)
        return [Line("identifiers", value, column.reason, column.is_unsure)]
    return []


def _register(column: Column, prefix: str) -> str:
    """Return the register's prefix; charities of Scotland and Northern Ireland have their own."""
    for kind, own in (("scottish", "GB-SC-"), ("irish", "GB-NIC-")):
        if prefix == _PREFIXES["charity_number"] and column.look.share(kind) >= _MANY_NAMED:
            return own
    return prefix
