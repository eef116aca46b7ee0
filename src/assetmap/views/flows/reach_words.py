"""What is said of who is reached: sentences and notes beside the rows of `reach`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.release.reach import Equity
    from assetmap.views.flows.reach import ReachRow

AS_CHANCE: Final = "as chance would have it"
"""What is said of an area within the limits."""

_ALWAYS: Final = (
    "More journeys where need is greater may be just what is meant: the numbers say where, not "
    "why. A person who came twice counts twice."
)
_NO_AGES: Final = (
    "The ages of people, or of journeys, are not known in the same bands: nothing here takes ages "
    "into account, and where more old people live more may be referred for that alone."
)
_BY_CHANCE: Final = 20  # one area in so many lies outside the nearer limits by chance alone
_MANY_TIMES: Final = 3  # so many times as many as that: areas differ all over


def reach_sentence(found: Equity, fifths: Sequence[ReachRow], *, is_aged: bool) -> str:
    """Return how many are reached, and how far the most and least deprived lie apart."""
    n = int(found.areas["n"].sum())
    began = f"{counted(n, 'journey')} began in these months and areas"
    if math.isnan(found.rate):
        return f"{began}. How many people live here is not known, so no rate can be told."
    people = int(found.areas["people"].sum())
    rate = f"{found.rate:.1f} for every 1,000 of {people:,} people"
    return f"{began}: {rate}.{_apart(fifths, is_aged=is_aged)}"


def _apart(fifths: Sequence[ReachRow], *, is_aged: bool) -> str:
    """Return how far the most and the least deprived fifth that there are lie apart."""
    if len(fifths) <= 1:
        return ""
    most, least = (row["aged" if is_aged else "rate"] for row in (fifths[0], fifths[-1]))
    if most is None or least is None:
        return ""
    ages = ", had both the same ages" if is_aged else ""
    where = f" Where people are most deprived it was {most:.1f}"
    if not least:
        return f"{where}, where they are least deprived {least:.1f}{ages}."
    times = f"{most / least:.1f} times as many as where they are least deprived ({least:.1f})"
    return f"{where}, {times}{ages}."


def areas_sentence(areas: Sequence[ReachRow]) -> str:
    """Return which areas stand out most, and how many lie beside chance."""
    known = [row for row in areas if row["of_expected"] is not None]
    if len(known) <= 1:
        return ""
    most, least = known[0], known[-1]
    n_outside = sum(row["beside"] != AS_CHANCE for row in known)
    said = (
        f"Most people are reached in {most['name']} ({most['of_expected']:.0f} for every 100 "
        f"expected) and fewest in {least['name']} ({least['of_expected']:.0f}). "
    )
    if not n_outside:
        return f"{said}None of the {len(known):,} differs by more than chance would give."
    differ = "1 differs" if n_outside == 1 else f"{n_outside:,} differ"
    said += f"Of {len(known):,}, {differ} by more than chance would give"
    if n_outside > _MANY_TIMES * len(known) / _BY_CHANCE:
        return (
            f"{said}: so many that areas differ all over, and being outside the lines says little "
            "of any one of them."
        )
    return f"{said}; about one in {_BY_CHANCE} would by chance alone."


def reach_notes(
    found: Equity, areas: Sequence[ReachRow], fifths: Sequence[ReachRow]
) -> tuple[str, ...]:
    """Return what is left out, and how ages were taken into account."""
    notes = [_ALWAYS]
    if found.bands:
        bands = ", ".join(found.bands)
        notes.append(
            f"At the same ages: what it would be, had each the ages of the whole place ({bands})."
        )
    else:
        notes.append(_NO_AGES)
    if found.n_without_age:
        n = counted(found.n_without_age, "journey")
        notes.append(f"{n} without an age: what is said at the same ages is too low by as much.")
    if found.n_elsewhere:
        n = counted(found.n_elsewhere, "journey")
        notes.append(f"{n} from none of these areas, or from nobody knows where.")
    if fifths:
        notes.append("The fifths are of this place's own people, not of the country's.")
    if unknown := [row["name"] for row in areas if row["people"] is None]:
        notes.append(f"How many live there is not known: {listed(unknown)}.")
    return tuple(notes)
