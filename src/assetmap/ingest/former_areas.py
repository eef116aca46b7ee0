"""Figures of areas that were drawn anew: which area of now they are a figure of, if of any.

A row of `Indicator` about an area that is not in the map is looked up in `FormerArea`; what becomes
of it by then is told in `former_figures`, and what was done stands in its provenance.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.ingest.conflicts import is_among
from assetmap.ingest.former_figures import Became, figures_of, sums_of
from assetmap.ingest.made_ids import made_ids
from assetmap.ingest.placing import ending_with
from assetmap.model import conform
from assetmap.model.figures import PART_OF, SUM_OF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from assetmap.ingest.check import Batch, Fault
    from assetmap.ingest.former_figures import FormerFigure
    from assetmap.model import Snapshot

    Mask = np.ndarray[Any, np.dtype[np.bool_]]

_DRAWN_ANEW: Final = pd.Timestamp(dt.date(2021, 3, 21))
"""Census day: small areas of England and Wales are told by those of 2021 from then on."""

_SMALL_AREA: Final = r"[EW]01\d{6}"
_HINT: Final = (
    "If it is a small area that was drawn anew in 2021, load the look-up of small areas of 2011 "
    "and 2021 too, before this list or with it."
)
_OURS: Final = f"(?:^|; )(?:{PART_OF}|{SUM_OF})"


def with_present_areas(
    batches: Mapping[str, Batch], snapshot: Snapshot, rejected: Collection[int]
) -> tuple[dict[str, Batch], list[Fault]]:
    """Return rows of files with areas of now in the place of former ones, and rows that cannot be.

    Parameters
    ----------
    batches
        Rows of the files by table.
    snapshot
        What the place holds.
    rejected
        File rows that will not go in; none is a part of a sum.
    """
    batch = batches.get("Indicator")
    if batch is None:
        return dict(batches), []
    look_up = _look_up(batches, snapshot)
    if not look_up.empty:
        batch = _of_its_own(batch)
    batches = {**batches, "Indicator": batch}
    areas = _areas(batches, snapshot)
    codes = batch.rows["area_code"]
    at = np.flatnonzero(codes.notna().to_numpy() & ~is_among(codes, areas))
    if not len(at):
        return batches, []
    became = Became(look_up, areas)
    if not became.here.size:
        return batches, list(_hints(batch, at))
    figures = figures_of(batch, at[is_among(codes.iloc[at], became.here)], became)
    reasons = {each.at: each.reason for each in figures if each.reason}
    bad = {*rejected, *batch.row_of[list(reasons)].tolist()}
    sums, more = sums_of([each for each in figures if each.way == SUM_OF], became, bad)
    reasons |= more
    faults = _faults(batch, reasons)
    gone = {fault.row for fault in faults}
    led = [
        each if each.at not in sums else replace(each, value=sums[each.at])
        for each in figures
        if each.row not in gone and (each.way != SUM_OF or each.at in sums)
    ]
    made = _led(batch, [each for each in led if each.area_code in areas], became, snapshot)
    # A row that is rejected later takes the sums that it is in with it.
    made = replace(made, is_completed=made.is_completed or bool(sums))
    return {**batches, "Indicator": made}, faults


def former_area_note(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return how many of some rows of `Indicator` were worked out here, as a sentence, if any."""
    said = rows["provenance"].fillna("")
    kinds = {PART_OF: "of the larger area of before", SUM_OF: "added up from areas of before"}
    counts = {
        words: int(said.str.contains(mark, regex=False).sum()) for mark, words in kinds.items()
    }
    told = [f"{number:,} {words}" for words, number in counts.items() if number]
    if not told:
        return ()
    end = "the provenance says which."
    return (f"Figures of areas that were drawn anew: {' and '.join(told)}; {end}",)


def _of_its_own(batch: Batch) -> Batch:
    """Return the batch in which no figure is said to be a former area's that a file tells now."""
    said = batch.rows["provenance"].fillna("")
    is_said = said.str.contains(_OURS, regex=True).to_numpy(dtype=bool)
    if not is_said.any():
        return batch
    is_told = np.array(["provenance" in draft.columns for draft in batch.drafts])
    files = pd.Series([draft.file for draft in batch.drafts], dtype="str")
    now = files.take(batch.draft_of).set_axis(batch.rows.index)
    rows = batch.rows.copy(deep=False)
    rows["provenance"] = said.where(~is_said | is_told[batch.draft_of], now)
    return replace(batch, rows=rows)


def _areas(batches: Mapping[str, Batch], snapshot: Snapshot) -> pd.Index[Any]:
    parts = [snapshot.table("Area")["id"]]
    if "Area" in batches:
        parts.append(batches["Area"].rows["id"].dropna())
    known: pd.Index[Any] = pd.Index(pd.concat(parts).unique(), dtype=object)
    return known


def _look_up(batches: Mapping[str, Batch], snapshot: Snapshot) -> pd.DataFrame:
    rows = snapshot.table("FormerArea")
    if "FormerArea" in batches:
        rows = pd.concat([batches["FormerArea"].rows, rows])
    rows = rows.dropna(subset=["former_code", "area_code", "change"])
    return rows.drop_duplicates(["former_code", "area_code"])


def _faults(batch: Batch, reasons: Mapping[int, str]) -> list[Fault]:
    """Return each reason once for each row of a file."""
    once = {(int(batch.row_of[at]), why): at for at, why in reversed(list(reasons.items()))}
    return [batch.fault(at, "area_code", why) for (_, why), at in sorted(once.items())]


def _led(
    batch: Batch, figures: Sequence[FormerFigure], became: Became, snapshot: Snapshot
) -> Batch:
    """Return the batch in which rows of former areas have become rows of those of now."""
    if not figures:
        return batch
    moved = np.array([each.at for each in figures], dtype=np.int64)
    stays = np.setdiff1d(np.arange(len(batch.rows)), moved)
    positions = np.concatenate([stays, moved])
    order = np.argsort(positions, kind="stable")
    rows = batch.rows.iloc[moved].reset_index(drop=True)
    was_made = (rows["id"] == made_ids(batch.table, rows)).to_numpy()
    is_changed = np.array([each.way != "" for each in figures])
    rows["area_code"] = pd.Series([each.area_code for each in figures], dtype="str")
    rows["value"] = [each.value for each in figures]
    own = rows["provenance"].fillna("")
    rows["provenance"] = [_said(*each, became) for each in zip(own, figures, strict=True)]
    ids = made_ids(batch.table, rows)
    rows["id"] = rows["id"].where(~(was_made | is_changed), ids)
    untold = _untold(batch, moved)
    rows = _as_stored(rows, is_changed, untold, snapshot.table(batch.table))
    whole = pd.concat([batch.rows.iloc[stays], rows], ignore_index=True).iloc[order]
    return replace(
        batch,
        rows=conform(batch.table, whole.reset_index(drop=True)),
        draft_of=batch.draft_of[positions][order],
        position_of=batch.position_of[positions][order],
        row_of=batch.row_of[positions][order],
        is_echo=None if batch.is_echo is None else batch.is_echo[positions][order],
    )


def _said(own: str, figure: FormerFigure, became: Became) -> str:
    if figure.way == PART_OF:
        return ending_with(own, f"{PART_OF}{figure.former}")
    parts = ", ".join(became.parts_of[figure.area_code])
    return ending_with(own, f"{SUM_OF}{parts}") if figure.way else own


def _untold(batch: Batch, moved: np.ndarray[Any, np.dtype[np.int64]]) -> dict[str, Mask]:
    """Return for each column which of some rows no file tells it of."""
    told = [draft.columns.keys() for draft in batch.drafts]
    drafts = batch.draft_of[moved]
    return {
        str(name): np.array([name not in told[draft] for draft in drafts], dtype=bool)
        for name in batch.rows
        if name != "id"
    }


def _as_stored(
    rows: pd.DataFrame, is_changed: Mask, untold: Mapping[str, Mask], stored: pd.DataFrame
) -> pd.DataFrame:
    """Return rows that keep what the store knows: all of a figure of the area's own."""
    known = stored.set_index("id")
    is_known = rows["id"].isin(known.index).to_numpy()
    if not is_known.any():
        return rows
    before = known.reindex(rows["id"]).set_axis(rows.index)
    is_own = ~before["provenance"].fillna("").str.contains(_OURS, regex=True).to_numpy()
    for name in known.columns:
        if name not in rows:
            rows[name] = pd.Series(index=rows.index, dtype=known[name].dtype)
        keeps = is_known & (untold.get(name, np.True_) | (is_changed & is_own))
        rows[name] = rows[name].where(~keeps, before[name])
    return rows


def _hints(batch: Batch, at: np.ndarray[Any, np.dtype[np.int64]]) -> Iterator[Fault]:
    """Give rows about small areas that are perhaps no more, in a place without the look-up."""
    rows = batch.rows.iloc[at]
    is_old = rows["area_code"].str.fullmatch(_SMALL_AREA).fillna(value=False).astype(bool)
    is_old &= rows["measured_on"] < _DRAWN_ANEW
    codes = rows["area_code"][is_old]
    for row, code in zip(at[is_old.to_numpy()].tolist(), codes, strict=True):
        reason = f"No Area {code!r} is in the map, or in these files and accepted. {_HINT}"
        yield batch.fault(row, "area_code", reason)
