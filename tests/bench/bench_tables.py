"""Measures of claims, of shares and of tables beside what does the same in another library.

Processor seconds, the least of some runs in turn; ours and theirs must find the same.
"""

from __future__ import annotations

import math
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from tests.bench.claim_works import claim_works
from tests.bench.measure_graphs import SIZES
from tests.bench.table_work import MOST_S
from tests.bench.table_works import seat_works, table_works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.bench.table_work import TableWork

_SIZES: Final = ("town", "system")
_N_TIMES: Final = 5
_ENOUGH_S: Final = 1.0  # more is not timed again
_SAME: Final = 1e-9
_HEAD: Final = (
    "| measure | peer | assetmap (s) | peer (s) | of peer |",
    "| --- | --- | ---: | ---: | ---: |",
)


def run() -> str:
    """Return a markdown table for each size, and one for round tables."""
    warm = SIZES["town"]._replace(n_nodes=100, n_ties=400)
    for work in (*claim_works(warm), *table_works(warm)):
        _lines(work)
    parts = []
    for name in _SIZES:
        size = SIZES[name]
        head = f"### {size.title}: {size.n_nodes:,} organisations, {size.n_ties:,} claims or ties"
        parts.append(_table(head, (*claim_works(size), *table_works(size))))
    return "\n\n".join([*parts, _table("### A table of 12 seats, of 200 guests", seat_works())])


def _table(head: str, works: Iterable[TableWork]) -> str:
    return "\n".join([head, "", *_HEAD, *(line for work in works for line in _lines(work))])


def _lines(work: TableWork) -> list[str]:
    """Return a line for each peer, or one where there is none."""
    ours, found = _timed(lambda: partial(work.ours, work.given()))
    start = f"| {work.name} | {{}} | {ours:.5f} |"
    lines = []
    for peer in work.peers:
        theirs, same = _timed(partial(work.peers.get, peer))
        if same is None:
            lines.append(f"{start.format(peer)} over {MOST_S} s |  |")
            continue
        if not math.isclose(work.answer(found), work.answer(same), rel_tol=_SAME):
            raise AssertionError((work.name, peer, work.answer(found), work.answer(same)))
        times = f"**{ours / theirs:.2f}**" if ours > theirs else f"{ours / theirs:.2f}"
        lines.append(f"{start.format(peer)} {theirs:.5f} | {times} |")
    return lines or [f"{start.format('')}  |  |"]


def _timed(prepared: Callable[[], Any]) -> tuple[float, Any]:
    """Return the least processor seconds of some runs of what is prepared, and the last result."""
    times: list[float] = []
    result = None
    while not times or (len(times) < _N_TIMES and sum(times) < _ENOUGH_S):
        work = prepared()
        started = time.process_time()
        result = work()
        times.append(time.process_time() - started)
    return min(times), result


if __name__ == "__main__":
    print(run())  # noqa: T201 - what a bench is for
