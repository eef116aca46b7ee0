"""Kill a writer at random moments and look at what is left in the store.

A child of a warmed parent writes change after change and says through a pipe which of them the
store has acknowledged; it is killed by `kill -9` after a random wait, or at a random step of
SQLite's own machine. Then the store must open, be whole, hold every acknowledged change, and hold
nothing of a change that is not there in full.

Run it by path: `python tests/soak/kill_store.py --points 1000 --result docs/soak/kill_store.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from unittest.mock import patch

import pandas as pd

import assetmap
from assetmap.model import Changes
from assetmap.store.snapshot_file import snapshot_path

if TYPE_CHECKING:
    from assetmap.store import Store

POINTS_A_STORE = 25  # then a new one is begun, so that beginnings are hit as well
LONGEST_WAIT_S = 0.4
MOST_STEPS = 60_000
N_TIES = 3

State = dict[str, int]
"""Number of the change that wrote each organisation which is there."""


def changes_of(number: int) -> Changes:
    """Return the change that leads to revision `number`: several tables, old rows and new."""
    name = f"org {number}"
    written = f"written by {number}"
    return Changes(
        {
            "Organisation": pd.DataFrame(
                {"id": [name, "always"], "name": [f"secret {number} end", written]}
            ),
            "Need": pd.DataFrame({"id": ["always"], "name": [written]}),
            "PARTNERS_WITH": pd.DataFrame(
                {
                    "id": [f"tie {number} {which}" for which in range(N_TIES)],
                    "from_id": name,
                    "to_id": "always",
                }
            ),
        }
    )


def make(store: Store, number: int) -> int:
    """Make the change that leads to revision `number`, and return the revision acknowledged."""
    if number % 10 == 5:
        return store.undo(number - 1, actor="child")
    if number % 10 == 0:
        return store.forget([f"org {number - 1}"], actor="child")
    return store.apply(changes_of(number), based_on=number - 1, actor="child", note=str(number))


def expected_at(revision: int) -> tuple[set[int], int]:
    """Return which organisations there are at a revision, and which change wrote last."""
    present: set[int] = set()
    written = [0]
    for number in range(1, revision + 1):
        if number % 10 == 5:
            present.discard(number - 1)
            written.append(written[-2])
        elif number % 10 == 0:
            present.discard(number - 1)
            written.append(written[-1])
        else:
            present.add(number)
            written.append(number)
    return present, written[-1]


def write_until_killed(path: Path, pipe: int, steps: int | None) -> NoReturn:
    """Write change after change, saying each acknowledged revision; never returns."""
    if steps is not None:
        _kill_after(steps)
    store = assetmap.open(path)
    while True:
        revision = make(store, store.revision() + 1)
        os.write(pipe, f"{revision}\n".encode())
        if revision % 3 == 0:
            store.snapshot()


def _kill_after(steps: int) -> None:
    left = [steps]

    def step() -> int:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    connect = sqlite3.connect

    def connect_watched(*given: object, **named: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)  # type: ignore[call-overload]
        connection.set_progress_handler(step, 1)
        return connection

    patch.object(sqlite3, "connect", connect_watched).start()


def killed_writer(path: Path, seed: random.Random) -> tuple[str, list[int]]:
    """Let a child write and kill it; return by what it died and what it said was acknowledged."""
    steps = seed.randrange(MOST_STEPS) if seed.random() < 0.5 else None
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(heard)
            write_until_killed(path, said, steps)
        finally:
            os._exit(1)  # only reached by a fault, which the parent reports
    os.close(said)
    if steps is None:
        time.sleep(seed.uniform(0, LONGEST_WAIT_S))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    with open(heard, "rb") as pipe:  # noqa: PTH123  it is a number, not a path
        lines = pipe.read().decode().splitlines()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        return "fault", []
    return ("step" if steps is not None else "wait"), [int(line) for line in lines]


def faults_of(path: Path, acknowledged: list[int]) -> list[str]:
    """Return what is wrong with the store after a kill, in words."""
    with closing(assetmap.open(path)) as store:
        revision = store.revision()
        known = store.read().rows
        snapshot = store.snapshot()
        history = store.history(limit=revision + 1)
    present, written = expected_at(revision)
    faults = []
    if acknowledged and revision < acknowledged[-1]:
        faults.append(f"revision {acknowledged[-1]} was acknowledged, {revision} is there")
    if [each.number for each in history] != list(range(revision, 0, -1)):
        faults.append("the history has gaps")
    names = {f"org {number}" for number in present} | ({"always"} if written else set())
    ties = {f"tie {number} {which}" for number in present for which in range(N_TIES)}
    says = {f"written by {written}"} if written else set()
    for what, found, wanted in (
        ("organisations", _cells(known, "Organisation", "id"), names),
        ("ties", _cells(known, "PARTNERS_WITH", "id"), ties),
        ("the need's name", _cells(known, "Need", "name"), says),
    ):
        if found != wanted:
            faults.append(f"{what} at revision {revision}: {sorted(found ^ wanted)[:4]} differ")
    if any(not snapshot.table(name).equals(rows) for name, rows in known.items()):
        faults.append("the snapshot is not what the store holds")
    return [*faults, *_faults_of_file(path, present)]


def _cells(known: object, table: str, column: str) -> set[str]:
    rows = known[table] if isinstance(known, dict) and table in known else None
    return set() if rows is None else set(rows[column])


def _faults_of_file(path: Path, present: set[int]) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        (newest,) = connection.execute("SELECT max(number) FROM _revision").fetchone()
    faults = [] if said == "ok" else [f"integrity_check says {said}"]
    if broken:
        faults.append(f"foreign_key_check names {broken[:2]}")
    forgotten = [number for number in range(9, newest or 0, 10) if number not in present]
    files = [path, snapshot_path(path), path.with_name(f"{path.name}-wal")]
    content = b"".join(file.read_bytes() for file in files if file.exists())
    faults += [
        f"the name of org {number}, forgotten, is still in the files"
        for number in forgotten
        if f"secret {number} end".encode() in content
    ]
    return faults


def run(points: int, seed: int) -> dict[str, object]:
    """Kill `points` writers and return what was counted."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for point in range(points):
            path = Path(folder) / f"{point // POINTS_A_STORE}.db"
            how, acknowledged = killed_writer(path, chance)
            found = ["the writer ended by itself"] if how == "fault" else []
            if how != "fault":
                found = faults_of(path, acknowledged)
            counts[how] += 1
            counts["acknowledged"] += len(acknowledged)
            faults += [f"point {point}: {fault}" for fault in found]
    return {
        "points": points,
        "seed": seed,
        "killed_after_a_wait": counts["wait"],
        "killed_at_a_step_of_sqlite": counts["step"],
        "changes_acknowledged": counts["acknowledged"],
        "faults": faults,
    }


def main() -> int:
    """Run from the command line; the exit code is 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--result", type=Path)
    given = parser.parse_args()
    text = json.dumps(run(given.points, given.seed), indent=2) + "\n"
    sys.stdout.write(text)
    if given.result is not None:
        given.result.parent.mkdir(parents=True, exist_ok=True)
        given.result.write_text(text, encoding="utf-8")
    return 1 if json.loads(text)["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
