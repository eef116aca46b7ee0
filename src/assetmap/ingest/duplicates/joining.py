"""Rows that are one put together: one stays, the others go, and all that spoke of them moves.

What becomes of each:

| what | becomes |
| --- | --- |
| the row that is kept | its own cells stay; its gaps are filled from the others, in their order |
| names and register numbers of the others | other names and numbers of the one that is kept |
| references and ties to the others | lead to the one that is kept |
| ties that become the same tie | one; the one that was there before, its gaps filled |
| a tie of the one with the other | vanishes |
| their ids | stand in `FormerId`, with those that led to them before |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.errors import DataError, UnknownNodeError
from assetmap.ingest.duplicates.joined_rows import joined_cells, records
from assetmap.ingest.duplicates.joined_ties import moved_ties
from assetmap.ingest.made_ids import made_ids
from assetmap.model import NATURAL_KEYS, TABLES, Changes, column_of, conform, references_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from assetmap.model import Snapshot

    Rows = dict[str, pd.DataFrame]

JOINABLE: Final = column_of("FormerId", "current_id").to
"""Tables whose rows may be joined."""

_PROVENANCE: Final = "assetmap duplicates"


@dataclass(frozen=True, slots=True)
class Joining:
    """What joining would do.

    Attributes
    ----------
    changes
        To be applied to the store as one revision.
    current
        By the id of each row that goes, the id of the one that is kept.
    notes
        Sentences about what could not be kept as it was.
    """

    changes: Changes
    current: Mapping[str, str]
    notes: tuple[str, ...] = ()


def join(snapshot: Snapshot, kept_id: str, other_ids: Sequence[str], *, today: dt.date) -> Joining:
    """Return the changes that make one organisation, or one location, of several.

    Parameters
    ----------
    snapshot
        The place.
    kept_id
        Which stays.
    other_ids
        Which are joined into it, at least one; ids that were joined before mean what they are
        now.
    today
        The day written on the old ids.

    Raises
    ------
    UnknownNodeError
        If there is no such row.
    DataError
        If the rows are not all organisations or all locations, or are one already, or if one of
        them referred somebody to another.
    """
    return join_groups(snapshot, {kept_id: other_ids}, today=today)


def join_groups(
    snapshot: Snapshot, groups: Mapping[str, Sequence[str]], *, today: dt.date
) -> Joining:
    """Do the same for several groups at once: the others by the one that each keeps."""
    current = _current(snapshot, groups)
    table = snapshot.label_of[next(iter(groups))]
    _refuse_referrals(snapshot, current)
    rows = {table: _kept_rows(snapshot, table, groups)}
    removed = {table: tuple(sorted(current))}
    if table == "Organisation":
        spare = _spare_locations(snapshot, rows[table], current)
        if spare:
            current = {**current, **spare}
            removed["Location"] = tuple(sorted(spare))
            rows["Location"] = _kept_rows(snapshot, "Location", _by_kept(spare))
    notes: list[str] = []
    for name in TABLES:
        columns = [each.name for each in references_of(name) if set(each.to) & set(JOINABLE)]
        moved = _moved(snapshot, name, columns, current)
        if name in rows:
            kept = rows[name].set_index("id", drop=False)
            for column in columns:
                kept[column] = kept[column].map(lambda id_: current.get(id_, id_))
            moved = moved[~moved["id"].isin([*kept.index, *removed.get(name, ())])]
            rows[name] = conform(name, pd.concat([kept, moved]))
        elif name in NATURAL_KEYS:
            changed, gone, said = moved_ties(snapshot, name, moved)
            rows[name], removed[name] = changed, gone
            notes.extend(said)
        elif len(moved):
            rows[name] = moved
    rows["FormerId"] = _former(rows.get("FormerId"), current, today)
    filled = {name: each for name, each in rows.items() if len(each)}
    gone_ids = {name: ids for name, ids in removed.items() if ids}
    return Joining(Changes(filled, gone_ids), current, tuple(notes))


def keep_apart(snapshot: Snapshot, id_: str, other_id: str, *, today: dt.date) -> Changes:
    """Return the change by which two organisations are never again taken for one.

    Raises
    ------
    UnknownNodeError
        If there is no such organisation.
    DataError
        If the two are one already.
    """
    one, other = sorted((snapshot.current_id(id_), snapshot.current_id(other_id)))
    for each in (one, other):
        if snapshot.label_of.get(each) != "Organisation":
            raise UnknownNodeError(each)
    if one == other:
        raise DataError(_one_already(id_, other_id))
    row = pd.DataFrame({"organisation_id": [one], "other_id": [other]})
    full = conform("NotSame", row)
    full["provenance"], full["recorded_on"] = _PROVENANCE, pd.Timestamp(today)
    full["id"] = made_ids("NotSame", full)
    return Changes({"NotSame": conform("NotSame", full)})


def refer_to_each_other(snapshot: Snapshot, ids: Iterable[str]) -> bool:
    """Tell whether one of `ids` referred somebody to another: then they are hardly one."""
    wanted = list(ids)
    rows = snapshot.table("Referral")
    return bool((rows["source_id"].isin(wanted) & rows["target_id"].isin(wanted)).any())


def _current(snapshot: Snapshot, groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    labels = snapshot.label_of
    current: dict[str, str] = {}
    kept_ids = set(groups)
    for kept, others in groups.items():
        for other in others:
            for id_ in (kept, other):
                if id_ not in labels:
                    raise UnknownNodeError(id_)
            _refuse_unlike(labels[kept], labels[other], kept, other)
            if other in kept_ids or other in current:
                raise DataError(_one_already(kept, other))
            current[other] = kept
    if not current:
        msg = "Nothing was named to be joined. Name the one to keep, then the others."
        raise DataError(msg)
    return current


def _refuse_unlike(label: str, other_label: str, kept: str, other: str) -> None:
    if label == other_label and label in JOINABLE:
        return
    msg = (
        f"{other!r} ({other_label}) cannot be joined into {kept!r} ({label}): two organisations "
        "can, or two locations. Nothing was changed."
    )
    raise DataError(msg)


def _one_already(one: str, other: str) -> str:
    return f"{one!r} and {other!r} are one already. Nothing was changed."


def _refuse_referrals(snapshot: Snapshot, current: Mapping[str, str]) -> None:
    rows = snapshot.table("Referral")
    ends = [
        rows[name].map(lambda id_: current.get(id_, id_)) for name in ("source_id", "target_id")
    ]
    own = rows[(ends[0] == ends[1]) & ends[0].isin(set(current.values()))]
    if len(own):
        names = snapshot.name_of
        source, target = own.iloc[0][["source_id", "target_id"]]
        msg = (
            f"People were referred from {names.get(source, source)!r} to "
            f"{names.get(target, target)!r}, so the map takes them for two; nobody refers to "
            "themselves. Nothing was changed. Mend those referrals first."
        )
        raise DataError(msg)


def _kept_rows(snapshot: Snapshot, table: str, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    wanted = {*groups, *(other for others in groups.values() for other in others)}
    rows = snapshot.table(table)
    cells = {row["id"]: row for row in records(rows[rows["id"].isin(wanted)])}
    kept = []
    for kept_id, others in groups.items():
        row = cells[kept_id]
        for other in others:
            row = joined_cells(table, row, cells[other])
        kept.append(row)
    return conform(table, pd.DataFrame(kept))


def _by_kept(current: Mapping[str, str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for other, kept in current.items():
        groups.setdefault(kept, []).append(other)
    return groups


def _spare_locations(
    snapshot: Snapshot, kept: pd.DataFrame, current: Mapping[str, str]
) -> dict[str, str]:
    """Return locations at the kept one's postcode that were only where the others are based."""
    bases = snapshot.table("Organisation").set_index("id")["location_id"].to_dict()
    postcodes = snapshot.table("Location").set_index("id")["postcode"].dropna().to_dict()
    based = dict(zip(kept["id"], kept["location_id"], strict=True))
    pairs = {
        location: based[kept_id]
        for other, kept_id in current.items()
        if isinstance(location := bases.get(other), str)
        and isinstance(based[kept_id], str)
        and location != based[kept_id]
        and location in postcodes
        and postcodes[location] == postcodes.get(based[kept_id])
    }
    going = set(current)
    for table in TABLES:
        for column in references_of(table):
            if pairs and "Location" in column.to:
                rows = snapshot.table(table)
                staying = rows[~rows["id"].isin(going)] if table == "Organisation" else rows
                for used in set(staying[column.name].dropna()) & pairs.keys():
                    if table != "FormerId":
                        del pairs[used]
    return pairs


def _moved(
    snapshot: Snapshot, table: str, columns: Sequence[str], current: Mapping[str, str]
) -> pd.DataFrame:
    """Return the rows of `table` that refer to what goes, led to what is kept."""
    rows = snapshot.table(table)
    touched = pd.Series(data=False, index=rows.index)
    for column in columns:
        touched |= rows[column].isin(list(current))
    moved = rows[touched].copy()
    for column in columns:
        moved[column] = moved[column].map(lambda id_: current.get(id_, id_))
    return conform(table, moved)


def _former(moved: pd.DataFrame | None, current: Mapping[str, str], today: dt.date) -> pd.DataFrame:
    new = conform("FormerId", pd.DataFrame({"id": list(current), "current_id": current.values()}))
    new["provenance"], new["recorded_on"] = _PROVENANCE, pd.Timestamp(today)
    parts = [new] if moved is None or moved.empty else [moved, new]
    return conform("FormerId", pd.concat(parts))
