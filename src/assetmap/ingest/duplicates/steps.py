"""What a person does about duplicates in a store: join, join all sure ones, keep apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.ingest.duplicates.joining import join, join_groups, keep_apart, refer_to_each_other
from assetmap.ingest.duplicates.pairs import find_duplicates
from assetmap.model import Snapshot
from assetmap.model.changes import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetmap.model import Changes
    from assetmap.store import Store

_MOST_NAMED: Final = 3
_MOST_COUNTED: Final = 3_000


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining did.

    Attributes
    ----------
    revision
        The store's revision afterwards; undoing it parts the rows again.
    n_gone
        How many rows were joined into others.
    notes
        Sentences about what could not be kept as it was.
    """

    revision: int
    n_gone: int
    notes: tuple[str, ...] = ()


def join_rows(store: Store, kept_id: str, other_ids: Sequence[str], *, actor: str) -> Joined:
    """Join `other_ids` into `kept_id`, as one revision.

    Raises
    ------
    UnknownNodeError, DataError
        As `join`.
    StoreError
        If the store cannot take the change; nothing is joined then.
    """
    snapshot = store.snapshot()
    joining = join(snapshot, kept_id, other_ids, today=_today())
    note = f"duplicates: joined {_named(snapshot, other_ids)} into {_named(snapshot, [kept_id])}"
    revision = store.apply(joining.changes, based_on=snapshot.revision, actor=actor, note=note)
    return Joined(revision, len(other_ids), joining.notes)


def join_sure(store: Store, *, actor: str) -> Joined:
    """Join all groups that are sure, as one revision; without any, nothing changes.

    Groups of which one referred somebody to another are left as they are, and named in the notes.

    Raises
    ------
    StoreError
        If the store cannot take the change; nothing is joined then.
    """
    snapshot = store.snapshot()
    groups: dict[str, Sequence[str]] = {}
    notes: list[str] = []
    for group in find_duplicates(snapshot).sure:
        if refer_to_each_other(snapshot, group.ids):
            notes.append(f"Left apart, since one refers to another: {_named(snapshot, group.ids)}.")
        else:
            groups[group.kept_id] = group.other_ids
    if not groups:
        return Joined(snapshot.revision, 0, tuple(notes))
    joining = join_groups(snapshot, groups, today=_today())
    n_gone = sum(map(len, groups.values()))
    note = f"duplicates: joined {n_gone} organisations into {_named(snapshot, groups)}"
    revision = store.apply(joining.changes, based_on=snapshot.revision, actor=actor, note=note)
    return Joined(revision, n_gone, (*notes, *joining.notes))


def say_not_same(store: Store, id_: str, other_id: str, *, actor: str) -> int:
    """Write down that two organisations are not the same, and return the revision.

    Raises
    ------
    UnknownNodeError, DataError
        As `keep_apart`.
    StoreError
        If the store cannot take the change.
    """
    snapshot = store.snapshot()
    changes = keep_apart(snapshot, id_, other_id, today=_today())
    names = [_named(snapshot, [snapshot.current_id(each)]) for each in (id_, other_id)]
    note = f"duplicates: {names[0]} and {names[1]} are not the same"
    return store.apply(changes, based_on=snapshot.revision, actor=actor, note=note)


def n_new_duplicates(before: Snapshot, loaded: Changes) -> int | None:
    """Return how many groups and pairs of duplicates have an organisation that was loaded.

    Parameters
    ----------
    before
        The place as it was.
    loaded
        What went in.

    Returns
    -------
    int or None
        None if the place has so many organisations that counting would keep a person waiting.
    """
    if "Organisation" not in loaded.rows:
        return 0
    compared = ("Organisation", "Location", "NotSame")
    rows = {name: merged(name, before.table(name), loaded) for name in compared}
    if len(rows["Organisation"]) > _MOST_COUNTED:
        return None
    return len(
        find_duplicates(Snapshot(rows=rows), among=frozenset(loaded.rows["Organisation"]["id"]))
    )


def _named(snapshot: Snapshot, ids: Iterable[str]) -> str:
    listed = list(ids)
    names = [repr(snapshot.name_of.get(each, each)) for each in listed[:_MOST_NAMED]]
    rest = len(listed) - len(names)
    return ", ".join([*names, *([f"{rest} more"] if rest else [])])


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
