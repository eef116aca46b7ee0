"""How far champions and link workers go round, as each role is told it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.measures.gaps.coverage import ROLES as COUNTED
from assetmap.measures.gaps.coverage import Coverage, coverage
from assetmap.release.roles import ROLES
from assetmap.release.suppression import suppressed

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from assetmap.model import Snapshot

_EXACT: Final = frozenset({"lead", "admin"})
_FIGURES: Final = {word: f"people_per_{label.lower()}" for label, word in COUNTED.items()}


def coverage_for(
    snapshot: Snapshot, role: str, day: dt.date, *, level: str | None = None
) -> Coverage:
    """Return who is there to help, by area, community and language, as a role is told it.

    Parameters
    ----------
    snapshot
        The whole place.
    role
        Who is told.
    day, level
        As of `measures.gaps.coverage.coverage`.

    Returns
    -------
    Coverage
        Leads and admins are told all. Those below are told numbers of champions by the rule for
        small numbers (`suppression`), NaN where hidden, and people for each from what is told.
        They are told no number of link workers and none of languages: few people hold that role,
        and few speak a language. The public is told nothing of either.

    Raises
    ------
    DataError
        If there is no such role, or it is the public; or as `coverage`.
    """
    if role not in ROLES:
        msg = f"There is no role {role!r}; the roles are {', '.join(ROLES)}."
        raise DataError(msg)
    if role == "public":
        msg = "The public is told nothing of champions and link workers."
        raise DataError(msg)
    found = coverage(snapshot, day, level=level)
    if role in _EXACT:
        return found
    return Coverage(
        areas=_told(found.areas),
        communities=_told(found.communities),
        languages=found.languages.iloc[:0],
        unplaced={},
    )


def _told(table: pd.DataFrame) -> pd.DataFrame:
    told = table.copy()
    for word, per in _FIGURES.items():
        n = table[word].map(lambda n: suppressed(int(n))).astype("float64")
        told[word] = n if word == "champions" else n.where(n.isna())
        if per in table:
            told[per] = table["people"] / told[word].where(told[word] > 0)
    return told
