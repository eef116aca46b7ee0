"""The short Warwick-Edinburgh scale: metric scores of raw sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

LOWEST_SUM: Final = 7

METRIC: Final = (
    *(7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36),
    *(16.88, 17.43, 17.98, 18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21),
    *(24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00),
)
"""Of the raw sums 7 to 35, in order."""


def metric_scores(raw: Iterable[float]) -> NDArray[np.float64]:
    """Return the metric scores of raw sums.

    Parameters
    ----------
    raw
        Sums of the seven answers, each 1 to 5; a person who left one out has none.

    Returns
    -------
    array
        From 7 to 35, on a scale whose steps are equally wide.

    Raises
    ------
    DataError
        If one is not a whole number from 7 to 35.

    References
    ----------
    Stewart-Brown, S. and others (2009). Internal construct validity of the Warwick-Edinburgh
    Mental Well-being Scale (WEMWBS): a Rasch analysis using data from the Scottish Health
    Education Population Survey. Health and Quality of Life Outcomes 7:15.

    Examples
    --------
    >>> metric_scores([7, 21, 35]).tolist()
    [7.0, 19.25, 35.0]
    """
    sums = np.fromiter(raw, dtype=np.float64)
    places = sums - LOWEST_SUM
    wrong = (places != np.floor(places)) | (places < 0) | (places >= len(METRIC))
    if wrong.any():
        msg = (
            f"{sums[wrong][0]:g} is no raw sum of SWEMWBS, which is a whole number from 7 to 35; "
            "if scores are metric already, say so."
        )
        raise DataError(msg)
    return np.array(METRIC)[places.astype(np.int64)]
