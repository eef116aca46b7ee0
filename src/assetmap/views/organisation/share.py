"""View: an organisation's share of the referrals, told so that it may be shown to others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.release.flows import flows_for
from assetmap.release.partner import RECEIVED, SENT, partner_flows
from assetmap.views.flows.month_span import month_after, month_choice
from assetmap.views.flows.stages import sector_labels
from assetmap.views.wording import share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot
    from assetmap.views.flows.month_span import Span

SHARE_WORDS: Final = {
    "part": "What",
    "name": "Which",
    "n": "Yours",
    "of_sector": "All of your sector",
    "share": "Your share",
}
"""What a screen calls the columns of `ShareRow`."""

HIDDEN: Final = "*"
"""What stands for a number that is not told."""

HOW_TOLD: Final = (
    "These numbers may be shown to anybody: those from 1 to 7 are hidden (*), all others are to "
    "the nearest 5, and one is hidden too where it would give a small one away, though it may be "
    "large. Shares are worked out from what is told. The two parts above are not fit to be shown: "
    "they hold exact numbers."
)

_A_YEAR: Final = 12
_TOLD_TO: Final = "partner"
_IS_HIDDEN: Final = "is hidden: the number is small, or would give a small one away."
_EVERY_MONTH: Final = "All months"
_SECTORS: Final = {
    RECEIVED: "those to your whole sector",
    SENT: "those by your whole sector",
}
_WHOM: Final = {RECEIVED: "who were referred to you", SENT: "whom you referred on"}
_DIRECTIONS: Final = {
    RECEIVED: ("Referred to you, from", "by_target", "source_id", "target_id"),
    SENT: ("Referred on by you, to", "by_source", "target_id", "source_id"),
}


class ShareRow(TypedDict):
    """One number: of which part, its name, yours, that of your whole sector, and your share."""

    part: str
    name: str
    n: str
    of_sector: str
    share: str


@dataclass(frozen=True, slots=True)
class Share:
    """An organisation's share.

    Attributes
    ----------
    sentences
        How many reached it and how many it referred on, beside its sector and the place.
    rows
        The same by the sector at the other end, by month and by what matters, under
        `SHARE_WORDS`.
    note
        Why rows by what matters are missing; empty where none is.
    """

    sentences: tuple[str, ...]
    rows: tuple[ShareRow, ...]
    note: str


def share_spans(snapshot: Snapshot, role: str) -> dict[str, Span]:
    """Return spans of months by their name: calendar years, which are told best, and all months.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who asks: a lead or an admin.

    Returns
    -------
    dict
        Years with all twelve months first, the newest first; then other years; then all months.
        Empty where there are no referrals.
    """
    choice = month_choice(snapshot, role)
    if choice is None:
        return {}
    by_year: dict[int, list[dt.date]] = {}
    for month in choice.months:
        by_year.setdefault(month.year, []).append(month)
    years = sorted(by_year, key=lambda year: (len(by_year[year]) < _A_YEAR, -year))
    spans = {
        _year_words(by_year[year]): (dt.date(year, 1, 1), dt.date(year + 1, 1, 1)) for year in years
    }
    return spans | {_EVERY_MONTH: (choice.months[0], month_after(choice.months[-1]))}


def share_view(snapshot: Snapshot, organisation_id: str, span: Span) -> Share:
    """Return an organisation's share of the referrals, as a partner may see it.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    organisation_id
        Whose.
    span
        One of `share_spans`.

    Raises
    ------
    DataError
        As `release.partner.partner_flows`.
    """
    own: Any = partner_flows(snapshot, organisation_id, *span)
    everybody: Any = flows_for(snapshot, _TOLD_TO, *span)
    sector = snapshot.sector_of[organisation_id]
    labels = sector_labels(snapshot)
    sentences, rows = [], []
    for direction, (part, by_end, other, here) in _DIRECTIONS.items():
        told = own[direction]
        sentences.append(
            _sentence(
                direction, told["total"], everybody[by_end].get(sector, 0), everybody["total"]
            )
        )
        whole = {pair[other]: pair["n"] for pair in everybody["pairs"] if pair[here] == sector}
        rows += [
            _row(part, labels.get(each, each), n, whole.get(each, 0))
            for each, n in told["by_sector"].items()
        ]
        rows += _further(snapshot, part.split(",")[0], told)
    hidden = [
        direction
        for direction in _DIRECTIONS
        if own[direction]["by_theme"] is None and own[direction]["total"] != 0
    ]
    return Share(tuple(sentences), tuple(rows), _note(hidden, span))


def _year_words(months: list[dt.date]) -> str:
    first, last = months[0], months[-1]
    if len(months) == _A_YEAR:
        return str(first.year)
    return f"{first:%B} to {last:%B} {first.year}" if first != last else f"{first:%B %Y}"


def _sentence(direction: str, n: int | None, of_sector: int | None, of_all: int | None) -> str:
    reached, nobody, hidden = {
        RECEIVED: (
            "About {n} referrals reached you",
            "No referral reached you in these months.",
            f"How many referrals reached you {_IS_HIDDEN}",
        ),
        SENT: (
            "You referred people on about {n} times",
            "You referred nobody on in these months.",
            f"How often you referred people on {_IS_HIDDEN}",
        ),
    }[direction]
    if not n:
        return nobody if n == 0 else hidden
    beside = [
        f"{_share(n, whole)} of {words} (about {whole:,})"
        for whole, words in ((of_sector, _SECTORS[direction]), (of_all, "all in the place"))
        if whole
    ]
    shares = f": {' and '.join(beside)}" if beside else ""
    return f"{reached.format(n=f'{n:,}')}{shares}."


def _note(hidden: list[str], span: Span) -> str:
    """Return why nothing is told of what mattered, one way or both."""
    if not hidden:
        return ""
    start, end = span
    if start.year != (end - dt.timedelta(days=1)).year:
        return "What mattered to people is told of one calendar year at a time: choose a year."
    whom = " and to those ".join(_WHOM[direction] for direction in hidden)
    return (
        f"What mattered to those {whom} is hidden: the numbers are small, or would give a small "
        "one away."
    )


def _row(part: str, name: str, n: int | None, whole: int | None) -> ShareRow:
    return {
        "part": part,
        "name": name,
        "n": _told(n),
        "of_sector": _told(whole),
        "share": _share(n, whole) if n is not None and whole else HIDDEN,
    }


def _further(snapshot: Snapshot, part: str, told: Mapping[str, Any]) -> list[ShareRow]:
    """Return the rows by month and by what matters: of these the sector's are not told."""
    names = snapshot.name_of
    cells = [(f"{dt.date.fromisoformat(f'{m}-01'):%B %Y}", n) for m, n in told["by_month"].items()]
    themes = told["by_theme"] or {}
    cells += [(names.get(need, need) or "Not written down", n) for need, n in themes.items()]
    return [
        {"part": part, "name": name, "n": _told(n), "of_sector": "", "share": ""}
        for name, n in cells
    ]


def _told(n: int | None) -> str:
    return HIDDEN if n is None else f"{n:,}"


def _share(n: int, whole: int) -> str:
    return share(min(n, whole), whole)  # both are rounded: a part may come out above the whole
