"""One page as a Word document, made by python-docx from words alone."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import MissingExtraError
from assetmap.export.one_page import fitted

if TYPE_CHECKING:
    from assetmap.export.one_page import Page

_MISSING: Final = ("documents", "A page as a Word document")
_MARGIN_MM: Final = 15
_PAGE_MM: Final = (210, 297)
_WRITTEN_AT: Final = (1980, 1, 1, 0, 0, 0)  # of every part, so that the same page is the same file


def one_page_word(page: Page) -> bytes:
    """Return a page as a Word document (.docx) that one sheet of A4 holds.

    Parameters
    ----------
    page
        What is on it; words may be anybody's, and stand letter by letter.

    Returns
    -------
    bytes
        The same for the same page.

    Raises
    ------
    MissingExtraError
        If the extra `documents` is not installed.

    Notes
    -----
    Word breaks lines as its fonts have it, so that one sheet is reckoned and not measured: what
    `fitted` leaves has some lines to spare.
    """
    try:
        import docx  # noqa: PLC0415 - heavy, and of an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError(*_MISSING) from error
    document = docx.Document()
    _set_up(document, page)
    found = fitted(page)
    document.add_heading(found.title, level=1)
    document.add_paragraph(found.about)
    document.add_paragraph().add_run(found.summary).bold = True
    for heading, lines in found.parts:
        document.add_heading(heading, level=2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    small = " ".join(each for each in (found.left_out, *found.small) if each)
    document.add_paragraph(small, style="Caption")
    content = io.BytesIO()
    document.save(content)
    return _same_each_time(content.getvalue())


def _set_up(document: Any, page: Page) -> None:
    """Set the sheet, the type, and what the file says of itself."""
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 - of an extra

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(each) for each in _PAGE_MM)
    section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(_MARGIN_MM - 3)
    for style, size, before in (
        ("Normal", 9.5, 0),
        ("List Bullet", 9.5, 0),
        ("Heading 1", 17, 0),
        ("Heading 2", 11.5, 5),
        ("Caption", 7.5, 3),
    ):
        found = document.styles[style]
        found.font.size, found.font.name = Pt(size), "Arial"
        found.paragraph_format.space_before = Pt(before)
        found.paragraph_format.space_after = Pt(2)
        if style == "Caption":
            found.font.bold, found.font.color.rgb = False, RGBColor(0x44, 0x44, 0x44)
    said = document.core_properties
    said.title, said.author, said.comments = fitted(page).title[:250], "assetmap", ""
    said.created = said.modified = dt.datetime.combine(page.day, dt.time())
    said.language = "en-GB"


def _same_each_time(content: bytes) -> bytes:
    """Return a zip file with the same parts, none of which tells when it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, _WRITTEN_AT)
            after.writestr(part, before.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
