"""What rows that somebody keeps at a screen have in common: an id, words, a signature."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Final

from assetmap.model import conform
from assetmap.model.column import FORBIDDEN

if TYPE_CHECKING:
    import pandas as pd

_ID_LENGTH: Final = 32
_MOST_OF_A_LINE: Final = 300


def id_of(table: str, *said: object) -> str:
    """Return the id of a row of `table`: the same wherever the same is said of it."""
    words = "\x1f".join((table, *map(str, said)))
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:_ID_LENGTH]


def on_one_line(words: str) -> str:
    r"""Return words on one line, no longer than a short text may be, as `allowed` leaves them.

    Examples
    --------
    >>> on_one_line("  Evenings \t and weekends ")
    'Evenings and weekends'
    """
    return allowed(" ".join(words.split()))[:_MOST_OF_A_LINE].strip()


def allowed(words: str) -> str:
    """Return words without the characters that no text of the model may hold."""
    return FORBIDDEN.sub("", words).strip()


def signed(table: str, rows: pd.DataFrame, provenance: str) -> pd.DataFrame:
    """Return rows of `table` in the model's types, with where they came from, and today."""
    today = dt.datetime.now(tz=dt.UTC).astimezone().replace(tzinfo=None)
    day = today.replace(hour=0, minute=0, second=0, microsecond=0)
    return conform(table, rows.assign(provenance=provenance, recorded_on=day))
