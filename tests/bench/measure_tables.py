"""The tables of the bench of measures, as Markdown: losses first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.bench.engines.works import (
    COMPARABLE,
    FLOOR,
    KNOWN_DIFFERENCES,
    OTHER_WORK,
    UNDIRECTED,
)
from tests.bench.measure_graphs import SIZES

from assetmap.measures import MEASURES, betweenness, distances

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = dict[str, Any]

ENGINES: Final = {
    "assetmap": "assetmap",
    "networkx": "NetworkX",
    "igraph": "igraph",
    "networkit": "networkit",
    "rustworkx": "rustworkx",
    "graph_tool": "graph-tool",
    "scipy": "SciPy",
    "sna": "R sna",
}
_INTRODUCTION: Final = """\
Processor seconds, all threads counted, the least of up to ten runs; in brackets with the building
of the graph from ids. *Of best* is ours over that of the fastest other library, without and with
building: above 1 we lose, and losses stand first. Each piece of work has a process of its own,
everything compiled before, and nothing remembered of the network. *MB* is the most that the process
held, its graph included, by us and by the fastest other. *over*: ended there, or known from a
smaller size to take longer. Measures that look past directions are given the undirected network.
R's sna is timed by R's own clock, from a list of ties, which it needs no graph for.
"""
_PICTURE: Final = (
    "![Seconds by the number of ties, a panel a measure](pictures/measures-growth.svg)"
)
_OF_LINES: Final = ("build", "build_undirected")
_SAME_SUM: Final = 1e-4
_SAMPLED_ABOVE: Final = {
    "betweenness_centralisation": betweenness.EXACT_WORK,
    "diameter": distances.EXACT_WORK,
    "mean_distance": distances.EXACT_WORK,
}
"""Nodes times arcs from which on a number of the network is looked for from some nodes alone."""


@dataclass(frozen=True)
class Race:
    """One measure on one size, by every engine that has it.

    Attributes
    ----------
    measure
        Its name.
    rows
        What each engine took, or why it was ended.
    """

    measure: str
    rows: Mapping[str, Row]

    @property
    def ours(self) -> Row:
        """What we took."""
        return self.rows["assetmap"]

    @property
    def peers(self) -> list[Row]:
        """What the others took, the fastest first; those that were ended are left out."""
        ended = [row for by, row in self.rows.items() if by != "assetmap" and "s" in row]
        return sorted(ended, key=lambda row: float(row["s"]))

    def ratio(self, *, with_building: bool = False) -> float | None:
        """Return how many times the best of the others we took; None without both."""
        if "s" not in self.ours or not self.peers:
            return None
        best = min(_seconds(row, with_building=with_building) for row in self.peers)
        return _seconds(self.ours, with_building=with_building) / best

    @property
    def words(self) -> tuple[str, str]:
        """How many times the best of the others we took, without and with building."""
        alone, together = self.ratio(), self.ratio(with_building=True)
        if alone is not None and together is not None:
            return _times(alone), "" if self.measure in _OF_LINES else _times(together)
        limits = [
            row["over_s"] for by, row in self.rows.items() if by != "assetmap" and "over_s" in row
        ]
        if "s" not in self.ours or not limits or len(limits) < len(self.rows) - 1:
            return "", ""
        # Nobody else came to an end: the best of them took longer than its limit.
        return f"< {_times(self.ours['s'] / min(limits))}", ""

    @property
    def other_sums(self) -> list[str]:
        """Engines whose result adds up to another number than ours."""
        mine = self.ours.get("adds_up_to")
        if mine is None or self.measure not in COMPARABLE:
            return []
        return [
            ENGINES[by]
            for by, row in self.rows.items()
            if (sum_of := row.get("adds_up_to")) is not None
            and abs(sum_of - mine) > _SAME_SUM * max(abs(mine), abs(sum_of))
        ]

    @property
    def qualities(self) -> list[str]:
        """How good each engine's clusters are, where that was measured."""
        said = [
            f"{ENGINES[by]} {row['modularity']:.4f}"
            for by, row in self.rows.items()
            if "modularity" in row
        ]
        return [f"modularity: {', '.join(said)}"] if said else []


def tables(rows: Sequence[Row]) -> str:
    """Return what was measured, a table a size."""
    versions = sorted({row["version"] for row in rows if row.get("version")}, key=str.casefold)
    sizes = dict.fromkeys(row["size"] for row in rows)
    parts = [_introduction(versions), *(_table(size, races_of(rows, size)) for size in sizes)]
    if len(sizes) > 1:
        parts.insert(1, _PICTURE)
    return "\n\n".join(parts) + "\n"


def races_of(rows: Sequence[Row], size: str) -> list[Race]:
    """Return the races of a size that we took part in."""
    by_measure: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["size"] == size:
            by_measure.setdefault(row["measure"], {})[row["engine"]] = row
    return [Race(name, found) for name, found in by_measure.items() if "assetmap" in found]


def _introduction(versions: Sequence[str]) -> str:
    return f"{_INTRODUCTION}{', '.join(versions)}."


def _table(size: str, races: Sequence[Race]) -> str:
    title, n_nodes, n_ties, *_ = SIZES[size]
    engines = [each for each in ENGINES if any(each in race.rows for race in races)]
    head = [
        "measure",
        "of best",
        "with building",
        *(ENGINES[each] for each in engines),
        "MB, ours",
        "MB, best",
        "note",
    ]
    lines = [
        f"### {title}: {n_nodes:,} parties, {n_ties:,} ties",
        "",
        *_floor(races),
        f"| {' | '.join(head)} |",
        f"| --- |{' ---: |' * (len(head) - 2)} --- |",
        *(
            _line(race, engines, sampled_words(race.measure, size))
            for race in _losses_first(races)
            if race.measure != FLOOR
        ),
    ]
    return "\n".join(lines)


def _floor(races: Sequence[Race]) -> list[str]:
    passes = [race.ours for race in races if race.measure == FLOOR]
    said = "One pass over the arcs, which is the least for a measure that looks at all: {:.5f} s."
    return [line for row in passes for line in (said.format(row["s"]), "")]


def _losses_first(races: Sequence[Race]) -> list[Race]:
    """Return the races by falling ratio; those without others come last, by name."""

    def place(race: Race) -> tuple[float, str]:
        ratio = race.ratio()
        return (-ratio if ratio is not None else 0.0, race.measure)

    return sorted(races, key=place)


def sampled_words(name: str, size: str) -> str:
    """Return what a note says of a measure that is estimated at a size, empty where it is exact."""
    _, n_nodes, n_ties, *_ = SIZES[size]
    work = n_nodes * n_ties * (2 if name in UNDIRECTED else 1)
    measure = MEASURES.get(name)
    if measure and measure.sampled and work > measure.exact_work:
        return f"screens show {measure.sampled.__name__} at this size"
    return "ours is estimated at this size" if work > _SAMPLED_ABOVE.get(name, work) else ""


def _line(race: Race, engines: Sequence[str], sampled: str) -> str:
    notes = [words for words in (sampled, OTHER_WORK.get(race.measure, "")) if words]
    notes += race.qualities
    if race.other_sums:
        why = KNOWN_DIFFERENCES.get(race.measure, "")
        notes.append(f"other numbers: {', '.join(race.other_sums)}{why and f' ({why})'}")
    cells = [
        race.measure,
        *race.words,
        *(_cell(race.rows.get(each)) for each in engines),
        f"{race.ours.get('mb', 0):,.0f}",
        f"{race.peers[0]['mb']:,.0f}" if race.peers else "",
        "; ".join(notes),
    ]
    return f"| {' | '.join(cells)} |"


def _times(ratio: float) -> str:
    return f"**{ratio:.2f}**" if ratio > 1 else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}"


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    if "s" not in row:
        return str(row["why"])
    alone = _figure(row["s"])
    return (
        f"{alone} ({_figure(_seconds(row, with_building=True))})" if "building_s" in row else alone
    )


def _figure(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f}"
    return f"{seconds:.5f}" if seconds >= 1e-4 else f"{seconds:.7f}"


def _seconds(row: Row, *, with_building: bool) -> float:
    return float(row["s"]) + (float(row.get("building_s", 0)) if with_building else 0.0)
