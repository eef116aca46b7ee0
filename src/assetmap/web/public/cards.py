"""Activities in lists, drawn once for a place and a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from markupsafe import Markup

from assetmap.views.public.card import card
from assetmap.web.pages import templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.views.public.directory import Directory

_drawn: Final[WeakKeyDictionary[Directory, dict[tuple[str, int], Markup]]] = WeakKeyDictionary()


def drawn_cards(
    directory: Directory, rows: Iterable[int], language: str, far: Mapping[int, str] | None = None
) -> list[Markup]:
    """Return the activities in some rows as they stand in a list.

    Parameters
    ----------
    directory
        The place and the day.
    rows
        Of the directory's activities, in the order of the list.
    language
        Of the fixed words.
    far
        How far some of them are, in words.
    """
    known = _drawn.setdefault(directory, {})
    cards = []
    for row in rows:
        if (language, row) not in known:
            known[language, row] = _draw(directory, row, language)
        away = "" if far is None else far.get(row, "")
        cards.append(_with_distance(known[language, row], away, language))
    return cards


def _draw(directory: Directory, row: int, language: str) -> Markup:
    template = templates(language).get_template("public/_card.html")
    return Markup(template.render(card=card(directory, row)))  # noqa: S704  a template of ours escapes


def _with_distance(drawn: Markup, far: str, language: str) -> Markup:
    return drawn.replace(_FAR, _far(far, language) if far else Markup())


@cache
def _far(far: str, language: str) -> Markup:
    words = templates(language).filters["translated"](far)
    return Markup('<p class="far">{}</p>').format(words)


_FAR: Final = Markup("<!-- far -->")
