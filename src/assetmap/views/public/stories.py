"""Stories that may be shown: what changed, in someone's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.views.public.lines import day_of, several, text_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from assetmap.views.public.directory import Directory


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story with what it is about.

    Attributes
    ----------
    id, text, themes, told_on
        The row.
    about
        Kind of page, id and name of what it is about.
    """

    id: str
    text: str
    themes: tuple[str, ...]
    told_on: dt.date | None
    about: tuple[tuple[str, str, str], ...]


def stories_about(directory: Directory, ids: Iterable[str]) -> tuple[StoryLine, ...]:
    """Return the stories about one of `ids`."""
    wanted = set(ids)
    return tuple(
        each for each in directory.stories if any(id_ in wanted for _, id_, _ in each.about)
    )


def story_lines(directory: Directory) -> tuple[StoryLine, ...]:
    """Return the stories of a place with what each is about: kind of page, id and name."""
    about: dict[str, list[tuple[str, str, str]]] = {}
    ties = directory.place.about
    for story_id, id_ in zip(ties["from_id"], ties["to_id"], strict=True):
        named = _page_of(directory, id_)
        if named is not None:
            about.setdefault(story_id, []).append(named)
    rows = directory.place.stories[["id", "text", "themes", "told_on"]]
    lines = [
        StoryLine(
            id_, text_of(text), several(themes), day_of(told_on), tuple(sorted(about.get(id_, ())))
        )
        for id_, text, themes, told_on in rows.itertuples(index=False)
    ]
    lines.sort(key=lambda each: each.id)
    lines.sort(key=lambda each: each.told_on.toordinal() if each.told_on else 0, reverse=True)
    return tuple(each for each in lines if each.text)


def _page_of(directory: Directory, id_: str) -> tuple[str, str, str] | None:
    if id_ in directory.organisations:
        return "organisations", id_, directory.organisations[id_].name
    if id_ in directory.row_of:
        return "activities", id_, directory.activities[directory.row_of[id_]].name
    if id_ in directory.area_names:
        return "areas", id_, directory.area_names[id_]
    return None
