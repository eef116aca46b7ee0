"""View: the gaps of a place by name, and how far champions and link workers go round."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.views.gaps.slice import whole
from assetmap.views.measuring.gaps import gap_sentence
from assetmap.views.wording import listed

if TYPE_CHECKING:
    from assetmap.views.gaps.look import Looked

GAP_WORDS: Final = {
    "need": "What matters",
    "area": "Area",
    "whom": "For whom",
    "when": "When",
    "people": "People who reach nothing",
    "at_least": "At least",
    "sentence": "In words",
}
"""What a screen calls the columns of `GapRow`."""

COVER_WORDS: Final = {
    "area": "Area",
    "people": "People",
    "champions": "Champions",
    "per_champion": "People for each champion",
    "link_workers": "Link workers",
    "per_link_worker": "People for each link worker",
}
"""What a screen calls the columns of `CoverRow`."""

MOST_GAPS: Final = 100
"""Gaps that are listed, those of most people first."""


class GapRow(TypedDict):
    """One gap by name; numbers are None where not known."""

    area_code: str
    area: str
    need_id: str
    need: str
    group: str
    whom: str
    time: str
    when: str
    people: int | None
    at_least: int | None
    sentence: str


class CoverRow(TypedDict):
    """One area, and who serves it; None where not known, or nobody does."""

    area: str
    people: int | None
    champions: int | None
    per_champion: int | None
    link_workers: int | None
    per_link_worker: int | None


def gap_rows(looked: Looked, *, at_most: int = MOST_GAPS) -> tuple[GapRow, ...]:
    """Return the gaps of all groups and times by name, those of most people first.

    Parameters
    ----------
    looked
        The place.
    at_most
        Most rows returned.
    """
    seen, matrix = looked.seen, looked.matrix
    return tuple(
        GapRow(
            area_code=matrix.areas[gap.area],
            area=seen.name_of[matrix.areas[gap.area]],
            need_id=matrix.needs[gap.need],
            need=seen.name_of[matrix.needs[gap.need]],
            group=matrix.groups[gap.group].key,
            whom=matrix.groups[gap.group].words,
            time=matrix.times[gap.time].key,
            when=matrix.times[gap.time].words,
            people=whole(gap.people),
            at_least=whole(gap.people_at_least),
            sentence=gap_sentence(seen, matrix, gap),
        )
        for gap in looked.named[:at_most]
    )


def cover_rows(looked: Looked) -> tuple[CoverRow, ...]:
    """Return how far champions and link workers go round, those with most people for each first."""
    names = looked.seen.name_of
    rows = [
        CoverRow(
            area=names[row["area_code"]],
            people=whole(row["people"]),
            champions=whole(row["champions"]),
            per_champion=whole(row["people_per_champion"]),
            link_workers=whole(row["link_workers"]),
            per_link_worker=whole(row["people_per_linkworker"]),
        )
        for row in looked.coverage.areas.to_dict("records")
    ]
    return tuple(sorted(rows, key=_alone))


def cover_sentences(looked: Looked) -> tuple[str, ...]:
    """Return where champions are, and near which areas and communities none is."""
    found, names = looked.coverage, looked.seen.name_of
    areas, communities = found.areas, found.communities
    with_one = areas[areas["champions"] > 0]
    said = []
    if len(areas):
        said.append(f"Champions serve {len(with_one):,} of {len(areas):,} areas.")
    languages = found.languages["language"][found.languages["champions"] > 0].tolist()
    if languages:
        said.append(f"Between them they speak {listed(languages, at_most=6)}.")
    lacking = [names[code] for code in areas["area_code"][areas["champions"] == 0]]
    if lacking and len(with_one):
        said.append(f"No champion serves {listed(lacking)} yet.")
    alone = [names[each] for each in communities["community_id"][communities["champions"] == 0]]
    if alone and len(with_one):
        said.append(f"No champion is based where {listed(alone)} are welcomed or lead.")
    return tuple(said)


def _alone(row: CoverRow) -> tuple[float, str]:
    per = row["per_champion"]
    return -(math.inf if per is None else per), row["area"].casefold()
