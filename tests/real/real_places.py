"""What became of every row of every real place, as the page `docs/real-places.md` tells it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot

HEADING: Final = """# Real places

What became of real data that nobody here wrote. Every row that a file holds is **read**, and
then **accepted** or **rejected**, never both and never neither; a rejected row is listed with
its file, line, column and reason. *Made*, *changed* and *as it was* count rows of the map: a
row of a list may become several. *Left out* are rows that a mapping is not for, which it says.

This page is written by the tests (`make real-places`), and a test fails when it no longer tells
what they found. The files are public, and stay with those who publish them:
`ASSETMAP_REAL_DATA` names the folder in which the tests look for them.
"""

SOURCES: Final = """## Sources

Contains public sector information licensed under the Open Government Licence v3.0: Office for
National Statistics (areas, population, census 2021), Ministry of Housing, Communities and Local
Government (English Indices of Deprivation), NHS (practices, pharmacies), Charity Commission for
England and Wales, Trafford Council's Data Lab (traffordDataLab: `spatial_data`, `open_data`).
Contains OS data © Crown copyright and database right, and Royal Mail data © Royal Mail
copyright and database right. Cut of areas and indices for Bedfordshire by humaniverse
(`geographr`, `IMD`, `demographr`, `loneliness`; the loneliness figures are modelled by the
British Red Cross). Allotments © OpenStreetMap contributors. Open Referral UK's and HSDS's
examples CC BY-SA 4.0; 360Giving data and OpenActive's lists CC BY 4.0; OpenActive's examples,
Bristol's civic organisations (Diani and Bison 2004, in `migraph`), Florentine families (Padgett)
and the law firm (Lazega 2001, both in `networkdata`) MIT.
"""

_LEFT_OUT: Final = re.compile(r"leaves out ([\d,]+) of [\d,]+ rows")
_QUOTED: Final = re.compile(r"'[^']*'")
_LINE: Final = re.compile(r"line [\d,]+ of \S+ in \S+")
_MOST_REASONS: Final = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one load.

    Attributes
    ----------
    about
        What it is, in words.
    files
        Names of its files.
    loading
        What the load said.
    """

    about: str
    files: tuple[str, ...]
    loading: Loading


@dataclass(frozen=True, slots=True)
class RealPlace:
    """One place, in a store of its own.

    Attributes
    ----------
    title
        Of its part of the page.
    words
        What is to be known of it: decisions, and why rows are rejected.
    loads
        In the order in which they were loaded.
    snapshot
        What is in the store in the end.
    """

    title: str
    words: str
    loads: Sequence[Told]
    snapshot: Snapshot = field(repr=False)


def page(places: Iterable[RealPlace]) -> str:
    """Return the page, the same for the same data to the byte."""
    parts = [HEADING, *map(_part, places), SOURCES]
    return "\n".join(parts)


def reasons(loading: Loading) -> Mapping[str, int]:
    """Return how many rows were rejected for each reason, what it quotes taken out."""
    faults = loading.faults
    told = [_plain(reason) for reason in faults["reason"]]
    rows = faults[["file", "sheet", "line"]].itertuples(index=False)
    met = dict.fromkeys(zip(map(tuple, rows), told, strict=True))
    return Counter(reason for _, reason in met)


def _plain(reason: str) -> str:
    return _LINE.sub("another line", _QUOTED.sub("…", reason))


def _part(place: RealPlace) -> str:
    lines = [f"## {place.title}", "", place.words.strip(), ""]
    lines += [
        "| what | files | left out | read | accepted | rejected | made | changed | as it was |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *map(_row, place.loads),
        _sum(place.loads),
        "",
    ]
    rejected = [line for each in place.loads for line in _reason_lines(each)]
    if rejected:
        lines += ["Why rows were rejected:", "", "| what | rows | reason |", "| --- | ---: | --- |"]
        lines += [*rejected, ""]
    counts = ", ".join(f"{n:,} {name}" for name, n in place.snapshot.counts.items() if n)
    return "\n".join([*lines, f"In the map in the end: {counts}.", ""])


def _row(told: Told) -> str:
    loading = told.loading
    left = sum(int(n.replace(",", "")) for note in loading.notes for n in _LEFT_OUT.findall(note))
    counts = [left, loading.read, loading.accepted, loading.rejected]
    counts += [loading.created, loading.updated, loading.unchanged]
    files = ", ".join(f"`{name}`" for name in told.files)
    return f"| {told.about} | {files} | {' | '.join(f'{n:,}' for n in counts)} |"


def _sum(loads: Sequence[Told]) -> str:
    names = ("read", "accepted", "rejected", "created", "updated", "unchanged")
    sums = (sum(getattr(each.loading, name) for each in loads) for name in names)
    return f"| **all** | | | {' | '.join(f'**{n:,}**' for n in sums)} |"


def _reason_lines(told: Told) -> list[str]:
    found = sorted(reasons(told.loading).items(), key=lambda each: (-each[1], each[0]))
    lines = [f"| {told.about} | {n:,} | {_cell(reason)} |" for reason, n in found[:_MOST_REASONS]]
    if more := sum(n for _, n in found[_MOST_REASONS:]):
        lines.append(f"| {told.about} | {more:,} | other reasons |")
    return lines


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
