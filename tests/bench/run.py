"""Tables of speed, each figure beside a peer in the same run; writes docs/bench.md.

`make bench` measures all, `make bench ARGS="system neo4j"` some and keeps the others as they are.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench import (
    bench_access,
    bench_capital,
    bench_commands,
    bench_duplicates,
    bench_flow_screens,
    bench_flows,
    bench_gaps,
    bench_load,
    bench_map,
    bench_measures,
    bench_neo4j,
    bench_place,
    bench_public,
    bench_screen,
    bench_siting,
    bench_system,
    bench_tables,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_WRITE_TO: Final = Path(__file__).parents[2] / "docs" / "bench.md"
_TABLES: Final[dict[str, tuple[str, Callable[[], str]]]] = {
    "place": ("From files to a served app", bench_place.run),
    "load": ("Loading referrals", bench_load.run),
    "system": ("A care system of 60,000 nodes", bench_system.run),
    "neo4j": ("The same system on a Neo4j server", bench_neo4j.run),
    "screen": ("The network screen in a browser", bench_screen.run),
    "duplicates": ("The same organisation from several lists", bench_duplicates.run),
    "map": ("The map on the ground in a browser", bench_map.run),
    "measures": ("Measures of networks", bench_measures.run),
    "tables": ("Measures of claims and other tables", bench_tables.run),
    "flows": ("Flows, funnel and waits of five million steps", bench_flows.run),
    "commands": ("Commands that read a million referrals", bench_commands.run),
    "flowscreens": ("Screens that read a million referrals", bench_flow_screens.run),
    "capital": ("The screen Social capital", bench_capital.run),
    "access": ("Access within a distance", bench_access.run),
    "gaps": ("Gaps of a care system", bench_gaps.run),
    "siting": ("Where to put something next", bench_siting.run),
    "public": ("The public site at 20,000 activities", bench_public.run),
}

_INTRODUCTION: Final = (
    "Written by `make bench`. Peers run beside ours in the same run on the same machine; only "
    "large differences mean anything. Each table says when it was measured."
)


def _machine() -> str:
    day = f"{dt.datetime.now(tz=dt.UTC):%d %B %Y}"
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"*{day}, Python {platform.python_version()}, {system}.*"


def _kept() -> dict[str, str]:
    """Return the tables that the page has, by their titles."""
    text = _WRITE_TO.read_text(encoding="utf-8") if _WRITE_TO.exists() else ""
    return {
        title: body.strip()
        for title, _, body in (part.partition("\n") for part in f"\n{text}".split("\n## ")[1:])
    }


def main(names: list[str]) -> None:
    """Measure the tables called `names`, or all, and write them; the page keeps the others."""
    tables = _kept()
    for name in names or list(_TABLES):
        title, table = _TABLES[name]
        print(f"Measuring {name} ...", flush=True)  # noqa: T201 - a bench talks
        tables[title] = f"{_machine()}\n\n{table().strip()}"
        print(tables[title], flush=True)  # noqa: T201 - a bench talks
    parts = [f"## {title}\n\n{tables[title]}" for title, _ in _TABLES.values() if title in tables]
    page = "\n\n".join(["# Speed", _INTRODUCTION, *parts])
    _WRITE_TO.write_text(f"{page}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
