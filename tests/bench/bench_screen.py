"""How soon the network screen can be used at 1,500 parties, beside plain pyvis in an iframe.

Both are drawn inside Streamlit by the same browser, from the request to the first drawing of all
parties: on a first visit, when the browser has nothing of Streamlit's yet, and on coming again.
The servers are warm, as they are for everybody but the first.
"""

from __future__ import annotations

import csv
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright
from tests.bench.bench_place import answers, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, Page

    Waiter = Callable[[Page], None]

N_PARTIES: Final = 1_500
_N_TIES: Final = 4_500
_N_RUNS: Final = 5
_PATIENCE_MS: Final = 120_000
_FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_OURS: Final = "assetmap's network screen"
_PEER_NAME: Final = "plain pyvis, iframe"
_PEER: Final = """
import csv
import random
import streamlit as st
from pyvis.network import Network
random.seed(1)
rows = list(csv.DictReader(open(FOLDER + "/Organisation.csv")))
ties = list(csv.DictReader(open(FOLDER + "/PARTNERS_WITH.csv")))
network = Network(height="640px", cdn_resources="in_line")
for row in rows:
    network.add_node(row["id"], label=row["name"], x=random.random() * 2000,
                     y=random.random() * 2000, shape="dot", size=8)
network.edges = [{"from": tie["from_id"], "to": tie["to_id"]} for tie in ties]
network.options.physics.enabled = False
st.title("Network")
st.iframe(network.generate_html(), height=660)
"""


def run() -> str:
    """Return a markdown table: seconds from request to drawing, ours and the peer's in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_place(folder)
        with _served_place(folder) as ours_at, _served_peer(folder) as peer_at:
            found = _measure(ours_at, peer_at)
    title = f"{N_PARTIES:,} parties, {_N_TIES:,} ties, {_N_RUNS} runs in turn"
    lines = [
        f"| {title} | first visit, median (s) | coming again, median (s) | all (s) |",
        "| --- | ---: | ---: | --- |",
    ]
    for name, seconds in found.items():
        first, again = (statistics.median(each) for each in zip(*seconds, strict=True))
        runs = ", ".join(f"{one:.2f} / {other:.2f}" for one, other in seconds)
        lines.append(f"| {name} | {first:.2f} | {again:.2f} | {runs} |")
    return "\n".join(lines)


def _write_place(folder: Path) -> None:
    random.seed(2026)
    ids = [f"o{number}" for number in range(N_PARTIES)]
    ties: set[tuple[str, str]] = set()
    while len(ties) < _N_TIES:
        first, second = random.sample(ids, 2)
        ties.add((first, second))
    (folder / "files").mkdir()
    for name, rows in (
        ("Organisation", [("id", "name"), *((each, f"Organisation {each}") for each in ids)]),
        ("PARTNERS_WITH", [("from_id", "to_id"), *sorted(ties)]),
    ):
        with (folder / "files" / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(rows)


@contextmanager
def _served_place(folder: Path) -> Iterator[str]:
    command = str(Path(sys.executable).with_name("assetmap"))
    store = str(folder / "place.db")
    subprocess.run(  # noqa: S603 - our own command
        [command, "load", str(folder / "files"), "--store", store], check=True, capture_output=True
    )
    port = free_port()
    with _running([command, "serve", "--store", store, "--port", str(port)], port, "/app"):
        yield f"http://127.0.0.1:{port}/app/network"


@contextmanager
def _served_peer(folder: Path) -> Iterator[str]:
    script = folder / "peer.py"
    script.write_text(_PEER.replace("FOLDER", repr(str(folder / "files"))))
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    settings = [f"--server.port={port}", "--server.address=127.0.0.1"]
    settings += ["--browser.gatherUsageStats=false"]
    with _running([*command, *settings], port, ""):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def _running(command: Sequence[str], port: int, base: str) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not answers(f"http://127.0.0.1:{port}{base}/_stcore/health"):
            if process.poll() is not None:
                raise AssertionError(command)
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def _measure(ours_at: str, peer_at: str) -> dict[str, list[tuple[float, float]]]:
    """Return by name, for each run, the seconds of a first visit and of coming again."""
    found: dict[str, list[tuple[float, float]]] = {_OURS: [], _PEER_NAME: []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*_FLAGS])
        for number in range(_N_RUNS + 1):
            for name, address, wait in (
                (_OURS, ours_at, _ours_drawn),
                (_PEER_NAME, peer_at, _peer_drawn),
            ):
                seconds = _visits(browser, address, wait)
                if number:  # the first warms the servers
                    found[name].append(seconds)
        browser.close()
    return found


def _visits(browser: Browser, address: str, wait: Waiter) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        page.goto(address, wait_until="commit")
        wait(page)
        seconds.append(time.perf_counter() - started)
        page.goto("about:blank")
    context.close()
    return seconds[0], seconds[1]


def _ours_drawn(page: Page) -> None:
    page.wait_for_selector('iframe[data-drawn="yes"]', state="attached", timeout=_PATIENCE_MS)


def _peer_drawn(page: Page) -> None:
    page.wait_for_selector("iframe", state="attached", timeout=_PATIENCE_MS)
    drawn = f"typeof network !== 'undefined' && network.body.nodeIndices.length === {N_PARTIES}"
    while True:
        for frame in page.frames[1:]:
            if frame.evaluate(drawn):
                # Its first picture comes with the next frame of the screen.
                frame.evaluate("new Promise(done => requestAnimationFrame(() => done(1)))")
                return
        page.wait_for_timeout(10)
