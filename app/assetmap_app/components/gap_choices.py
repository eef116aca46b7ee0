"""What is asked of gaps: how far, who counts for more, for whom, when, and which gap."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.errors import StoreError
from assetmap.release.unmet_searches import UnmetSearches, unmet_searches
from assetmap.store.public_box import PublicBox, box_path
from assetmap.views.gaps.look import GapQuestion, Looked, layers_there, look
from assetmap.views.gaps.slice import first_switches, switches
from assetmap.views.map.choice import levels
from assetmap.views.measuring.told_layers import SEARCHES
from assetmap_app.components.current import BY_KEY, errors_in_words, store_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

_QUESTION: Final = "gap_question"
_WRITTEN: Final = "gap_address"
_CHOICES: Final = ("group", "time", "area", "need")
_MOST_WEIGHT: Final = 10.0
_NAMED_LAYERS: Final = 8


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner="Looking at what can be reached")
def looked_at(snapshot: Snapshot, question: GapQuestion) -> Looked:
    """Return the place looked at for gaps; kept, so that what is asked afterwards is quick."""
    found = look(snapshot, question)
    found.named, found.coverage, found.matrix.at_any_time  # noqa: B018 - the first pays for all
    return found


def chosen_look(snapshot: Snapshot) -> Looked:
    """Ask how far is near and who counts for more, and return the place looked at with it."""
    question: GapQuestion = st.session_state.get(_QUESTION, GapQuestion())
    with st.expander("How far is near, which areas, and who counts for more"):
        question = _asked(snapshot, question)
    st.session_state[_QUESTION] = question
    with errors_in_words():
        return looked_at(snapshot, question)


def chosen_switches(looked: Looked) -> tuple[str, str]:
    """Ask for whom and when; the address may say so by `?group=` and `?time=`."""
    groups, times = switches(looked)
    group, time = first_switches(looked)
    _recall()
    _keep_known("group", groups, group)
    _keep_known("time", times, time)
    whom, when = st.columns(2)
    found = (
        whom.selectbox("For whom", list(groups), format_func=groups.__getitem__, key="gap_group"),
        when.selectbox("When", list(times), format_func=times.__getitem__, key="gap_time"),
    )
    return found[0] or group, found[1] or time


def chosen_cell(looked: Looked) -> tuple[str, str]:
    """Ask for the area and what matters there; the address may name them."""
    matrix = looked.matrix
    areas, needs = looked.area_names, looked.need_names
    chief = looked.named[0] if looked.named else None
    _keep_known("area", areas, matrix.areas[chief.area] if chief else "")
    _keep_known("need", needs, matrix.needs[chief.need] if chief else "")
    what, where = st.columns(2)
    need = what.selectbox(
        "What matters", list(needs), format_func=needs.__getitem__, key="gap_need"
    )
    area = where.selectbox("Area", list(areas), format_func=areas.__getitem__, key="gap_area")
    _write_address()
    return area or "", need or ""


def choose_cell(area_code: str, need_id: str) -> None:
    """Choose a gap, before the screen is made again."""
    st.session_state["gap_area"], st.session_state["gap_need"] = area_code, need_id


def gap_address() -> dict[str, str]:
    """Return what another screen has to be told to show the same gap."""
    return {name: str(st.session_state.get(f"gap_{name}", "")) for name in _CHOICES}


def _asked(snapshot: Snapshot, before: GapQuestion) -> GapQuestion:
    weighed = dict(before.weights)
    with st.form("gap_question_form", border=False):
        every = levels(snapshot)
        first, second = st.columns(2)
        level = first.selectbox(
            "Areas",
            ["", *every],
            ["", *every].index(before.level if before.level in every else ""),
            format_func=lambda key: every[key] if key else "Wards, or what there is instead",
        )
        minutes = second.number_input("Minutes on foot", 1.0, 180.0, before.minutes, step=5.0)
        is_venues_only = st.checkbox(
            "Count only what is held within reach, not what says that it serves the area",
            before.is_venues_only,
        )
        unmet = _searched_in_vain()
        weights = _weights(_layers(snapshot, unmet), weighed)
        if not st.form_submit_button("Look again"):
            return before
    unmet = unmet if SEARCHES in dict(weights) else ()
    return GapQuestion(level or "", minutes, is_venues_only, weights, unmet)


def _searched_in_vain() -> tuple[UnmetSearches, ...]:
    """Return what may be told of searches of the public site that found nothing."""
    box = box_path(store_address())
    try:
        file = box.stat()
        return _told(str(box), (file.st_ino, file.st_mtime_ns, file.st_size))
    except (OSError, StoreError):
        return ()  # the screen From the public says what is wrong; gaps do without this layer


@st.cache_resource(max_entries=4, show_spinner=False)
def _told(box: str, written: tuple[int, ...]) -> tuple[UnmetSearches, ...]:
    del written  # kept until something is put into the box
    return unmet_searches(PublicBox(Path(box)).nothing_found())


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _layers(snapshot: Snapshot, unmet: tuple[UnmetSearches, ...]) -> Mapping[str, str]:
    return layers_there(snapshot, unmet)


def _weights(layers: Mapping[str, str], before: dict[str, float]) -> tuple[tuple[str, float], ...]:
    if not layers:
        return ()
    st.markdown(
        "Whose need counts for more: 0 leaves a layer out, and with every layer left out "
        "everybody counts the same."
    )
    columns, found = st.columns(2), {}
    for number, (key, words) in enumerate(list(layers.items())[:_NAMED_LAYERS]):
        label = f"Weight of {words}".replace("_", " ")
        found[key] = columns[number % 2].number_input(
            label, 0.0, _MOST_WEIGHT, before.get(key, 0.0), step=0.5, key=f"gap_weight_{number}"
        )
    others = list(layers)[_NAMED_LAYERS:]
    if others:
        chosen = st.multiselect(
            "Other figures that were loaded, each with the weight 1",
            others,
            [key for key in others if key in before],
        )
        found |= dict.fromkeys(chosen, 1.0)
    return tuple((key, weight) for key, weight in found.items() if weight > 0)


def _keep_known(name: str, known: Mapping[str, str], first: str) -> None:
    """Keep a choice that there is still; else take the first."""
    key = f"gap_{name}"
    if st.session_state.get(key) not in known and known:
        st.session_state[key] = first if first in known else next(iter(known))
    elif known:
        st.session_state[key] = st.session_state[key]  # said again, it outlives its box


def _recall() -> None:
    asked = {name: st.query_params[name] for name in _CHOICES if name in st.query_params}
    is_new = asked != st.session_state.get(_WRITTEN)
    for name, value in asked.items():
        if is_new or f"gap_{name}" not in st.session_state:
            st.session_state[f"gap_{name}"] = value


def _write_address() -> None:
    written = gap_address()
    for name, value in written.items():
        st.query_params[name] = value
    st.session_state[_WRITTEN] = written
