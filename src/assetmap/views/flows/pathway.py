"""Where people go: the picture by stages or by sectors, and one band of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.measures.memory import once
from assetmap.release.bands import (
    LOST,
    N_LARGEST,
    ON,
    OPEN,
    receivers_told,
    sector_band,
    sectors_told,
    stage_band,
    stages_told,
)
from assetmap.release.within import Within, beginnings
from assetmap.views.flows.journey_rows import FunnelRow, funnel_rows, wait_sentence
from assetmap.views.flows.sankey import Band, Box, Sankey, sankey
from assetmap.views.flows.stages import (
    BEFORE_WORDS,
    NEXT,
    STAGE_WORDS,
    reason_labels,
    sector_labels,
)
from assetmap.views.people import people_among
from assetmap.views.wording import counted, listed, share

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.release.bands import BandTold

WAYS: Final = {
    "stages": "By stage: how far people come",
    "sectors": "By sector: who refers, who receives",
}
"""The two pictures."""

TITLES: Final = {"source": "From", "target": "To", "n": "How many", "of_all": "Of all at From"}
"""Headings of the table beside the picture."""

_IN_BETWEEN: Final = {LOST: "Fell out", OPEN: "Still open"}


@dataclass(frozen=True, slots=True)
class Pathway:
    """A picture of where people go.

    Attributes
    ----------
    summary
        The chief thing, in a sentence.
    gathered
        How far referrals gather at a few.
    drawn
        The picture.
    bands
        What each band says, by its id, the widest first.
    rows
        The same numbers, under `TITLES`.
    """

    summary: str
    gathered: str
    drawn: Sankey
    bands: dict[str, str]
    rows: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class BandDetail:
    """What is known of those who went one way.

    Attributes
    ----------
    sentence, waited
        How many went it; how long they waited.
    funnel
        How far they came, under `journey_rows.FUNNEL_TITLES`.
    months
        Rows with month and n.
    reasons
        Rows with reason and n, the most first.
    """

    sentence: str
    waited: str
    funnel: list[FunnelRow]
    months: list[dict[str, object]]
    reasons: list[dict[str, object]]


@once
def filters(snapshot: Snapshot) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of the needs, and of the areas, by which journeys can be chosen."""
    needs, areas = beginnings(snapshot)
    name_of = {
        id_: str(name)
        for table in ("Need", "Area")
        for id_, name in snapshot.table(table)[["id", "name"]].itertuples(index=False)
    }
    named = ({id_: name_of.get(id_, id_) for id_ in ids} for ids in (needs, areas))
    first, second = (
        dict(sorted(each.items(), key=lambda item: (item[1], item[0]))) for each in named
    )
    return first, second


def pathway_view(snapshot: Snapshot, way: str, within: Within) -> Pathway:
    """Return where people go.

    Parameters
    ----------
    snapshot
        The place, as a lead sees it.
    way
        One of `WAYS`.
    within
        What is looked at.
    """
    boxes, bands, summary = (_by_stage if way == "stages" else _by_sector)(snapshot, within)
    label_of = {box.id: box.label for box in boxes}
    goes = {box.id: sum(band.n for band in bands if band.source == box.id) for box in boxes}
    return Pathway(
        summary,
        _gathered(snapshot, within),
        sankey(boxes, bands),
        {band.id: band.sentence for band in sorted(bands, key=lambda band: (-band.n, band.id))},
        [
            {
                "source": label_of[band.source],
                "target": label_of[band.target],
                "n": band.n,
                "of_all": share(band.n, goes[band.source]),
            }
            for band in bands
        ],
    )


def band_view(snapshot: Snapshot, within: Within, band: str) -> BandDetail:
    """Return what is known of those who went one way.

    Parameters
    ----------
    snapshot
        The place, as a lead sees it.
    within
        What is looked at.
    band
        Its id, of `Pathway.bands`.
    """
    source, target = band.split(">")
    if source in STAGE_WORDS:
        kind = target.split(":")[0] if ":" in target else ON
        told = stage_band(snapshot, within, source, kind)
        sentence = _stage_sentence(source, kind, int(told.funnel["n"].iloc[0]))
    else:
        ends = source.removeprefix("from:"), target.removeprefix("to:")
        told = sector_band(snapshot, within, *ends)
        sentence = _sector_sentence(sector_labels(snapshot), *ends, sum(told.months.values()))
    return _detail(snapshot, sentence, told)


def _detail(snapshot: Snapshot, sentence: str, told: BandTold) -> BandDetail:
    labels = reason_labels(snapshot)
    reasons = sorted(told.reasons.items(), key=lambda item: (-item[1], item[0]))
    return BandDetail(
        sentence,
        wait_sentence(told.waits),
        funnel_rows(told.funnel),
        [{"month": month, "n": n} for month, n in told.months.items()],
        [{"reason": labels.get(reason, reason), "n": n} for reason, n in reasons],
    )


def _by_stage(snapshot: Snapshot, within: Within) -> tuple[list[Box], list[Band], str]:
    rows = stages_told(snapshot, within)
    counts = rows.groupby(["stage", "kind"])["n"].sum()
    boxes = [Box("made", STAGE_WORDS["made"], 0)]
    bands = []
    for column, (stage, following) in enumerate(NEXT.items(), 1):
        boxes.append(Box(following, STAGE_WORDS[following], column))
        for kind, label in _IN_BETWEEN.items():
            boxes.append(Box(f"{kind}:{stage}", label, column, kind))
        for kind, target in ((ON, following), (LOST, f"{LOST}:{stage}"), (OPEN, f"{OPEN}:{stage}")):
            n = int(counts.get((stage, kind), 0))
            if n:
                bands.append(Band(stage, target, n, _stage_sentence(stage, kind, n)))
    return boxes, bands, _stage_summary(bands)


def _stage_summary(bands: list[Band]) -> str:
    made = sum(band.n for band in bands if band.source == "made")
    if not made:
        return "Nobody was referred in these months, or nobody who fits what is chosen."
    completed = sum(band.n for band in bands if band.target == "completed")
    start = (
        f"Of {counted(made, 'person', 'people')} referred, {completed:,} "
        f"({share(completed, made)}) have completed what they came for."
    )
    losses = [band for band in bands if band.target.startswith(LOST)]
    if not losses:
        return f"{start} Nobody is known to have fallen out."
    most = max(losses, key=lambda band: band.n)
    where = BEFORE_WORDS[NEXT[most.source]]
    return f"{start} Most of those who fell out did so {where}: {most.n:,}."


def _stage_sentence(stage: str, kind: str, n: int) -> str:
    people = counted(n, "person", "people")
    following = NEXT[stage]
    if kind == ON:
        return f"{STAGE_WORDS[stage]} to {STAGE_WORDS[following].lower()}: {people}"
    if kind == LOST:
        return f"{STAGE_WORDS[stage]}, then fell out {BEFORE_WORDS[following]}: {people}"
    return f"{STAGE_WORDS[stage]}, and not yet {STAGE_WORDS[following].lower()}: {people}"


def _by_sector(snapshot: Snapshot, within: Within) -> tuple[list[Box], list[Band], str]:
    rows = sectors_told(snapshot, within)
    labels = sector_labels(snapshot)
    columns = (("source_sector", "from"), ("target_sector", "to"))
    boxes = [
        Box(f"{end}:{sector}", labels.get(sector, sector), column)
        for column, (name, end) in enumerate(columns)
        for sector in _largest_first(rows, name)
    ]
    bands = [
        Band(f"from:{source}", f"to:{target}", n, _sector_sentence(labels, source, target, n))
        for source, target, n in rows.itertuples(index=False)
    ]
    return boxes, bands, _sector_summary(rows, labels)


def _largest_first(rows: pd.DataFrame, name: str) -> list[str]:
    sums = rows.groupby(name)["n"].sum().items()
    return [str(sector) for sector, _ in sorted(sums, key=lambda item: (-item[1], item[0]))]


def _sector_summary(rows: pd.DataFrame, labels: dict[str, str]) -> str:
    total = int(rows["n"].sum())
    if not total:
        return "Nobody was referred in these months, or nobody who fits what is chosen."
    row = rows.iloc[int(rows["n"].to_numpy().argmax())]
    source, target = (labels.get(row[each], row[each]) for each in rows.columns[:2])
    most = f"most went from {source} to {target}"
    if row["source_sector"] == "self":
        most = f"most are of people who came by themselves to {target}"
    n = int(row["n"])
    return f"Of {counted(total, 'referral')}, {most}: {n:,}, or {share(n, total)}."


def _sector_sentence(labels: dict[str, str], source: str, target: str, n: int) -> str:
    ends = " to ".join(labels.get(each, each) for each in (source, target))
    return f"{ends}: {counted(n, 'referral')}"


def _gathered(snapshot: Snapshot, within: Within) -> str:
    found, largest = receivers_told(snapshot, within)
    if found.n_receivers <= N_LARGEST:
        return ""
    people = people_among(snapshot, largest)
    named = [snapshot.name_of.get(id_, id_) for id_ in largest if id_ not in people]
    unnamed = [counted(len(people), "person", "people")] if people else []
    names = listed([*named, *unnamed])
    return (
        f"The {N_LARGEST} of {found.n_receivers:,} receivers to whom most are referred take "
        f"{found.share_of_largest:.0%} of all {counted(found.n_steps, 'referral')}: {names}. Over "
        f"all, 0 would be an even share and 1 all to one: it is {found.gini:.2f} (Gini)."
    )
