"""Where the boxes and bands of a flow stand when they are drawn: a Sankey diagram."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GAP: Final = 0.035
"""Space between two boxes of a column, as a share of the height, where there are few."""

_MOST_SPACE: Final = 0.4  # of the height, in the column of most boxes


@dataclass(frozen=True, slots=True)
class Box:
    """Something that people come to or leave from.

    Attributes
    ----------
    id
        Told apart by it.
    label
        What it is called.
    column
        How far along it stands, from 0.
    look
        A word for its colour: `way` for those who go on, `lost`, `open`.
    """

    id: str
    label: str
    column: int
    look: str = "way"


@dataclass(frozen=True, slots=True)
class Band:
    """How many go from one box to another."""

    source: str
    target: str
    n: int
    sentence: str

    @property
    def id(self) -> str:
        """What the band is told apart by."""
        return f"{self.source}>{self.target}"


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box with its number, and its lower and upper end, 0 to 1 from the top of the picture."""

    id: str
    label: str
    look: str
    n: int
    x: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band with where it leaves one box and reaches the other; 0 to 1, as boxes."""

    id: str
    sentence: str
    look: str
    n: int
    x: tuple[float, float]
    leaves: tuple[float, float]
    reaches: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sankey:
    """A flow as it is drawn: boxes and bands in the order given, empty ones left out."""

    boxes: tuple[PlacedBox, ...]
    bands: tuple[PlacedBand, ...]


def sankey(boxes: Sequence[Box], bands: Sequence[Band]) -> Sankey:
    """Place boxes and bands, every person as wide as every other.

    Parameters
    ----------
    boxes
        From the top of each column to its foot.
    bands
        Between boxes, whoever comes and goes; those of nobody are left out.

    Returns
    -------
    Sankey
        The fullest column fills the height; the bands at a box stand in the order of the boxes
        at their other ends, so that they cross as seldom as can be.

    Raises
    ------
    KeyError
        If a band of somebody names a box that is not there.

    Examples
    --------
    >>> made, seen = Box("made", "Made", 0), Box("seen", "Seen", 1)
    >>> drawn = sankey([made, seen], [Band("made", "seen", 4, "4 were seen.")])
    >>> drawn.bands[0].leaves, drawn.boxes[1].n
    ((0.0, 1.0), 4)
    """
    place = {box.id: number for number, box in enumerate(boxes)}
    shown = [band for band in bands if band.n > 0]
    size = _sizes(shown)
    columns: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        if size.get(box.id, 0):
            columns[box.column].append(box)
    gap = min([GAP, *(_MOST_SPACE / len(column) for column in columns.values())])
    scale = _scale(columns, size, gap)
    last = max(columns, default=0)
    placed = {
        each.id: each
        for number, column in sorted(columns.items())
        for each in _column(column, size, (scale, gap), number / last if last else 0.0)
    }
    return Sankey(
        tuple(placed[box.id] for box in boxes if box.id in placed),
        _bands(shown, placed, place, scale),
    )


def _sizes(bands: Sequence[Band]) -> dict[str, int]:
    """Return how many come to each box, or go from it, whichever are more."""
    comes: dict[str, int] = defaultdict(int)
    goes: dict[str, int] = defaultdict(int)
    for band in bands:
        goes[band.source] += band.n
        comes[band.target] += band.n
    return {id_: max(comes[id_], goes[id_]) for id_ in {*comes, *goes}}


def _scale(columns: Mapping[int, Sequence[Box]], size: Mapping[str, int], gap: float) -> float:
    """Return the height of one person, so that every column fits."""
    return min(
        (
            (1 - gap * (len(column) - 1)) / sum(size[box.id] for box in column)
            for column in columns.values()
        ),
        default=1.0,
    )


def _column(
    column: Sequence[Box], size: Mapping[str, int], measure: tuple[float, float], x: float
) -> list[PlacedBox]:
    scale, gap = measure
    placed, start = [], 0.0
    for box in column:
        end = start + size[box.id] * scale
        placed.append(PlacedBox(box.id, box.label, box.look, size[box.id], x, start, end))
        start = end + gap
    return placed


def _bands(
    bands: Sequence[Band],
    boxes: Mapping[str, PlacedBox],
    place: Mapping[str, int],
    scale: float,
) -> tuple[PlacedBand, ...]:
    leaves = _ends(bands, boxes, scale, {b.id: (b.source, place[b.target]) for b in bands})
    reaches = _ends(bands, boxes, scale, {b.id: (b.target, place[b.source]) for b in bands})
    return tuple(
        PlacedBand(
            band.id,
            band.sentence,
            boxes[band.target].look,
            band.n,
            (boxes[band.source].x, boxes[band.target].x),
            leaves[band.id],
            reaches[band.id],
        )
        for band in bands
    )


def _ends(
    bands: Sequence[Band],
    boxes: Mapping[str, PlacedBox],
    scale: float,
    at: Mapping[str, tuple[str, int]],
) -> dict[str, tuple[float, float]]:
    """Return where each band touches a box; `at` tells which, and the place of its other end."""
    ends: dict[str, tuple[float, float]] = {}
    reached: dict[str, float] = {}
    for band in sorted(bands, key=lambda band: (at[band.id][1], band.id)):
        box = at[band.id][0]
        start = reached.get(box, boxes[box].start)
        reached[box] = start + band.n * scale
        ends[band.id] = start, reached[box]
    return ends
