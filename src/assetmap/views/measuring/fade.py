"""How partnerships fade, with age or by where they were told, and as what they then count."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.model import DAYS_A_YEAR
from assetmap.network import fading, left_of_ties, sources_of_ties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.model import Snapshot
    from assetmap.network import Network

FADES: Final = {
    "": "No: a tie counts as it was told",
    "1": "Half after one year",
    "2": "Half after two years",
    "5": "Half after five years",
}
"""How old ties may fade: the years after which one weighs half, and what each is called."""

_DOUBTED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Fade:
    """How partnerships fade.

    Attributes
    ----------
    half_life_days
        After how many days one that nobody told again weighs half; None lets none fade with age.
    trust_in
        Sources, as `sources`, each with what share of its weight a tie from there has, above 0
        and up to 1; a tie from another has all of it.
    """

    half_life_days: float | None = None
    trust_in: tuple[tuple[str, float], ...] = ()


def fade_of(years: str, doubted: Iterable[str] = ()) -> Fade | None:
    """Return how ties fade as it is chosen on a screen; None where none does.

    Parameters
    ----------
    years
        A name in `FADES`.
    doubted
        Sources whose ties weigh half.
    """
    trust_in = tuple((source, _DOUBTED) for source in doubted)
    if not years and not trust_in:
        return None
    return Fade(float(years) * DAYS_A_YEAR if years else None, trust_in)


def sources(snapshot: Snapshot) -> tuple[str, ...]:
    """Return where partnerships were told, on the day of `snapshot`: files, lists or words."""
    return sources_of_ties(snapshot, day_of(snapshot))


def day_of(snapshot: Snapshot) -> dt.date:
    """Return the day on which ties are looked at: that of `snapshot`, else today."""
    return snapshot.day or dt.date.today()  # noqa: DTZ011  the reader's own day


def faded(snapshot: Snapshot, fade: Fade) -> Network:
    """Return partnerships as they have faded on the day of `snapshot`."""
    return fading(snapshot, day_of(snapshot), fade.half_life_days, trust_in=dict(fade.trust_in))


def pairs_left(snapshot: Snapshot, fade: Fade, *, directed: bool = False) -> Network:
    """Return the pairs of partners, each weighing what is left of it on the day of `snapshot`."""
    day, trust_in = day_of(snapshot), dict(fade.trust_in)
    return left_of_ties(snapshot, day, fade.half_life_days, trust_in=trust_in, directed=directed)
