"""Networks of real people and organisations, as surveys that all answered.

Those of `ASSETMAP_REAL_DATA` are directed where each was asked, and ties both ways where only
the tie is known. Coleman's friends come with R's package sna, the karate club with NetworkX.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Final

import networkx as nx
import pandas as pd

from assetmap.measures.claims import Claims
from assetmap.measures.clusters import cluster
from assetmap.model import conform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    Survey = tuple[Claims, dict[str, str]]
    Pairs = Iterable[tuple[str, str]]

_FEWEST_OF_A_CLUSTER: Final = 8


def lawyers(folder: Path, name: str, group: str) -> Survey:
    """Return who of a law firm names whom, and an attribute of each (Lazega 2001)."""
    people, ties = (_table(folder / f"{name}_{part}.csv") for part in ("nodes", "edges"))
    groups = dict(zip(people["id"], people[group], strict=True))
    return _survey(groups, zip(ties["source"], ties["target"], strict=True))


def families(folder: Path, name: str) -> Survey:
    """Return ties of families of Florence, and how rich each is (Padgett and Ansell 1993)."""
    people, ties = (_table(folder / f"{name}_{part}.csv") for part in ("nodes", "edges"))
    rich = pd.qcut(people["wealth"].astype(float), 3, labels=["low", "middle", "high"])
    groups = dict(zip(people["name"], rich.astype(str), strict=True))
    return _survey(groups, _both_ways(zip(ties["source"], ties["target"], strict=True)))


def bristol(folder: Path) -> Survey:
    """Return civic organisations that share a person (Diani and Bison 2004).

    Groups are whether an organisation took part in festivals, in protests, in both or neither.
    """
    nodes, ties = (
        _table(folder / f"bristol_civic_organisations_{part}.csv") for part in ("nodes", "edges")
    )
    level = dict(zip(nodes["name"], nodes["lvl"], strict=True))
    met: dict[str, set[str]] = {name: set() for name, each in level.items() if each == "2"}
    for one, other in _both_ways(zip(ties["source"], ties["target"], strict=True)):
        if one in met:
            met[one].add(other)
    events = [name for name, each in level.items() if each == "3"]
    festivals = set(events[: events.index("WomensDay") + 1])
    groups = {
        name: f"{bool(others & festivals)} {bool(others & (set(events) - festivals))}"
        for name, others in met.items()
    }
    people = {name for name, each in level.items() if each == "1"}
    shared = [
        (one, other)
        for one in met
        for other in met
        if one != other and met[one] & met[other] & people
    ]
    return _survey(groups, shared)


def karate_club() -> Survey:
    """Return members of a club who meet outside it, and whom each then followed (Zachary 1977)."""
    graph = nx.karate_club_graph()
    groups = {str(node): str(club) for node, club in graph.nodes(data="club")}
    return _survey(groups, _both_ways((str(one), str(other)) for one, other in graph.edges))


def pupils(term: int) -> Survey:
    """Return whom pupils of a school name as friends in the first or second term (Coleman 1964).

    Groups are the clusters of the other term's friends, small ones put together.
    """
    now, other = (_coleman(each) for each in (term, 3 - term))
    alike = {f"{number}": "" for number in range(73)}
    of_other = cluster(_survey(alike, other)[0].network).astype(str).to_dict()
    sizes = Counter(of_other.values())
    groups = {
        id_: found if sizes[found] >= _FEWEST_OF_A_CLUSTER else "small"
        for id_, found in of_other.items()
    }
    return _survey({str(id_): group for id_, group in groups.items()}, now)


def real_networks(folder: Path) -> dict[str, Callable[[], Survey]]:
    """Return what reads each network, by name."""
    return {
        "lawyers: advice": lambda: lawyers(folder, "law_advice", "office"),
        "lawyers: friends": lambda: lawyers(folder, "law_friends", "office"),
        "lawyers: work": lambda: lawyers(folder, "law_cowork", "practice"),
        "pupils, first term": lambda: pupils(1),
        "pupils, second term": lambda: pupils(2),
        "civic organisations": lambda: bristol(folder),
        "karate club": karate_club,
        "families: marriage": lambda: families(folder, "flo_marriage"),
    }


def _coleman(term: int) -> list[tuple[str, str]]:
    program = shutil.which("Rscript")
    assert program, "R is missing: make setup says how to get it"
    script = f"library(sna); data(coleman); write.csv(which(coleman[{term},,] > 0, arr.ind = TRUE))"
    command = [program, "--vanilla", "-e", script]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    return [(str(int(row["row"]) - 1), str(int(row["col"]) - 1)) for row in rows]


def _both_ways(pairs: Pairs) -> list[tuple[str, str]]:
    given = list(pairs)
    return list(dict.fromkeys([*given, *((other, one) for one, other in given)]))


def _survey(group_of: Mapping[str, str], pairs: Pairs) -> Survey:
    ties = [(one, other) for one, other in dict.fromkeys(pairs) if one != other]
    rows = pd.DataFrame(
        {
            "id": [f"{one} {other}" for one, other in ties],
            "from_id": [one for one, _ in ties],
            "to_id": [other for _, other in ties],
        }
    )
    everybody = frozenset(group_of)
    return Claims(None, everybody, everybody, conform("PARTNERS_WITH", rows)), dict(group_of)


def _table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)
