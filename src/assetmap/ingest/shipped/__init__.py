"""Mappings that come with assetmap: files of public bodies, and of link workers' systems.

Each is a TOML file beside this module, called as a person names it (`--mapping ons-imd-2025`); its
`recognise` tells by which headings a sheet is known to be one, so that it needs no naming at all.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assetmap.errors import MappingError
from assetmap.ingest.gathered import Gathered, together
from assetmap.ingest.mapping.file import read_mapping
from assetmap.ingest.mapping.gathering import gather_mapped, makes_journeys
from assetmap.ingest.mapping.headings import fits
from assetmap.ingest.mapping.words import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.mapping.parts import Mapping
    from assetmap.ingest.sheet import Sheet
    from assetmap.model import Snapshot

_FOLDER = Path(__file__).parent


@cache
def shipped_mappings() -> dict[str, Mapping]:
    """Return every mapping that comes with assetmap, by name, in order of name."""
    paths = sorted(_FOLDER.glob("*.toml"))
    return {path.stem: replace(read_mapping(path), path=path.stem) for path in paths}


def text_of(name: str) -> str:
    """Return the mapping called `name` as it is written, for a person to change."""
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def chosen(path: Path) -> Mapping:
    """Return the mapping that a person means: a file of his own, or one that comes by its name.

    Raises
    ------
    MappingError
        If there is neither, or the file cannot be used.
    """
    if len(path.parts) > 1 or path.suffix or path.exists():
        return read_mapping(path)
    known = shipped_mappings()
    if path.name not in known:
        near = nearest(path.name, known)
        reason = f"there is no such file, and no mapping of that name comes with assetmap{near}."
        raise MappingError(str(path), reason)
    return known[path.name]


def fitting(sheet: Sheet) -> str | None:
    """Return the name of the mapping that recognises most headings of `sheet`, if any does."""
    found = {name: fits(mapping, sheet) for name, mapping in shipped_mappings().items()}
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] else None


def known(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that a mapping recognises."""
    return [sheet for sheet in sheets if fitting(sheet) is not None]


def journeys_known(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that a mapping recognises which makes journeys of them."""
    return [sheet for sheet in sheets if fitting(sheet) in _of_journeys()]


@cache
def _of_journeys() -> frozenset[str]:
    return frozenset(
        name for name, mapping in shipped_mappings().items() if makes_journeys(mapping)
    )


def gather(sheets: Sequence[Sheet], snapshot: Snapshot | None = None) -> Gathered:
    """Return the rows of sheets that a mapping recognises, and notes that say which one does."""
    by_name: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        by_name.setdefault(str(fitting(sheet)), []).append(sheet)
    parts: list[Gathered] = []
    for name, own in by_name.items():
        notes = tuple(
            f"{each.file}, sheet {each.sheet!r} was read with the mapping {name}, which comes "
            "with assetmap."
            for each in own
        )
        parts += [Gathered(notes=notes), gather_mapped(shipped_mappings()[name], own, snapshot)]
    return together(parts)
