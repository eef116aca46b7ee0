"""Parts of the screens Gaps and Who could help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assetmap.views.gaps.helping import HELPER_WORDS
from assetmap.views.gaps.listing import (
    COVER_WORDS,
    GAP_WORDS,
    cover_rows,
    cover_sentences,
    gap_rows,
)
from assetmap.views.gaps.nearby import NEAR_WORDS, VENUE_WORDS
from assetmap.views.gaps.one import FACT_WORDS, START_WORDS
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.gap_choices import gap_address, looked_at
from assetmap_app.components.gap_map import gap_map
from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.rows import show_rows
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetmap.model import Snapshot
    from assetmap.views.gaps.helping import HelperRow
    from assetmap.views.gaps.listing import CoverRow, GapRow
    from assetmap.views.gaps.look import GapQuestion, Looked
    from assetmap.views.gaps.one import OneGap


def show_sentences(sentences: Iterable[str]) -> None:
    """Show sentences as a list."""
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def show_gap(gap: OneGap) -> None:
    """Show one gap: what is near, the map, the people, and what would fill it."""
    st.markdown(f"**{plain(gap.sentence)}**")
    st.subheader("What is strong nearby", anchor=False)
    if gap.strengths:
        show_sentences(gap.strengths)
    else:
        st.markdown("Nothing is recorded within reach yet.")
    gap_map(gap.ground)
    with st.expander("What there is for it, the nearest first"):
        if gap.near:
            show_rows(gap.near, NEAR_WORDS, "near", "What there is for it, the nearest first")
        else:
            st.markdown("Nothing in the place is recorded as meeting it.")
    with st.expander("Rooms within reach that stand free then"):
        if gap.venues:
            show_rows(gap.venues, VENUE_WORDS, "rooms", "Rooms within reach that stand free then")
        else:
            st.markdown("None is recorded. Rooms come in with the sheet HAS_USE_OF (Data).")
    st.subheader("Whom it is about", anchor=False)
    show_sentences(gap.sum_words)
    with st.expander("The small areas and the figures that make the number"):
        show_rows(gap.starts, START_WORDS, "small_areas", "The small areas of this number")
        if gap.facts:
            show_rows(gap.facts, FACT_WORDS, "figures", "The figures that were loaded")
    st.subheader("What would fill it", anchor=False)
    link_to("screens/who_could_help.py", "Who could help with this", **gap_address())
    link_to("screens/where_next.py", "Where it would reach most people", **gap_address())


def show_helpers(rows: Sequence[HelperRow]) -> None:
    """Show who could help, one after the other, then as a table."""
    for row in rows:
        st.markdown(f"**{plain(row['name'])}** has {plain(row['has'])}.")
        reasons = [row["skill"], row["room"], row["trust"]]
        show_sentences([*filter(None, reasons), f"Ask {row['ask']}"])
        words = f"See {plain(row['name'])}"
        link_to("screens/organisation.py", words, party=row["organisation_id"])
    st.header("The same as a table", anchor=False)
    show_rows(rows, HELPER_WORDS, "who_could_help", "Who could help, the likeliest first")


def show_named(looked: Looked) -> None:
    """Show the gaps of all groups and times by name."""
    rows = _named(looked.seen, looked.question)
    show_rows(rows, GAP_WORDS, "named_gaps", "Gaps by name, those of most people first")


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _named(snapshot: Snapshot, question: GapQuestion) -> tuple[GapRow, ...]:
    return gap_rows(looked_at(snapshot, question))


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _cover(
    snapshot: Snapshot, question: GapQuestion
) -> tuple[tuple[str, ...], tuple[CoverRow, ...]]:
    looked = looked_at(snapshot, question)
    return cover_sentences(looked), cover_rows(looked)


def show_cover(looked: Looked) -> None:
    """Show how far champions and link workers go round."""
    sentences, rows = _cover(looked.seen, looked.question)
    if sentences:
        show_sentences(sentences)
    with st.expander("Champions and link workers, area by area"):
        st.caption("Somebody who serves two areas counts in both: these numbers must not be added.")
        show_rows(rows, COVER_WORDS, "champions", "Who serves each area")
