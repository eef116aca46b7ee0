"""The parts of the screen Round the table that propose a table and keep it as a workshop."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.errors import AssetMapError
from assetmap.ingest.workshops import PlannedWorkshop, keep_workshop
from assetmap.views.areas import areas_at
from assetmap.views.round_table.choice import TableChoice, fair_words, level_of
from assetmap.views.round_table.view import fair_table
from assetmap.views.wording import counted, day_words
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.keeping import keep_in_map, say_what_was_kept
from assetmap_app.components.table_ask import invite
from assetmap_app.components.uploads import actor_of
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.round_table.proposal import ProposedTable

_PROPOSED: Final = "table_proposed"
_KEPT: Final = "table_kept"


def offer_proposal(snapshot: Snapshot, choice: TableChoice) -> None:
    """Offer the smallest fair table; whoever is invited stays at it."""
    seats = counted(choice.n_seats, "seat")
    is_pressed = st.button(f"Propose the smallest fair table of up to {seats}")
    st.caption(plain(fair_words(choice)))
    if is_pressed:
        try:
            found = _fair_table(snapshot, choice)
        except AssetMapError as error:
            st.warning(plain(str(error)))
            return
        invite(found.ids)
        st.session_state[_PROPOSED] = found.sentence
        st.rerun()
    if _PROPOSED in st.session_state:
        st.success(plain(st.session_state.pop(_PROPOSED)))


def offer_keeping(snapshot: Snapshot, choice: TableChoice) -> None:
    """Ask for day, area and purpose, and keep the table as a workshop."""
    say_what_was_kept(_KEPT)
    areas = {"": "No area in particular", **areas_at(snapshot, level_of(snapshot, choice))}
    with st.form("keep_workshop", border=True):
        purpose = st.text_input("What is it for?", max_chars=300, key="workshop_purpose")
        left, right = st.columns(2)
        held_on = left.date_input("Day", format="DD/MM/YYYY", key="workshop_day")
        area = right.selectbox(
            "For which area?", list(areas), format_func=areas.__getitem__, key="workshop_area"
        )
        actor = st.text_input(
            "Your name, for the history (may stay empty)", max_chars=100, key="workshop_actor"
        )
        is_pressed = st.form_submit_button("Keep it as a workshop", type="primary")
    if is_pressed and isinstance(held_on, dt.date):
        _keep(snapshot, PlannedWorkshop(held_on, area, purpose, choice.invited), actor)


def _keep(snapshot: Snapshot, workshop: PlannedWorkshop, actor: str) -> None:
    what = (
        f"“{workshop.shown_purpose}” on {day_words(workshop.held_on)}, with "
        f"{counted(len(workshop.invited), 'organisation')} invited"
    )
    based_on, by = snapshot.revision, actor_of(actor)
    keep_in_map(
        snapshot,
        _KEPT,
        what,
        lambda store: keep_workshop(store, workshop, based_on=based_on, actor=by),
    )


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Looking for a fair table")
def _fair_table(snapshot: Snapshot, choice: TableChoice) -> ProposedTable:
    return fair_table(snapshot, choice)
