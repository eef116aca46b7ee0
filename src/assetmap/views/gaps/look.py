"""What a reader asks of gaps, and the place looked at with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assetmap.measures.gaps.how_far import MINUTES, Reach
from assetmap.measures.gaps.layers import LAYERS
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.gaps.narrowing import narrowed
from assetmap.measures.gaps.needs import Weighting
from assetmap.measures.gaps.origins import level_told
from assetmap.measures.gaps.points import POINT_NAMES
from assetmap.release.coverage import coverage_for
from assetmap.views.flows.agreed import AGREED_NAMES
from assetmap.views.measuring.gaps import matrix_seen
from assetmap.views.measuring.told_layers import told_layers_there, with_searches

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from assetmap.measures.gaps.coverage import Coverage
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.measures.gaps.named import Gap
    from assetmap.model import Snapshot
    from assetmap.release.unmet_searches import UnmetSearches

_NO_LAYERS: Final = frozenset({"population", *POINT_NAMES, *AGREED_NAMES})
_MORE_NAMES: Final = {"deprivation": ("deprivation rank", "deprivation decile")}


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """What is asked of a place's gaps.

    Attributes
    ----------
    level
        Of the areas told; empty for wards, or what the place has instead.
    minutes
        How far people walk.
    is_venues_only
        Whether what says that it serves an area, and is held elsewhere, does not count.
    weights
        Layers of need and their weights above 0; empty: everybody counts the same.
    unmet
        What may be told of searches that found nothing; heeded where they are weighed.
    """

    level: str = ""
    minutes: float = MINUTES
    is_venues_only: bool = False
    weights: tuple[tuple[str, float], ...] = ()
    unmet: tuple[UnmetSearches, ...] = ()

    @property
    def choice(self) -> GapChoice:
        """The same for `measures.gaps`."""
        return GapChoice(
            level=self.level or None,
            reach=Reach(limit=self.minutes, served=not self.is_venues_only),
            weighting=with_searches(Weighting(dict(self.weights)), self.unmet),
        )


@dataclass(frozen=True, eq=False)
class Looked:
    """A place, looked at for gaps.

    Attributes
    ----------
    seen
        What this reader may see of the place.
    question
        What was asked.
    matrix
        What can be reached, by area, what matters, group and time.
    how
        What was taken for granted, in sentences.
    """

    seen: Snapshot
    question: GapQuestion
    matrix: GapMatrix
    how: tuple[str, ...]

    def narrowed(self, group: str, time: str) -> GapMatrix:
        """Return what can be reached by one group at one time, by their keys."""
        groups = [each.key for each in self.matrix.groups]
        times = [each.key for each in self.matrix.times]
        return narrowed(self.matrix, groups.index(group), times.index(time))

    @cached_property
    def named(self) -> tuple[Gap, ...]:
        """The gaps by name, those of most people first."""
        return named_gaps(self.seen, self.matrix)

    @cached_property
    def area_names(self) -> Mapping[str, str]:
        """Names of the areas told by code, in the order of names."""
        return self._by_name(self.matrix.areas)

    @cached_property
    def need_names(self) -> Mapping[str, str]:
        """Names of what matters by id, in the order of names."""
        return self._by_name(self.matrix.needs)

    def _by_name(self, ids: tuple[str, ...]) -> dict[str, str]:
        names = self.seen.name_of
        return {each: names[each] for each in sorted(ids, key=lambda i: (names[i].casefold(), i))}

    @cached_property
    def coverage(self) -> Coverage:
        """How far champions and link workers go round."""
        level = self.matrix.starts.level or None
        return coverage_for(self.seen, self.seen.role, self.matrix.offers.day, level=level)


def look(
    seen: Snapshot, question: GapQuestion | None = None, *, today: dt.date | None = None
) -> Looked:
    """Return a place looked at for gaps; what is asked of it afterwards is quick.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    question
        What is asked; None for what is usual.
    today
        The day, if the snapshot has none.

    Raises
    ------
    DataError
        If there is no such level or layer, or a weight is not above 0.
    """
    asked = question or GapQuestion()
    matrix, how = matrix_seen(seen, asked.choice, today=today)
    asked = replace(asked, level=level_told(seen, asked.level or None))
    return Looked(seen, asked, matrix, tuple(how))


def layers_there(seen: Snapshot, unmet: Sequence[UnmetSearches] = ()) -> Mapping[str, str]:
    """Return what can tell who needs more: words by key, those with a name of their own first.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    unmet
        What may be told of searches that found nothing.

    Returns
    -------
    dict
        Layers of which the place has a figure, or the reader is told a number; then its other
        indicators by name.
    """
    rows = seen.table("Indicator")
    names = set(rows["name"][rows["value"].notna()])
    of_layer = {key: {*layer.names, *_MORE_NAMES.get(key, ())} for key, layer in LAYERS.items()}
    told = told_layers_there(seen, unmet)
    own = {key: layer for key, layer in LAYERS.items() if names & of_layer[key] or key in told}
    taken = {name for key in own for name in of_layer[key]}
    others = sorted(names - taken - _NO_LAYERS, key=lambda name: (name.casefold(), name))
    return {key: layer.words for key, layer in own.items()} | {name: name for name in others}
