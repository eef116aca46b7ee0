"""Tables of the screen Social capital: each group, each pair of groups, each sector's part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.social_capital.closeness import STEPS_WORDS, closeness_sentence
from assetmap.views.social_capital.each_group import GROUPS_WORDS, groups_sentence
from assetmap_app.components.tables import show_table, show_wide_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from assetmap.views.social_capital.groupings import Grouping
    from assetmap.views.social_capital.profile import SocialCapital

_GROUPS: Final = {"parties": "Parties", "ties": "Ties", "within": "Of these, within it"}
_STEPS: Final = {"words": "Step", "ties": "Pairs of partners"}
_FOOTING: Final = {
    "sector": "Sector",
    "organisations": "Organisations",
    "share_of_organisations": "Of all organisations",
    "what": "What",
    "amount": "How much",
    "share": "Of all of it",
    "ratio": "Times an even share",
}


def show_groups(view: SocialCapital, grouping: Grouping) -> None:
    """Show how each group is tied, and how many ties join each to each."""
    st.header(f"Each {grouping.one}", anchor=False)
    if not view.groups:
        st.markdown(f"No {grouping.one} of anybody is known yet.")
        return
    if told := groups_sentence(view.groups, grouping.one):
        st.markdown(f"**{plain(told)}**")
    st.markdown(f":small[{plain(GROUPS_WORDS)}]")
    titles = {"group": grouping.one.capitalize(), **_GROUPS}
    show_table(view.groups, f"How each {grouping.one} is tied", titles)
    with st.expander(f"Ties between each {grouping.one} and each other"):
        names = [str(name) for name in view.mixing.columns]
        rows = [
            {"group": str(name), **dict(zip(names, row, strict=True))}
            for name, row in zip(names, view.mixing.to_numpy().tolist(), strict=True)
        ]
        titles = {"group": grouping.one.capitalize(), **{name: name for name in names}}
        show_wide_table(rows, f"Ties between each {grouping.one} and each other", titles, "mixing")
        st.caption("A tie within one counts once, and a tie between two stands in both rows.")


def show_closeness(view: SocialCapital) -> None:
    """Show how many partners stand on each step of closeness, where they were asked."""
    if not view.closeness:
        return
    st.header("How close partners are", anchor=False)
    if told := closeness_sentence(view.closeness):
        st.markdown(f"**{plain(told)}**")
    st.markdown(f":small[{plain(STEPS_WORDS)}]")
    show_table(view.closeness, "Pairs of partners by how close they are", _STEPS)


def show_footing(view: SocialCapital) -> None:
    """Show each sector's part of what is shared out; what it comes to is one of the sides."""
    if not view.footing.rows:
        return
    st.header("Equal footing, sector by sector", anchor=False)
    with st.expander("Each sector's part of each thing"):
        show_wide_table(view.footing.rows, "Each sector's part", _FOOTING, "footing")
    for note in view.footing.notes:
        st.caption(plain(note))
