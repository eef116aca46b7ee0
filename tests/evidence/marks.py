"""The pieces of evidence that tests bear, read off their marks without running them.

`python -m tests.evidence.marks` prints them as JSON, a line each: measure, source, file of the
test. In a process of its own, since pytest cannot collect within itself.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHECKOUT: Final = Path(__file__).parents[2]
_OTHERS: Final = re.compile(
    r"\b(NetworkX|igraph|networkit|rustworkx|graph-tool|scipy|UCINET|PARTNER|R \w+)\b"
    r"|\b(19|20)\d\d\b"
)


class Evidence(NamedTuple):
    """What one mark says: which measure, beside what, tested where."""

    measure: str
    source: str
    file: str

    @property
    def is_of_others(self) -> bool:
        """Whether the source is other people's software or a publication, by its year."""
        return _OTHERS.search(self.source) is not None


def collected() -> list[Evidence]:
    """Return all evidence, each piece once, in a stated order."""
    unset = {"ASSETMAP_REQUIRE", "ASSETMAP_REAL_DATA", "PYTEST_ADDOPTS"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.evidence.marks"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise AssertionError(ran.stdout + ran.stderr)
    return sorted({Evidence(*json.loads(line)) for line in ran.stdout.splitlines()})


def collected_in(session: pytest.Session) -> list[Evidence]:
    """Return all evidence, as `collected` does, off the tests of a run if it collected them all."""
    files = {str(item.path.relative_to(CHECKOUT)) for item in session.items}
    options = session.config.option
    is_part = options.keyword or options.markexpr or any("::" in arg for arg in session.config.args)
    if is_part or not files.issuperset(_files_with_marks()):
        return collected()
    return sorted(set(_evidence_of(session.items)))


def _evidence_of(items: Iterable[pytest.Item]) -> Iterator[Evidence]:
    for item in items:
        file = str(item.path.relative_to(CHECKOUT))
        for mark in item.iter_markers("evidence"):
            yield Evidence(mark.args[0], mark.args[1], file)


def _files_with_marks() -> list[str]:
    """Return the tests to look at: collecting the others takes longer than all else."""
    return sorted(
        str(path.relative_to(CHECKOUT))
        for path in (CHECKOUT / "tests").rglob("test_*.py")
        if "mark.evidence(" in path.read_text(encoding="utf-8")
    )


class _Collector:
    """A plugin of pytest that keeps the marks of what was collected."""

    def __init__(self) -> None:
        self.found: list[Evidence] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.found.extend(_evidence_of(items))


def main() -> int:
    """Print every piece of evidence; what pytest says is shown if it could not collect."""
    collector = _Collector()
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        arguments = ["--collect-only", "-q", "-p", "no:cacheprovider", *_files_with_marks()]
        code = int(pytest.main(arguments, plugins=[collector]))
    lines = [json.dumps(each) for each in collector.found] if code == 0 else [said.getvalue()]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
