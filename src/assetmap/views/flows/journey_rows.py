"""Rows and sentences of funnels and waits, as screens show them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.release.waiting import largest_loss
from assetmap.views.flows.stages import BEFORE_WORDS, STAGE_WORDS, UNTIL_WORDS, days_words
from assetmap.views.wording import counted, share

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.release.waiting import Waits


class FunnelRow(TypedDict):
    """How many reached a stage: numbers for a picture, and in words for a table."""

    stage: str
    n: int
    share: float | None
    low: float | None
    high: float | None
    of_all: str
    n_lost: int
    n_open: int


FUNNEL_TITLES: Final = {
    "stage": "Stage",
    "n": "People",
    "of_all": "Of all (95% range)",
    "n_lost": "Fell out then",
    "n_open": "Still open",
}
"""Headings of a funnel's table."""


def funnel_rows(found: pd.DataFrame) -> list[FunnelRow]:
    """Return the rows of a funnel, as `measures.flows.funnel.funnel` gives it."""
    made = int(found["n"].iloc[0]) if len(found) else 0
    return [
        FunnelRow(
            stage=STAGE_WORDS[row["stage"]],
            n=int(row["n"]),
            share=known(row["share"]),
            low=known(row["low"]),
            high=known(row["high"]),
            of_all=share(int(row["n"]), made) + percent_range(row["low"], row["high"]),
            n_lost=int(row["n_lost"]),
            n_open=int(row["n_open"]),
        )
        for row in found.to_dict("records")
    ]


def loss_sentence(found: pd.DataFrame) -> str:
    """Return between which stages most people fell out."""
    loss = largest_loss(found)
    if loss is None:
        return "Nobody is known to have fallen out."
    n_came = int(found.loc[found["stage"] == loss.after, "n"].iloc[0])
    people = counted(loss.n_lost, "person", "people")
    where, part = BEFORE_WORDS[loss.before], share(loss.n_lost, n_came)
    return f"Most fell out {where}: {people}, {part} of those who had come so far."


def wait_sentence(found: Waits) -> str:
    """Return how long half wait at most, with its interval, and how many still wait."""
    wait = found.wait
    way = f"From {UNTIL_WORDS[wait.from_stage]} to {UNTIL_WORDS[wait.to_stage]}"
    if not found.n:
        return f"{way}: nobody came so far."
    still = f"{counted(found.n_open, 'person', 'people')} still waiting."
    if math.isnan(found.median_days):
        return f"{way} fewer than half are known to have waited to its end; {still}"
    return (
        f"{way} half wait up to {days_words(found.median_days)}"
        f"{days_range(found.low, found.high)}; {still}"
    )


def days_range(low: float, high: float) -> str:
    """Return the interval of a median in brackets; nothing where it has no lower bound.

    Examples
    --------
    >>> days_range(4.0, 9.0), days_range(4.0, float("nan")), days_range(float("nan"), 9.0)
    (' (95% range 4 to 9)', ' (95% range 4 or more)', '')
    """
    if math.isnan(low):
        return ""
    upper = " or more" if math.isnan(high) else f" to {high:g}"
    return f" (95% range {low:g}{upper})"


def percent_range(low: float, high: float) -> str:
    """Return the interval of a share, in brackets.

    Examples
    --------
    >>> percent_range(0.25, 0.5), percent_range(float("nan"), 0.5)
    (' (25 to 50%)', '')
    """
    return "" if math.isnan(low) or math.isnan(high) else f" ({100 * low:.0f} to {high:.0%})"


def known(value: float) -> float | None:
    """Return a number, None where it is not defined."""
    return None if math.isnan(value) else float(value)
