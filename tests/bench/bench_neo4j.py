"""The care system on a Neo4j server: loaded, read, refreshed, beside the driver used plainly.

Both load into an empty database of a server started anew with the same settings, which has the same
uniqueness rules and indexes. Each figure is of a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from neo4j import READ_ACCESS, GraphDatabase, NotificationDisabledClassification
from tests.bench import bench_system

import assetmap
from assetmap.ingest import load_files
from assetmap.model import LABELS, LOOKUPS, PARTIES, TABLES, TIES, Changes, columns_of
from assetmap.store.graph_schema import schema_statements
from assetmap.store.graph_text import quoted
from assetmap.store.neo4j_local import local_server
from assetmap.store.neo4j_rows import cells_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    from neo4j import Driver, Session

_BATCH: Final = 10_000
_N_CHANGED: Final = 1_000
_READ_IN_TURN: Final = ("snapshot", "to_df")
_N_READ: Final = 3
_PASSWORD: Final = "for a bench"  # noqa: S105 - of servers that live for minutes


def run() -> str:
    """Return a markdown table: seconds and memory of each piece of work."""
    found: dict[str, dict[str, float]] = {}
    os.environ.update(ASSETMAP_NEO4J_USER="neo4j", ASSETMAP_NEO4J_PASSWORD=_PASSWORD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_system.write_files(folder / "files")
        for place, works in (
            ("ours", ("load", *_READ_IN_TURN * _N_READ, "refresh")),
            ("plain", ("plain",)),
        ):
            with local_server(folder / place, password=_PASSWORD, is_throwaway=True) as server:
                for work in works:
                    now = _measured(work, folder / "files", server.address)
                    before = found.get(work, now)
                    found[work] = min(now, before, key=lambda each: each["seconds"])
    size = bench_system.size_in_words()
    lines = [
        f"| {size}, read {_N_READ} times in turn | least (s) | most memory (MB) |",
        "| --- | ---: | ---: |",
    ]
    for work, (words, _) in _WORKS.items():
        lines.append(f"| {words} | {found[work]['seconds']:.1f} | {found[work]['mb']:,.0f} |")
    load = found["load"]["seconds"] / found["plain"]["seconds"]
    read = found["to_df"]["seconds"] / found["snapshot"]["seconds"]
    said = (
        f"Loading takes {load:.2f} times what the plain driver takes; the first snapshot is "
        f"{read:.2f} times faster than the driver's own data frames."
    )
    return "\n".join([*lines, "", said])


def _measured(work: str, files: Path, address: str) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 - this module
        [sys.executable, "-m", "tests.bench.bench_neo4j", work, str(files), address],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _load(files: Path, address: str) -> float:
    with closing(assetmap.open(address)) as store:
        started = time.perf_counter()
        result = load_files(store, [files])
        seconds = time.perf_counter() - started
    if result.rejected:
        raise AssertionError(result)
    return seconds


def _snapshot(files: Path, address: str) -> float:
    with closing(assetmap.open(address, must_exist=True)) as store:
        started = time.perf_counter()
        snapshot = store.snapshot()
        seconds = time.perf_counter() - started
    _check_number(files, {name: len(rows) for name, rows in snapshot.rows.items()})
    return seconds


def _refresh(files: Path, address: str) -> float:
    """The snapshot after another program changed rows, in one that had the snapshot before."""
    del files
    with (
        closing(assetmap.open(address, must_exist=True)) as reader,
        closing(assetmap.open(address, must_exist=True)) as writer,
    ):
        before = reader.snapshot()
        rows = before.table("Referral").head(_N_CHANGED).copy()
        rows["provenance"] = "changed by the bench"
        changes = Changes({"Referral": rows})
        writer.apply(changes, based_on=before.revision, actor="bench", note="some rows")
        started = time.perf_counter()
        after = reader.snapshot()
        seconds = time.perf_counter() - started
    n_changed = int((after.table("Referral")["provenance"] == "changed by the bench").sum())
    if n_changed != _N_CHANGED:
        raise AssertionError(n_changed)
    return seconds


def _to_df(files: Path, address: str) -> float:
    """Each table by the driver's own records to a data frame."""
    with _plain_session(address, READ_ACCESS) as session:
        started = time.perf_counter()
        frames = {}
        for table in TABLES:
            variable = "tie" if table in TIES else "node"
            cells = ", ".join(
                f"{variable}.{quoted(each.name)} AS {quoted(each.name)}"
                for each in columns_of(table)
            )
            pattern = (
                f"()-[tie:{quoted(table)}]->()" if table in TIES else f"(node:{quoted(table)})"
            )
            frames[table] = session.run(f"MATCH {pattern} RETURN {cells}").to_df()
        seconds = time.perf_counter() - started
    _check_number(files, {name: len(rows) for name, rows in frames.items() if len(rows)})
    return seconds


def _plain(files: Path, address: str) -> float:
    """The rows, ready in memory, by plain `UNWIND` batches; no history, nothing checked."""
    with closing(assetmap.open(files.parent / "rows.db")) as store:
        load_files(store, [files])
        rows = store.snapshot().rows
    with _plain_session(address) as session:
        for text in schema_statements():
            session.run(text).consume()
        session.run("CALL db.awaitIndexes(300)").consume()
        started = time.perf_counter()
        for table in (*LABELS, *LOOKUPS, *TIES):
            if table in rows:
                _plain_table(session, table, rows[table])
        return time.perf_counter() - started


def _plain_table(session: Session, table: str, rows: pd.DataFrame) -> None:
    statements = _plain_tie(table) if table in TIES else _plain_node(table, rows)
    for start in range(0, len(rows), _BATCH):
        given = cells_of(table, rows.iloc[start : start + _BATCH])
        for text in statements:
            session.run(text, rows=given).consume()


def _plain_tie(table: str) -> list[str]:
    from_label, to_label = (_found_by(table, end) for end in ("from_id", "to_id"))
    text = (
        f"UNWIND $rows AS row MATCH (a:{from_label} {{id: row.from_id}}) "
        f"MATCH (b:{to_label} {{id: row.to_id}}) CREATE (a)-[tie:{table}]->(b) SET tie = row"
    )
    return [text]


def _plain_node(table: str, rows: pd.DataFrame) -> list[str]:
    label = "Party" if table in PARTIES else table
    party = f" SET node:{table}" if table in PARTIES else ""
    statements = [f"UNWIND $rows AS row MERGE (node:{label} {{id: row.id}}) SET node = row{party}"]
    for each in columns_of(table):
        if each.tie and rows[each.name].notna().any():
            arrow = f"<-[:{each.tie}]-" if each.is_reversed else f"-[:{each.tie}]->"
            statements.append(
                f"UNWIND $rows AS row MATCH (node:{label} {{id: row.id}}) "
                f"MATCH (other:{_found_by(table, each.name)} {{id: row.{each.name}}}) "
                f"CREATE (node){arrow}(other)"
            )
    return statements


def _found_by(table: str, column: str) -> str:
    labels = next(each.to for each in columns_of(table) if each.name == column)
    return "Party" if set(labels) <= set(PARTIES) else labels[0]


@contextmanager
def _plain_session(address: str, access: str = "WRITE") -> Iterator[Session]:
    driver: Driver = GraphDatabase.driver(
        address,
        auth=("neo4j", _PASSWORD),
        notifications_disabled_classifications=list(NotificationDisabledClassification),
    )
    with driver, driver.session(default_access_mode=access) as session:
        yield session


def _check_number(files: Path, found: dict[str, int]) -> None:
    wanted = {path.stem: sum(1 for _ in path.open()) - 1 for path in files.glob("*.csv")}
    if found != wanted:
        raise AssertionError(found, wanted)


_WORKS: Final[dict[str, tuple[str, Callable[[Path, str], float]]]] = {
    "load": ("assetmap: CSVs read, checked, put in, with history", _load),
    "plain": ("the driver: rows ready in memory, `UNWIND` batches of 10,000", _plain),
    "snapshot": ("assetmap: the first snapshot", _snapshot),
    "to_df": ("the driver: `Result.to_df` of each table", _to_df),
    "refresh": (f"assetmap: the snapshot after {_N_CHANGED:,} changed rows", _refresh),
}


def _main(work: str, files: str, address: str) -> None:
    seconds = _WORKS[work][1](Path(files), address)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mb = used / 1_024 if sys.platform != "darwin" else used / 1_048_576
    print(json.dumps({"seconds": seconds, "mb": mb}))  # noqa: T201 - read by the bench


if __name__ == "__main__":
    _main(*sys.argv[1:])
