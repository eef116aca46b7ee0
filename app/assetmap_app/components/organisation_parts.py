"""Parts of the screen My organisation: sentences, how sure they are, and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.column_config import DateColumn, NumberColumn

from assetmap.views.wording import day_words
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.views.organisation.events import StoryRow
    from assetmap.views.organisation.part import Part
    from assetmap.views.organisation.partners import Partners
    from assetmap.views.organisation.paths import WayRow

_ROW: Final = 35  # pixels
_MOST_HEIGHT: Final = 320
_DAY: Final = "D MMM YYYY"

STRENGTHS: Final = {"name": "What", "kind": "Kind", "use": "Use", "where": "Where"}
WORK: Final = {
    "activity": "Activity",
    "when": "When",
    "venue": "Where",
    "area": "Area",
    "checked_on": DateColumn("Last checked", format=_DAY),
    "status": "State",
    "serves": "There for people in",
}
PARTNERS: Final = {
    "name": "Partner",
    "who_says": "Who says so",
    "you_say": "How close, you say",
    "they_say": "How close, they say",
    "besides": "Besides",
    "sector": "Sector",
}
INTRODUCTIONS: Final = {
    "name": "Organisation",
    "n_through": NumberColumn("Partners of yours", help="How many of your partners work with it"),
    "through": "Who could introduce you",
    "sector": "Sector",
    "town": "Town",
}
RECEIVED: Final = {"name": "From", "journeys": "Journeys", "own": "To", "what": "What they are"}
SENT: Final = {"name": "To", "journeys": "Journeys", "own": "From", "what": "What they are"}
MONEY: Final = {
    "name": "Who",
    "direction": "Which way",
    "amount_gbp": NumberColumn("Pounds", format="localized"),
    "awarded_on": DateColumn("Awarded", format=_DAY),
    "grant_id": "Number of the grant",
}
WORKSHOPS: Final = {
    "purpose": "What it was for",
    "held_on": DateColumn("Day", format=_DAY),
    "part": "Your part",
    "area": "Area",
}
_SCORES: Final = {
    "score": "Score, 1 to 4",
    "received": NumberColumn("You get", format="%.1f", help="Mean of what partners gave you"),
    "n_received": NumberColumn("From partners"),
    "given": NumberColumn("You give", format="%.1f", help="Mean of what you gave partners"),
    "n_given": NumberColumn("To partners"),
}
_EACH_SCORE: Final = {
    "name": "Partner",
    "direction": "Which way",
    "reliability": NumberColumn("Does what it says"),
    "mission": NumberColumn("Shared aim"),
    "openness": NumberColumn("Talks openly"),
    "power": NumberColumn("Influence"),
    "involvement": NumberColumn("Takes part"),
    "resources": NumberColumn("Resources"),
}


SECTIONS: Final = {
    "hold": "What you hold",
    "run": "What you run, where and when",
    "partners": "Whom you work with",
    "introductions": "Whom your partners work with",
    "ways": "Ways to another organisation",
    "received": "Who refers people to you",
    "sent": "To whom you refer people",
    "share": "Your share, fit to be shown",
    "grants": "Grants",
    "workshops": "Workshops that you took part in",
    "stories": "Stories about you",
    "address": "Send this page",
}
"""The sections of the screen by the name that an address ends in."""


def show_contents() -> None:
    """Show the ways to the sections of this screen."""
    st.markdown(" · ".join(f"[{title}](#{name})" for name, title in SECTIONS.items()))


def show_heading(name: str) -> None:
    """Show the heading of a section."""
    st.subheader(SECTIONS[name], anchor=name)


def show_part(part: Part[Any], columns: Mapping[str, Any], alt: str) -> None:
    """Show a part: its sentences, its rows as a table, and how sure it is.

    Parameters
    ----------
    part
        What there is.
    columns
        Heading or configuration by column, in the order shown.
    alt
        What the table is called to somebody who cannot see it.
    """
    st.markdown("\n\n".join(plain(sentence) for sentence in part.sentences))
    if part.rows:
        _table(part.rows, columns, alt)
    if part.sureness:
        st.markdown(f":small[How sure: {plain(part.sureness)}]")


def show_partners(partners: Partners) -> None:
    """Show whom an organisation works with, and the scores if a survey asked for any."""
    show_part(partners.partners, PARTNERS, "Partners, and who says so")
    if not partners.partners.rows:
        return
    st.subheader("How partners see you, and you them", anchor=False)
    show_part(partners.scores, _SCORES, "Scores given and received")
    if partners.each_score:
        with st.expander("Scores, partner by partner"):
            _table(partners.each_score, _EACH_SCORE, "Scores, partner by partner")


def show_stories(part: Part[StoryRow]) -> None:
    """Show stories in full, each with what it is about and when it was told."""
    st.markdown("\n\n".join(plain(sentence) for sentence in part.sentences))
    for story in part.rows:
        told = f", {day_words(story['told_on'])}" if story["told_on"] else ""
        about = f"About {'you' if story['about'] == 'You' else story['about']}{told}"
        themes = f" ({story['themes']})" if story["themes"] else ""
        st.markdown(f"> {plain(story['text'])}\n>\n> :small[{plain(about + themes)}]")


def show_ways(ways: Part[WayRow]) -> None:
    """Show ways from one organisation to another, each whole, with what ties its steps."""
    st.markdown("\n\n".join(plain(sentence) for sentence in ways.sentences))
    st.markdown(
        "\n".join(
            f"1. **{plain(row['way'])}**  \n   :small[{plain(row['ties'])}]" for row in ways.rows
        )
    )
    if ways.sureness:
        st.markdown(f":small[How sure: {plain(ways.sureness)}]")


def _table(rows: Sequence[Any], columns: Mapping[str, Any], alt: str) -> None:
    columns = {name: title for name, title in columns.items() if any(row[name] for row in rows)}
    st.dataframe(
        rows,
        hide_index=True,
        height=min(_MOST_HEIGHT, _ROW * (len(rows) + 1) + 3),
        column_order=tuple(columns),
        column_config=dict(columns),
        alt=alt,
    )
