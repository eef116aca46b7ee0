"""View: whether each sector has what its number of organisations would lead one to expect."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypedDict

import pandas as pd

from assetmap.measures.equal_footing import (
    amounts_of_ties,
    equal_footing,
    share_name,
    shares_of_groups,
)
from assetmap.model import seats_taken
from assetmap.network import project_partnerships
from assetmap.release.between_organisations import referrals_received
from assetmap.release.networks import PROJECTIONS
from assetmap.release.roles import READERS, is_seen
from assetmap.views.social_capital.groupings import sector_words
from assetmap.views.wording import SMALLEST_SHOWN, is_shown, share

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.certain import Certainty

THINGS: Final[dict[str, str]] = {
    "ties": "Ties",
    "brokerage": "Joining others",
    "referrals_received": "Referrals received",
    "amount_gbp": "Grant money received",
    "seats": "Seats at workshops",
}
"""What is shared out, and what a screen calls it."""

_FROM: Final = {
    "ties": PROJECTIONS["partnerships"].rests_on,
    "brokerage": PROJECTIONS["partnerships"].rests_on,
    "referrals_received": PROJECTIONS["referrals"].rests_on,
    "amount_gbp": ("FUNDS",),
    "seats": ("TOOK_PART_IN",),
}
"""The tables that tell of each."""

_WORDS: Final = {
    "ties": "of the ties",
    "brokerage": "of the joining of others",
    "referrals_received": "of the referrals received",
    "amount_gbp": "of the grant money",
    "seats": "of the seats at workshops",
}
_MUCH_LESS, _LESS, _MORE = 0.5, 0.9, 1.1
_MANY_TIMES: Final = 1.95
VOLUNTARY: Final = "vcse"


class FootingRow(TypedDict):
    """One sector and one thing: what it has, its shares as they are told, and their ratio.

    `part` is the share as a number; it and `ratio` are None where not defined or not told, `low`
    and `high`, between which the share would lie had all who were asked answered, where that is
    not known or the share does not hang on what they answered.
    """

    sector: str
    organisations: int
    share_of_organisations: str
    what: str
    amount: str
    share: str
    part: float | None
    low: float | None
    high: float | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class EqualFooting:
    """How evenly things are shared out between sectors.

    Attributes
    ----------
    rows
        A row for each sector and thing, in the order of sectors, those that the vocabulary lacks
        last, and `THINGS`; things that nobody has are left out.
    sentence
        Where the voluntary sector stands, in one plain sentence.
    notes
        What is not told or not known, in whole sentences.
    """

    rows: Sequence[FootingRow]
    sentence: str
    notes: Sequence[str]

    def with_certainty(self, known: Certainty) -> EqualFooting:
        """Return the same with how sure the shares are of which `footing_shares` tells."""
        return replace(self, rows=[_with_ends(row, known) for row in self.rows])


def equal_footing_view(snapshot: Snapshot) -> EqualFooting:
    """Return what share each sector has of ties, brokerage, referrals, money and seats.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    EqualFooting
        Ties are pairs of organisations that work together, as either says. A sector's referrals
        from 1 to 7 are not told, and no share or sum holds them.
    """
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)  # organisations that have left are no part of it
    amounts = _amounts(snapshot)
    sectors = sector_words(snapshot)
    groups = [sectors[id_] for id_ in amounts.index]
    received = amounts["referrals_received"].groupby(groups).sum()
    hidden = {str(sector) for sector, n in received.items() if not is_shown(int(n))}
    is_hidden = pd.Series([group in hidden for group in groups], index=amounts.index, dtype=bool)
    amounts["referrals_received"] = amounts["referrals_received"].mask(is_hidden, 0)
    table = equal_footing(amounts, sectors)
    found: dict[Any, dict[Any, float]] = table.to_dict("index")
    known = [term.label for term in snapshot.terms("sector")]
    order = [each for each in known if each in set(groups)] + sorted(set(groups).difference(known))
    rows = [
        _row(sector, what, found[sector, what], is_hidden=what in _hidden_of(sector, hidden))
        for sector in order
        for what in THINGS
        if amounts[what].any() or (what == "referrals_received" and hidden)
    ]
    name_of = {term.value: term.label for term in snapshot.terms("sector")}
    return EqualFooting(rows, _sentence(rows, name_of[VOLUNTARY]), _notes(snapshot, hidden, rows))


def footing_shares(snapshot: Snapshot) -> dict[str, Callable[[Network], float]]:
    """Return what tells each sector's share of all that hangs on ties, by `footing_name`."""
    return shares_of_groups(sector_words(snapshot))


def footing_name(row: FootingRow) -> str:
    """Return what `Certainty` calls the share of a row."""
    what_of = {words: what for what, words in THINGS.items()}
    return share_name(what_of[row["what"]], row["sector"])


def _with_ends(row: FootingRow, known: Certainty) -> FootingRow:
    interval = known.intervals.get(footing_name(row))
    if interval is None:
        return row
    return {**row, "low": round(interval.low, 4), "high": round(interval.high, 4)}


def _hidden_of(sector: str, hidden: Collection[str]) -> Collection[str]:
    return ("referrals_received",) if sector in hidden else ()


def _amounts(snapshot: Snapshot) -> pd.DataFrame:
    """Return what each organisation has, a row an organisation in the snapshot's order."""
    of_ties = amounts_of_ties(project_partnerships(snapshot))
    funds, seats = snapshot.table("FUNDS"), seats_taken(snapshot.table("TOOK_PART_IN"))
    seats = seats.drop_duplicates(["from_id", "to_id"])
    money = funds["amount_gbp"].fillna(0.0).groupby(funds["to_id"]).sum()
    of_each = {
        **{str(what): found for what, found in of_ties.items()},
        "referrals_received": referrals_received(snapshot),
        "amount_gbp": money,
        "seats": seats.groupby("from_id").size(),
    }
    return pd.DataFrame(
        {what: found.reindex(of_ties.index).fillna(0) for what, found in of_each.items()}
    )


def _row(sector: str, what: str, found: Mapping[Any, float], *, is_hidden: bool) -> FootingRow:
    n_organisations = int(found["organisations"])
    return FootingRow(
        sector=sector,
        organisations=n_organisations,
        share_of_organisations=_share_words(float(found["share_of_organisations"])),
        what=THINGS[what],
        amount=f"fewer than {SMALLEST_SHOWN}" if is_hidden else _amount(what, found["amount"]),
        share="not told" if is_hidden else _share_words(float(found["share"])),
        part=None if is_hidden else _told(found["share"], places=4),
        low=None,
        high=None,
        ratio=None if is_hidden else _told(found["ratio"], places=2),
    )


def _told(number: float, *, places: int) -> float | None:
    return round(float(number), places) if math.isfinite(number) else None


def _amount(what: str, amount: float) -> str:
    return f"£{amount:,.0f}" if what == "amount_gbp" else f"{int(amount):,}"


def _share_words(part: float) -> str:
    return "not known" if math.isnan(part) else share(round(part * 1_000_000), 1_000_000)


def _sentence(rows: Sequence[FootingRow], sector: str) -> str:
    own = [row for row in rows if row["sector"] == sector]
    if not rows:
        return "Nothing that sectors could share has been loaded yet."
    if not own:
        return "No organisation of the voluntary and community sector is in this map yet."
    words = {THINGS[what]: said for what, said in _WORDS.items()}
    told = [(row, row["ratio"]) for row in own if row["ratio"] is not None]
    parts = [f"{row['share']} {words[row['what']]} ({_much(ratio)})" for row, ratio in told]
    head = (
        f"The voluntary and community sector is {own[0]['share_of_organisations']} of the "
        "organisations"
    )
    if not parts:
        return f"{head}; what it has cannot be told yet."
    has = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"{head}, and has {has}."


def _much(ratio: float) -> str:
    """Return a ratio of shares in words."""
    if ratio < _MUCH_LESS:
        return "less than half of an even share"
    if ratio < _LESS:
        return "less than an even share"
    if ratio <= _MORE:
        return "an even share"
    if ratio < _MANY_TIMES:
        return "more than an even share"
    return f"{ratio:.0f} times an even share"


def _notes(
    snapshot: Snapshot, hidden: Collection[str], rows: Sequence[FootingRow]
) -> tuple[str, ...]:
    notes = []
    if hidden:
        notes.append(
            f"Where a sector received fewer than {SMALLEST_SHOWN} referrals the number is not "
            "told, and no share or sum holds it."
        )
    told = {row["what"] for row in rows}
    missing = {what: words.lower() for what, words in THINGS.items() if words not in told}
    role = snapshot.role
    unseen = [what for what in missing if not any(is_seen(role, table) for table in _FROM[what])]
    if unseen:
        hidden = ", ".join(missing.pop(what) for what in unseen)
        notes.append(
            f"How evenly these are shared out is not for {READERS[role]} to see: {hidden}."
        )
    if missing and rows:
        notes.append(f"Nothing is known yet of: {', '.join(missing.values())}.")
    funds = snapshot.table("FUNDS")
    n_without = int(funds["amount_gbp"].isna().sum())
    if n_without:
        notes.append(f"{n_without:,} of {len(funds):,} grants have no amount and count nothing.")
    if rows:
        notes.append(
            "An even share is what a sector would have if every organisation had the same. "
            "Organisations differ in size, so an uneven share is a question and not a fault."
        )
    return tuple(notes)
