"""Whom each organisation speaks for: its sector, areas, communities, and what matters to people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from assetmap.model import running
from assetmap.model.nesting import area_chains, chains, parents
from assetmap.views.areas import areas_at, touching
from assetmap.views.round_table.choice import level_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.round_table.choice import TableChoice

Kind = Literal["sector", "area", "community", "need"]

KINDS: Final[tuple[Kind, ...]] = ("community", "need", "area", "sector")
"""What can be heard at a table, in the order in which it is told."""

Pairs = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Voices:
    """Whom each organisation speaks for.

    Attributes
    ----------
    organisations
        Those that run now, in order of id.
    names
        By kind, the name of all that could be heard by id, in order of name, then id.
    pairs
        By kind, (organisation, id of what it brings).
    led_by
        (organisation, community that leads it).
    where
        Codes of the areas in which an organisation is there for a community, by both.
    wider
        Name of the area that each area is part of, by code.
    """

    organisations: tuple[str, ...]
    names: Mapping[Kind, Mapping[str, str]]
    pairs: Mapping[Kind, frozenset[tuple[str, str]]]
    led_by: frozenset[tuple[str, str]]
    where: Mapping[tuple[str, str], frozenset[str]]
    wider: Mapping[str, str]

    def who_brings(self, kind: Kind, id_: str) -> frozenset[str]:
        """Return the organisations that speak for one thing."""
        return frozenset(own for own, brought in self.pairs[kind] if brought == id_)

    def brought_by(self, kind: Kind, ids: Iterable[str]) -> frozenset[str]:
        """Return what some organisations bring of one kind, together."""
        wanted = set(ids)
        return frozenset(brought for own, brought in self.pairs[kind] if own in wanted)


def voices_of(snapshot: Snapshot, choice: TableChoice) -> Voices:
    """Return whom each organisation of a place speaks for.

    An organisation speaks for its sector; for the area that it is based in, and those that its
    activities meet in or are there for; for the communities that lead it, and those that its
    activities are made for; and for what matters to people that its activities answer. What no
    longer runs speaks for nobody.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        Which areas and what of what matters counts.
    """
    rows = running(snapshot.table("Organisation"), snapshot.day)
    organisations = tuple(sorted(rows["id"]))
    known = set(organisations)
    owner = {
        activity: own
        for activity, own in parents(
            running(snapshot.table("Activity"), snapshot.day), "organisation_id"
        ).items()
        if own is not None and own in known
    }
    names = _names(snapshot, choice, known)
    areas = _areas(snapshot, level_of(snapshot, choice), owner, rows)
    led_by = _ties(snapshot, "LED_BY", {id_: id_ for id_ in organisations})
    welcomes = _ties(snapshot, "WELCOMES", owner)
    pairs: dict[Kind, Pairs] = {
        "sector": {(id_, snapshot.sector_of[id_]) for id_ in organisations},
        "area": {(own, code) for own in organisations for code in areas.get(own, ())},
        "community": led_by | welcomes,
        "need": _ties(snapshot, "MEETS", owner),
    }
    kept = {
        kind: frozenset((own, id_) for own, id_ in pairs[kind] if id_ in names[kind])
        for kind in KINDS
    }
    where, wider = _where(snapshot, owner, areas), _wider(snapshot, names["area"])
    return Voices(organisations, names, kept, frozenset(led_by), where, wider)


def _names(
    snapshot: Snapshot, choice: TableChoice, organisations: set[str]
) -> dict[Kind, dict[str, str]]:
    labels = {term.value: term.label for term in snapshot.terms("sector")}
    sectors = {snapshot.sector_of[id_] for id_ in organisations}
    communities = snapshot.table("Community")
    found: dict[Kind, dict[str, str]] = {
        "sector": {sector: labels.get(sector, sector) for sector in sectors},
        "area": dict(areas_at(snapshot, level_of(snapshot, choice))),
        "community": dict(zip(communities["id"], communities["name"], strict=True)),
        "need": _needs(snapshot, choice),
    }
    return {
        kind: dict(sorted(names.items(), key=lambda each: (each[1].casefold(), each[0])))
        for kind, names in found.items()
    }


def _needs(snapshot: Snapshot, choice: TableChoice) -> dict[str, str]:
    """Return what matters and counts, without headings that nothing answers by themselves."""
    rows = snapshot.table("Need")
    met = set(snapshot.table("MEETS")["to_id"])
    parent_of = parents(rows, "parent_id")
    headings = set(parent_of.values()) - met
    within = chains(parent_of)
    return {
        id_: name
        for id_, name in zip(rows["id"], rows["name"], strict=True)
        if id_ not in headings
        and (not choice.need_ids or not set(choice.need_ids).isdisjoint(within[id_]))
    }


def _areas(
    snapshot: Snapshot, level: str, owner: Mapping[str, str], organisations: pd.DataFrame
) -> dict[str, set[str]]:
    """Return the areas of a level by organisation, and by activity the areas that it is for."""
    reaches, chain_of = touching(snapshot, level), area_chains(snapshot)
    at_level = set(areas_at(snapshot, level))
    locations = parents(snapshot.table("Location"), "area_code")
    found: dict[str, set[str]] = defaultdict(set)
    for id_, place in parents(organisations, "location_id").items():
        found[id_] |= at_level.intersection(chain_of.get(locations.get(place or "") or "", ()))
    sessions = snapshot.table("Session")
    for activity, place in zip(sessions["activity_id"], sessions["location_id"], strict=True):
        code = locations.get(place) if isinstance(place, str) else None
        _add(found, owner, activity, at_level.intersection(chain_of.get(code or "", ())))
    serves = snapshot.table("SERVES")
    for activity, code in zip(serves["from_id"], serves["to_id"], strict=True):
        _add(found, owner, activity, reaches.get(code, frozenset()))
    return found


def _add(
    found: dict[str, set[str]], owner: Mapping[str, str], activity: str, codes: Iterable[str]
) -> None:
    if activity in owner:
        found[owner[activity]].update(codes)
        found[activity].update(codes)


def _ties(snapshot: Snapshot, table: str, owner: Mapping[str, str]) -> Pairs:
    rows = snapshot.table(table)
    return {
        (owner[from_id], to_id)
        for from_id, to_id in zip(rows["from_id"], rows["to_id"], strict=True)
        if from_id in owner
    }


def _wider(snapshot: Snapshot, codes: Iterable[str]) -> dict[str, str]:
    rows = snapshot.table("Area")
    name_of = dict(zip(rows["id"], rows["name"], strict=True))
    parent_of = parents(rows, "parent_code")
    found = {code: name_of.get(parent_of.get(code) or "") for code in codes}
    return {code: name for code, name in found.items() if name is not None}


def _where(
    snapshot: Snapshot, owner: Mapping[str, str], areas: Mapping[str, set[str]]
) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = snapshot.table("WELCOMES")
    for activity, community in zip(rows["from_id"], rows["to_id"], strict=True):
        if activity in owner:
            found[owner[activity], community] |= areas.get(activity, set())
    return {both: frozenset(codes) for both, codes in found.items()}
