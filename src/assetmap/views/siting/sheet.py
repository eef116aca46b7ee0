"""View: a proposal of venues on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.views.page import PagePart, PageWords
from assetmap.views.wording import counted, day_words

if TYPE_CHECKING:
    from assetmap.views.siting.gaining import GainRow
    from assetmap.views.siting.view import SiteRow, SitingView


def proposal_sheet(view: SitingView) -> PageWords:
    """Return a proposal as words for one page: venues, who gains, and how it was reckoned."""
    return PageWords(
        title=f"A proposal: {view.title}",
        about=f"As of {day_words(view.day)}.",
        summary=view.summary,
        parts=(
            PagePart("Where", tuple(_venue(row) for row in view.rows)),
            PagePart("How good it is", (view.bound,)),
            PagePart("Who gains", (view.gains_words, *(_gain(row) for row in view.gains))),
        ),
        small=view.notes,
        day=view.day,
    )


def _venue(row: SiteRow) -> str:
    people = counted(row["people_added"], "more person", "more people")
    return (
        f"{row['rank']}. {row['name']}: {people} reached. Through {row['through']}. Held there "
        f"already: {row['held']}. Instead of it: {row['instead']}."
    )


def _gain(row: GainRow) -> str:
    return (
        f"{row['name']}: {row['before']:g}% of {row['people']:,} in need reach something now, "
        f"{row['after']:g}% would."
    )
