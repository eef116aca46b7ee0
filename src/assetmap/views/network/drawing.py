"""How the parties of a map are drawn: size, colour and shape, and the legend that says why."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from assetmap.measures import MEASURES, measures_of
from assetmap.views.network.groups import colour_words, groups_of
from assetmap.views.network.view import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.model import Snapshot
    from assetmap.views.network.view import NetworkView

_NO_AMOUNT: Final = ("component", "cluster", "is_articulation_point", "core_membership")

SIZES: Final = {
    **{name: MEASURES[name].title for name in ("degree", "in_degree", "betweenness", "n_cut_off")},
    **{each.name: each.title for each in measures_of("party") if each.name not in _NO_AMOUNT},
    "n_patients": "Patients on its list",
    "same": "All the same size",
}
"""What the size of a sign can tell, by name."""

_SMALLEST, _LARGEST = SPACE * 0.18, SPACE * 0.5
# Bounds of both on the screen, when the whole map is seen.
_SMALLEST_SEEN, _LARGEST_SEEN = (3.2, 7.0), (12.0, 19.0)
_LETTERS: Final = 20
_LETTER: Final = 13.0  # how large letters are on the screen when the whole map is seen
_SCREEN: Final = (620.0, 430.0)
_ALWAYS_NAMED: Final = 8  # of the largest signs, whatever of their piece their names run across
_MOST_COVERED: Final = 1  # signs of its own piece that a name may run across
MOST_ENLARGED: Final = 2.5
"""How far a small map is drawn nearer to fill its frame."""

_MOST_NAMED: Final = 40  # whose names are drawn before anybody comes nearer
_MOST_FINE: Final = 400  # ties above which dashes and arrows take too long to draw
_THIN, _WIDE = 0.8, 2.6


class LegendEntry(NamedTuple):
    """What one colour and shape stands for."""

    words: str
    colour: str
    shape: str
    n_parties: int


class Sign(NamedTuple):
    """One party as it is drawn; `is_named` if its name is seen when the whole map is."""

    id: str
    name: str
    label: str
    x: float
    y: float
    size: float
    colour: str
    shape: str
    letter_size: float
    is_named: bool


class Line(NamedTuple):
    """One tie as it is drawn."""

    from_id: str
    to_id: str
    width: float
    is_dashed: bool
    has_arrow: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready to be drawn.

    Attributes
    ----------
    title
        What it shows, in a few words.
    signs, lines
        Parties in the network's order, ties by their ends.
    legend
        Groups that are there, in their order.
    colour_words, size_words, line_words
        What colour and shape, size, and kinds of line stand for; empty where there is no need.
    """

    title: str
    signs: Sequence[Sign]
    lines: Sequence[Line]
    legend: Sequence[LegendEntry]
    colour_words: str
    size_words: str
    line_words: str


def network_drawing(
    snapshot: Snapshot, view: NetworkView, *, size_by: str, colour_by: str
) -> Drawing:
    """Return how the parties of `view` are drawn.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    view
        The map.
    size_by, colour_by
        Names in `SIZES` and `COLOURS`.

    Returns
    -------
    Drawing
        The same for the same map: nothing in it is random.
    """
    parties = view.parties.set_index("id").loc[list(view.network.nodes)]
    groups, looks = groups_of(snapshot, view, parties, colour_by)
    sizes = _sizes(snapshot, parties, size_by, unit=_unit(view))
    counts = groups.value_counts()
    return Drawing(
        title=view.title,
        signs=_signs(view, parties, sizes, [looks[group] for group in groups]),
        lines=_lines(view),
        legend=[
            LegendEntry(group, colour, shape, int(counts[group]))
            for group, (colour, shape) in looks.items()
            if group in counts.index
        ],
        colour_words=colour_words(colour_by),
        size_words=f"The larger, the more: {SIZES[size_by]}" if size_by != "same" else "",
        line_words=_line_words(view),
    )


def _signs(
    view: NetworkView,
    parties: pd.DataFrame,
    sizes: pd.Series[float],
    looks: Sequence[tuple[str, str]],
) -> list[Sign]:
    letter_size = _LETTER * _unit(view)
    signs = [
        Sign(
            str(id_),
            name,
            _short(name),
            x,
            y,
            size,
            colour,
            shape,
            round(letter_size, 1),
            is_named=False,
        )
        for (id_, name), (x, y), size, (colour, shape) in zip(
            parties["name"].items(), view.points, sizes.tolist(), looks, strict=True
        )
    ]
    readable = _readable(signs, parties["component"].to_numpy())
    return [sign._replace(is_named=sign.id in readable) for sign in signs]


def _readable(signs: Sequence[Sign], piece_of: NDArray[np.int64]) -> set[str]:
    """Return those whose names can be read, the largest first.

    Their names run into no other name, into no sign of another piece, which would seem to be
    called so, and into hardly any of their own.
    """
    covered = np.array([(s.x - s.size, s.y - s.size, s.x + s.size, s.y + s.size) for s in signs])
    names = np.empty((0, 4))
    readable: set[str] = set()
    order = sorted(range(len(signs)), key=lambda at: (-signs[at].size, signs[at].id))
    for at in order:
        sign = signs[at]
        lines = sign.label.split("\n")
        half = max(len(line) for line in lines) * sign.letter_size * 0.28
        top = sign.y + sign.size
        box = (sign.x - half, top, sign.x + half, top + len(lines) * sign.letter_size * 1.25)
        is_large = len(readable) < _ALWAYS_NAMED
        met = _met(box, covered)
        n_own = int(met[piece_of == piece_of[at]].sum())
        is_free = n_own == met.sum() and (is_large or n_own <= _MOST_COVERED)
        if not is_free or _met(box, names).any():
            continue
        names = np.vstack([names, box])
        readable.add(sign.id)
        if len(readable) == _MOST_NAMED:
            break
    return readable


def _met(box: tuple[float, float, float, float], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which of `others` (left, top, right, bottom) a box runs into."""
    left, top, right, bottom = others.T
    met: NDArray[np.bool_] = (box[0] < right) & (left < box[2]) & (box[1] < bottom) & (top < box[3])
    return met


def _short(name: str) -> str:
    return "\n".join(textwrap.wrap(name, _LETTERS, max_lines=3, placeholder=" …"))


def _unit(view: NetworkView) -> float:
    """Return how much of the map is as wide as one point of the screen, when it is seen whole."""
    if not view.points:
        return 1.0
    across, down = np.ptp(np.array(view.points), axis=0)
    return float(max(across / _SCREEN[0], down / _SCREEN[1], 1 / MOST_ENLARGED))


def _sizes(
    snapshot: Snapshot, parties: pd.DataFrame, size_by: str, *, unit: float
) -> pd.Series[float]:
    smallest = min(max(_SMALLEST, _SMALLEST_SEEN[0] * unit), _SMALLEST_SEEN[1] * unit)
    largest = min(max(_LARGEST, _LARGEST_SEEN[0] * unit), _LARGEST_SEEN[1] * unit)
    if size_by == "same":
        return pd.Series((smallest + largest) / 2, index=parties.index)
    if size_by == "n_patients":
        rows = snapshot.table("Organisation").set_index("id")["n_patients"]
        values = rows.reindex(parties.index).astype("float64").fillna(0.0)
    else:
        values = parties[size_by].astype("float64").fillna(0.0)
    shares = (values / max(float(values.max()), 1e-12)) ** 0.5
    return (smallest + (largest - smallest) * shares).round(1)


def _lines(view: NetworkView) -> list[Line]:
    ties = view.network.ties
    is_simple = len(ties) > _MOST_FINE
    has_arrow = view.choice.ties == "referrals" and not is_simple
    is_claim = view.choice.ties == "partnerships"
    widest = float(ties["weight"].max()) if len(ties) else 0.0
    lines: dict[tuple[str, str], Line] = {}
    for start, end, weight in ties.itertuples(index=False):
        width = round(0.8 + 2.4 * math.sqrt(weight / widest), 1) if widest > 0 else 0.8
        if is_claim and is_simple:
            width = _THIN
        if is_claim and (end, start) in lines:
            first = lines[end, start]
            width = _WIDE if is_simple else max(width, first.width)
            lines[end, start] = first._replace(width=width, is_dashed=False)
        else:
            is_dashed = is_claim and not is_simple
            lines[start, end] = Line(start, end, width, is_dashed, has_arrow)
    return list(lines.values())


def _line_words(view: NetworkView) -> str:
    is_simple = view.network.number_of_edges() > _MOST_FINE
    if view.choice.ties == "partnerships" and is_simple:
        return "Wide line: both say that they work together. Thin: one says so."
    if view.choice.ties == "partnerships":
        return "Solid line: both say that they work together. Dashed: one says so."
    if view.choice.ties == "referrals":
        return "The wider the line, the more people were referred."
    return "The wider the line, the more they share."
