"""What is chosen, shared by the screens: a party everywhere, an area or an asset on the map.

A choice is kept in the session, so that it stands on the next screen too, and in the address,
so that it can be sent to somebody. An address that somebody opens comes before what was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from assetmap.model import Snapshot

PARTY: Final = "party"
"""Name of the choice of one party, in the session and in the address."""

SPOT: Final = "spot"
"""Name of the choice of an area or an asset, in the session and in the address."""

_WRITTEN: Final = "address_written"
_LAST: Final = "party_chosen_last"


def recall_chosen(snapshot: Snapshot | None = None) -> None:
    """Take the choice from the address, if that is not the one that a screen wrote itself.

    With a `snapshot`, an id that was joined with another is taken for what it is now.
    """
    written = st.session_state.get(_WRITTEN, {})
    for name in (PARTY, SPOT):
        asked = st.query_params.get(name)
        if asked is not None and asked != written.get(name):
            choose(asked, name)
        # Said again, a choice outlives the box that it was made in.
        id_ = st.session_state.get(name, "")
        st.session_state[name] = id_ if snapshot is None else snapshot.current_id(id_)
    party = st.session_state[PARTY]
    if party and party != st.session_state.get(_LAST):
        choose(party)  # in a box of some screen, which knows of no other choice
    note_address({name: st.query_params[name] for name in (PARTY, SPOT) if name in st.query_params})


def note_address(written: dict[str, str]) -> None:
    """Remember what a screen wrote into the address of what is chosen."""
    st.session_state[_WRITTEN] = {n: written[n] for n in (PARTY, SPOT) if written.get(n)}


def choose(id_: str, name: str = PARTY) -> None:
    """Choose a party, or another thing; only one thing is chosen at a time."""
    st.session_state[PARTY] = id_ if name == PARTY else ""
    st.session_state[SPOT] = id_ if name == SPOT else ""
    st.session_state[_LAST] = st.session_state[PARTY]


def chosen() -> str:
    """Return the id of what is chosen; empty for nothing."""
    return str(st.session_state.get(SPOT) or st.session_state.get(PARTY) or "")
