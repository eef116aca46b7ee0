"""Every form of file that is known without a mapping; a new one is a module and an entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from assetmap.errors import UnreadableFileError
from assetmap.ingest import own_tables, shipped, three_sixty_giving, tie_list
from assetmap.ingest.gathered import Gathered, together
from assetmap.ingest.kumu import files as kumu
from assetmap.ingest.open_referral import documents as open_referral
from assetmap.ingest.open_referral import tables as open_referral_tables
from assetmap.ingest.openactive import documents as openactive
from assetmap.model import Snapshot

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
    sees_map
        Whether `gather` takes what the place holds as a second argument: for lists whose rows
        name what is on the map already.
    """

    name: str
    known: Callable[[Sequence[Sheet]], Sequence[Sheet]]
    gather: Callable[..., Gathered]
    sees_map: bool = False


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
    sees_map
        Whether `gather` (and `gather_all`) takes what the place holds as a second argument.
    gather_all
        What several of one load give together, if they may tell of the same things.
    """

    name: str
    is_known: Callable[[Any], bool]
    gather: Callable[..., Gathered]
    sees_map: bool = False
    gather_all: Callable[..., Gathered] | None = None


SHEET_FORMATS: Final[tuple[SheetFormat, ...]] = (
    SheetFormat("assetmap's own tables", own_tables.known, own_tables.gather),
    # Before lists of ties, which take whatever has two ends, and keep its other columns.
    SheetFormat(
        "an export of a link workers' system",
        shipped.journeys_known,
        shipped.gather,
        sees_map=True,
    ),
    SheetFormat(
        "Open Referral tables",
        open_referral_tables.known,
        open_referral_tables.gather,
        sees_map=True,
    ),
    SheetFormat("360Giving", three_sixty_giving.known, three_sixty_giving.gather),
    SheetFormat("Kumu", kumu.known, kumu.gather, sees_map=True),
    SheetFormat("a tie list", tie_list.known, tie_list.gather, sees_map=True),
    # Last: what no form of its own knows may still be a public file that a mapping of ours reads.
    SheetFormat(
        "public lists of areas and postcodes", shipped.known, shipped.gather, sees_map=True
    ),
)
"""In the order in which they are asked; a sheet belongs to the first that knows it."""

_MOST_NAMED: Final = 5
_NO_FORM: Final = (
    "no sheet has the name and columns of a table of assetmap's, or another form that it "
    "knows. Fill in the template (assetmap template my-place.xlsx), or say what the "
    "columns mean with --mapping (assetmap map proposes one)."
)

DOCUMENT_FORMATS: Final[tuple[DocumentFormat, ...]] = (
    DocumentFormat(
        "Open Referral",
        open_referral.is_known,
        open_referral.gather,
        sees_map=True,
        gather_all=open_referral.gather_all,
    ),
    DocumentFormat("360Giving", three_sixty_giving.is_known, three_sixty_giving.gather_document),
    DocumentFormat("Kumu", kumu.is_known, kumu.gather_document, sees_map=True),
    DocumentFormat("OpenActive", openactive.is_known, openactive.gather),
)


def gather_known(
    sheets: Sequence[Sheet], documents: Sequence[Document], snapshot: Snapshot | None = None
) -> Gathered:
    """Return what sheets and documents give beside `snapshot`, each by the first form it has.

    What has none is not read, and a note says so.

    Raises
    ------
    UnreadableFileError
        If nothing has a form that is known.
    """
    of_sheets, unread_sheets = _gather_sheets(sheets, snapshot)
    of_documents, unread_documents = _gather_documents(documents, snapshot)
    parts = [*of_sheets, *of_documents]
    if sheets and not any(part.drafts or part.refusals or part.others for part in parts):
        _refuse(unread_sheets or sheets, _NO_FORM)
    if unread_documents and not parts:
        _refuse(unread_documents, f"it is JSON of no known form ({_named_forms()}).")
    notes = [
        f"{sheet.file}, sheet {sheet.sheet!r} was not read: it has no form that assetmap knows."
        for sheet in unread_sheets
    ] + [
        f"{document.file} was not read: it is JSON of no known form ({_named_forms()})."
        for document in unread_documents
    ]
    return together([Gathered(notes=tuple(notes)), *parts])


def _gather_sheets(
    sheets: Sequence[Sheet], snapshot: Snapshot | None
) -> tuple[list[Gathered], list[Sheet]]:
    left = list(sheets)
    parts: list[Gathered] = []
    for each in SHEET_FORMATS:
        known = {id(sheet) for sheet in each.known(left)}
        if known:
            chosen = [sheet for sheet in left if id(sheet) in known]
            parts.append(each.gather(chosen, *_seen(each, snapshot)))
            left = [sheet for sheet in left if id(sheet) not in known]
    return parts, left


def _gather_documents(
    documents: Sequence[Document], snapshot: Snapshot | None
) -> tuple[list[Gathered], list[Document]]:
    left = list(documents)
    parts: list[Gathered] = []
    for each in DOCUMENT_FORMATS:
        known = [document for document in left if each.is_known(document.value)]
        left = [document for document in left if not any(document is one for one in known)]
        if known and each.gather_all is not None:
            parts.append(each.gather_all(known, *_seen(each, snapshot)))
        else:
            parts.extend(each.gather(document, *_seen(each, snapshot)) for document in known)
    return parts, left


def _refuse(unread: Sequence[Sheet] | Sequence[Document], reason: str) -> NoReturn:
    names = list(dict.fromkeys(each.file for each in unread))
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    raise UnreadableFileError(listed, reason)


def _named_forms() -> str:
    return ", ".join(each.name for each in DOCUMENT_FORMATS)


def _seen(form: SheetFormat | DocumentFormat, snapshot: Snapshot | None) -> tuple[Snapshot, ...]:
    return (snapshot or Snapshot(),) if form.sees_map else ()
