"""Referral steps by a seed, for the bench of flows: `python -m tests.bench.flow_records FOLDER N`.

Practices refer to link workers, those on to activities near them; some people come by themselves.
The steps stand in no order. They are written as rows of words and days, as a store gives them and
as one Arrow file, once with short ids and once with UUIDs; and as whole numbers and days, of which
nothing has to be looked up any more.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import feather

from assetmap.measures.flows.steps import steps_of
from assetmap.model import Snapshot, conform
from assetmap.store.snapshot_file import Kept, packed, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    _Ids = Callable[[str, NDArray[Any]], Any]

N_STEPS: Final = 5_000_000
N_PARTIES: Final = 200_000
N_MONTHS: Final = 36
FIRST_DAY: Final = np.datetime64("2023-01-01")
NEVER: Final = np.datetime64("NaT")
STORE_ID: Final = "bench"
COLUMNS: Final = (
    *("parties", "source", "target", "episode", "n_episodes"),
    *("made", "accepted", "seen", "started", "closed", "completed"),
)
"""Of `Steps`, what the bench asks for."""
ENDED: Final = ("completed", "cancelled", "rejected")

N_DIGITS: Final = 7
"""So many at the end of an id are the number of what it stands for."""

_N_PRACTICES: Final = 8_000
_N_WORKERS: Final = 12_000
_SHARE_FIRST: Final = 0.6
_SHARE_SELF: Final = 0.2
_N_NEAR: Final = 30  # activities to which one link worker refers


def write(folder: Path, n_steps: int) -> None:
    """Write `n_steps` steps: numbers.arrow, steps.pickle; of each form of rows, rows and store."""
    numbers = _numbers(n_steps)
    _write_arrow(folder / "numbers.arrow", _with_endings(numbers))
    for form, ids in IDS.items():
        rows = _rows(numbers, ids)
        _write_arrow(folder / f"{form}.arrow", rows)
        given = rows.append_column("id", ids("r", np.arange(n_steps))).to_pandas()
        del rows
        snapshot = Snapshot(STORE_ID, 1, {"Referral": conform("Referral", given)})
        replace_file(folder / f"{form}.store.arrow", packed(Kept(snapshot, "2026-01-01")))
        if form == ROWS:
            steps = steps_of(snapshot)
            columns = {name: steps.column(name) for name in COLUMNS}
            (folder / "steps.pickle").write_bytes(pickle.dumps(columns, protocol=5))


def _write_arrow(path: Path, rows: pa.Table) -> None:
    feather.write_feather(rows, str(path), compression="uncompressed")


def _numbers(n_steps: int) -> dict[str, NDArray[Any]]:
    """Return steps as numbers: episode, source (-1 for nobody), target, status and days."""
    chance = np.random.default_rng(2026)
    n_first = int(n_steps * _SHARE_FIRST)
    of = np.concatenate([np.arange(n_first), chance.integers(0, n_first, n_steps - n_first)])
    is_first = np.arange(n_steps) < n_first
    by_size = np.sort(chance.lognormal(0, 1, _N_PRACTICES))[::-1]
    practice = chance.choice(_N_PRACTICES, n_first, p=by_size / by_size.sum())
    worker = _N_PRACTICES + (practice * 3 + chance.integers(0, 3, n_first)) % _N_WORKERS
    came_alone = chance.random(n_first) < _SHARE_SELF
    activities = _N_PRACTICES + _N_WORKERS
    near = (worker[of] * 15 + chance.integers(0, _N_NEAR, n_steps)) % (N_PARTIES - activities)
    to_worker = is_first & ~came_alone[of]
    source = np.where(is_first, np.where(came_alone[of], -1, practice[of]), worker[of])
    target = np.where(to_worker, worker[of], activities + near)
    first_on = FIRST_DAY + (1_096 * np.sqrt(chance.random(n_first))).astype("timedelta64[D]")
    made = np.where(is_first, first_on[of], first_on[of] + _days(chance, n_steps, 60))
    made = np.minimum(made, FIRST_DAY + np.timedelta64(1_095, "D"))
    accepted = made + _days(chance, n_steps, 9)
    seen = accepted + _days(chance, n_steps, 40)
    days = {
        "made": made,
        "accepted": np.where(chance.random(n_steps) < 0.85, accepted, NEVER),
        "seen": np.where(chance.random(n_steps) < 0.7, seen, NEVER),
        "started": np.where(chance.random(n_steps) < 0.5, seen + _days(chance, n_steps, 30), NEVER),
    }
    status = chance.choice(4, n_steps, p=[0.5, 0.2, 0.1, 0.2])  # of `ENDED`, or still open
    is_said = (status < len(ENDED)) & (chance.random(n_steps) < 0.97)
    days["closed"] = np.where(is_said, seen + _days(chance, n_steps, 90), NEVER)
    order = chance.permutation(n_steps)
    columns = {"episode": of, "source": source, "target": target, "status": status} | days
    return {name: values[order] for name, values in columns.items()}


def _days(chance: np.random.Generator, n: int, n_most: int) -> NDArray[np.timedelta64]:
    return chance.integers(0, n_most, n).astype("timedelta64[D]")


def _rows(numbers: dict[str, NDArray[Any]], ids: _Ids) -> pa.Table:
    """Return the steps as rows of words and days."""
    statuses = pa.array([*ENDED, "accepted"])
    routes = pa.array(["self", "professional"])
    source = numbers["source"]
    words = {
        "episode_id": ids("e", numbers["episode"]),
        "route": routes.take(pa.array((source >= 0).astype(np.int8))),
        "source_id": pc.if_else(pa.array(source >= 0), ids("p", np.maximum(source, 0)), None),
        "target_id": ids("p", numbers["target"]),
        "status": statuses.take(pa.array(numbers["status"])),
    }
    days = {
        f"{name}_on": pa.array(numbers[name], pa.date32())
        for name in ("made", "accepted", "seen", "started", "closed")
    }
    return pa.table(words | days)


def _short_ids(letter: str, numbers: NDArray[Any]) -> Any:
    """Return ids whose order is that of the numbers."""
    words = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), N_DIGITS, "0")
    return pc.binary_join_element_wise(letter, words, "").cast(pa.large_string())


def _uuids(letter: str, numbers: NDArray[Any]) -> Any:
    """Return ids of the form of a UUID, at random but for their last digits, the number."""
    chance = np.random.default_rng(ord(letter))
    n = int(numbers.max(initial=-1)) + 1
    text = np.frombuffer(b"0123456789abcdef", np.uint8)[chance.integers(0, 16, (n, 36), np.uint8)]
    text[:, [8, 13, 18, 23]] = ord("-")
    for place in range(N_DIGITS):
        text[:, 35 - place] = ord("0") + np.arange(n) // 10**place % 10
    starts = np.arange(n + 1, dtype=np.int64) * 36
    buffers = [None, pa.py_buffer(starts), pa.py_buffer(text)]
    return pa.Array.from_buffers(pa.large_string(), n, buffers).take(pa.array(numbers))


ROWS: Final = "rows"

IDS: Final[dict[str, _Ids]] = {ROWS: _short_ids, "uuids": _uuids}
"""How ids are written in each form of rows."""


def _with_endings(numbers: dict[str, NDArray[Any]]) -> pa.Table:
    """Return the steps as numbers, the ending of what is over written down."""
    known = [numbers[name] for name in ("made", "accepted", "seen", "started")]
    latest = pd.DataFrame(dict(enumerate(known))).max(axis=1).to_numpy("datetime64[D]")
    is_unsaid = (numbers["status"] < len(ENDED)) & np.isnat(numbers["closed"])
    closed = np.where(is_unsaid, latest, numbers["closed"])
    ends = {name: numbers[name].astype(np.int32) for name in ("episode", "source", "target")}
    days = {name: numbers[name] for name in ("made", "accepted", "seen", "started")}
    dates = {
        name: pa.array(each, pa.date32()) for name, each in (days | {"closed": closed}).items()
    }
    return pa.table(ends | dates | {"is_completed": numbers["status"] == 0})


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
