"""What a whole system does together: surveys, workshops, stories, its own words.

Also what it has found out of its own rows: which two are one, and which two are not.
"""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from assetmap.model.column import column, reference
from assetmap.model.table import Table, rule


class Survey(Table):
    """One round of asking organisations about each other."""

    asked_on: Series[pd.Timestamp] = column("Day on which it went out.", "date")


class Workshop(Table):
    """A meeting at which the system designs together."""

    held_on: Series[pd.Timestamp] = column("Day.", "date")
    area_code: Series[str] = reference("Area it was for.", ["Area"], tie="HELD_FOR")
    purpose: Series[str] = column("What it was for.")


class Proposal(Table):
    """Venues that *Where next* proposed, and what was asked; kept by assetmap, never filled in."""

    name: Series[str] = column("What it is called.", "name", required=True)
    need_id: Series[str] = reference(
        "What matters to people and is lacking; empty: not said.", ["Need"], tie="PROPOSED_FOR"
    )
    for_whom: Series[str] = column("For whom, such as everyone, or a community's id.", "name")
    time_of_week: Series[str] = column("When, such as weekday_evening.", "name")
    way: Series[str] = column("How people go: walk, straight, area, matrix or stops.", "name")
    minutes: Series[float] = column(
        "How long at most, on foot or by a table.", "number", unit="minutes", minimum=0
    )
    reach_m: Series[float] = column(
        "How far at most, in a straight line or to a stop.", "number", unit="metres", minimum=0
    )
    km_per_hour: Series[float] = column(
        "How fast people walk.", "number", unit="kilometres an hour", minimum=0
    )
    detour: Series[float] = column("Way on foot over the straight line.", "number", minimum=1)
    is_served: Series[pd.BooleanDtype] = column(
        "Whether what says that it serves an area counted there.", "truth"
    )
    is_held_enough: Series[pd.BooleanDtype] = column(
        "Whether venues counted of which nobody wrote down that they may be used.", "truth"
    )
    n_wanted: Series[pd.Int64Dtype] = column(
        "How many venues were asked for.", "integer", unit="venues", minimum=1
    )
    method: Series[str] = column(
        "How they were looked for: greedy, optimum or median; empty: greedy.", "name"
    )
    people_without: Series[pd.Int64Dtype] = column(
        "Who reached nothing for it then.", "integer", unit="people", minimum=0
    )
    people_covered: Series[pd.Int64Dtype] = column(
        "Whom of them all the venues reach.", "integer", unit="people", minimum=0
    )
    bound: Series[pd.Int64Dtype] = column(
        "What no choice of as many venues can exceed.", "integer", unit="people", minimum=0
    )
    made_on: Series[pd.Timestamp] = column("Day that was looked at.", "date")
    note: Series[str] = column("What whoever kept it says of it.")


class Story(Table):
    """What changed, in someone's words, with consent."""

    text: Series[str] = column("The words.", public=True)
    themes: Series[str] = column("What it is about.", "list", public=True)
    told_on: Series[pd.Timestamp] = column("Day it was told.", "date", public=True)
    consent: Series[str] = column(
        "Whether the person agreed to share it.", "choice", vocabulary="consent"
    )
    is_public: Series[pd.BooleanDtype] = column(
        "Whether anybody may read it; only with consent.", "truth"
    )


class Vocabulary(Table):
    """A word that the place adds to a list, or says in its own way."""

    vocabulary: Series[str] = column("Which list, such as sector.", "name", public=True)
    name: Series[str] = column("What is stored.", "name", required=True, public=True)
    label: Series[str] = column("What a screen shows.", "name", public=True)
    description: Series[str] = column("What it means.", public=True)
    synonyms: Series[str] = column("Other spellings in files.", "list", public=True)


class FormerId(Table):
    """The id that a row had before it was joined with another; kept by assetmap, never filled in.

    Links, files and lists that still say the old id mean the row that it is now.
    """

    current_id: Series[str] = reference(
        "The row that it is now.", ["Organisation", "Location"], required=True, public=True
    )


class NotSame(Table):
    """Two organisations that look alike and are not the same: somebody looked and said so."""

    organisation_id: Series[str] = reference("The one.", ["Organisation"], required=True)
    other_id: Series[str] = reference("The other.", ["Organisation"], required=True)

    @rule("other_id", "Every organisation is the same as itself.")
    def ends_differ(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that two organisations are named."""
        return rows["organisation_id"] != rows["other_id"]
