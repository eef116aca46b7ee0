"""Parts of the screen Overview: one finding, one number, one way on."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.views.findings.finding import Finding
    from assetmap.views.number import Number

_ABREAST: Final = 3


def show_numbers(numbers: Sequence[Number]) -> None:
    """Show numbers three abreast, each with what it means and how sure it is."""
    for first in range(0, len(numbers), _ABREAST):
        row = numbers[first : first + _ABREAST]
        for column, number in zip(st.columns(_ABREAST), row, strict=False):
            with column:
                _show_number(number)


def _show_number(number: Number) -> None:
    with st.container(border=True, height="stretch"):
        st.metric(plain(number["label"]), number["value"])
        st.write(plain(number["meaning"]))
        if number["raised_by"]:
            st.write(f"What would raise it: {plain(number['raised_by'])}")
        st.write(f":small[How sure: {plain(number['sureness'])}]")


def show_finding(finding: Finding, name_of: Mapping[str, str]) -> None:
    """Show a finding as a sentence, and the way to whom it is about where a map helps."""
    st.markdown(f"- {plain(finding.sentence)}")
    if finding.kind == "broker":
        broker = finding.ids[0]
        link_to("screens/network.py", f"See {plain(name_of[broker])} on the map", party=broker)


def link_to(screen: str, words: str, **query: str) -> None:
    """Offer the way to another screen.

    Parameters
    ----------
    screen
        Its file, as in `main.py`.
    words
        What the link says, with other people's words already made plain.
    query
        What the screen is to show at once.
    """
    # Run by itself, as a test does, a screen knows no other.
    with contextlib.suppress(StreamlitPageNotFoundError):
        st.page_link(screen, label=words, icon=":material/arrow_forward:", query_params=query)
