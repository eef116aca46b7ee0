"""One place at one revision, as columns in memory."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.model.changes import Changes, empty_rows, merged
from assetmap.model.registry import LABELS, PARTIES, TABLES
from assetmap.model.vocabularies import VOCABULARIES, Term

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping


INVITED: Final = "invited"
"""The part in a workshop of who was asked to come, and is not known to have come."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What a place holds at one revision; never changed once made, and equal to itself alone.

    Attributes
    ----------
    store_id
        Which store it was read from.
    revision
        The store's revision, 0 for an empty store.
    rows
        Rows by table, in the model's types; tables without rows may be left out.
    day
        The day as of which rows are shown, or None for all.
    role
        The reader for whom it was made.
    scenario
        Digest of what-if changes and whether parties that left are still in it, or empty.
    """

    store_id: str = ""
    revision: int = 0
    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    day: dt.date | None = None
    role: str = "admin"
    scenario: str = ""

    @cached_property
    def key(self) -> str:
        """A digest of store, revision, day, role and scenario; caches are keyed by it."""
        said = f"{self.store_id}|{self.revision}|{self.day}|{self.role}|{self.scenario}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def __len__(self) -> int:
        """Return how many rows there are in all."""
        return sum(len(rows) for rows in self.rows.values())

    def table(self, name: str) -> pd.DataFrame:
        """Return the rows of one table, numbered from 0.

        Parameters
        ----------
        name
            A label, look-up or tie, such as `Organisation` or `PARTNERS_WITH`.

        Returns
        -------
        DataFrame
            All columns of the model and the place's own; a copy-on-write view.

        Raises
        ------
        KeyError
            If the model has no such table.
        """
        if name not in TABLES:
            raise KeyError(name)
        rows = self.rows.get(name)
        return empty_rows(name) if rows is None else rows.copy(deep=False)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Number of rows by table, every table of the model in its order."""
        return {name: len(self.rows[name]) if name in self.rows else 0 for name in TABLES}

    @cached_property
    def label_of(self) -> dict[str, str]:
        """Label by id of every node."""
        return {id_: name for name in LABELS for id_ in self._ids(name)}

    @cached_property
    def name_of(self) -> dict[str, str]:
        """Name to show by id of every node that has one; people by consent alone.

        A workshop is called by its purpose, or "Workshop 3" where nobody said it.
        """
        names: dict[str, str] = {}
        for label in LABELS:
            rows = self.rows.get(label)
            if rows is None or rows.empty:
                continue
            if "name" in rows:
                names |= dict(zip(rows["id"].tolist(), rows["name"].tolist(), strict=True))
            elif "display_name" in rows:
                names |= _names_of_people(label, rows)
            elif "purpose" in rows:
                names |= _numbered("Workshop", rows["id"], rows["purpose"])
        return names

    @cached_property
    def sector_of(self) -> dict[str, str]:
        """Sector by party: an organisation's own, and that of the organisation others belong to."""
        own = self.table("Organisation")
        sectors = dict(zip(own["id"].tolist(), own["sector"].fillna("other").tolist(), strict=True))
        for label in ("Activity", "LinkWorker", "Champion"):
            rows = self.table(label)
            belongs = rows["organisation_id"].map(sectors).astype(object).fillna("other")
            sectors |= dict(zip(rows["id"].tolist(), belongs.tolist(), strict=True))
        return sectors

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Ids of all parties, by label in the model's order, then as stored."""
        return tuple(id_ for name in LABELS if name in PARTIES for id_ in self._ids(name))

    def current_id(self, id_: str) -> str:
        """Return the id that the row called `id_` has now, or `id_` itself if it kept its own."""
        return self.former_ids.get(id_, id_)

    @cached_property
    def former_ids(self) -> dict[str, str]:
        """Present id by each id that a row had before it was joined with another."""
        rows = self.table("FormerId")
        return dict(zip(rows["id"], rows["current_id"], strict=True))

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        """Return the words of `vocabulary` as this place uses them."""
        return terms_with(vocabulary, self.table("Vocabulary"))

    def as_of(self, day: dt.date) -> Snapshot:
        """Return what held on `day`: `valid_from` <= day < `valid_to`, empty bounds open.

        A survey that was asked later is not there, nor are answers that came later.
        """
        held = {name: holding(rows, day) for name, rows in self.rows.items()}
        return replace(self, rows=_asked_by(held, day), day=day)

    def held(self) -> Snapshot:
        """Return what holds on the snapshot's own day, parties too; all of it if it has none."""
        return self if self.day is None else self.as_of(self.day)

    def present_on(self, day: dt.date) -> Snapshot:
        """Return what is there on `day`, and all parties: its history names those that left.

        Whoever counts parties as present takes those of them that are `holding` on its day.
        """
        shown = {
            name: rows if name in PARTIES else holding(rows, day)
            for name, rows in self.rows.items()
        }
        rows = _asked_by(shown, day)
        return replace(self, rows=rows, day=day, scenario=f"{self.scenario}present")

    def with_changes(self, changes: Changes) -> Snapshot:
        """Return a what-if snapshot in which `changes` have happened, with a key of its own."""
        digest = hashlib.sha256(self.scenario.encode())
        for name in sorted(changes.rows):
            digest.update(f"{name}{changes.rows[name].to_csv(index=False)}".encode())
        for name in sorted(changes.removed):
            digest.update(f"{name}-{sorted(changes.removed[name])}".encode())
        return replace(self, rows=self._after(changes), scenario=digest.hexdigest())

    def advanced(self, changes: Changes) -> Snapshot:
        """Return the snapshot of the revision that `changes`, read from the store, lead to."""
        return replace(self, rows=self._after(changes), revision=changes.revision)

    def _after(self, changes: Changes) -> dict[str, pd.DataFrame]:
        return {name: merged(name, self.table(name), changes) for name in TABLES}

    def _ids(self, name: str) -> list[str]:
        rows = self.rows.get(name)
        return [] if rows is None else rows["id"].tolist()


def _asked_by(rows: Mapping[str, pd.DataFrame], day: dt.date) -> Mapping[str, pd.DataFrame]:
    """Return rows by table without surveys asked after a day, and without later answers."""
    surveys, asked = rows.get("Survey"), rows.get("ASKED")
    if surveys is None or asked is None:
        return rows
    found, moment = dict(rows), pd.Timestamp(day)
    later = surveys["id"][surveys["asked_on"] > moment]
    for name, column in (("Survey", "id"), ("ASKED", "from_id"), ("PARTNERS_WITH", "survey_id")):
        if len(later) and name in rows:
            found[name] = found[name][~rows[name][column].isin(later)].reset_index(drop=True)
    asked = found["ASKED"]
    is_later = asked["answered_on"] > moment
    found["ASKED"] = asked.assign(answered_on=asked["answered_on"].mask(is_later))
    if is_later.any() and "PARTNERS_WITH" in rows:
        claims, unanswered = found["PARTNERS_WITH"], asked[is_later]
        said = pd.MultiIndex.from_frame(claims[["survey_id", "from_id"]])
        not_yet = said.isin(pd.MultiIndex.from_frame(unanswered[["from_id", "to_id"]]))
        found["PARTNERS_WITH"] = claims[~not_yet].reset_index(drop=True)
    return found


def holding(rows: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Return the rows that hold on `day`, numbered from 0; all if there is no day.

    Parameters
    ----------
    rows
        Of any table of the model.
    day
        `valid_from` <= day < `valid_to`, empty bounds being open.
    """
    if day is None:
        return rows
    moment = pd.Timestamp(day)
    is_off = (rows["valid_from"] > moment) | (rows["valid_to"] <= moment)
    return rows[~is_off].reset_index(drop=True) if is_off.any() else rows


NOT_RUNNING: Final = ("inactive", "defunct", "temporarily closed")
"""Statuses of what a person cannot go to now."""


def running(rows: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Return the rows that hold on `day` and whose status does not say that they have stopped.

    Parameters
    ----------
    rows
        Of `Activity` or `Organisation`; an empty status counts as running.
    day
        As of `holding`; without one, whatever held at any time.
    """
    rows = holding(rows, day)
    return rows[~rows["status"].isin(NOT_RUNNING)]


def seats_taken(seats: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `TOOK_PART_IN` of who was there, without those who were only invited."""
    return seats[seats["part"] != INVITED]


def terms_with(vocabulary: str, additions: pd.DataFrame) -> tuple[Term, ...]:
    """Return the words of `vocabulary` with the rows of the table `Vocabulary` in `additions`."""
    known = {term.value: term for term in VOCABULARIES[vocabulary]}
    for row in additions[additions["vocabulary"] == vocabulary].fillna("").to_dict("records"):
        before = known.get(row["name"], Term(row["name"], row["name"]))
        known[row["name"]] = Term(
            row["name"],
            row["label"] or before.label,
            row["description"] or before.description,
            (*before.synonyms, *(word for word in str(row["synonyms"]).split("|") if word)),
        )
    return tuple(known.values())


def _names_of_people(label: str, rows: pd.DataFrame) -> dict[str, str]:
    words = {"LinkWorker": "Link worker", "Champion": "Champion"}[label]
    shown = rows["display_name"].where(rows["consent"] == "given")
    return _numbered(words, rows["id"], shown)


def _numbered(words: str, ids: Iterable[str], names: Iterable[object]) -> dict[str, str]:
    """Return names by id; without a name, what it is and the number of its row."""
    shown = (
        name if isinstance(name, str) else f"{words} {number}"
        for number, name in enumerate(names, start=1)
    )
    return dict(zip(ids, shown, strict=True))
