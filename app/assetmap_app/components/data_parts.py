"""The three parts of the screen Data: files in, history, files out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.errors import AssetMapError, PersonalDataError
from assetmap.views.data_view import (
    content_table,
    faults_table,
    history_table,
    offer_sentence,
    result_sentence,
    undo_choices,
    undo_sentence,
)
from assetmap_app.components import downloads
from assetmap_app.components.feed_parts import ask_feed, offer_feed
from assetmap_app.components.leave_out import left_out, note_refused
from assetmap_app.components.tables import show_table
from assetmap_app.components.uploads import actor_of, load_uploads
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot
    from assetmap.store.protocol import Store

_ENDINGS: Final = ["xlsx", "xlsm", "csv", "tsv", "txt", "json", "geojson", "jsonld"]
_FAULTS_SHOWN: Final = 200
_CHANGES_SHOWN: Final = 10
_CHANGES_READ: Final = 100
_HISTORY: Final = {  # few columns: on a phone a word must not break
    "number": "Change",
    "made": "When, and by whom",
    "what": "What for",
    "rows": "Rows",
}
_MENDED_BY_YOU: Final = "Mend it in your file and choose it again."
_MENDED_BY_OTHERS: Final = "Whoever publishes the feed can mend it; the rest can be put in."
_FAULTS: Final = {"where": "Where", "value": "What it says", "reason": "Why it cannot be used"}


def put_in(store: Store) -> None:
    """Take files, show what they would bring, and bring it in when told to."""
    st.write(
        "The template is a workbook with a sheet for each kind of thing. Fill in the sheets you "
        "have something for, and leave the rest."
    )
    st.download_button(
        "Template (.xlsx)",
        _template(),
        "assetmap-template.xlsx",
        downloads.WORKBOOK_MIME,
        on_click="ignore",
    )
    batch = st.session_state.setdefault("batch", 0)
    files = st.file_uploader(
        "Files to put in: workbooks (.xlsx), CSV or JSON files, one or several",
        type=_ENDINGS,
        accept_multiple_files=True,
        key=f"files_{batch}",
    )
    with st.expander("My files have columns of their own"):
        st.write(
            "A mapping is a small text file that says which of your columns is what. The command "
            "assetmap map proposes one for your list; the guide shows how. Many public lists "
            "need none: try yours without one first."
        )
        mapping = st.file_uploader("Mapping (.toml)", type=["toml"], key=f"mapping_{batch}")
    feed = ask_feed(batch)
    actor = st.text_input("Your name, for the history (may stay empty)", max_chars=100, key="actor")
    if files:
        _offer(store, files, mapping, actor)
    elif feed is not None:
        offer_feed(store, feed, actor, partial(_show_faults, then=_MENDED_BY_OTHERS))
    elif "loaded" in st.session_state:
        loaded: Loading = st.session_state["loaded"]
        st.success(plain(result_sentence(loaded)))
        _show_faults(loaded.faults)


def show_history(store: Store) -> None:
    """Show what was changed when, and offer to undo it."""
    if "undone" in st.session_state:
        st.success(plain(st.session_state.pop("undone")))
    rows = history_table(store.history(limit=_CHANGES_READ))
    if not rows:
        st.info(
            "Nothing has been put in yet. Take the template, fill in a sheet, and choose it above."
        )
        return
    show_table(rows[:_CHANGES_SHOWN], "Changes, newest first", _HISTORY)
    if len(rows) > _CHANGES_SHOWN:
        with st.expander("Older changes"):
            show_table(rows[_CHANGES_SHOWN:], "Older changes", _HISTORY)
    with st.expander("Undo a change"):
        words = undo_choices(rows)
        number = st.selectbox("Which change", list(words), format_func=words.__getitem__)
        st.write(undo_sentence(next(row for row in rows if row["number"] == number)))
        # A new revision asks again, so that one yes is never taken twice.
        is_sure = st.checkbox("Yes, undo this change", key=f"sure_{number}_{rows[0]['number']}")
        if st.button("Undo", disabled=not is_sure):
            _undo(store, number)


def take_away(snapshot: Snapshot) -> None:
    """Show how much there is, and offer all of it as files."""
    if not len(snapshot):
        st.info("There is nothing to take away yet.")
        return
    st.write("Everything that is in the map, in the form of the template.")
    st.warning(
        "These files hold people's journeys and the names of champions and link workers. Keep "
        "them where such things are kept."
    )
    left, right = st.columns(2)
    left.download_button(
        "Everything as a workbook (.xlsx)",
        partial(downloads.place_workbook, snapshot),
        "assetmap-place.xlsx",
        downloads.WORKBOOK_MIME,
        on_click="ignore",
    )
    right.download_button(
        "Everything as CSV files (.zip)",
        partial(downloads.place_zip, snapshot),
        "assetmap-place.zip",
        "application/zip",
        on_click="ignore",
    )
    with st.expander("What is in them"):
        show_table(
            content_table(snapshot),
            "Sheets that have rows",
            {"table": "Sheet", "n_rows": "Rows", "what": "What one row is"},
        )


@st.cache_data(show_spinner=False)
def _template() -> bytes:
    return downloads.template_workbook()


def _offer(
    store: Store, files: Sequence[UploadedFile], mapping: UploadedFile | None, actor: str
) -> None:
    st.session_state.pop("loaded", None)
    leave_out = left_out(files)
    try:
        offered = _offered(store, files, mapping, leave_out)
        st.info(plain(offer_sentence(offered)))
        for note in offered.notes:
            st.write(plain(note))
        _show_faults(offered.faults)
        n = offered.accepted
        if st.button(f"Put {n:,} {'row' if n == 1 else 'rows'} in", type="primary", disabled=not n):
            with st.spinner("Putting it in"):
                loaded = load_uploads(
                    store, files, mapping=mapping, leave_out=leave_out, actor=actor
                )
            st.session_state["loaded"] = loaded
            st.session_state["batch"] += 1
            st.rerun()
    except PersonalDataError as error:
        note_refused(files, error)
        st.error(plain(str(error)))
    except AssetMapError as error:
        st.error(plain(str(error)))


def _offered(
    store: Store,
    files: Sequence[UploadedFile],
    mapping: UploadedFile | None,
    leave_out: tuple[str, ...],
) -> Loading:
    """Return what loading would do, read again only when files or the store have changed."""
    sent = [*files, *([] if mapping is None else [mapping])]
    version = (store.store_id, store.revision(), tuple(file.file_id for file in sent), leave_out)
    if st.session_state.get("offer", (None, None))[0] != version:
        with st.spinner("Reading the files"):
            offered = load_uploads(
                store, files, mapping=mapping, leave_out=leave_out, is_dry_run=True
            )
        st.session_state["offer"] = (version, offered)
    kept: Loading = st.session_state["offer"][1]
    return kept


def _show_faults(faults: pd.DataFrame, *, then: str = _MENDED_BY_YOU) -> None:
    if faults.empty:
        return
    n = len(faults)
    first = f"; the first {_FAULTS_SHOWN:,} are shown" if n > _FAULTS_SHOWN else ""
    st.write(f"What cannot be used, and why ({n:,}{first}). {then}")
    # Not st.dataframe: its own download would hand cells that begin with = to a spreadsheet.
    show_table(faults_table(faults, n_rows=_FAULTS_SHOWN), "Faults by file and line", _FAULTS)
    st.download_button(
        "Take this list (.csv)",
        partial(downloads.faults_csv, faults),
        "assetmap-faults.csv",
        "text/csv",
        on_click="ignore",
    )


def _undo(store: Store, number: int) -> None:
    try:
        revision = store.undo(number, actor=actor_of(st.session_state.get("actor", "")))
    except AssetMapError as error:
        st.error(plain(str(error)))
        return
    st.session_state.pop("loaded", None)
    st.session_state["undone"] = f"Change {number} is undone; that is change {revision}."
    st.rerun()
