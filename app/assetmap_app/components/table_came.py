"""The part of the screen Round the table that keeps who of those invited came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.errors import AssetMapError
from assetmap.ingest.workshops import keep_who_came
from assetmap.views.round_table.invitations import Invitations, open_invitations
from assetmap.views.wording import counted
from assetmap_app.components.current import current_store
from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.uploads import actor_of
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from assetmap.model import Snapshot

_KEPT: Final = "came_kept"


def offer_who_came(snapshot: Snapshot) -> None:
    """Ask who came to a workshop, of those invited, and keep it."""
    if _KEPT in st.session_state:
        st.success(plain(st.session_state.pop(_KEPT)))
        link_to("screens/data.py", "Undo this change in the history")
    workshops = {each.workshop_id: each for each in open_invitations(snapshot)}
    if not workshops:
        return
    st.subheader("Write down who came", anchor=False)
    chosen = workshops[
        st.selectbox(
            "To which workshop?",
            list(workshops),
            format_func=lambda id_: workshops[id_].what,
            key="came_workshop",
        )
    ]
    with st.form("keep_who_came", border=True):
        st.markdown("Tick whoever came. The others stay invited.")
        ticks = {
            id_: st.checkbox(plain(name), key=f"came_{chosen.workshop_id}_{id_}")
            for id_, name in chosen.name_of.items()
        }
        actor = st.text_input(
            "Your name, for the history (may stay empty)", max_chars=100, key="came_actor"
        )
        is_pressed = st.form_submit_button("Keep who came", type="primary")
    if is_pressed:
        _keep(snapshot, chosen, [id_ for id_, is_ticked in ticks.items() if is_ticked], actor)


def _keep(snapshot: Snapshot, workshop: Invitations, came: list[str], actor: str) -> None:
    try:
        with current_store() as store:
            revision = keep_who_came(
                store,
                workshop.workshop_id,
                came,
                based_on=snapshot.revision,
                actor=actor_of(actor),
            )
    except AssetMapError as error:
        st.error(plain(str(error)))
        return
    st.session_state[_KEPT] = (
        f"Kept as change {revision}: {counted(len(came), 'organisation')} came to "
        f"“{workshop.what}”. To undo it, undo change {revision} on the screen Data."
    )
    st.rerun()
