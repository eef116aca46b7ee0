"""Where people wait, and where they are lost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assetmap.release.journeys import STAGES
from assetmap.release.waiting import (
    GROUPINGS,
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

if TYPE_CHECKING:
    from collections.abc import Hashable

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
    receivers: list[dict[str, object]]
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


def group_rows(snapshot: Snapshot, within: Within, by: str) -> list[dict[str, object]]:
    """Return how far the people of each group come.

    Parameters
    ----------
    snapshot, within
        As of `lost_view`.
    by
        One of `GROUPING_WORDS`.

    Returns
    -------
    list
        Rows under `group_titles`, those with most people first.
    """
    name_of = _names(snapshot, by)
    found = funnels_told(snapshot, within, by)
    cells, losses = found.to_dict("records"), largest_losses(found)
    falls = zip(losses["before"], losses["n_lost"].tolist(), strict=True)
    rows = [
        _group_row(name_of, {row["stage"]: row for row in cells[at : at + len(STAGES)]}, *fall)
        for at, fall in zip(range(0, len(cells), len(STAGES)), falls, strict=True)
    ]
    return sorted(rows, key=lambda row: (-int(str(row["made"])), str(row["group"])))


def group_titles(by: str) -> dict[str, str]:
    """Return the headings of the table by group."""
    return {
        "group": GROUPING_WORDS[by],
        "made": "People",
        "seen": "Seen (95% range)",
        "completed": "Completed (95% range)",
        "loss": "Most fell out before",
    }


def _group_row(
    name_of: dict[str, str],
    reached: dict[str, dict[Hashable, Any]],
    before: str,
    n_lost: int,
) -> dict[str, object]:
    """Return the row of one group from its funnel's cells by stage, and where most fell out."""
    group = reached[STAGES[0]]["group"]
    made = int(reached["made"]["n"])
    row: dict[str, object] = {
        "group": name_of.get(group, group) if isinstance(group, str) else _SPARE,
        "made": made,
    }
    for stage in ("seen", "completed"):
        cell = reached[stage]
        row[stage] = share(int(cell["n"]), made) + percent_range(cell["low"], cell["high"])
    row["loss"] = f"{SHORT_WORDS[before]}: {n_lost:,}" if n_lost else "nobody"
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
        [_receiver_row(snapshot, row) for row in rows.to_dict("records")],
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


def _receiver_row(snapshot: Snapshot, row: dict[object, object]) -> dict[str, object]:
    median, low, high, beyond, beyond_low, beyond_high = (
        float(str(row[name]))
        for name in ("median_days", "low", "high", "share_beyond", "beyond_low", "beyond_high")
    )
    is_known = not math.isnan(beyond)
    n = int(str(row["n"]))
    return {
        "name": snapshot.name_of.get(str(row["group"]), str(row["group"])),
        "n": n,
        "median": "not known yet"
        if math.isnan(median)
        else days_words(median) + days_range(low, high),
        "n_open": int(str(row["n_open"])),
        "beyond": f"about {n * beyond:,.0f}, {beyond:.0%}{percent_range(beyond_low, beyond_high)}"
        if is_known
        else "not known yet",
    }
