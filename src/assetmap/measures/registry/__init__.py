"""Every measure of a network by name: what computes it, and what it means for a town."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from assetmap.measures.registry.bonding import BONDING
from assetmap.measures.registry.brokerage import BROKERAGE
from assetmap.measures.registry.burt import BURT
from assetmap.measures.registry.cohesion import COHESION
from assetmap.measures.registry.core_periphery import CORE_PERIPHERY
from assetmap.measures.registry.position import POSITION
from assetmap.measures.registry.resilience import RESILIENCE
from assetmap.measures.registry.trust import TRUST

if TYPE_CHECKING:
    from assetmap.measures.registry.measure import Measure

_FAMILIES: Final = (
    COHESION,
    BONDING,
    POSITION,
    BURT,
    BROKERAGE,
    RESILIENCE,
    CORE_PERIPHERY,
    TRUST,
)

MEASURES: Final[dict[str, Measure]] = {
    each.name: each
    for what in ("network", "group", "party")
    for family in _FAMILIES
    for each in family
    if each.of == what
}
"""Every measure by its name, those of the network first."""


def measures_of(what: Literal["network", "party"]) -> tuple[Measure, ...]:
    """Return what a network alone tells: one number for the `network`, or one for each `party`."""
    return tuple(each for each in MEASURES.values() if each.of == what and each.needs == "network")
