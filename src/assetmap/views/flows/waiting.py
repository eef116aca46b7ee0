"""Where people wait, and where they are lost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.release.waiting import (
    GROUPINGS,
    STAGES,
    funnel_told,
    funnels_told,
    largest_losses,
    receiver_waits_told,
    waits_told,
)
from assetmap.views.flows.journey_rows import (
    FunnelRow,
    days_range,
    funnel_rows,
    known,
    loss_sentence,
    percent_range,
    wait_sentence,
)
from assetmap.views.flows.pathway import filters
from assetmap.views.flows.stages import NEXT, SHORT_WORDS, UNTIL_WORDS, days_words, sector_labels
from assetmap.views.wording import share
from assetmap.views.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.release.waiting import Waits
    from assetmap.release.within import Within

GROUPING_WORDS: Final = dict(
    zip(
        GROUPINGS,
        (
            "Sector that refers",
            "Who receives",
            "What matters",
            "Area",
            "Age band",
            "How deprived the area is",
        ),
        strict=True,
    )
)
"""By what a funnel can be told apart."""

PAIRS: Final = {
    f"{first}>{second}": f"From {UNTIL_WORDS[first]} to {UNTIL_WORDS[second]}"
    for number, first in enumerate(UNTIL_WORDS)
    for second in list(UNTIL_WORDS)[number + 1 :]
}
"""The waits between two stages, by their ends."""

FIRST_PAIR: Final = "made>seen"

RECEIVER_TITLES: Final = {
    "name": "Who receives",
    "n": "People",
    "median": "Half wait up to (95% range)",
    "n_open": "Still waiting",
    "beyond": "Wait longer than the standard",
}
"""Headings of the table of waits by receiver."""

CURVE_TITLES: Final = {
    "days": "Days",
    "share": "Still waiting",
    "range": "95% range",
}
"""Headings of the table of a curve."""

_FIFTHS: Final = {"1": "1 (most deprived fifth)", "5": "5 (least deprived fifth)"}
_SPARE: Final = "Not written down"


@dataclass(frozen=True, slots=True)
class Lost:
    """Where people are lost.

    Attributes
    ----------
    summary
        The largest loss, and the longest wait.
    rows
        The funnel, under `journey_rows.FUNNEL_TITLES`.
    """

    summary: str
    rows: list[FunnelRow]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long people wait between two stages.

    Attributes
    ----------
    sentence
        How long half wait, and how many wait beyond the standard.
    curve
        Rows with days, still_waiting, low and high as numbers, and share and range in words.
    receivers
        Rows under `RECEIVER_TITLES`, those first at whom most wait beyond the standard.
    note
        What was put right: stages written in the wrong order.
    """

    sentence: str
    curve: list[dict[str, object]]
    receivers: Sequence[dict[str, object]]
    note: str


def lost_view(snapshot: Snapshot, within: Within) -> Lost:
    """Return where people are lost, and between which stages they wait longest.

    Parameters
    ----------
    snapshot
        The place, as a lead sees it.
    within
        What is looked at.
    """
    found = funnel_told(snapshot, within)
    if not int(found["n"].iloc[0]):
        return Lost("Nobody was referred in these months, or nobody who fits what is chosen.", [])
    return Lost(f"{loss_sentence(found)} {_longest_wait(snapshot, within)}", funnel_rows(found))


def _longest_wait(snapshot: Snapshot, within: Within) -> str:
    """Return the longest wait on the way to starting; taking part, after that, is no wait."""
    ways = [stages for stages in NEXT.items() if stages[0] != "started"]
    waits = {stages: waits_told(snapshot, within, stages) for stages in ways}
    medians = {each: found.median_days for each, found in waits.items()}
    medians = {each: days for each, days in medians.items() if not math.isnan(days)}
    if not medians:
        return "No wait is known well enough to say which is the longest."
    (first, second), days = max(medians.items(), key=lambda item: item[1])
    return (
        f"The longest wait is from {UNTIL_WORDS[first]} to {UNTIL_WORDS[second]}: half wait up to "
        f"{days_words(days)}."
    )


def group_rows(snapshot: Snapshot, within: Within, by: str) -> Sequence[dict[str, object]]:
    """Return how far the people of each group come.

    Parameters
    ----------
    snapshot, within
        As of `lost_view`.
    by
        One of `GROUPING_WORDS`.

    Returns
    -------
    Sequence
        Rows under `group_titles`, those with most people first.
    """
    name_of = _names(snapshot, by)
    found = funnels_told(snapshot, within, by)
    losses = largest_losses(found)
    names = [
        name_of.get(group, group) if isinstance(group, str) else _SPARE
        for group in losses["group"].tolist()
    ]
    columns: dict[str, Any] = {"group": pd.Series(names, dtype=object)}
    columns |= {name: losses[name] for name in ("before", "n_lost")}
    for stage in ("made", "seen", "completed"):
        rows = found.iloc[STAGES.index(stage) :: len(STAGES)]  # every group has each
        columns |= {f"{stage}_{name}": rows[name].to_numpy() for name in ("n", "low", "high")}
    groups = pd.DataFrame(columns)
    groups = groups.sort_values(["made_n", "group"], ascending=[False, True], kind="stable")
    return Written(groups, _group_row)


def group_titles(by: str) -> dict[str, str]:
    """Return the headings of the table by group."""
    return {
        "group": GROUPING_WORDS[by],
        "made": "People",
        "seen": "Seen (95% range)",
        "completed": "Completed (95% range)",
        "loss": "Most fell out before",
    }


def _group_row(cells: dict[str, Any]) -> dict[str, object]:
    """Return the row of one group: how many reached a stage, and where most fell out."""
    made = int(cells["made_n"])
    row: dict[str, object] = {"group": cells["group"], "made": made}
    for stage in ("seen", "completed"):
        n, low, high = (cells[f"{stage}_{name}"] for name in ("n", "low", "high"))
        row[stage] = share(int(n), made) + percent_range(low, high)
    n_lost = int(cells["n_lost"])
    row["loss"] = f"{SHORT_WORDS[cells['before']]}: {n_lost:,}" if n_lost else "nobody"
    return row


def _names(snapshot: Snapshot, by: str) -> dict[str, str]:
    needs, areas = filters(snapshot)
    names = {"source_sector": sector_labels(snapshot), "need": needs, "area": areas}
    names |= {"target": snapshot.name_of, "quintile": _FIFTHS}
    names["age_band"] = {term.value: term.label for term in snapshot.terms("age_band")}
    return names[by]


def waiting_view(snapshot: Snapshot, within: Within, pair: str, standard_days: int) -> Waiting:
    """Return how long people wait between two stages, in all and by receiver.

    Parameters
    ----------
    snapshot, within
        As of `lost_view`.
    pair
        One of `PAIRS`.
    standard_days
        Within how many days people should reach the second stage.
    """
    first, second = pair.split(">")
    found = waits_told(snapshot, within, (first, second))
    rows = receiver_waits_told(snapshot, within, (first, second), standard_days)
    rows = rows.assign(n_beyond=rows["n"] * rows["share_beyond"])
    rows = rows.sort_values(["n_beyond", "n", "group"], ascending=[False, False, True])
    note = f"{found.n_out_of_order:,} have the two days the wrong way round; they count as no wait."
    return Waiting(
        f"{wait_sentence(found)}{_beyond_words(found, standard_days)}",
        [_curve_row(row) for row in found.curve.to_dict("records")],
        Written(rows, lambda row: _receiver_row(snapshot, row)),
        note if found.n_out_of_order else "",
    )


def _beyond_words(found: Waits, standard_days: int) -> str:
    beyond, low, high = found.beyond(standard_days)
    if math.isnan(beyond):
        return ""
    return f" {beyond:.0%}{percent_range(low, high)} wait longer than {days_words(standard_days)}."


def _curve_row(row: dict[object, float]) -> dict[str, object]:
    waiting, low, high = row["share_still_waiting"], row["low"], row["high"]
    return {
        "days": int(row["days"]),
        "still_waiting": waiting,
        "low": known(low),
        "high": known(high),
        "share": f"{waiting:.0%}",
        "range": percent_range(low, high).strip(" ()"),
    }


def _receiver_row(snapshot: Snapshot, row: dict[str, Any]) -> dict[str, object]:
    median, beyond = row["median_days"], row["share_beyond"]
    range_beyond = percent_range(row["beyond_low"], row["beyond_high"])
    n = int(row["n"])
    return {
        "name": snapshot.name_of.get(str(row["group"]), str(row["group"])),
        "n": n,
        "median": "not known yet"
        if math.isnan(median)
        else days_words(median) + days_range(row["low"], row["high"]),
        "n_open": int(row["n_open"]),
        "beyond": "not known yet"
        if math.isnan(beyond)
        else f"about {n * beyond:,.0f}, {beyond:.0%}{range_beyond}",
    }
