"""Small surveys for tests, written as who says what of whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from assetmap.measures.claims import Claims
from assetmap.measures.trust import SCORES
from assetmap.model import conform

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DAY = dt.date(2026, 2, 2)


def survey(asked: str, answered: str, said: Mapping[str, Iterable[int | None]]) -> Claims:
    """Return claims of organisations of one letter.

    Parameters
    ----------
    asked, answered
        Their letters.
    said
        By pair, such as "ab" for what a says of b: the intensity, then the six scores, as many
        of them as are given.
    """
    fields = ("intensity", *SCORES)
    rows = [
        {"id": pair, "from_id": pair[0], "to_id": pair[1]} | dict(zip(fields, given, strict=False))
        for pair, given in said.items()
    ]
    table = conform(
        "PARTNERS_WITH", pd.DataFrame(rows, columns=["id", "from_id", "to_id", *fields])
    )
    return Claims(DAY, frozenset(asked), frozenset(answered), table)
