"""Two choices of a month: a screen of referrals is asked about whole months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assetmap.views.flows.month_span import NO_REFERRALS, month_after, month_choice, month_words
from assetmap_app.components.current import BY_KEY, READER

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot
    from assetmap.views.flows.month_span import MonthChoice


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner="Reading the referrals")
def _choice(snapshot: Snapshot) -> MonthChoice | None:
    return month_choice(snapshot, READER)


def chosen_months(snapshot: Snapshot, key: str) -> tuple[dt.date, dt.date]:
    """Ask for the first and the last month; words, and an end to the screen, where none can be.

    Parameters
    ----------
    snapshot
        The place.
    key
        What the choices of this screen are kept under.

    Returns
    -------
    start, end
        The first day of the first month, and of the month after the last.
    """
    choice = _choice(snapshot)
    if choice is None:
        st.info(NO_REFERRALS.replace("screen Data", "screen *Data*"))
        st.stop()
    first, last = st.columns(2)
    start = first.selectbox(
        "From the start of",
        choice.months,
        choice.months.index(choice.first),
        format_func=month_words,
        key=f"{key}_first",
    )
    last_month = last.selectbox(
        "To the end of",
        choice.months,
        choice.months.index(choice.last),
        format_func=month_words,
        key=f"{key}_last",
    )
    if last_month < start:
        st.info("No month lies between these two yet: choose a last month after the first.")
        st.stop()
    return start, month_after(last_month)
