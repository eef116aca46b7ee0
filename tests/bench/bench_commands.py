"""What `assetmap measure` takes of a million referrals, as a person calls it: whole processes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.bench.flow_place import N_REFERRALS, system

import assetmap
from assetmap.model import Changes

_COMMANDS: Final = ("flows", "funnel", "waits", "load", "capacity", "equity")
_ROLES: Final = ("admin", "partner")
_N_RUNS: Final = 3
_HEADING: Final = f"""\
Processor seconds of the whole process, all threads counted, the least of {_N_RUNS} runs; the
snapshot of the store is there.

| {N_REFERRALS:,} referrals, `assetmap measure ... --json` | all (s) | most memory (MB) | \
`--as-role partner` (s) | most memory (MB) |"""
_CALL: Final = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
mb = used.ru_maxrss / (1_048_576 if sys.platform == "darwin" else 1_024)
print(json.dumps({"s": used.ru_utime + used.ru_stime, "mb": mb}))
"""
"""Calls from a small process: one that is called is said to take at least what its caller does."""


def run() -> str:
    """Return a Markdown table: processor seconds and most memory of each command."""
    with tempfile.TemporaryDirectory() as name:
        store_path = Path(name) / "system.db"
        subprocess.run(  # noqa: S603 - this module
            [sys.executable, "-m", "tests.bench.bench_commands", str(store_path)], check=True
        )
        found = {
            (command, role): [_called(store_path, command, role) for _ in range(_N_RUNS)]
            for command in _COMMANDS
            for role in _ROLES
        }
    lines = [_HEADING, "| --- | ---: | ---: | ---: | ---: |"]
    for command in _COMMANDS:
        cells = [
            f"{min(each['s'] for each in runs):.2f} | {max(each['mb'] for each in runs):,.0f}"
            for runs in (found[command, role] for role in _ROLES)
        ]
        lines.append(f"| `{command}` | {' | '.join(cells)} |")
    return "\n".join(lines)


def _called(store_path: Path, command: str, role: str) -> dict[str, float]:
    program = str(Path(sys.executable).with_name("assetmap"))
    words = [program, "measure", command, "--json", "--as-role", role, "--store", str(store_path)]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", _CALL, *words], check=True, stdout=subprocess.PIPE, text=True
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _fill(store_path: Path) -> None:
    """Make a store of the system, and the snapshot beside it."""
    store = assetmap.open(str(store_path))
    rows = Changes(system().rows)
    store.apply(rows, based_on=store.revision(), actor="bench", note="a system")
    store.snapshot()
    store.close()


if __name__ == "__main__":
    _fill(Path(sys.argv[1]))
