"""Polars, on all cores."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from tests.bench.flow_engines.engine import (
    CLOSED,
    FLOWS,
    FUNNEL,
    OPEN,
    OVER,
    WAITS,
    FlowEngine,
    flows_answer,
    funnel_answer,
    waits_answer,
)
from tests.bench.flow_records import ENDED, IDS, N_DIGITS

if TYPE_CHECKING:
    from pathlib import Path

_DAYS: Final = ("made", "accepted", "seen", "started", "closed")


def _read(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_ipc(folder / name).rechunk()


def _flows(rows: pl.DataFrame, suffix: str = "") -> pl.DataFrame:
    made = pl.col("made_on" if suffix else "made")
    month = made.dt.year().cast(pl.Int32) * 12 + made.dt.month()
    ends = [pl.col(f"{end}{suffix}").alias(end) for end in ("source", "target")]
    return rows.lazy().group_by(*ends, month.alias("month")).len().collect()


def _steps(rows: pl.DataFrame) -> pl.LazyFrame:
    """Return rows of words as numbers are: with short names, and endings where they are due."""
    known = {name: pl.col(f"{name}_on").alias(name) for name in _DAYS}
    is_unsaid = pl.col("closed_on").is_null() & pl.col("status").is_in(list(ENDED))
    latest = pl.max_horizontal(*(known[name] for name in _DAYS[:4]))
    closed = pl.when(is_unsaid).then(latest).otherwise(pl.col("closed_on"))
    return rows.lazy().select(
        *(known[name] for name in _DAYS[:4]),
        closed.alias("closed"),
        pl.col("episode_id").alias("episode"),
        (pl.col("status") == "completed").alias("is_completed"),
    )


def _funnel(rows: pl.LazyFrame) -> pl.DataFrame:
    stage = (
        pl.when(pl.col("is_completed"))
        .then(4)
        .when(pl.col("started").is_not_null())
        .then(3)
        .when(pl.col("seen").is_not_null())
        .then(2)
        .when(pl.col("accepted").is_not_null())
        .then(1)
        .otherwise(0)
        .cast(pl.Int8)
    )
    journeys = (
        rows.with_columns(stage.alias("stage"), pl.col("closed").is_null().alias("is_open"))
        .group_by("episode")
        .agg(pl.col("stage").max(), pl.col("is_open").max())
    )
    return journeys.group_by("stage", "is_open").len().collect()


def _waits(rows: pl.LazyFrame) -> pl.DataFrame:
    latest = rows.select(pl.max_horizontal(*(pl.col(name).max() for name in _DAYS))).collect()
    end = pl.lit(latest.item()) + pl.duration(days=1)
    seen, closed = pl.col("seen"), pl.col("closed")
    is_over = seen.is_not_null() & (seen < end)
    is_open = pl.col("is_open") | (closed >= end)
    stops = pl.when(is_over).then(seen).when(is_open).then(end).otherwise(closed)
    days = (stops - pl.col("made")).dt.total_days().clip(lower_bound=0)
    state = pl.when(is_over).then(OVER).when(is_open).then(OPEN).otherwise(CLOSED)
    journeys = rows.group_by("episode").agg(
        pl.col("made").min(),
        seen.min(),
        closed.max(),
        closed.is_null().any().alias("is_open"),
    )
    counts = journeys.select(days.alias("days"), state.alias("state"))
    return counts.group_by("days", "state").len().collect()


def _flows_answer(found: pl.DataFrame) -> Any:
    source, target = found["source"], found["target"]
    if source.dtype == pl.String:
        source, target = (
            each.str.tail(N_DIGITS).cast(pl.Int64).fill_null(-1) for each in (source, target)
        )
    return flows_answer(source, target, found["month"] - 1970 * 12 - 1, found["len"])


def _columns(found: pl.DataFrame) -> list[list[int]]:
    return [each.to_list() for each in found.get_columns()]


_OF_ROWS: Final[dict[str, Any]] = {
    FLOWS: lambda rows: _flows(rows, "_id"),
    FUNNEL: lambda rows: _funnel(_steps(rows)),
    WAITS: lambda rows: _waits(_steps(rows)),
}

ENGINE: Final = FlowEngine(
    version=f"Polars {pl.__version__}",
    read={form: partial(_read, name=f"{form}.arrow") for form in ("numbers", *IDS)},
    work={
        "numbers": {
            FLOWS: _flows,
            FUNNEL: lambda rows: _funnel(rows.lazy()),
            WAITS: lambda rows: _waits(rows.lazy()),
        },
        **dict.fromkeys(IDS, _OF_ROWS),
    },
    answer={
        FLOWS: _flows_answer,
        FUNNEL: lambda found: funnel_answer(*_columns(found)),
        WAITS: lambda found: waits_answer(*_columns(found)),
    },
)
