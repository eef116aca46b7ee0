"""One headline number, with what it means and how sure it is."""

from __future__ import annotations

from typing import Literal, TypedDict

NumberGroup = Literal["What is strong here", "How we work together", "People's journeys"]


class Number(TypedDict):
    """One headline number.

    Keys: the group it stands in, its label, its value as shown, a sentence that says what it
    means, one that says how sure it is, and what would raise it, as its measure says (empty
    where it is of no measure, or nothing could raise it).
    """

    group: NumberGroup
    label: str
    value: str
    meaning: str
    sureness: str
    raised_by: str
