"""The box that lets somebody read files without the columns that were refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from assetmap.errors import PersonalDataError

_REFUSED: Final = "refused_columns"
"""Of which files, and which of their columns."""


def left_out(files: Sequence[UploadedFile]) -> tuple[str, ...]:
    """Ask, where columns of these files were refused, and return those that are not to be read.

    Parameters
    ----------
    files
        What is chosen now; other files are asked about anew.
    """
    of_files, columns = st.session_state.get(_REFUSED, ((), ()))
    if not columns or of_files != _ids(files):
        return ()
    names = ", ".join(f"“{column}”" for column in columns)
    # Another list of columns is another question: a yes to one is no yes to the other.
    is_asked = st.checkbox(
        f"Read the files without what may tell who was helped: {plain(names)}",
        key=f"leave_out {'|'.join(columns)}",
    )
    return columns if is_asked else ()


def note_refused(files: Sequence[UploadedFile], error: PersonalDataError) -> None:
    """Remember what was refused; the screen is made again where it was not yet asked about."""
    found = [heading for _, _, columns in error.columns for heading, _ in columns]
    of_files, before = st.session_state.get(_REFUSED, ((), ()))
    known = before if of_files == _ids(files) else ()
    columns = tuple(dict.fromkeys([*known, *found]))
    if columns != known:
        st.session_state[_REFUSED] = (_ids(files), columns)
        st.rerun()


def _ids(files: Sequence[UploadedFile]) -> tuple[str, ...]:
    return tuple(file.file_id for file in files)
