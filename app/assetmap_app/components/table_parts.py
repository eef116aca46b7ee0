"""Parts of the screen Round the table: whom to ask next, who is heard, earlier workshops."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from assetmap.views.round_table.heard import HEARD, MISSING
from assetmap_app.components.charts import BLUE, INK, either, layer, number, show_chart, word
from assetmap_app.components.table_ask import invite
from assetmap_app.components.tables import show_table, show_wide_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.round_table.earlier import Earlier
    from assetmap.views.round_table.heard import HeardRow, Hearing
    from assetmap.views.round_table.next_ones import NextRow
    from assetmap_app.components.charts import Spec

_ROW: Final = 22  # pixels
_LETTERS: Final = 190  # pixels for a name beside a bar
_RUST: Final = "#9a3412"
_NAMES: Final = {
    "labelLimit": _LETTERS,
    "labelFontSize": 13,
    "labelColor": INK,
    "ticks": False,
    "domain": False,
}
_HEARD: Final = {"name": "What", "state": "At the table", "who": "Who brings it"}
_EARLIER: Final = {"what": "Workshop", "guests": "Of your guests", "came": "Who came"}
_EARLIER_SHOWN: Final = 3  # more would fill a phone


def show_next(rows: Sequence[NextRow]) -> None:
    """Show whom to ask next, each with the reason and a button that invites them."""
    for first in range(0, len(rows), 2):
        for place, (column, row) in enumerate(
            zip(st.columns(2), rows[first : first + 2], strict=False), start=first
        ):
            with column, st.container(border=True, height="stretch"):
                kind = f":small[{plain(row['kind'])}]"
                st.markdown(f"**{plain(row['name'])}**  \n{kind}  \n{plain(row['reason'])}")
                # Named by its place, the button stays when another is proposed there, and so does
                # where a person who uses keys is.
                st.button(
                    f"Invite {plain(row['name'])}",
                    key=f"invite_{place}",
                    on_click=_invite,
                    args=(row,),
                )


def show_hearings(hearings: Sequence[Hearing]) -> None:
    """Show what is heard and missing, two kinds abreast: words, a picture, a table."""
    for first in range(0, len(hearings), 2):
        for column, hearing in zip(st.columns(2), hearings[first : first + 2], strict=False):
            with column, st.container(border=True):
                _show_hearing(hearing)


def show_earlier(earlier: Earlier) -> None:
    """Show who came to earlier workshops."""
    st.markdown("\n\n".join(plain(sentence) for sentence in earlier.sentences))
    if not earlier.rows:
        return
    has_guests = any(row["guests"] for row in earlier.rows)
    titles = {name: title for name, title in _EARLIER.items() if has_guests or name != "guests"}
    newest, older = earlier.rows[:_EARLIER_SHOWN], earlier.rows[_EARLIER_SHOWN:]
    show_wide_table(newest, "Earlier workshops, the newest first", titles, "earlier")
    if older:
        with st.expander("Older workshops"):
            show_wide_table(older, "Older workshops", titles, "older")


def _invite(row: NextRow) -> None:
    invite([row["id"]])
    st.toast(f"{plain(row['name'])} is invited.")


def _show_hearing(hearing: Hearing) -> None:
    st.subheader(hearing.title, anchor=False)
    st.markdown(plain(hearing.sentence))
    if any(row["n_guests"] for row in hearing.rows):
        show_chart(
            _picture(hearing.rows),
            f"{hearing.title}: how many of your guests bring each. {hearing.sentence}",
        )
    with st.expander(f"{hearing.title} as a table"):
        show_table(hearing.rows, f"{hearing.title}, and who brings them", _HEARD)


def _picture(rows: Sequence[HeardRow]) -> Spec:
    """Draw a bar for what is heard, as long as guests bring it; a ring and words for the rest."""
    seen: Counter[str] = Counter()
    cells: list[dict[str, Any]] = []
    for row in rows:
        seen[row["name"]] += 1
        # Two of one name stay two rows: the marks added have no width.
        name = row["name"] + "\u200b" * (seen[row["name"]] - 1)
        n_words = f"{row['n_guests']}" if row["n_guests"] else "nobody yet"
        cells.append({"name": name, "n": row["n_guests"], "state": row["state"], "words": n_words})
    scale = {"domain": [0, _longest(rows)]}
    at = {
        "y": word("name", sort=[cell["name"] for cell in cells], title=None, axis=_NAMES),
        "x": number("n", axis=None, scale=scale),
    }
    heard = [cell for cell in cells if cell["state"] == HEARD]
    missing = [cell for cell in cells if cell["state"] == MISSING]
    ring: dict[str, Any] = {"shape": "circle", "size": 50, "filled": False}
    # A layer without marks would be a picture without words to whoever listens.
    drawn = [
        *([layer(heard, "bar", at, size=12, color=BLUE)] if heard else []),
        *([layer(missing, "point", at, color=_RUST, **ring)] if missing else []),
    ]
    colour = either(f"datum.state === '{HEARD}'", BLUE, _RUST)
    told = at | {"text": word("words"), "color": colour}
    words = layer(cells, "text", told, align="left", dx=8, fontSize=13)
    return {"layer": [*drawn, words], "height": _ROW * len(cells) + 10}


def _longest(rows: Sequence[HeardRow]) -> float:
    """Return the end of the scale: room for the words beside the longest bar."""
    return max(3.0, *(row["n_guests"] for row in rows)) * 1.4
