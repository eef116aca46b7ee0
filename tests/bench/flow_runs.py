"""Times one engine on one form of the steps: `python -m tests.bench.flow_runs ENGINE FORM FOLDER`.

Everything is done once on few steps first, so that nothing is compiled or fetched while the clock
runs. A line of JSON is printed for each piece of work.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.bench.flow_engines.engine import FlowEngine

SMALL: Final = "small"
_N_TIMES: Final = 2


def main(engine_name: str, form: str, folder: Path) -> None:
    """Print how long each piece of work takes, what memory all took, and what was found."""
    engine: FlowEngine = import_module(f"tests.bench.flow_engines.{engine_name}_engine").ENGINE
    few = engine.read[form](folder / SMALL)
    for work in engine.work[form].values():
        work(few)
    given = engine.read[form](folder)
    read_mb = _peak_mb()
    found: dict[str, dict[str, Any]] = {}
    for name, work in engine.work[form].items():
        found[name] = _timed(work, given)
        if name not in engine.answer:
            found[name].pop("result")  # nobody asks for it, and others have nothing like it
    mb = _peak_mb()  # before answers are put into the form in which they are compared
    for name, row in found.items():
        answer = engine.answer[name](row.pop("result")) if name in engine.answer else None
        _say({"measure": name, **row, "mb": mb, "read_mb": read_mb, "answer": answer})
    _say({"version": engine.version})


def _timed(work: Any, given: Any) -> dict[str, Any]:
    processor, wall, result = [], [], None
    for _ in range(_N_TIMES):
        result = None
        gc.collect()
        started, wall_started = time.process_time(), time.perf_counter()
        result = work(given)
        processor.append(time.process_time() - started)
        wall.append(time.perf_counter() - wall_started)
    return {"s": min(processor), "wall_s": min(wall), "result": result}


def _peak_mb() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1_024 if sys.platform != "darwin" else used / 1_048_576


def _say(row: dict[str, Any]) -> None:
    print(json.dumps(row), flush=True)  # noqa: T201 - read by the bench


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
