"""Telling the browser with a page which parts of Streamlit the page will need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NEEDED: Final = re.compile(r'\bfrom\s*"\./([\w.-]+\.js)"')
_HEAD: Final = 8_000  # letters of a part, in which it says what it needs itself


class EarlyParts:
    """Name the scripts that a page will ask for, so that they are loaded while it is computed.

    Otherwise the browser learns which part draws a map when the map is there, and only then
    loads and reads it, which takes as long as all else.

    Parameters
    ----------
    application
        What answers.
    links
        By path of a page, the header `Link` that goes with it.
    """

    def __init__(self, application: ASGIApp, links: Mapping[str, str]) -> None:
        self._application = application
        self._links = links

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        link = self._links.get(scope["path"]) if scope["type"] == "http" else None
        if not link:
            await self._application(scope, receive, send)
            return

        async def send_with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Link"] = link
            await send(message)

        await self._application(scope, receive, send_with_link)


def link_to_part(scripts: Path, name: str, *, under: str) -> str:
    """Return the header `Link` for a part and what it needs at once.

    Parameters
    ----------
    scripts
        The folder of the scripts.
    name
        What the name of the part's file begins with, before a dot.
    under
        The address of that folder, which ends with a slash.

    Returns
    -------
    str
        Empty when there is no such part: then the page loads as it would without.
    """
    part = next(iter(sorted(scripts.glob(f"{name}.*.js"))), None)
    if part is None:
        return ""
    with part.open(encoding="utf-8") as file:
        needed = _NEEDED.findall(file.read(_HEAD))
    return ", ".join(f"<{under}{each}>; rel=modulepreload" for each in (part.name, *needed))
