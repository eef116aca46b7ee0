"""Where the folders lie that come with assetmap but hold no Python."""

from __future__ import annotations

from pathlib import Path

from assetmap.errors import MissingResourceError

_PACKAGE = Path(__file__).parent


def resource_folder(name: str) -> Path:
    """Return the folder `name`, in an installed package or in a checkout.

    Parameters
    ----------
    name
        `graph_schema` or `sample_data`.

    Returns
    -------
    Path
        Beside the package's modules when assetmap was installed from a wheel, else at the top of
        the checkout.

    Raises
    ------
    MissingResourceError
        If it is in neither place.
    """
    for folder in (_PACKAGE / name, _PACKAGE.parents[1] / name):
        if folder.is_dir():
            return folder
    raise MissingResourceError(name)
