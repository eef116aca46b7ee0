"""What R finds for every network, worked out by one process for all tests."""

from __future__ import annotations

import csv
import math
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.r.networks import published_networks, random_networks
from tests.r.surveys import made_survey

from assetmap.measures.trust import SCORES
from assetmap.network import arrays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.r.networks import Given
    from tests.r.surveys import MadeSurvey

_SCRIPT: Final = Path(__file__).with_name("measures.R")

Found = dict[str, dict[str, list[float]]]
"""Values by network and key; a key that ends in "each" has one a node."""


def _write(folder: Path, networks: Mapping[str, Given]) -> None:
    with (folder / "networks.csv").open("w", encoding="utf-8") as file:
        file.write("name,n_nodes,directed\n")
        for name, given in networks.items():
            directed = str(given.network.is_directed()).upper()
            file.write(f"{name},{len(given.network)},{directed}\n")
    for name, given in networks.items():
        _write_ties(folder / f"{name}_ties.csv", given)
        numbers = given.network.codes(given.group_of) + 1
        sectors = [given.group_of[node] for node in given.network.nodes]
        groups = "".join(
            f"{number},{name}\n" for number, name in zip(numbers, sectors, strict=True)
        )
        (folder / f"{name}_groups.csv").write_text(f"group,sector\n{groups}", encoding="utf-8")


def _write_ties(path: Path, given: Given) -> None:
    network = given.network
    start = arrays.arc_starts(network.outgoing)
    once = start <= network.indices if not network.is_directed() else start >= 0
    columns = (start[once] + 1, network.indices[once] + 1, network.weights[once])
    ends = zip(*(column.tolist() for column in columns), strict=True)
    ties = "".join(f"{source},{target},{weight!r}\n" for source, target, weight in ends)
    path.write_text(f"source,target,weight\n{ties}", encoding="utf-8")


def _write_survey(folder: Path, said: MadeSurvey) -> None:
    people = "".join(
        f"{str(letter in said.asked).upper()},{str(letter in said.answered).upper()}\n"
        for letter in said.everybody
    )
    (folder / "survey_people.csv").write_text(f"asked,answered\n{people}", encoding="utf-8")
    with (folder / "survey_claims.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["from", "to", "intensity", *SCORES])
        for pair, given in said.claims.items():
            rows.writerow([*(said.everybody.index(letter) + 1 for letter in pair), *given])


def _read(path: Path) -> Found:
    found: Found = defaultdict(lambda: defaultdict(list))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row["value"]
            value = math.nan if text in {"NA", "NaN"} else float(text)
            found[row["network"]][row["key"]].append(value)
    return {network: dict(values) for network, values in found.items()}


@pytest.fixture(scope="session")
def random_given() -> dict[str, Given]:
    """Random networks of all kinds, and shapes with values known by heart."""
    return random_networks()


@pytest.fixture(scope="session")
def published_given() -> dict[str, Given]:
    """Networks that others published; none without the folder that holds them."""
    folder = Path(os.environ.get("ASSETMAP_REAL_DATA", "")) / "networks"
    return published_networks(folder) if folder.is_dir() else {}


@pytest.fixture(scope="session")
def found_by_r(
    tmp_path_factory: pytest.TempPathFactory,
    random_given: dict[str, Given],
    published_given: dict[str, Given],
) -> Found:
    """What sna and igraph find for all of them."""
    folder = tmp_path_factory.mktemp("r")
    _write(folder, {**random_given, **published_given})
    _write_survey(folder, made_survey())
    program = shutil.which("Rscript")
    assert program, "R is gone since the tests were collected"
    command = [program, "--vanilla", str(_SCRIPT), str(folder)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - ours
    assert ran.returncode == 0, ran.stderr
    return _read(folder / "values.csv")
