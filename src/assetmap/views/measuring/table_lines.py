"""What stands in the tables of a measuring, in a few lines: the first places, what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from assetmap.views.measuring.measured import Measured

_RANK: Final = "_rank"
_N_FIRST: Final = 5
_ALL: Final = 100  # more than there are names of measures


def table_lines(measured: Measured) -> Iterator[str]:
    """Return lines for who has no use for JSON, the last of which says what it has besides.

    Examples
    --------
    >>> from assetmap.model import Snapshot
    >>> from assetmap.views.measuring.resilience import resilience_measures
    >>> list(table_lines(resilience_measures(Snapshot())))
    []
    """
    tables = {name: table for name, table in measured.tables.items() if len(table)}
    if "days" in tables:
        yield "From {from_on} to {to_on}.".format(**tables["days"].iloc[0])
    if "moved" in tables:
        yield from _moved(tables["moved"], {each.name: each.title for each in measured.measures})
    if "tie_changes" in tables:
        n_each = tables["tie_changes"]["change"].value_counts()
        yield f"{counted(int(n_each.get('made', 0)), 'tie')} made, {n_each.get('lost', 0):,} lost."
    if "parties" in tables:
        yield from _first(tables["parties"])
    if tables:
        rows = [f"{name} ({counted(len(table), 'row')})" for name, table in tables.items()]
        yield f"All of it with --json: {listed(rows, at_most=_ALL)}."


def _moved(moved: pd.DataFrame, titles: Mapping[str, str]) -> Iterator[str]:
    """Return which numbers moved beyond their intervals, and which way."""
    is_told = False
    for way in ("up", "down"):
        names = moved.loc[moved["moved"] == way, "name"]
        if len(names):
            is_told = True
            told = [f"{name} ({titles[name]})" if name in titles else name for name in names]
            yield f"Moved {way}: {listed(told, at_most=_ALL)}."
    if not is_told:
        yield "No number is known to have moved beyond its interval."


def _first(parties: pd.DataFrame) -> Iterator[str]:
    """Return who stands first by what the table ranks, and between which places each could."""
    by = next((str(name) for name in parties.columns if str(name).endswith(_RANK)), "")
    ranked = parties[parties[by].notna()] if by else parties.iloc[:0]
    if not len(ranked):
        return
    name = by.removesuffix(_RANK)
    yield f"First by {name}:"
    for _, row in ranked.sort_values(by, kind="stable").head(_N_FIRST).iterrows():
        low, high = (row[f"{by}_{end}"] for end in ("low", "high"))
        could_be = f"; could be place {low:g} to {high:g}" if low == low else ""  # noqa: PLR0124  NaN
        yield f"  {row[by]:g}. {row['name']} ({row[name]:,.4g}{could_be})"
