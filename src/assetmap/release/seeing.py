"""A place cut down to what one role may see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetmap.errors import DataError
from assetmap.model import KEPT_BY_ASSETMAP, PEOPLE, TABLES, TIES, conform, references_of
from assetmap.release.roles import PERSONS_OWN, ROLES, SEEN, Sight

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from assetmap.model import Column, Snapshot


def seen_by(snapshot: Snapshot, role: str) -> Snapshot:
    """Return what `role` may see of a place, before anything is projected or measured.

    Parameters
    ----------
    snapshot
        The whole place.
    role
        One of `ROLES`; `roles.SEEN` tells what each sees.

    Returns
    -------
    Snapshot
        With a key of its own. Rows that are not seen are gone, and so are ties to them, rows that
        cannot be without them, and what only tells of a person who is not seen; other references
        to them, and columns that are not seen, are empty. So every reference leads to a row.

    Raises
    ------
    DataError
        If there is no such role, or the snapshot was cut down for another one already.
    """
    if role not in ROLES:
        msg = f"There is no role {role!r}; the roles are {', '.join(ROLES)}."
        raise DataError(msg)
    if snapshot.role not in {"admin", role}:
        msg = f"What a {snapshot.role} sees cannot be made into what a {role} sees."
        raise DataError(msg)
    if role == "admin":
        return snapshot
    kept: dict[str, pd.DataFrame] = {}
    private = _private_locations(snapshot, role)
    # Rows refer to earlier tables and to their own, so that one pass finds whatever must go.
    for name in TABLES:
        sight = SEEN[role].get(name)
        rows = snapshot.rows.get(name)
        if sight is None or rows is None:
            continue
        if name == "Location":
            rows = rows[~rows["id"].isin(private)]
        shown = _whole(name, _cut(name, rows, sight), kept)
        if len(shown):
            kept[name] = shown
    return replace(snapshot, rows=kept, role=role)


def _seen_rows(rows: pd.DataFrame, sight: Sight) -> pd.DataFrame:
    for name, cell in sight.only_where:
        rows = rows[(rows[name] == cell).fillna(value=False).astype(bool)]
    return rows


def _cut(table: str, rows: pd.DataFrame, sight: Sight) -> pd.DataFrame:
    """Return the rows and cells of one table that are seen by themselves."""
    rows = _seen_rows(rows, sight)
    shown = conform(table, rows[[name for name in rows.columns if name in sight.columns]])
    for name in sorted(sight.by_consent):
        shown[name] = shown[name].where((rows["consent"] == "given").to_numpy())
    return shown


def _whole(table: str, rows: pd.DataFrame, kept: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return `rows` without those that need a row that is not seen, other such cells empty."""
    needed = [each for each in references_of(table) if _needs(table, each)]
    for column in needed:
        rows = rows[_leads_to_a_row(rows, column, kept)]
    rows = conform(table, rows)
    seen = {**kept, table: rows}
    for column in references_of(table):
        if column not in needed:
            rows[column.name] = rows[column.name].where(_leads_to_a_row(rows, column, seen))
    return rows


def _leads_to_a_row(
    rows: pd.DataFrame, column: Column, kept: Mapping[str, pd.DataFrame]
) -> pd.Series[bool]:
    """Tell of each row whether it refers to one that is kept, or to none."""
    ids = {row_id for label in column.to if label in kept for row_id in kept[label]["id"]}
    return rows[column.name].isna() | rows[column.name].isin(ids)


def _needs(table: str, column: Column) -> bool:
    is_end = table in TIES and column.name in {"from_id", "to_id"}
    return is_end or column.required or (table, column.name) in PERSONS_OWN


def _private_locations(snapshot: Snapshot, role: str) -> set[str]:
    """Return the locations that only what people hold leads to, whom `role` does not see.

    It may be where such a person lives.
    """
    hidden: set[str] = set()
    for name in PEOPLE:
        rows, sight = snapshot.table(name), SEEN[role].get(name)
        seen = rows.iloc[:0] if sight is None else _seen_rows(rows, sight)
        hidden |= set(rows["id"]) - set(seen["id"])
    assets = snapshot.table("Asset")
    is_theirs = assets["holder_id"].isin(hidden)
    elsewhere = set(assets["location_id"][~is_theirs])
    for table in TABLES:
        for column in references_of(table):
            if "Location" in column.to and table not in {"Asset", *KEPT_BY_ASSETMAP}:
                elsewhere |= set(snapshot.table(table)[column.name])
    return set(assets["location_id"][is_theirs]) - elsewhere
