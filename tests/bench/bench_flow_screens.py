"""How soon the screens that read referrals answer another choice, where a million referrals are.

Each screen is opened in a process of its own, without a browser: the script runs as the server
runs it, and what it shows is put into the form in which it goes to the browser. Then choices are
changed one after the other, none of them twice, so that nothing asked for was worked out before.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from streamlit.testing.v1 import AppTest
from tests.bench.flow_place import N_REFERRALS, system

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Step = tuple[str, Callable[[AppTest], object]]

MOST_S: Final = 0.3
_CHECKOUT: Final = Path(__file__).parents[2]
_SCREENS: Final = _CHECKOUT / "app" / "assetmap_app" / "screens"
_N_SHOWN: Final = 3
_TITLE: Final = f"{N_REFERRALS:,} referrals, 60,000 nodes"
_SLOWEST: Final = "the slowest, processor seconds in brackets"


def _choose(key: str, index: int) -> Callable[[AppTest], object]:
    return lambda screen: screen.selectbox(key=key).select_index(index)


def _enter(label: str, number: int) -> Callable[[AppTest], object]:
    def enter(screen: AppTest) -> None:
        (box,) = [each for each in screen.number_input if each.label.startswith(label)]
        box.set_value(number)

    return enter


def _switch(index: int) -> Callable[[AppTest], object]:
    return lambda screen: screen.radio(key="flow_way").set_value(["stages", "sectors"][index])


def _anytime(screen: AppTest) -> None:
    for key in ("day", "part"):
        _choose(key, 0)(screen)


def _months(key: str) -> list[Step]:
    return [
        ("last month", _choose(f"{key}_last", 18)),
        ("first month", _choose(f"{key}_first", 3)),
        ("all months", _choose(f"{key}_first", 0)),
    ]


def _themes(key: str) -> list[Step]:
    return [
        ("a need of many", _choose(f"{key}_need", 1)),
        ("another need", _choose(f"{key}_need", 40)),
        ("an area of it", _choose(f"{key}_area", 1)),
        ("that area, every need", _choose(f"{key}_need", 0)),
        ("another area", _choose(f"{key}_area", 60)),
        ("every area again, fewer months", _choose(f"{key}_first", 9)),
        ("and every area", _choose(f"{key}_area", 0)),
    ]


_GROUPS: Final = (
    ("by receiver", 1),
    ("by need", 2),
    ("by area", 3),
    ("by age", 4),
    ("by deprivation", 5),
)
_STEPS: Final[dict[str, list[Step]]] = {
    "flows": [
        *_months("flow"),
        *_themes("flow"),
        ("a band", _choose("flow_band", 0)),
        ("another band", _choose("flow_band", 2)),
        ("fewer months, with a band", _choose("flow_last", 15)),
        ("by sector", _switch(1)),
        ("by sector, fewer months", _choose("flow_last", 14)),
        ("by sector, a need", _choose("flow_need", 2)),
        ("by sector, a band", _choose("flow_band", 0)),
        ("by sector, a band, every need", _choose("flow_need", 0)),
    ],
    "waiting": [
        *_months("wait"),
        *_themes("wait"),
        *((words, _choose("wait_by", index)) for words, index in _GROUPS),
        ("fewer months, by deprivation", _choose("wait_last", 15)),
        ("by receiver again", _choose("wait_by", 1)),
        ("fewer months, by receiver", _choose("wait_last", 14)),
        ("another wait", _choose("wait_pair", 0)),
        ("another standard", _enter("Nobody", 14)),
    ],
    "load": [
        *_months("load"),
        ("fewer months", _choose("load_last", 15)),
        ("another band", _enter("A link worker sees", 210)),
        ("weeks of a place", _enter("Weeks", 10)),
    ],
    "practices": [
        *_months("practices"),
        ("another practice", lambda screen: screen.selectbox[2].select_index(5)),
        ("fewer months", _choose("practices_last", 15)),
    ],
    "map": [
        ("referrals as arcs", _choose("arcs", 2)),
        ("activities of a day", _choose("day", 1)),
        ("part of a day", _choose("part", 1)),
        ("other shades", _choose("steps", 1)),
        ("partnerships as arcs", _choose("arcs", 1)),
        ("at any time", _anytime),
    ],
    "for_whom": [*_months("for_whom"), ("fewer months", _choose("for_whom_last", 15))],
    "organisation": [],
    "overview": [],
}


def measured(names: Sequence[str] = tuple(_STEPS)) -> dict[str, list[dict[str, Any]]]:
    """Return by screen what it took to open, and to answer each choice."""
    found = {}
    for name in names:
        done = subprocess.run(  # noqa: S603 - this module
            [sys.executable, "-m", "tests.bench.bench_flow_screens", name],
            cwd=_CHECKOUT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found[name] = json.loads(done.stdout)
    return found


def run() -> str:
    """Return a markdown table: how soon each screen answers."""
    lines = [
        f"| {_TITLE} | opened first (s) | choices | median (s) | worst (s) | {_SLOWEST} |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    by_screen = measured()
    worst = {
        name: max((row["s"] for row in rows[1:]), default=0.0) for name, rows in by_screen.items()
    }
    for name in sorted(by_screen, key=lambda name: -worst[name]):
        first, *rows = by_screen[name]
        slowest = sorted(rows, key=lambda row: -row["s"])
        told = ", ".join(
            f"{row['what']} {row['s']:.2f} ({row['cpu_s']:.2f})" for row in slowest[:_N_SHOWN]
        )
        middle = slowest[len(slowest) // 2]["s"] if slowest else 0.0
        shown = f"**{worst[name]:.2f}**" if worst[name] > MOST_S else f"{worst[name]:.2f}"
        lines.append(
            f"| {name} | {first['s']:.2f} | {len(rows)} | {middle:.2f} | {shown} | {told} |"
        )
    return "\n".join(lines)


def timed(name: str) -> list[dict[str, Any]]:
    """Return what it takes to open one screen, and to answer each of its choices."""
    screen = AppTest.from_file(str(_SCREENS / f"{name}.py"), default_timeout=600)
    screen.session_state["snapshot"] = system()
    screen.session_state["map_is_seen"] = True  # its tables come when the browser says so
    rows = [_answered("opened", screen)]
    for what, change in _STEPS[name]:
        change(screen)
        rows.append(_answered(what, screen))
    return rows


def _answered(what: str, screen: AppTest) -> dict[str, Any]:
    started, wall_started = time.process_time(), time.perf_counter()
    screen.run()
    wall, processor = time.perf_counter() - wall_started, time.process_time() - started
    if screen.exception:
        raise AssertionError(screen.exception[0].value)
    return {"what": what, "s": wall, "cpu_s": processor}


if __name__ == "__main__":
    print(json.dumps(timed(sys.argv[1])))  # noqa: T201 - read by the bench
