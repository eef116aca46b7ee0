"""The choices of the screen Round the table; who is invited stands in the address too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.map.choice import levels
from assetmap.views.round_table.choice import (
    ANY_NUMBER,
    MOST_SEATS,
    SHARES,
    SHARES_TITLE,
    TableChoice,
    guests_to_choose,
    level_of,
    themes,
)
from assetmap_app.components.current import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.model import Snapshot
    from assetmap.views.organisation.choice import OrganisationList

INVITED: Final = "invited"
"""Name of the choice of guests, in the address."""

_GUESTS: Final = "guests"  # kept in the session, where a box's own choice ends with the screen
_BOX: Final = "guests_box"
_WRITTEN: Final = "guests_written"
_WORDS: Final = "guests_words"
_MOST_OF_SECTOR: Final = (1, 2, 3, 4, 5, ANY_NUMBER)


def guests() -> tuple[str, ...]:
    """Return who is invited, in the order in which they were."""
    return tuple(st.session_state.get(_GUESTS, ()))


def invite(ids: Iterable[str]) -> None:
    """Add organisations to those invited."""
    st.session_state[_GUESTS] = list(dict.fromkeys([*guests(), *ids]))


def guests_choice(snapshot: Snapshot) -> tuple[str, ...]:
    """Ask whom to invite, by name; return their ids."""
    _recall(snapshot)
    listing = _listing(snapshot, st.session_state.get(_WORDS, ""), *guests())
    if listing.is_long:
        st.text_input("Part of a name, a sector or a town", key=_WORDS)
    names = listing.names
    # Set before the box is made: a choice made by a button has to stand in it.
    st.session_state[_BOX] = [id_ for id_ in guests() if id_ in names]
    st.multiselect(
        "Whom do you want to invite?",
        list(names),
        format_func=names.__getitem__,
        key=_BOX,
        on_change=_note_box,
        placeholder="Type a name, or open the list",
        select_all=False,
    )
    return tuple(st.session_state[_BOX])


def table_choice(snapshot: Snapshot, invited: tuple[str, ...]) -> TableChoice:
    """Ask how many seats there are, which shares they have, and what counts."""
    plain = TableChoice()
    with st.expander(SHARES_TITLE):
        left, right = st.columns(2)
        n_seats = left.number_input("Seats", 1, MOST_SEATS, plain.n_seats, key="table_seats")
        share = right.selectbox(
            "Seats for voluntary and community organisations",
            list(SHARES),
            format_func=lambda value: SHARES[value][0],
            key="table_share",
        )
        most = left.selectbox(
            "Most seats for each other sector",
            _MOST_OF_SECTOR,
            _MOST_OF_SECTOR.index(plain.most_of_sector),
            format_func=lambda n: "Any number" if n == ANY_NUMBER else f"{n}",
            key="table_most",
        )
        level = _level(snapshot, plain)
        is_each_area = st.checkbox("Somebody who is there for each area", key="table_each_area")
        needs = themes(snapshot)
        need_ids = st.multiselect(
            "What matters, if not everything counts this time",
            list(needs),
            format_func=needs.__getitem__,
            key="table_needs",
            placeholder="Everything counts",
            select_all=False,
        )
        absent = _absent(snapshot, invited)
    return TableChoice(
        invited=invited,
        absent=absent,
        n_seats=int(n_seats),
        voluntary_share=share,
        most_of_sector=most,
        is_each_area=is_each_area,
        need_ids=tuple(need_ids),
        level=level,
    )


def remember_guests(invited: tuple[str, ...]) -> None:
    """Write who is invited into the address, so that it can be sent or opened again."""
    if st.query_params.get_all(INVITED) != list(invited) or set(st.query_params) - {INVITED}:
        st.query_params.from_dict({INVITED: list(invited)} if invited else {})
    st.session_state[_WRITTEN] = list(invited)


def _recall(snapshot: Snapshot) -> None:
    """Take guests from the address, if somebody opened it; ids that were joined as they are now."""
    asked = st.query_params.get_all(INVITED)
    if asked and asked != st.session_state.get(_WRITTEN):
        st.session_state[_GUESTS] = asked
    current = dict.fromkeys(snapshot.current_id(id_) for id_ in guests())
    st.session_state[_GUESTS] = list(current)


def _note_box() -> None:
    st.session_state[_GUESTS] = list(st.session_state[_BOX])


def _level(snapshot: Snapshot, plain: TableChoice) -> str:
    words = levels(snapshot)
    if len(words) < 2:  # noqa: PLR2004 - nothing to choose
        return ""
    first = list(words).index(level_of(snapshot, plain))
    return st.selectbox(
        "Areas", list(words), first, format_func=words.__getitem__, key="table_level"
    )


def _absent(snapshot: Snapshot, invited: tuple[str, ...]) -> tuple[str, ...]:
    names = _listing(snapshot, "", *st.session_state.get("table_absent", ())).names
    return tuple(
        st.multiselect(
            "Cannot come this time",
            [id_ for id_ in names if id_ not in invited],
            format_func=names.__getitem__,
            key="table_absent",
            placeholder="Nobody said no yet",
            select_all=False,
        )
    )


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner=False)
def _listing(snapshot: Snapshot, words: str, *always: str) -> OrganisationList:
    return guests_to_choose(snapshot, words, always=always)
