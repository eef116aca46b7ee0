"""Equal footing, as one side of social capital: what the voluntary sector has of each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.views.social_capital.dimension import SHARES, Dimension, Part, Side
from assetmap.views.social_capital.equal_footing import footing_name

if TYPE_CHECKING:
    from assetmap.views.social_capital.equal_footing import EqualFooting

_MEANING: Final = (
    "Whether those who do the work have what goes with it: ties, referrals, money and a seat "
    "where things are decided. On an equal footing each bar would be as long as the first."
)
_RAISED_BY: Final = (
    "Money with the referrals, and seats at workshops for those who have few: the screen Round "
    "the table says whom to ask."
)
_SURENESS: Final = (
    "Organisations, referrals, money and seats are counted from what was loaded. Ties, and the "
    "joining of others by them, are those that somebody named."
)
_FORMULA: Final = (
    "what the sector's organisations have, over what all have; its organisations, over all"
)


def fair(footing: EqualFooting, sector: str) -> Side:
    """Return how the shares of one sector stand to its share of organisations.

    Parameters
    ----------
    footing
        What each sector has.
    sector
        What a screen calls the sector.
    """
    own = [row for row in footing.rows if row["sector"] == sector]
    sizes = {row["sector"]: row["organisations"] for row in footing.rows}
    chief = Dimension(
        name="equal_footing",
        title="Share of organisations",
        value=own[0]["share_of_organisations"] if own else "",
        number=sizes[sector] / sum(sizes.values()) if own else None,
        low=None,
        high=None,
        sentence=footing.sentence,
        sureness=_SURENESS if own else "",
        raised_by=_RAISED_BY,
        formula=_FORMULA,
        reference="",
    )
    return Side(
        name="equal_footing",
        title="Equal footing",
        meaning=_MEANING,
        dimensions=(chief,),
        whole="Organisations",
        parts=tuple(
            Part(row["what"], row["part"], row["share"], name=footing_name(row))
            for row in own
            if row["part"] is not None
        ),
        scale=SHARES,
        raised_by=_RAISED_BY,
    )
