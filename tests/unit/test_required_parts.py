"""Where a part of the machine is required, a run that lacks it fails instead of skipping tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


def test_every_part_is_required_of_every_change() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    assert "export ASSETMAP_REQUIRE=browser,real,neo4j,r\n" in script
    assert "ASSETMAP_NEO4J_URI" not in script


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("neo4j", "asks for 'neo4j', but Maven, which fetches Neo4j, is not installed"),
        ("r", "asks for 'r', but R is not installed"),
        ("real", "asks for 'real', but ASSETMAP_REAL_DATA names no folder of data"),
        ("sandwich", "ASSETMAP_REQUIRE names 'sandwich'; there are browser, real, neo4j, r"),
    ],
)
def test_a_required_part_that_is_missing_ends_the_run(tmp_path: Path, part: str, said: str) -> None:
    kept = {"PYTHONPATH", "HOME"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    # Neither Maven nor files that it fetched before.
    environment |= {"PATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/unit/test_resources.py"],
        cwd=CHECKOUT,
        env={**environment, "ASSETMAP_REQUIRE": part},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 4
    assert said in ran.stdout + ran.stderr
