"""docs/gaps.md: how gaps are computed, the one that is planted found, and those of a real place."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from tests.evidence.flow_truths import SampleFiles, Truth
from tests.evidence.gap_examples import examples
from tests.evidence.gap_truths import NEED, WARD, gap_truths
from tests.evidence.marks import CHECKOUT

from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.gaps.narrowing import narrowed
from assetmap.release import seen_by
from assetmap.resources import resource_folder
from assetmap.views.gaps.helping import helper_rows
from assetmap.views.gaps.listing import gap_rows
from assetmap.views.gaps.look import look
from assetmap.views.gaps.nearby import places_near, venue_rows
from assetmap.views.measuring.gaps import gap_sentence, matrix_seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.model import Snapshot

PAGE: Final = CHECKOUT / "docs" / "gaps.md"

DAY: Final = dt.date(2026, 6, 30)
"""The last day of the sample place's journeys."""

REAL: Final = Path(__file__).parent / "trafford_gaps.json"
"""What is measured in Trafford; written, and compared, by the tests of real data."""

_TEXT: Final = Path(__file__).parent / "gaps_page.md"
_EVENING: Final = "weekday_evening"
_MOST: Final = 5


def sample_gap_truths(snapshot: Snapshot) -> list[Truth]:
    """Return what is planted about gaps in the sample place, as the files and assetmap tell it."""
    seen = seen_by(snapshot, "lead")
    matrix, _ = matrix_seen(seen, GapChoice(reach=Reach("area")), today=DAY)
    area, need = _number(seen, matrix.areas, WARD), _number(seen, matrix.needs, NEED)
    evening = [each.key for each in matrix.times].index(_EVENING)
    rooms = venue_rows(seen, matrix, places_near(seen, matrix, area), evening)
    cover = look(seen, today=DAY).coverage.areas.set_index("area_code")
    told = {
        "n_activities": int(matrix.reachable[area, need, 0, 0]),
        "n_evening": int(matrix.reachable[area, need, 0, evening]),
        "n_wards": int((matrix.reachable[:, need, 0, evening] > 0).sum()),
        "people": round(float(matrix.residents[matrix.starts.area == area, 0].sum())),
        "n_rooms": len({row["location_id"] for row in rooms if row["free"]}),
        "n_champions": int(cover["champions"].loc[matrix.areas[area]]),
    }
    return gap_truths(SampleFiles(resource_folder("sample_data")), told, DAY)


def gaps_page(snapshot: Snapshot, found: Iterable[Truth], real: Mapping[str, Any]) -> str:
    """Return the page as Markdown.

    Parameters
    ----------
    snapshot
        The sample place.
    found
        What is planted there.
    real
        What is measured in Trafford.
    """
    head = ["| what | found in the files | the same by assetmap |", "| --- | --- | --- |"]
    rows = [
        f"| {each.words} | {each.shown} | "
        f"{'yes' if each.from_files == each.by_command else '**no**'} |"
        for each in found
    ]
    looked = look(seen_by(snapshot, "lead"), today=DAY)
    return Template(_TEXT.read_text(encoding="utf-8")).substitute(
        truths="\n".join([*head, *rows]),
        largest="\n".join(f"1. {row['sentence']}" for row in gap_rows(looked, at_most=_MOST)),
        first=_first_by_ward(snapshot),
        helpers=_helpers(snapshot),
        need=NEED,
        ward=WARD,
        **examples(snapshot, NEED, WARD, DAY),
        **_real_parts(real),
    )


def read_real() -> dict[str, Any]:
    """Return what was last measured in Trafford."""
    found: dict[str, Any] = json.loads(REAL.read_text(encoding="utf-8"))
    return found


def _first_by_ward(snapshot: Snapshot) -> str:
    seen = seen_by(snapshot, "lead")
    matrix, _ = matrix_seen(seen, GapChoice(reach=Reach("area")), today=DAY)
    found = named_gaps(seen, matrix)
    return f"{gap_sentence(seen, matrix, found[0])} ({len(found):,} gaps have a name.)"


def _helpers(snapshot: Snapshot) -> str:
    looked = look(seen_by(snapshot, "lead"), today=DAY)
    whole = looked.matrix
    evening = [each.key for each in whole.times].index(_EVENING)
    matrix = narrowed(whole, 0, evening)
    area = _number(looked.seen, matrix.areas, WARD)
    cell = (area, _number(looked.seen, matrix.needs, NEED), 0, 0)
    return "\n".join(
        f"- **{row['name']}** has {row['has']}. "
        + " ".join(filter(None, (row["skill"], row["room"], row["trust"])))
        for row in helper_rows(looked.seen, matrix, cell, at_most=3)
    )


def _number(seen: Snapshot, ids: tuple[str, ...], name: str) -> int:
    return int(np.flatnonzero([seen.name_of[each] == name for each in ids])[0])


def _real_parts(real: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts of the page about Trafford."""
    columns = (
        *("within 20 minutes' walk", "places", "people without", "of them 65 and over"),
        *("of the most deprived fifth", "of the least", "concentration index"),
    )
    head = [f"| {' | '.join(columns)} |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    rows = [
        f"| {row['what']} | {row['n_places']:,} | {row['without']:,} ({row['share']:.0%}) | "
        f"{row['old_without']:,} | {row['most_deprived']:.0%} | {row['least_deprived']:.0%} | "
        f"{row['index']:+.2f} ({row['low']:+.2f} to {row['high']:+.2f}) |"
        for row in real["places"]
    ]
    return {
        "real_people": f"{real['people']:,}",
        "real_areas": f"{real['n_areas']:,}",
        "real_places": "\n".join([*head, *rows]),
        "real_gaps": "\n".join(f"1. {each}" for each in real["gaps"]),
        "real_n_gaps": f"{real['n_gaps']:,}",
    }
