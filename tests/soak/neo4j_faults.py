"""A Neo4j store under fault and load: servers and programs killed while they write, and races.

The tests run a few points of each, `make soak` many. A point is a change that a kill cuts off at a
random moment. Then the place must be at the revision before or after, hold exactly the rows of that
revision, have a history without gaps and nothing left of a change that is not there, and take the
next change.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd
from neo4j import GraphDatabase

import assetmap
from assetmap.errors import StaleRevisionError, StoreError
from assetmap.model import Changes, Snapshot
from assetmap.store.content_hash import content_hash
from assetmap.store.neo4j_local import local_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.store import Store
    from assetmap.store.neo4j_local import LocalServer

N_SMALL: Final = 5_000
N_LARGE: Final = 52_000
_WAIT_S: Final = 3.0
_BOOT_S: Final = 40.0
_LONGER_THAN_ALONE: Final = 1.6  # a program that has just begun is slower, and some shall finish
PASSWORD: Final = "a password of ours"  # noqa: S105 - for servers that live for a minute


def change_to(number: int, n_rows: int) -> Changes:
    """Return the change that leads to revision `number`: rows new, altered and taken out."""
    half = n_rows // 2
    ids = [f"n{row}" for row in range(half)]
    return Changes(
        {
            "Need": pd.DataFrame(
                {"id": ids, "name": f"name {number}", "parent_id": [None, *ids[: half - 1]]}
            ),
            "Organisation": pd.DataFrame(
                {"id": [f"o{number}-{row}" for row in range(half)], "name": f"of {number}"}
            ),
            "PARTNERS_WITH": pd.DataFrame(
                {
                    "id": [f"t{number}-{row}" for row in range(9)],
                    "from_id": f"o{number}-0",
                    "to_id": [f"o{number}-{row + 1}" for row in range(9)],
                }
            ),
        }
    )


def with_removals(snapshot: Snapshot, changes: Changes) -> Changes:
    """Return `changes` that also take out the organisations and partnerships that are there."""
    tables = ("Organisation", "PARTNERS_WITH")
    return Changes(
        changes.rows, {table: tuple(snapshot.table(table)["id"].tolist()) for table in tables}
    )


def faults_after(store: Store, before: Snapshot, changes: Changes) -> list[str]:
    """Return what is wrong with a store whose change a kill cut off."""
    revision = store.revision()
    rows = store.read().rows
    if revision == before.revision:
        wanted = content_hash(before.rows)
    elif revision == before.revision + 1:
        wanted = content_hash(before.with_changes(changes).rows)
    else:
        return [f"it is at revision {revision}, after {before.revision}"]
    faults = []
    if content_hash(rows) != wanted:
        faults.append(f"the rows are not those of revision {revision}")
    numbers = [each.number for each in store.history(limit=revision + 9)]
    if numbers != list(range(revision, 0, -1)):
        faults.append(f"the history has gaps: {numbers[:9]}")
    return faults + _left_behind(store.address, revision)


def _left_behind(address: str, revision: int) -> list[str]:
    auth = (os.environ["ASSETMAP_NEO4J_USER"], os.environ["ASSETMAP_NEO4J_PASSWORD"])
    with GraphDatabase.driver(address, auth=auth) as driver:
        (steps,) = driver.execute_query(
            "MATCH (step:_Step) WHERE step.revision > $revision RETURN count(step) AS n",
            revision=revision,
        ).records
        (loads,) = driver.execute_query(
            "MATCH (load:_Meta {name: 'load'}) RETURN count(load) AS n"
        ).records
        (state,) = driver.execute_query(
            "MATCH (state:_Meta {name: 'state'}) RETURN state.number AS n"
        ).records
        # A reference is a relationship exactly where the column says so.
        (parents,) = driver.execute_query(
            "MATCH (need:Need) WHERE need.parent_id IS NOT NULL "
            "AND NOT EXISTS { (need)-[:PART_OF]->(:Need {id: need.parent_id}) } "
            "RETURN count(need) AS n"
        ).records
    found = {
        "steps of no change are left": steps["n"],
        "a load is said to be under way": loads["n"],
        "the sign of a change under way is left": state["n"] % 2,
        "needs have not the relationship of their parent": parents["n"],
    }
    return [f"{what}: {number}" for what, number in found.items() if number]


def killed_servers(
    points: int,
    seed: int,
    home: Path,
    sizes: tuple[int, int] = (N_SMALL, N_LARGE),
    at_the_end: Callable[[LocalServer], object] = lambda _: None,
) -> dict[str, object]:
    """Kill the server at `points` random moments of changes, of either size in turn.

    The second size must be one that is put in by batches. `at_the_end` is given the server that was
    started last.
    """
    chance = random.Random(seed)
    os.environ.update(ASSETMAP_NEO4J_USER="neo4j", ASSETMAP_NEO4J_PASSWORD=PASSWORD)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    took_s: list[float] = []
    cut: _Cut | None = None
    for point in range(points + 1):
        with (
            local_server(home, password=PASSWORD, is_throwaway=True) as server,
            # Little patience: the server does not come back before all is given up.
            closing(assetmap.open(server.address, wait_s=_WAIT_S)) as store,
        ):
            if cut is None:
                took_s = _first_changes(store, sizes)
            else:
                faults += [f"point {point - 1}: {each}" for each in _faults_of_cut(store, cut)]
                counts["there"] += store.revision() > cut.before.revision
                counts["told"] += cut.is_told
            if point < points:
                n_rows, wait_s = sizes[point % 2], chance.uniform(0, took_s[point % 2])
                cut = _cut_off(store, n_rows, wait_s, server)
            else:
                at_the_end(server)
    return {
        "points": points,
        "seed": seed,
        "killed_in_one_transaction": (points + 1) // 2,
        "killed_in_batches": points // 2,
        "changes_there_whole": counts["there"],
        "changes_acknowledged_before_the_kill": counts["told"],
        "changes_not_there_at_all": points - counts["there"],
        "faults": faults,
    }


class _Cut(NamedTuple):
    """A change that was being made when a kill came, and whether it was acknowledged."""

    before: Snapshot
    changes: Changes
    is_told: bool


def _first_changes(store: Store, sizes: tuple[int, ...]) -> list[float]:
    """Make a change of each size twice, and return how long the second took, in seconds."""
    took_s = {}
    for number, n_rows in enumerate((*sizes, *sizes), start=1):
        changes = with_removals(store.snapshot(), change_to(number, n_rows))
        begun = time.monotonic()
        store.apply(changes, based_on=number - 1, actor="soak", note="")
        took_s[n_rows] = time.monotonic() - begun
    return [took_s[n_rows] for n_rows in sizes]


def _faults_of_cut(store: Store, cut: _Cut) -> list[str]:
    found = faults_after(store, cut.before, cut.changes)
    if cut.is_told and store.revision() == cut.before.revision:
        found.append("an acknowledged change is lost")
    return found


def _cut_off(store: Store, n_rows: int, wait_s: float, server: LocalServer) -> _Cut:
    before = store.snapshot()
    changes = with_removals(before, change_to(before.revision + 1, n_rows))
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(store.apply, changes, based_on=before.revision, actor="soak", note="")
        time.sleep(wait_s)
        server.process.kill()
        try:
            writing.result(timeout=300)
        except StoreError:
            return _Cut(before, changes, is_told=False)
    return _Cut(before, changes, is_told=True)


def restarted_server(server: LocalServer, n_rows: int) -> list[str]:
    """Start `server` anew while a change waits for it; return what is wrong afterwards."""
    port = int(server.address.rpartition(":")[2])
    with ThreadPoolExecutor(1) as pool:
        store = assetmap.open(server.address, wait_s=_BOOT_S)
        before = store.snapshot()
        changes = with_removals(before, change_to(before.revision + 1, n_rows))
        writing = pool.submit(store.apply, changes, based_on=before.revision, actor="soak", note="")
        time.sleep(1.0)  # a server that was started just now takes longer for its first change
        server.process.kill()
        server.process.wait()
        with local_server(server.home, port=port, password=PASSWORD, is_throwaway=True) as again:
            with suppress(StoreError):
                writing.result(timeout=300)
            store.close()
            with closing(assetmap.open(again.address)) as opened:
                return faults_after(opened, before, changes)


def killed_writers(points: int, seed: int, address: str) -> dict[str, object]:
    """Kill a program that writes at `points` random moments of changes in batches."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    with closing(assetmap.open(address)) as store:
        (took_s,) = _first_changes(store, (N_LARGE,))
        for point in range(points):
            before = store.snapshot()
            changes = with_removals(before, change_to(before.revision + 1, N_LARGE))
            with subprocess.Popen(  # noqa: S603 - this very file
                [sys.executable, __file__, "write-once", "--address", address],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE,
            ) as child:
                assert child.stdout is not None
                child.stdout.readline()  # it is about to write
                time.sleep(chance.uniform(0, _LONGER_THAN_ALONE * took_s))
                with suppress(ProcessLookupError):
                    child.send_signal(signal.SIGKILL)
                is_told = bool(child.stdout.readline())
            with closing(assetmap.open(address)) as opened:
                cut = _Cut(before, changes, is_told)
                faults += [f"point {point}: {each}" for each in _faults_of_cut(opened, cut)]
                counts["there"] += opened.revision() > before.revision
                counts["told"] += is_told
    return {
        "points": points,
        "seed": seed,
        "changes_there_whole": counts["there"],
        "changes_acknowledged_before_the_kill": counts["told"],
        "changes_not_there_at_all": points - counts["there"],
        "faults": faults,
    }


def races(n_races: int, address: str) -> dict[str, object]:
    """Let two programs raise a count at once, `n_races` times; each knows the revision before."""
    row = pd.DataFrame({"id": ["a"], "name": ["A"], "wait_days": [0]})
    counts: Counter[str] = Counter()
    is_time = threading.Barrier(2)
    with closing(assetmap.open(address)) as first, closing(assetmap.open(address)) as second:
        begun = first.apply(
            Changes({"Activity": row}), based_on=first.revision(), actor="soak", note=""
        )

        def race(store: Store) -> str:
            known = store.snapshot()
            value = int(known.table("Activity")["wait_days"].iloc[0])
            raised = Changes({"Activity": row.assign(wait_days=value + 1)})
            is_time.wait()
            try:
                store.apply(raised, based_on=known.revision, actor="soak", note="")
            except StaleRevisionError:
                return "refused"
            return "won"

        with ThreadPoolExecutor(2) as pool:
            for _ in range(n_races):
                counts.update(pool.map(race, (first, second)))
        value = int(first.read().rows["Activity"]["wait_days"].iloc[0])
        n_revisions = first.revision() - begun
    return {
        "races": n_races,
        "changes_made": counts["won"],
        "changes_refused_as_stale": counts["refused"],
        "the_count_in_the_end": value,
        "lost_updates": counts["won"] - value,
        "revisions": n_revisions,
    }


def run(part: str, n_times: int, seed: int) -> dict[str, object]:
    """Return what came of one part, done `n_times`, each on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "server"
        if part == "servers":
            return killed_servers(n_times, seed, home)
        os.environ.update(ASSETMAP_NEO4J_USER="neo4j", ASSETMAP_NEO4J_PASSWORD=PASSWORD)
        with local_server(home, password=PASSWORD, is_throwaway=True) as server:
            if part == "writers":
                return killed_writers(n_times, seed, server.address)
            return races(n_times, server.address)


def _write_once(address: str) -> None:
    with closing(assetmap.open(address)) as store:
        before = store.snapshot()
        changes = with_removals(before, change_to(before.revision + 1, N_LARGE))
        print("ready", flush=True)  # noqa: T201 - the parent waits for it
        store.apply(changes, based_on=before.revision, actor="soak", note="")
        print("done", flush=True)  # noqa: T201


def main() -> int:
    """Run from the command line; the exit code is 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("servers", "writers", "races", "write-once"))
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--result", type=Path)
    parser.add_argument("--address", help="of the server that write-once writes to")
    given = parser.parse_args()
    if given.part == "write-once":
        _write_once(given.address)
        return 0
    found = run(given.part, given.times, given.seed)
    text = json.dumps(found, indent=2) + "\n"
    sys.stdout.write(text)
    if given.result is not None:
        given.result.write_text(text, encoding="utf-8")
    return int(bool(found.get("faults") or found.get("lost_updates")))


if __name__ == "__main__":
    sys.exit(main())
