"""Addresses on the web that are safe to make a link of."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """Return an address that a link may lead to, or "" if `text` is none.

    Examples
    --------
    >>> web_address("https://choir.example/join"), web_address("javascript:alert(1)")
    ('https://choir.example/join', '')
    """
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and host and text.isprintable() else ""
