"""How far champions and link workers go round: people for each, and where there is none."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.people import ALL, People
from assetmap.measures.gaps.origins import level_told
from assetmap.model import holding, running
from assetmap.model.nesting import area_chains, parents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.model import Snapshot

ROLES: Final = {"Champion": "champions", "LinkWorker": "link_workers"}
"""What is counted, by label."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """Who is there to help, by area, community and language.

    Attributes
    ----------
    areas
        A row an area told, in order of code: area_code, people (NaN if not known), and of
        champions and of link workers n, and people for each (NaN where there is none).
    communities
        A row a community, by id: community_id, and of each role how many belong to an
        organisation that is led by it or runs something that welcomes it.
    languages
        A row a language, by name: language, and how many of each role speak it. Who has no
        language recorded is not in it.
    unplaced
        How many of each role serve no area that is recorded, by label.
    """

    areas: pd.DataFrame
    communities: pd.DataFrame
    languages: pd.DataFrame
    unplaced: Mapping[str, int]


def coverage(snapshot: Snapshot, day: dt.date, *, level: str | None = None) -> Coverage:
    """Return how far champions and link workers go round on a day.

    Parameters
    ----------
    snapshot
        What this reader may see of the place: of people who are not seen nothing is counted.
    day
        The roles, ties and activities that hold then count.
    level
        Of the areas told, as of `origins.level_told`.

    Returns
    -------
    Coverage
        Somebody who serves several areas counts whole in each of them: numbers of areas must not
        be added. One serves an area by saying so (`SERVES`) of it, of a part of it, or of what
        it is part of.

    Raises
    ------
    DataError
        If the place has no area of that level.

    Notes
    -----
    People for each are residents over n. Takes time in the ties.

    Examples
    --------
    >>> import datetime as dt
    >>> from assetmap.model import Snapshot
    >>> coverage(Snapshot(), dt.date(2026, 1, 1)).areas.empty
    True
    """
    roles = {label: holding(snapshot.table(label), day) for label in ROLES}
    areas, unplaced = _by_area(snapshot, day, roles, level_told(snapshot, level))
    return Coverage(
        areas=areas,
        communities=_by_community(snapshot, day, roles),
        languages=_by_language(roles),
        unplaced=unplaced,
    )


def _by_area(
    snapshot: Snapshot, day: dt.date, roles: Mapping[str, pd.DataFrame], level: str
) -> tuple[pd.DataFrame, dict[str, int]]:
    rows = snapshot.table("Area")
    codes = sorted(rows["id"][rows["level"] == level])
    touched = _touched(snapshot, set(codes))
    ties = holding(snapshot.table("SERVES"), day)
    people = People(snapshot)
    table = pd.DataFrame(
        {
            "area_code": pd.Series(codes, dtype=object),
            "people": np.array([people.of(code).get(ALL, np.nan) for code in codes], dtype=float),
        }
    )
    unplaced = {}
    for label, word in ROLES.items():
        own = ties[ties["from_id"].isin(roles[label]["id"])]
        served: dict[str, set[str]] = defaultdict(set)
        for one, area in zip(own["from_id"], own["to_id"], strict=True):
            served[one] |= touched.get(area, set())
        n = Counter(code for reached in served.values() for code in reached)
        table[word] = np.array([n[code] for code in codes], dtype=np.int64)
        table[f"people_per_{label.lower()}"] = table["people"] / table[word].where(table[word] > 0)
        unplaced[label] = len(roles[label]) - sum(bool(reached) for reached in served.values())
    return table, unplaced


def _touched(snapshot: Snapshot, codes: set[str]) -> dict[str, set[str]]:
    """Return for each area those of `codes` that it lies in, or that lie in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, chain in area_chains(snapshot).items():
        found[code] |= codes & set(chain)
        if code in codes:
            for larger in chain:
                found[larger].add(code)
    return found


def _by_community(
    snapshot: Snapshot, day: dt.date, roles: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    activities = running(snapshot.table("Activity"), day)
    runs = parents(activities, "organisation_id")
    near: dict[str, set[str]] = defaultdict(set)
    led, welcomed = (holding(snapshot.table(tie), day) for tie in ("LED_BY", "WELCOMES"))
    for organisation, community in zip(led["from_id"], led["to_id"], strict=True):
        near[community].add(organisation)
    for activity, community in zip(welcomed["from_id"], welcomed["to_id"], strict=True):
        if organisation := runs.get(activity):
            near[community].add(organisation)
    ids = sorted(snapshot.table("Community")["id"])
    table = pd.DataFrame({"community_id": pd.Series(ids, dtype=object)})
    for label, word in ROLES.items():
        at = Counter(roles[label]["organisation_id"].dropna())
        counts = [sum(at[organisation] for organisation in near[each]) for each in ids]
        table[word] = np.array(counts, dtype=np.int64)
    return table


def _by_language(roles: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    spoken = {
        label: Counter(
            language
            for said in rows["languages"].dropna()
            for language in {each.strip() for each in str(said).split("|")}
            if language
        )
        for label, rows in roles.items()
    }
    languages = sorted({each for counts in spoken.values() for each in counts})
    table = pd.DataFrame({"language": pd.Series(languages, dtype=object)})
    for label, word in ROLES.items():
        counts = [spoken[label][language] for language in languages]
        table[word] = np.array(counts, dtype=np.int64)
    return table
