"""Networks that follow from what a place holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from assetmap.errors import DataError
from assetmap.model import LABELS, PARTIES
from assetmap.network.network import Network
from assetmap.network.tie_table import kinds_of_ties, labels_of_map, latest_claims, ties_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from assetmap.model import Snapshot


def project_partnerships(snapshot: Snapshot, *, minimum_intensity: int = 1) -> Network:
    """Return who says that they work with whom.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    minimum_intensity
        Least intensity of a claim that counts, 1 (aware) to 4 (integrated). A claim without
        an intensity, and a plain tie (`TIED_TO`), count as 1.

    Returns
    -------
    Network
        Directed; every organisation is a node, those without ties too. A tie's weight is the
        intensity of the latest claim of the first about the second, and the weights of plain
        ties between the two are added to it. What its claimant let go in a later survey is no
        tie any more (`latest_claims`).
    """
    claims = latest_claims(snapshot)
    claims = claims[claims["intensity"] >= minimum_intensity]
    plain = snapshot.table("TIED_TO")
    if minimum_intensity > 1:
        plain = plain.iloc[:0]
    ties = pd.DataFrame(
        {
            "from_id": claims["from_id"].tolist() + plain["from_id"].tolist(),
            "to_id": claims["to_id"].tolist() + plain["to_id"].tolist(),
            "weight": [*claims["intensity"].astype("float64"), *plain["weight"].fillna(1.0)],
        }
    )
    return project_ties(ties, snapshot.table("Organisation")["id"].tolist(), directed=True)


def project_whole_map(
    snapshot: Snapshot,
    *,
    labels: Collection[str] = PARTIES,
    ties: Collection[str] | None = None,
    further: pd.DataFrame | None = None,
) -> Network:
    """Return everything wanted and all that ties it, save referrals.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    labels
        What is a node, of `labels_of_map`; left out, every party.
    ties
        Kinds of ties counted, as `ties_table` names them; None counts all.
    further
        Ties beside those of the model, as `ties_table` takes them; None for none.

    Returns
    -------
    Network
        Undirected; nodes by label in the model's order, then as stored. A tie's weight is the
        number of kinds of ties between the two, each direction counted by itself.

    Raises
    ------
    DataError
        If there is no such label or no such kind of tie.
    """
    _refuse_unknown(labels, labels_of_map(), "label on a map")
    known = kinds_of_ties()
    _refuse_unknown(known if ties is None else ties, known, "kind of tie")
    table = ties_table(snapshot, further=further)
    wanted = table["from_label"].isin(labels) & table["to_label"].isin(labels)
    if ties is not None:
        wanted &= table["kind"].isin(ties)
    return project_ties(table[wanted].assign(weight=1.0), _nodes(snapshot, labels))


def project_ties(ties: pd.DataFrame, nodes: Collection[str], *, directed: bool = False) -> Network:
    """Return the network of rows of `ties_table`, chosen as one likes.

    Parameters
    ----------
    ties
        Columns from_id, to_id and weight. Ties of which an end is not in `nodes` are left out.
    nodes
        Ids of all nodes, in the order wanted.
    directed
        Whether a tie runs one way.

    Returns
    -------
    Network
        The weights of ties with the same ends are added.
    """
    known = set(nodes)
    inside = ties[ties["from_id"].isin(known) & ties["to_id"].isin(known)]
    return Network.from_edges(
        inside["from_id"], inside["to_id"], inside["weight"], nodes=nodes, directed=directed
    )


def _nodes(snapshot: Snapshot, labels: Collection[str]) -> list[str]:
    return [id_ for label in LABELS if label in labels for id_ in snapshot.table(label)["id"]]


def _refuse_unknown(given: Collection[str], known: Collection[str], what: str) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        msg = f"There is no {what} {unknown[0]!r}; there are {', '.join(known)}."
        raise DataError(msg)
