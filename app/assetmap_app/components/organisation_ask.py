"""The choices of the screen My organisation, kept in the address so that it can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.column_config import NumberColumn

from assetmap.views.organisation.choice import OrganisationList, organisation_list, whose_page
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.selection import PARTY, choose, note_address, recall_chosen
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.elements.lib.column_types import ColumnConfig

    from assetmap.model import Snapshot

_TO: Final = "to"  # the organisation to which ways are looked for
_WORDS: Final = "organisation_words"
_TO_WORDS: Final = "to_words"
_LIST: Final = "organisation_list"
_COLUMNS: Final[dict[str, ColumnConfig | str]] = {
    "name": "Name",
    "sector": "Sector",
    "town": "Town",
    "n_activities": NumberColumn("Activities"),
}


def organisation_choice(snapshot: Snapshot) -> str:
    """Ask for an organisation by name or by a row of the list; return its id, or an empty text."""
    own = _wanted(snapshot)
    words = st.session_state.get(_WORDS, "")
    listing = _listing(snapshot, words, own)
    if listing.is_long:
        st.text_input("Part of a name, a sector or a town", key=_WORDS)
    st.session_state[PARTY] = own
    chosen = _select(PARTY, "Find an organisation", "Nobody chosen yet", listing.names)
    if not chosen:
        st.markdown(
            f"**{plain(listing.sentence)}** Type a name above, or choose a row of the list."
            if listing.rows
            else f"**{plain(listing.sentence)}**"
        )
        if listing.rows:
            _show_list(listing)
    return chosen


def other_choice(snapshot: Snapshot, organisation_id: str) -> str:
    """Ask for the organisation to which ways are looked for."""
    wanted = snapshot.current_id(st.session_state.get(_TO, st.query_params.get(_TO, "")))
    always = [wanted] if wanted in snapshot.label_of else []
    listing = _listing(snapshot, st.session_state.get(_TO_WORDS, ""), *always)
    if listing.is_long:
        st.text_input("Part of the name, sector or town of whom you look for", key=_TO_WORDS)
    names = {id_: name for id_, name in listing.names.items() if id_ != organisation_id}
    st.session_state[_TO] = wanted if wanted in names else ""
    return _select(_TO, "Which organisation do you want to reach?", "Nobody chosen yet", names)


def remember_choice(organisation_id: str) -> None:
    """Write what is chosen into the address."""
    other = st.session_state.get(_TO, "") if organisation_id else ""
    wanted = {PARTY: organisation_id, _TO: other}
    wanted = {name: id_ for name, id_ in wanted.items() if id_}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    note_address(wanted)


def address_of(organisation_id: str) -> str:
    """Return the address that opens an organisation's page."""
    screen = (st.context.url or "/app/organisation").split("?")[0]
    return f"{screen}?{urlencode({PARTY: organisation_id})}"


def _wanted(snapshot: Snapshot) -> str:
    """Return whose page was asked for, and say so where it is another's than was asked for."""
    named = st.query_params.get(PARTY, "")
    recall_chosen(snapshot)
    asked = str(st.session_state[PARTY])
    if not asked:
        return ""
    own = whose_page(snapshot, asked)
    if not own:
        st.info(
            "What this address names is no organisation of this map, or not any more: it may "
            "have been taken out, or joined with another. Choose one below."
        )
    elif snapshot.current_id(named) != named:
        st.info("What this address names was joined with another, which is shown here.")
    elif own != asked:
        name, owner = (plain(snapshot.name_of[id_]) for id_ in (asked, own))
        st.info(f"{name} belongs to {owner}, which is shown here.")
    return own


def _select(key: str, label: str, nobody: str, names: Mapping[str, str]) -> str:
    shown = {"": nobody, **names}
    return st.selectbox(label, list(shown), format_func=shown.__getitem__, key=key)


def _show_list(listing: OrganisationList) -> None:
    ids = [row["id"] for row in listing.rows]
    is_placed = any(row["town"] for row in listing.rows)
    st.dataframe(
        listing.rows,
        hide_index=True,
        key=_LIST,
        on_select=lambda: _choose_row(ids),
        selection_mode="single-row",
        column_order=[name for name in _COLUMNS if is_placed or name != "town"],
        column_config=_COLUMNS,
        alt="The organisations of this map, by name",
    )


def _choose_row(ids: list[str]) -> None:
    rows = st.session_state[_LIST].selection.rows
    if rows:
        choose(ids[rows[0]])


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner=False)
def _listing(snapshot: Snapshot, words: str, *always: str) -> OrganisationList:
    return organisation_list(snapshot, words, always=always)
