"""Texts as the standard's formats have them: web addresses, e-mail addresses, days."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final
from urllib.parse import quote

_KEPT: Final = "%/:?#@!$&'()*+,;=~-._"
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_WEB: Final = re.compile(
    r"https?://(?:[^@/?#:]*(?::[^@/?#]*)?@)?[^@/?#:]+(?::[0-9]{0,5})?(?:[/?][^#]*)?(?:#[^#]*)?"
)
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)


def web_address(text: str | None) -> str | None:
    """Return a web address as RFC 3986 spells it, or None if it is none.

    Examples
    --------
    >>> web_address("https://a.example/café 1?x=[2]"), web_address("https://a.example:x/")
    ('https://a.example/caf%C3%A9%201?x=%5B2%5D', None)
    """
    quoted = quote(_BARE_PERCENT.sub("%25", text or ""), safe=_KEPT)
    return quoted if _WEB.fullmatch(quoted) else None


def email_address(text: str | None) -> str | None:
    """Return an e-mail address, or None if `text` is none.

    Examples
    --------
    >>> email_address("hello@choir.example"), email_address("ask at the desk")
    ('hello@choir.example', None)
    """
    return text if text and _EMAIL.fullmatch(text) else None


def day_text(day: dt.datetime | None, *, minus_days: int = 0) -> str | None:
    """Return a day as ISO 8601 has it, or the one some days before; None of none.

    Examples
    --------
    >>> day_text(dt.datetime(2026, 3, 1), minus_days=1)
    '2026-02-28'
    """
    if day is None:
        return None
    try:
        return (day.date() - dt.timedelta(minus_days)).isoformat()
    except OverflowError:
        return None  # before the first day that there is
