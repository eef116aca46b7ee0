"""The choices of the screens Reach and Where next: for whom, when, and how far is near enough."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.ingest.file_marks import FileMark, mark_of
from assetmap.views.measuring.gap_choices import travel_times
from assetmap.views.reach import choice as view
from assetmap.views.siting.choice import SEARCHES, USUAL_SECONDS, n_of_hours
from assetmap.views.siting.kept_file import kept_file_sentence
from assetmap.views.wording import counted
from assetmap_app.components.current import BY_KEY, errors_in_words
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.siting.choice import SiteChoice

_USUAL: Final = view.WayChoice()
_LIMITS: Final = {
    "walk": ("Minutes on foot, at most", _USUAL.limit),
    "straight": ("Metres, at most", view.METRES),
    "matrix": ("Minutes by the table, at most", _USUAL.limit),
    "stops": ("Metres to a stop, at most", view.METRES_TO_STOP),
}
_ALL: Final = "All of them"
_HOURS_EACH: Final = 2.0
_FROM_ADDRESS: Final = ("need", "group", "time")


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _needs(snapshot: Snapshot) -> dict[str, str]:
    return view.needs_to_choose(snapshot)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=64, show_spinner=False)
def _activities(snapshot: Snapshot, need: str, words: str) -> view.ActivityList:
    return view.activities_to_choose(snapshot, need, words)


@st.cache_data(max_entries=4, show_spinner="Reading the file")
def _times(content: bytes, name: str) -> pd.DataFrame:
    return travel_times(io.BytesIO(content), name)


def begin_with_address(key: str) -> None:
    """Choose what the address says, such as one that leads here from a gap; then it is done with.

    Parameters
    ----------
    key
        What the choices of this screen are kept under.
    """
    for name in _FROM_ADDRESS:
        if name in st.query_params:
            st.session_state[f"{key}_{name}"] = st.query_params.pop(name)


def asked_need(snapshot: Snapshot, key: str, before: Mapping[str, str], first: str = "") -> str:
    """Ask what matters.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    key
        What the choices of this screen are kept under.
    before
        Choices that stand before those of the place.
    first
        The one that is shown before anybody chooses; empty for the first.
    """
    needs = {**before, **_needs(snapshot)}
    return _select("What matters", needs, f"{key}_need", first)


def asked_activity(snapshot: Snapshot, need: str, key: str) -> str:
    """Ask which activity of those for a need; empty for all of them."""
    listed = _activities(snapshot, need, "")
    if len(listed.rows) == view.MOST_ACTIVITIES:
        words = st.text_input("Part of an activity's name", key=f"{key}_words", max_chars=100)
        listed = _activities(snapshot, need, words)
        st.caption(listed.sentence)
    names = {"": _ALL} | {row["id"]: row["name"] for row in listed.rows}
    return _select("Which activity", names, f"{key}_activity")


def asked_whom_and_when(snapshot: Snapshot, key: str) -> tuple[str, str]:
    """Ask for whom, and at which time of the week."""
    whom, when = st.columns(2)
    with whom:
        group = _select("For whom", view.groups_to_choose(snapshot), f"{key}_group")
    with when:
        time = _select("When", view.times_to_choose(), f"{key}_time")
    return group, time


def asked_budget(key: str) -> int:
    """Ask how many hours a week there are; return how many regular times they pay for."""
    hours, each = st.columns(2)
    st.session_state.setdefault(f"{key}_hours", 3 * _HOURS_EACH)
    st.session_state.setdefault(f"{key}_each", _HOURS_EACH)
    budget = hours.number_input(
        "Hours a week that you have", 0.5, 200.0, step=0.5, format="%g", key=f"{key}_hours"
    )
    one = each.number_input(
        "Hours that one meeting takes", 0.5, 24.0, step=0.5, format="%g", key=f"{key}_each"
    )
    n = n_of_hours(budget, one)
    st.caption(f"That is {counted(n, 'regular time')} a week, each at a venue of its own.")
    return n


def asked_way(
    key: str, before: SiteChoice | None = None
) -> tuple[view.WayChoice, pd.DataFrame | None]:
    """Ask how far is near enough; with the table of travel times, if it goes by one.

    Parameters
    ----------
    key
        What the choices of this screen are kept under.
    before
        What was asked before, if it is asked again: where its file is missing, that is said.
    """
    is_table = st.session_state.get(f"{key}_way") in view.TABLES
    with st.expander("How people go, and how far is near", expanded=is_table):
        how, far = st.columns(2)
        with how:
            kind = _select("How people go", view.WAYS, f"{key}_way")
        limit = _USUAL.limit
        if kind in _LIMITS:
            words, usual = _LIMITS[kind]
            st.session_state.setdefault(f"{key}_{kind}", usual)
            limit = far.number_input(words, 0.0, step=usual / 4, format="%g", key=f"{key}_{kind}")
        speed, detour = _asked_pace(key) if kind == "walk" else (_USUAL.km_per_hour, _USUAL.detour)
        file, costs = _asked_table(kind, key, before) if kind in view.TABLES else (None, None)
        st.session_state.setdefault(f"{key}_served", True)
        is_served = st.checkbox(
            "What says that it serves an area counts there, wherever it is held",
            key=f"{key}_served",
        )
    return view.WayChoice(kind, limit, speed, detour, is_served, file), costs


def asked_whether_held_is_enough(key: str, *, first: bool) -> bool:
    """Ask whether a venue will do of which nobody wrote down that it is free."""
    st.session_state.setdefault(f"{key}_held", first)
    return st.checkbox(
        "Venues where an organisation is based, or runs something already, will do, though nobody "
        "wrote down whether they are free",
        key=f"{key}_held",
    )


def asked_search(key: str) -> tuple[str, float | None]:
    """Ask how venues are looked for, and how many seconds if it is for the best."""
    how, long = st.columns(2)
    with how:
        method = _select("How venues are chosen", SEARCHES, f"{key}_method")
    if method != "optimum":
        return method, None
    st.session_state.setdefault(f"{key}_seconds", USUAL_SECONDS)
    seconds = long.number_input(
        "Seconds to look, at most", 1.0, 120.0, step=5.0, format="%g", key=f"{key}_seconds"
    )
    return method, seconds


def ask_again(question: SiteChoice, key: str) -> None:
    """Choose what was asked before, before any of the choices is shown."""
    way = question.way
    chosen = {
        "need": question.need,
        "group": question.group,
        "time": question.time,
        "hours": question.n * _HOURS_EACH,
        "each": _HOURS_EACH,
        "way": way.kind,
        way.kind: way.limit,
        "speed": way.km_per_hour,
        "detour": way.detour,
        "served": way.is_served,
        "held": question.is_held_enough,
        "method": question.search.method,
    }
    st.session_state.update({f"{key}_{name}": value for name, value in chosen.items()})


def _asked_pace(key: str) -> tuple[float, float]:
    left, right = st.columns(2)
    st.session_state.setdefault(f"{key}_speed", _USUAL.km_per_hour)
    st.session_state.setdefault(f"{key}_detour", _USUAL.detour)
    speed = left.number_input("Kilometres an hour", 0.5, 15.0, step=0.2, key=f"{key}_speed")
    detour = right.number_input(
        "Way on foot over the straight line", 1.0, 5.0, step=0.1, key=f"{key}_detour"
    )
    return speed, detour


def _asked_table(kind: str, key: str, before: SiteChoice | None) -> tuple[FileMark, pd.DataFrame]:
    file = st.file_uploader(view.TABLES[kind], type="csv", key=f"{key}_{kind}_file")
    if file is None:
        if before is not None and before.way.kind == kind:
            st.info(plain(kept_file_sentence(before, None)))
        st.info("No such file has been chosen yet: choose one, or go on foot.")
        st.stop()
    with errors_in_words():
        return mark_of(file.getvalue(), file.name), _times(file.getvalue(), file.name)


def _select(label: str, options: Mapping[str, str], key: str, first: str = "") -> str:
    keys = list(options)
    if st.session_state.get(key) not in options:
        st.session_state[key] = first if first in options else keys[0]
    return st.selectbox(label, keys, format_func=options.__getitem__, key=key)
