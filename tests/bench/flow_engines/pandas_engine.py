"""pandas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from pyarrow import feather
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

_FAR: Final = pd.Timestamp("2200-01-01")
_DAYS: Final = ("made", "accepted", "seen", "started", "closed")


def _read(folder: Path, name: str) -> pd.DataFrame:
    path = str(folder / name)
    rows: pd.DataFrame = feather.read_feather(path, memory_map=False, date_as_object=False)
    dates = [each for each in map(str, rows) if each.removesuffix("_on") in _DAYS]
    return rows.astype(dict.fromkeys(dates, "datetime64[s]"))


def _month(made: pd.Series[Any]) -> Any:
    return made.to_numpy().astype("datetime64[M]").astype(np.int64)


def _flows(rows: pd.DataFrame, suffix: str = "") -> pd.Series[int]:
    ends = [rows[f"{end}{suffix}"] for end in ("source", "target")]
    days = rows["made_on" if suffix else "made"]
    return rows.groupby([*ends, _month(days)], sort=False, dropna=False).size()


def _steps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of words as numbers are: with short names, and endings where they are due."""
    known = [rows[f"{name}_on"] for name in _DAYS]
    is_unsaid = known[4].isna() & rows["status"].isin(ENDED)
    closed = known[4].where(~is_unsaid, pd.concat(known[:4], axis=1).max(axis=1))
    columns = dict(zip(_DAYS, [*known[:4], closed], strict=True))
    return pd.DataFrame(
        columns | {"episode": rows["episode_id"], "is_completed": rows["status"] == "completed"}
    )


def _funnel(rows: pd.DataFrame) -> pd.Series[int]:
    stage = np.zeros(len(rows), np.int8)
    for number, name in enumerate(("accepted", "seen", "started"), start=1):
        stage[rows[name].notna().to_numpy()] = number
    stage[rows["is_completed"].to_numpy()] = 4
    steps = pd.DataFrame({"stage": stage, "is_open": rows["closed"].isna()})
    journeys = steps.groupby(rows["episode"], sort=False).max()
    return journeys.value_counts()


def _waits(rows: pd.DataFrame) -> pd.Series[int]:
    end = max(rows[name].max() for name in _DAYS) + pd.Timedelta(days=1)
    by = rows.assign(closed=rows["closed"].fillna(_FAR)).groupby("episode", sort=False)
    first, closed = by[["made", "seen"]].min(), by["closed"].max()
    is_over = first["seen"] < end
    stops = first["seen"].where(is_over, closed.clip(upper=end))
    days = (stops - first["made"]).dt.days.clip(lower=0)
    state = np.where(is_over, OVER, np.where(closed >= end, OPEN, CLOSED))
    return pd.DataFrame({"days": days, "state": state}).value_counts()


def _flows_answer(found: pd.Series[int]) -> Any:
    source, target, month = (found.index.get_level_values(level) for level in range(3))
    if pd.api.types.is_numeric_dtype(source):
        return flows_answer(source, target, month, found)
    ends = (source.to_series(), target.to_series())
    numbers = [each.str[-N_DIGITS:].astype("float64").fillna(-1) for each in ends]
    return flows_answer(numbers[0], numbers[1], month, found)


def _levels(found: pd.Series[int]) -> tuple[Any, Any, Any]:
    return found.index.get_level_values(0), found.index.get_level_values(1), found


_OF_ROWS: Final[dict[str, Any]] = {
    FLOWS: lambda rows: _flows(rows, "_id"),
    FUNNEL: lambda rows: _funnel(_steps(rows)),
    WAITS: lambda rows: _waits(_steps(rows)),
}

ENGINE: Final = FlowEngine(
    version=f"pandas {pd.__version__}",
    read={form: partial(_read, name=f"{form}.arrow") for form in ("numbers", *IDS)},
    work={
        "numbers": {FLOWS: _flows, FUNNEL: _funnel, WAITS: _waits},
        **dict.fromkeys(IDS, _OF_ROWS),
    },
    answer={
        FLOWS: _flows_answer,
        FUNNEL: lambda found: funnel_answer(*_levels(found)),
        WAITS: lambda found: waits_answer(*_levels(found)),
    },
)
