"""Blocks of a mapping that mean each other's ids: found, and refused where that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.errors import MappingError
from assetmap.ingest.mapping.words import Place, nearest
from assetmap.model import NATURAL_KEYS

if TYPE_CHECKING:
    from collections import abc

    from assetmap.ingest.mapping.parts import Block, Mapping, Source


def labelled(mapping: Mapping, block: Block, field: str, label: str) -> Block:
    """Return the one block that `block` means by `label` in its `field`."""
    found = [each for each in mapping.blocks if each.label == label]
    place = Place(mapping.path, block.where).at(f"columns.{field}")
    if not found:
        known = [each.label for each in mapping.blocks]
        place.refuse(f"no block is called {label!r}{nearest(label, known)}.")
    if len(found) > 1:
        place.refuse(
            f"{len(found)} blocks are called {label!r}; give the one that is meant a name of its "
            'own with as = "...".'
        )
    return found[0]


def check_references(mapping: Mapping) -> None:
    """Refuse a block that means an id which cannot be known.

    Raises
    ------
    MappingError
        At the first such block.
    """
    for block in mapping.blocks:
        _check_block(mapping, block)
    _refuse_circles(mapping)


def refuse_other_sheets(mapping: Mapping, sheets: abc.Iterable[str]) -> None:
    """Refuse the first sheet that a block is for, if any is; `sheets` are those that there are."""
    for block in mapping.blocks:
        for wanted in block.sheets:
            place = Place(mapping.path, block.where).at("sheet")
            place.refuse(f"there is no sheet {wanted!r} in these files{nearest(wanted, sheets)}.")


def _check_block(mapping: Mapping, block: Block) -> None:
    for field, source in block.sources.items():
        if not source.id_of:
            continue
        other = labelled(mapping, block, field, source.id_of)
        place = Place(mapping.path, block.where).at(f"columns.{field}")
        if reason := _reason_against(block, other, source):
            place.refuse(reason)


def _reason_against(block: Block, other: Block, source: Source) -> str:
    """Return why the id of `other` cannot be meant by a field of `block`, or nothing."""
    rule, name = other.id_rule, source.id_of
    if not rule and "id" not in other.sources and (source.headings or other.table in NATURAL_KEYS):
        return f"block {name!r} must say id_from, so that its ids are known here."
    if other.unpivot or other.events:
        made = "several rows of one" if other.unpivot else "one row of several"
        return f"block {name!r} makes {made}; none of their ids can be meant."
    if source.headings:
        wanted = len(rule.headings if rule else other.sources["id"].headings)
        if len(source.headings) != wanted:
            return f"block {name!r} makes its id of {wanted} headings, not {len(source.headings)}."
    elif block.sheets and other.sheets and not set(block.sheets) & set(other.sheets):
        return f"block {name!r} is for another sheet; say from which headings (from)."
    return ""


def _refuse_circles(mapping: Mapping) -> None:
    """Refuse blocks whose ids would be made of each other's."""
    waiting = {block.label: _made_of(block) for block in mapping.blocks}
    while free := [label for label, needs in waiting.items() if not needs & waiting.keys()]:
        for label in free:
            del waiting[label]
    if waiting:
        names = " and ".join(repr(label) for label in waiting)
        reason = f"the ids of {names} are made of each other; say id_from in one of them."
        raise MappingError(mapping.path, reason)


def _made_of(block: Block) -> abc.Set[str]:
    if block.id_rule:
        return frozenset()
    sources = [block.sources["id"]] if "id" in block.sources else block.sources.values()
    return {source.id_of for source in sources if source.id_of and not source.headings}
