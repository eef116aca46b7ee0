"""A mapping proposed for anybody's list, from its headings and cells, with its reasons.

What a row is, is told by the first of: a register's number or a word such as "practices" in a
heading or the file's name; codes of areas with numbers beside them; codes of areas with names;
postcodes. What a column is, by its heading (`words`) and by what its cells look like
(`looks`). Whatever is not sure says so: a person edits the proposal and keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetmap.errors import NoProposalError
from assetmap.ingest.personal.refusing import shown_heading
from assetmap.ingest.proposal.areas import area_list, figures, postcode_table
from assetmap.ingest.proposal.journeys import journeys
from assetmap.ingest.proposal.looks import kinds_of
from assetmap.ingest.proposal.parts import headings_named, named
from assetmap.ingest.proposal.roles import columns_of_sheet
from assetmap.ingest.proposal.things import things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.proposal.parts import Proposal
    from assetmap.ingest.proposal.roles import Columns
    from assetmap.ingest.sheet import Sheet

_AS_CELLS: Final = 0.15
_LEAST_CELLS: Final = 2
_MANY_CELLS: Final = 5
_DATA_KINDS: Final = frozenset({"date", "lsoa", "ward", "district", "web", "email"})


def propose_mapping(sheet: Sheet) -> Proposal:
    """Return what `sheet` may mean, as a mapping that can be used as it is.

    Parameters
    ----------
    sheet
        Any list, with or without rows.

    Raises
    ------
    NoProposalError
        If nothing tells what its rows are.

    Examples
    --------
    >>> from assetmap.ingest.sheet import make_sheet
    >>> sheet = make_sheet("clubs.csv", "clubs", ["Club", "Tel"], [["Chess", "0161 496 0000"]], [2])
    >>> [block.table for block in propose_mapping(sheet).blocks]
    ['Organisation']
    """
    _refuse_cells_as_headings(sheet)
    _refuse_a_title_as_headings(sheet)
    columns = columns_of_sheet(sheet)
    found = journeys(sheet) or _found(sheet, columns)
    if found is None:
        shown = ", ".join(named(shown_heading(sheet, each)) for each in [*sheet.columns][:6])
        reason = (
            f"nothing tells what a row is (headings: {shown or 'none'}). Say it in a mapping of "
            "your own; docs/mappings.md tells how."
        )
        raise NoProposalError(sheet.file, reason)
    left_out = _left_out(sheet, columns, headings_named(found.as_toml()))
    gone = {each: reason for each, reason in left_out.items() if each not in found.leave_out}
    return replace(found, left_out=gone)


def _found(sheet: Sheet, columns: Columns) -> Proposal | None:
    is_thing = bool({"name", "organisation", "activity"} & columns.roles.keys())
    if not is_thing and (found := postcode_table(sheet, columns)):
        return found
    # Points of their own make rows things in an area, not facts about it.
    if not is_thing and columns.areas and not {"latitude", "longitude"} <= columns.roles.keys():
        return figures(sheet, columns) or area_list(sheet, columns)
    return things(sheet, columns)


def _left_out(sheet: Sheet, columns: Columns, used: set[str]) -> dict[str, str]:
    """Return every heading that no line names, with the reason."""
    found = dict(columns.left_out)
    reasons = {each.heading: role for role, each in columns.roles.items()}
    for heading, look in columns.looks.items():
        if heading in found or heading in used:
            continue
        if role := reasons.get(heading):
            found[heading] = f"it is taken for {role}, which has no place here"
        elif look.n_distinct == 1:
            found[heading] = "it says the same in every row"
        else:
            found[heading] = "nothing like it is known; x_... under [table.columns] would keep it"
    return {each: found[each] for each in sheet.columns if each in found}


def _refuse_cells_as_headings(sheet: Sheet) -> None:
    """Refuse a list without a line of headings, seen by headings that look like cells."""
    headings: Sequence[str] = list(sheet.columns)
    odd = [each for each in headings if _is_a_cell(each)]
    if len(odd) >= min(_MANY_CELLS, max(_LEAST_CELLS, _AS_CELLS * len(headings))):
        reason = (
            "its first line seems to hold cells, not headings "
            f"({named(shown_heading(sheet, odd[0]))}). Put a line of "
            "headings above it."
        )
        raise NoProposalError(sheet.file, reason)


def _refuse_a_title_as_headings(sheet: Sheet) -> None:
    """Refuse a list with a title above its headings: one cell, and nothing beside it."""
    title, *others = list(sheet.columns) or [""]
    nameless = [f"column {number}" for number in range(2, len(others) + 2)]
    if others and others == nameless:
        reason = (
            f"its first line seems to hold a title and not headings ({named(title)}). Take away "
            "the lines above the headings."
        )
        raise NoProposalError(sheet.file, reason)


def _is_a_cell(heading: str) -> bool:
    kinds = set(kinds_of(heading))
    # "wd22cd" could be a postcode; one in a list's first line has its space.
    is_postcode = "postcode" in kinds and " " in heading
    return is_postcode or bool(kinds & _DATA_KINDS) or ("number" in kinds and "." in heading)
