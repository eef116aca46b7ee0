"""What somebody is after: the needs that their words point to, however they say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.search.everyday import everyday_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from assetmap.search.words import Reader, Word

_WHOLE: Final = 1.0
"""Weight of a word or phrase that people use for a need."""

_PART: Final = 0.35
"""Weight of a telling word of such a phrase, found without the rest."""

_SAID: Final = 0.5
"""Weight of a word of the description of a need."""

_MISREAD: Final = 0.8
"""What a word counts that had to be corrected."""

_LONGEST: Final = 6
"""Words in a row that are looked up together."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A need that words point to, and how strongly; the sum over telling words."""

    need_id: str
    weight: float


class Meanings:
    """The needs of a place, by the words that people use for them.

    Parameters
    ----------
    needs
        Rows of `Need`.
    reader
        Makes words of texts; it learns those of the needs.
    has_synonyms
        Whether synonyms and everyday words count, or names and descriptions alone.
    """

    def __init__(self, needs: pd.DataFrame, reader: Reader, *, has_synonyms: bool = True) -> None:
        self._reader = reader
        self._weights: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
        rows = needs[["id", "name", "description", "synonyms"]].fillna("")
        for need_id, name, description, synonyms in rows.itertuples(index=False):
            own = [word for word in synonyms.split("|") if word] if has_synonyms else []
            phrases = [name, *own]
            if has_synonyms:
                phrases += _everyday_of(reader, phrases)
            reader.learn([*phrases, description])
            self._add(need_id, phrases, description)
        self._share = {key: 1 / len(found) ** 0.5 for key, found in self._weights.items()}

    def of(self, words: Sequence[Word]) -> list[Sense]:
        """Return the needs that `words` point to, the strongest first, ties by id.

        Notes
        -----
        A phrase of several words is found only whole; its telling words count less one by one. A
        word that points to several needs counts less for each (by the root of how many).
        """
        found: dict[str, dict[int, float]] = defaultdict(dict)
        for at, key in _runs(words, self._weights):
            trust = min(1.0 if word.text == word.read_as else _MISREAD for word in words[at])
            n_telling = sum(not self._reader.is_passed_over(word) for word in words[at])
            for need_id, weight in self._weights[key].items():
                each = weight * trust * self._share[key] * max(1, n_telling) / len(key)
                for place in range(at.start, at.stop):
                    found[need_id][place] = max(found[need_id].get(place, 0), each)
        senses = [Sense(need_id, sum(each.values())) for need_id, each in found.items()]
        return sorted(senses, key=lambda sense: (-sense.weight, sense.need_id))

    def _add(self, need_id: str, phrases: Iterable[str], description: str) -> None:
        said = {(word,): _SAID for word in self._reader.telling(description)}
        parts = {(word,): _PART for each in phrases for word in self._reader.telling(each)}
        whole = {self._reader.stems(each): _WHOLE for each in phrases}
        for weights in (parts, said, whole):
            for key, weight in weights.items():
                if key:
                    known = self._weights[key]
                    known[need_id] = max(known.get(need_id, 0), weight)


def _runs(
    words: Sequence[Word], known: Mapping[tuple[str, ...], object]
) -> Iterator[tuple[slice, tuple[str, ...]]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            key = tuple(word.stem for word in words[start:end])
            if key in known:
                yield slice(start, end), key


def _everyday_of(reader: Reader, names: Sequence[str]) -> list[str]:
    """Return the everyday words of the themes that a need with these `names` belongs to."""
    own = {reader.stems(name) for name in names}
    return [
        word
        for theme in everyday_words().themes
        if not own.isdisjoint(reader.stems(name) for name in theme.names)
        for word in theme.words
    ]
