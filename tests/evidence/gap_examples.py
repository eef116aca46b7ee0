"""What docs/gaps.md shows of reach, of where to put something next, and of catchments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.access import (
    rational_agent_cost,
    stepwise,
    three_step_catchment,
    two_step_catchment,
)
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.reach import costs_of_places
from assetmap.measures.siting import METHODS, Search
from assetmap.release import seen_by
from assetmap.views.gaps.sheet import gap_sheet
from assetmap.views.measuring.gaps import matrix_seen
from assetmap.views.measuring.sites import VenueChoice, proposed_sites
from assetmap.views.reach.view import ReachChoice, reach_view

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from typing import Any

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

    Costs = tuple[pd.Series[float], pd.Series[float], pd.DataFrame]

_ZONES: Final = {5.0: 1.0, 10.0: 0.68, 20.0: 0.22}
_TAU: Final = 20.0
_MINUTES: Final = 20.0
_A_THOUSAND: Final = 1000
_EVENING: Final = GapChoice(groups=("everyone",), times=("weekday_evening",))


def examples(snapshot: Snapshot, need: str, ward: str, day: dt.date) -> dict[str, str]:
    """Return what the page shows of the sample place, by the names that the text has for it.

    Parameters
    ----------
    snapshot
        The sample place.
    need, ward
        Names.
    day
        What holds then counts.
    """
    seen = seen_by(snapshot, "lead")
    sheet = gap_sheet(seen.as_of(day), ward)
    [f"*{part.heading}* ({len(part.lines)})" for part in sheet.parts]
    need_id = _id(seen, "Need", need)
    proposed = proposed_sites(snapshot, "lead", need, today=day)
    return {
        "reach_summary": reach_view(seen, ReachChoice(need_id), today=day).summary,
        "site_words": "\n".join(
            f"> {words}\n>"
            for words in (
                proposed["about_time"],
                *(row["sentence"] for row in proposed["sites"]),
                proposed["summary"],
            )
        ).removesuffix("\n>"),
        "site_methods": _methods(snapshot, need, day),
        "catchments": _catchments(seen, need_id, day),
        "sheet_parts": ", ".join(f"*{part.heading}* ({len(part.lines)})" for part in sheet.parts),
        "sheet_title": sheet.title,
    }


def _methods(snapshot: Snapshot, need: str, day: dt.date) -> str:
    head = [
        "| `--method` | people reached | none reaches more than | mean way, minutes | none below |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    return "\n".join([*head, *(_method(snapshot, need, day, each) for each in METHODS)])


def _method(snapshot: Snapshot, need: str, day: dt.date, method: Any) -> str:
    venues = VenueChoice(search=Search(method))
    told = proposed_sites(snapshot, "lead", need, _EVENING, venues=venues, today=day)
    way: Mapping[str, float] | None = told["way"]
    means = f"{way['mean']:.1f} | {way['bound']:.1f}" if way else "|"
    return f"| {method} | {told['people_covered']:,} | {told['bound']:,} | {means} |"


def _catchments(seen: Snapshot, need_id: str, day: dt.date) -> str:
    choice = GapChoice(needs=(need_id,), groups=("everyone",), times=("any",))
    demand, supply, costs = _room_and_ways(seen, matrix_seen(seen, choice, today=day)[0])
    zones = stepwise(_ZONES)
    two, three = two_step_catchment, three_step_catchment
    found = {
        "2SFCA": _A_THOUSAND * two(demand, supply, costs, catchment=_MINUTES),
        "E2SFCA": _A_THOUSAND * two(demand, supply, costs, catchment=_MINUTES, decay=zones),
        "3SFCA": _A_THOUSAND * three(demand, supply, costs, catchment=_MINUTES, decay=zones),
        "RAAM": rational_agent_cost(demand, supply, costs, catchment=_MINUTES, tau=_TAU),
    }
    head = [
        "| method | reaches nothing | least | middle | most |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    return "\n".join([*head, *(_spread(name, each) for name, each in found.items())])


def _spread(name: str, found: pd.Series[float]) -> str:
    some = found[found > 0]
    figures = " | ".join(f"{each:.2f}" for each in some.quantile([0, 0.5, 1]))
    return f"| {name} | {len(found) - len(some)} of {len(found)} | {figures} |"


def _room_and_ways(seen: Snapshot, matrix: GapMatrix) -> Costs:
    """Return people, places a week for what matters by venue, and minutes on foot between them."""
    offers = matrix.offers
    meets, numbers = offers.met_flat
    wanted = np.isin(offers.activity, meets[numbers == offers.needs.index(matrix.needs[0])])
    places = offers.places_at(matrix.times)[:, 0]
    is_held = wanted & (offers.location >= 0)
    ids = np.array(offers.locations, dtype=object)[offers.location[is_held]]
    supply = pd.Series(places[is_held], ids).groupby(level=0).sum()
    demand = pd.Series(matrix.residents[:, 0], pd.Index(matrix.starts.codes, dtype=object))
    reach = matrix.choice.reach
    ways = costs_of_places(seen, matrix.starts, reach, supply.index.tolist())
    return demand, supply, ways.assign(cost=ways["cost"] * (reach.limit / reach.limit_m))


def _id(seen: Snapshot, table: str, name: str) -> str:
    rows = seen.table(table)
    return str(rows["id"][rows["name"] == name].iloc[0])
