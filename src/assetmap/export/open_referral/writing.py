"""All documents of a place in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.errors import UnwritableFileError
from assetmap.export.open_referral.pieces import array_of, member, object_of
from assetmap.export.open_referral.publication import publication_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from assetmap.release.public_place import PublicPlace


def write_open_referral(place: PublicPlace, path: Path, *, day: dt.date | None = None) -> int:
    """Write what anybody may see as one document of Open Referral UK 3.0.

    Parameters
    ----------
    place
        What anybody may see.
    path
        A file, replaced in one step.
    day
        Today, as of `Publication`.

    Returns
    -------
    int
        How many services there are. The document has a list each of services, organizations,
        locations and taxonomy terms, all whole, and can be loaded again.

    Raises
    ------
    UnwritableFileError
        If the file cannot be written.
    """
    publication = publication_of(place, day)
    lists = {
        "services": publication.services,
        "organizations": publication.organizations,
        "locations": publication.locations,
        "taxonomy_terms": publication.taxonomy_terms,
    }
    document = object_of(
        *(member(name, array_of(map(each.whole, each.ids))) for name, each in lists.items())
    )
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(document + b"\n")
        unfinished.replace(path)
    except OSError as error:
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error
    return len(publication.services.ids)
