"""What open data is made of, made before anybody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.export.open_referral import publication_of
from assetmap.web.api.near import surroundings_of

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.release.public_place import PublicPlace


def prepare(place: PublicPlace, day: dt.date) -> None:
    """Make what the first to ask of a place would otherwise wait for.

    Parameters
    ----------
    place, day
        As the answers will be asked for: what is made is kept with the place.
    """
    publication_of(place, day).warm()
    surroundings_of(place)
