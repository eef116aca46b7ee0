"""Proposals for when an activity is: days in one column, or a column for each day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.proposal.parts import Line, ProposedBlock, listed, named, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.proposal.roles import Column, Columns

_TIMED: Final = 0.9
_CLOSED: Final = ("closed", "no", "n", "false", "0", "shut", "-", "n/a", "na", "none")


def session_blocks(
    columns: Columns, rows: Sequence[Line], *, has_place: bool
) -> list[ProposedBlock]:
    """Return the blocks that say when and where an activity is, for its `rows` (conditions)."""
    if columns.days:
        return [_day_block(columns, day, has_place=has_place) for day in columns.days]
    lines = _ends(has_place=has_place)
    for role, field in (("weekday", "schedule"), ("starts", "starts_at_local")):
        if column := columns.roles.get(role):
            lines.append(Line(field, quoted(column.heading), column.reason, column.is_unsure))
    if capacity := columns.roles.get("capacity"):
        lines.append(Line("capacity", quoted(capacity.heading), capacity.reason))
    if len(lines) == 1:
        return []
    reasons = ("When and where it is.",)
    return [ProposedBlock("Session", reasons, "", tuple(rows), tuple(lines))]


def _ends(*, has_place: bool) -> list[Line]:
    lines = [Line("activity_id", '{id_of = "Activity"}', "of the same row")]
    if has_place:
        lines.append(Line("location_id", '{id_of = "Location"}', "of the same row"))
    return lines


def _day_block(columns: Columns, day: str, *, has_place: bool) -> ProposedBlock:
    column = columns.days[day]
    lines = [*_ends(has_place=has_place), *_times(column)]
    heading = quoted(column.heading)
    closed = listed(list(_CLOSED))
    value = (
        f"[{{heading = {heading}, is_filled = true}}, {{heading = {heading}, none_of = {closed}}}]"
    )
    when = Line("when", value, f"only where {named(column.heading)} says that it is on")
    constants = (Line("schedule", quoted(day), column.reason),)
    return ProposedBlock("Session", (), f"On {day}", (when,), tuple(lines), constants)


def _times(column: Column) -> list[Line]:
    look = column.look
    if look.share("truth") >= _TIMED:
        return []
    if look.n_seen and look.share("time") >= _TIMED:
        return [Line("starts_at_local", quoted(look.heading), look.said("time"))]
    reason = "kept as it is written: no one time of day is in it"
    return [Line("x_times", quoted(look.heading), reason)]
