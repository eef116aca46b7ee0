"""The page of an organisation: what it does, how to reach it, what it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.model.snapshot import terms_with
from assetmap.views.public.need import MOST_SHOWN
from assetmap.views.public.stories import StoryLine, stories_about
from assetmap.views.public.web_address import web_address

if TYPE_CHECKING:
    from assetmap.views.public.directory import Directory
    from assetmap.views.public.lines import LocationLine, OrganisationLine


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """All that the page of an organisation shows.

    Attributes
    ----------
    organisation
        The row.
    sector
        What sort of body it is.
    website
        An address that a link may lead to, or "".
    place
        Where it is based, if that is known.
    led_by
        Communities that lead it.
    rows
        Of the activities that it runs now, the first of them.
    total
        How many there are.
    ended
        Ids and names of those that have ended.
    stories
        About it.
    """

    organisation: OrganisationLine
    sector: str
    website: str
    place: LocationLine | None
    led_by: tuple[str, ...]
    rows: tuple[int, ...]
    total: int
    ended: tuple[tuple[str, str], ...]
    stories: tuple[StoryLine, ...]


def organisation_page(directory: Directory, organisation_id: str) -> OrganisationPage | None:
    """Return the page of an organisation, or None if there is none."""
    line = directory.organisations.get(organisation_id)
    if line is None:
        return None
    all_rows = np.array(directory.run_by.get(organisation_id, ()), dtype=np.int64)
    rows = directory.running_rows(all_rows)
    labels = {term.value: term.label for term in terms_with("sector", directory.place.vocabulary)}
    ended = (directory.activities[row] for row in all_rows if not directory.is_running[row])
    return OrganisationPage(
        organisation=line,
        sector="" if line.sector == "other" else labels.get(line.sector, line.sector),
        website=web_address(line.website),
        place=directory.locations.get(line.location_id),
        led_by=tuple(
            directory.community_names[i] for i in directory.leads.get(organisation_id, ())
        ),
        rows=rows[:MOST_SHOWN],
        total=len(rows),
        ended=tuple((each.id, each.name) for each in ended)[:MOST_SHOWN],
        stories=stories_about(directory, (organisation_id,)),
    )
