"""JSON in pieces: each made once, and documents put together of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from assetmap.ingest.open_referral.ours import PREFIX
from assetmap.ingest.open_referral.published_ids import part_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Document = dict[str, Any]

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
)


class Pieces(dict[str, bytes]):
    """Pieces of JSON by id, each made when it is first asked for.

    Parameters
    ----------
    make
        Makes the piece of an id.
    """

    def __init__(self, make: Callable[[str], bytes]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, id_: str) -> bytes:
        """Make the piece of `id_`, and keep it."""
        piece = self[id_] = self._make(id_)
        return piece


def encoded(value: object) -> bytes:
    """Return a value as JSON in UTF-8, without blanks.

    Examples
    --------
    >>> encoded({"name": "Café"}).decode()
    '{"name":"Café"}'
    """
    return _ENCODER.encode(value).encode("utf-8", "replace")


def array_of(pieces: Iterable[bytes]) -> bytes:
    """Return pieces as one JSON array."""
    return b"[" + b",".join(pieces) + b"]"


def member(name: str, piece: bytes) -> bytes:
    """Return a field that is JSON already, as it stands between the brackets of its object."""
    return b'"%b":%b' % (name.encode(), piece) if piece else b""


def inner(fields: Mapping[str, Any]) -> bytes:
    """Return fields as they stand between the brackets of their object."""
    return encoded(fields)[1:-1]


def object_of(*members: bytes) -> bytes:
    """Return one object of members as they stand between its brackets; empty ones say nothing.

    Examples
    --------
    >>> object_of(inner({"id": "a"}), inner({}), member("service", b"{}")).decode()
    '{"id":"a","service":{}}'
    """
    return b"{" + b",".join(filter(None, members)) + b"}"


def told(fields: Mapping[str, Any]) -> Document:
    """Return the fields that hold something: the standard leaves out empty ones."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


def own_attribute(owner: str, kind: str, value: str) -> Document:
    """Return an attribute for what the standard has no field for, as `ours` reads it.

    Parameters
    ----------
    owner
        UUID of what it tells of.
    kind
        The name that follows the prefix.
    value
        As a cell of ours.
    """
    return {
        "id": part_id(owner, f"{PREFIX}{kind}/{value}"),
        "link_type": f"{PREFIX}{kind}",
        "value": value,
    }


def own_attributes(owner: str, values: Iterable[tuple[str, str | None]]) -> list[Document]:
    """Return attributes for the kinds that have a value."""
    return [own_attribute(owner, kind, value) for kind, value in values if value]
