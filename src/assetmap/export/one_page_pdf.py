"""One page as PDF, made by WeasyPrint from words alone: nothing is fetched for it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final, NoReturn

from assetmap.errors import MissingExtraError, MissingLibraryError
from assetmap.export.one_page import LINES, fitted

if TYPE_CHECKING:
    from assetmap.export.one_page import Fitted, Page

_MISSING: Final = ("documents", "A page as PDF")
_PANGO: Final = ("the library Pango", "libpango-1.0-0 libpangoft2-1.0-0", "A page as PDF")
_MORE: Final = 10  # lines than are reckoned: what is measured need not be careful
_FEWEST_LINES: Final = 12
_STEP: Final = 4
_STYLE: Final = (
    "@page { size: A4; margin: 14mm 15mm; }"
    "body { font: 9.5pt/1.32 sans-serif; color: #1b1b1b; margin: 0; }"
    "h1 { font-size: 17pt; margin: 0; line-height: 1.15; }"
    "h2 { font-size: 11.5pt; margin: 2.6mm 0 0.8mm; color: #0b5a8f; }"
    "p, ul { margin: 0 0 1mm; } ul { padding-left: 4.5mm; }"
    "h1, h2, p, li { overflow-wrap: anywhere; unicode-bidi: isolate; }"
    ".summary { font-weight: bold; margin: 2mm 0; font-size: 10.5pt; }"
    ".small { font-size: 7.5pt; color: #444444; }"
)


def one_page_pdf(page: Page) -> bytes:
    """Return a page as a PDF of one sheet of A4, tagged so that it can be read aloud.

    Parameters
    ----------
    page
        What is on it; words may be anybody's, and stand letter by letter.

    Raises
    ------
    MissingExtraError
        If the extra `documents` is not installed.
    MissingLibraryError
        If Pango, which sets the type, is not on the machine.

    Notes
    -----
    What does not fit is left out from the end of the longest part, until one sheet holds it.
    """
    n_lines = LINES + _MORE
    document = _html(fitted(page, n_lines=n_lines)).render()
    while len(document.pages) > 1 and n_lines > _FEWEST_LINES:
        n_lines -= _STEP
        document = _html(fitted(page, n_lines=n_lines)).render()
    made: bytes = document.copy(document.pages[:1]).write_pdf(pdf_tags=True)
    return made


def _html(found: Fitted) -> Any:
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError(*_MISSING) from error
    except OSError as error:
        raise MissingLibraryError(*_PANGO) from error
    return HTML(string=_markup(found), url_fetcher=_refused)


def _refused(url: str, *_: object, **__: object) -> NoReturn:
    """Refuse whatever address there is: the page is made of words alone."""
    msg = f"Nothing is fetched for a page, so not {url!r}."
    raise ValueError(msg)


def _markup(found: Fitted) -> str:
    lists = (
        (heading, "".join(f"<li>{escape(line)}</li>" for line in lines))
        for heading, lines in found.parts
    )
    parts = "".join(f"<h2>{escape(heading)}</h2><ul>{items}</ul>" for heading, items in lists)
    small = " ".join(each for each in (found.left_out, *found.small) if each)
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(found.title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(found.title)}</h1><p>{escape(found.about)}</p>"
        f'<p class="summary">{escape(found.summary)}</p>{parts}'
        f'<p class="small">{escape(small)}</p></body></html>'
    )
