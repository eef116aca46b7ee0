"""Whether people are referred alike wherever they live: referrals a thousand people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.measures.flows.age_bands import AgeBand, age_band, common_bands, finest_cover
from assetmap.measures.flows.area_rates import A_THOUSAND, Figures, rates_table, usual_rates
from assetmap.measures.flows.capacity import span_of
from assetmap.measures.flows.deprivation import N_QUINTILES, deprivation_quintiles
from assetmap.measures.flows.groupings import journey_groups
from assetmap.measures.flows.people import ALL, People, people_of, put_together
from assetmap.model.nesting import area_chains

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]

QUINTILES: Final = tuple(str(number + 1) for number in range(N_QUINTILES))


@dataclass(frozen=True, eq=False)
class Equity:
    """How many people are referred, by where they live.

    Attributes
    ----------
    span
        Days.
    areas, quintiles
        By area code, and by fifth of deprivation ("1" the most deprived, of those areas), in
        ascending order: `area_rates.COLUMNS`, as `equity` says.
    rate
        Journeys a thousand people of all areas whose people are known; NaN if of none.
    bands
        Age bands over which rates are standardised; none where they are crude alone.
    n_elsewhere
        Journeys in the span that are in no area of the level, or from nobody knows where.
    n_without_age
        Journeys in the areas whose age is in none of `bands`.
    """

    span: Span
    areas: pd.DataFrame
    quintiles: pd.DataFrame
    rate: float
    bands: tuple[str, ...]
    n_elsewhere: int
    n_without_age: int

    def numbers(self) -> dict[str, Any]:
        """Return it as numbers and words alone; None where one is not defined."""
        return {
            "from": self.span.start.isoformat(),
            "to": self.span.end.isoformat(),
            "rate": None if np.isnan(self.rate) else self.rate,
            "standardised_by": list(self.bands),
            "n_elsewhere": self.n_elsewhere,
            "n_without_age": self.n_without_age,
            "areas": _records(self.areas, "area_code"),
            "quintiles": _records(self.quintiles, "quintile"),
        }


def equity(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    level: str = "ward",
    standard: Mapping[str, float] | None = None,
) -> Equity | None:
    """Return how many people were referred for each thousand who live in an area.

    Parameters
    ----------
    snapshot
        The place; people are the rows of `Indicator` named population (`People`).
    steps
        Its steps.
    start, end
        Half-open; left out, the first day on which a step was made and the day after the last.
    level
        Of the areas; a ward or larger.
    standard
        People by age band, such as those of the European standard population, to whose ages rates
        are set; left out, those of all areas together.

    Returns
    -------
    Equity or None
        Each table has, of each area or fifth:

        - n: journeys whose first step was made in the span, by where the person lives: in the
          area, or in a smaller one that lies in it, so that a district is the sum of its wards;
        - people, who live there;
        - rate, low, high: journeys a thousand people over the span, with the exact 95 % interval
          (`count_interval`);
        - standardised, standardised_low, standardised_high: the same, set to the ages of
          `standard` (`standardised_rate`); NaN throughout where age bands of journeys and people
          have no border in common;
        - expected: journeys, were people of the same age referred alike everywhere, or all people
          where ages are not known; over the areas they sum to n;
        - limit_low_95, limit_high_95, limit_low_998, limit_high_998: the limits of a funnel plot,
          between which 95 and 99.8 of 100 areas lie by chance, as journeys a thousand people;
        - outside: "above 99.8", "above 95", "below 95", "below 99.8", or "" within the limits.

        None where a bound is left out and there are no steps.

    Raises
    ------
    DataError
        If the span has no day.

    Notes
    -----
    Not defined (NaN), and outside "", where an area's people are not known or it has none; such
    an area is in no fifth. Journeys without age are in n and rate, but in no standardised rate,
    which is too low by as much (`n_without_age`); expected is raised by their share. A journey is
    counted once, so a person who came twice is counted twice; intervals and limits take it that
    journeys come independently: where many more than 5 in 100 areas lie outside, areas differ by
    more than chance all over, and the limits tell little of any one. Takes time in the number of
    steps.

    References
    ----------
    As `count_interval`, `standardised_rate` and `outside`.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot
    >>> equity(Snapshot(), steps_of(Snapshot())) is None
    True
    """
    span = span_of(steps, start, end)
    if span is None:
        return None
    rows = snapshot.table("Area")
    codes = sorted(rows.loc[rows["level"] == level, "id"])
    people = people_of(snapshot)
    known = [code for code in codes if people.of(code).get(ALL, 0) > 0]
    bands = _bands(snapshot, people.bands(known), standard)
    counts, n_elsewhere = _counts(snapshot, steps, span, codes, bands)
    areas = _figures(people, codes, counts, bands)
    usual = usual_rates(areas, _weights(bands, standard))
    return Equity(
        span=span,
        areas=rates_table(codes, areas, usual),
        quintiles=rates_table(QUINTILES, _by_quintile(areas, codes, snapshot), usual),
        rate=usual.rate * A_THOUSAND,
        bands=tuple(band.name for band in bands),
        n_elsewhere=n_elsewhere,
        n_without_age=int(counts[:, -1].sum()) if bands else 0,
    )


def _bands(
    snapshot: Snapshot, of_people: tuple[AgeBand, ...], standard: Mapping[str, float] | None
) -> tuple[AgeBand, ...]:
    """Return the bands over which rates can be standardised; none if there is one alone."""
    words = [term.value for term in snapshot.terms("age_band")]
    bands = common_bands(of_people, _cover(words))
    if standard is not None:
        bands = common_bands(bands, _cover(standard))
    return bands if len(bands) > 1 else ()


def _cover(words: Iterable[str]) -> tuple[AgeBand, ...]:
    return finest_cover(band for band in map(age_band, words) if band is not None)


def _weights(bands: Sequence[AgeBand], standard: Mapping[str, float] | None) -> Numbers | None:
    """Return the people of each band in the standard; None where there is none."""
    if standard is None:
        return None
    given = {age_band(words): float(n) for words, n in standard.items()}
    return np.array(put_together(given, bands), dtype=np.float64)


def _counts(
    snapshot: Snapshot,
    steps: Steps,
    span: Span,
    codes: Sequence[str],
    bands: Sequence[AgeBand],
) -> tuple[Numbers, int]:
    """Return journeys by area and age band, and how many are in none of the areas."""
    journeys, groups = journey_groups(snapshot, steps, "area")
    first, last = span.numbers
    began = (journeys.made >= first) & (journeys.made < last)
    places = np.array([*_places(snapshot, codes, groups.names), -1], dtype=np.int64)
    columns = np.array([*(_band_of(name, bands) for name in steps.age_bands), -1], dtype=np.int64)
    area = places[groups.codes[began]]
    column = columns[steps.age_band[journeys.first[began]]] % (len(bands) + 1)
    n_columns = len(bands) + 1
    cells = np.bincount((area + 1) * n_columns + column, minlength=(len(codes) + 1) * n_columns)
    counts = cells.reshape(-1, n_columns)
    return counts[1:].astype(np.float64), int(counts[0].sum())


def _places(snapshot: Snapshot, codes: Sequence[str], names: Sequence[str]) -> list[int]:
    """Return the number of the area of the level that each area is, or lies in; -1 if in none."""
    number_of = {code: number for number, code in enumerate(codes)}
    chain_of = area_chains(snapshot)
    return [
        next((number_of[each] for each in chain_of.get(name, (name,)) if each in number_of), -1)
        for name in names
    ]


def _band_of(name: str, bands: Sequence[AgeBand]) -> int:
    """Return the number of the band that an age band of journeys lies in; -1 if in none."""
    own = age_band(name)
    found = (
        number
        for number, band in enumerate(bands)
        if own is not None and band.start <= own.start and own.end <= band.end
    )
    return next(found, -1)


def _figures(
    people: People, codes: Sequence[str], counts: Numbers, bands: Sequence[AgeBand]
) -> Figures:
    known = [people.of(code) for code in codes]
    everybody = np.array([each.get(ALL, 0.0) for each in known], dtype=np.float64)
    by_age = np.array([put_together(each, bands) for each in known], dtype=np.float64)
    everybody[everybody <= 0] = np.nan
    return Figures(counts, everybody, by_age.reshape(len(codes), len(bands)))


def _records(table: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table, the index as a column with a name."""
    defined = table.astype(object).where(table.notna(), None)
    rows = defined.rename_axis(name).reset_index().to_dict("records")
    return [{str(column): value for column, value in row.items()} for row in rows]


def _by_quintile(areas: Figures, codes: Sequence[str], snapshot: Snapshot) -> Figures:
    """Return the figures of the areas of each fifth together; of those whose people are known."""
    quintile_of = deprivation_quintiles(snapshot)
    numbers = np.array([quintile_of.get(code, 0) for code in codes], dtype=np.int64)
    is_known = ~np.isnan(areas.people)
    belongs = np.array([(numbers == number) & is_known for number in range(1, N_QUINTILES + 1)])
    summed = belongs.astype(np.float64)
    people = summed @ np.nan_to_num(areas.people)
    people[people == 0] = np.nan
    return Figures(summed @ areas.counts, people, summed @ areas.by_age)
