"""What is planted about journeys in the sample place, found in its files alone.

Nothing of assetmap's is used here: the files are read by pandas, and every number is counted anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

STAGES: Final = ("made", "accepted", "seen", "started", "completed")

Told = dict[str, Any]
"""What `assetmap measure` gives as JSON."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One thing that is there to find.

    Attributes
    ----------
    words
        What it is.
    from_files, by_command
        What is found in the files alone, and by assetmap.
    shown
        How the page says it.
    """

    words: str
    from_files: object
    by_command: object
    shown: str


class SampleFiles:
    """The files of the sample place that tell of journeys.

    Parameters
    ----------
    folder
        Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of one file."""
        return pd.read_csv(self._folder / f"{name}.csv", dtype="str", keep_default_na=False)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Every referral that was not entered in error; days as days."""
        rows = self.table("Referral")
        rows = rows[rows["status"] != "entered-in-error"]
        days = {name: pd.to_datetime(rows[name]) for name in rows.columns if name.endswith("_on")}
        return rows.assign(**days)

    @cached_property
    def first_steps(self) -> pd.DataFrame:
        """The first step of each journey."""
        return self.steps.sort_values("made_on", kind="stable").drop_duplicates("episode_id")

    def name_of(self, table: str) -> dict[str, str]:
        """Return the names of a table's rows."""
        rows = self.table(table)
        name = "name" if "name" in rows else "display_name"
        return dict(zip(rows["id"], rows[name], strict=True))

    def practices(self) -> dict[str, str]:
        """Return the names of practices with patients."""
        rows = self.table("Organisation")
        is_practice = (rows["sector"] == "primary_care") & (rows["n_patients"] != "")
        return dict(zip(rows["id"][is_practice], rows["name"][is_practice], strict=True))

    def reached(self) -> list[int]:
        """Return how many journeys came to each stage, or to a later one."""
        steps = self.steps
        furthest = pd.Series(0, index=steps.index)
        for number, name in enumerate(("accepted_on", "seen_on", "started_on"), 1):
            furthest = furthest.where(steps[name].isna(), number)
        furthest = furthest.where(steps["status"] != "completed", 4)
        of_journey = furthest.groupby(steps["episode_id"]).max()
        return [int((of_journey >= number).sum()) for number in range(len(STAGES))]

    def median_wait(self) -> float:
        """Return after how many days half had a first conversation (Kaplan and Meier)."""
        journeys = self.steps.groupby("episode_id")
        made, seen = journeys["made_on"].min(), journeys["seen_on"].min()
        # One is over when every step is.
        closed = journeys["closed_on"].max().where(journeys["closed_on"].count() == journeys.size())
        days = [
            name for name in self.steps.columns if name.endswith("_on") and name != "recorded_on"
        ]
        end = self.steps[days].max().max() + pd.Timedelta(days=1)
        waited = (seen.fillna(closed).fillna(end) - made).dt.days.clip(lower=0)
        events = Counter(waited[seen.notna()])
        n_left, share = len(waited), 1.0
        for day, n_gone in sorted(Counter(waited).items()):
            share *= 1 - events[day] / n_left
            if share < 0.5:
                return float(day)
            n_left -= n_gone
        raise AssertionError

    def deprived_wards(self) -> list[str]:
        """Return the most deprived third of wards: the mean of their parts, by people."""
        facts = self.table("Indicator")
        facts = facts[facts["group"] == ""].astype({"value": float})
        wide = facts.pivot_table(index="area_code", columns="name", values="value")
        areas = self.table("Area").set_index("id")
        parts = wide.join(areas).dropna(subset="deprivation score")
        weighted = (parts["deprivation score"] * parts["population"]).groupby(parts["parent_code"])
        people = parts["population"].groupby(parts["parent_code"]).sum()
        score = (weighted.sum() / people).sort_values(ascending=False)
        return sorted(score.index[: len(score) // 3])

    def changes(self, scale: str) -> pd.Series[float]:
        """Return by journey how a score changed, of those that started and have both."""
        started = self.steps["started_on"].notna() | (self.steps["status"] == "completed")
        rows = self.table("Outcome").astype({"score": float})
        rows = rows[
            (rows["scale"] == scale) & rows["episode_id"].isin(self.steps["episode_id"][started])
        ]
        wide = rows.pivot_table(index="episode_id", columns="stage", values="score", aggfunc="last")
        changes: pd.Series[float] = (wide["after"] - wide["before"]).dropna()
        return changes


def truths(files: SampleFiles, told: Mapping[str, Told], scores: pd.DataFrame) -> list[Truth]:
    """Return what is planted, as found in the files and as assetmap tells it.

    Parameters
    ----------
    files
        Of the sample place.
    told
        What `assetmap measure NAME --json` gives, by name.
    scores
        What the screen For whom is told of scores, by scale.
    """
    pairs = told["flows"]["pairs"]
    return [
        *_who_refers(files, pairs),
        *_how_far(files, told),
        *_who_carries(files, told["load"]["parties"]),
        _where(files, told["equity"]),
        _what_is_missing(files, told["capacity"]["bottleneck"][0]),
        *_scores(files, scores),
    ]


def _who_refers(files: SampleFiles, pairs: list[Told]) -> list[Truth]:
    sources = Counter(files.steps["source_id"])
    by_command = Counter({pair["source_id"]: 0 for pair in pairs})
    for pair in pairs:
        by_command[pair["source_id"]] += pair["n"]
    practices, champions = files.practices(), files.name_of("Champion")
    silent, said = (
        sorted(name for id_, name in practices.items() if not counts[id_])
        for counts in (sources, by_command)
    )
    active, told = (sum(1 for id_ in champions if counts[id_]) for counts in (sources, by_command))
    n, n_told = sources.total(), by_command.total()
    alone, alone_told = sources[""], by_command[None]
    return [
        Truth("every referral is counted once", n, n_told, f"{n:,} referrals"),
        Truth("a practice refers to nobody", silent, said, ", ".join(silent)),
        Truth(
            "some champions make all of the champions' referrals",
            active,
            told,
            f"{active:,} of {len(champions):,}",
        ),
        Truth("people come by themselves", alone, alone_told, f"{alone:,} times"),
    ]


def _how_far(files: SampleFiles, told: Mapping[str, Told]) -> list[Truth]:
    reached, said = files.reached(), [stage["n"] for stage in told["funnel"]["stages"]]
    steps = ", ".join(f"{name} {n:,}" for name, n in zip(STAGES, reached, strict=True))
    median = files.median_wait()
    return [
        Truth("how far people come", reached, said, steps),
        Truth("where fewest go on", _worst(reached), _worst(said), f"before {_worst(reached)}"),
        Truth(
            "half wait for the first conversation up to",
            median,
            told["waits"]["median_days"],
            f"{median:g} days",
        ),
    ]


def _worst(reached: list[int]) -> str:
    pairs = zip(STAGES[1:], pairwise(reached), strict=True)
    falls = {name: before - n for name, (before, n) in pairs}
    return max(falls, key=falls.__getitem__)


def _who_carries(files: SampleFiles, parties: list[Told]) -> list[Truth]:
    rows = files.table("LinkWorker")
    capacity = dict(zip(rows["id"], rows["capacity_per_year"].astype(float), strict=True))
    received = Counter(files.steps["target_id"])
    days = (files.steps["made_on"].max() - files.steps["made_on"].min()).days + 1
    room = {id_: n * days / 365.25 for id_, n in capacity.items()}
    full = {id_: round(received[id_] / room[id_], 6) for id_ in sorted(capacity)}
    said = {row["id"]: row["ratio"] for row in parties if row["id"] in capacity}
    low, high = (pick(received[id_] for id_ in capacity) * 365.25 / days for pick in (min, max))
    return [
        Truth(
            "link workers receive what they have room for",
            full,
            {id_: round(ratio, 6) for id_, ratio in sorted(said.items())},
            f"{low:.0f} to {high:.0f} a year each, {min(full.values()):.0%} to "
            f"{max(full.values()):.0%} of their room",
        )
    ]


def _where(files: SampleFiles, told: Told) -> Truth:
    wards = files.deprived_wards()
    counts = Counter(files.first_steps["area_code"])
    by_command = {row["area_code"]: row["n"] for row in told["areas"]}
    n, n_told = (_sum(each, wards) for each in (counts, by_command))
    whole = counts.total() - counts[""]
    return Truth(
        "the most deprived third of wards is referred from more",
        (n, whole),
        (n_told, sum(by_command.values())),
        f"{n:,} of {whole:,} journeys ({n / whole:.1%})",
    )


def _what_is_missing(files: SampleFiles, told: Told) -> Truth:
    """Return for whom there is nothing that would serve them: no activity, whatever its room."""
    meets, serves = files.table("MEETS"), files.table("SERVES")
    wards_of: defaultdict[str, set[str]] = defaultdict(set)
    for activity, ward in zip(serves["from_id"], serves["to_id"], strict=True):
        wards_of[activity].add(ward)
    met = {
        (need, ward)
        for activity, need in zip(meets["from_id"], meets["to_id"], strict=True)
        for ward in wards_of[activity]
    }
    asked = Counter(zip(files.first_steps["need_id"], files.first_steps["area_code"], strict=True))
    unmet = {pair: n for pair, n in asked.items() if all(pair) and pair not in met}
    (need, ward), n = max(unmet.items(), key=lambda item: (item[1], item[0]))
    names = files.name_of("Need") | files.name_of("Area")
    return Truth(
        "what holds back most: nothing is there for",
        ("no_activity", need, ward, n),
        (told["what"], told["need_id"], told["area_code"], told["n"]),
        f"{names[need]} in {names[ward]}: {n:,} people",
    )


def _sum(counts: Mapping[str, int], wards: Iterable[str]) -> int:
    return sum(counts[ward] for ward in wards)


def _scores(files: SampleFiles, scores: pd.DataFrame) -> Iterable[Truth]:
    for scale, words in (("ons4_satisfied", "satisfied with life"), ("swemwbs", "SWEMWBS")):
        changes = files.changes(scale)
        n, change = scores[["n_both", "mean_change"]].T[scale].to_numpy()
        yield Truth(
            f"scores change in those who answer twice: {words}",
            (len(changes), round(float(changes.mean()), 6)),
            (int(n), round(float(change), 6)),
            f"{changes.mean():+.2f} among {len(changes):,}",
        )
