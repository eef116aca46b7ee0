"""View: the rows behind one organisation's number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.network import latest_claims
from assetmap.views.brokers.losses import cut_off, in_order
from assetmap.views.measuring.faded import BY_STRENGTH, trust_words
from assetmap.views.measuring.network import projected
from assetmap.views.measuring.party_measures import PARTY_MEASURES, measured
from assetmap.views.people import TIES_OF_ORGANISATIONS
from assetmap.views.ranking.view import value_words
from assetmap.views.social_capital.groupings import GROUPINGS
from assetmap.views.wording import counted, day_words, listed

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.fade import Fade

_COUNTED: Final = ("degree", "in_degree", "out_degree")
_ADDED: Final = ("strength",)
_OLDER: Final = "The older a row is, the less it counts."
_CUTTING: Final = ("n_cut_off", "lost_reach")


class BehindRow(TypedDict):
    """One row behind a number: who says that they are tied to whom, how closely, and where from."""

    who: str
    whom: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind one organisation's number.

    Attributes
    ----------
    sentences
        The number, and how the rows make it.
    rows
        The organisation's ties that count, by both names.
    """

    sentences: tuple[str, ...]
    rows: Sequence[BehindRow]


def behind(
    snapshot: Snapshot,
    name: str,
    party_id: str,
    *,
    ties: str = "partnerships",
    group_by: str = "sector",
    fade: Fade | None = None,
) -> Behind:
    """Return the rows behind one organisation's number.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    name
        A measure of parties.
    party_id
        An organisation.
    ties
        Which ties: a name in `assetmap.views.people.TIES_OF_ORGANISATIONS`.
    group_by
        Which groups: a name in `GROUPINGS`.
    fade
        As of `assetmap.views.measuring.network.projected`.

    Raises
    ------
    KeyError
        If there are no such ties between organisations, or no such organisation in them.
    """
    if ties not in TIES_OF_ORGANISATIONS:
        raise KeyError(ties)
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)
    network = projected(snapshot, ties, fade)
    measure = PARTY_MEASURES[name]
    value = measured(measure, network, GROUPINGS[group_by].group_of(snapshot))[party_id]
    said = _claimed(snapshot) if ties == "partnerships" else _shared(snapshot, network)
    rows = [row for ends, row in said if _counts(name, party_id, ends)]
    rows.sort(key=lambda row: (row["who"].casefold(), row["whom"].casefold(), row["source"]))
    head = (
        f"{snapshot.name_of.get(party_id, party_id)}: {value_words(measure, value)} "
        f"({measure.unit})."
    )
    how = _how(snapshot.name_of, name, party_id, network, rows)
    counts = _what_counts(fade) if fade is not None and name in BY_STRENGTH and rows else ()
    return Behind((head, *how, *counts), rows)


def _what_counts(fade: Fade) -> Iterator[str]:
    """Return how much each row counts where ties fade."""
    if fade.half_life_days is not None:
        yield _OLDER
    yield from trust_words(fade)


def _counts(name: str, party_id: str, ends: tuple[str, str]) -> bool:
    if name.startswith("in_"):
        return ends[1] == party_id
    if name.startswith("out_"):
        return ends[0] == party_id
    return party_id in ends


def _how(
    name_of: Mapping[str, str],
    name: str,
    party_id: str,
    network: Network,
    found: Sequence[BehindRow],
) -> Iterator[str]:
    if not found:
        yield "No row ties it to anybody in this way."
        return
    rows = counted(len(found), "row")
    if name in _COUNTED:
        yield f"{rows} below {'makes' if len(found) == 1 else 'make'} the number."
        if len({(row["who"], row["whom"]) for row in found}) < len(found):
            yield "Rows that say the same of the same two count once."
    elif name in _ADDED:
        yield f"What the {rows} below come to, the closer the more, makes the number."
    else:
        yield (
            f"It starts from the {rows} below; the ties of the others count too, as the formula "
            "says."
        )
    if name in _CUTTING:
        lost = in_order(cut_off(network, party_id), name_of)
        yield f"Without it, {listed(lost) if lost else 'nobody'} would be cut off from the rest."


def _claimed(snapshot: Snapshot) -> Iterator[tuple[tuple[str, str], BehindRow]]:
    """Return each claim and each plain tie, with its ends."""
    words = {term.value: term.label for term in snapshot.terms("intensity")}
    surveys = snapshot.table("Survey")
    days = surveys.dropna(subset="asked_on")
    asked_on = dict(zip(days["id"], days["asked_on"], strict=True))
    for row in latest_claims(snapshot).to_dict("records"):
        day = asked_on.get(row["survey_id"])
        survey = "Claim" if day is None else f"Survey of {day_words(day)}"
        yield _row(snapshot, row, words.get(str(row["intensity"]), ""), survey)
    for row in snapshot.table("TIED_TO").to_dict("records"):
        yield _row(snapshot, row, "", "Tie that was loaded")


def _shared(snapshot: Snapshot, network: Network) -> Iterator[tuple[tuple[str, str], BehindRow]]:
    for one, other, weight in network.ties.itertuples(index=False):
        row: dict[Hashable, object] = {"from_id": one, "to_id": other}
        says = f"{counted(int(weight), 'building')} shared"
        yield _row(snapshot, row, says, "Where sessions are held")


def _row(
    snapshot: Snapshot, row: Mapping[Hashable, object], says: str, source: str
) -> tuple[tuple[str, str], BehindRow]:
    one, other = str(row["from_id"]), str(row["to_id"])
    name_of = snapshot.name_of
    who, whom = name_of.get(one, one), name_of.get(other, other)
    return (one, other), BehindRow(who=who, whom=whom, says=says, source=source)
