"""What measuring a place gives: numbers, how sure they are, tables, and what each number is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypedDict, cast

import numpy as np

from assetmap.views.measuring.columns import WHOLE, column_meanings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from assetmap.measures import Measure
    from assetmap.measures.certainty.bounds import Bounds
    from assetmap.measures.certainty.interval import Interval
    from assetmap.views.measuring.certain import Certainty

Value = float | int | bool | str | None
"""One cell as JSON has it; None where a measure is not defined."""


class Explanation(TypedDict):
    """What one measure is."""

    name: str
    title: str
    sentence: str
    raised_by: str
    unit: str
    formula: str
    reference: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What a place, or a part of it, comes to.

    Attributes
    ----------
    n_nodes, n_ties
        How many parties there are, and how many ties; a self-tie is a tie.
    values
        The numbers of the whole by name; None where one is not defined.
    intervals
        For the same names between what the number would lie, at 90 %, had all who were asked
        answered; None where no interval that is known to hold can be had. A number of what was
        answered may lie below, since nobody speaks for the silent.
    tables
        Further tables by the key that they have in JSON, each in its own order.
    measures
        What is measured, in the order of `values`, then of the columns of `tables`.
    notes
        What is left out or not known, in whole sentences.
    bounds
        For the same names what the number can be no less and no more than, whatever the silent
        would have said; None where that is not known.
    reasons
        Why there is no interval, as a sentence, for those that have neither or whose bounds say
        little more than what such a number can be at all.
    """

    n_nodes: int
    n_ties: int
    values: Mapping[str, Value]
    intervals: Mapping[str, Interval | None]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    notes: tuple[str, ...] = ()
    bounds: Mapping[str, Bounds | None] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return all of it as JSON has it, null where a measure is not defined.

        `intervals` reach from the number as it was answered to what it could be; what it would
        be for all is `had_all_answered`, and what it could be at the least and at the most
        `bounds`. Why nothing more is known is `not_known`.
        """
        return {
            "nodes": self.n_nodes,
            "ties": self.n_ties,
            "values": dict(self.values),
            "intervals": {
                name: _around(self.values.get(name), each) for name, each in self.intervals.items()
            },
            "had_all_answered": {
                name: [each.low, each.high] for name, each in self.intervals.items() if each
            },
            "bounds": {
                name: None if (ends := self.bounds.get(name)) is None else list(ends)
                for name in self.values
            },
            "not_known": dict(self.reasons),
            "notes": list(self.notes),
            **{name: _rows(table) for name, table in self.tables.items()},
        }

    def with_certainty(self, known: Certainty) -> Measured:
        """Return the same with how sure its values are, and its note before the others."""
        return replace(
            self,
            intervals={name: known.intervals.get(name) for name in self.values},
            bounds={name: known.bounds.get(name) for name in self.values},
            reasons={name: known.reasons[name] for name in self.values if name in known.reasons},
            notes=(*filter(None, [known.note]), *self.notes),
        )

    def explain(self) -> list[Explanation]:
        """Return what each measure means, in the order of `measures`."""
        return [_explained(each) for each in self.measures]

    def meanings(self) -> dict[str, str]:
        """Return what all else means that `as_json` gives: its keys, and columns of tables."""
        return dict(WHOLE) | column_meanings(self.tables)


def plain_value(value: object) -> Value:
    """Return `value` as JSON has it: numpy's own types as Python's, what is undefined as None."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return cast("Value", value)


def _around(value: Value, interval: Interval | None) -> list[float] | None:
    """Return the ends of an interval, drawn out to the number as it was answered."""
    if interval is None:
        return None
    known = [float(value)] if isinstance(value, int | float) else []
    return [min([interval.low, *known]), max([interval.high, *known])]


def _rows(table: pd.DataFrame) -> list[dict[str, Value]]:
    return [
        {str(name): plain_value(value) for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def _explained(measure: Measure) -> Explanation:
    return Explanation(
        name=measure.name,
        title=measure.title,
        sentence=measure.sentence,
        raised_by=measure.raised_by,
        unit=measure.unit,
        formula=measure.formula,
        reference=measure.reference,
    )
