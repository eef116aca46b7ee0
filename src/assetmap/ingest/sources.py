"""Files, folders and addresses to what they give, each by the form that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from assetmap.errors import DataError
from assetmap.ingest import geojson, shipped
from assetmap.ingest.files import read_files
from assetmap.ingest.formats import gather_known
from assetmap.ingest.gathered import Document, Gathered, together
from assetmap.ingest.mapping.gathering import gather_mapped, makes_journeys
from assetmap.ingest.mapping.words import encodable
from assetmap.ingest.personal.refusing import without_columns
from assetmap.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assetmap.ingest.reading import Progress
    from assetmap.ingest.sent import AnyFile
    from assetmap.model import Snapshot

    Source: TypeAlias = AnyFile | Document


def gather_sources(
    sources: Sequence[Source],
    *,
    mapping: Path | None = None,
    leave_out: Sequence[str] = (),
    snapshot: Snapshot | None = None,
    tell: Progress = lambda _step, _done, _all: None,
) -> Gathered:
    """Return what all sources give.

    Parameters
    ----------
    sources
        Files, folders, files that were sent, and documents that were fetched from addresses before
        (`fetching`).
    mapping
        A TOML file that says what the columns of their sheets mean; documents speak for
        themselves.
    leave_out
        Columns of sheets that are not read at all; those that `mapping` names are left out too.
    snapshot
        What the place holds: a list of ties names what is on the map.
    tell
        Called with a step in words, what is done of it, and all.

    Raises
    ------
    UnreadableFileError
        If one cannot be read, or is of no form that is known.
    MappingError
        If the mapping cannot be used.
    PersonalDataError
        If rows about people's journeys hold what may tell who was helped.
    """
    tell("Reading the files", 0, 0)
    sheets: list[Sheet] = []
    documents = [each for each in sources if isinstance(each, Document)]
    for part in read_files([each for each in sources if not isinstance(each, Document)]):
        if isinstance(part, Sheet):
            sheets.append(part)
        else:
            documents.append(part)
    parts: list[Gathered] = []
    others: list[Document] = []
    for document in documents:
        parts.append(Gathered(notes=document.notes))
        if geojson.is_known(document.value):
            sheet, refused = geojson.read_features(document)
            sheets.extend([sheet] if len(sheet) else [])
            parts.append(refused)
        else:
            others.append(document)
    sheets = without_columns(sheets, leave_out)
    tell("Reading what the rows mean", 0, 0)
    if mapping is not None:
        parts.append(gather_mapped(shipped.chosen(mapping), sheets, snapshot))
    unmapped = sheets if mapping is None else []
    parts.append(gather_known(unmapped, others, snapshot))
    return together(parts)


def refuse_journeys_from(addresses: Sequence[object], mapping: Path | None) -> None:
    """Refuse to fetch what a mapping would make journeys of: pages pass through a file.

    Parameters
    ----------
    addresses
        What is to be fetched, if anything is.
    mapping
        A TOML file, or the name of one that comes with assetmap.

    Raises
    ------
    DataError
        If there are both.
    MappingError
        If the mapping cannot be used.
    """
    if addresses and mapping is not None and makes_journeys(shipped.chosen(mapping)):
        msg = (
            "People's journeys are not taken from an address, whose pages pass through a file "
            "on this computer. Nothing was fetched. Save the export, and load that."
        )
        raise DataError(msg)


def source_name(source: Source) -> str:
    """Return what a source is called in the history."""
    name = source.file if isinstance(source, Document) else source.name or str(source)
    return encodable(name)
