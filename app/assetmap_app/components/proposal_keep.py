"""The parts of the screen Where next that keep a proposal, and open one that was kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.ingest.proposals import keep_proposal
from assetmap.views.siting.kept import KEPT_TITLES, KeptProposal, kept_proposals, planned_proposal
from assetmap.views.siting.kept_file import is_kept_file, kept_file_sentence
from assetmap.views.wording import counted
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.keeping import keep_in_map, say_what_was_kept
from assetmap_app.components.reach_ask import ask_again
from assetmap_app.components.rows import show_rows
from assetmap_app.components.uploads import actor_of
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.siting.choice import SiteChoice
    from assetmap.views.siting.view import SitingView

_ADDRESS: Final = "proposal"
_KEPT: Final = "proposal_kept"
_OPENED: Final = "proposal_opened"


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _kept(snapshot: Snapshot) -> tuple[KeptProposal, ...]:
    return kept_proposals(snapshot)


def offer_kept_before(snapshot: Snapshot, key: str) -> None:
    """Show the proposals that were kept, and ask one again; the address may name it."""
    kept = {each.id: each for each in _kept(snapshot)}
    _open(kept, key)
    if not kept:
        return
    with st.expander(f"Kept before: {counted(len(kept), 'proposal')}"):
        rows = [each.row for each in kept.values()]
        show_rows(rows, KEPT_TITLES, "proposals", "Proposals kept before, the newest first")
        asked = [id_ for id_, each in kept.items() if each.question is not None]
        if len(asked) < len(kept):
            st.caption("What is no longer in the map, or was never written down, is not asked.")
        if not asked:
            return
        chosen = st.selectbox(
            "Which one",
            asked,
            format_func=lambda id_: kept[id_].row["what"],
            key="proposal_chosen",
        )
        st.button("Ask it again, of the map as it is now", on_click=_choose, args=(chosen,))


def asked_before(snapshot: Snapshot) -> SiteChoice | None:
    """Return what the proposal asked that the address names, if it can be asked again."""
    opened = st.query_params.get(_ADDRESS)
    return next((each.question for each in _kept(snapshot) if each.id == opened), None)


def note_question(snapshot: Snapshot, choice: SiteChoice) -> None:
    """Take the proposal out of the address once something else is asked.

    While it is the same but for the file that people go by, say which that was.
    """
    before = asked_before(snapshot)
    if before is None or _but_for_file(before) != _but_for_file(choice):
        st.query_params.pop(_ADDRESS, None)
    elif words := kept_file_sentence(before, choice.way.file):
        say = st.caption if is_kept_file(before, choice.way.file) else st.warning
        say(plain(words))


def _but_for_file(choice: SiteChoice) -> SiteChoice:
    return replace(choice, way=replace(choice.way, file=None))


def offer_keeping(snapshot: Snapshot, view: SitingView, choice: SiteChoice) -> None:
    """Ask for a name and a note, and keep the proposal in the map."""
    say_what_was_kept(_KEPT)
    with st.expander("Keep it in the map"), st.form("keep_proposal", border=False):
        name = st.text_input(
            "What shall it be called? (may stay empty)",
            max_chars=300,
            key="proposal_name",
            placeholder=view.title,
        )
        note = st.text_area("A note (may stay empty)", max_chars=2_000, key="proposal_note")
        actor = st.text_input(
            "Your name, for the history (may stay empty)", max_chars=100, key="proposal_actor"
        )
        is_pressed = st.form_submit_button("Keep it in the map", type="primary")
    if is_pressed:
        proposal = planned_proposal(view, choice, name=name, note=note)
        what = f"“{proposal.shown_name}”, {counted(len(proposal.venues), 'venue')}"
        based_on, by = snapshot.revision, actor_of(actor)
        keep_in_map(
            snapshot,
            _KEPT,
            what,
            lambda store: keep_proposal(store, proposal, based_on=based_on, actor=by),
        )


def _open(kept: dict[str, KeptProposal], key: str) -> None:
    asked = st.query_params.get(_ADDRESS)
    if not asked or asked == st.session_state.get(_OPENED):
        return
    st.session_state[_OPENED] = asked
    if asked not in kept:
        st.info("The proposal that this address names is not in the map, or no longer.")
    elif (question := kept[asked].question) is None:
        row = kept[asked].row
        st.info(plain(f"“{row['what']}” cannot be asked again: {row['asked']}."))
    else:
        ask_again(question, key)


def _choose(id_: str) -> None:
    st.session_state.pop(_OPENED, None)
    st.query_params[_ADDRESS] = id_
