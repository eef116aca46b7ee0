"""The fixed grids of one organisation's own referrals: calendar months, sectors and themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.flows.groupings import Groups, step_groups
from assetmap.measures.flows.organisations import organisation_of
from assetmap.measures.flows.steps import day_of, steps_of
from assetmap.model.nesting import chains, parents
from assetmap.release.area_counts import told_by_area
from assetmap.release.grid import grid_of_pairs
from assetmap.release.spans import Months, month_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot
    from assetmap.release.flows import Document
    from assetmap.release.grid import Grid

RECEIVED, SENT = "received", "sent"
DIRECTIONS: Final = (RECEIVED, SENT)

_ALL: Final = slice(None)


@dataclass(frozen=True, eq=False)
class PartnerGrid:
    """An organisation's own referrals one way, to it or from it.

    Attributes
    ----------
    sectors
        At the other end, of each column of `own` and `rest`; "self" of people who came by
        themselves.
    own
        Its own numbers.
    rest
        What its sector has left without them: the sector's are told to all.
    themes
        What matters, at its widest, of each column of `by_theme`; empty where not written down.
    by_theme
        Its own numbers by month and theme.
    """

    sectors: tuple[str, ...]
    own: Grid
    rest: Grid
    themes: tuple[str, ...]
    by_theme: NDArray[np.int64]

    def told(self, months: Months) -> Document:
        """Return what the organisation may be told, and show.

        Parameters
        ----------
        months
            Any.

        Returns
        -------
        dict
            total; by_sector (of the other end), those that are not 0; by_month; by_theme, those
            that are not 0. Themes are told of the months of one calendar year, if even its exact
            total would give nothing away; else by_theme is None.
        """
        by_sector = {name: self._told(months, [number]) for number, name in enumerate(self.sectors)}
        every = (Months(month, month + 1) for month in range(months.first, months.end))
        return {
            "total": self._told(months),
            "by_sector": {name: n for name, n in sorted(by_sector.items()) if n != 0},
            "by_month": {str(each.as_json()["from"])[:7]: self._told(each) for each in every},
            "by_theme": self._themes_told(months),
        }

    def _told(self, months: Months, cells: Sequence[int] | slice = _ALL) -> int | None:
        n = self.own.told(months.bounds, cells)
        # Less this, what the sector had is what all others had, which must bear being told.
        return n if n == 0 or self.rest.bears(months.bounds, cells) else None

    def _themes_told(self, months: Months) -> dict[str, int | None] | None:
        # Themes sum to the total: they tell it, and even which there are tells how many at least.
        if not months.is_one_year or not all(
            grid.bears(months.bounds, _ALL) for grid in (self.own, self.rest)
        ):
            return None
        first, end = (max(month - self.own.first_month, 0) for month in months.bounds)
        counts = self.by_theme[first:end].sum(axis=0)
        there = np.flatnonzero(counts)
        told = told_by_area(counts[there].tolist())
        return dict(zip((self.themes[number] for number in there), told, strict=True))


def partner_grids(snapshot: Snapshot, organisation_id: str) -> dict[str, PartnerGrid]:
    """Return the grids of one organisation's own referrals, by direction: `RECEIVED`, `SENT`.

    Parameters
    ----------
    snapshot
        The place with all its journeys, of which there are some.
    organisation_id
        An organisation; its activities, link workers and champions are part of it, and referrals
        between them are left out.

    Notes
    -----
    Takes time in the number of steps, then of months times sectors.
    """
    steps = steps_of(snapshot)
    belongs, sector_of = organisation_of(snapshot), snapshot.sector_of
    is_own, is_of_sector = (
        np.array([*(of.get(party, "other") == whose for party in steps.parties), False])
        for of, whose in ((belongs, organisation_id), (sector_of, sector_of[organisation_id]))
    )
    from_own, to_own = is_own[steps.source], is_own[steps.target]
    by_month = step_groups(snapshot, steps, "month").codes.astype(np.int64)
    themes = _themes(snapshot, steps)
    return {
        direction: _grid(
            (by_month, month_of(day_of(int(steps.made.min())))),
            step_groups(snapshot, steps, other_end),
            themes,
            (own, is_of_sector[here] & ~own),
        )
        for direction, own, here, other_end in (
            (RECEIVED, to_own & ~from_own, steps.target, "source_sector"),
            (SENT, from_own & ~to_own, steps.source, "target_sector"),
        )
    }


def _grid(
    months: tuple[NDArray[np.int64], int],
    sectors: Groups,
    themes: Groups,
    own_and_rest: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> PartnerGrid:
    """Return the grid of some steps and of others, by month from the first, sector and theme."""
    by_month, first = months
    own, rest = own_and_rest
    columns = np.unique(sectors.codes[own])
    n_months = int(by_month.max()) + 1
    ends = [(str(code), "") for code in columns]

    def counted(chosen: NDArray[np.bool_], number: NDArray[np.int64], n: int) -> NDArray[np.int64]:
        keys = by_month[chosen] * n + number
        return np.bincount(keys, minlength=n_months * n).reshape(n_months, n)

    def grid(chosen: NDArray[np.bool_]) -> Grid:
        chosen = chosen & np.isin(sectors.codes, columns)
        number = np.searchsorted(columns, sectors.codes[chosen])
        return grid_of_pairs(first, counted(chosen, number, len(columns)), ends)

    return PartnerGrid(
        sectors=tuple(sectors.names[code] for code in columns),
        own=grid(own),
        rest=grid(rest),
        themes=themes.names,
        by_theme=counted(own, themes.codes[own].astype(np.int64), len(themes.names)),
    )


def _themes(snapshot: Snapshot, steps: Steps) -> Groups:
    """Return for each step what matters, at its widest; "" where that is not written down."""
    above = chains(parents(snapshot.table("Need"), "parent_id"))
    widest = [*(above.get(need, (need,))[-1] for need in steps.needs), ""]
    names, codes = np.unique(np.array(widest), return_inverse=True)
    return Groups(codes.astype(np.int32)[steps.need], tuple(names.tolist()))
