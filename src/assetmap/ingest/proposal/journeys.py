"""Proposals for exports of link workers' systems: a row an episode, or a row an event.

Which heading means what is told by the spellings of the mappings that come with assetmap. Columns
that may tell who was helped are proposed to be left out, and no cell of such a file is written
down, but for words of a list that stand in so many rows that they name nobody.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetmap.ingest import shipped
from assetmap.ingest.journeys.kinds import WORDS
from assetmap.ingest.mapping.words import plain
from assetmap.ingest.personal.patterns import tells_of_a_person
from assetmap.ingest.personal.refusing import personal_columns
from assetmap.ingest.proposal.looks import looks_of
from assetmap.ingest.proposal.parts import Line, Proposal, ProposedBlock, listed, named, quoted
from assetmap.ingest.proposal.words import meaning, words_of
from assetmap.model.vocabularies import VOCABULARIES, readings, spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from assetmap.ingest.sheet import Sheet

_EPISODES, _EVENTS = "link-worker-episodes", "link-worker-events"
_ALSO: Final = {
    "referral id": ("ref", "reference", "id", "case"),
    "link worker": ("worker", "key worker", "navigator", "community connector"),
}
"""Spellings that tell less, and are asked for only where the rest of the headings fit."""

_FIRST: Final = (
    *("source_id=referred by", "target_id=link worker", "route=route", "need_id=need"),
    *("area_code=area", "age_band=age band", "made_on=referred on", "accepted_on=accepted on"),
    *("seen_on=seen on", "started_on=started on", "closed_on=closed on", "status=status"),
    "close_reason=close reason",
)
_ONWARD: Final = (
    *("source_id=link worker", "target_id=onward to", "need_id=need", "area_code=area"),
    *("age_band=age band", "made_on=onward made on", "accepted_on=onward accepted on"),
    *("seen_on=onward seen on", "started_on=onward started on", "closed_on=onward closed on"),
    *("status=onward status", "close_reason=onward close reason"),
)
_BESIDE: Final = (
    *("route=route", "need_id=need", "area_code=area", "age_band=age band"),
    "close_reason=close reason",
)
_SURE: Final = 80.0
_DAYS: Final = 0.5
_FEWEST_ROWS: Final = 8
_MOST_WORDS: Final = 30


def journeys(sheet: Sheet) -> Proposal | None:
    """Return what an export of people's journeys may mean; None for another list."""
    personal = personal_columns(sheet)
    looks = {look.heading: look for look in looks_of(sheet) if look.heading not in personal}
    days = {heading for heading, look in looks.items() if look.share("date") >= _DAYS}
    return _events(sheet, looks, days, personal) or _episodes(sheet, looks, days, personal)


def with_left_out(toml: str, sheet: Sheet) -> str:
    """Return a mapping that leaves out the columns of a sheet that may tell who was helped."""
    personal = list(personal_columns(sheet))
    return f"leave_out = {listed(personal)}\n{toml}" if personal else toml


def _events(
    sheet: Sheet, headings: Mapping[str, object], days: set[str], personal: Mapping[str, object]
) -> Proposal | None:
    found = _meant(_EVENTS, headings)
    needed = {"episode", "event", "date", "by", "to"}
    if not needed <= found.keys() or found["date"] not in days:
        return None
    keys = {"kind": "event", "day": "date", "by": "by", "to": "to"}
    kinds = _common_words(sheet.columns[found["event"]], WORDS)
    said = [f"{key} = {quoted(found[name])}" for key, name in keys.items()]
    if kinds:
        meanings = ", ".join(f'{quoted(word)} = ""' for word in kinds)
        said.append(f"kinds = {{{meanings}}}")
    reason = "each row is an event; rows of one journey are put together into its steps"
    if kinds:
        reason += ". Say for each of these kinds what it is (made, accepted, seen, started, ...)"
    head = Line("events", f"{{{', '.join(said)}}}", reason, is_unsure=bool(kinds))
    lines = [_line("episode_id", "digest", found["episode"])]
    lines += _lines(_BESIDE, found)
    block = ProposedBlock("Referral", head=(head,), columns=tuple(lines))
    return _proposal(sheet, "A row is an event of a person's journey.", [block], personal)


def _episodes(
    sheet: Sheet, headings: Mapping[str, object], days: set[str], personal: Mapping[str, object]
) -> Proposal | None:
    found = _meant(_EPISODES, headings)
    if not {"referred by", "link worker", "referral id"} <= found.keys():
        return None
    unsure: set[str] = set()
    left = [each for each in headings if each in days and each not in found.values()]
    if "referred on" not in found and len(left) == 1:
        found["referred on"] = left[0]
        unsure.add("made_on")
    if "referred on" not in found:
        return None
    case = found["referral id"]
    blocks = [_block(sheet, found, _FIRST, [case], unsure)]
    if {"onward to", "onward made on"} <= found.keys():
        ends = [case, found["onward to"]]
        blocks.append(_block(sheet, found, _ONWARD, ends, set()))
    return _proposal(sheet, "A row is a person's journey.", blocks, personal)


def _block(
    sheet: Sheet,
    found: Mapping[str, str],
    fields: Sequence[str],
    id_from: Sequence[str],
    unsure: Set[str],
) -> ProposedBlock:
    is_first = fields is _FIRST
    head = [Line("id_from", listed(id_from))]
    if not is_first:
        head.append(Line("when", f"{{heading = {quoted(id_from[-1])}, is_filled = true}}"))
    lines = [_line("episode_id", "digest", id_from[0]), *_lines(fields, found, unsure)]
    values = {}
    for field, name in (each.split("=") for each in fields):
        if field == "status" and name in found:
            known = readings(VOCABULARIES["referral_status"])
            words = _common_words(sheet.columns[found[name]], known)
            if words:
                reason = "UNSURE: say for each which it is; left empty, the days tell it"
                values[field] = (reason, dict.fromkeys(words, ""))
    label = "To the link worker" if is_first else "On from the link worker"
    return ProposedBlock("Referral", (), label, tuple(head), tuple(lines), (), values)


def _proposal(
    sheet: Sheet, reason: str, blocks: list[ProposedBlock], personal: Mapping[str, object]
) -> Proposal:
    return Proposal(
        f"Journeys, from {sheet.file}",
        (reason, "Whoever is named must be on the map before: load organisations first."),
        tuple(blocks),
        leave_out=tuple(personal),
    )


def _meant(name: str, headings: Mapping[str, object]) -> dict[str, str]:
    """Return for each name that a mapping uses the heading of the sheet that means it best."""
    spellings = shipped.shipped_mappings()[name].headings
    found: dict[str, str] = {}
    for also in (False, True):
        for role, words in spellings.items():
            known = tuple(
                " ".join(words_of(each)) for each in (_ALSO.get(role, ()) if also else words)
            )
            free = [each for each in headings if each not in found.values()]
            scores = [(_likeness(each, known), each) for each in free]
            best = max((score for score, _ in scores), default=0.0)
            if role not in found and best >= _SURE:
                found[role] = next(each for score, each in scores if score == best)
    return found


def _likeness(heading: str, known: tuple[str, ...]) -> float:
    words = words_of(heading)
    if " ".join(words) not in known and words[-1:] in {("name",), ("names",)}:
        words = words[:-1]
    return 100.0 if " ".join(words) in known else meaning(words, known)[0]


def _lines(
    fields: Sequence[str], found: Mapping[str, str], unsure: Set[str] = frozenset()
) -> list[Line]:
    lines = []
    for field, name in (each.split("=") for each in fields):
        if name in found:
            how = "named" if field.endswith(("_id", "_code")) else "from"
            lines.append(_line(field, how, found[name], is_unsure=field in unsure))
    return lines


def _line(field: str, how: str, heading: str, *, is_unsure: bool = False) -> Line:
    value = quoted(heading) if how == "from" else f"{{{how} = {quoted(heading)}}}"
    told = {"digest": "its cells become random-looking ids", "named": "ids or names on the map"}
    reason = f"heading {named(heading)}" + (f": {told[how]}" if how in told else "")
    return Line(field, value, reason, is_unsure=is_unsure)


def _common_words(cells: Sequence[str], known: Mapping[str, object]) -> list[str]:
    """Return words that are not known and stand in many rows: a few rows might tell of somebody."""
    counts = Counter(plain(cell) for cell in cells if cell.strip())
    strange = [word for word, n_rows in counts.items()
               if n_rows >= _FEWEST_ROWS and spelling(word) not in known]  # fmt: skip
    return sorted(word for word in strange if not tells_of_a_person(word))[:_MOST_WORDS]
