"""A writer killed at random moments; `tests/soak/kill_store.py` does the same a thousand times."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "soak" / "kill_store.py"


@pytest.mark.slow
def test_a_killed_writer_leaves_every_acknowledged_change_and_none_by_half() -> None:
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, str(SCRIPT), "--points", "20", "--seed", "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    result = json.loads(done.stdout)
    assert result["faults"] == []
    assert result["points"] == 20
    assert result["changes_acknowledged"] > 0
    assert done.returncode == 0
