"""Whether old ties fade, of those of which it is known when they were told."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.faded import FADES, half_life_of

FADE_LABEL: Final = "Let old ties fade"
"""What the choice is called, on every screen."""

_HELP: Final = (
    "What partners said years ago may no longer hold. A tie that fades counts less in shares of "
    "ties and in how strong ties are, until somebody names it again."
)


def half_life_choice(ties: str) -> float | None:
    """Ask whether old ties fade, folded until somebody wants it; return the half-life in days."""
    if ties != PARTNERSHIPS:
        return None
    with st.expander("What partners said years ago may no longer hold"):
        fade = st.selectbox(
            FADE_LABEL,
            list(FADES),
            format_func=FADES.__getitem__,
            key="capital_fade",
            help=_HELP,
        )
    return half_life_of(fade)
