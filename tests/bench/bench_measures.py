"""Times every measure beside other libraries in one run; prints tables, writes build/bench.json.

`python -m tests.bench.bench_measures --sizes town` is over in a few minutes; `make bench` measures
all sizes and writes the page and the picture too.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.bench.measure_graphs import SIZES, write_for_r, write_ties
from tests.bench.measure_tables import ENGINES, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CHECKOUT: Final = Path(__file__).parents[2]
RESULTS: Final = _CHECKOUT / "build" / "bench.json"
PICTURE: Final = _CHECKOUT / "docs" / "pictures" / "measures-growth.svg"
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_SYSTEM_PYTHON: Final = "/usr/bin/python3"
_SCRIPT_OF_R: Final = _CHECKOUT / "tests" / "bench" / "engines" / "sna_engine.R"
_TOWN_ALONE: Final = frozenset({"sna"})


def measured(sizes: Iterable[str]) -> list[dict[str, Any]]:
    """Return a row for each measure, engine and size.

    What was over its limit is not tried at a larger size, and has the same words there; but for
    what takes ourselves longer than that, which the others have a quarter more time for than we.
    """
    rows: list[dict[str, Any]] = []
    given_up: dict[tuple[str, str], dict[str, Any]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_ties(folder, SIZES[size])
            ours: dict[str, float] = {}
            for engine in ENGINES:
                if not _program(engine) or (engine in _TOWN_ALONE and size != "town"):
                    continue
                skipped = {
                    name: row
                    for (by, name), row in given_up.items()
                    if by == engine and ours.get(name, 0) < row.get("over_s", math.inf)
                }
                longer = {name: math.ceil(1.25 * s) for name, s in ours.items()}
                found = [*_rows_of(engine, folder, size, skipped, longer), *skipped.values()]
                if engine == "assetmap":
                    ours = {row["measure"]: row["s"] for row in found if "s" in row}
                rows += [{**row, "size": size, "engine": engine} for row in found]
                given_up |= {(engine, row["measure"]): row for row in found if "why" in row}
    return rows


def _program(engine: str) -> str:
    """Return the program that has an engine, a Python but for R's, or nothing."""
    if engine == "sna":
        program = shutil.which("Rscript") or ""
        return program if program and _runs(program, "-e", "library(sna)") else ""
    if engine != "graph_tool":
        return sys.executable if find_spec(engine) else ""
    if not Path(_SYSTEM_PYTHON).exists():
        return ""
    return _SYSTEM_PYTHON if _runs(_SYSTEM_PYTHON, "-c", "import graph_tool, numpy") else ""


def _runs(*words: str) -> bool:
    return not subprocess.run(words, check=False, capture_output=True).returncode  # noqa: S603 - fixed


def _rows_of(
    engine: str,
    folder: Path,
    size: str,
    skipped: Iterable[str],
    longer: Mapping[str, int],
) -> Iterator[dict[str, Any]]:
    """Yield the rows of one engine as they come, and say so on the error stream."""
    words = ["-m", "tests.bench.measure_runs", engine, str(folder), size]
    words += [" ".join(skipped), json.dumps(longer)]
    if engine == "sna":
        write_for_r(folder)
        words = ["--vanilla", str(_SCRIPT_OF_R), str(folder)]
    environment = os.environ if engine == "assetmap" else {**os.environ, **_ONE_THREAD}
    if engine == "graph_tool":
        environment = {"PATH": os.environ["PATH"], **_ONE_THREAD}
    with subprocess.Popen(  # noqa: S603 - a module of ours
        [_program(engine), *words],
        cwd=_CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        for line in process.stdout or ():
            row = json.loads(line)
            took = row.get("why") or f"{row['s']:.4f} s"
            print(size, engine, row["measure"], took, file=sys.stderr, flush=True)  # noqa: T201
            yield row
    if process.returncode:
        yield {"measure": "build", "why": f"failed ({process.returncode})"}


def run(sizes: Iterable[str] = tuple(SIZES)) -> str:
    """Measure, write build/bench.json and the picture, and return the tables as Markdown."""
    rows = measured(sizes)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if len({row["size"] for row in rows}) > 1:
        from tests.bench.measure_chart import write_chart  # noqa: PLC0415 - altair is not always there

        write_chart(rows, PICTURE)
    return tables(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    print(run(parser.parse_args().sizes))  # noqa: T201 - what a bench is for
