"""What open data shows at a moment: the place as it is now, on the day that it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.export.open_referral import publication_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from assetmap.export.open_referral import Publication
    from assetmap.release.public_place import PublicPlace


@dataclass(frozen=True, slots=True)
class Now:
    """Where the place and the day come from.

    Attributes
    ----------
    place
        Gives what anybody may see now; the same object as long as nothing changed.
    day
        Gives which day it is where the place is.
    """

    place: Callable[[], PublicPlace]
    day: Callable[[], dt.date]

    def publication(self, place: PublicPlace) -> Publication:
        """Return the documents of a place on this day, made once."""
        return publication_of(place, self.day())
