"""The choices of the map on the ground, kept in the address so that a map can be sent on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.map.choice import (
    ARCS,
    KINDS,
    STEPS,
    PlaceChoice,
    first_choice,
    levels,
    shadings,
)
from assetmap.views.map.times import DAYS, PARTS
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.selection import PARTY, SPOT, note_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

_DEFAULTS: Final = {"steps": "quantiles", "arcs": "", "day": "", "part": ""}
_SHOW: Final = "show"
_NOTHING: Final = {"none": "Nothing: outlines alone"}


def place_choices(snapshot: Snapshot) -> PlaceChoice:
    """Ask what the map is to show."""
    known, first = _lists(snapshot)
    which, when = st.columns([2, 3])
    with which:
        shade = _select("shade", "Areas are shaded by", {**known["shade"], **_NOTHING}, first.shade)
    with when, st.container(horizontal=True):
        day = _select("day", "Activities on", DAYS)
        part = _select("part", "Time of day", PARTS)
    is_part = any(st.query_params.get(name) for name in ("level", "steps", "arcs", _SHOW))
    with (
        st.expander("Other areas, points, ties or shades", expanded=is_part),
        st.container(horizontal=True),
    ):
        level = _select("level", "Areas", known["level"], first.level) if known["level"] else ""
        arcs = _select("arcs", "Ties drawn as arcs", ARCS)
        steps = _select("steps", "Shades", STEPS)
        kinds = _kinds()
    return PlaceChoice(
        level=level,
        shade="" if shade == "none" else shade,
        steps=steps,
        kinds=",".join(kinds),
        arcs=arcs,
        day=day,
        part=part,
    )


def remember_choices(snapshot: Snapshot) -> None:
    """Write what is chosen into the address."""
    _, first = _lists(snapshot)
    defaults = {**_DEFAULTS, "level": first.level, "shade": first.shade, PARTY: "", SPOT: ""}
    said = {name: str(st.session_state.get(name, default)) for name, default in defaults.items()}
    wanted = {name: value for name, value in said.items() if value != defaults[name]}
    kinds = st.session_state.get(_SHOW, list(KINDS))
    if kinds != list(KINDS):
        wanted[_SHOW] = ",".join(kinds) or "none"
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    note_address(wanted)


def _kinds() -> list[str]:
    if _SHOW not in st.session_state:
        asked = st.query_params.get(_SHOW, ",".join(KINDS)).split(",")
        st.session_state[_SHOW] = [kind for kind in KINDS if kind in asked]
    chosen = st.pills(
        "Points shown",
        list(KINDS),
        format_func=KINDS.__getitem__,
        selection_mode="multi",
        key=_SHOW,
    )
    return [kind for kind in KINDS if kind in chosen]


def _select(name: str, label: str, options: Mapping[str, str], first: str = "") -> str:
    first = first or _DEFAULTS.get(name, next(iter(options)))
    value = st.session_state.get(name, st.query_params.get(name, first))
    st.session_state[name] = value if value in options else first
    return st.selectbox(label, list(options), format_func=options.__getitem__, key=name)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _lists(snapshot: Snapshot) -> tuple[dict[str, Mapping[str, str]], PlaceChoice]:
    return {"level": levels(snapshot), "shade": shadings(snapshot)}, first_choice(snapshot)
