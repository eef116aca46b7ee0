"""What anybody may see of a place, as a type of its own: the public face takes nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assetmap.release.seeing import seen_by

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.model import Snapshot

PUBLIC_TABLES: Final = {
    "organisations": "Organisation",
    "activities": "Activity",
    "sessions": "Session",
    "locations": "Location",
    "areas": "Area",
    "needs": "Need",
    "communities": "Community",
    "stories": "Story",
    "postcodes": "Postcode",
    "vocabulary": "Vocabulary",
    "former": "FormerId",
    "meets": "MEETS",
    "welcomes": "WELCOMES",
    "led_by": "LED_BY",
    "serves": "SERVES",
    "about": "ABOUT",
}
"""The table of the model behind each attribute of a `PublicPlace`."""


@dataclass(frozen=True, eq=False)
class PublicPlace:
    """A place without any person in it: no champion, link worker, journey or private column.

    There is no field for what the public may not see, so that no page can show it by mistake.
    Every attribute that is a DataFrame holds rows as `Snapshot.table` gives them, with the
    columns that the model calls public filled and the others empty.

    Attributes
    ----------
    key
        A digest of store, revision and day; caches are keyed by it.
    revision
        The store's revision.
    serves
        Ties of activities to areas alone.
    """

    key: str
    revision: int
    organisations: pd.DataFrame
    activities: pd.DataFrame
    sessions: pd.DataFrame
    locations: pd.DataFrame
    areas: pd.DataFrame
    needs: pd.DataFrame
    communities: pd.DataFrame
    stories: pd.DataFrame
    postcodes: pd.DataFrame
    vocabulary: pd.DataFrame
    former: pd.DataFrame
    meets: pd.DataFrame
    welcomes: pd.DataFrame
    led_by: pd.DataFrame
    serves: pd.DataFrame
    about: pd.DataFrame

    @cached_property
    def former_ids(self) -> dict[str, str]:
        """Present id by each id that a row had before it was joined with another."""
        return dict(zip(self.former["id"], self.former["current_id"], strict=True))


def public_place(snapshot: Snapshot) -> PublicPlace:
    """Return what anybody may see of a place.

    Parameters
    ----------
    snapshot
        The whole place, or what the public sees of it.

    Returns
    -------
    PublicPlace
        Rows in the order of the snapshot; those that lead to what is not seen are gone.

    Raises
    ------
    DataError
        If the snapshot was cut down for another role.

    Examples
    --------
    >>> from assetmap.model import Snapshot
    >>> len(public_place(Snapshot()).activities)
    0
    """
    seen = seen_by(snapshot, "public")
    rows = {name: seen.table(table) for name, table in PUBLIC_TABLES.items()}
    return PublicPlace(key=seen.key, revision=seen.revision, **rows)
