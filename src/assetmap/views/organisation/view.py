"""View: one organisation, as it looks from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from assetmap.errors import DataError
from assetmap.model import NOT_RUNNING
from assetmap.views.areas import town_of
from assetmap.views.organisation.circle import introductions_for
from assetmap.views.organisation.events import stories_of, workshops_of
from assetmap.views.organisation.journeys import journeys_of
from assetmap.views.organisation.money import money_of
from assetmap.views.organisation.part import text_of
from assetmap.views.organisation.partners import partners_of
from assetmap.views.organisation.strengths import strengths_of
from assetmap.views.organisation.ties import ties_of
from assetmap.views.organisation.work import work_of
from assetmap.views.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.model import Snapshot
    from assetmap.views.organisation.circle import IntroductionRow
    from assetmap.views.organisation.events import StoryRow, WorkshopRow
    from assetmap.views.organisation.journeys import Journeys
    from assetmap.views.organisation.money import GrantRow
    from assetmap.views.organisation.part import Part
    from assetmap.views.organisation.partners import Partners
    from assetmap.views.organisation.strengths import StrengthRow
    from assetmap.views.organisation.work import WorkRow


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """All that a place knows of one organisation, strengths first.

    Attributes
    ----------
    id, name
        Which, and how it is called.
    kind
        Its sector, its town, and its state if it does not run.
    facts
        What it says of itself, in whole sentences; possibly none.
    strengths, work, partners, introductions, journeys, money, workshops, stories
        What it holds; what it runs; whom it works with; whom its partners work with; who refers
        to it and to whom it refers; grants; workshops that it took part in; stories about it.
    """

    id: str
    name: str
    kind: str
    facts: tuple[str, ...]
    strengths: Part[StrengthRow]
    work: Part[WorkRow]
    partners: Partners
    introductions: Part[IntroductionRow]
    journeys: Journeys
    money: Part[GrantRow]
    workshops: Part[WorkshopRow]
    stories: Part[StoryRow]


def organisation_view(
    snapshot: Snapshot, organisation_id: str, *, today: dt.date
) -> OrganisationView:
    """Return all that a place knows of one organisation.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Which.
    today
        Times that ended before this day are said to have ended.

    Returns
    -------
    OrganisationView
        Every part has a sentence, also where there is nothing.

    Raises
    ------
    DataError
        If the place has no such organisation.
    """
    rows = snapshot.table("Organisation")
    own = rows[rows["id"] == organisation_id]
    if own.empty:
        msg = f"The map has no organisation {organisation_id!r}; choose one from the list."
        raise DataError(msg)
    row = own.iloc[0].to_dict()
    ties = ties_of(snapshot, [organisation_id])
    return OrganisationView(
        id=organisation_id,
        name=row["name"],
        kind=_kind(snapshot, organisation_id, row),
        facts=_facts(snapshot, row),
        strengths=strengths_of(snapshot, organisation_id),
        work=work_of(snapshot, organisation_id, today=today),
        partners=partners_of(snapshot, organisation_id, ties),
        introductions=introductions_for(snapshot, organisation_id, ties),
        journeys=journeys_of(snapshot, organisation_id),
        money=money_of(snapshot, organisation_id),
        workshops=workshops_of(snapshot, organisation_id),
        stories=stories_of(snapshot, organisation_id),
    )


def _kind(snapshot: Snapshot, organisation_id: str, row: Mapping[Any, Any]) -> str:
    sectors = {term.value: term.label for term in snapshot.terms("sector")}
    states = {term.value: term.label for term in snapshot.terms("status")}
    sector, status = snapshot.sector_of[organisation_id], text_of(row["status"])
    said = [
        sectors.get(sector, sector),
        town_of(snapshot).get(organisation_id, ""),
        states.get(status, status) if status in NOT_RUNNING else "",
    ]
    return ", ".join(each for each in said if each)


def _facts(snapshot: Snapshot, row: Mapping[Any, Any]) -> tuple[str, ...]:
    bands = {term.value: term.label for term in snapshot.terms("income_band")}
    band = text_of(row["income_band"])
    n_patients = 0 if pd.isna(row["n_patients"]) else int(row["n_patients"])
    said = (
        ("", text_of(row["description"])),
        ("Website: ", text_of(row["website"])),
        ("Also known as: ", text_of(row["alternate_names"]).replace("|", ", ")),
        ("Registered as: ", text_of(row["identifiers"]).replace("|", ", ")),
        ("Yearly income: ", bands.get(band, band)),
        ("", f"{counted(n_patients, 'patient')} on its list." if n_patients else ""),
    )
    return tuple(f"{label}{words}" for label, words in said if words)
