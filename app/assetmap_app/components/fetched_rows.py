"""Rows of a drawing that the browser fetches, in place of reading them in the drawing itself.

What stands in a drawing is read by slow means, a letter at a time, and each value is looked at
for instructions. Rows behind an address are read by the browser's own reader, in a twentieth of
the time.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakValueDictionary

from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

_PATH: Final = "/rows"
_KEPT_S: Final = 86_400  # in the browser: what is behind an address never changes


class FetchedRows:
    """Rows, and the address at which they can be fetched for as long as this is kept.

    Attributes
    ----------
    rows
        Such as a layer of a drawing takes them; none where they are only fetched.
    address
        Known to nobody who does not know the rows.
    """

    def __init__(self, rows: Sequence[dict[str, Any]], *, text: str = "") -> None:
        # Many small things that live long make every later search for waste long: rows that are
        # only fetched may be given as the text of JSON alone.
        text = text or json.dumps(rows, separators=(",", ":"), ensure_ascii=False)
        content = text.encode()
        name = hashlib.blake2b(content, digest_size=16).hexdigest()
        self.rows = rows
        self.address = f"/app{_PATH}/{name}.json"
        self._text = _KEPT.setdefault(name, _Text(content))


class _Text:
    """What is sent; the same for all who have the same rows."""

    def __init__(self, content: bytes) -> None:
        self.content = content


_KEPT: Final[WeakValueDictionary[str, _Text]] = WeakValueDictionary()


async def _answer(request: Request) -> Response:
    found = _KEPT.get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    kept = {"Cache-Control": f"private, immutable, max-age={_KEPT_S}"}
    return Response(found.content, media_type="application/json", headers=kept)


ROUTE: Final = Route(f"{_PATH}/{{name}}.json", _answer)
"""What answers, as a part of the application under `/app`."""
