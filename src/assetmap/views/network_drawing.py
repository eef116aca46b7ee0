"""How the parties of a map are drawn: size, colour and shape, and the legend that says why."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from assetmap.measures import MEASURES
from assetmap.model import PARTIES
from assetmap.views.network_choice import labels_shown
from assetmap.views.network_view import SPACE
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetmap.model import Snapshot
    from assetmap.views.network_view import NetworkView

SIZES: Final = {
    **{name: MEASURES[name].title for name in ("degree", "in_degree", "betweenness", "n_cut_off")},
    "n_patients": "Patients on its list",
    "same": "All the same size",
}
"""What the size of a sign can tell, by name."""

COLOURS: Final = {
    "sector": "Sector",
    "label": "What it is",
    "town": "Town",
    "component": MEASURES["component"].title,
    **{name: MEASURES[name].title for name in ("degree", "betweenness", "n_cut_off")},
}
"""What colour and shape of a sign can tell, by name."""

LABEL_WORDS: Final = {
    "Organisation": "Organisation",
    "Activity": "Activity",
    "LinkWorker": "Link worker",
    "Champion": "Champion",
    "Workshop": "Workshop",
}

# Okabe and Ito (2008): told apart by people with any colour vision. The same number of another
# cycle gives the shape, so that no two of the first 56 groups look alike.
_PALETTE: Final = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c"),
)
_SHAPES: Final = ("dot", "square", "triangle", "diamond", "star", "hexagon", "triangleDown")
_STEPS: Final = (
    ("#c9c9c9", "triangleDown"),
    ("#9ad0f5", "dot"),
    ("#3a8fd0", "square"),
    ("#003f6b", "star"),
)
_NOT_KNOWN: Final = "Not known"
_REST: Final = "All others"
_MOST_GROUPS: Final = 10
_SMALLEST, _LARGEST = SPACE * 0.18, SPACE * 0.5
_SMALLEST_SEEN, _LARGEST_SEEN = 3.2, 12.0  # on the screen, when the whole map is seen
_LETTERS: Final = 20
_LETTER: Final = 13.0  # how large letters are on the screen when the whole map is seen
_LETTER_NEAR: Final = 11.0  # and those that show only nearer
_SCREEN: Final = 620.0
_MOST_NAMED: Final = 40  # whose names are drawn before anybody comes nearer
_MOST_ARROWS: Final = 400


class LegendEntry(NamedTuple):
    """What one colour and shape stands for."""

    words: str
    colour: str
    shape: str
    n_parties: int


class Sign(NamedTuple):
    """One party as it is drawn."""

    id: str
    name: str
    label: str
    x: float
    y: float
    size: float
    colour: str
    shape: str
    letter_size: float


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
    size_words, line_words
        What size, and what kinds of line, stand for.
    """

    title: str
    signs: Sequence[Sign]
    lines: Sequence[Line]
    legend: Sequence[LegendEntry]
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
    groups, looks = _groups(snapshot, view, parties, colour_by)
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
        size_words=f"The larger, the more: {SIZES[size_by]}" if size_by != "same" else "",
        line_words=_line_words(view),
    )


def town_of(snapshot: Snapshot) -> dict[str, str]:
    """Return the town of each party that has one: its own, its venue's, or its organisation's."""
    locations = snapshot.table("Location").set_index("id")["town"].dropna()
    organisations = snapshot.table("Organisation").set_index("id")["location_id"]
    towns = organisations.map(locations).dropna()
    for label in ("Activity", "LinkWorker", "Champion"):
        rows = snapshot.table(label).set_index("id")["organisation_id"]
        towns = pd.concat([towns, rows.map(towns[~towns.index.duplicated()]).dropna()])
    sessions = snapshot.table("Session").drop_duplicates("activity_id").set_index("activity_id")
    venues = sessions["location_id"].map(locations).dropna()
    return {str(id_): str(town) for id_, town in {**towns.to_dict(), **venues.to_dict()}.items()}


def _signs(
    view: NetworkView,
    parties: pd.DataFrame,
    sizes: pd.Series[float],
    looks: Sequence[tuple[str, str]],
) -> list[Sign]:
    letter_size = _LETTER * _unit(view)
    signs = [
        Sign(str(id_), name, _short(name), x, y, size, colour, shape, round(letter_size, 1))
        for (id_, name), (x, y), size, (colour, shape) in zip(
            parties["name"].items(), view.points, sizes.tolist(), looks, strict=True
        )
    ]
    readable = _readable(signs)
    return [
        sign if sign.id in readable else sign._replace(letter_size=_LETTER_NEAR) for sign in signs
    ]


def _readable(signs: Sequence[Sign]) -> set[str]:
    """Return those whose names do not run into each other, the largest signs first."""
    boxes: list[tuple[float, float, float, float]] = []
    readable: set[str] = set()
    for sign in sorted(signs, key=lambda sign: (-sign.size, sign.id)):
        lines = sign.label.split("\n")
        half = max(len(line) for line in lines) * sign.letter_size * 0.28
        top = sign.y + sign.size
        box = (sign.x - half, top, sign.x + half, top + len(lines) * sign.letter_size * 1.25)
        if any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in boxes
        ):
            continue
        boxes.append(box)
        readable.add(sign.id)
        if len(readable) == _MOST_NAMED:
            break
    return readable


def _short(name: str) -> str:
    return "\n".join(textwrap.wrap(name, _LETTERS, max_lines=3, placeholder=" …"))


def _unit(view: NetworkView) -> float:
    """Return how much of the map is as wide as one point of the screen, when it is seen whole."""
    across = [x for x, _ in view.points] or [0.0]
    return max(1.0, (max(across) - min(across)) / _SCREEN)


def _sizes(
    snapshot: Snapshot, parties: pd.DataFrame, size_by: str, *, unit: float
) -> pd.Series[float]:
    smallest = max(_SMALLEST, _SMALLEST_SEEN * unit)
    largest = max(_LARGEST, _LARGEST_SEEN * unit)
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
    widest = float(ties["weight"].max()) if len(ties) else 1.0
    has_arrow = view.choice.ties == "referrals" and len(ties) <= _MOST_ARROWS
    lines: dict[tuple[str, str], Line] = {}
    for start, end, weight in ties.itertuples(index=False):
        width = round(0.8 + 2.4 * math.sqrt(weight / widest), 1) if widest > 0 else 0.8
        if view.choice.ties == "partnerships" and (end, start) in lines:
            returned = lines[end, start]
            lines[end, start] = returned._replace(width=max(width, returned.width), is_dashed=False)
        else:
            is_dashed = view.choice.ties == "partnerships"
            lines[start, end] = Line(start, end, width, is_dashed, has_arrow)
    return list(lines.values())


def _line_words(view: NetworkView) -> str:
    if view.choice.ties == "partnerships":
        return "Solid line: both say that they work together. Dashed: one says so."
    if view.choice.ties == "referrals":
        return "The wider the line, the more people were referred."
    return "The wider the line, the more they share."


def _groups(
    snapshot: Snapshot, view: NetworkView, parties: pd.DataFrame, colour_by: str
) -> tuple[pd.Series[str], dict[str, tuple[str, str]]]:
    """Return the group of each party, and the look of each group in the legend's order."""
    by_name: dict[str, Callable[[], tuple[pd.Series[str], Sequence[str]]]] = {
        "sector": lambda: _sector_groups(snapshot, parties),
        "label": lambda: _label_groups(snapshot, view, parties),
        "town": lambda: _by_size(pd.Series(parties.index, parties.index).map(town_of(snapshot))),
        "component": lambda: _component_groups(parties),
    }
    if colour_by not in by_name:
        return _steps(parties[colour_by].astype("float64").fillna(0.0))
    groups, order = by_name[colour_by]()
    looks = {group: (_PALETTE[i % 8], _SHAPES[i % 7]) for i, group in enumerate(order)}
    return groups, {**looks, _NOT_KNOWN: ("#5c5c5c", "triangleDown"), _REST: ("#8c8c8c", "dot")}


def _sector_groups(
    snapshot: Snapshot, parties: pd.DataFrame
) -> tuple[pd.Series[str], Sequence[str]]:
    words = {term.value: term.label for term in snapshot.terms("sector")}
    return parties["sector"].map(words).fillna(_NOT_KNOWN), list(words.values())


def _label_groups(
    snapshot: Snapshot, view: NetworkView, parties: pd.DataFrame
) -> tuple[pd.Series[str], Sequence[str]]:
    order = [*PARTIES, *labels_shown(snapshot, view.network)]
    words = {label: LABEL_WORDS.get(label, label) for label in order}
    return parties["label"].map(words).fillna(_NOT_KNOWN), list(words.values())


def _component_groups(parties: pd.DataFrame) -> tuple[pd.Series[str], Sequence[str]]:
    sizes = parties["component"].value_counts()
    words = {
        number: f"Piece {number}: {counted(int(size), 'party', 'parties')}"
        for number, size in sizes.items()
        if size > 1
    }
    return _by_size(parties["component"].map(words).fillna("Alone"))


def _by_size(groups: pd.Series[str]) -> tuple[pd.Series[str], Sequence[str]]:
    counts = groups.value_counts().rename_axis("group").reset_index(name="n")
    counts = counts.sort_values(["n", "group"], ascending=[False, True])
    largest = counts["group"].tolist()[:_MOST_GROUPS]
    known = groups.where(groups.isin(largest) | groups.isna(), _REST)
    return known.fillna(_NOT_KNOWN), largest


def _steps(values: pd.Series[float]) -> tuple[pd.Series[str], dict[str, tuple[str, str]]]:
    """Return thirds of those above 0, and 0 apart."""
    above = values[values > 0]
    words = ("None", "Lowest third", "Middle third", "Highest third")
    place = above.rank(method="average", pct=True) if len(above) else above
    step = (place * 3).reindex(values.index).fillna(0.0).map(math.ceil)
    return step.map(dict(enumerate(words))), dict(zip(words, _STEPS, strict=True))
