"""Cells that name what is on the map, by its id or else by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.ingest.mapping.words import plain
from assetmap.ingest.personal.patterns import tells_of_a_person
from assetmap.model import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetmap.model import Column, Snapshot

_CALLED: Final = {
    "Organisation": "organisation",
    "LinkWorker": "link worker",
    "Champion": "champion",
    "Activity": "activity",
    "Need": "need",
    "Area": "area",
}
_NAMES: Final = ("name", "display_name")
_OTHER_NAMES: Final = ("alternate_names", "synonyms")


@dataclass(frozen=True, slots=True)
class Led:
    """What the cells of one column mean.

    Attributes
    ----------
    ids
        By cell, the id that it means; empty for an empty cell.
    reasons
        By cell, a sentence for the person who keeps the file, of those that mean nothing.
    """

    ids: dict[str, str]
    reasons: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    ids: frozenset[str]
    named: dict[str, set[str]]
    also_named: dict[str, set[str]]


class Names:
    """Ids and names of a place, looked up.

    Parameters
    ----------
    snapshot
        What the place holds.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, _Known] = {}

    def led(self, column: Column, cells: Iterable[str]) -> Led:
        """Return what cells mean.

        Parameters
        ----------
        column
            A reference of the model; only what it may refer to counts.
        cells
            Ids, or names: capitals and spaces do not matter, names of its own come before others
            that a thing goes by.
        """
        led = Led({}, {})
        for cell in dict.fromkeys(cells):
            word = cell.strip()
            found = self._found(column.to, word) if word else {""}
            if len(found) == 1:
                led.ids[cell] = next(iter(found))
            else:
                led.ids[cell] = ""
                led.reasons[cell] = _reason(column, word, len(found))
        return led

    def _found(self, tables: Sequence[str], word: str) -> set[str]:
        known = [self._of(table) for table in tables]
        if any(word in each.ids for each in known) or word in self._snapshot.former_ids:
            return {word}
        called = plain(word)
        named = {id_ for each in known for id_ in each.named.get(called, ())}
        return named or {id_ for each in known for id_ in each.also_named.get(called, ())}

    def _of(self, table: str) -> _Known:
        if table not in self._known:
            rows = self._snapshot.table(table)
            own = [each.name for each in columns_of(table)]
            known = _Known(frozenset(rows["id"]), {}, {})
            for column in own:
                into = known.named if column in _NAMES else known.also_named
                if column in _NAMES or column in _OTHER_NAMES:
                    filled = rows[rows[column].notna()]
                    for id_, words in zip(filled["id"], filled[column], strict=True):
                        for word in (
                            str(words).split("|") if column in _OTHER_NAMES else [str(words)]
                        ):
                            into.setdefault(plain(word), set()).add(id_)
            self._known[table] = known
        return self._known[table]


def shown_name(word: str) -> str:
    """Return a name that a fault may show: nothing of one that holds a number of a person."""
    return "" if tells_of_a_person(word) else word[:200]


def _reason(column: Column, word: str, n_found: int) -> str:
    words = [said for table, said in _CALLED.items() if table in column.to]
    words += [table for table in column.to if table not in _CALLED]
    kinds = f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
    called = f"called {shown_name(word)!r}" if shown_name(word) else "of this name"
    if n_found:
        return f"There are {n_found} {called} ({kinds}). Write the id of the one that is meant."
    return f"There is no {kinds} {called}. Load what is on the map first, or write its id."
