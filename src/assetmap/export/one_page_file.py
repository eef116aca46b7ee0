"""One page written to a file of the kind that its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.errors import UnwritableFileError
from assetmap.export.one_page_pdf import one_page_pdf
from assetmap.export.one_page_word import one_page_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assetmap.export.one_page import Page

_MAKERS: Final[dict[str, Callable[[Page], bytes]]] = {".pdf": one_page_pdf, ".docx": one_page_word}


def write_one_page(page: Page, path: Path) -> None:
    """Write a page to a file.

    Parameters
    ----------
    page
        What is on it.
    path
        Ends in .pdf or .docx.

    Raises
    ------
    UnwritableFileError
        If it ends in something else, or cannot be written.
    MissingExtraError, MissingLibraryError
        As `one_page_pdf` and `one_page_word`.
    """
    maker = _MAKERS.get(path.suffix.lower())
    if maker is None:
        raise UnwritableFileError(str(path), "a page is a PDF (.pdf) or a Word document (.docx)")
    made = maker(page)
    try:
        path.write_bytes(made)
    except OSError as error:
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error
