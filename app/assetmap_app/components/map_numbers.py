"""What a map of ties comes to: its numbers, each with its meaning and what would raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.network.view import MapNumber


def show_map_numbers(numbers: Sequence[MapNumber]) -> None:
    """Show numbers as a list of sentences."""
    st.subheader("What it comes to", anchor=False)
    st.markdown("\n".join(f"- {_sentence(each)}" for each in numbers))


def _sentence(number: MapNumber) -> str:
    said = f"**{number['value']}** {number['meaning']}"
    if not number["raised_by"]:
        return said
    return f"{said} :small[What would raise it: {plain(number['raised_by'])}]"
