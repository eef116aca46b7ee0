"""A partner's own referrals, by sector, month and theme, under the rule for roles below lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.organisations import organisation_of
from assetmap.measures.flows.steps import day_of, steps_of
from assetmap.model.nesting import chains, parents
from assetmap.release.area_counts import told_by_area
from assetmap.release.grid import grid_of_pairs
from assetmap.release.spans import Months, is_exact, month_of, whole_months

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.groupings import Groups
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot
    from assetmap.release.flows import Document
    from assetmap.release.grid import Grid

RECEIVED, SENT = "received", "sent"
DIRECTIONS: Final = (RECEIVED, SENT)


def partner_flows(
    snapshot: Snapshot,
    organisation_id: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> Document:
    """Return the referrals to one organisation and from it, as a partner is told them.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    organisation_id
        Whose; its activities, link workers and champions are part of it, and referrals between
        them are left out.
    start, end
        As `flows_for` takes them of a partner.

    Returns
    -------
    dict
        from and to; received and sent, each with total, by_sector (of the other end, "self" for
        people who came by themselves), by_month and by_theme (what matters, at its widest; only
        of the months of one calendar year, else None). Numbers that are hidden are None, as
        `suppression` says; and so is one that would be hidden if it were that of all others of the
        organisation's sector: the sector's is told to all, and what is left over is theirs.

    Raises
    ------
    DataError
        If there is no such organisation, or the span is not whole months.
    """
    is_exact(snapshot, "partner")
    if organisation_id not in set(snapshot.table("Organisation")["id"]):
        msg = f"There is no organisation {organisation_id!r}."
        raise DataError(msg)
    months = whole_months(snapshot, start, end)
    if months is None or not len(steps_of(snapshot)):
        return {"from": None, "to": None, RECEIVED: {}, SENT: {}}
    own = _own(snapshot, organisation_id)
    themes = _themes(snapshot)
    return {
        **months.as_json(),
        **{each: own.told(each, months, themes) for each in DIRECTIONS},
    }


@dataclass(frozen=True, eq=False)
class _Own:
    """An organisation's own referrals, and those of all others of its sector.

    Attributes
    ----------
    steps
        All steps of the place.
    months
        The month of each step.
    is_there
        By direction, which steps are the organisation's own.
    rest
        By direction, which steps are those of others of its sector.
    sectors
        By direction, the sector at the other end of each step.
    """

    steps: Steps
    months: NDArray[np.int64]
    is_there: dict[str, NDArray[np.bool_]]
    rest: dict[str, NDArray[np.bool_]]
    sectors: dict[str, Groups]

    def told(self, direction: str, months: Months, themes: tuple[str, ...]) -> Document:
        """Return what is told of one direction."""
        there, groups = self.is_there[direction], self.sectors[direction]
        columns = np.unique(groups.codes[there])
        names = [groups.names[code] for code in columns]
        own, rest = (
            self._grid(each, groups.codes, columns) for each in (there, self.rest[direction])
        )

        def told(of: Months, cells: Sequence[int] | slice = slice(None)) -> int | None:
            n = own.told(of.bounds, cells)
            # Less this, what the sector had is what all others had, which must bear being told.
            return n if n == 0 or rest.bears(of.bounds, cells) else None

        by_sector = {name: told(months, [number]) for number, name in enumerate(names)}
        every = (Months(month, month + 1) for month in range(months.first, months.end))
        return {
            "total": told(months),
            "by_sector": {name: by_sector[name] for name in sorted(names) if by_sector[name] != 0},
            "by_month": {str(each.as_json()["from"])[:7]: told(each) for each in every},
            "by_theme": self._by_theme(direction, months, themes),
        }

    def _grid(
        self, chosen: NDArray[np.bool_], codes: NDArray[np.int32], columns: NDArray[np.int32]
    ) -> Grid:
        """Return the numbers of some steps, by month and by the sector at the other end."""
        first = int(self.months.min())
        n_months = int(self.months.max()) - first + 1
        chosen = chosen & np.isin(codes, columns)
        keys = (self.months[chosen] - first) * len(columns) + np.searchsorted(
            columns, codes[chosen]
        )
        counts = np.bincount(keys, minlength=n_months * len(columns))
        ends = [(str(code), "") for code in columns]
        return grid_of_pairs(first, counts.reshape(n_months, len(columns)), ends)

    def _by_theme(
        self, direction: str, months: Months, themes: tuple[str, ...]
    ) -> dict[str, int | None] | None:
        if not months.is_one_year:
            return None
        in_span = (self.months >= months.first) & (self.months < months.end)
        chosen = self.is_there[direction] & in_span
        names = np.array([*themes, ""], dtype=object)[self.steps.need[chosen]]
        found, counts = np.unique(names.astype(str), return_counts=True)
        return dict(zip(found.tolist(), told_by_area(counts.tolist()), strict=True))


def _own(snapshot: Snapshot, organisation_id: str) -> _Own:
    steps = steps_of(snapshot)
    belongs, sector_of = organisation_of(snapshot), snapshot.sector_of
    is_own = np.array([*(belongs.get(party) == organisation_id for party in steps.parties), False])
    sector = sector_of[organisation_id]
    is_beside = np.array(
        [*(sector_of.get(party, "other") == sector for party in steps.parties), False]
    )
    is_beside &= ~is_own
    from_own, to_own = is_own[steps.source], is_own[steps.target]
    named = step_groups(snapshot, steps, "month")
    first = month_of(day_of(int(steps.made.min())))
    return _Own(
        steps=steps,
        months=named.codes.astype(np.int64) + first,
        is_there={RECEIVED: to_own & ~from_own, SENT: from_own & ~to_own},
        rest={RECEIVED: is_beside[steps.target], SENT: is_beside[steps.source]},
        sectors={
            RECEIVED: step_groups(snapshot, steps, "source_sector"),
            SENT: step_groups(snapshot, steps, "target_sector"),
        },
    )


def _themes(snapshot: Snapshot) -> tuple[str, ...]:
    """Return by code of what matters the widest thing that it is part of."""
    above = chains(parents(snapshot.table("Need"), "parent_id"))
    return tuple(above.get(need, (need,))[-1] for need in steps_of(snapshot).needs)
