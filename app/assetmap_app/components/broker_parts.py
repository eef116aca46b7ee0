"""Part of the screen Brokers: the table of all who join others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from streamlit.column_config import NumberColumn, TextColumn

from assetmap.views.brokers.view import ROLE_WORDS

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from assetmap.views.brokers.view import Brokers


_ROLE_HELP: Final = {
    "own": "Of the pairs joined, those of its own kind: a club that brings two clubs together "
    "(a coordinator)",
    "alike": "Pairs of one other kind: a council officer who brings two clubs together (a "
    "consultant)",
    "between": "One of its own kind and one of another: the club through which clubs reach the "
    "council, and the council them (a representative and gatekeeper)",
    "unlike": "Two of different kinds, neither its own: a school that brings a mosque and a "
    "practice together (a liaison)",
}


def show_brokers(place: DeltaGenerator, view: Brokers, group: str) -> None:
    """Show in `place` all who join others; `group` is what a column of their groups is called."""
    place.dataframe(
        view.rows,
        hide_index=True,
        column_order=[
            # What is short first, so that a phone shows names too.
            "place",
            *(["could_be"] if view.could_be else []),
            *["pairs", "name", "n_cut_off", "group", *ROLE_WORDS, "role", "joins"],
        ],
        column_config={
            "place": NumberColumn("Place", help="Equals share the highest"),
            "could_be": TextColumn("Could be", help=view.could_be),
            "name": "Name",
            "group": group,
            "pairs": NumberColumn("Pairs", help="Pairs joined: they have no tie of their own"),
            **{
                role: NumberColumn(words, help=_ROLE_HELP[role])
                for role, words in ROLE_WORDS.items()
            },
            "role": TextColumn("Most often", help="Which of these four it does most"),
            "joins": TextColumn(
                "Is tied to", help="The kinds of those it is tied to, those with the most first"
            ),
            "n_cut_off": NumberColumn(
                "Cut off without it", help="How many others would be cut off from the rest"
            ),
        },
        alt="Everybody who joins others, those who join the most pairs first",
    )
