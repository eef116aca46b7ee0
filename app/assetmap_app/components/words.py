"""Other people's words, put into Streamlit's labels and sentences letter by letter."""

from __future__ import annotations

import re
from string import punctuation
from typing import Final

_SPECIAL: Final = re.compile(f"[{re.escape(punctuation)}]")

# Streamlit replaces these after it has taken the backslashes away: icons, addresses that become
# links, two signs that become one. A piece of text with an empty span inside is left as it stands.
_REPLACED_LATER: Final = re.compile(
    r"(?<=:)(?=material_|streamlit:|//)"
    r"|(?<=www)(?=\.)"
    r"|(?<=@)"
    r"|(?<=[<>~-])(?=[-=>])",
    re.IGNORECASE,
)
_EMPTY_SPAN: Final = ":gray[]"


def plain(text: str) -> str:
    r"""Return `text` so that Streamlit's markdown shows it letter by letter.

    Names, notes and messages pass through here before they enter a label, a caption, a metric,
    a tab, a box or `st.write`. Cells of `st.dataframe`, `st.text` and the choices of a select
    box are never markdown: there the text goes as it is.

    Parameters
    ----------
    text
        What somebody typed, of any content.

    Returns
    -------
    str
        Markdown on one line; runs of white space become one space.

    Examples
    --------
    >>> print(plain("Tea & *talk*"))
    Tea \& \*talk\*
    """
    pieces = _REPLACED_LATER.split(" ".join(text.split()))
    return _EMPTY_SPAN.join(_SPECIAL.sub(lambda found: f"\\{found[0]}", each) for each in pieces)
