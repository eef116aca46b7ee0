"""Which day it is."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

_ZONE: Final = ZoneInfo("Europe/London")


def today() -> dt.date:
    """Return which day it is where the place is."""
    return dt.datetime.now(tz=_ZONE).date()
