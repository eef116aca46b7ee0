"""Locations put where they are: by their postcode, and into the smallest area that is mapped.

What was worked out says so in `provenance`, after what stood there before:

| worked out | from | `provenance` then ends in |
| --- | --- | --- |
| coordinates | the postcode, where none were given | `; placed by postcode M33 7XX` |
| area | the postcode's small area or ward, if that is in the map | `; area E01006074 by postcode` |
| area | the smallest outline around the point | `; area E01006074 by outline` |

What these words name is ours to work out again when postcodes, outlines or the location change;
whatever differs from them was given by a person and stays. So the same rows in any order end in
the same map, and a file that was loaded before changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.ingest.conflicts import differing_columns, is_among
from assetmap.ingest.placing_map import PlaceMap
from assetmap.model import column_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.ingest.placing_map import Where
    from assetmap.model import Snapshot

    Mask = np.ndarray[Any, np.dtype[np.bool_]]

_SAID: Final = re.compile(
    r"(?P<own>.*?)"
    r"(?:(?:^|; )placed by postcode (?P<postcode>[A-Z0-9]{2,4} [A-Z0-9]{3}))?"
    r"(?:(?:^|; )area (?P<area>.+?) by (?P<how>postcode|outline))?",
    re.DOTALL,
)
_OURS: Final = "placed by postcode |area .+ by (?:postcode|outline)$"
_MAX_PROVENANCE: Final = column_of("Location", "provenance").max_length or 0
PLACED_BY: Final = ("Location", "Postcode", "Area")
"""Tables whose rows say where a location is."""

_WORKED_OUT: Final = ("latitude", "longitude", "area_code", "provenance")


@dataclass(frozen=True, slots=True)
class Placed:
    """Locations after placing.

    Attributes
    ----------
    rows
        Those of the files, with what was worked out; after them those of the store that change.
    n_by_postcode, n_in_area
        Locations that got coordinates, and an area, which they do not have in the store.
    """

    rows: pd.DataFrame
    n_by_postcode: int = 0
    n_in_area: int = 0

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each kind of thing that was worked out."""
        counted = {
            "Placed by postcode": self.n_by_postcode,
            "Put into the smallest mapped area": self.n_in_area,
        }
        return tuple(
            f"{words}: {number:,} location{'s' if number > 1 else ''}; what was worked out stands "
            "in provenance."
            for words, number in counted.items()
            if number
        )


def ending_with(own: str, end: str) -> str:
    """Return a provenance that ends in `end`, of which `own` is cut where both are too long."""
    room = _MAX_PROVENANCE - len(end) - len("; ")
    told = own if len(own) <= room else f"{own[: max(room - 1, 0)]}…"
    return f"{told}; {end}" if own else end


def place(accepted: Mapping[str, pd.DataFrame], snapshot: Snapshot) -> Placed | None:
    """Return the locations of files and store as they are once placed, or None if none can change.

    Parameters
    ----------
    accepted
        Of each table of `PLACED_BY`, the whole rows of the files that are accepted.
    snapshot
        What the store holds.
    """
    fresh = {name: accepted[name].drop_duplicates("id") for name in PLACED_BY}
    if all(rows.empty for rows in fresh.values()):
        return None
    stored, given = snapshot.table("Location"), fresh["Location"]
    others = stored[~is_among(stored["id"], pd.Index(given["id"], dtype=object))]
    if not _brings_more(fresh, snapshot):
        others = others.iloc[:0]
    rows = pd.concat([given, others], ignore_index=True)
    before = stored.set_index("id")["provenance"].reindex(rows["id"]).set_axis(rows.index)
    open_at = np.flatnonzero(_is_open(rows) | _is_ours(rows["provenance"]) | _is_ours(before))
    if not len(open_at):
        return None
    worked_out = _worked_out(rows.iloc[open_at], before.iloc[open_at], PlaceMap(fresh, snapshot))
    placed = rows.copy()
    for name in _WORKED_OUT:
        cells = pd.Series([each[name] for each in worked_out], open_at, dtype=rows[name].dtype)
        placed.loc[open_at, name] = cells
    moved = _differs(placed, rows)
    is_given = np.arange(len(rows)) < len(given)
    kept = placed[is_given | moved].reset_index(drop=True)
    return Placed(kept, *_counts(kept, stored))


def _brings_more(fresh: Mapping[str, pd.DataFrame], snapshot: Snapshot) -> bool:
    """Tell whether files bring a postcode or an outline that the store has not, or otherwise."""
    told = {"Postcode": ["latitude", "longitude", "lsoa_code", "ward_code"], "Area": ["boundary"]}
    for table, names in told.items():
        rows, known = fresh[table], snapshot.table(table)
        at = pd.Index(known["id"], dtype=object).get_indexer(pd.Index(rows["id"], dtype=object))
        if (at < 0).any():
            return True
        before = known[names].iloc[at]
        if any(each.any() for each in differing_columns(rows[names], before).values()):
            return True
    return False


def _is_open(rows: pd.DataFrame) -> Mask:
    """Tell of each location whether anything is missing."""
    found: Mask = (rows["area_code"].isna() | rows["latitude"].isna()).to_numpy(dtype=bool)
    return found


def _is_ours(provenance: pd.Series[str]) -> Mask:
    """Tell of each location whether anything was worked out before."""
    said = provenance.fillna("")
    found: Mask = said.str.contains(_OURS, regex=True).to_numpy(dtype=bool)
    return found


@dataclass(slots=True)
class _Row:
    """One location while it is placed: what a person gave, and what is worked out."""

    own: str
    postcode: str
    latitude: float
    longitude: float
    area_code: str | None
    placed_by: str = ""
    area_by: str = ""
    before: tuple[float, str, str] = (np.nan, "", "")

    def keep_area(self) -> None:
        """Keep the area of before where the point is the same, and nothing tells it any more."""
        latitude, area_code, area_by = self.before
        if area_code and latitude == self.latitude and self.area_code in {None, area_code}:
            self.area_code, self.area_by = area_code, area_by

    def cells(self) -> dict[str, object]:
        said = self.own
        ends = [f"placed by postcode {self.placed_by}"] if self.placed_by else []
        ends += [f"area {self.area_code} by {self.area_by}"] if self.area_by else []
        if ends:
            said = ending_with(said, "; ".join(ends))
        values = (self.latitude, self.longitude, self.area_code, said or None)
        return dict(zip(_WORKED_OUT, values, strict=True))


def _worked_out(
    rows: pd.DataFrame, said_before: pd.Series[str], map_: PlaceMap
) -> list[dict[str, object]]:
    # What is ours stands in the row's own provenance, or in that which a file has just replaced.
    said = [
        [match for text in texts if (match := _SAID.fullmatch(text))]
        for texts in zip(rows["provenance"].fillna(""), said_before.fillna(""), strict=True)
    ]
    named = {match["postcode"] for matches in said for match in matches if match["postcode"]}
    before, now = map_.postcodes({*rows["postcode"].dropna(), *named})
    cells = zip(
        *(rows[name] for name in ("postcode", "latitude", "longitude", "area_code")), strict=True
    )
    found: list[_Row] = []
    for matches, (postcode, latitude, longitude, area_code) in zip(said, cells, strict=True):
        row = _Row(
            matches[0]["own"], _text(postcode), latitude, longitude, _text(area_code) or None
        )
        for match in matches:
            _take_back(row, match, before, now)
        _put_on_its_postcode(row, now)
        found.append(row)
    _put_into_areas(found, map_, now)
    return [row.cells() for row in found]


def _take_back(
    row: _Row, match: re.Match[str], before: Mapping[str, Where], now: Mapping[str, Where]
) -> None:
    """Take back what was worked out before, as far as nobody has changed it since."""
    postcode, latitude = match["postcode"], row.latitude
    if postcode and not np.isnan(row.latitude):
        ours = [where[:2] for where in (before.get(postcode), now.get(postcode)) if where]
        if not ours:  # There is nothing to hold it against: it stays.
            row.placed_by = postcode
        elif (row.latitude, row.longitude) in ours:
            row.latitude = row.longitude = np.nan
    if match["area"] and row.area_code == match["area"]:
        row.before = latitude, match["area"], match["how"]
        row.area_code = None


def _put_on_its_postcode(row: _Row, now: Mapping[str, Where]) -> None:
    where = now.get(row.postcode)
    if where and np.isnan(row.latitude):
        row.latitude, row.longitude = where.latitude, where.longitude
        row.placed_by = row.postcode


def _put_into_areas(rows: Sequence[_Row], map_: PlaceMap, now: Mapping[str, Where]) -> None:
    waiting: list[_Row] = []
    for row in rows:
        if row.area_code is not None:
            continue
        if row.placed_by and (
            code := map_.of_postcode(now.get(row.placed_by), is_outlined_too=True)
        ):
            row.area_code, row.area_by = code, "postcode"
        else:
            waiting.append(row)
    around = map_.around([(row.latitude, row.longitude) for row in waiting])
    for row, code in zip(waiting, around, strict=True):
        # An area without an outline may hold a point that none of the outlines holds.
        by_postcode = map_.of_postcode(now.get(row.postcode), is_outlined_too=False)
        row.area_code = code or by_postcode
        row.area_by = "outline" if code else "postcode" if by_postcode else ""
        if row.postcode not in now:
            row.keep_area()


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _differs(rows: pd.DataFrame, others: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    names = list(_WORKED_OUT)
    differs = np.zeros(len(rows), dtype=bool)
    for each in differing_columns(rows[names], others[names]).values():
        differs |= each
    return differs


def _counts(rows: pd.DataFrame, stored: pd.DataFrame) -> tuple[int, int]:
    """Return how many rows were placed, and put into an area, as they are not in the store."""
    before = stored.set_index("id").reindex(rows["id"]).set_axis(rows.index)
    said = rows["provenance"].fillna("")
    differs = differing_columns(rows[list(_WORKED_OUT)], before[list(_WORKED_OUT)])
    is_placed = said.str.contains("placed by postcode ", regex=False).to_numpy()
    is_in_area = said.str.contains(_OURS.partition("|")[2], regex=True).to_numpy()
    return (
        int((is_placed & differs["latitude"]).sum()),
        int((is_in_area & differs["area_code"]).sum()),
    )
