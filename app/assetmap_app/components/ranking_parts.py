"""Parts of the screen Social capital: organisations by one measure, and what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import streamlit as st
from streamlit.column_config import NumberColumn, TextColumn

from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.people import NO_ORDER
from assetmap.views.ranking.behind import Behind, behind
from assetmap.views.ranking.view import Ranking, measures_ranked, place_ends, ranking
from assetmap.views.wording import counted
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.tables import show_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from assetmap.model import Snapshot
    from assetmap.views.measuring.fade import Fade

_BEHIND: Final = {"who": "Who", "whom": "With whom", "said": "What was said, and where"}
_FEW_ROWS: Final = 6
_CHOOSE: Final = "Choose Partnerships or Shared venues to see organisations by their numbers."


class RankChoice(NamedTuple):
    """Of which ties, by which groups, and how ties fade (None: not at all)."""

    ties: str
    group_by: str
    fade: Fade | None = None


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner="Putting them in order")
def _ranking(snapshot: Snapshot, name: str, choice: RankChoice) -> Ranking:
    return ranking(snapshot, name, **choice._asdict())


@st.cache_resource(
    hash_funcs=BY_KEY, max_entries=8, show_spinner="Working out who could stand where"
)
def _sure_ranking(snapshot: Snapshot, name: str, choice: RankChoice) -> Ranking:
    known = place_ends(snapshot, name, **choice._asdict())
    return ranking(snapshot, name, **choice._asdict(), known=known)


@st.cache_data(hash_funcs=BY_KEY, max_entries=64, show_spinner=False)
def _behind(snapshot: Snapshot, name: str, party_id: str, choice: RankChoice) -> Behind:
    return behind(snapshot, name, party_id, **choice._asdict())


def show_ranking(snapshot: Snapshot, choice: RankChoice) -> None:
    """Ask by which number, and show organisations by it, then the rows behind one of them."""
    names = measures_ranked(choice.ties)
    if not names:
        st.info(f"{NO_ORDER} {_CHOOSE}")
        return
    name = st.selectbox("By which number", list(names), format_func=names.__getitem__, key="by")
    found = _ranking(snapshot, name, choice)
    measure = found.measure
    st.markdown(f"**{plain(measure.sentence)}** What would raise it: {plain(measure.raised_by)}")
    st.caption(plain(found.sureness))
    table = st.empty()
    _show_table(table, found)
    names_of = {row["id"]: f"{row['name']} ({row['value']})" for row in found.rows}
    party_id = st.selectbox(
        "Open the rows behind the number of",
        list(names_of),
        format_func=names_of.__getitem__,
        key="behind",
    )
    # Nobody asked for the first: its rows stay closed if they would fill a phone.
    is_asked = party_id != next(iter(names_of), party_id)
    _show_behind(_behind(snapshot, name, party_id, choice), is_asked=is_asked)
    st.markdown(
        f"How it is worked out: {plain(measure.formula)} ({plain(measure.unit)}). "
        f"Source: {plain(measure.reference)}."
    )
    if choice.ties == PARTNERSHIPS:  # last, because it takes longest
        _show_table(table, _sure_ranking(snapshot, name, choice))


def _show_table(place: DeltaGenerator, found: Ranking) -> None:
    has_ends = any(row["could_be"] for row in found.rows)
    title = found.measure.title
    place.dataframe(
        found.rows,
        hide_index=True,
        # What is short first, so that a phone shows names too.
        column_order=["place", *(["could_be"] if has_ends else []), "number", "name", "group"],
        column_config={
            "place": NumberColumn("Place", help="Equals share a place"),
            "name": "Name",
            "group": "Group",
            "number": NumberColumn("Number", help=title, format=_format(found)),
            "could_be": TextColumn("Could be", help=found.could_be),
        },
        alt=f"Organisations by {title}, the highest first",
    )


def _format(found: Ranking) -> str:
    if found.measure.unit.startswith("share"):
        return "percent"
    is_whole = all(float(row["number"] or 0).is_integer() for row in found.rows)
    return "%d" if is_whole else "%.2f"


def _show_behind(found: Behind, *, is_asked: bool) -> None:
    st.markdown(" ".join(plain(sentence) for sentence in found.sentences))
    if found.rows:
        rows = [
            {**row, "said": ", ".join(each for each in (row["says"], row["source"]) if each)}
            for row in found.rows
        ]
        with st.expander(
            f"{counted(len(rows), 'row')} behind the number",
            expanded=is_asked or len(rows) <= _FEW_ROWS,
        ):
            show_table(rows, "The rows behind the number", _BEHIND)
