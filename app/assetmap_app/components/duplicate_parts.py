"""The part of the screen Data that asks which organisations are the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.errors import AssetMapError
from assetmap.ingest.duplicates.steps import join_rows, join_sure, say_not_same
from assetmap.views.duplicates_view import (
    DuplicatesView,
    LikelyPair,
    duplicates_view,
    side_by_side,
)
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.tables import show_table
from assetmap_app.components.uploads import actor_of
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.store.protocol import Store

_DONE: Final = "duplicates_done"
_AT: Final = "duplicates_at"
_SURE_SHOWN: Final = 50
_MANY: Final = 5_000
_SURE: Final = {"kept": "Stays", "others": "Joins it", "why": "Why"}


def show_duplicates(store: Store) -> None:
    """Offer sure ones together and likely ones one by one; nothing is joined without a yes."""
    if _DONE in st.session_state:
        st.success(plain(st.session_state.pop(_DONE)))
    snapshot = store.snapshot()
    n = snapshot.counts["Organisation"]
    if not n:
        st.write("Organisations that look like the same one are listed here once there are any.")
        return
    if n > _MANY and not st.checkbox(f"Look through {n:,} organisations (takes some seconds)"):
        return
    view = _view(snapshot)
    st.write(plain(view["sentence"]))
    if view["sure"]:
        _offer_sure(store, view, snapshot.revision)
    if view["likely"]:
        _offer_likely(store, snapshot, view["likely"])


@st.cache_data(hash_funcs=BY_KEY, max_entries=4, show_spinner="Comparing organisations")
def _view(snapshot: Snapshot) -> DuplicatesView:
    return duplicates_view(snapshot)


def _offer_sure(store: Store, view: DuplicatesView, revision: int) -> None:
    st.subheader("Surely the same")
    rows = view["sure"]
    show_table(rows[:_SURE_SHOWN], "Organisations that are surely the same", _SURE)
    if len(rows) > _SURE_SHOWN:
        st.write(f"And {len(rows) - _SURE_SHOWN:,} more like these.")
    # A new revision asks again, so that one yes is never taken twice.
    is_sure = st.checkbox("Yes, these are the same", key=f"all_sure_{revision}")
    if st.button("Join them all", disabled=not is_sure):
        _do(store, _join_all)


def _offer_likely(store: Store, snapshot: Snapshot, pairs: list[LikelyPair]) -> None:
    st.subheader("Perhaps the same")
    at = st.session_state.get(_AT, 0) % len(pairs)
    pair = pairs[at]
    both = {pair["kept_id"]: pair["kept"], pair["other_id"]: pair["other"]}
    st.write(f"Pair {at + 1:,} of {len(pairs):,}. {plain(' '.join(pair['reasons']))}")
    titles = {"what": "What is said", "kept": "The one", "other": "The other"}
    rows = side_by_side(snapshot, pair["kept_id"], pair["other_id"])
    show_table(rows, "The two side by side", titles)
    ids = list(both)
    words = {ids[0]: f"The one: {both[ids[0]]}", ids[1]: f"The other: {both[ids[1]]}"}
    kept_id = st.selectbox(
        "If they are the same, which one's words stay",
        ids,
        format_func=words.__getitem__,
        key=f"keep_{'_'.join(ids)}",
    )
    yes, no, later = st.columns(3)
    other_id = next(each for each in ids if each != kept_id)
    if yes.button("Yes, join them"):
        _do(store, lambda store, actor: _join_two(store, actor, kept_id, other_id))
    if no.button("No, they are different"):
        _do(store, lambda store, actor: _keep_apart(store, actor, kept_id, other_id))
    if later.button("Show another pair", disabled=len(pairs) == 1):
        st.session_state[_AT] = at + 1
        st.rerun()


def _join_all(store: Store, actor: str) -> str:
    done = join_sure(store, actor=actor)
    notes = " ".join(done.notes)
    return f"{done.n_gone:,} joined; that is change {done.revision}, to be undone below. {notes}"


def _join_two(store: Store, actor: str, kept_id: str, other_id: str) -> str:
    done = join_rows(store, kept_id, [other_id], actor=actor)
    notes = " ".join(done.notes)
    return f"The two are one now; that is change {done.revision}, to be undone below. {notes}"


def _keep_apart(store: Store, actor: str, one_id: str, other_id: str) -> str:
    revision = say_not_same(store, one_id, other_id, actor=actor)
    return f"Written down as change {revision}: they are different. They are not shown again."


def _do(store: Store, step: Callable[[Store, str], str]) -> None:
    try:
        done = step(store, actor_of(st.session_state.get("actor", "")))
    except AssetMapError as error:
        st.error(plain(str(error)))
        return
    st.session_state.pop("loaded", None)
    st.session_state[_DONE] = done
    st.rerun()
