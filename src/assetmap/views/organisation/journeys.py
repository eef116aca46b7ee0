"""View: who refers people to an organisation, and to whom it refers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from assetmap.release.between_organisations import own_referrals
from assetmap.views.organisation.part import MOST_ROWS, Part, by_name, left_out
from assetmap.views.party_view import kind_words
from assetmap.views.wording import (
    SMALLEST_SHOWN,
    counted,
    counted_journeys,
    day_words,
    is_shown,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot

_SURENESS = (
    "Only referrals that somebody wrote down, whatever became of them; numbers from 1 to 7 are "
    "never told, and no sum holds them."
)


class JourneyRow(TypedDict):
    """One line: who refers or is referred to, what it is, the part of you, and how many."""

    name: str
    what: str
    own: str
    journeys: str


@dataclass(frozen=True, slots=True)
class Journeys:
    """Referrals to an organisation and from it."""

    received: Part[JourneyRow]
    sent: Part[JourneyRow]


def journeys_of(snapshot: Snapshot, organisation_id: str) -> Journeys:
    """Return who refers people to an organisation, and to whom it refers them.

    The organisation is itself, its activities, its link workers and its champions; referrals
    between them are left out. Each line is between two parties, as on the map of referrals, so
    that the two together tell no more than one of them.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Who receives and refers.

    Returns
    -------
    Journeys
        Lines by falling number, hidden ones last, so that their order tells nothing; then by
        name and id of the other, and of the organisation's part.
    """
    found = own_referrals(snapshot, organisation_id)
    if found is None:
        nothing = "No referrals have been loaded yet."
        return Journeys(Part((nothing,)), Part((nothing,)))
    span = f"{day_words(found.first)} to {day_words(found.last)}"
    by_themselves = f"By themselves came: {counted_journeys(found.n_alone)}."
    return Journeys(
        _part(
            snapshot,
            organisation_id,
            found.received,
            (
                f"{{n}} came to you from {{names}}, {span}.",
                f"Nobody referred anybody to you, {span}.",
            ),
            (by_themselves,) if found.n_alone else (),
        ),
        _part(
            snapshot,
            organisation_id,
            found.sent,
            (
                f"{{n}} went from you to {{names}}, {span}.",
                f"You referred nobody on, {span}.",
            ),
        ),
    )


def _part(
    snapshot: Snapshot,
    organisation_id: str,
    lines: Mapping[tuple[str, str], int],
    words: tuple[str, str],
    further: tuple[str, ...] = (),
) -> Part[JourneyRow]:
    """Return the lines with their sentences; `words` say what is there, and that nothing is."""
    if not lines:
        return Part((words[1], *further), _SURENESS)
    order = sorted(
        lines,
        key=lambda pair: (
            -_told(lines[pair]),
            *by_name(snapshot, pair[0]),
            *by_name(snapshot, pair[1]),
        ),
    )
    rows = tuple(
        JourneyRow(
            name=snapshot.name_of.get(other, other),
            what=kind_words(snapshot, other),
            own="You" if own == organisation_id else snapshot.name_of.get(own, own),
            journeys=_number(lines[other, own]),
        )
        for other, own in order[:MOST_ROWS]
    )
    told = [pair for pair in order if _told(lines[pair])]
    sentences = (*_sentences(snapshot, lines, told, words[0]), *further, *left_out(len(order)))
    return Part(sentences, _SURENESS, rows)


def _sentences(
    snapshot: Snapshot,
    lines: Mapping[tuple[str, str], int],
    told: Sequence[tuple[str, str]],
    words: str,
) -> tuple[str, ...]:
    """Return the sum of the lines that are told, and how many are not."""
    said = []
    if told:
        names = dict.fromkeys(snapshot.name_of.get(other, other) for other, _ in told)
        n = counted(sum(lines[pair] for pair in told), "journey")
        said.append(words.format(n=n, names=listed([*names])))
    n_hidden = len(lines) - len(told)
    if n_hidden:
        several = counted(n_hidden, "more line" if told else "line")
        said.append(
            f"In {several} below there were fewer than {SMALLEST_SHOWN}"
            f"{' each' if n_hidden > 1 else ''}: such numbers are not told."
        )
    return tuple(said)


def _told(n: int) -> int:
    """Return a number that may be told, and 0 for one that may not."""
    return n if is_shown(n) else 0


def _number(n: int) -> str:
    return f"{n:,}" if is_shown(n) else f"fewer than {SMALLEST_SHOWN}"
