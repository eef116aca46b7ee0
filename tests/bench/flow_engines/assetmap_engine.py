"""assetmap: rows are a snapshot's, numbers its `Steps`."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from tests.bench.flow_engines.engine import FLOWS, FUNNEL, WAITS, FlowEngine, flows_answer
from tests.bench.flow_records import COLUMNS, IDS, N_DIGITS, STORE_ID

from assetmap.measures.flows.funnel import funnel
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.pairs import monthly_flows
from assetmap.measures.flows.steps import Steps, frozen, steps_of
from assetmap.measures.flows.waits import Waits, waits
from assetmap.store.snapshot_file import read_kept

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.model import Snapshot

BUILDING: Final = "numbers made of the rows"


def _snapshot(folder: Path, form: str) -> Snapshot:
    kept = read_kept(folder / f"{form}.store.arrow", STORE_ID)
    if kept is None:
        raise AssertionError(folder)
    return kept.snapshot


def _steps(folder: Path) -> Steps:
    with (folder / "steps.pickle").open("rb") as file:
        columns: dict[str, Any] = pickle.load(file)  # noqa: S301 - the bench's own
    for each in columns.values():
        if isinstance(each, np.ndarray):
            frozen(each)  # as `steps_of` gives them: loops are compiled for those
    return Steps(len(columns["made"]), columns)


def _flows(rows: pd.DataFrame) -> Any:
    months = pd.PeriodIndex(rows["month"].cat.categories, freq="M").astype("int64")
    source, target = (_numbers(rows[name].cat) for name in ("source_id", "target_id"))
    return flows_answer(source, target, months[rows["month"].cat.codes.to_numpy()], rows["n"])


def _numbers(ids: Any) -> Any:
    """Return the numbers in ids, -1 for none."""
    return np.array([*(int(name[-N_DIGITS:]) for name in ids.categories), -1])[ids.codes]


def _waits(found: Waits) -> Any:
    curve = found.curve[found.curve["share_still_waiting"] < 1]
    return {
        "n": found.n,
        "n_open": found.n_open,
        "median": found.median_days,
        "days": curve["days"].tolist(),
        "share": curve["share_still_waiting"].tolist(),
    }


def _afresh(work: Any) -> Any:
    return lambda snapshot: work(steps_of(replace(snapshot)))


def _all_columns(steps: Steps) -> list[Any]:
    """Return what all the work asks for: columns are worked out when they are."""
    return [steps.column(name) for name in COLUMNS]


_WORK: Final[dict[str, Any]] = {
    FLOWS: monthly_flows,
    FUNNEL: lambda steps: funnel(journeys_of(steps)),
    WAITS: lambda steps: waits(journeys_of(steps)),
}

_OF_ROWS: Final = {BUILDING: _afresh(_all_columns)} | {
    name: _afresh(work) for name, work in _WORK.items()
}

ENGINE: Final = FlowEngine(
    version=f"assetmap {version('assetmap')}",
    read={"numbers": _steps} | {form: partial(_snapshot, form=form) for form in IDS},
    work={"numbers": _WORK, **dict.fromkeys(IDS, _OF_ROWS)},
    answer={
        FLOWS: _flows,
        FUNNEL: lambda rows: {
            "n": rows["n"].tolist(),
            "lost": rows["n_lost"].tolist(),
            "open": rows["n_open"].tolist(),
        },
        WAITS: _waits,
    },
)
