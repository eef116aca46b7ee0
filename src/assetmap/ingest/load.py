"""Files into a store: read, checked, and put in as one revision, or only looked at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import StaleRevisionError
from assetmap.ingest.duplicates.steps import n_new_duplicates
from assetmap.ingest.fault_table import FAULT_COLUMNS
from assetmap.ingest.reading import Reading, read_rows
from assetmap.ingest.sources import gather_sources, source_name
from assetmap.model import Snapshot
from assetmap.store.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from assetmap.ingest.reading import Progress
    from assetmap.ingest.sources import Source
    from assetmap.store import Store

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
    alike
        How many of the organisations loaded look like one that is here already, as groups and
        pairs; None if there are too many to count.
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
    alike: int | None = 0

    def as_json(self) -> dict[str, Any]:
        """Return the counts and faults as the command prints them."""
        counts = ("read", "accepted", "rejected", "created", "updated", "unchanged", "revision")
        return {
            **{name: getattr(self, name) for name in counts},
            "faults": self.faults[list(FAULT_COLUMNS)].to_dict("records"),
        }


def load_files(  # noqa: PLR0913 - each says another thing of how to load
    store: Store,
    sources: Sequence[Source],
    *,
    mapping: Path | None = None,
    leave_out: Sequence[str] = (),
    is_dry_run: bool = False,
    actor: str = "somebody at this machine",
    tell: Progress = lambda _step, _done, _all: None,
) -> Loading:
    """Put the rows of files into `store` as one revision, and say what became of each.

    Parameters
    ----------
    store
        Where to.
    sources
        Files, folders, files that were sent, or documents that were fetched (`fetching`): of a form
        that is known (`formats`), or with a mapping any list.
    mapping
        A TOML file that says what the columns mean.
    leave_out
        Columns that are not read at all.
    is_dry_run
        Whether to stop before anything is written.
    actor
        Who loads, for the history; its note names the files.
    tell
        Called with a step in words, the rows done, and all rows, for a progress bar.

    Raises
    ------
    UnreadableFileError
        If a source cannot be read, or is of no form that is known.
    MappingError
        If the mapping cannot be used.
    PersonalDataError
        If rows about people's journeys hold what may tell who was helped.
    StoreError
        If the store cannot take the change; nothing is written then.
    """
    snapshot = store.snapshot()
    with uncollected():
        gathered = gather_sources(
            sources, mapping=mapping, leave_out=leave_out, snapshot=snapshot, tell=tell
        )
    note = "load: " + ", ".join(sorted({source_name(source) for source in sources}))
    for tries_left in reversed(range(_TRIES)):
        with uncollected():
            reading = read_rows(gathered, snapshot, today=_today(), tell=tell)
        if is_dry_run:
            return _loading(reading, snapshot.revision, gathered.notes)
        tell(f"Writing {reading.n_accepted:,} rows", 0, 0)
        try:
            with uncollected():
                revision = store.apply(
                    reading.accepted, based_on=snapshot.revision, actor=actor, note=note
                )
        except StaleRevisionError:
            # Somebody else wrote meanwhile: look at the files again beside what is there now.
            if not tries_left:
                raise
            snapshot = store.snapshot()
        else:
            loading = _loading(reading, revision, gathered.notes)
            return replace(loading, alike=n_new_duplicates(snapshot, reading.accepted))
    raise AssertionError


def check_files(
    sources: Sequence[Source],
    *,
    mapping: Path | None = None,
    leave_out: Sequence[str] = (),
    snapshot: Snapshot | None = None,
) -> Loading:
    """Say what would become of the rows of files beside `snapshot`, and write nothing.

    Raises
    ------
    UnreadableFileError, MappingError, PersonalDataError
        As `load_files`.
    """
    before = Snapshot() if snapshot is None else snapshot
    with uncollected():
        gathered = gather_sources(sources, mapping=mapping, leave_out=leave_out, snapshot=before)
        reading = read_rows(gathered, before, today=_today())
    return _loading(reading, before.revision, gathered.notes)


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
        notes=(*notes, *reading.notes),
    )
