"""Rows that each say one thing that happened, put together into the steps of journeys.

An event `made` begins a step, from the party that did it to the one that it names. Any other event
belongs to a step of its journey whose receiver did it: of those made by then, the newest in which
it is next (not ended before, and without a later event); else the newest that lacks such an event.
What a step has already (a second visit, a row that stands twice) adds nothing to it, and counts as
read with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from assetmap.ingest.drafting import made_id
from assetmap.ingest.gathered import Gathered, Lines
from assetmap.ingest.journeys.episodes import is_by_self, is_self
from assetmap.ingest.journeys.kinds import DAY_OF, KINDS, WORDS, status_of
from assetmap.ingest.journeys.names import shown_name
from assetmap.ingest.journeys.rows import EMPTY_DAY, days_of, refusal
from assetmap.ingest.mapping.words import plain
from assetmap.model import column_of
from assetmap.model.vocabularies import spelling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from assetmap.ingest.gathered import Refusal
    from assetmap.ingest.journeys.names import Names
    from assetmap.ingest.mapping.parts import Events
    from assetmap.ingest.sheet import Draft

_NO_KIND: Final = (
    f"It is none of the events that are known ({', '.join(KINDS)}); say in the mapping what it "
    "means (events.kinds)."
)
_NO_EPISODE: Final = "It is empty, and every event needs its journey."
_NO_RECEIVER: Final = "It is empty, and every referral needs somebody to whom it goes."
_NO_STEP: Final = "No referral to it is in this journey."
_ANY_STEP: Final = "No referral comes before it in this journey."
_EARLY: Final = "It is before made_on."
_ENDINGS: Final = ("rejected", "completed", "cancelled", "failed")


@dataclass(slots=True)
class _Event:
    """One row that can be used."""

    at: int
    kind: str
    day: int
    by: str
    to: str
    is_self: bool = False


@dataclass(slots=True)
class _Step:
    """One referral and what became of it."""

    first: _Event
    source: str
    target: str
    found: dict[str, _Event] = field(default_factory=dict)
    ended: _Event | None = None
    parts: list[int] = field(default_factory=list)

    def take(self, event: _Event) -> None:
        """Add an event of this step; what it has already stays."""
        self.parts.append(event.at)
        day = DAY_OF[event.kind]
        if day not in self.found:
            self.found[day] = event
            if day == "closed_on":
                self.ended = event

    def is_open_to(self, event: _Event) -> bool:
        """Tell whether the event may be the next here: made by then, not ended, in order."""
        is_over = self.ended is not None and self.ended.day < event.day
        later = (KINDS.index(each.kind) >= KINDS.index(event.kind) for each in self.found.values())
        return self.first.day <= event.day and not is_over and not any(later)


class _Journeys:
    """Steps as they are put together from the events of one draft."""

    def __init__(self, draft: Draft, names: Names, events: Events) -> None:
        self._draft = draft
        self._events = events
        self.refusals: list[Refusal] = []
        self.left_out: list[int] = []
        cells = draft.columns
        column = column_of("Referral", "target_id")
        parties = {
            word: events.parties.get(plain(word), word)
            for word in dict.fromkeys((*cells["event_by"], *cells["event_to"]))
        }
        led = names.led(column, parties.values())
        self._ids = {word: led.ids[meant] for word, meant in parties.items()}
        self._unknown = {
            word: led.reasons[meant] for word, meant in parties.items() if meant in led.reasons
        }
        self._routes = cells.get("route", [""] * len(draft))

    def by_episode(self, today: dt.date) -> dict[str, list[_Event]]:
        """Return the events that can be used, by journey; the others are refused."""
        cells = self._draft.columns
        days, no_days = days_of(cells["event_day"], today)
        kinds = {word: self._kind(word) for word in dict.fromkeys(cells["event_kind"])}
        found: dict[str, list[_Event]] = {}
        rows = zip(
            *(cells[name] for name in ("episode_id", "event_kind", "event_day")), strict=True
        )
        for at, (episode, word, day) in enumerate(rows):
            kind = kinds[word]
            if kind == "":
                self.left_out.append(at)
            elif kind is None:
                self.refuse(at, "status", "", _NO_KIND)
            elif not episode.strip():
                self.refuse(at, "episode_id", "", _NO_EPISODE)
            elif day in no_days or day not in days:
                self.refuse(at, DAY_OF[kind], "", no_days.get(day, EMPTY_DAY))
            elif event := self._event(at, kind, days[day]):
                found.setdefault(episode, []).append(event)
        return found

    def _kind(self, word: str) -> str | None:
        said = self._events.kinds
        if plain(word) in said:
            return said[plain(word)]
        return WORDS.get(spelling(word), said.get("*") if word.strip() else None)

    def _event(self, at: int, kind: str, day: int) -> _Event | None:
        """Return an event whose parties are on the map; otherwise it is refused."""
        cells = self._draft.columns
        by, to = cells["event_by"][at], cells["event_to"][at]
        is_own = kind == "made" and (is_self(by) or is_by_self(self._routes[at]))
        by = "" if is_own else by
        ends = {"source_id": by, "target_id": to} if kind == "made" else {"target_id": by or to}
        for name, word in ends.items():
            if word in self._unknown:
                self.refuse(at, name, shown_name(word), self._unknown[word])
                return None
        if kind == "made" and not to.strip():
            self.refuse(at, "target_id", "", _NO_RECEIVER)
            return None
        other = "" if to in self._unknown else self._ids.get(to, "")
        return _Event(at, kind, day, self._ids.get(by, ""), other, is_own)

    def refuse(self, at: int, name: str, value: str, reason: str) -> None:
        """Say why a row cannot be used."""
        self.refusals.append(refusal(self._draft, at, name, value, reason))

    def steps(self, events: list[_Event]) -> list[_Step]:
        """Return the steps of one journey, in the order in which they were made."""
        events.sort(key=lambda each: (each.day, KINDS.index(each.kind), each.at))
        steps: list[_Step] = []
        made: dict[tuple[str, str, int], _Step] = {}
        for event in events:
            if event.kind != "made":
                continue
            known = made.get((event.by, event.to, event.day))
            if known:
                known.parts.append(event.at)
            else:
                step = made[event.by, event.to, event.day] = _Step(event, event.by, event.to)
                steps.append(step)
        for event in events:
            if event.kind != "made":
                self._add(event, steps)
        return steps

    def _add(self, event: _Event, steps: Sequence[_Step]) -> None:
        """Add an event to the step that it belongs to, or refuse it."""
        own = [step for step in steps if step.target == event.by] if event.by else []
        own = own or ([step for step in steps if step.target == event.to] if event.to else [])
        if not own and event.kind == "cancelled":  # the referrer takes it back
            own = [step for step in steps if step.source == event.by]
        if not own and (event.by or event.to):
            self.refuse(event.at, "target_id", "", _NO_STEP)
            return
        chosen = _chosen(event, own or steps)
        if chosen is not None:
            chosen.take(event)
        elif own or steps:
            self.refuse(event.at, DAY_OF[event.kind], "", _EARLY)
        else:
            self.refuse(event.at, "episode_id", "", _ANY_STEP)


def _chosen(event: _Event, steps: Sequence[_Step]) -> _Step | None:
    """Return the step that an event belongs to; None if all were made after it."""
    newest = [step for step in reversed(steps) if step.first.day <= event.day]
    lacking = [step for step in newest if DAY_OF[event.kind] not in step.found]
    fitting = [step for step in newest if step.is_open_to(event)]
    return next(iter(fitting or lacking or newest), None)


def put_together(draft: Draft, events: Events, names: Names, *, today: dt.date) -> Gathered:
    """Return the steps that events make.

    Parameters
    ----------
    draft
        Rows of `Referral` that hold `episode_id`, the cells of the event, and what else the
        mapping takes of a row: of these the row that began the step counts, or else the first of
        its other rows that is filled.
    events
        What the kinds of events mean.
    names
        What is on the map.
    today
        Events after it are refused.

    Returns
    -------
    Gathered
        One draft of steps, each at the line of the event that began it; refusals of events that
        belong nowhere; and the lines of all others, which stand or fall with their step.
    """
    if not len(draft):
        return Gathered((draft,))
    journeys = _Journeys(draft, names, events)
    by_episode = journeys.by_episode(today)
    rows = _Rows(draft)
    for episode, found in by_episode.items():
        rows.add(episode, journeys.steps(found))
    notes: tuple[str, ...] = ()
    if journeys.left_out:
        lines = [draft.lines[at] for at in journeys.left_out]
        rows.others.append(Lines(draft.file, draft.sheet, lines))
        where = f"{draft.file}, sheet {draft.sheet!r}"
        notes = (f"{where}: {len(lines):,} events are of kinds that the mapping leaves out.",)
    return Gathered((rows.draft(),), tuple(journeys.refusals), tuple(rows.others), notes)


class _Rows:
    """Steps as rows of `Referral`."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        days = dict.fromkeys(DAY_OF.values())
        beside = [name for name in draft.columns if not name.startswith("event_")]
        self._beside = [name for name in beside if name != "episode_id"]
        fixed = ("id", "episode_id", "source_id", "target_id", *days, "status", "route")
        names = dict.fromkeys((*fixed, *self._beside))
        self._columns: dict[str, list[str]] = {name: [] for name in names}
        self._lines: list[int] = []
        self.others: list[Lines] = []

    def add(self, episode: str, steps: Sequence[_Step]) -> None:
        """Add the steps of one journey."""
        n_alike: dict[tuple[str, str], int] = {}
        for step in steps:
            ends = (step.source, step.target)
            n_alike[ends] = n_alike.get(ends, 0) + 1
            made = made_id("step", episode, *ends, str(n_alike[ends]))
            cells = {"id": made, "episode_id": episode, "source_id": ends[0], "target_id": ends[1]}
            cells |= self._told(step)
            for name, column in self._columns.items():
                column.append(cells.get(name, ""))
            line = int(self._draft.lines[step.first.at])
            self._lines.append(line)
            if step.parts:
                lines = [int(self._draft.lines[at]) for at in step.parts]
                file, sheet = self._draft.file, self._draft.sheet
                self.others.append(Lines(file, sheet, lines, ((file, sheet, line),)))

    def _told(self, step: _Step) -> dict[str, str]:
        """Return days, status, and the cells beside them."""
        found = {"made_on": step.first, **step.found}
        day_cells = self._draft.columns["event_day"]
        cells = {name: day_cells[event.at] for name, event in found.items()}
        for name in self._beside:
            column = self._draft.columns[name]
            at = [step.first.at, *step.parts]
            if name == "close_reason":
                at = [step.ended.at] if step.ended else []
            cells[name] = next((column[each] for each in at if column[each].strip()), "")
        if step.first.is_self and not cells.get("route"):
            cells["route"] = "self"
        if step.ended is not None and step.ended.kind in _ENDINGS:
            return cells | {"status": step.ended.kind}
        stages = ("started", "seen", "accepted")
        reached = next((each for each in stages if DAY_OF[each] in found), "made")
        reason = cells.get("close_reason", "")
        is_closed = step.ended is not None
        return cells | {"status": status_of(reached, is_closed=is_closed, reason=reason)}

    def draft(self) -> Draft:
        """Return all steps."""
        return replace(self._draft, columns=self._columns, lines=self._lines)
