"""How long 100,000 referrals take to load, beside plain sqlite3 on the same rows."""

from __future__ import annotations

import csv
import datetime as dt
import random
import sqlite3
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Final

import assetmap
from assetmap.ingest import load_files
from assetmap.model import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

N_REFERRALS: Final = 100_000
_N_PARTIES: Final = 300
_N_RUNS: Final = 5
_FIRST_DAY: Final = dt.date(2025, 1, 1)


def run() -> str:
    """Return a markdown table: seconds by run, and how many times plain sqlite3's."""
    with tempfile.TemporaryDirectory() as folder:
        files = _write_files(Path(folder))
        times: dict[str, list[float]] = {}
        for number in range(_N_RUNS):
            for at, (name, work) in enumerate(_WORKS.items()):
                store = Path(folder) / f"{at}-{number}.db"
                times.setdefault(name, []).append(work(files, store))
    best = {name: min(seconds) for name, seconds in times.items()}
    peer = best[_EXECUTEMANY]
    lines = [
        f"| {N_REFERRALS:,} referrals, {_N_RUNS} runs in turn | least (s) | all runs (s) | times |",
        "| --- | ---: | --- | ---: |",
        *(
            f"| {name} | {best[name]:.2f} | {', '.join(f'{each:.2f}' for each in seconds)} "
            f"| {best[name] / peer:.2f} |"
            for name, seconds in times.items()
        ),
    ]
    return "\n".join(lines)


def _write_files(folder: Path) -> Path:
    random.seed(2026)
    parties = [str(uuid.UUID(int=random.getrandbits(128))) for _ in range(_N_PARTIES)]
    files = folder / "files"
    files.mkdir()
    with (files / "Organisation.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("id", "name"), *((each, f"Party {each}") for each in parties)])
    heading = [each.name for each in columns_of("Referral")]
    with (files / "Referral.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, heading, restval="")
        writer.writeheader()
        writer.writerows(_referral(parties) for _ in range(N_REFERRALS))
    return files


def _referral(parties: Sequence[str]) -> dict[str, str]:
    source, target = random.sample(parties, 2)
    made_on = _FIRST_DAY + dt.timedelta(days=random.randrange(540))
    return {
        "id": str(uuid.UUID(int=random.getrandbits(128))),
        "episode_id": str(uuid.UUID(int=random.getrandbits(128))),
        "route": "professional",
        "source_id": source,
        "target_id": target,
        "age_band": random.choice(["25-34", "45-54", "75-84"]),
        "made_on": made_on.isoformat(),
        "accepted_on": (made_on + dt.timedelta(days=random.randrange(20))).isoformat(),
        "closed_on": (made_on + dt.timedelta(days=90)).isoformat(),
        "status": "completed",
        "close_reason": "completed",
        "provenance": "bench",
        "recorded_on": "2026-07-01",
    }


def _load(files: Path, store_path: Path) -> float:
    """From files to an acknowledged revision: read, checked, references, history, synced."""
    store = assetmap.open(str(store_path))
    started = time.perf_counter()
    result = load_files(store, [files])
    seconds = time.perf_counter() - started
    if result.created != N_REFERRALS + _N_PARTIES or result.rejected:
        raise AssertionError(result)
    store.close()
    return seconds


def _executemany(files: Path, store_path: Path) -> float:
    """Rows that are ready in memory into one plain table, synced."""
    rows = _rows(files)
    started = time.perf_counter()
    _insert(rows, store_path)
    return time.perf_counter() - started


def _csv_and_executemany(files: Path, store_path: Path) -> float:
    """From the file into one plain table, nothing checked."""
    started = time.perf_counter()
    _insert(_rows(files), store_path)
    return time.perf_counter() - started


def _rows(files: Path) -> list[list[str | None]]:
    with (files / "Referral.csv").open(newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return [[cell or None for cell in row] for row in reader]


def _insert(rows: list[list[str | None]], store_path: Path) -> None:
    names = [each.name for each in columns_of("Referral")]
    connection = sqlite3.connect(store_path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"CREATE TABLE plain ({', '.join(names)}, PRIMARY KEY (id))")
    marks = ", ".join("?" * len(names))
    with connection:
        connection.executemany(f"INSERT INTO plain VALUES ({marks})", rows)  # noqa: S608 - marks
    connection.close()


_EXECUTEMANY: Final = "plain `sqlite3` `executemany`, rows ready in memory"
_WORKS: Final[dict[str, Callable[[Path, Path], float]]] = {
    "assetmap: read, checked, history, synced": _load,
    _EXECUTEMANY: _executemany,
    "`csv` and `sqlite3`: the file read, nothing checked": _csv_and_executemany,
}
