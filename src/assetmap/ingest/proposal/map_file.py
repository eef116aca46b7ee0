"""A file to a mapping that can be edited: one that comes with assetmap, or one proposed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.errors import NoProposalError, UnreadableFileError
from assetmap.ingest import geojson, shipped
from assetmap.ingest.files import read_files
from assetmap.ingest.formats import DOCUMENT_FORMATS, SHEET_FORMATS
from assetmap.ingest.mapping.words import nearest
from assetmap.ingest.proposal.journeys import with_left_out
from assetmap.ingest.proposal.parts import named
from assetmap.ingest.proposal.proposed import propose_mapping
from assetmap.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assetmap.ingest.gathered import Document


@dataclass(frozen=True, slots=True)
class Proposed:
    """A mapping for a file.

    Attributes
    ----------
    toml
        The mapping.
    summary
        One sentence of what it is.
    """

    toml: str
    summary: str


def map_file(path: Path, *, sheet: str | None = None) -> Proposed:
    """Return a mapping for the file `path`.

    Parameters
    ----------
    path
        A spreadsheet or a GeoJSON.
    sheet
        Which sheet of a workbook; needed when it has several.

    Returns
    -------
    Proposed
        A copy of the mapping that comes with assetmap if one recognises the headings, else a
        proposal with its reasons.

    Raises
    ------
    UnreadableFileError
        If the file cannot be read, or has no such sheet.
    NoProposalError
        If it needs no mapping, or nothing tells what its rows are.
    """
    sheets = [_as_sheet(part) for part in read_files([path])]
    chosen = _chosen(path, sheets, sheet)
    if name := shipped.fitting(chosen):
        return _shipped(name, chosen)
    for form in SHEET_FORMATS:
        if form.known([chosen]):
            reason = f"it is {form.name}, which needs none. Load it as it is."
            raise NoProposalError(chosen.file, reason)
    proposal = propose_mapping(chosen)
    proposal = proposal if len(sheets) == 1 else proposal.for_sheet(chosen.sheet)
    toml = proposal.as_toml()
    tables = ", ".join(dict.fromkeys(block.table for block in proposal.blocks))
    n_unsure = toml.count("# UNSURE: ")
    summary = (
        f"Each row of {chosen.file} becomes: {tables}. {len(proposal.left_out):,} of "
        f"{len(chosen.columns):,} columns are left out, {n_unsure:,} lines are unsure."
    )
    return Proposed(toml, summary)


def _shipped(name: str, sheet: Sheet) -> Proposed:
    own = shipped.text_of(name)
    if shipped.journeys_known([sheet]):
        own = with_left_out(own, sheet)
    summary = f"A mapping that comes with assetmap knows this file: {name}. This is a copy of it."
    note = f"# A copy of {name}, which comes with assetmap and is used without being named.\n"
    return Proposed(note + own, summary)


def _as_sheet(part: Sheet | Document) -> Sheet:
    if isinstance(part, Sheet):
        return part
    if geojson.is_known(part.value):
        return geojson.read_features(part)[0]
    known = [each.name for each in DOCUMENT_FORMATS if each.is_known(part.value)]
    if known:
        reason = f"it is {known[0]}, which needs none. Load it as it is."
        raise NoProposalError(part.file, reason)
    raise NoProposalError(part.file, "it is JSON that is no list of features (GeoJSON).")


def _chosen(path: Path, sheets: Sequence[Sheet], wanted: str | None) -> Sheet:
    names = [each.sheet for each in sheets]
    if wanted is not None:
        found = [each for each in sheets if each.sheet.casefold() == wanted.strip().casefold()]
        if not found:
            reason = f"it has no sheet {named(wanted)}{nearest(wanted, names)}."
            raise UnreadableFileError(str(path), reason)
        return found[0]
    if len(sheets) == 1:
        return sheets[0]
    listed = ", ".join(map(named, names)) or "none"
    raise NoProposalError(str(path), f"say which of its sheets with --sheet: {listed}.")
