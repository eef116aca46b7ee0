"""Waits beside R's survival, on random people with ties, and with all or nobody censored."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assetmap.measures.flows.kaplan_meier import kaplan_meier, medians

_SCRIPT = Path(__file__).with_name("waits.R")
_R = shutil.which("Rscript")
_ASKED = [str(_R), "--vanilla", "-e", 'find.package("survival")']
_HAS_R = bool(_R) and not subprocess.run(_ASKED, check=False, capture_output=True).returncode  # noqa: S603 - fixed

pytestmark = pytest.mark.skipif(not _HAS_R, reason="R's survival is not installed")


def _people() -> pd.DataFrame:
    random = np.random.default_rng(2026)
    parts = []
    for number in range(120):
        n = int(random.integers(1, 60))
        over = random.random(n) < (0.0, 0.3, 0.7, 1.0)[number % 4]
        days = random.integers(0, 40, n)
        parts.append(pd.DataFrame({"name": number, "days": days, "over": over.astype(int)}))
    return pd.concat(parts, ignore_index=True)


@pytest.mark.evidence("waits", "R survival::survfit and quantile, log-log, on random people")
def test_curves_and_medians_are_those_of_r(tmp_path: Path) -> None:
    people = _people()
    people.to_csv(tmp_path / "waits.csv", index=False)
    subprocess.run([str(_R), "--vanilla", str(_SCRIPT), str(tmp_path)], check=True)  # noqa: S603 - ours
    theirs = pd.read_csv(tmp_path / "curves.csv").set_index(["name", "key"])["value"]
    group = people["name"].to_numpy(dtype=np.int32)
    days = people["days"].to_numpy(dtype=np.int32)
    curves = kaplan_meier(days, people["over"].to_numpy(dtype=bool), group, 120)
    for key, ours in zip(("median", "low", "high"), medians(curves), strict=True):
        assert ours == pytest.approx(theirs.xs(key, level="key"), abs=1e-9, nan_ok=True), key
    names = {"days": "days", "share": "share", "lower": "low", "upper": "high"}
    for key, name in names.items():
        expected = theirs.xs(key, level="key")
        assert curves.group.tolist() == expected.index.tolist()
        assert getattr(curves, name) == pytest.approx(expected.to_numpy(), abs=1e-9, nan_ok=True), (
            key
        )
