"""Postcodes of the United Kingdom as everybody writes them, as one spelling."""

from __future__ import annotations

import re
from typing import Final

_POSTCODE: Final = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", re.ASCII)


def normal_postcode(text: str) -> str | None:
    """Return a postcode in capitals with one space, or None if `text` is none.

    Examples
    --------
    >>> normal_postcode(" m337xx"), normal_postcode("Sale")
    ('M33 7XX', None)
    """
    found = _POSTCODE.fullmatch("".join(text.split()).upper())
    return f"{found[1]} {found[2]}" if found else None


def outward_code(postcode: str) -> str | None:
    """Return the part of a postcode that names a town or a part of one, or None if it is none.

    Examples
    --------
    >>> outward_code("M33 7XX"), outward_code("sw1a1aa")
    ('M33', 'SW1A')
    """
    normal = normal_postcode(postcode)
    return normal.split()[0] if normal else None
