"""Which organisation is looked at: the list to choose from, and whose page an id opens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.model.nesting import parents
from assetmap.views.areas import town_of
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot

MOST_LISTED: Final = 2_000
"""Organisations listed at once; above it, words narrow the list."""

_BELONGING: Final = ("Activity", "LinkWorker", "Champion")


class OrganisationRow(TypedDict):
    """One organisation to choose."""

    id: str
    name: str
    sector: str
    town: str
    n_activities: int


@dataclass(frozen=True, slots=True)
class OrganisationList:
    """Organisations to choose from.

    Attributes
    ----------
    sentence
        How many there are, and how many of them are listed.
    is_long
        Whether there are more than `MOST_LISTED`, so that words are needed to narrow them.
    rows
        By name, then id; at most `MOST_LISTED`.
    """

    sentence: str
    is_long: bool
    rows: tuple[OrganisationRow, ...]

    @property
    def names(self) -> dict[str, str]:
        """Name by id, no two alike: those of one name with their town, then with a number."""
        n_of_name = Counter(row["name"] for row in self.rows)
        seen: Counter[str] = Counter()
        shown = {}
        for row in self.rows:
            name = row["name"]
            if n_of_name[name] > 1 and row["town"]:
                name = f"{name} ({row['town']})"
            seen[name] += 1
            shown[row["id"]] = name if seen[name] == 1 else f"{name} {seen[name]}"
        return shown


def organisation_list(
    snapshot: Snapshot, words: str = "", *, always: Sequence[str] = ()
) -> OrganisationList:
    """List the organisations of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    words
        Each must stand in the name, another name, the sector or the town; capitals do not
        matter. Empty leaves all.
    always
        Ids of organisations that are listed whatever the words are.

    Returns
    -------
    OrganisationList
        Those that have closed too.
    """
    rows = snapshot.table("Organisation")
    sectors = {term.value: term.label for term in snapshot.terms("sector")}
    towns = town_of(snapshot)
    n_activities = snapshot.table("Activity")["organisation_id"].value_counts().to_dict()
    others = rows["alternate_names"].fillna("")
    wanted = words.casefold().split()
    found = []
    for id_, name, sector, other in zip(
        rows["id"], rows["name"], rows["sector"].fillna("other"), others, strict=True
    ):
        label, town = sectors.get(sector, sector), towns.get(id_, "")
        said = f"{name} {other} {label} {town}".casefold()
        if id_ in always or all(word in said for word in wanted):
            found.append(
                OrganisationRow(
                    id=id_,
                    name=name,
                    sector=label,
                    town=town,
                    n_activities=int(n_activities.get(id_, 0)),
                )
            )
    found.sort(key=lambda row: (row["id"] not in always, row["name"].casefold(), row["id"]))
    listed = sorted(found[:MOST_LISTED], key=lambda row: (row["name"].casefold(), row["id"]))
    return OrganisationList(
        _sentence(len(rows), len(found), words), len(rows) > MOST_LISTED, tuple(listed)
    )


def whose_page(snapshot: Snapshot, party_id: str) -> str:
    """Return the organisation whose page tells of a party; an empty text if there is none.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    party_id
        An organisation, or an activity, link worker or champion, which belong to one; an id that
        it had before it was joined with another will do.
    """
    party_id = snapshot.current_id(party_id)
    label = snapshot.label_of.get(party_id)
    if label == "Organisation":
        return party_id
    if label not in _BELONGING:
        return ""
    rows = snapshot.table(label)
    owner = parents(rows[rows["id"] == party_id], "organisation_id")[party_id]
    return owner if owner is not None and owner in snapshot.label_of else ""


def _sentence(n_all: int, n_found: int, words: str) -> str:
    if n_all == 0:
        return (
            "No organisation has been loaded yet: put a list of them in on the screen Data, "
            "with the sheet Organisation of the template."
        )
    if words.strip() and n_found == 0:
        return "No organisation has all of these words. Try a part of the name, or a town."
    whole = counted(n_all, "organisation")
    if n_found > MOST_LISTED:
        return f"{whole} in this map; the first {MOST_LISTED:,} are listed. Type a part of a name."
    return f"{n_found:,} of {whole}." if words.strip() else f"{whole} in this map."
