"""Flows, funnel and waits of five million referral steps, beside other libraries.

Each library has a process of its own for each form in which it is given the steps: rows of words
and days as they were read (ours: the snapshot that the store keeps), and whole numbers and days,
of which nothing has to be looked up any more (ours: `Steps`, made of the rows once). Answers are
compared in the run.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.bench import flow_records
from tests.bench.bench_measures import RESULTS
from tests.bench.flow_engines.engine import FLOWS, FUNNEL, WAITS, WORKS
from tests.bench.flow_runs import SMALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = dict[str, Any]
    Races = dict[tuple[str, str], dict[str, Row]]

_CHECKOUT: Final = Path(__file__).parents[2]
_OURS: Final = "assetmap"
_ENGINES: Final = {
    "assetmap": "assetmap",
    "pandas": "pandas",
    "polars": "Polars",
    "duckdb": "DuckDB",
}
_FORMS: Final = {
    "numbers": "from numbers",
    "rows": "from rows as read",
    "uuids": "from rows as read, ids of 36 letters",
}
_BUILDING: Final = "numbers made of the rows"
_ALL: Final = "all three, each word looked up once"
_N_SMALL: Final = 2_000
_N_RUNS: Final = 3
_TARGETS: Final = {FLOWS: 0.5, FUNNEL: 0.5, WAITS: 1.0}
"""Of pandas' time, at most; of the others' 1."""
_MOST_MB: Final = 1.5 * 1_024
_SIZE: Final = "flows"
_INTRODUCTION: Final = """\
{n_steps:,} steps of journeys in random order, {n_parties:,} parties, {n_months} months. Wall
seconds, the least of {n_runs} runs in turn, two times each; in brackets processor seconds, all
threads counted. Polars, DuckDB and ours use both cores.
*Numbers*: ids and journeys are whole numbers already, and the ending of what is over is written
down; ours is `Steps`, and gives back names where the others give back numbers. *Rows*: words and
days as they were read, ids of 8 letters or, as those of most stores, of 36; each piece of work
alone, and then all three where words are looked up once (ours alone does so; the others' sum).
Ours also holds an id of each step, which no work needs. *Of pandas*, *of best*: ours over pandas,
and over the fastest of the others; losses, in bold, stand first. The answers were the same: every
pair of parties and month by count, every stage, every point of the curve to 1e-9.
"""


def measured(n_steps: int, n_runs: int) -> tuple[Races, list[str]]:
    """Return the least of runs of each piece of work, by form and engine; and versions."""
    races: Races = {}
    versions: dict[str, None] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place, n in ((folder / SMALL, _N_SMALL), (folder, n_steps)):
            place.mkdir(exist_ok=True)
            _output(["tests.bench.flow_records", str(place), str(n)])
        for _ in range(n_runs):
            for form in _FORMS:
                for engine in filter(find_spec, _ENGINES):
                    for row in _output(["tests.bench.flow_runs", engine, form, name]):
                        if "version" in row:
                            versions[row["version"]] = None
                        else:
                            _keep_least(races, (form, row.pop("measure")), engine, row)
    _compare(races)
    return races, list(versions)


def _output(words: Sequence[str]) -> list[Row]:
    done = subprocess.run(  # noqa: S603 - a module of ours
        [sys.executable, "-m", *words], cwd=_CHECKOUT, check=True, stdout=subprocess.PIPE, text=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _keep_least(races: Races, race: tuple[str, str], engine: str, row: Row) -> None:
    before = races.setdefault(race, {}).get(engine, row)
    least = {each: min(before[each], row[each]) for each in ("s", "wall_s")}
    races[race][engine] = row | least | {"mb": max(before["mb"], row["mb"])}


def _compare(races: Races) -> None:
    """Refuse answers that differ."""
    for work in WORKS:
        found = {
            f"{engine}, {form}": row.pop("answer")
            for form in _FORMS
            for engine, row in races[form, work].items()
        }
        name, expected = next(iter(found.items()))
        for other, answer in found.items():
            if not _is_same(expected, answer):
                msg = f"{work}: {name} and {other} differ."
                raise AssertionError(msg)


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return math.isclose(one, other, abs_tol=1e-9) if isinstance(one, float) else bool(one == other)


def run(n_steps: int = flow_records.N_STEPS, n_runs: int = _N_RUNS) -> str:
    """Measure, add to build/bench.json, and return the tables as Markdown."""
    races, versions = measured(n_steps, n_runs)
    _add_results(races)
    introduction = _INTRODUCTION.format(
        n_steps=n_steps,
        n_parties=flow_records.N_PARTIES,
        n_months=flow_records.N_MONTHS,
        n_runs=n_runs,
    )
    return "\n".join([f"{introduction}{', '.join(versions)}.", "", *_table(_with_all(races))])


def _add_results(races: Races) -> None:
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    rows = [row for row in kept if row["size"] != _SIZE]
    rows += [
        {"measure": f"{work}, {_FORMS[form]}", **row, "size": _SIZE, "engine": engine}
        for (form, work), by_engine in races.items()
        for engine, row in by_engine.items()
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _with_all(races: Races) -> Races:
    """Return the races with that of all three answers from the rows."""
    every: Races = {}
    for form in flow_records.IDS:
        by_engine = every[form, _ALL] = {}
        for engine, row in races[form, FLOWS].items():
            works_on = "numbers" if engine == _OURS else form
            parts = [races[works_on, work][engine] for work in WORKS]
            parts += [races[form, _BUILDING][engine]] if engine == _OURS else []
            sums = {each: sum(part[each] for part in parts) for each in ("s", "wall_s")}
            by_engine[engine] = row | sums
    return races | every


def _table(races: Races) -> list[str]:
    engines = [each for each in _ENGINES if each in races["numbers", FLOWS]]
    named = [_ENGINES[each] for each in engines]
    lines = [
        f"| work | of pandas | of best | {' | '.join(named)} |",
        f"| --- |{' ---: |' * (2 + len(named))}",
    ]
    for (form, work), by_engine in sorted(races.items(), key=_loss):
        cells = [_cell(by_engine.get(engine)) for engine in engines]
        ratios = [_times(ratio, most) for ratio, most in _ratios(work, by_engine)]
        lines.append(f"| {work}, {_FORMS[form]} | {' | '.join([*ratios, *cells])} |")
    for form, words in _FORMS.items():
        memory = [races[form, FLOWS][engine] for engine in engines]
        cells = [f"{row['mb']:,.0f} ({row['read_mb']:,.0f})" for row in memory]
        most = f"**over {_MOST_MB:,.0f}**" if memory[0]["mb"] > _MOST_MB else ""
        name = f"most memory in MB (before any work), {words}"
        lines.append(f"| {name} | {most} | | {' | '.join(cells)} |")
    return lines


def _ratios(work: str, by_engine: Mapping[str, Row]) -> list[tuple[float | None, float]]:
    """Return ours over pandas, and over the fastest other, each beside the most it may be."""
    ours = by_engine[_OURS]["wall_s"]
    others = {name: row["wall_s"] for name, row in by_engine.items() if name != _OURS}
    if not others:
        return [(None, 1.0), (None, 1.0)]
    fastest = min(others.values())
    return [(ours / others["pandas"], _TARGETS.get(work, 1.0)), (ours / fastest, 1.0)]


def _loss(race: tuple[tuple[str, str], dict[str, Row]]) -> tuple[float, str]:
    (form, work), by_engine = race
    by_target = [ratio / most for ratio, most in _ratios(work, by_engine) if ratio is not None]
    return -max(by_target, default=0.0), form


def _times(ratio: float | None, most: float) -> str:
    if ratio is None:
        return ""
    return f"**{ratio:.2f}**" if ratio > most else f"{ratio:.2f}"


def _cell(row: Row | None) -> str:
    return "" if row is None else f"{row['wall_s']:.2f} ({row['s']:.2f})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=flow_records.N_STEPS)
    parser.add_argument("--runs", type=int, default=_N_RUNS)
    given = parser.parse_args()
    print(run(given.steps, given.runs))  # noqa: T201 - what a bench is for
