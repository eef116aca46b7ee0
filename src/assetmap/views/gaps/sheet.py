"""View: the gaps of one ward on one page, what is strong there first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.model.vocabularies import spelling
from assetmap.views.gaps.ward import gaps_of_ward
from assetmap.views.page import PagePart, PageWords
from assetmap.views.wording import counted, day_words

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.gaps.helping import HelperRow
    from assetmap.views.gaps.ward import WardGaps

_MOST_GAPS: Final = 5
_LEVELS: Final = ("ward", "town", "msoa", "lsoa", "district", "system")


def gap_sheet(seen: Snapshot, area: str) -> PageWords:
    """Return the gaps of an area as words for one page.

    Parameters
    ----------
    seen
        What whoever reads the page may see.
    area
        A code, or a name; of several of one name the ward, else the lower code.

    Raises
    ------
    DataError
        If the map has no such area.
    """
    found = gaps_of_ward(seen, _area_called(seen, area), at_most=_MOST_GAPS)
    people = "" if math.isnan(found.people) else f", {found.people:,.0f} residents"
    return PageWords(
        title=f"{found.area}: what matters, and what is missing",
        about=f"{found.level}{people}. As of {day_words(found.day)}.",
        summary=found.summary,
        parts=(
            PagePart("What is strong here", found.strengths),
            PagePart("What is missing", tuple(gap.sentence for gap in found.gaps)),
            PagePart("Who could help", _helpers(found)),
        ),
        small=(f"People who reach nothing: {found.formula}.", *found.how),
        day=found.day,
    )


def _helpers(found: WardGaps) -> tuple[str, ...]:
    """Return who could fill the gaps, a paragraph an organisation, the first gap's first."""
    rows: dict[str, HelperRow] = {}
    needs: dict[str, list[str]] = {}
    for gap in found.gaps:
        for row in gap.helpers:
            rows.setdefault(row["organisation_id"], row)
            names = needs.setdefault(row["organisation_id"], [])
            if gap.need not in names:
                names.append(gap.need)
    return tuple(_helper(row, needs[id_]) for id_, row in rows.items())


def _helper(row: HelperRow, needs: list[str]) -> str:
    why = " ".join(each for each in (row["skill"], row["room"], row["trust"]) if each)
    return f"{row['name']} (for {', '.join(needs)}): {why} Ask first: {row['ask']}"


def _area_called(seen: Snapshot, said: str) -> str:
    rows = seen.table("Area")
    columns = (rows[name].fillna("").tolist() for name in ("id", "name", "level"))
    areas = list(zip(*columns, strict=True))
    if any(code == said for code, _, _ in areas):
        return said
    order = {level: number for number, level in enumerate(_LEVELS)}
    called = sorted(
        (order.get(level, len(order)), code)
        for code, name, level in areas
        if spelling(name) == spelling(said)
    )
    if not called:
        n = counted(len(areas), "area")
        msg = f"No area of the map is called {said!r}, or has that code; it has {n}."
        raise DataError(msg)
    return str(called[0][1])
