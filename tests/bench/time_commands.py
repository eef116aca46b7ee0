"""The two commands of the README on a fresh clone, timed; writes the table in README.md.

Run by `make timings` with any Python, as a newcomer would: nothing of the project is imported.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = (
    ("`make demo`, the first time (until both faces would be served)", "make demo ARGS=--no-serve"),
    ("`make demo`, again", "make demo ARGS=--no-serve"),
    ("`make test`", "make test"),
)
MARKED = re.compile(r"(<!-- timings -->\n).*?(<!-- /timings -->)", re.DOTALL)


def main() -> None:
    """Clone, run, time, and write."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "assetmap"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S603, S607
        lines = ["| command | time |", "| --- | --- |"]
        for title, command in COMMANDS:
            lines.append(f"| {title} | {_told(_seconds(command, clone))} |")
    lines.append("")
    lines.append(
        f"On {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, with a fast connection to the package index."
    )
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    table = "\n".join(lines) + "\n"
    readme.write_text(MARKED.sub(lambda found: found[1] + table + found[2], text), encoding="utf-8")


def _seconds(command: str, clone: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command.split(), cwd=clone, check=True)  # noqa: S603
    return time.perf_counter() - started


def _told(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


if __name__ == "__main__":
    main()
