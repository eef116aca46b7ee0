"""Files, folders and addresses to what they give, each by the form that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.ingest.files import read_files
from assetmap.ingest.formats import gather_document, gather_sheets
from assetmap.ingest.gathered import Document, Gathered, together
from assetmap.ingest.mapping import map_sheets, read_mapping
from assetmap.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assetmap.ingest.reading import Progress

    Source = Path


def gather_sources(
    sources: Sequence[Source],
    *,
    mapping: Path | None = None,
    tell: Progress = lambda _step, _done, _all: None,
) -> Gathered:
    """Return what all sources give.

    Parameters
    ----------
    sources
        Files and folders.
    mapping
        A TOML file that says what the columns of their sheets mean; documents speak for
        themselves.
    tell
        Called with a step in words, what is done of it, and all.

    Raises
    ------
    UnreadableFileError
        If one cannot be read, or is of no form that is known.
    MappingError
        If the mapping cannot be used.
    """
    tell("Reading the files", 0, 0)
    sheets: list[Sheet] = []
    documents: list[Document] = []
    for part in read_files(sources):
        if isinstance(part, Sheet):
            sheets.append(part)
        else:
            documents.append(part)
    parts = [gather_document(each) for each in documents]
    if mapping is not None:
        drafts, notes = map_sheets(read_mapping(mapping), sheets)
        parts.append(Gathered(drafts=tuple(drafts), notes=notes))
    elif sheets:
        parts.append(gather_sheets(sheets))
    return together(parts)


def source_name(source: Source) -> str:
    """Return what a source is called in the history."""
    return source.name or str(source)
