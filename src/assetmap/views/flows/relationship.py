"""View: where people's journeys and the relationships between organisations do not agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.release.room import KINDS, relationship_for
from assetmap.views.wording import counted
from assetmap.views.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.flows.load import LoadChoice

PAIR_WORDS: Final = {
    "kind": "What is odd",
    "source": "Who refers",
    "target": "To whom",
    "n": "Referrals",
    "trust": "Trust (1 to 4)",
    "note": "To bear in mind",
}
"""What a screen calls the columns of `PairRow`."""

_TITLES: Final = (
    "Trusted, and not used",
    "Used, and not trusted",
    "Used, with no tie written down",
)
_UNUSED: Final = (
    "The first trusts the second, and no referral went this way. Worth a "
    "conversation: is it known what the other offers?"
)
_NOT_TRUSTED: Final = (
    "People are sent where the sender says trust is low. Worth asking what is missing."
)
_NO_TIE: Final = (
    "People are sent, and nothing says that the two know each other. The tie may be there and "
    "not written down."
)
_MEANINGS: Final = (_UNUSED, _NOT_TRUSTED, _NO_TIE)
_SILENT: Final = "One of the two did not answer the survey"


class PairRow(TypedDict):
    """Two organisations: the list it is in, who refers, to whom, how often, trust, a caution."""

    kind: str
    source: str
    target: str
    n: int
    trust: float | None
    note: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PairList:
    """One of three lists: its title, what it means, and its pairs, the chief ones first."""

    title: str
    meaning: str
    rows: Sequence[PairRow]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Three lists: trusted and unused, used and not trusted, used without a tie; and all rows."""

    lists: tuple[PairList, ...]
    rows: Sequence[PairRow]


def relationship_view(snapshot: Snapshot, role: str, choice: LoadChoice) -> Pairs:
    """Return pairs of organisations between whom referrals and trust do not agree.

    Parameters
    ----------
    snapshot, role, choice
        As of `views.flows.load.load_view`.

    Raises
    ------
    DataError
        As `release.room.relationship_for`.
    """
    found = relationship_for(snapshot, role, choice.span)
    titles = dict(zip(KINDS, _TITLES, strict=True))

    def row(cells: dict[str, Any]) -> PairRow:
        return _row(snapshot, titles[cells["kind"]], cells)

    lists = tuple(
        PairList(titles[kind], meaning, Written(found[found["kind"] == kind], row))
        for kind, meaning in zip(KINDS, _MEANINGS, strict=True)
    )
    return Pairs(lists, Written(found, row))


def _row(snapshot: Snapshot, title: str, cells: dict[str, Any]) -> PairRow:
    source, target = (snapshot.name_of.get(id_, id_) for id_ in (cells["from_id"], cells["to_id"]))
    known = None if math.isnan(cells["trust"]) else round(float(cells["trust"]), 1)
    told = "" if known is None else f", trust {known:g} of 4"
    caution = _SILENT if cells["is_silent"] else ""
    n = int(cells["n"])
    return {
        "kind": title,
        "source": source,
        "target": target,
        "n": n,
        "trust": known,
        "note": caution,
        "sentence": f"{source} to {target}: {counted(n, 'referral')}{told}."
        + (f" {caution}." if caution else ""),
    }
