"""How much there is for people within reach, by where they live: floating catchment areas."""

from assetmap.measures.access.catchments import three_step_catchment, two_step_catchment
from assetmap.measures.access.decays import Decay, gaussian, stepwise
from assetmap.measures.access.inequality import (
    ConcentrationIndex,
    concentration_index,
    fractional_ranks,
    parts_of_people,
    who_gains,
)
from assetmap.measures.access.rational_agents import rational_agent_cost

__all__ = [
    "ConcentrationIndex",
    "Decay",
    "concentration_index",
    "fractional_ranks",
    "gaussian",
    "parts_of_people",
    "rational_agent_cost",
    "stepwise",
    "three_step_catchment",
    "two_step_catchment",
    "who_gains",
]
