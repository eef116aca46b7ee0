"""The sample place again and again until it has 20,000 activities: ours, and for Datasette."""

from __future__ import annotations

import contextlib
import json
import math
import sqlite3
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from tests.sample_place import sample_tables

import assetmap
from assetmap.model import Changes, conform

if TYPE_CHECKING:
    from pathlib import Path

AT_LEAST: Final = 20_000

_COPIED: Final = {
    "Organisation": ("id", "location_id"),
    "Location": ("id",),
    "Activity": ("id", "organisation_id"),
    "Session": ("id", "activity_id", "location_id"),
    "MEETS": ("id", "from_id"),
    "WELCOMES": ("id", "from_id"),
    "SERVES": ("id", "from_id"),
}
_SHARED: Final = ("Area", "Need", "Community", "Postcode")
_AWAY: Final = 0.01  # degrees that a copy of a place may lie from it
_FOUND_IN: Final = ("name", "description", "eligibility", "organisation", "places")
_BEST: Final = """
select activity.id, activity.name, activity.description, cost, eligibility, organisation, places
from found join activity on activity.rowid = found.rowid
where found match :words order by bm25(found, 3.0, 1.0, 2.0, 1.0, 1.0) limit 12
"""


def many_activities(seed: int = 2026) -> dict[str, pd.DataFrame]:
    """Return the rows of a place with 20,000 activities or a few more, by table."""
    sample = sample_tables()
    activities = set(sample["Activity"]["id"])
    serves = sample["SERVES"]
    sample["SERVES"] = serves[serves["from_id"].isin(activities)]
    n_copies = math.ceil(AT_LEAST / len(activities))
    rows = {name: sample[name] for name in _SHARED}
    for name, columns in _COPIED.items():
        rows[name] = pd.concat(
            [_copy(sample[name], columns, number) for number in range(n_copies)], ignore_index=True
        )
    chance = np.random.default_rng(seed)
    located = rows["Location"]
    for name in ("latitude", "longitude"):
        located[name] += chance.uniform(-_AWAY, _AWAY, len(located))
    return {name: conform(name, table) for name, table in rows.items()}


def write_store(rows: dict[str, pd.DataFrame], path: Path) -> None:
    """Write the rows into a new store."""
    with contextlib.closing(assetmap.open(path)) as store:
        store.apply(Changes(rows=rows), based_on=0, actor="bench", note="")
        store.snapshot()  # so that it is kept beside the store


def write_for_datasette(rows: dict[str, pd.DataFrame], folder: Path) -> list[str]:
    """Write the same activities for Datasette, with full text search of stems.

    Returns
    -------
    list
        What its command takes: the file, and the settings.
    """
    path, told = folder / "activities.db", folder / "metadata.json"
    table = _told_of(rows)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        table.to_sql("activity", connection, index=False)
        columns = ", ".join(_FOUND_IN)
        connection.execute(
            f"create virtual table found using fts5({columns}, tokenize='porter', content=activity)"
        )
        connection.execute("insert into found(found) values ('rebuild')")
        connection.commit()
    told.write_text(
        json.dumps({"databases": {"activities": {"queries": {"best": {"sql": _BEST}}}}})
    )
    settings = ["--setting", "sql_time_limit_ms", "10000", "--setting", "default_cache_ttl", "0"]
    return [str(path), "--metadata", str(told), *settings]


def _copy(table: pd.DataFrame, columns: tuple[str, ...], number: int) -> pd.DataFrame:
    return table.assign(
        **{name: table[name] + (f"-{number}" if number else "") for name in columns}
    )


def _told_of(rows: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return of each activity what is searched, as one table."""
    places = rows["Location"].set_index("id")
    names = (places["name"].fillna("") + " " + places["town"].fillna("")).to_dict()
    sessions = rows["Session"]
    met: dict[str, dict[str, None]] = {}
    for id_, place in zip(sessions["activity_id"], sessions["location_id"], strict=True):
        met.setdefault(id_, {})[names.get(place, "")] = None
    named = rows["Organisation"]
    runs = dict(zip(named["id"], named["name"], strict=True))
    told = rows["Activity"][["id", "name", "description", "cost", "eligibility"]].fillna("")
    return told.assign(
        organisation=[runs.get(id_, "") for id_ in rows["Activity"]["organisation_id"]],
        places=[" ".join(met.get(id_, ())) for id_ in told["id"]],
    )
