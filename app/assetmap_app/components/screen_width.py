"""Whether the screen is a phone's, which only the browser knows."""

from __future__ import annotations

from typing import Final

import streamlit as st

_ANSWER: Final = "is_narrow"
_SCRIPT: Final = """
export default function ({ data, setStateValue }) {
  const isNarrow = window.innerWidth < 640;
  if (isNarrow !== data.known) setStateValue('is_narrow', isNarrow);
}
"""


def is_narrow_screen() -> bool:
    """Tell whether the screen is a phone's; not so until the browser has answered."""
    known = bool(st.session_state.get("screen_width", {}).get(_ANSWER))
    result = _mounted()(data={"known": known}, key="screen_width", on_is_narrow_change=_noted)
    return bool(result.get(_ANSWER))


def _noted() -> None:
    """Do nothing: that it changed makes the screen anew."""


@st.cache_resource
def _mounted() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("assetmap_screen_width", js=_SCRIPT)
