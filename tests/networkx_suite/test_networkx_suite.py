"""NetworkX's own tests of every function that we declare, run on our arrays."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

import networkx as nx
import pytest
from tests.networkx_suite.exclusions import DIFFERENT, EXCLUSIONS, NOT_RUN, NOT_TESTED
from tests.networkx_suite.plugin import names_in_networkx

from assetmap.measures.networkx_functions import FUNCTIONS

PLACE: Final = Path(nx.__file__).parent
REPOSITORY: Final = Path(__file__).parents[2]


def test_networkx_finds_the_backend() -> None:
    found = [each.value for each in entry_points(group="networkx.backends", name="assetmap")]
    assert found == ["assetmap.measures.backend:BACKEND"], "install the package: make setup"


@pytest.mark.slow
def test_networkxs_own_tests_of_our_functions_pass_on_our_arrays(tmp_path: Path) -> None:
    calls = tmp_path / "calls.json"
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    finished = subprocess.run(  # noqa: S603  our own Python, on NetworkX's files
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-p", "tests.networkx_suite.plugin", "-c", str(tmp_path / "pytest.ini")),
            *("--rootdir", str(PLACE.parent), *_files_that_name_our_functions()),
        ],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY), *filter(None, sys.path)]),
            "NETWORKX_TEST_BACKEND": "assetmap",
            "NETWORKX_FALLBACK_TO_NX": "1",
            "ASSETMAP_CALLS": str(calls),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout[-6000:] + finished.stderr[-2000:]
    called = json.loads(calls.read_text(encoding="utf-8"))
    assert set(called) == set(FUNCTIONS) - set(NOT_TESTED), "which functions NetworkX tests"


def test_every_exclusion_has_a_reason() -> None:
    assert all(reason.endswith(".") for reason in _reasons())


def _reasons() -> list[str]:
    return [
        *(*EXCLUSIONS.values(), *NOT_RUN.values()),
        *(*NOT_TESTED.values(), *DIFFERENT.values()),
    ]


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_is_said_to_differ_differs_by_ties_of_a_node_with_itself(name: str) -> None:
    """NetworkX gives what ours gives once such ties are taken out, and something else before."""
    ties = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]
    without, graph = nx.Graph(ties), nx.Graph([*ties, ("c", "c"), ("a", "a")])
    asked = {"u": "c", "v": "d"} if name == "local_constraint" else {"nodes": ["c"]}
    theirs = getattr(nx, name)
    ours = theirs(graph, **asked, backend="assetmap")
    assert ours == pytest.approx(theirs(without, **asked))
    assert ours != pytest.approx(theirs(graph, **asked))


def test_of_directed_ties_ours_is_what_networkx_gives_where_it_is_right() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c"), ("c", "b")])
    ours = nx.effective_size(graph, backend="assetmap")
    assert ours == pytest.approx(nx.effective_size(graph, nodes=["a", "b", "c"]))
    assert ours != pytest.approx(nx.effective_size(graph))
    # a is tied to b doubly and to c: of b's ties the strongest is 2, of c's 1.
    assert ours["a"] == pytest.approx(2 - 1 / 3 * 1 / 2 - 2 / 3 * 1)
    graph = nx.DiGraph([("a", "b"), ("c", "b"), ("c", "a")])
    ours = nx.constraint(graph, nodes=["b"], backend="assetmap")
    assert ours["b"] == pytest.approx(nx.constraint(graph)["b"])
    assert math.isnan(nx.constraint(graph, nodes=["b"])["b"])


def test_a_second_node_that_is_not_there_is_refused_as_the_first_is() -> None:
    graph = nx.path_graph(3)
    assert nx.local_constraint(graph, 0, "nobody") == 0
    with pytest.raises(nx.NetworkXError, match="nobody"):
        nx.local_constraint(graph, 0, "nobody", backend="assetmap")


def _files_that_name_our_functions() -> list[str]:
    words = re.compile(rf"\b({'|'.join(sorted(names_in_networkx()))})\b")
    files = sorted(PLACE.rglob("tests/test_*.py"))
    return [
        str(file)
        for file in files
        if words.search(file.read_text(encoding="utf-8"))
        and not any(folder in file.as_posix() for folder in NOT_RUN)
    ]
