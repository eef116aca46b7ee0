"""Every form of file that is known without a mapping; a new one is a module and an entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import UnreadableFileError
from assetmap.ingest import own_tables
from assetmap.ingest.gathered import Gathered, together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetmap.ingest.gathered import Document
    from assetmap.ingest.sheet import Sheet


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """A form of spreadsheets.

    Attributes
    ----------
    name
        As a person knows it.
    known
        Of the sheets of all files of one load, those that are of this form.
    gather
        What these give.
    """

    name: str
    known: Callable[[Sequence[Sheet]], Sequence[Sheet]]
    gather: Callable[[Sequence[Sheet]], Gathered]


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A form of JSON documents.

    Attributes
    ----------
    name
        As a person knows it.
    is_known
        Whether a document's value is of this form.
    gather
        What it gives.
    """

    name: str
    is_known: Callable[[Any], bool]
    gather: Callable[[Document], Gathered]


SHEET_FORMATS: Final[tuple[SheetFormat, ...]] = (
    SheetFormat("assetmap's own tables", own_tables.known, own_tables.gather),
)
"""In the order in which they are asked; a sheet belongs to the first that knows it."""

DOCUMENT_FORMATS: Final[tuple[DocumentFormat, ...]] = ()


def gather_sheets(sheets: Sequence[Sheet]) -> Gathered:
    """Return what `sheets` give, each by the first format that knows it.

    Raises
    ------
    UnreadableFileError
        If no format knows any of them.
    """
    left = list(sheets)
    parts: list[Gathered] = []
    for each in SHEET_FORMATS:
        known = {id(sheet) for sheet in each.known(left)}
        if known:
            parts.append(each.gather([sheet for sheet in left if id(sheet) in known]))
            left = [sheet for sheet in left if id(sheet) not in known]
    found = together(parts)
    if not (found.drafts or found.refusals or found.others):
        reason = (
            "no sheet has the name and columns of a table of assetmap's, or another form that it "
            "knows. Fill in the template (assetmap template my-place.xlsx), or say what the "
            "columns mean with --mapping (assetmap map proposes one)."
        )
        raise UnreadableFileError(", ".join(dict.fromkeys(each.file for each in sheets)), reason)
    unread = tuple(
        f"{sheet.file}, sheet {sheet.sheet!r} was not read: it has no form that assetmap knows."
        for sheet in left
    )
    return together([Gathered(notes=unread), found])


def gather_document(document: Document) -> Gathered:
    """Return what a JSON document gives.

    Raises
    ------
    UnreadableFileError
        If it is of no form that is known.
    """
    for each in DOCUMENT_FORMATS:
        if each.is_known(document.value):
            return each.gather(document)
    names = ", ".join(each.name for each in DOCUMENT_FORMATS) or "none"
    raise UnreadableFileError(document.file, f"it is JSON of no known form ({names}).")
