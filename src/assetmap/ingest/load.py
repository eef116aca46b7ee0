"""Files into a store: read, checked, and put in as one revision, or only looked at."""

from __future__ import annotations

import datetime as dt
import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import DataError, StaleRevisionError, UnreadableFileError
from assetmap.ingest.files import read_sheets
from assetmap.ingest.mapping import map_sheets, read_mapping
from assetmap.ingest.reading import FAULT_COLUMNS, Reading, read_drafts
from assetmap.ingest.sheet import Draft
from assetmap.model import TABLES, WITHOUT_OWN_COLUMNS, Snapshot, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pandas as pd

    from assetmap.ingest.reading import Progress
    from assetmap.ingest.sheet import Sheet
    from assetmap.store import Store

QUIET_SHEETS: Final = frozenset({"read me", "lists"})
"""Sheets of our own template that hold no rows."""

_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Loading:
    """What became of files.

    Attributes
    ----------
    read, accepted, rejected
        Rows of the files; read = accepted + rejected.
    created, updated, unchanged
        Rows of the model.
    revision
        The store's revision afterwards.
    faults
        One row a fault: file, sheet, line, field, value, reason.
    notes
        Sentences about sheets and columns that were not read.
    """

    read: int
    accepted: int
    rejected: int
    created: int
    updated: int
    unchanged: int
    revision: int
    faults: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the counts and faults as the command prints them."""
        counts = ("read", "accepted", "rejected", "created", "updated", "unchanged", "revision")
        return {
            **{name: getattr(self, name) for name in counts},
            "faults": self.faults[list(FAULT_COLUMNS)].to_dict("records"),
        }


def load_files(
    store: Store,
    paths: Sequence[Path],
    *,
    mapping: Path | None = None,
    is_dry_run: bool = False,
    actor: str = "somebody at this machine",
    tell: Progress = lambda _step, _done, _all: None,
) -> Loading:
    """Put the rows of files into `store` as one revision, and say what became of each.

    Parameters
    ----------
    store
        Where to.
    paths
        Files or folders: our workbook, our CSVs, or with a mapping any list.
    mapping
        A TOML file that says what the columns mean.
    is_dry_run
        Whether to stop before anything is written.
    actor
        Who loads, for the history; its note names the files.
    tell
        Called with a step in words, the rows done, and all rows, for a progress bar.

    Raises
    ------
    UnreadableFileError
        If a file cannot be read, or no sheet of any has columns of ours.
    MappingError
        If the mapping cannot be used.
    StoreError
        If the store cannot take the change; nothing is written then.
    """
    with _uncollected():
        drafts, notes = _drafts(paths, mapping)
    note = "load: " + ", ".join(sorted({path.name or str(path) for path in paths}))
    for tries_left in reversed(range(_TRIES)):
        snapshot = store.snapshot()
        with _uncollected():
            reading = read_drafts(drafts, snapshot, today=_today(), tell=tell)
        if is_dry_run:
            return _loading(reading, snapshot.revision, notes)
        tell("Writing", reading.n_read, reading.n_read)
        try:
            with _uncollected():
                revision = store.apply(
                    reading.accepted, based_on=snapshot.revision, actor=actor, note=note
                )
        except StaleRevisionError:
            # Somebody else wrote meanwhile: look at the files again beside what is there now.
            if not tries_left:
                raise
        else:
            return _loading(reading, revision, notes)
    raise AssertionError


def check_files(
    paths: Sequence[Path], *, mapping: Path | None = None, snapshot: Snapshot | None = None
) -> Loading:
    """Say what would become of the rows of files beside `snapshot`, and write nothing.

    Raises
    ------
    UnreadableFileError, MappingError
        As `load_files`.
    """
    before = Snapshot() if snapshot is None else snapshot
    drafts, notes = _drafts(paths, mapping)
    return _loading(read_drafts(drafts, before, today=_today()), before.revision, notes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold back Python's search for cycles: rows are made by the million and hold none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def _loading(reading: Reading, revision: int, notes: tuple[str, ...]) -> Loading:
    return Loading(
        read=reading.n_read,
        accepted=reading.n_accepted,
        rejected=reading.n_rejected,
        created=reading.n_created,
        updated=reading.n_updated,
        unchanged=reading.n_unchanged,
        revision=revision,
        faults=reading.rejected,
        notes=notes,
    )


def _drafts(paths: Sequence[Path], mapping: Path | None) -> tuple[list[Draft], tuple[str, ...]]:
    sheets = read_sheets(paths)
    if mapping is not None:
        return map_sheets(read_mapping(mapping), sheets)
    drafts: list[Draft] = []
    notes: list[str] = []
    for sheet in sheets:
        draft = _own_draft(sheet, notes)
        if draft is not None:
            drafts.append(draft)
    if not drafts:
        names = ", ".join(str(path) for path in paths)
        reason = (
            "no sheet has the name and columns of a table of assetmap's. Fill in the template "
            "(assetmap template my-place.xlsx), or say what the columns mean with --mapping."
        )
        raise UnreadableFileError(names, reason)
    return drafts, tuple(notes)


def _own_draft(sheet: Sheet, notes: list[str]) -> Draft | None:
    """Return the rows of one of our own sheets, and note what is not read."""
    where = f"{sheet.file}, sheet {sheet.sheet!r}"
    table = next((name for name in TABLES if name.casefold() == sheet.sheet.casefold()), None)
    if table is None:
        if sheet.sheet.casefold() not in QUIET_SHEETS:
            notes.append(f"{where} was not read: no table of assetmap's is called so.")
        return None
    columns = _own_columns(sheet, table, where, notes)
    if all(name.startswith("x_") for name in columns):
        notes.append(f"{where} was not read: it has none of the columns of {table}.")
        return None
    return Draft(table, sheet.file, sheet.sheet, columns, sheet.lines)


def _own_columns(
    sheet: Sheet, table: str, where: str, notes: list[str]
) -> dict[str, Sequence[str]]:
    fields = {each.name for each in columns_of(table)}
    columns: dict[str, Sequence[str]] = {}
    for heading, cells in sheet.columns.items():
        name = heading.strip().casefold().replace(" ", "_")
        is_own = name.startswith("x_") and name.isidentifier()
        if is_own and table in WITHOUT_OWN_COLUMNS:
            msg = (
                f"{where}: the column {heading!r} is refused, and nothing was loaded: rows about "
                "a person's journey hold only what the model names. Take the column out."
            )
            raise DataError(msg)
        if name in columns:
            notes.append(f"{where}: the column {heading!r} was not read; {name} stands twice.")
        elif is_own or name in fields:
            columns[name] = cells
        elif any(cell.strip() for cell in cells):
            notes.append(
                f"{where}: the column {heading!r} was not read; {table} has none of that name. "
                "Begin its name with x_ to keep it as your own."
            )
    return columns
