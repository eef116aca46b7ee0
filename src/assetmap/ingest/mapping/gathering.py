"""What a mapping makes of sheets, beside what is on the map: names become ids, events steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from assetmap.ingest.gathered import Gathered, together
from assetmap.ingest.journeys.episodes import led_to_the_map, told_whole, without_future
from assetmap.ingest.journeys.events import put_together
from assetmap.ingest.journeys.names import Names
from assetmap.ingest.mapping.sheets import map_sheets
from assetmap.ingest.personal.refusing import refuse_personal, without_columns
from assetmap.ingest.sheet import packed
from assetmap.model import WITHOUT_OWN_COLUMNS, Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.gathered import Refusal
    from assetmap.ingest.mapping.parts import Block, Mapping
    from assetmap.ingest.sheet import Draft, Sheet


def gather_mapped(
    mapping: Mapping,
    sheets: Sequence[Sheet],
    snapshot: Snapshot | None = None,
    *,
    today: dt.date | None = None,
) -> Gathered:
    """Return what `mapping` makes of `sheets`.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it.
    sheets
        Sheets of one or several files.
    snapshot
        What the place holds: whoever is named must be there.
    today
        No day of a journey may come after it; the day that it is unless it is said.

    Raises
    ------
    MappingError
        As `map_sheets`.
    PersonalDataError
        If rows that become journeys hold what may tell who was helped.
    """
    sheets = without_columns(sheets, mapping.leave_out, is_each_needed=False)
    refuse_personal(sheet for sheet in sheets if makes_journeys(mapping, sheet.sheet))
    made, notes = map_sheets(mapping, sheets)
    blocks = [
        (block, makes_journeys(mapping, sheet.sheet))
        for sheet in sheets
        for block in mapping.blocks
        if block.is_for(sheet.sheet)
    ]
    last = today or dt.datetime.now(tz=dt.UTC).astimezone().date()
    beside = _Beside(snapshot or Snapshot(), last)
    parts: list[Gathered] = []
    made.reverse()
    for block, is_of_journeys in blocks:
        # Taken off the list one by one: of a million rows there is never more than one copy.
        draft = replace(made.pop(), is_quoted=not is_of_journeys)
        parts.append(beside.gathered(block, draft))
        del draft
    return together([*parts, Gathered(notes=notes)])


def makes_journeys(mapping: Mapping, sheet: str | None = None) -> bool:
    """Return whether a mapping makes rows about journeys, of the sheet called `sheet` or of any."""
    return any(
        block.table in WITHOUT_OWN_COLUMNS and (sheet is None or block.is_for(sheet))
        for block in mapping.blocks
    )


class _Beside:
    """What is on the map, and the day that it is."""

    def __init__(self, snapshot: Snapshot, today: dt.date) -> None:
        self._snapshot = snapshot
        self._names = Names(snapshot)
        self._today = today

    def gathered(self, block: Block, draft: Draft) -> Gathered:
        """Return the rows of one block as they can be checked."""
        named = [field for field, source in block.sources.items() if source.is_named]
        refusals: list[Refusal] = []
        if named:
            draft, refusals = led_to_the_map(draft, named, self._names)
        if block.events:
            steps = put_together(draft, block.events, self._names, today=self._today)
            parts = [self._told(each) for each in steps.drafts]
            return replace(steps, drafts=tuple(parts), refusals=(*refusals, *steps.refusals))
        if draft.table in WITHOUT_OWN_COLUMNS:
            draft, future = without_future(draft, self._today)
            refusals += future
        return Gathered(drafts=(self._told(draft),), refusals=tuple(refusals))

    def _told(self, draft: Draft) -> Draft:
        if draft.table == "Referral":
            draft = told_whole(draft, self._snapshot.label_of)
        return packed(draft)
