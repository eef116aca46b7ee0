"""docs/certainty.md says what the last simulation found, and that it is honest."""

from __future__ import annotations

import json

from tests.soak.certainty import DOCS, KINDS, REAL, page
from tests.unit.measures.certainty.coverage import RANK

from assetmap.measures.certainty.interval import SHOWN_TO_HOLD

RESULT = json.loads((DOCS / "soak" / "certainty.json").read_text(encoding="utf-8"))


def test_the_page_is_that_of_the_last_simulation() -> None:
    assert (DOCS / "certainty.md").read_text(encoding="utf-8") == page(RESULT)


def test_at_three_of_ten_silent_nine_intervals_of_ten_cover_the_truth() -> None:
    chance = 1.64 * (0.9 * 0.1 / RESULT["n_towns"]) ** 0.5
    own = [row for row in RESULT["rows"] if row["method"] == "completed" and row["silent"] == 0.3]
    assert {row["town"] for row in own} == {*KINDS, *REAL}
    for row in own:
        for name in (*SHOWN_TO_HOLD, RANK):
            share = row["coverage"].get(name)
            assert share is None or 0.85 - chance <= share <= 0.95 + chance, (row["town"], name)
