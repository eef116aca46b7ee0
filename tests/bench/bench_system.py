"""A care system of 60,000 nodes, 300,000 ties and a million referrals, beside plain sqlite3.

Each figure is of a process of its own, so that its memory is its own too.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

import assetmap
from assetmap.ingest import load_files
from assetmap.model import Changes, columns_of
from assetmap.store.snapshot_file import snapshot_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_N_ORGANISATIONS: Final = 15_000
_N_ACTIVITIES: Final = 24_000
_N_CHAMPIONS: Final = 20_000
_N_LINK_WORKERS: Final = 700
_N_NEEDS: Final = 300
_N_REFERRALS: Final = 1_000_000
_TIES: Final = {"PARTNERS_WITH": 120_000, "MEETS": 80_000, "TIED_TO": 100_000}
_N_CHANGED: Final = 1_000
_N_RUNS: Final = 3


def run() -> str:
    """Return a markdown table: seconds and memory of each piece of work."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder / "files")
        found = [
            {work: _measured(work, folder, number) for work in _WORKS} for number in range(_N_RUNS)
        ]
    least = {work: min(each[work]["seconds"] for each in found) for work in _WORKS}
    memory = {work: max(each[work]["mb"] for each in found) for work in _WORKS}
    title = f"{size_in_words()}, {_N_RUNS} runs"
    lines = [
        f"| {title} | least (s) | all runs (s) | most memory (MB) |",
        "| --- | ---: | --- | ---: |",
    ]
    for work, (words, _) in _WORKS.items():
        runs = ", ".join(f"{each[work]['seconds']:.2f}" for each in found)
        lines.append(f"| {words} | {least[work]:.2f} | {runs} | {memory[work]:,.0f} |")
    times = least["load"] / least["executemany"]
    lines.extend(("", f"Loading takes {times:.2f} times what plain `executemany` takes."))
    return "\n".join(lines)


def size_in_words() -> str:
    """Return how large the system is."""
    n_nodes = _N_ORGANISATIONS + _N_ACTIVITIES + _N_CHAMPIONS + _N_LINK_WORKERS + _N_NEEDS
    return f"{n_nodes:,} nodes, {sum(_TIES.values()):,} ties, {_N_REFERRALS:,} referrals"


def _measured(work: str, folder: Path, number: int) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 - this module
        [sys.executable, "-m", "tests.bench.bench_system", work, str(folder), str(number)],
        check=True,
        capture_output=True,
        text=True,
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _load(files: Path, store_path: Path) -> float:
    store = assetmap.open(str(store_path))
    started = time.perf_counter()
    result = load_files(store, [files])
    seconds = time.perf_counter() - started
    if result.rejected:
        raise AssertionError(result)
    store.close()
    return seconds


def _executemany(files: Path, store_path: Path) -> float:
    """Rows that are ready in memory into plain tables, synced."""
    tables = {path.stem: _rows(path) for path in sorted(files.glob("*.csv"))}
    started = time.perf_counter()
    connection = sqlite3.connect(store_path.with_suffix(".plain"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    with connection:
        for table, (names, rows) in tables.items():
            key = ", PRIMARY KEY (id)" if "id" in names else ""
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(f'CREATE TABLE "{table}" ({columns}{key})')
            marks = ", ".join("?" * len(names))
            connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608
    connection.close()
    return time.perf_counter() - started


def _open(files: Path, store_path: Path) -> float:
    del files
    started = time.perf_counter()
    store = assetmap.open(str(store_path), must_exist=True)
    n_referrals = len(store.snapshot().table("Referral"))
    seconds = time.perf_counter() - started
    store.close()
    if n_referrals != _N_REFERRALS:
        raise AssertionError(n_referrals)
    return seconds


def _rebuild(files: Path, store_path: Path) -> float:
    snapshot_path(store_path).unlink(missing_ok=True)
    return _open(files, store_path)


def _refresh(files: Path, store_path: Path) -> float:
    """The snapshot after another process changed rows, in a process that had the one before."""
    del files
    reader = assetmap.open(str(store_path), must_exist=True)
    before = reader.snapshot()
    rows = before.table("Referral").head(_N_CHANGED).copy()
    rows["provenance"] = "changed by the bench"
    writer = assetmap.open(str(store_path), must_exist=True)
    changes = Changes({"Referral": rows})
    writer.apply(changes, based_on=before.revision, actor="bench", note="some rows")
    writer.close()
    started = time.perf_counter()
    after = reader.snapshot()
    seconds = time.perf_counter() - started
    reader.close()
    n_changed = int((after.table("Referral")["provenance"] == "changed by the bench").sum())
    if n_changed != _N_CHANGED:
        raise AssertionError(n_changed)
    return seconds


def _rows(path: Path) -> tuple[list[str], list[list[str | None]]]:
    with path.open(newline="") as file:
        reader = csv.reader(file)
        names = next(reader)
        return names, [[cell or None for cell in row] for row in reader]


def write_files(folder: Path) -> None:
    """Write the system as CSVs into a new folder."""
    random.seed(2026)
    folder.mkdir()
    organisations = _ids(_N_ORGANISATIONS)
    activities, champions = _ids(_N_ACTIVITIES), _ids(_N_CHAMPIONS)
    workers, needs = _ids(_N_LINK_WORKERS), _ids(_N_NEEDS)
    parties = [*organisations, *activities, *champions, *workers]
    _write(folder, "Organisation", ({"id": each, "name": f"O {each}"} for each in organisations))
    _write(folder, "Need", ({"id": each, "name": f"N {each}"} for each in needs))
    for table, ids in (("Activity", activities), ("Champion", champions), ("LinkWorker", workers)):
        named = "name" if table == "Activity" else "display_name"
        rows = (
            {"id": each, named: each, "organisation_id": random.choice(organisations)}
            for each in ids
        )
        _write(folder, table, rows)
    pairs = _pairs(organisations, organisations, _TIES["PARTNERS_WITH"])
    rows = ({"from_id": a, "to_id": b, "intensity": str(random.randint(1, 4))} for a, b in pairs)
    _write(folder, "PARTNERS_WITH", rows)
    pairs = _pairs(activities, needs, _TIES["MEETS"])
    _write(folder, "MEETS", ({"from_id": a, "to_id": b} for a, b in pairs))
    pairs = _pairs(parties, parties, _TIES["TIED_TO"])
    _write(folder, "TIED_TO", ({"from_id": a, "to_id": b, "kind": "knows"} for a, b in pairs))
    _write(folder, "Referral", _referrals([*organisations, *activities], [*workers, *champions]))


def _referrals(targets: Sequence[str], sources: Sequence[str]) -> Iterator[dict[str, str]]:
    days = [f"{day:%Y-%m-%d}" for day in pd.date_range("2025-01-01", periods=700)]
    for _ in range(_N_REFERRALS):
        day = random.randrange(540)
        yield {
            "id": _new_id(),
            "episode_id": _new_id(),
            "route": "professional",
            "source_id": random.choice(sources),
            "target_id": random.choice(targets),
            "age_band": random.choice(["25-34", "45-54", "75-84"]),
            "made_on": days[day],
            "accepted_on": days[day + random.randrange(20)],
            "closed_on": days[day + 90],
            "status": "completed",
            "close_reason": "completed",
            "provenance": "bench",
            "recorded_on": "2026-07-01",
        }


def _write(folder: Path, table: str, rows: Iterator[dict[str, str]]) -> None:
    heading = [each.name for each in columns_of(table)]
    with (folder / f"{table}.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, heading, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _pairs(first: Sequence[str], second: Sequence[str], n: int) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    while len(found) < n:
        pair = (random.choice(first), random.choice(second))
        if pair[0] != pair[1]:
            found[pair] = None
    return list(found)


def _new_id() -> str:
    return str(uuid.UUID(int=random.getrandbits(128)))


def _ids(n: int) -> list[str]:
    return [_new_id() for _ in range(n)]


_WORKS: Final[dict[str, tuple[str, Callable[[Path, Path], float]]]] = {
    "load": ("assetmap: CSVs read, checked, history, synced", _load),
    "executemany": ("plain `sqlite3` `executemany`, rows ready in memory", _executemany),
    "rebuild": ("assetmap: the snapshot rebuilt from the store", _rebuild),
    "open": ("assetmap: the snapshot opened from the file beside the store", _open),
    "refresh": (f"assetmap: the snapshot after {_N_CHANGED:,} changed rows", _refresh),
}


def _main(work: str, folder: str, number: str) -> None:
    store_path = Path(folder) / f"{number}.db"
    seconds = _WORKS[work][1](Path(folder) / "files", store_path)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mb = used / 1_024 if sys.platform != "darwin" else used / 1_048_576
    print(json.dumps({"seconds": seconds, "mb": mb}))  # noqa: T201 - read by the bench


if __name__ == "__main__":
    _main(*sys.argv[1:])
