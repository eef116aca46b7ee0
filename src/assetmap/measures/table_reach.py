"""What the organisations at a table bring to it together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from assetmap.errors import DataError, UnknownNodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Reach:
    """What each organisation would bring to a table: sectors, areas, themes, whatever counts.

    Make one with `from_pairs`.

    Attributes
    ----------
    ids
        Organisations, in order of id.
    elements
        What can be brought, in order.
    brings
        A row an organisation, a column an element: 1 where it brings it.
    weights
        How much each element counts, whole numbers above 0, so that sums are exact.
    """

    ids: tuple[str, ...]
    elements: tuple[str, ...]
    brings: csr_array
    weights: NDArray[np.int64]

    @classmethod
    def from_pairs(
        cls,
        pairs: Iterable[tuple[str, str]],
        *,
        ids: Iterable[str] = (),
        weights: Mapping[str, int] | None = None,
    ) -> Reach:
        """Return the reach that follows from what each organisation brings.

        Parameters
        ----------
        pairs
            (organisation, element), in any order; a pair given twice counts once.
        ids
            Organisations that may bring nothing; those of `pairs` are added.
        weights
            How much each element counts, at least 1; those left out count 1. Elements that
            nobody brings are left out.

        Raises
        ------
        DataError
            If a weight is no whole number above 0.
        """
        given = sorted(set(pairs))
        rows = pd.Index(sorted({*ids, *(id_ for id_, _ in given)}), dtype=object)
        columns = pd.Index(sorted({element for _, element in given}), dtype=object)
        brings = csr_array(
            (
                np.ones(len(given), dtype=np.int64),
                (
                    rows.get_indexer(pd.Index([id_ for id_, _ in given], dtype=object)),
                    columns.get_indexer(pd.Index([element for _, element in given], dtype=object)),
                ),
            ),
            shape=(len(rows), len(columns)),
        )
        return cls(tuple(rows), tuple(columns), brings, _weights(columns, weights or {}))

    def numbers_of(self, ids: Iterable[str]) -> list[int]:
        """Return the rows of organisations, in the order given, each once.

        Raises
        ------
        UnknownNodeError
            If there is no such organisation.
        """
        number_of = {id_: number for number, id_ in enumerate(self.ids)}
        wanted = list(dict.fromkeys(ids))
        for id_ in wanted:
            if id_ not in number_of:
                raise UnknownNodeError(id_, self.ids)
        return [number_of[id_] for id_ in wanted]


def reached(reach: Reach, seated: Iterable[str]) -> tuple[str, ...]:
    """Return what the organisations at a table bring together.

    Parameters
    ----------
    reach
        What each organisation brings.
    seated
        Who is at the table; naming one twice changes nothing.

    Returns
    -------
    tuple
        Elements in order, each once, however many bring it.

    Raises
    ------
    UnknownNodeError
        If `reach` has no such organisation.

    Notes
    -----
    The union of what each brings. Takes time in the entries of those seated. Defined for every
    table: nobody at it reaches nothing.

    References
    ----------
    Nemhauser, G., Wolsey, L. and Fisher, M. (1978). An analysis of approximations for
    maximizing submodular set functions - I. Mathematical Programming 14, 265-294.

    Examples
    --------
    >>> reach = Reach.from_pairs([("choir", "carers"), ("club", "carers"), ("club", "elders")])
    >>> reached(reach, ["choir"]), reached(reach, ["choir", "club"])
    (('carers',), ('carers', 'elders'))
    """
    counts = n_bringing(reach, reach.numbers_of(seated))
    return tuple(reach.elements[number] for number in np.flatnonzero(counts))


def gains(reach: Reach, seated: Iterable[str]) -> dict[str, int]:
    """Return what each organisation would add to those at a table, in order of id.

    Parameters
    ----------
    reach
        What each organisation brings.
    seated
        Who is at the table.

    Returns
    -------
    dict
        The weight of what nobody at the table brings yet; 0 for those seated.

    Raises
    ------
    UnknownNodeError
        If `reach` has no such organisation.

    Notes
    -----
    Takes time in the entries of `reach`. Defined for every table. Nobody ever adds more to a
    larger table (submodularity), on which the bounds of `best_table` rest.

    References
    ----------
    Nemhauser, G., Wolsey, L. and Fisher, M. (1978). An analysis of approximations for
    maximizing submodular set functions - I. Mathematical Programming 14, 265-294.

    Examples
    --------
    >>> reach = Reach.from_pairs([("choir", "carers"), ("club", "carers"), ("club", "elders")])
    >>> gains(reach, ["choir"])
    {'choir': 0, 'club': 1}
    """
    left = gains_left(reach, reach.numbers_of(seated)).tolist()
    return dict(zip(reach.ids, left, strict=True))


def n_bringing(reach: Reach, numbers: Iterable[int]) -> NDArray[np.int64]:
    """Return for each element how many of the organisations with these numbers bring it."""
    rows = np.fromiter(numbers, dtype=np.int64)
    counts: NDArray[np.int64] = np.asarray(reach.brings[rows].sum(axis=0), dtype=np.int64).ravel()
    return counts


def gains_left(reach: Reach, numbers: Iterable[int]) -> NDArray[np.int64]:
    """Return for each organisation what it would add to those with these numbers."""
    left: NDArray[np.int64] = reach.brings @ np.where(
        n_bringing(reach, numbers) > 0, 0, reach.weights
    )
    return left


def weight_of(reach: Reach, numbers: Iterable[int]) -> int:
    """Return the weight of what the organisations with these numbers bring together."""
    return int(reach.weights[n_bringing(reach, numbers) > 0].sum())


def _weights(elements: Iterable[str], given: Mapping[str, int]) -> NDArray[np.int64]:
    wanted = [given.get(element, 1) for element in elements]
    for element, weight in zip(elements, wanted, strict=True):
        if weight != int(weight) or weight < 1:
            msg = f"{element!r} counts {weight!r}; what counts is a whole number above 0."
            raise DataError(msg)
    return np.array(wanted, dtype=np.int64)
