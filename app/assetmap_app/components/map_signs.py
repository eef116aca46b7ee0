"""The signs of the map on the ground as one small picture, which the browser cuts into pieces.

`static/map-signs.png` is what `atlas` returns: `python -m assetmap_app.components.map_signs`
writes it anew after a change of a colour or a shape.
"""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.views.map.signs import LOOKS

if TYPE_CHECKING:
    from collections.abc import Callable

ATLAS: Final = Path(__file__).parents[1] / "static" / "map-signs.png"
SIDE: Final = 64
"""How many dots a sign is across and down."""

COLOURS: Final = {look.shape: look.colour for look in LOOKS.values()}
"""The colour of each shape, in the order in which the picture has them."""

_MIDDLE: Final = SIDE / 2
_FINENESS: Final = 4  # looks across and down into one dot, for smooth edges
_OUTLINE, _HALO = 4.0, 3.5
_INK, _WHITE, _NONE = (27, 27, 27, 255), (255, 255, 255, 255), (0, 0, 0, 0)
_CORNERS: Final = ((0.0, -27.0), (26.0, 21.0), (-26.0, 21.0))

_Colour = tuple[int, ...]


def atlas() -> bytes:
    """Return one sign of each shape beside the other, as a PNG file."""
    rows = [
        b"\0" + bytes(part for shape, colour in COLOURS.items() for part in _row(shape, colour, y))
        for y in range(SIDE)
    ]
    header = struct.pack(">IIBBBBB", SIDE * len(COLOURS), SIDE, 8, 6, 0, 0, 0)
    content = zlib.compress(b"".join(rows), 9)
    parts = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _row(shape: str, colour: str, y: int) -> list[int]:
    inside = (*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), 255)
    return [part for x in range(SIDE) for part in _dot(_FAR[shape], inside, x, y)]


def _dot(far: Callable[[float, float], float], inside: _Colour, x: int, y: int) -> list[int]:
    looks = [
        _seen(far(x + (i + 0.5) / _FINENESS - _MIDDLE, y + (j + 0.5) / _FINENESS - _MIDDLE), inside)
        for i in range(_FINENESS)
        for j in range(_FINENESS)
    ]
    opacity = sum(look[3] for look in looks)
    if not opacity:
        return [0, 0, 0, 0]
    colours = [sum(look[part] * look[3] for look in looks) // opacity for part in range(3)]
    return [*colours, opacity // len(looks)]


def _seen(far: float, inside: _Colour) -> _Colour:
    if far < -_OUTLINE:
        return inside
    if far < 0:
        return _INK
    return _WHITE if far < _HALO else _NONE


def _from_circle(x: float, y: float) -> float:
    return math.hypot(x, y) - 22


def _from_triangle(x: float, y: float) -> float:
    sides = zip(_CORNERS, (*_CORNERS[1:], _CORNERS[0]), strict=True)
    return max(
        ((x - a) * (d - b) - (y - b) * (c - a)) / math.hypot(c - a, d - b)
        for (a, b), (c, d) in sides
    )


def _from_diamond(x: float, y: float) -> float:
    return (abs(x) + abs(y) - 28) / math.sqrt(2)


_FAR: Final = {"circle": _from_circle, "triangle": _from_triangle, "diamond": _from_diamond}
"""How far a point is outside of a shape, negative within."""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    ATLAS.write_bytes(atlas())
