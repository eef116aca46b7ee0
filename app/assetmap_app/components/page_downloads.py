"""One page to take to a meeting, as PDF and as a Word document; each is made when asked for."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import streamlit as st

from assetmap.errors import MissingExtraError
from assetmap.export.one_page_pdf import one_page_pdf
from assetmap.export.one_page_word import one_page_word
from assetmap_app.components.downloads import WORD_MIME
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.export.one_page import Page


def page_downloads(page: Callable[[], Page], name: str) -> None:
    """Offer one page as two files; a sentence where what makes them is not installed.

    Parameters
    ----------
    page
        Gives what is on it; called when a file is asked for.
    name
        Of the files, without an ending; no other page of the screen has it.
    """
    if find_spec("weasyprint") is None or find_spec("docx") is None:
        st.caption(plain(str(MissingExtraError("documents", "A page to print"))))
        return
    with st.container(horizontal=True):
        st.download_button(
            "One page to print (PDF)",
            lambda: one_page_pdf(page()),
            f"{name}.pdf",
            "application/pdf",
            key=f"{name}_pdf",
            on_click="ignore",
        )
        st.download_button(
            "One page to change (Word)",
            lambda: one_page_word(page()),
            f"{name}.docx",
            WORD_MIME,
            key=f"{name}_docx",
            on_click="ignore",
        )
