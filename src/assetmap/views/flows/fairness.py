"""View: each organisation's share of the referrals beside its share of room and of money."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.release.room import fair_load_for
from assetmap.views.written import Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.flows.load import LoadChoice

FAIR_WORDS: Final = {
    "name": "Organisation",
    "n": "Referrals",
    "of_referrals": "Share of referrals (%)",
    "of_room": "Share of room (%)",
    "of_funding": "Share of funding (%)",
    "times_room": "Referrals to room (1 is even)",
    "funding": "Funding in these months (£)",
    "trust": "Trust (1 to 4)",
}
"""What a screen calls the columns of `FairRow`."""

_FAR_ABOVE: Final = 1.5
_FEWEST: Final = 8  # referrals from which an organisation is named in the sentence


class FairRow(TypedDict):
    """One organisation.

    Keys: who; referrals in the span from others; shares, in per cent, of all referrals, room and
    funding; its share of referrals over its share of room; pounds awarded in the span; how far
    the others trust it. None where not known.
    """

    id: str
    name: str
    n: int
    of_referrals: float | None
    of_room: float | None
    of_funding: float | None
    times_room: float | None
    funding: int
    trust: float | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """How evenly the load lies.

    Attributes
    ----------
    summary
        Who carries more than its share of the room.
    rows
        Organisations with referrals, room or funding, those with the most referrals first.
    """

    summary: str
    rows: Sequence[FairRow]


def fairness_view(snapshot: Snapshot, role: str, choice: LoadChoice) -> Fairness:
    """Return each organisation's referrals beside its room, its funding and its trust.

    Parameters
    ----------
    snapshot, role, choice
        As of `views.flows.load.load_view`.

    Raises
    ------
    DataError
        As `release.room.fair_load_for`.
    """
    found = fair_load_for(snapshot, role, choice.span, weeks_a_place_is_held=choice.weeks)
    found = found[(found["n"] > 0) | (found["capacity"] > 0) | (found["funding_gbp"] > 0)]
    name_of = snapshot.name_of

    def row(cells: dict[str, Any]) -> FairRow:
        return {
            "id": cells["id"],
            "name": name_of.get(cells["id"], cells["id"]),
            "n": cells["n"],
            "of_referrals": _percent(cells["share_of_referrals"]),
            "of_room": _percent(cells["share_of_capacity"]),
            "of_funding": _percent(cells["share_of_funding"]),
            "times_room": _rounded(cells["referrals_to_capacity"]),
            "funding": round(cells["funding_gbp"]),
            "trust": _rounded(cells["trust"]),
        }

    return Fairness(_summary(found, name_of), Written(found.assign(id=found.index), row))


def _summary(found: pd.DataFrame, name_of: Mapping[str, str]) -> str:
    if not (found["n"] > 0).any():
        return "No organisation was referred to in these months."
    times_room = found["referrals_to_capacity"].round(1)
    above = found[(found["n"] >= _FEWEST) & (times_room >= _FAR_ABOVE)]
    n_unfunded = int((above["funding_gbp"].round() == 0).sum())
    if above.empty:
        return "No organisation carries much more than its share of the room."
    chief = above.index[int(above["share_of_referrals"].to_numpy().argmax())]
    of_referrals, of_room = above.loc[chief, ["share_of_referrals", "share_of_capacity"]] * 100
    many = "1 organisation carries" if len(above) == 1 else f"{len(above)} organisations carry"
    no_grant = (
        f" No grant in these months is written down for {n_unfunded} of them."
        if n_unfunded and len(above) > 1
        else ""
    )
    return (
        f"{many} at least one and a half times their share of the room; "
        f"{name_of.get(chief, chief)} the most: {of_referrals:.0f}% of the referrals with "
        f"{of_room:.0f}% of the room.{no_grant}"
    )


def _percent(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value) * 100, 1)


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 1)
