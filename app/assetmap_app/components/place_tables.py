"""The tables of the map on the ground: choosing a row does what a click on the map does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.column_config import NumberColumn

from assetmap.views.map.choice import ACTIVITIES, KINDS
from assetmap_app.components.long_tables import page_of
from assetmap_app.components.selection import PARTY, SPOT, choose, chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from streamlit.elements.lib.column_types import ColumnConfig

    from assetmap.views.map.view import MapView

_EDITION: Final = "place_tables_edition"  # a table made anew forgets the row chosen in the old one
_THINGS: Final = {
    "name": "Name",
    "what": "What it is",
    "when": "When",
    "where": "Where",
    "area": "Area",
}


def choose_on_map(id_: str, *, is_party: bool) -> None:
    """Choose an area or thing that was clicked."""
    choose(id_, PARTY if is_party else SPOT)
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1


def areas_table(view: MapView) -> None:
    """Show all areas of the map, those with the most first."""
    order = ("activity", "organisation", "asset")
    counts = {f"n_{kind}": NumberColumn(KINDS[kind]) for kind in order}
    has_figures = view.areas["value"].notna().any() and view.choice.shade != ACTIVITIES
    figures = {"value": NumberColumn(view.shading.title, format="localized")} if has_figures else {}
    _table(
        view.areas,
        "areas",
        {"name": view.level or "Area", **figures, **counts},
        alt="All areas of the map, those with the most first",
    )


def things_table(view: MapView) -> None:
    """Show all that is on the map, by kind and name."""
    _table(
        page_of(view.things, _THINGS, "on_the_map", chosen=chosen()),
        "things",
        _THINGS,
        alt="Everything on the map: organisations, activities and strengths",
    )


def ties_table(view: MapView) -> None:
    """Show all ties that are drawn as arcs."""
    titles = {"from": "From", "to": "To", "says": "What it says"}
    rows = page_of(view.ties, titles, "ties_drawn")
    st.dataframe(
        rows,
        hide_index=True,
        height=min(320, 38 + 35 * max(len(rows), 1)),
        column_config=titles,
        alt="All ties that are drawn",
    )


def _table(
    rows: pd.DataFrame, name: str, columns: Mapping[str, ColumnConfig | str], *, alt: str
) -> None:
    ids = rows["id"].tolist()
    parties = set(rows.loc[rows["kind"] != "asset", "id"]) if "kind" in rows else set()
    # A name that is about what is shown: other rows are another table.
    key = f"place_{name}_{st.session_state.get(_EDITION, 0)}_{hash(tuple(ids))}"
    marked = [ids.index(chosen())] if chosen() in ids else []
    st.dataframe(
        rows[[column for column in columns if column in rows]],
        hide_index=True,
        height=min(420, 38 + 35 * max(len(rows), 1)),
        key=key,
        on_select=lambda: _choose_row(key, ids, parties),
        selection_mode="single-row",
        selection_default={"selection": {"rows": marked}},
        column_config=dict(columns),
        alt=alt,
    )


def _choose_row(key: str, ids: list[str], parties: set[str]) -> None:
    rows = st.session_state[key].selection.rows
    id_ = ids[rows[0]] if rows else ""
    choose(id_, PARTY if id_ in parties else SPOT)
