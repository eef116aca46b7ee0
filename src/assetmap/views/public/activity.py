"""The page of one activity: what happens, where and when, and the ways to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.model.snapshot import terms_with
from assetmap.views.public.card import (
    occasion_words,
    when_words,
    where_words,
)
from assetmap.views.public.said import day_said, list_said, said
from assetmap.views.public.sieve import AT_HOME
from assetmap.views.public.web_address import web_address

if TYPE_CHECKING:
    from assetmap.views.public.directory import Directory
    from assetmap.views.public.lines import ActivityLine, LocationLine, OrganisationLine

_MOST_ALIKE: Final = 4
_CLOSED: Final = {
    "temporarily closed": said("This is closed for now, and means to open again."),
    "inactive": said("This does not run now."),
    "defunct": said("This has closed."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to go to an activity, or to be put in touch.

    Attributes
    ----------
    kind
        `come`, `phone`, `email`, `form` or `ask`.
    title
        What to do.
    sentences
        How.
    address
        A link that does it, or "".
    label
        The words of that link.
    """

    kind: str
    title: str
    sentences: tuple[str, ...]
    address: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """All that the page of an activity shows.

    Attributes
    ----------
    activity, organisation
        The rows; the organisation may be unknown.
    closed
        A sentence if it does not run, else "".
    ways
        How to go, the easiest first.
    when
        Regular times.
    next_on
        The next dates.
    where
        In a few words.
    places
        Where it meets.
    facts
        Title and words of what else is known: cost, ages, languages, access, wait.
    checked
        When it was last checked.
    source
        Where the record is from.
    needs, communities, areas
        Ids and names, for links.
    alike
        Rows of others that answer the same.
    has_calendar
        Whether it has dates.
    """

    activity: ActivityLine
    organisation: OrganisationLine | None
    closed: str
    ways: tuple[Way, ...]
    when: tuple[str, ...]
    next_on: tuple[str, ...]
    where: str
    places: tuple[LocationLine, ...]
    facts: tuple[tuple[str, str], ...]
    checked: str
    source: str
    needs: tuple[tuple[str, str], ...]
    communities: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    alike: tuple[int, ...]
    has_calendar: bool

    @property
    def points(self) -> list[tuple[float, float]]:
        """Latitude and longitude of the places where it meets."""
        return [
            (place.latitude, place.longitude)
            for place in self.places
            if place.latitude is not None and place.longitude is not None
        ]


def activity_page(directory: Directory, activity_id: str) -> ActivityPage | None:
    """Return the page of an activity, also one that has ended; None if there is none."""
    row = directory.row_of.get(activity_id)
    if row is None:
        return None
    activity = directory.activities[row]
    occasions = directory.occasions_of[row]
    next_on = tuple(occasion_words(each, directory.day) for each in occasions)
    organisation = directory.organisations.get(activity.organisation_id)
    places = directory.places_of(activity_id)
    closed = _closed(directory, activity)
    return ActivityPage(
        activity=activity,
        organisation=organisation,
        closed=closed,
        ways=() if closed else _ways(directory, activity, next_on),
        when=tuple(when_words(directory, activity_id)),
        next_on=next_on,
        where=where_words(directory, activity),
        places=places,
        facts=_facts(directory, activity, places),
        checked=directory.checks[row].sentence,
        source=activity.provenance,
        needs=_named(directory.needs_of, directory.need_names, activity_id),
        communities=_named(directory.communities_of, directory.community_names, activity_id),
        areas=_areas(directory, activity_id, places),
        alike=tuple(_alike(directory, row)),
        has_calendar=bool(occasions),
    )


def _closed(directory: Directory, activity: ActivityLine) -> str:
    if activity.valid_to is not None and activity.valid_to <= directory.day:
        return said("This ended on %(day)s.", day=day_said(activity.valid_to))
    return _CLOSED.get(activity.status, "")


def _ways(
    directory: Directory, activity: ActivityLine, next_on: tuple[str, ...]
) -> tuple[Way, ...]:
    organisation = directory.organisations.get(activity.organisation_id)
    ways = [_coming(directory, activity, next_on)]
    if organisation is not None and organisation.phone:
        number = "".join(each for each in organisation.phone if each.isdigit() or each == "+")
        who = organisation.name
        how = said("Ring %(who)s and ask about “%(what)s”.", who=who, what=activity.name)
        ways.append(Way("phone", said("Phone"), (how,), f"tel:{number}", organisation.phone))
    if organisation is not None and "@" in organisation.email:
        how = said("Write to %(who)s.", who=organisation.name)
        to = organisation.email
        ways.append(Way("email", said("E-mail"), (how,), f"mailto:{to}", to))
    address = web_address(activity.website) or web_address(
        organisation.website if organisation else ""
    )
    if address:
        how = said("This leads to their own website.")
        ways.append(Way("form", said("Their own page or form"), (how,), address, address))
    return tuple(way for way in ways if way is not None)


def _coming(directory: Directory, activity: ActivityLine, next_on: tuple[str, ...]) -> Way | None:
    visit = activity.first_visit
    first = (said("The first time: %(words)s", words=visit),) if visit else ()
    route = activity.referral_route
    if activity.self_referral is False:
        ask = route or said("Ask your GP practice for the link worker.")
        return Way("ask", said("Ask to be put in touch"), (ask, *first))
    waits = bool(activity.wait_days)
    meets = bool(directory.places_of(activity.id)) and activity.mode not in AT_HOME
    if not meets or waits or not next_on:
        wait = (_wait_sentence(activity.wait_days),) if activity.wait_days else ()
        how = (*wait, *first)
        return Way("ask", said("Get in touch first"), how) if how else None
    where = directory.places_of(activity.id)[0].words
    how = (said("Next: %(day)s.", day=next_on[0]), said("Where: %(place)s.", place=where), *first)
    return Way("come", said("Just turn up"), how)


def _wait_sentence(days: int) -> str:
    if days == 1:
        return said("There is usually a wait of one day before a first visit.")
    return said("There is usually a wait of %(n)s days before a first visit.", n=f"{days:,}")


def _facts(
    directory: Directory, activity: ActivityLine, places: tuple[LocationLine, ...]
) -> tuple[tuple[str, str], ...]:
    access = dict.fromkeys(
        filter(None, (activity.accessibility, *(p.accessibility for p in places)))
    )
    modes = {term.value: term.label for term in terms_with("mode", directory.place.vocabulary)}
    told = (
        (said("Cost"), activity.cost),
        (said("How"), modes.get(activity.mode, activity.mode)),
        (said("Who it is for"), activity.eligibility),
        (said("Ages"), ages_words(activity.minimum_age, activity.maximum_age)),
        (said("Languages"), list_said(activity.languages) if activity.languages else ""),
        (said("Getting in"), " ".join(access)),
        (said("Wait"), _wait_sentence(activity.wait_days) if activity.wait_days else ""),
        (
            said("To be put in touch"),
            "" if activity.self_referral is False else activity.referral_route,
        ),
    )
    return tuple((title, words) for title, words in told if words)


def ages_words(youngest: int | None, oldest: int | None) -> str:
    """Return which ages are welcome, or "" if nobody says.

    Examples
    --------
    >>> ages_words(50, None), ages_words(None, 18), ages_words(16, 25), ages_words(None, None)
    ('50 and over', 'up to 18', '16 to 25', '')
    """
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return said("%(age)s and over", age=str(youngest))
    if not youngest:
        return said("up to %(age)s", age=str(oldest))
    return said("%(youngest)s to %(oldest)s", youngest=str(youngest), oldest=str(oldest))


def _named(
    ends_of: dict[str, tuple[str, ...]], names: dict[str, str], activity_id: str
) -> tuple[tuple[str, str], ...]:
    return tuple((end, names[end]) for end in ends_of.get(activity_id, ()))


def _areas(
    directory: Directory, activity_id: str, places: tuple[LocationLine, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the areas in which an activity meets, and those that it serves."""
    meets = (
        code
        for place in places
        for code in directory.area_chains.get(place.area_code, ())
        if directory.area_levels.get(code) != "lsoa"
    )
    codes = dict.fromkeys((*meets, *directory.areas_served.get(activity_id, ())))
    return tuple((code, directory.area_names[code]) for code in codes)


def _alike(directory: Directory, row: int) -> list[int]:
    """Return the rows of others that meet most of the same needs, the nearest first."""
    activity = directory.activities[row]
    shared = np.zeros(len(directory.activities))
    for need_id in directory.needs_of.get(activity.id, ()):
        shared[directory.rows_meeting[need_id]] += 1
    shared[row] = 0
    shared *= directory.is_running
    least = np.partition(shared, -_MOST_ALIKE)[-_MOST_ALIKE] if len(shared) > _MOST_ALIKE else 0
    rows = np.flatnonzero((shared > 0) & (shared >= least))  # the others would come behind these
    far = directory.distances_from(row)[rows]
    order = np.lexsort((directory.id_ranks[rows], far, -shared[rows]))
    chosen: list[int] = rows[order][:_MOST_ALIKE].tolist()
    return chosen
