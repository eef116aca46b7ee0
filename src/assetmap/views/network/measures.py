"""View: the measures of a network, of the whole and of each party."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, cast

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures import measures_of
from assetmap.network import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.measures import Measure
    from assetmap.model import Snapshot
    from assetmap.network import Network

Value = float | int | bool | str | None
"""One cell as JSON has it; None where a measure is not defined."""


class Explanation(TypedDict):
    """What one measure is."""

    name: str
    title: str
    sentence: str
    unit: str
    formula: str
    reference: str


@dataclass(frozen=True, slots=True)
class NetworkMeasures:
    """What a network comes to.

    Attributes
    ----------
    n_nodes, n_ties
        How many parties there are, and how many ties; a self-tie is a tie.
    values
        The measures of the network as a whole by name; None where one is not defined.
    parties
        A row a party, by falling betweenness, then id; where betweenness is not defined, by id.
        Columns id, name, label and sector, then the measures of a party by name.
    """

    n_nodes: int
    n_ties: int
    values: Mapping[str, Value]
    parties: pd.DataFrame

    def as_json(self) -> dict[str, object]:
        """Return all of it as JSON has it, null where a measure is not defined."""
        return {
            "nodes": self.n_nodes,
            "ties": self.n_ties,
            "values": dict(self.values),
            "parties": [
                {str(name): _plain(value) for name, value in row.items()}
                for row in self.parties.to_dict("records")
            ],
        }

    def explain(self) -> list[Explanation]:
        """Return what each measure means, those of the network first, as in `values`."""
        return [_explained(each) for each in (*measures_of("network"), *measures_of("party"))]


def network_measures(snapshot: Snapshot, *, projection: str = "partnerships") -> NetworkMeasures:
    """Measure one network of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.network.PROJECTIONS`.

    Returns
    -------
    NetworkMeasures
        Every measure of `assetmap.measures.MEASURES`.

    Raises
    ------
    DataError
        If there is no such projection.
    """
    if projection not in PROJECTIONS:
        msg = f"There is no network {projection!r}; there are {', '.join(PROJECTIONS)}."
        raise DataError(msg)
    return measures_of_network(snapshot, PROJECTIONS[projection].project(snapshot))


def measures_of_network(snapshot: Snapshot, network: Network) -> NetworkMeasures:
    """Measure any network of nodes of `snapshot`, such as the part of a map that is shown.

    Parameters
    ----------
    snapshot
        What this reader may see of the place; it names the nodes.
    network
        The network; a node that is not in `snapshot` goes by its id.

    Returns
    -------
    NetworkMeasures
        Every measure of `assetmap.measures.MEASURES`.
    """
    values = {each.name: _plain(each.function(network)) for each in measures_of("network")}
    ids = list(network.nodes)
    described = {
        "id": pd.Series(ids, dtype=object),
        "name": pd.Series([snapshot.name_of.get(id_, id_) for id_ in ids], dtype=object),
        "label": pd.Series([snapshot.label_of.get(id_) for id_ in ids], dtype=object),
        "sector": pd.Series([snapshot.sector_of.get(id_) for id_ in ids], dtype=object),
    }
    measured = {each.name: np.asarray(each.function(network)) for each in measures_of("party")}
    parties = pd.DataFrame(described | measured)
    order = parties.assign(betweenness=parties["betweenness"].fillna(0.0)).sort_values(
        ["betweenness", "id"], ascending=[False, True]
    )
    return NetworkMeasures(
        len(network),
        network.number_of_edges(),
        values,
        parties.loc[order.index].reset_index(drop=True),
    )


def _explained(measure: Measure) -> Explanation:
    return Explanation(
        name=measure.name,
        title=measure.title,
        sentence=measure.sentence,
        unit=measure.unit,
        formula=measure.formula,
        reference=measure.reference,
    )


def _plain(value: object) -> Value:
    """Return `value` as JSON has it: numpy's own types as Python's, what is undefined as None."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return cast("Value", value)
