"""The index of a place's activities, and what it finds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np
import tantivy

from assetmap.model.nesting import chains, parents
from assetmap.search.meaning import Meanings, Sense
from assetmap.search.words import ANALYSER, Reader, analyser

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    import pandas as pd

    from assetmap.search.words import Word

_FIELDS: Final = {"name": 3.0, "who": 2.0, "about": 1.0, "where": 1.0, "runs": 1.0}
"""What of an activity is searched, and how much a word found there counts."""

_TEXT: Final = 0.12
"""What one point of the score of texts counts, beside the weight 1 of a word for a need."""

_WIDER: Final = 0.5
"""What a need counts for the activities of the narrower ones within it."""

_MOST_SENSES: Final = 6
_HEAP: Final = 64_000_000
_MOST_KEPT: Final = 2_000_000  # hits of words, of 12 bytes each


class Listing(Protocol):
    """What of a place is searched; rows as `Snapshot.table` gives them."""

    @property
    def activities(self) -> pd.DataFrame:
        """Rows of `Activity`, which results are numbered by."""
        ...

    @property
    def organisations(self) -> pd.DataFrame:
        """Rows of `Organisation`."""
        ...

    @property
    def sessions(self) -> pd.DataFrame:
        """Rows of `Session`."""
        ...

    @property
    def locations(self) -> pd.DataFrame:
        """Rows of `Location`."""
        ...

    @property
    def needs(self) -> pd.DataFrame:
        """Rows of `Need`."""
        ...

    @property
    def communities(self) -> pd.DataFrame:
        """Rows of `Community`."""
        ...

    @property
    def meets(self) -> pd.DataFrame:
        """Ties from activities to needs."""
        ...

    @property
    def welcomes(self) -> pd.DataFrame:
        """Ties from activities to communities."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found.

    Attributes
    ----------
    fit
        By row of the activities how well it fits; 0 where it does not.
    senses
        The needs that the words point to, the strongest first.
    read_as
        Known words by the words that were read as them.
    is_empty
        Whether the question held no word that tells anything.
    """

    fit: npt.NDArray[np.float64]
    senses: tuple[Sense, ...]
    read_as: dict[str, str]
    is_empty: bool


class _Hits(NamedTuple):
    rows: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float64]


class _Meeting(NamedTuple):
    rows: npt.NDArray[np.int64]
    shares: npt.NDArray[np.float64]


class SearchIndex:
    """Activities by everyday words: full text, what words mean, and slips of the finger.

    Parameters
    ----------
    listing
        What is searched; it is not kept.
    has_synonyms, has_typos
        Whether synonyms of needs count, and whether unknown words are read as known ones. Both
        are for comparing; nobody who searches gains without them.

    Notes
    -----
    Takes about 15 microseconds an activity to build. A question takes time in the activities
    found, more for a word that was not asked for lately. Nothing is written to the disk. One
    thread at a time may ask.
    """

    def __init__(
        self, listing: Listing, *, has_synonyms: bool = True, has_typos: bool = True
    ) -> None:
        self._reader = Reader(has_typos=has_typos)
        self._n = len(listing.activities)
        self._hits: dict[str, _Hits] = {}
        self._n_kept = 0
        self._meanings = Meanings(listing.needs, self._reader, has_synonyms=has_synonyms)
        self._meeting = _rows_by_need(listing)
        self._schema, self._searcher = self._index(_texts(listing))

    def find(self, question: str) -> Found:
        """Return what fits a question, in whatever words it is asked.

        Parameters
        ----------
        question
            Anything; the first 300 letters are read.

        Returns
        -------
        Found
            The same for the same place and question, always.
        """
        words = self._reader.question(question)
        telling = [word for word in words if not self._reader.is_passed_over(word)]
        senses = self._meanings.of(words)[:_MOST_SENSES]
        fit = np.zeros(self._n)
        for sense in senses:
            meeting = self._meeting.get(sense.need_id)
            if meeting is not None:
                fit[meeting.rows] += sense.weight * meeting.shares
        for stem in _once(telling):
            hits = self._hits_of(stem)
            fit[hits.rows] += _TEXT * hits.scores
        read_as = {word.text: word.read_as for word in words if word.text != word.read_as}
        return Found(fit, tuple(senses), read_as, is_empty=not telling and not senses)

    def _hits_of(self, stem: str) -> _Hits:
        """Return where a word stands, from memory if it was asked for lately.

        The score of a question is the sum over its words, and a place has few words: to add them
        up takes a tenth of the time that it takes to take all hits of a question out of the index.
        """
        known = self._hits.pop(stem, None)
        hits = self._found(stem) if known is None else known
        if len(hits.rows):
            self._hits[stem] = hits  # behind those that were asked for longer ago
        if known is None:
            self._n_kept += len(hits.rows)
            while self._n_kept > _MOST_KEPT:
                oldest = next(iter(self._hits))
                self._n_kept -= len(self._hits.pop(oldest).rows)
        return hits

    def _found(self, stem: str) -> _Hits:
        if not self._n:
            return _Hits(np.zeros(0, dtype=np.int32), np.zeros(0))
        hits = self._searcher.search(self._word_query(stem), limit=self._n, count=False).hits
        rows = np.fromiter((address.doc for _, address in hits), np.int32, len(hits))
        return _Hits(rows, np.fromiter((score for score, _ in hits), np.float64, len(hits)))

    def _word_query(self, stem: str) -> tantivy.Query:
        return tantivy.Query.disjunction_max_query(
            [
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, stem), boost
                )
                for field, boost in _FIELDS.items()
            ],
            0.1,
        )

    def _index(self, texts: Iterable[dict[str, str]]) -> tuple[tantivy.Schema, tantivy.Searcher]:
        builder = tantivy.SchemaBuilder()
        for field in _FIELDS:
            builder.add_text_field(field, tokenizer_name=ANALYSER, index_option="freq")
        schema = builder.build()
        index = tantivy.Index(schema)
        index.register_tokenizer(ANALYSER, analyser())
        # One thread and one commit: then documents are numbered as the activities are.
        writer = index.writer(_HEAP, 1)
        for each in texts:
            document = tantivy.Document()
            for field, text in each.items():
                document.add_text(field, text)
            self._reader.learn(each.values())
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return schema, index.searcher()


def _once(words: Iterable[Word]) -> list[str]:
    return list(dict.fromkeys(word.stem for word in words))


def _rows_by_need(listing: Listing) -> dict[str, _Meeting]:
    """Return by need the activities that meet it, or a narrower one, and how far they do."""
    row_of = {id_: row for row, id_ in enumerate(listing.activities["id"])}
    wider = chains(parents(listing.needs, "parent_id"))
    found: dict[str, dict[int, float]] = defaultdict(dict)
    ends = zip(listing.meets["from_id"], listing.meets["to_id"], strict=True)
    for row, need_id in ((row_of[from_id], to_id) for from_id, to_id in ends if from_id in row_of):
        for steps, each in enumerate(wider.get(need_id, (need_id,))):
            found[each][row] = max(found[each].get(row, 0), _WIDER**steps)
    return {
        need_id: _Meeting(np.array([*shares]), np.array([*shares.values()]))
        for need_id, shares in found.items()
    }


def _texts(listing: Listing) -> Iterable[dict[str, str]]:
    """Return of each activity the texts that are searched, by field."""
    organisations = _by_id(listing.organisations, "name", "alternate_names")
    places = _by_id(listing.locations, "name", "town")
    communities = _by_id(listing.communities, "name", "synonyms")
    where = _joined(listing.sessions, "activity_id", "location_id", places)
    who = _joined(listing.welcomes, "from_id", "to_id", communities)
    rows = listing.activities[["id", "name", "description", "eligibility", "organisation_id"]]
    for id_, name, about, eligibility, runs in rows.fillna("").itertuples(index=False):
        yield {
            "name": name,
            "about": about,
            "who": f"{eligibility} {who.get(id_, '')}",
            "where": where.get(id_, ""),
            "runs": organisations.get(runs, ""),
        }


def _by_id(rows: pd.DataFrame, *columns: str) -> dict[str, str]:
    cells = rows[list(columns)].fillna("").itertuples(index=False)
    return {id_: " ".join(each) for id_, each in zip(rows["id"], cells, strict=True)}


def _joined(rows: pd.DataFrame, one: str, other: str, texts: dict[str, str]) -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    for from_id, to_id in zip(rows[one], rows[other], strict=True):
        found.setdefault(from_id, {})[texts.get(to_id, "")] = None
    return {id_: " ".join(each) for id_, each in found.items()}
