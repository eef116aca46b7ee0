"""Times one engine on one size: `… measure_runs ENGINE FOLDER SIZE SKIPPED LONGER`.

The graphs are built once. Each piece of work then runs in a fork of this process, with a limit of
memory and of processor seconds, so that one that dies is a row and not the end. `SKIPPED` is the
names of work not to be done, `LONGER` says in JSON how many seconds some may take at least. A line
of JSON is printed for each.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import resource
import select
import signal
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np
from tests.bench.engines.works import CLUSTER, TOWN_ONLY, UNDIRECTED
from tests.bench.measure_graphs import SIZES, Size, made_ties, read_ties

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.bench.engines.engine import Engine

MOST_BYTES: Final = 6 * 2**30
_N_TIMES: Final = 10
_ENOUGH_S: Final = 1.0  # more is not timed again
_LEAST_S: Final = 0.001  # less is: the least of ten calls of a microsecond is the clock's chance
_LOOKS_EVERY_S: Final = 0.2
_NO_MEMORY: Final = 77  # the code with which a fork says that it ran out
_TOO_LARGE: Final = f"over {MOST_BYTES / 2**30:.0f} GiB"
_CLUSTERS: Final = "clusters.npy"
_OUTPUT: Final = os.dup(sys.stdout.fileno())
_WARM: Final = Size("", 100, 400, 0, 0)


def main(
    engine_name: str,
    folder: Path,
    size: Size,
    skipped: frozenset[str],
    longer: Mapping[str, int],
) -> None:
    """Print how long building and each piece of work take, and how much memory."""
    engine: Engine = import_module(f"tests.bench.engines.{engine_name}_engine").ENGINE
    if engine.compiles:
        _warm(engine)
    most_s = size.most_s_of_ours if engine_name == "assetmap" else size.most_s
    graphs, building_s = _built(engine, folder)
    mb = _peak_mb(resource.getrusage(resource.RUSAGE_SELF))
    kinds = {True: "build", False: "build_undirected"}
    for directed, name in kinds.items():
        _say({"measure": name, "version": engine.version, "s": building_s[directed], "mb": mb})
    for name, work in engine.work.items():
        if name not in skipped and (size is SIZES["town"] or name not in TOWN_ONLY):
            directed = name not in UNDIRECTED
            kept = folder / _CLUSTERS if name == CLUSTER else None
            found = _in_a_fork(
                lambda: _timed(engine, graphs[directed], work, kept),  # noqa: B023
                max(most_s, longer.get(name, 0)),
            )
            if name == CLUSTER and "s" in found:
                found["modularity"] = _modularity(folder)
            _say({"measure": name, **found, "building_s": building_s[directed]})


def _warm(engine: Engine) -> None:
    """Do all work on a small graph, so that what is compiled or imported at first is there."""
    for directed in (True, False):
        ties = made_ties(_WARM.n_nodes, _WARM.n_ties, directed=directed)
        graph = engine.build(engine.prepared(ties))
        for name, work in engine.work.items():
            if directed == (name not in UNDIRECTED):
                work(engine.afresh(graph))


def _built(engine: Engine, folder: Path) -> tuple[dict[bool, Any], dict[bool, float]]:
    graphs: dict[bool, Any] = {}
    taken: dict[bool, float] = {}
    for directed in (True, False):
        prepared = engine.prepared(read_ties(folder, directed=directed))
        times: list[float] = []
        while not times or (len(times) < _N_TIMES and sum(times) < _ENOUGH_S):
            graphs.pop(directed, None)
            start = time.process_time()
            graphs[directed] = engine.build(prepared)
            times.append(time.process_time() - start)
        taken[directed] = min(times)
    return graphs, taken


def _timed(
    engine: Engine, graph: Any, work: Callable[[Any], object], kept: Path | None
) -> dict[str, Any]:
    """Return the least processor and wall seconds of some runs, and what the result adds up to.

    The result, a number a node, is written to `kept`.
    """
    processor: list[float] = []
    wall: list[float] = []
    result: object = None
    while not wall or sum(wall) < (_ENOUGH_S if len(wall) < _N_TIMES else _LEAST_S):
        given = engine.afresh(graph)
        started, wall_started = time.process_time(), time.perf_counter()
        result = work(given)
        processor.append(time.process_time() - started)
        wall.append(time.perf_counter() - wall_started)
    if kept:
        np.save(kept, np.asarray(result, dtype=np.int64))
    return {"s": min(processor), "wall_s": min(wall), "adds_up_to": _added_up(result)}


def _modularity(folder: Path) -> float:
    """Return how much more weight lies within the clusters kept than chance would give (Newman)."""
    ties, cluster = read_ties(folder, directed=False), np.load(folder / _CLUSTERS)
    start, end = cluster[ties.start], cluster[ties.end]
    ends = np.bincount(np.concatenate([start, end]), np.tile(ties.weight, 2)) / ties.weight.sum()
    within = ties.weight[start == end].sum() / ties.weight.sum()
    return float(within - (ends**2).sum() / 4)


def _added_up(result: Any) -> float | None:
    """Return the sum of a result's numbers, to compare engines by; None if it has none."""
    values = list(result.values()) if callable(getattr(result, "values", None)) else result
    with contextlib.suppress(TypeError, ValueError):
        total = float(np.nansum(np.asarray(values, dtype=np.float64)))
        return total if math.isfinite(total) else None
    return None


def _in_a_fork(work: Callable[[], dict[str, Any]], most_s: int) -> dict[str, Any]:
    """Return what `work` does in a process of its own, or why it was ended."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        _work_and_exit(work, write)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = _said_in_time(pipe, child, most_s)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 0:
        found: dict[str, Any] = json.loads(said)
        return {**found, "mb": _peak_mb(usage)}
    if code == -signal.SIGKILL:
        return {"why": f"over {most_s} s", "over_s": most_s, "mb": _peak_mb(usage)}
    too_large = code in {_NO_MEMORY, -signal.SIGABRT}
    return {"why": _TOO_LARGE if too_large else f"failed ({code})", "mb": _peak_mb(usage)}


def _work_and_exit(work: Callable[[], dict[str, Any]], write: int) -> None:
    code = 1
    try:
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = used * resource.getpagesize() + MOST_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        os.write(write, json.dumps(work()).encode())
        code = 0
    except MemoryError:
        code = _NO_MEMORY
    finally:
        if code == 1:
            traceback.print_exc()
        os._exit(code)


def _said_in_time(pipe: IO[bytes], child: int, most_s: int) -> bytes:
    """Return what a child says; kill it when its processor seconds, or thrice as many, are over.

    A limit set by the kernel would make the child's clock tick too slowly for short work.
    """
    waits_until = time.monotonic() + 3 * most_s + 10
    while not select.select([pipe], [], [], _LOOKS_EVERY_S)[0]:
        if _processor_s(child) > most_s or time.monotonic() > waits_until:
            os.kill(child, signal.SIGKILL)
            return b""
    return pipe.read()


def _processor_s(process: int) -> float:
    stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def _peak_mb(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def _say(row: dict[str, Any]) -> None:
    os.write(_OUTPUT, f"{json.dumps(row)}\n".encode())


if __name__ == "__main__":
    sys.stdout = sys.stderr  # libraries that talk do not talk between the rows
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        SIZES[sys.argv[3]],
        frozenset(sys.argv[4].split()),
        json.loads(sys.argv[5]),
    )
