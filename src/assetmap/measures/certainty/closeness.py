"""How close the ties are that the silent could have named: their weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from assetmap.measures.certainty.answers import Answers

    Numbers = NDArray[np.float64]

_NOT_HEARD: Final = -1.0


def weighed(
    answers: Answers, named: Iterable[NDArray[np.bool_]], *, seed: int
) -> Iterator[tuple[NDArray[np.int64], Numbers]]:
    """Give what the silent are drawn to name a weight each.

    Parameters
    ----------
    answers
        What was said.
    named
        By draw, which of the silent names whom on the roster.
    seed
        Of the draws of weights.

    Yields
    ------
    ndarray, ndarray
        For each draw who names whom, as places in the rows of `named` one after the other, and
        the weight of each. It is that of a claim of one who answered, of which the other end said
        the same (that it is as close, or that there is no tie); of any claim where the other end
        was not heard or said what none did of whom a claim is known.

    Notes
    -----
    A hot deck (Andridge, R. R. and Little, R. J. A. (2010). A review of hot deck imputation for
    survey non-response. International Statistical Review 78, 40-64). Takes time in draws times
    silent times roster.
    """
    random = np.random.default_rng(seed)
    told, back = answers.weight[:, answers.answered], answers.weight[:, answers.answered].T
    heard = np.full((len(answers.silent), len(answers.same)), _NOT_HEARD)
    heard[:, answers.answered] = answers.weight[:, answers.silent].T
    said = [float(each) for each in np.unique(back[told > 0])]
    pools = [told[(told > 0) & (back == each)] for each in said]
    pools.append(answers.weight[answers.said])
    # Which pool each is drawn from: that of what it heard, or the last.
    pool = np.full(heard.size, len(said))
    for number, each in enumerate(said):
        pool[heard.ravel() == each] = number
    for draw in named:
        at = np.flatnonzero(draw)
        weights, of = np.ones(len(at)), pool[at]
        for number, given in enumerate(pools):
            here = of == number
            if len(given):
                weights[here] = given[random.integers(0, len(given), int(here.sum()))]
        yield at, weights
