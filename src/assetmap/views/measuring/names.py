"""What can be measured of a place, by the name that the command has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.views.measuring.brokerage import brokerage_measures
from assetmap.views.measuring.change import change_measures
from assetmap.views.measuring.network import network_measures
from assetmap.views.measuring.position import position_measures
from assetmap.views.measuring.resilience import resilience_measures
from assetmap.views.measuring.social_capital import social_capital_measures

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.views.measuring.measured import Measured


class Measuring(NamedTuple):
    """One way to measure a place, and which choices it takes besides the snapshot."""

    measure: Callable[..., Measured]
    choices: frozenset[str]


_OF_TIES: Final = frozenset({"projection", "fade"})
_BY_GROUPS: Final = _OF_TIES | {"group_by"}

MEASURING: Final[dict[str, Measuring]] = {
    "network": Measuring(network_measures, _OF_TIES),
    "social-capital": Measuring(social_capital_measures, _BY_GROUPS),
    "position": Measuring(position_measures, _OF_TIES | {"rank_by"}),
    "brokerage": Measuring(brokerage_measures, _BY_GROUPS),
    "resilience": Measuring(resilience_measures, _OF_TIES),
    "change": Measuring(change_measures, frozenset({"from_on", "to_on"})),
}
"""Every way to measure a place."""
