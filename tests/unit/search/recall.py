"""How well everyday sentences find what they are about: `python -m tests.unit.search.recall`.

`everyday.csv` was written before there was a search: two hundred sentences and the needs of the
sample place that they are about. Every second sentence of a need is for tuning, the others are
kept for the figure. Recall at 5 of a sentence is the share of its needs that the first five
results meet, precision at 5 the share of these five that meet one of them.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from tests.page_parts import PUBLIC_SITE, part_of, write_part
from tests.sample_place import sample_snapshot

from assetmap.release.public_place import public_place
from assetmap.search import SearchIndex
from assetmap.views.public.directory import Directory
from assetmap.views.public.question import Question
from assetmap.views.public.results import results

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetmap.release.public_place import PublicPlace

SENTENCES: Final = Path(__file__).with_name("everyday.csv")
DAY: Final = dt.date(2026, 7, 1)
_FIRST: Final = 5
_PART: Final = "search figures"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What somebody says, and the names of the needs that it is about."""

    text: str
    needs: tuple[str, ...]
    half: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over sentences, with the half-width of a 95 % interval of the first."""

    recall: float
    within: float
    precision: float


def sentences(half: str) -> list[Sentence]:
    """Return the sentences of one half, `tuning` or `kept`."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = [
            Sentence(r["sentence"], tuple(r["needs"].split("|")), r["half"])
            for r in csv.DictReader(file)
        ]
    return [each for each in rows if each.half == half]


def figures(
    place: PublicPlace, asked: Sequence[Sentence], *, has_synonyms: bool, has_typos: bool
) -> Figures:
    """Return how well `asked` finds what it is about."""
    directory = Directory(place, DAY)
    directory.__dict__["search"] = SearchIndex(
        place, has_synonyms=has_synonyms, has_typos=has_typos
    )
    pairs = [_shares(directory, each) for each in asked]
    recalls, precisions = np.array(pairs).T
    within = 1.96 * recalls.std(ddof=1) / np.sqrt(len(recalls))
    return Figures(float(recalls.mean()), float(within), float(precisions.mean()))


def by_chance(place: PublicPlace, asked: Sequence[Sentence]) -> Figures:
    """Return what five activities drawn by lot would find, exactly."""
    directory = Directory(place, DAY)
    n = int(directory.is_running.sum())
    pairs = []
    for each in asked:
        right = [_meeting(directory, name) for name in each.needs]
        missed = [_missed(n, len(rows)) for rows in right]
        union = set().union(*right)
        pairs.append((1 - float(np.mean(missed)), len(union) / n))
    recalls, precisions = np.array(pairs).T
    return Figures(float(recalls.mean()), 0.0, float(precisions.mean()))


def _missed(n: int, n_right: int) -> float:
    """Return how likely it is that none of five of `n`, drawn by lot, is one of `n_right`."""
    return float(np.prod([(n - n_right - drawn) / (n - drawn) for drawn in range(_FIRST)]))


def table(place: PublicPlace) -> str:
    """Return the figures as the table of the page."""
    kept, tuning = sentences("kept"), sentences("tuning")
    lines = [
        "| search | recall, kept half | precision, kept half | recall, tuning half |",
        "| --- | --- | --- | --- |",
    ]
    for words, has_synonyms, has_typos in (
        ("as it is", True, True),
        ("without typo tolerance", True, False),
        ("without synonyms and everyday words", False, True),
        ("without either", False, False),
    ):
        shown = figures(place, kept, has_synonyms=has_synonyms, has_typos=has_typos)
        tuned = figures(place, tuning, has_synonyms=has_synonyms, has_typos=has_typos)
        lines.append(
            f"| {words} | {shown.recall:.1%} ± {shown.within:.1%} | {shown.precision:.1%} "
            f"| {tuned.recall:.1%} |"
        )
    lot, tuned_lot = by_chance(place, kept), by_chance(place, tuning)
    lines.append(
        f"| five drawn by lot | {lot.recall:.1%} | {lot.precision:.1%} | {tuned_lot.recall:.1%} |"
    )
    return "\n".join(lines) + "\n"


def write(page: Path = PUBLIC_SITE) -> None:
    """Write the table into the page, between its marks."""
    write_part(page, _PART, table(public_place(sample_snapshot())))


def written(page: Path = PUBLIC_SITE) -> str:
    """Return the table that stands in the page."""
    return part_of(page, _PART)


def _shares(directory: Directory, sentence: Sentence) -> tuple[float, float]:
    first = results(directory, Question(q=sentence.text)).rows[:_FIRST]
    right = [_meeting(directory, name) for name in sentence.needs]
    found = [not rows.isdisjoint(first) for rows in right]
    any_right = set().union(*right)
    return sum(found) / len(found), sum(row in any_right for row in first) / _FIRST


def _meeting(directory: Directory, name: str) -> set[int]:
    return set(_rows(directory, name))


def _rows(directory: Directory, name: str) -> Iterator[int]:
    need_id = next(id_ for id_, known in directory.need_names.items() if known == name)
    for row, activity in enumerate(directory.activities):
        if directory.is_running[row] and need_id in directory.needs_of.get(activity.id, ()):
            yield row


if __name__ == "__main__":
    write()
