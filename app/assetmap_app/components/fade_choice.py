"""Whether ties fade, of those of which it is known when and where they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.fade import FADES, Fade, fade_of, sources
from assetmap_app.components.current import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot

FADE_LABEL: Final = "Let old ties fade"
"""What the choice is called, on every screen."""

_HELP: Final = (
    "What partners said years ago may no longer hold. A tie that fades counts less in shares of "
    "ties and in how strong ties are, until somebody names it again."
)
_DOUBTED_HELP: Final = (
    "A list that somebody drew up long ago, or from hearsay, may be less sure than what partners "
    "said themselves. "
)
_IN_SHARES: Final = "A tie from there weighs half in shares of ties and in how strong ties are."


def fade_choice(snapshot: Snapshot, ties: str) -> Fade | None:
    """Ask whether ties fade, folded until somebody wants it; return how."""
    if ties != PARTNERSHIPS:
        return None
    with st.expander("What was said years ago, or in a list you doubt, may no longer hold"):
        fade = st.selectbox(
            FADE_LABEL,
            list(FADES),
            format_func=FADES.__getitem__,
            key="capital_fade",
            help=_HELP,
        )
        doubted = doubted_choice(snapshot, "capital_doubted", _IN_SHARES)
    return fade_of(fade, doubted)


def doubted_choice(snapshot: Snapshot, key: str, what_it_does: str) -> Sequence[str]:
    """Ask which sources of partnerships to give half weight; `key` is that of the choice."""
    known = _sources(snapshot)
    chosen = st.session_state.get(key, [])
    st.session_state[key] = [source for source in chosen if source in known]
    return st.multiselect(
        "Give half weight to what came from",
        known,
        key=key,
        placeholder="No file or list: all weigh alike",
        help=f"{_DOUBTED_HELP}{what_it_does}",
    )


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _sources(snapshot: Snapshot) -> Sequence[str]:
    return sources(snapshot)
