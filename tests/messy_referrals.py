"""People's journeys as they were, and as tired people and several systems write them down.

`messy_journeys` draws the truth and what goes wrong with it; `own_table`, `episode_export` and
`event_export` write the same journeys in the three forms that are loaded. What is wrong with a
journey is known, so a test can say which rows must be rejected and what must come out of the
others: exactly the truth, but for days that nobody wrote down.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

START: Final = dt.date(2024, 1, 1)
N_DAYS: Final = 700
FUTURE: Final = dt.date(2199, 1, 1)
STAGES: Final = ("made", "accepted", "seen", "started", "closed")

FAULTS: Final = {"unmade": 0.01, "early": 0.01, "future": 0.01, "unknown": 0.01, "unwritten": 0.05}
"""Share of journeys with each: the referral undated, accepted before it was made, closed in the
future, a name that nobody has, an acceptance that nobody wrote down."""

LOST: Final = ("unmade", "early", "future", "unknown")
"""Faults for which a row is rejected."""

N_PRACTICES, N_WORKERS, N_CHAMPIONS, N_GROUPS = 8, 5, 4, 12
_WORDS: Final = {
    "accepted": ("Accepted", "Referral accepted"),
    "seen": ("First contact", "Seen"),
    "started": ("Started", "First visit"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One referral as it was."""

    case: str
    source: str
    target: str
    days: Mapping[str, dt.date]
    status: str
    reason: str = ""
    need: str = ""
    area: str = ""
    age_band: str = ""

    @property
    def route(self) -> str:
        """Who set out on it."""
        if not self.source:
            return "self"
        return "champion" if self.source.startswith("champion") else "professional"


@dataclass(frozen=True, slots=True)
class Journeys:
    """The truth, and what is wrong with what is written of it.

    Attributes
    ----------
    cases
        Steps of each journey, the one to the link worker first.
    faults
        By case, the fault in its first step.
    twice
        Cases of which a row stands twice.
    seed
        From which the writing is drawn: formats of days, words, the order of rows.
    """

    cases: Mapping[str, Sequence[Step]]
    faults: Mapping[str, str] = field(default_factory=dict)
    twice: frozenset[str] = frozenset()
    seed: int = 0

    def steps(self, *, but: Iterable[str] = ()) -> list[Step]:
        """Return the steps of all journeys but those with some faults."""
        gone = set(but)
        return [
            step
            for case, steps in self.cases.items()
            if self.faults.get(case) not in gone
            for step in steps
        ]

    def written(self, step: Step) -> Step:
        """Return a step with the days that somebody wrote down, right or wrong."""
        fault = self.faults.get(step.case)
        if step is not self.cases[step.case][0] or fault not in {*LOST, "unwritten"}:
            return step
        days = dict(step.days)
        if fault in {"unmade", "unwritten"}:
            del days["made" if fault == "unmade" else "accepted"]
        elif fault == "early":
            days["accepted"] = days["made"] - dt.timedelta(days=9)
        elif fault == "future":
            days["closed"] = FUTURE
        return replace(step, days=days)


def place_files() -> dict[str, str]:
    """Return the tables of the place that the journeys lead through."""
    return {
        "Organisation": _listed("id,name,sector", [
            *(f"practice{n},Surgery {n},primary_care" for n in range(N_PRACTICES)),
            "host,Host of groups,vcse",
        ]),
        "LinkWorker": _listed(
            "id,display_name,organisation_id",
            (f"worker{n},Worker {n},host" for n in range(N_WORKERS)),
        ),
        "Champion": _listed(
            "id,display_name", (f"champion{n},Champion {n}" for n in range(N_CHAMPIONS))
        ),
        "Activity": _listed(
            "id,name,organisation_id", (f"group{n},Group {n},host" for n in range(N_GROUPS))
        ),
        "Need": _listed("id,name", ("lonely,Company", "money,Money")),
        "Area": _listed("id,name,level", ("E1,North,ward", "E2,South,ward")),
    }  # fmt: skip


def name_of(party: str) -> str:
    """Return what a party of the place is called."""
    kinds = {"practice": "Surgery", "worker": "Worker", "champion": "Champion", "group": "Group"}
    word = party.rstrip("0123456789")
    return f"{kinds[word]} {party.removeprefix(word)}" if word else ""


def messy_journeys(n_cases: int, *, seed: int, backs: float = 0.05) -> Journeys:
    """Return journeys with known truth and known faults.

    Parameters
    ----------
    n_cases
        How many.
    seed
        From which they are drawn.
    backs
        Share of journeys in which a group refers the person back to the link worker: a row an
        episode cannot tell of that.
    """
    draw = random.Random(seed)
    cases = {f"C{number:05d}": _case(draw, f"C{number:05d}", backs) for number in range(n_cases)}
    faults = {}
    for case, steps in cases.items():
        fault = draw.choices([*FAULTS, ""], [*FAULTS.values(), 1 - sum(FAULTS.values())])[0]
        if fault and _may_have(steps, fault):
            faults[case] = fault
    twice = frozenset(case for case in cases if draw.random() < 0.04)
    return Journeys(cases, faults, twice, seed)


def _may_have(steps: Sequence[Step], fault: str) -> bool:
    """Tell whether what a fault does to a journey can be known."""
    if fault == "unwritten":  # only an acceptance that others follow is known to have been
        return {"accepted", "seen"} <= steps[0].days.keys()
    # Referred back, what befell an undated first referral may be taken for part of the second.
    return fault != "unmade" or steps[-1].target != steps[0].target or len(steps) == 1


def _case(draw: random.Random, case: str, backs: float) -> list[Step]:
    sources = [
        f"practice{draw.randrange(N_PRACTICES)}",
        f"champion{draw.randrange(N_CHAMPIONS)}",
        "",
    ]
    beside = {
        "need": draw.choice(["lonely", "money", ""]),
        "area": draw.choice(["E1", "E2"]),
        "age_band": draw.choice(["25-34", "85+"]),
    }
    worker = f"worker{draw.randrange(N_WORKERS)}"
    made = START + dt.timedelta(days=draw.randrange(N_DAYS))
    source = draw.choices(sources, [8, 1, 1])[0]
    first = _step(draw, case, source, worker, made, beside)
    steps = [first]
    groups = draw.sample(range(N_GROUPS), 2)
    if "seen" in first.days and draw.random() < 0.6:
        on = first.days["seen"] + dt.timedelta(days=draw.randrange(20))
        onward = _step(draw, case, worker, f"group{groups[0]}", on, beside)
        steps.append(onward)
        if onward.status == "rejected":  # bounced: the link worker looks for another
            again = onward.days["closed"] + dt.timedelta(days=draw.randrange(9))
            steps.append(_step(draw, case, worker, f"group{groups[1]}", again, beside))
        elif draw.random() < backs:
            back = max(onward.days.values()) + dt.timedelta(days=30)
            steps.append(_step(draw, case, f"group{groups[0]}", worker, back, beside))
    return steps


def _step(
    draw: random.Random, case: str, source: str, target: str, made: dt.date, beside: dict[str, str]
) -> Step:
    """Return a step that goes as far as chance will have it; stages may be skipped or swapped."""
    days, on = {"made": made}, made
    reached = draw.choices(STAGES, [2, 1, 2, 3, 4])[0]
    if draw.random() < 0.1:
        days["closed"] = made + dt.timedelta(days=draw.randrange(1, 15))
        return Step(case, source, target, days, "rejected", "full", **beside)
    for stage in STAGES[1 : STAGES.index(reached) + 1]:
        on += dt.timedelta(days=draw.randrange(1, 25))
        if stage == "closed" or draw.random() < 0.85:
            days[stage] = on
    if {"seen", "started"} <= days.keys() and draw.random() < 0.1:
        days["seen"], days["started"] = days["started"], days["seen"]
    if "closed" in days:
        reason = draw.choice(["completed", "left_early", "no_contact"])
        status = {"completed": "completed", "left_early": "cancelled", "no_contact": "failed"}[
            reason
        ]
        return Step(case, source, target, days, status, reason, **beside)
    last = {"started": "in-progress", "seen": "accepted", "accepted": "accepted"}
    status = next((last[stage] for stage in ("started", "seen", "accepted") if stage in days), "")
    return Step(case, source, target, days, status or "requested", "", **beside)


def own_table(journeys: Journeys) -> tuple[str, list[Step | None]]:
    """Return the table `Referral`, and for each row its step if it can be taken."""
    draw = random.Random(journeys.seed)
    rows: list[list[str]] = []
    steps: list[Step | None] = []
    for case, true in journeys.cases.items():
        for number, step in enumerate(true):
            fault = journeys.faults.get(case) if number == 0 else None
            source = "nobody" if fault == "unknown" and step.source else step.source
            target = "nobody" if fault == "unknown" and not step.source else step.target
            written = journeys.written(step)
            row = [f"{case}-{number}", case, step.route, source, target, step.need, step.area,
                   step.age_band, *_day_cells(draw, written), step.status, step.reason]  # fmt: skip
            n_times = 2 if case in journeys.twice and number == 0 else 1
            rows += [row] * n_times
            steps += [None if fault in LOST else written] * n_times
    heading = (
        "id,episode_id,route,source_id,target_id,need_id,area_code,age_band,made_on,accepted_on,"
        "seen_on,started_on,closed_on,status,close_reason"
    )
    return _as_csv(heading.split(","), rows), steps


def episode_export(journeys: Journeys) -> tuple[str, list[str]]:
    """Return an export with a row an episode, and for each row its case, empty if it is lost.

    A journey with two onward referrals has two rows.
    """
    draw = random.Random(journeys.seed)
    rows: list[list[str]] = []
    cases: list[str] = []
    for case, (first, *onward) in journeys.cases.items():
        is_unknown = journeys.faults.get(case) == "unknown"
        written = journeys.written(first)
        worker = "Wrker 9" if is_unknown else name_of(first.target)
        start = [case, name_of(first.source) or draw.choice(["Self-referral", "self"]), worker,
                 first.need, first.area, first.age_band]  # fmt: skip
        start += [*_day_cells(draw, written), first.reason]
        told = [[*start, name_of(step.target), *_day_cells(draw, step), step.reason]
                for step in onward] or [[*start, *[""] * 7]]  # fmt: skip
        told += told[-1:] if case in journeys.twice else []
        rows += told
        cases += ["" if journeys.faults.get(case) in LOST else case] * len(told)
    heading = (
        "Referral ID;Referred by;Link worker;Main need;Ward code;Age group;Date of referral;"
        "Date accepted;First contact;Support started;Date closed;Closure reason;"
        "Onward referral to;Onward referral date;Onward accepted;Onward seen;Onward started;"
        "Onward closed;Onward closure reason"
    )
    return _as_csv(heading.split(";"), rows), cases


def event_export(journeys: Journeys) -> tuple[str, list[bool]]:
    """Return an export with a row an event, in no order, and for each row whether it is lost."""
    draw = random.Random(journeys.seed)
    rows: list[tuple[list[str], bool]] = []
    for case, steps in journeys.cases.items():
        fault = journeys.faults.get(case)
        worker = "Wrker 9" if fault == "unknown" else ""
        told = []
        for number, step in enumerate(steps):
            written = journeys.written(step)
            source = worker if step.source.startswith("worker") and worker else name_of(step.source)
            target = worker if step.target.startswith("worker") and worker else name_of(step.target)
            days: dict[str, dt.date | None] = dict(written.days)
            if number == 0 and fault == "unmade":
                days["made"] = None
            for stage, day in days.items():
                is_lost = number == 0 and {
                    "unmade": True, "early": stage == "accepted", "future": stage == "closed",
                }.get(fault or "", False)  # fmt: skip
                cell = _day_cell(draw, day) if day else ""
                told.append(([case, cell, *_event(draw, step, stage, source, target)],
                             is_lost or fault == "unknown"))  # fmt: skip
        rows += told
        rows += told[-1:] if case in journeys.twice else []
    draw.shuffle(rows)
    heading = "Case ID,Date,Event,By,To,Reason,Main need,Ward code,Age group,Referral type"
    return _as_csv(heading.split(","), [row for row, _ in rows]), [is_lost for _, is_lost in rows]


def _event(draw: random.Random, step: Step, stage: str, source: str, target: str) -> list[str]:
    """Return what happened, by whom, to whom, and what stands beside it."""
    beside = [step.need, step.area, step.age_band, step.route if stage == "made" else ""]
    if stage == "made":
        return [draw.choice(["Referred", "Referral made"]), source or "Self", target, "", *beside]
    if stage == "closed":
        word = "Declined" if step.status == "rejected" else "Case closed"
        return [word, target, "", step.reason, *beside]
    return [draw.choice(_WORDS[stage]), target, "", "", *beside]


def _day_cells(draw: random.Random, step: Step) -> list[str]:
    return [_day_cell(draw, step.days[each]) if each in step.days else "" for each in STAGES]


def _day_cell(draw: random.Random, day: dt.date) -> str:
    """Return a day as one of several people writes it."""
    forms = (
        f"{day:%Y-%m-%d}", f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B} {day.year}", f"{day:%Y-%m-%d} 00:00",
    )  # fmt: skip
    return draw.choice(forms)


def _listed(heading: str, rows: Iterable[str]) -> str:
    return "\n".join([heading, *rows]) + "\n"


def _as_csv(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue()
