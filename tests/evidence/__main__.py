"""Writes the pages measures, flows and gaps: `python -m tests.evidence`, as in `make generate`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.evidence import flows_page, gaps_page
from tests.evidence.marks import collected
from tests.evidence.measures_page import PAGE, measures_page

if __name__ == "__main__":
    PAGE.write_text(measures_page(collected()), encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="assetmap-") as folder:
        place = flows_page.sample_place(Path(folder) / "sample.db")
    found = flows_page.sample_truths(place)
    flows_page.PAGE.write_text(flows_page.flows_page(place, found), encoding="utf-8")
    gap_truths = gaps_page.sample_gap_truths(place)
    told = gaps_page.gaps_page(place, gap_truths, gaps_page.read_real())
    gaps_page.PAGE.write_text(told, encoding="utf-8")
