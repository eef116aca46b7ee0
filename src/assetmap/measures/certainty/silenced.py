"""Numbers of the whole web of ties had all answered: how far silence puts them wrong.

A survey completed by the model is not the town: its clusters are looser, its pieces fewer. How far
a number is put wrong when some fall silent hangs much less on that, and is all that is taken from
it here: completed surveys are silenced again, and what was measured is put right by as much.
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.brokerage import IN_ALL
from assetmap.measures.cohesion import largest_component_share
from assetmap.network import Network
from assetmap.network.arrays import arc_starts, arcs_chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from assetmap.measures.certainty.completion import Completion
    from assetmap.measures.certainty.surveyed import Surveyed

    Numbers = NDArray[np.float64]
    Truths = NDArray[np.bool_]
    Measures = Mapping[str, Callable[[Network], float]]

COUNTED: Final = (
    "n_components",
    "n_strong_components",
    "largest_component_share",
    "n_isolates",
    "diameter",
    "n_clusters",
    "n_articulation_points",
    "n_bridges",
)
"""Small whole numbers, and how many of all are of the largest piece.

Their interval covers the truth at least as often as it says, and without its ends at most as
often: between two whole numbers no end can be put.
"""

OF_WEB: Final = (
    *COUNTED,
    "mean_distance",
    "average_clustering",
    "modularity",
    "degree_centralisation",
    "betweenness_centralisation",
    "core_periphery_fit",
    *IN_ALL,
)
"""Numbers that hang on the whole web of ties; those of `IN_ALL` by groups."""

STEPS: Final = ("mean_distance", "diameter")
"""Those of them that count the steps between those of the largest piece."""

POOLED: Final = (
    "n_strong_components",
    "degree_centralisation",
    "betweenness_centralisation",
    *IN_ALL,
)
"""Those told by the completed surveys themselves as often: each way alone errs somewhere.

So is what is not among `OF_WEB`.
"""

_ALL_SAID, _HEARD, _LESS_HEARD, _OURS_LESS_HEARD = range(4)
_ALIKE: Final = "alike"
_STRONG: Final = "n_strong_components"
_FIT: Final = "core_periphery_fit"
_BY_DIFFERENCE: Final = {*COUNTED, "degree_centralisation"}.difference(STEPS)
# What is told by its logarithm, with what is added to it before: there may be none of a count.
_ADDED: Final = {**dict.fromkeys(STEPS, 0.0), **dict.fromkeys(IN_ALL, 0.5)}
_LARGE: Final = 400  # on the roster: beyond it each draw takes too long for a screen
_DRAWS: Final = 39
_DRAWS_OF_LARGE: Final = 19


def silenced(
    surveyed: Surveyed, measures: Measures, completion: Completion, *, seed: int = 0
) -> dict[str, Numbers]:
    """Return what numbers of the whole web of ties could be had all who were asked answered.

    Parameters
    ----------
    surveyed
        The survey.
    measures
        What gives each of `OF_WEB` that is wanted, by name, of a network of the roster; what has
        another name is a share, such as of all ties those of one group.
    completion
        What the silent could have said.
    seed
        Of who is silenced.

    Returns
    -------
    dict
        By name, draws that lie as the number could: 39, or 19 above 400 on the roster; fewer if
        `completion` has fewer; of `POOLED` twice as many, less those in which it is not defined,
        if these are less than half; of core_periphery_fit less these too. Else NaN where a number
        is not defined, and for `STEPS` where the largest piece is a larger or a smaller part of
        all than in each completed survey with some silent: those are then not of the like of it.

    Notes
    -----
    In each completed survey as many as are silent are drawn by lot and fall silent. By how much
    that raises or lowers a number, so much the measured one is put right (the basic bootstrap, of
    completed surveys): counts, the centralisation of degrees and core_periphery_fit by the plain
    difference, the last moved by a quarter of the way to the mean of the completed ones and spread
    further by as much; `STEPS` by their logarithm, what counts brokerage by that too, half a pair
    added, and what else there is on the scale of log odds, half a party added to either side.
    `STEPS`, core_periphery_fit and the latter, but for `POOLED`, are spread further by how far the
    completed ones err where that can be seen (as in simulation extrapolation): in what happens to
    the number when the same share of those who did answer falls silent too. Who names nobody is a
    strong piece alone, and may be silent where no other shows that this can be: in the completed
    surveys for n_strong_components each of the silent names nobody, beyond those who follow such a
    donor, with a probability drawn from Beta(1/2, a + 1/2), a being how many answered. Takes the
    time of each measure twice in each draw, or four times where it is spread further.

    References
    ----------
    Davison, A. C. and Hinkley, D. V. (1997). Bootstrap Methods and their Application. Cambridge,
    section 5.2. Cook, J. R. and Stefanski, L. A. (1994). Simulation-extrapolation estimation in
    parametric measurement error models. Journal of the American Statistical Association 89,
    1314-1328. Cox, D. R. (1970). Analysis of Binary Data. Methuen, section 3.2. Jeffreys, H.
    (1946). An invariant form for the prior probability in estimation problems. Proceedings of the
    Royal Society A 186, 453-461 (the half beside each count).
    """
    ours = {name: float(measure(surveyed.network)) for name, measure in measures.items()}
    if not measures or not surveyed.claims.silent:
        return {name: np.full(len(completion), number) for name, number in ours.items()}
    wanted = {name: each for name, each in measures.items() if name != _STRONG}
    wanted[_ALIKE] = largest_component_share
    draws = _drawn(surveyed, wanted, completion.networks(), seed)
    if _STRONG in measures:
        some_name_nobody = _some_name_nobody(surveyed, completion, seed)
        draws |= _drawn(surveyed, {_STRONG: measures[_STRONG]}, some_name_nobody, seed)
    shares = draws[_ALIKE][:, _HEARD]
    is_alike = shares.min() <= largest_component_share(surveyed.network) <= shares.max()
    return {
        name: _put_right(name, number, draws[name], len(completion.nodes))
        if is_alike or name not in STEPS
        else np.full(len(shares), np.nan)
        for name, number in ours.items()
    }


def _drawn(
    surveyed: Surveyed, measures: Measures, networks: Iterable[Network], seed: int
) -> dict[str, Numbers]:
    """Return each number of each draw (rows) as the columns `_ALL_SAID` and so on have it."""
    random, answered = np.random.default_rng(seed), surveyed.has_answered
    n_draws = _DRAWS if len(answered) <= _LARGE else _DRAWS_OF_LARGE
    rows: dict[str, list[list[float]]] = {name: [] for name in measures}
    for completed in islice(networks, n_draws):
        heard = random.permutation(answered)
        seen = (
            surveyed.with_further(completed),
            _heard(surveyed, completed, heard),
            _heard(surveyed, completed, _fewer(heard, random)),
            _heard(surveyed, surveyed.claims.network, _fewer(answered, random)),
        )
        for name, measure in measures.items():
            looked_at = seen if _is_widened(name) else seen[: _HEARD + 1]
            rows[name].append([float(measure(network)) for network in looked_at])
    return {name: np.array(each) for name, each in rows.items()}


def _heard(surveyed: Surveyed, network: Network, speaks: Truths) -> Network:
    """Return what is known of a network if only those who speak say whom they are tied to."""
    return surveyed.with_further(_said(network, speaks))


def _said(network: Network, speaks: Truths) -> Network:
    """Return the ties of those who speak alone."""
    arcs = network.outgoing
    return Network(network.nodes, *arcs_chosen(arcs, speaks[arc_starts(arcs)]))


def _some_name_nobody(surveyed: Surveyed, completion: Completion, seed: int) -> Iterator[Network]:
    """Return the completed surveys with some more of the silent naming nobody."""
    random, answered = np.random.default_rng((seed, 1)), surveyed.has_answered
    for completed in completion.networks():
        share = random.beta(0.5, answered.sum() + 0.5)
        yield _said(completed, answered | (random.random(len(answered)) >= share))


def _fewer(speaks: Truths, random: np.random.Generator) -> Truths:
    """Return who still speaks if of those who do the same share falls silent."""
    kept = random.permutation(np.flatnonzero(speaks))[: round(float(speaks.mean() * speaks.sum()))]
    still = np.zeros_like(speaks)
    still[kept] = True
    return still


def _put_right(name: str, ours: float, drawn: Numbers, n: int) -> Numbers:
    """Return what a number of a network of n could be, from what silence did to it in each draw."""
    if name == _FIT:
        return _moved_towards_completed(ours, drawn)
    if name in _BY_DIFFERENCE:
        right = ours - (drawn[:, _HEARD] - drawn[:, _ALL_SAID])
    else:
        right = _put_right_on_a_scale(name, ours, drawn, n)
    if not _is_pooled(name):
        return right
    both = np.concatenate([drawn[:, _ALL_SAID], right])
    defined = both[~np.isnan(both)]
    return defined if 2 * len(defined) > len(both) else both


def _moved_towards_completed(ours: float, drawn: Numbers) -> Numbers:
    defined = drawn[~np.isnan(drawn).any(axis=1)]
    if np.isnan(ours) or 2 * len(defined) <= len(drawn):
        return np.full(len(drawn), np.nan)
    raised = defined[:, _HEARD] - defined[:, _ALL_SAID]
    middle = raised.mean()
    moved = (defined[:, _ALL_SAID].mean() - (ours - middle)) / 4
    wider = _wider(ours, defined, moved)
    right: Numbers = ours - middle + moved - wider * (raised - middle)
    return right


def _put_right_on_a_scale(name: str, ours: float, drawn: Numbers, n: int) -> Numbers:
    here, there = _scaled(name, np.array(ours), n), _scaled(name, drawn, n)
    raised = there[:, _HEARD] - there[:, _ALL_SAID]
    middle = raised.mean()
    wider = _wider(float(here), there) if _is_widened(name) else 1.0
    right = here - middle - wider * (raised - middle)
    if name in _ADDED:
        counts: Numbers = np.exp(right) - _ADDED[name]
        return np.rint(counts) if name in (*COUNTED, *IN_ALL) else counts
    shares: Numbers = ((n + 1) / (1 + np.exp(-right)) - 0.5) / n
    return shares


def _wider(ours: float, drawn: Numbers, *besides: float) -> float:
    """Return how much further what is put right lies apart for how far the completed ones err.

    `besides` is what else is to be added to the spread, as a distance.
    """
    spread = (drawn[:, _HEARD] - drawn[:, _ALL_SAID]).std()
    if not spread > 0:
        return 1.0
    seen = ours - drawn[:, _OURS_LESS_HEARD].mean()
    foretold = (drawn[:, _HEARD] - drawn[:, _LESS_HEARD]).mean()
    return math.hypot(1, *(each / spread for each in (seen - foretold, *besides)))


def _is_pooled(name: str) -> bool:
    return name in POOLED or name not in OF_WEB


def _is_widened(name: str) -> bool:
    """Tell whether a number is spread further by how far the completed ones err.

    What is pooled lies apart by as much already.
    """
    return not _is_pooled(name) and name not in _BY_DIFFERENCE


def _scaled(name: str, number: Numbers, n: int) -> Numbers:
    """Return the logarithm of a count; of a share of n the log odds, half added to either side."""
    if name in _ADDED:
        return np.log(number + _ADDED[name])
    return np.log((n * number + 0.5) / (n * (1 - number) + 0.5))
