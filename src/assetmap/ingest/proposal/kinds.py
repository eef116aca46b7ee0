"""What a row of a list is: an organisation, an activity, an asset, or only a place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from assetmap.ingest.proposal.parts import named
from assetmap.ingest.proposal.words import KIND_WORDS, words_of

if TYPE_CHECKING:
    from assetmap.ingest.proposal.roles import Column, Columns
    from assetmap.ingest.sheet import Sheet

_REGISTERS: Final = ("charity_number", "practice_code", "company_number", "register_number")
_CONTACTS: Final = ("phone", "email", "website")


_MAY_MEET: Final = frozenset({("", ""), ("Activity", ""), ("Asset", ""), ("Organisation", "vcse")})
"""What a word may call a thing that, with a day beside it, is rather an activity."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a row is.

    Attributes
    ----------
    table
        Organisation, Activity, Asset or Location.
    name
        The column that names it.
    reason
        Why, in a sentence.
    sector
        Of an organisation, if a word tells it.
    is_unsure
        Whether a person must look at it.
    """

    table: str
    name: Column
    reason: str
    sector: str = ""
    is_unsure: bool = False


def kind_of(sheet: Sheet, columns: Columns) -> Kind | None:
    """Return what a row of `sheet` is, or nothing when it has no name or nothing tells."""
    roles = columns.roles
    thing = roles.get("activity") or roles.get("name") or roles.get("organisation")
    body = roles.get("name") or roles.get("organisation")
    if not thing:
        return None
    table, sector, word = _by_word(sheet, thing)
    registers = [roles[each] for each in _REGISTERS if each in roles]
    kind: Kind | None = None
    if "activity" in roles and (body or not registers):
        kind = Kind("Activity", thing, f"A row is an activity: {thing.reason}.")
    elif registers and body and table in {"", "Organisation"}:
        reason = f"A row is an organisation: {registers[0].reason}."
        kind = Kind("Organisation", body, reason, sector)
    elif (table, sector) in _MAY_MEET and body and (reason := _by_time(columns)):
        kind = Kind("Activity", body, reason)
    elif table:
        reason = f"A row is taken for {_ARTICLE[table]}: the word {word!r} says so."
        kind = Kind(table, body or thing, reason, sector)
    return kind or _by_the_rest(columns, body)


_ARTICLE: Final = {
    "Activity": "an activity",
    "Organisation": "an organisation",
    "Asset": "an asset of the place",
    "Location": "a location",
}


def _by_word(sheet: Sheet, thing: Column) -> tuple[str, str, str]:
    """Return table, sector and word of the first kind that a name tells."""
    words = [*words_of(sheet.sheet), *words_of(sheet.file.rpartition(".")[0])]
    words += [f"{one}{two}" for one, two in pairwise(words)]
    words += words_of(thing.heading)[:-1]
    for table, sector, known in KIND_WORDS:
        if met := [word for word in words if word in known]:
            return table, sector, met[0]
    return "", "", ""


def _by_time(columns: Columns) -> str:
    """Return a reason if the list says when something is."""
    roles = columns.roles
    found = roles.get("weekday") or roles.get("starts") or roles.get("when")
    if found:
        return f"A row is an activity, for it says when: {found.reason}."
    if columns.days:
        first = next(iter(columns.days.values()))
        return f"A row is an activity, for it has days: {first.reason}."
    return ""


def _by_the_rest(columns: Columns, body: Column | None) -> Kind | None:
    roles = columns.roles
    if not body:
        return None
    if "organisation" in roles and "name" not in roles:
        return Kind("Organisation", body, f"A row is an organisation: {body.reason}.")
    contact = next((roles[each] for each in _CONTACTS if each in roles), None)
    if contact:
        reason = f"A row may be an organisation, for it can be reached: {contact.reason}."
        return Kind("Organisation", body, reason, is_unsure=True)
    if {"latitude", "longitude"} <= roles.keys() or "postcode" in roles:
        reason = f"A row is a place and nothing more is told of it: {named(body.heading)} names it."
        return Kind("Location", body, reason, is_unsure=True)
    return None
