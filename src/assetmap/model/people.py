"""Roles held by people who connect others, and what they learn."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from assetmap.model.column import column, reference
from assetmap.model.table import Table

_DISPLAY_NAME = "Name to show to partners, only with consent; may stay empty."
_CONSENT = "Whether this person agreed to be shown by name to partners."


class LinkWorker(Table):
    """A paid role: finds out what matters to a person, and goes with them."""

    display_name: Series[str] = column(_DISPLAY_NAME, "name", personal=True)
    consent: Series[str] = column(_CONSENT, "choice", vocabulary="consent", personal=True)
    organisation_id: Series[str] = reference(
        "Who employs this person.", ["Organisation"], tie="EMPLOYS", is_reversed=True
    )
    languages: Series[str] = column("Languages spoken.", "list", personal=True)
    capacity_per_year: Series[pd.Int64Dtype] = column(
        "How many people there is room for.", "integer", unit="people a year", minimum=0
    )


class Champion(Table):
    """A trained signposter in any walk of life."""

    display_name: Series[str] = column(_DISPLAY_NAME, "name", personal=True)
    consent: Series[str] = column(_CONSENT, "choice", vocabulary="consent", personal=True)
    organisation_id: Series[str] = reference(
        "Where this person is based.", ["Organisation"], tie="BASED_AT"
    )
    languages: Series[str] = column("Languages spoken.", "list", personal=True)
    hours_per_week: Series[float] = column(
        "Time given.", "number", unit="hours a week", minimum=0, maximum=168
    )


class Course(Table):
    """What champions and link workers learn."""

    name: Series[str] = column("What it is called.", "name", required=True, public=True)
    level: Series[str] = column("Its level, such as 2.", "name", public=True)
    provider: Series[str] = column("Who teaches it.", "name", public=True)
    units: Series[str] = column("What it is made of.", "list", public=True)
