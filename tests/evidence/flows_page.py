"""docs/flows.md: what is told of people's journeys, what each number means, and what is found."""

from __future__ import annotations

import datetime as dt
import itertools
from contextlib import closing
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final

from tests.evidence.flow_truths import SampleFiles, Truth, truths
from tests.evidence.marks import CHECKOUT

import assetmap
from assetmap.ingest import load_files
from assetmap.release.flows import flows_for
from assetmap.release.partner import RECEIVED, SENT, partner_flows
from assetmap.release.scores import scores_for
from assetmap.resources import resource_folder
from assetmap.views.measuring.flows import FLOWS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.model import Snapshot

PAGE: Final = CHECKOUT / "docs" / "flows.md"

FIRST, END = dt.date(2025, 1, 1), dt.date(2026, 7, 1)
"""The months of the sample place's journeys."""

_TEXT: Final = Path(__file__).parent / "flows_page.md"


def sample_place(path: Path) -> Snapshot:
    """Put the place that comes with assetmap into a new store at `path`, and return it."""
    with closing(assetmap.open(path)) as store:
        load_files(store, [resource_folder("sample_data")])
        return store.snapshot()


def sample_truths(snapshot: Snapshot) -> list[Truth]:
    """Return what is planted in the sample place, as the files and assetmap tell it."""
    told: dict[str, Any] = {
        name: FLOWS[name].document(snapshot, "lead")
        for name in ("flows", "funnel", "waits", "load", "equity", "capacity")
    }
    files = SampleFiles(resource_folder("sample_data"))
    return truths(files, told, scores_for(snapshot, "lead", (FIRST, END)))


def flows_page(snapshot: Snapshot, found: Iterable[Truth]) -> str:
    """Return the page as Markdown.

    Parameters
    ----------
    snapshot
        The sample place.
    found
        What is planted there.
    """
    rows = [
        f"| {each.words} | {each.shown} | "
        f"{'yes' if each.from_files == each.by_command else '**no**'} |"
        for each in found
    ]
    head = ["| what | found in the files | the same by assetmap |", "| --- | --- | --- |"]
    return Template(_TEXT.read_text(encoding="utf-8")).substitute(
        truths="\n".join([*head, *rows]),
        bottleneck=_bottleneck(snapshot),
        price=_told_and_hidden(snapshot),
    )


def _bottleneck(snapshot: Snapshot) -> str:
    found: Any = FLOWS["capacity"].document(snapshot, "lead")
    chief, more = found["bottleneck"][0], len(found["bottleneck"]) - 1
    names = snapshot.name_of | dict(snapshot.table("Area")[["id", "name"]].to_numpy().tolist())
    who, need, area = (names.get(chief[key], "") for key in ("id", "need_id", "area_code"))
    added = found["would_add"][0]
    what = f"{who} (room for {chief['room']:,})" if who else f"nothing for *{need}* in {area}"
    return (
        f"**The bottleneck.** Of {found['demand']:,} people whose journey began in the eighteen "
        f"months there was room for {found['carried']:,}. What holds back most: {what}, for which "
        f"{chief['n']:,} people asked without being met; {more:,} others hold back fewer. One more "
        f"{added['what'].replace('_', ' ')} would carry {added['n']:,} more."
    )


def _told_and_hidden(snapshot: Snapshot) -> str:
    """Return how much of the sample place is told below lead: single months, and a year."""
    days = [dt.date(FIRST.year + month // 12, month % 12 + 1, 1) for month in range(19)]
    months = [_pairs(snapshot, *span) for span in itertools.pairwise(days)]
    year = _pairs(snapshot, FIRST, dt.date(2026, 1, 1))
    spans: list[Any] = [
        flows_for(snapshot, "partner", *span) for span in itertools.combinations(days, 2)
    ]
    totals = [each["total"] for each in spans]
    cells = [n for each in months for n in each]
    return (
        f"The price, in the sample place: of {len(cells):,} pairs of sectors in single months "
        f"{_told(cells):,} are told, of {len(year):,} pairs in the year 2025 {_told(year):,}, and "
        f"of the totals of all {len(totals):,} spans of months {_told(totals):,}. "
        f"{_pages_told(snapshot, (FIRST, dt.date(2026, 1, 1)))}"
    )


def _pages_told(snapshot: Snapshot, year: tuple[dt.date, dt.date]) -> str:
    """Return how much of a year is told on the pages of organisations, those with anything."""
    pages: list[Any] = [
        partner_flows(snapshot, organisation, *year)
        for organisation in snapshot.table("Organisation")["id"]
    ]
    ways = [page[way] for page in pages for way in (RECEIVED, SENT) if page[way]["by_sector"]]
    themes = sum(bool(each["by_theme"]) for each in ways)
    return (
        f"Of {len(ways):,} organisations' numbers of that year, received or sent, the total is "
        f"told of {_told(each['total'] for each in ways):,}, and what matters of {themes:,}."
    )


def _pairs(snapshot: Snapshot, start: dt.date, end: dt.date) -> list[int | None]:
    told: Any = flows_for(snapshot, "partner", start, end)
    return [pair["n"] for pair in told["pairs"]]


def _told(numbers: Iterable[int | None]) -> int:
    return sum(n is not None for n in numbers)
