"""A place put into another store, in parts, so that what was broken off can go on.

Each part is one change of the store that takes it, and its note says what it is a part of. So a
store tells by its history whether it holds nothing but the same copy, begun or done, and the copy
may go on: rows that are there already are passed over, and rows that are otherwise there, because
the place has changed since, are first forgotten there, so that nothing of them is left in the
history of the copy either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.errors import NotEmptyStoreError, SamePlaceError, UnequalCopyError
from assetmap.store.content_hash import hash_of_digests, table_digests
from assetmap.store.copy_parts import PART_ROWS, cut, missing_rows, stale_ids
from assetmap.store.forgetting import is_forgotten_note
from assetmap.store.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from assetmap.model import Changes, Snapshot
    from assetmap.store.archive_reading import Archive
    from assetmap.store.protocol import Store

    Progress = Callable[[str, int, int], None]

_ACTOR: Final = "assetmap"
_ALL: Final = 1_000_000_000
_COPY_OF, _AS, _SEES_IT = "copy of the place ", " as ", " sees it"


def _untold(_step: str, _done: int, _all: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a copy: done, and found to be the same.

    Attributes
    ----------
    n_rows
        Rows that both hold.
    n_written
        How many of them were not there before.
    n_forgotten
        Rows that were there otherwise, or too much, because the place has changed since an
        earlier copy.
    revision
        The revision that the store which took them is at.
    content_hash
        The digest of what it holds, computed from what it gives back.
    """

    n_rows: int
    n_written: int
    n_forgotten: int
    revision: int
    content_hash: str


def copy_place(
    snapshot: Snapshot, target: Store, *, part_rows: int = PART_ROWS, tell: Progress = _untold
) -> Copied:
    """Make `target` a copy of a place, as far as `snapshot` was cut down for its reader.

    Parameters
    ----------
    snapshot
        What is copied; its `role` is part of what the copy is known by.
    target, part_rows, tell
        As for `put_rows`. An earlier copy of the same place for the same role is brought up to
        date.

    Raises
    ------
    SamePlaceError
        If `target` is the place that `snapshot` was read from.
    NotEmptyStoreError, UnequalCopyError, StoreError
        As `put_rows`.
    """
    if target.store_id == snapshot.store_id:
        raise SamePlaceError(target.address)
    mark = f"{_COPY_OF}{snapshot.store_id}{_AS}{snapshot.role}{_SEES_IT}"
    return put_rows(snapshot, target, mark=mark, part_rows=part_rows, tell=tell)


def copied_for(store: Store) -> str | None:
    """Return the role for which a store is a copy of a place, by its history; None if it is none.

    Parameters
    ----------
    store
        Any, also one into which more was put after the copy.
    """
    for each in store.history(limit=_ALL):
        if each.actor == _ACTOR and each.note.startswith(_COPY_OF) and _SEES_IT in each.note:
            return each.note.split(_SEES_IT)[0].rpartition(_AS)[2]
    return None


def restore_place(
    archive: Archive, target: Store, *, part_rows: int = PART_ROWS, tell: Progress = _untold
) -> Copied:
    """Put a backup into `target`, which holds nothing, or a part of the same backup.

    Raises
    ------
    NotEmptyStoreError, UnequalCopyError, StoreError
        As `put_rows`.
    """
    mark = f"restore of the backup with the hash {archive.content_hash}"
    return put_rows(archive.snapshot, target, mark=mark, part_rows=part_rows, tell=tell)


def put_rows(
    snapshot: Snapshot,
    target: Store,
    *,
    mark: str,
    part_rows: int = PART_ROWS,
    tell: Progress = _untold,
) -> Copied:
    """Make `target` hold the rows of `snapshot` and no others, and compare both.

    Parameters
    ----------
    snapshot
        What is put in.
    target
        A store that nothing was ever put into, or one that holds nothing but what was put in
        under the same `mark`: a part, or an earlier state.
    mark
        Words that tell this from everything else that is put into stores, for the history.
    part_rows
        About how many rows go in at one time, at least 1.
    tell
        Called with a step in words, the rows done, and all rows, for a progress bar.

    Returns
    -------
    Copied
        After counts by table and digests were found to be the same.

    Raises
    ------
    NotEmptyStoreError
        If something else was ever put into `target`; nothing is changed.
    UnequalCopyError
        If `target` holds other rows in the end.
    StoreError
        If `target` cannot take the rows. What it took stays, and the same can be begun again.

    Notes
    -----
    History is not put in. The rows of both are held in memory as columns.
    """
    _check_is_ours(target, mark)  # before anything that takes long
    with uncollected():
        tell("Looking at what is there", 0, len(snapshot))
        present = target.read()
        _check_is_ours(target, mark)  # and of what was read: somebody may have written meanwhile
        present, n_forgotten = _without_stale(snapshot.rows, present, target)
        missing = missing_rows(snapshot.rows, present.rows)
        n_missing = sum(len(rows) for rows in missing.values())
        revision, done = present.revision, len(snapshot) - n_missing
        for number, part in enumerate(cut(missing, part_rows), start=1):
            tell("Copying", done, len(snapshot))
            note = f"{mark}, revision {snapshot.revision}: part {number}"
            revision = target.apply(part, based_on=revision, actor=_ACTOR, note=note)
            done += len(part)
        tell("Comparing", done, len(snapshot))
        digest = _compared(snapshot.rows, target)
    return Copied(len(snapshot), n_missing, n_forgotten, revision, digest)


def _check_is_ours(target: Store, mark: str) -> None:
    changes = target.history(limit=_ALL)
    for each in changes:
        is_part = each.actor == _ACTOR and each.note.startswith(f"{mark}, revision ")
        # Whoever is forgotten in the place must be forgotten in the copy, by whatever way.
        if not is_part and not is_forgotten_note(each.note):
            raise NotEmptyStoreError(target.address, each.number, each.note)


def _without_stale(
    rows: Mapping[str, pd.DataFrame], present: Changes, target: Store
) -> tuple[Changes, int]:
    """Forget in `target` what `rows` have no more or otherwise; return what is left, how many."""
    stale = stale_ids(rows, present.rows)
    n_forgotten = len(stale)
    while stale:
        target.forget(stale[:PART_ROWS], actor=_ACTOR)
        present = target.read()
        left = {row_id for found in present.rows.values() for row_id in found["id"]}
        # Ties go with their ends, and cannot be forgotten twice.
        stale = [row_id for row_id in stale[PART_ROWS:] if row_id in left]
    return present, n_forgotten


def _compared(rows: Mapping[str, pd.DataFrame], target: Store) -> str:
    """Return the digest of what `target` really holds.

    Raises
    ------
    UnequalCopyError
        If that are not `rows`.
    """
    found = target.read().rows
    wanted = table_digests(rows)
    digests = table_digests(found)
    if digests != wanted:
        raise UnequalCopyError(target.address, _differences(rows, found, wanted, digests))
    return hash_of_digests(digests)


def _differences(
    rows: Mapping[str, pd.DataFrame],
    found: Mapping[str, pd.DataFrame],
    wanted: Mapping[str, str],
    digests: Mapping[str, str],
) -> Sequence[str]:
    """Return what differs, a table each, in words."""
    unequal = [name for name in {**wanted, **digests} if wanted.get(name) != digests.get(name)]
    counts = {name: tuple(len(of.get(name, ())) for of in (rows, found)) for name in unequal}
    return [
        f"{name} has other cells"
        if expected == held
        else f"{name} has {held:,} rows and not {expected:,}"
        for name, (expected, held) in counts.items()
    ]
