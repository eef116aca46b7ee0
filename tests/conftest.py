"""Which parts of the machine the tests need, and what happens when one is missing.

A missing part skips its tests, says why, and is counted in a line at the end; named in
`ASSETMAP_REQUIRE` (such as `browser,real`), it is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings
from tests.neo4j_server import neo4j_address, neo4j_server

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["neo4j_address", "neo4j_server"]
"""Fixtures for the tests of every folder."""

# How long an example takes tells of the machine, and its other work.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CHROMIUM: Final = Path("/usr/bin/chromium")


def _no_browser() -> str:
    return "" if CHROMIUM.exists() else f"{CHROMIUM} is not installed (apt install chromium)"


def _no_real_data() -> str:
    named = os.environ.get("ASSETMAP_REAL_DATA", "")
    return "" if named and Path(named).is_dir() else "ASSETMAP_REAL_DATA names no folder of data"


def _no_neo4j() -> str:
    if os.environ.get("ASSETMAP_NEO4J_URI", ""):
        return ""
    if find_spec("neo4j") is None:
        return "the extra neo4j is not installed"
    from assetmap.errors import LocalServerError  # noqa: PLC0415
    from assetmap.store.neo4j_jars import is_kept  # noqa: PLC0415
    from assetmap.store.neo4j_local import java_program  # noqa: PLC0415

    try:
        java_program()
    except LocalServerError as error:
        return error.reason
    if not is_kept() and shutil.which("mvn") is None:
        return "Maven, which fetches Neo4j, is not installed (apt install maven)"
    return ""


@cache
def _no_r() -> str:
    program = shutil.which("Rscript")
    packages = 'find.package(c("sna", "igraph"))'
    if program is None:
        return "R is not installed (apt install r-base-core r-cran-sna r-cran-igraph)"
    asked = subprocess.run(  # noqa: S603 - a fixed question
        [program, "--vanilla", "-e", packages], capture_output=True, check=False
    )
    return "R lacks a package (apt install r-cran-sna r-cran-igraph)" if asked.returncode else ""


_MISSING: Final[dict[str, Callable[[], str]]] = {
    "browser": _no_browser,
    "real": _no_real_data,
    "neo4j": _no_neo4j,
    "r": _no_r,
}


def pytest_configure(config: pytest.Config) -> None:
    """Fail at once if a part is missing that must be there."""
    del config
    for part in filter(None, os.environ.get("ASSETMAP_REQUIRE", "").split(",")):
        if part not in _MISSING:
            msg = f"ASSETMAP_REQUIRE names {part!r}; there are {', '.join(_MISSING)}."
            raise pytest.UsageError(msg)
        if reason := _MISSING[part]():
            msg = f"ASSETMAP_REQUIRE asks for {part!r}, but {reason}."
            raise pytest.UsageError(msg)


_LONG: Final = ("neo4j", "browser", "r")
"""Parts whose tests take long, that which one process does alone first."""


def _turn(item: pytest.Item) -> int:
    """Return when it is the turn of `item`; the long work, if last, would keep one process."""
    turns = (turn for turn, part in enumerate(_LONG) if item.get_closest_marker(part))
    return next(turns, len(_LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object | None:
    """Give each process whole files, and one of them all tests of the server.

    If each process had a server of its own, it would be started, and plan every statement, twice.
    """
    if config.getoption("dist") != "loadfile":
        return None
    # There with this hook alone, and without types.
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]  # noqa: PLC0415

    class OneServer(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return "neo4j" if "[neo4j" in nodeid or _names_the_server(file) else file

    return OneServer(config, log)


@cache
def _names_the_server(file: str) -> bool:
    text = (Path(__file__).parents[1] / file).read_text(encoding="utf-8")
    return "pytest.mark.neo4j" in text


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests whose part is missing, and begin with the longest work."""
    items.sort(key=_turn)
    for part, missing in _MISSING.items():
        marked = [item for item in items if item.get_closest_marker(part)]
        if marked and (reason := missing()):
            for item in marked:
                item.add_marker(pytest.mark.skip(reason=f"{part}: {reason}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested."""
    # By what the reports say, which come from other processes too.
    reasons = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for part, missing in _MISSING.items():
        if count := sum(f"Skipped: {part}: " in reason for reason in reasons):
            terminalreporter.write_line(
                f"NOT TESTED: {count} tests need {part!r}: {missing()}.", red=True
            )
