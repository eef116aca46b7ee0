"""How far is near enough, as somebody chose it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from assetmap.errors import DataError
from assetmap.measures.gaps.tables import COLUMNS, STOP_COLUMNS, refuse_other_columns

if TYPE_CHECKING:
    import pandas as pd

WALKING_KM_PER_HOUR: Final = 4.8
DETOUR: Final = 1.3
"""How much longer the way on foot is than the straight line, unless told otherwise."""

MINUTES: Final = 20.0

STOP_M: Final = 400.0
"""How far people walk to a stop in a straight line, unless told otherwise."""

ReachKind = Literal["area", "straight", "walk", "matrix", "stops"]
TABLES: Final = {"matrix": COLUMNS, "stops": STOP_COLUMNS}
"""Columns of the table by which those kinds go that go by one."""


@dataclass(frozen=True, eq=False)
class Reach:
    """How far is near enough.

    Attributes
    ----------
    kind
        `area`: a venue within the area told. `straight`: within `limit` metres in a straight
        line. `walk`: within `limit` minutes on foot, the straight line times `detour` at
        `km_per_hour`. `matrix`: at most `limit` by `costs`. `stops`: within `limit` metres of a
        stop of a line that also stops within `limit` metres of the venue, or so near that no bus
        is needed.
    limit
        Inclusive; not used by `area`.
    km_per_hour, detour
        Of `walk`.
    costs
        Of `matrix`: columns origin (code of an area that people start from), place (id of a
        location) and cost; a pair that is not in it is not reached. Of `stops`: a row a stop of
        a line, with columns line, latitude and longitude.
    served
        Whether what says that it serves an area is reached from there wherever it is held. What
        comes to people (online, by phone, at home) always is.
    """

    kind: ReachKind = "walk"
    limit: float = MINUTES
    km_per_hour: float = WALKING_KM_PER_HOUR
    detour: float = DETOUR
    costs: pd.DataFrame | None = field(default=None, repr=False)
    served: bool = True

    def __post_init__(self) -> None:
        """Refuse what no distance can be worked out from."""
        if not self.limit >= 0:
            msg = f"The reach is {self.limit}; it must be 0 or more."
            raise DataError(msg)
        if not self.km_per_hour > 0 or not self.detour >= 1:
            msg = (
                f"Walking goes at {self.km_per_hour} km/h with a detour of {self.detour}; the "
                "speed must be above 0 and the detour at least 1."
            )
            raise DataError(msg)
        if self.kind in TABLES:
            refuse_other_columns(self.costs, TABLES[self.kind])

    @property
    def limit_m(self) -> float:
        """The farthest that is reached in a straight line, in metres."""
        if self.kind in {"straight", "stops"}:
            return self.limit
        return self.limit / 60 * self.km_per_hour * 1000 / self.detour

    @property
    def words(self) -> str:
        """How it ends a sentence of what is on."""
        return {
            "area": "there",
            "straight": f"within {self.limit:,.0f} metres",
            "walk": f"within {self.limit:g} minutes' walk",
            "matrix": f"within {self.limit:g} minutes by the table of travel times",
            "stops": f"by a line with a stop within {self.limit:,.0f} metres of both",
        }[self.kind]
