"""The choices of the network screen, kept in the address so that a map can be sent to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.fade import FADES
from assetmap.views.network.choice import MapChoice, areas, kinds, needs, sectors
from assetmap.views.network.drawing import SIZES
from assetmap.views.network.groups import COLOURS
from assetmap.views.network.view import TIES, first_ties
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.fade_choice import FADE_LABEL, doubted_choice
from assetmap_app.components.selection import PARTY, note_address, recall_chosen
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

_FOCUS: Final = "focus"
_DOUBTED: Final = "doubted"
_FADE_HELP: Final = (
    "What partners said years ago may no longer hold. A tie that fades is drawn thinner and adds "
    "less to Strength of its ties, until somebody names it again."
)
_DOUBTED_HELP: Final = "A tie from there is drawn thinner and adds half to Strength of its ties."
_OF_A_PART: Final = ("sector", "need", "area", "kind", "fade", _DOUBTED)
_DEFAULTS: Final = {
    **dict.fromkeys((*_OF_A_PART, PARTY, _FOCUS), ""),
    "ties": "partnerships",
    "size": "degree",
    "colour": "sector",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen: which part of the map, and how it is drawn."""

    choice: MapChoice
    size_by: str
    colour_by: str


def map_choices(snapshot: Snapshot) -> Wanted:
    """Ask which map to show."""
    lists = _lists(snapshot)
    if "ties" not in st.session_state and "ties" not in st.query_params:
        st.session_state["ties"] = _first_ties(snapshot)
    _recall("ties", TIES)
    with st.container(key="which_ties"):
        ties = st.radio(
            "Which ties", list(TIES), format_func=TIES.__getitem__, key="ties", horizontal=True
        )
    kind_list = _kinds(snapshot, ties)
    is_part = any(st.query_params.get(name) for name in _OF_A_PART)
    with st.expander("Show a part of the map, or draw it in another way", expanded=is_part):
        left, right = st.columns(2)
        with left:
            sector = _select("sector", "Sector", {"": "All sectors", **lists["sector"]})
            need = _select("need", "What matters", {"": "Everything", **lists["need"]})
            size_by = _select("size", "Size shows", SIZES)
        with right:
            area = _select("area", "Area", {"": "The whole place", **lists["area"]})
            kind = _select("kind", "Kind of tie", {"": "All kinds", **kind_list})
            colour_by = _select("colour", "Colour and shape show", COLOURS)
        fade, doubted = _fade_choices(snapshot, ties)
    choice = MapChoice(ties, sector, need, area, kind, fade=fade, doubted=doubted)
    return Wanted(choice, size_by, colour_by)


def _fade_choices(snapshot: Snapshot, ties: str) -> tuple[str, str]:
    """Ask whether ties fade, of those of which it is known when and where they were told."""
    if ties != PARTNERSHIPS:
        st.session_state["fade"], st.session_state[_DOUBTED] = "", []
        return "", ""
    left, right = st.columns(2)
    with left:
        fade = _select("fade", FADE_LABEL, FADES, help_words=_FADE_HELP)
    if _DOUBTED not in st.session_state:
        st.session_state[_DOUBTED] = st.query_params.get(_DOUBTED, "").split("\n")
    with right:
        doubted = doubted_choice(snapshot, _DOUBTED, _DOUBTED_HELP)
    return fade, "\n".join(doubted)


def party_choice(snapshot: Snapshot, names: Mapping[str, str]) -> str:
    """Ask for one party of those shown; return its id, or an empty text."""
    recall_chosen(snapshot)
    wanted = st.session_state[PARTY]
    chosen = _select(PARTY, "Find a party", {"": "Nobody chosen yet", **names})
    if not chosen and wanted in snapshot.name_of:
        name = plain(snapshot.name_of[wanted])
        st.info(
            f"{name} is not on the map as it is chosen now. Choose *Everything* under *Which "
            "ties*, and no part of the map."
        )
    return chosen


def focus_choice() -> bool:
    """Ask whether to show only the chosen party and those tied to it."""
    if _FOCUS not in st.session_state:
        st.session_state[_FOCUS] = st.query_params.get(_FOCUS) == "yes"
    is_chosen = bool(st.session_state.get(PARTY))
    return st.toggle("Only this party and those tied to it", key=_FOCUS, disabled=not is_chosen)


def remember_choices() -> None:
    """Write what is chosen into the address."""
    said = {name: st.session_state.get(name, default) for name, default in _DEFAULTS.items()}
    said[_FOCUS] = "yes" if said[_FOCUS] and said[PARTY] else ""
    said[_DOUBTED] = "\n".join(said[_DOUBTED])
    wanted = {name: value for name, value in said.items() if value != _DEFAULTS[name]}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    note_address(wanted)


def _select(
    name: str, label: str, options: Mapping[str, str], *, help_words: str | None = None
) -> str:
    _recall(name, options)
    return st.selectbox(
        label, list(options), format_func=options.__getitem__, key=name, help=help_words
    )


def _recall(name: str, options: Mapping[str, str]) -> None:
    """Take a choice from the address when the screen opens; drop one that is no choice here."""
    value = st.session_state.get(name, st.query_params.get(name, _DEFAULTS[name]))
    st.session_state[name] = value if value in options else _DEFAULTS[name]


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _lists(snapshot: Snapshot) -> dict[str, dict[str, str]]:
    return {"sector": sectors(snapshot), "need": needs(snapshot), "area": areas(snapshot)}


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _first_ties(snapshot: Snapshot) -> str:
    return first_ties(snapshot)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner=False)
def _kinds(snapshot: Snapshot, ties: str) -> dict[str, str]:
    return kinds(snapshot, ties)
