"""What a table of travel times, which somebody loads, says of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.measures.gaps.origins import Origins
    from assetmap.model import Snapshot


def named_nowhere(snapshot: Snapshot, starts: Origins, costs: pd.DataFrame) -> dict[str, list[str]]:
    """Return what a table of travel times names that the map does not have, a value a row.

    Parameters
    ----------
    snapshot
        The place.
    starts
        Where people start from.
    costs
        Columns origin and place.

    Returns
    -------
    dict
        origin: codes of areas that people do not start from; place: ids that no location has.
        In the order of the rows; "" where nothing is written.
    """
    known = {"origin": list(starts.codes), "place": snapshot.table("Location")["id"].tolist()}
    return {
        name: costs[name][~costs[name].isin(ids)].fillna("").astype(str).tolist()
        for name, ids in known.items()
    }
