"""An activity in a list: what a person needs to know to choose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.views.public.said import MONTHS, WEEKDAYS, list_said, said
from assetmap.views.public.sieve import AT_HOME, is_free
from assetmap.views.session_words import session_words

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.views.public.days import Occasion
    from assetmap.views.public.directory import Directory
    from assetmap.views.public.lines import ActivityLine
    from assetmap.views.public.said import Said

_MODES: Final = {
    "online": said("Online"),
    "phone": said("By phone"),
    "outreach": said("They come to you"),
}
_MOST_TIMES: Final = 2


@dataclass(frozen=True, slots=True)
class Card:
    """An activity in a list.

    Attributes
    ----------
    id, name, about
        Its own.
    where
        The places where it meets, or how it reaches a person.
    when
        Its regular times.
    next_on
        The next date, or "".
    cost
        What it costs; "" if nobody says.
    is_free
        Whether it costs nothing.
    run_by
        The organisation's name, or "".
    warning
        When it was last checked, if that is long ago; or that it has ended.
    """

    id: str
    name: str
    about: str
    where: str
    when: str
    next_on: str
    cost: str
    is_free: bool
    run_by: str
    warning: str


def card(directory: Directory, row: int) -> Card:
    """Return the activity in a row of the directory's activities as a card."""
    activity = directory.activities[row]
    organisation = directory.organisations.get(activity.organisation_id)
    occasions = directory.occasions_of[row]
    check = directory.checks[row]
    times = when_words(directory, activity.id)
    warning = check.sentence if check.is_old else ""
    return Card(
        id=activity.id,
        name=activity.name,
        about=activity.description,
        where=where_words(directory, activity),
        when=list_said(times, at_most=_MOST_TIMES) if times else "",
        next_on=occasion_words(occasions[0], directory.day) if occasions else "",
        cost=activity.cost,
        is_free=is_free(activity.cost),
        run_by="" if organisation is None else organisation.name,
        warning=warning if directory.is_running[row] else said("This has ended."),
    )


def when_words(directory: Directory, activity_id: str) -> list[Said]:
    """Return the regular times of an activity, each once."""
    times = (
        session_words(each.schedule or None, each.starts_at_local or None, each.minutes)
        for each in directory.sessions_of.get(activity_id, ())
    )
    return list(dict.fromkeys(times))


def where_words(directory: Directory, activity: ActivityLine) -> str:
    """Return where an activity meets, in a few words."""
    places = directory.places_of(activity.id)
    named = [f"{each.name}, {each.town}" if each.town else each.name for each in places]
    way = _MODES.get(activity.mode, "")
    if activity.mode in AT_HOME or not named:
        return way
    return list_said([way, *named] if way else named, at_most=2)


def occasion_words(occasion: Occasion, today: dt.date) -> str:
    """Return when something is on next.

    Examples
    --------
    >>> import datetime as dt
    >>> from assetmap.views.public.days import Occasion
    >>> occasion_words(Occasion(dt.date(2026, 3, 5), "14:00", "s"), dt.date(2026, 3, 4))
    'Tomorrow, Thursday 5 March, 14:00'
    """
    on = occasion.on
    values = {"weekday": WEEKDAYS[on.weekday()], "day": str(on.day), "month": MONTHS[on.month - 1]}
    day = said("%(weekday)s %(day)s %(month)s", **values)
    if on.year != today.year:
        day = said("%(weekday)s %(day)s %(month)s %(year)s", year=str(on.year), **values)
    if occasion.starts_at_local:
        day = said("%(day)s, %(clock)s", day=day, clock=occasion.starts_at_local)
    away = (on - today).days
    if away == 0:
        return said("Today, %(day)s", day=day)
    return said("Tomorrow, %(day)s", day=day) if away == 1 else day
