"""What colours and shapes of the screens about gaps stand for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable

_STYLE: Final = (
    "<style>.gap-legend { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; "
    "gap: 0.25rem 1.1rem; font-size: 0.95rem; } .gap-legend li { margin: 0; display: flex; "
    "align-items: center; gap: 0.4rem; } .gap-legend i { width: 1.15rem; height: 1.15rem; "
    "flex: none; } .gap-legend i.shade { border: 1px solid #5a5464; }</style>"
)


def show_legend(items: Iterable[str]) -> None:
    """Show what stands for what, an item each of `shade_item`, `shape_item` or `text_item`."""
    st.html(f'{_STYLE}<ul class="gap-legend">{"".join(items)}</ul>')


def shade_item(colour: str, words: str) -> str:
    """Return the item of a shade of an area or a cell."""
    return f'<li><i class="shade" style="background: {colour}"></i>{escape(words)}</li>'


def shape_item(colour: str, corners: str, words: str) -> str:
    """Return the item of a shape by its corners, in per cent, with a dark border."""
    path = f"clip-path: polygon({corners})"
    inner = f"display: block; width: 64%; height: 64%; margin: 22% auto 0; background: {colour}"
    return (
        f'<li><i style="background: #1b1b1b; {path}"><b style="{inner}; {path}"></b></i>'
        f"{escape(words)}</li>"
    )


def text_item(sign: str, words: str) -> str:
    """Return the item of a sign that stands in place of a number."""
    return f"<li><b>{escape(sign)}</b> {escape(words)}</li>"
