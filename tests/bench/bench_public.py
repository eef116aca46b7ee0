"""The public site at 20,000 activities, and the same records searched in Datasette beside it.

Both answer the same sentences of `tests/unit/search/everyday.csv` with a page of twelve, each by
one process; whoever asks is another. Datasette is given the sentence's words as alternatives, for
it would find nothing with all of them; it is not told where from, nor what people mean.
"""

from __future__ import annotations

import csv
import random
import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright
from tests.bench.bench_place import answers, free_port
from tests.bench.many_activities import many_activities, write_for_datasette, write_store
from tests.bench.public_clients import Asked, ask, hold
from tests.page_parts import PUBLIC_SITE, write_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd
    from playwright.sync_api import Page, Request

_SENTENCES: Final = Path(__file__).parents[1] / "unit" / "search" / "everyday.csv"
_N_ALONE: Final = 600
_N_TOGETHER: Final = 4_000
_AT_ONCE: Final = 20
_N_LONG: Final = 100_000
_N_LOOKS: Final = 5
_N_HELD, _HELD_S, _READ_S = 500, 60.0, 5.0
_N_VISITS: Final = 5
_PATIENCE_S: Final = 120
_FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_PAINT: Final = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().at(-1).startTime)).observe(
        { type: 'largest-contentful-paint', buffered: true }))"""


def run() -> str:
    """Return a markdown table: how fast, how large, how steady; and Datasette's part of it."""
    rows = many_activities()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        write_store(rows, folder / "town.db")
        port, process = stack.enter_context(_ours(folder / "town.db"))
        questions = [*_questions(rows, _N_ALONE + _N_TOGETHER)]
        ours = _searched(port, [f"/search?{urlencode(each)}" for each in questions])
        peer = _peer(rows, folder, questions)
        weight, paints = _first_page(port)
        long, memory = _long(port, process, rows)
        held = hold(port, [*_paths(rows, _N_TOGETHER, 3)], _N_HELD, _HELD_S, _READ_S)
    table = _table(len(rows["Activity"]), {"assetmap": ours, **peer})
    told = f"{table}\n{_told(weight, paints, memory, long, held)}\n"
    write_part(PUBLIC_SITE, "bench figures", told)
    return told


def _questions(rows: Mapping[str, pd.DataFrame], n: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Give so many searches: everyday sentences, most from somewhere, some on a day."""
    chance = random.Random(seed)
    with _SENTENCES.open(encoding="utf-8") as file:
        sentences = [row["sentence"] for row in csv.DictReader(file)]
    postcodes = rows["Postcode"]["id"].tolist()
    for _ in range(n):
        asked = {"q": chance.choice(sentences)}
        if chance.random() < 0.6:
            asked["postcode"] = chance.choice(postcodes)
        if chance.random() < 0.2:
            asked["day"] = chance.choice(("monday", "saturday", "weekend"))
        if chance.random() < 0.1:
            asked["free"] = "1"
        yield asked


def _paths(rows: Mapping[str, pd.DataFrame], n: int, seed: int) -> Iterator[str]:
    """Give so many addresses as people go from one to another: half searches, half activities."""
    chance = random.Random(seed)
    ids = rows["Activity"]["id"].tolist()
    for asked in _questions(rows, n, seed):
        is_search = chance.random() < 0.5
        yield f"/search?{urlencode(asked)}" if is_search else f"/activities/{chance.choice(ids)}"


def _searched(port: int, paths: Sequence[str]) -> tuple[Asked, Asked]:
    """Return how searches were answered one by one, and several at once."""
    ask(port, paths[-200:], 1)  # what both keep for the next is there now
    alone = ask(port, paths[:_N_ALONE], 1)
    return alone, ask(port, paths[_N_ALONE:], _AT_ONCE)


def _peer(
    rows: dict[str, pd.DataFrame], folder: Path, questions: Sequence[Mapping[str, str]]
) -> dict[str, tuple[Asked, Asked]]:
    if find_spec("datasette") is None:
        return {}
    given = write_for_datasette(rows, folder)
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", *given, "--port", str(port)]
    with _running(command, f"http://127.0.0.1:{port}/-/versions.json"):
        paths = [f"/activities/best?{urlencode({'words': _as_words(each)})}" for each in questions]
        return {"Datasette": _searched(port, paths)}


def _as_words(asked: Mapping[str, str]) -> str:
    """Return a sentence as alternatives in the language of SQLite's full text search."""
    words = dict.fromkeys(re.findall(r"\w+", asked["q"]))
    return " OR ".join(f'"{word}"' for word in words)


@contextmanager
def _ours(store: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "-m", "assetmap.cli.main", "serve", "--public-only"]
    command += ["--rate-limit", "0", "--store", str(store), "--port", str(port)]
    with _running(command, f"http://127.0.0.1:{port}/robots.txt") as process:
        ask(port, ["/", "/search?q=choir"], 1)  # waits until the place is read
        yield port, process


@contextmanager
def _running(command: Sequence[str], address: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        end = time.perf_counter() + _PATIENCE_S
        while not answers(address):
            if process.poll() is not None or time.perf_counter() > end:
                raise AssertionError(command)
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait()


def _first_page(port: int) -> tuple[int, list[float]]:
    """Return the bytes of the first page in all, and seconds to its largest paint in Chromium."""
    weights, paints = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*_FLAGS])
        for _ in range(_N_VISITS):
            context = browser.new_context(viewport={"width": 390, "height": 844})
            weight, paint = _visit(context.new_page(), f"http://127.0.0.1:{port}/")
            weights.append(weight)
            paints.append(paint)
            context.close()
        browser.close()
    return max(weights), paints


def _visit(page: Page, address: str) -> tuple[int, float]:
    came: list[Request] = []

    def note(request: Request) -> None:
        came.append(request)

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    sizes = [request.sizes() for request in came]
    weight = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)
    return weight, page.evaluate(_PAINT) / 1_000


def _long(
    port: int, process: subprocess.Popen[bytes], rows: Mapping[str, pd.DataFrame]
) -> tuple[Asked, list[tuple[int, float]]]:
    """Return how very many requests went, and the memory after each part of them in MB."""
    asked: list[Asked] = []
    memory = [(0, _memory_mb(process.pid))]
    part = _N_LONG // _N_LOOKS
    for number in range(1, _N_LOOKS + 1):
        asked.append(ask(port, [*_paths(rows, part, 10 + number)], _AT_ONCE))
        memory.append((number * part, _memory_mb(process.pid)))
    whole = Asked(
        tuple(each for one in asked for each in one.seconds),
        sum(one.wall_s for one in asked),
        sum(one.n_errors for one in asked),
    )
    return whole, memory


def _memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1_024


def _table(n: int, searched: Mapping[str, tuple[Asked, Asked]]) -> str:
    heads = [f"{n:,} activities, everyday sentences", "alone: median, p95 (ms)"]
    heads += [f"{_AT_ONCE} at once: median, p95 (ms)", "requests a second", "errors"]
    lines = [f"| {' | '.join(heads)} |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, (alone, together) in searched.items():
        lines.append(
            f"| {name} | {alone.ms(50):.1f}, {alone.ms(95):.1f} "
            f"| {together.ms(50):.1f}, {together.ms(95):.1f} | {together.a_second:.0f} "
            f"| {alone.n_errors + together.n_errors} |"
        )
    if len(searched) == 1:
        lines.append("| Datasette | not installed | | | |")
    return "\n".join(lines)


def _told(
    weight: int,
    paints: Sequence[float],
    memory: Sequence[tuple[int, float]],
    long: Asked,
    held: Asked,
) -> str:
    looks = ", ".join(f"{mb:.0f} after {n:,}" for n, mb in memory)
    return f"""
| the public site beside this | |
| --- | --- |
| first page with all that belongs to it | {weight / 1_000:.1f} kB |
| its largest paint in Chromium, {len(paints)} first visits, the longest | {max(paints):.2f} s |
| memory over {_N_LONG:,} requests (searches and activities, {_AT_ONCE} at once) | {looks} MB |
| errors among them | {long.n_errors} |
| {_N_HELD} clients held open for {_HELD_S:.0f} s, each asking every {_READ_S:.0f} s | \
{len(held.seconds):,} answers, p95 {held.ms(95):.0f} ms, {held.n_errors} errors |"""
