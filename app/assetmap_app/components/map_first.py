"""The map before its tables: what is looked at first is made first.

A table takes as long to be made ready as half of the map, and the browser does one thing at a
time. So in a session's first look at the map the tables come when it has been drawn.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

MAP_IS_SEEN: Final = "map_is_seen"
"""Name in the session of whether the map has been drawn once."""

_SCRIPT: Final = """
const STEP_MS = 100, LATE_MS = 50, CALM_STEPS = 3, PATIENCE_MS = 8000;
export default function ({ parentElement, setStateValue }) {
  if (parentElement.isWatching) return;
  parentElement.isWatching = true;
  const began = performance.now();
  let due, timer, calm = 0;
  const look = () => {
    const now = performance.now();
    // Nothing says that the map is drawn; but while it is, nothing else is on time.
    const isThere = document.querySelector('[data-testid=stDeckGlJsonChart] canvas');
    calm = isThere && now - due < LATE_MS ? calm + 1 : 0;
    if (calm >= CALM_STEPS || now - began > PATIENCE_MS) setStateValue('is_seen', true);
    else wait();
  };
  const wait = () => {
    due = performance.now() + STEP_MS;
    timer = setTimeout(look, STEP_MS);
  };
  wait();
  return () => clearTimeout(timer);
}
"""


def map_is_seen() -> bool:
    """Tell whether the map has been drawn once in this session."""
    return bool(st.session_state.get(MAP_IS_SEEN))


def watch_map() -> None:
    """Make the screen anew when the map has been drawn, or when that takes too long."""
    if not map_is_seen():
        _mounted()(key="map_watch", on_is_seen_change=_note)


def _note() -> None:
    st.session_state[MAP_IS_SEEN] = True


@st.cache_resource
def _mounted() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component("assetmap_map_first", js=_SCRIPT)
