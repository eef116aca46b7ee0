"""Ways to narrow a search as they stand on its page, drawn once for all words that may be asked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus
from weakref import WeakKeyDictionary

from markupsafe import Markup, escape

from assetmap.views.public.filters import filters, sortings
from assetmap.web.pages import templates

if TYPE_CHECKING:
    from assetmap.views.public.directory import Directory
    from assetmap.views.public.question import Question

    Key = tuple[str, Question, bool]

_WORDS, _PLACE, _LIST = "w0w0w0", "p0p0p0", "k0k0k0"
_STAND_IN: Final = re.compile(f"{_WORDS}|{_PLACE}|{_LIST}")
_MOST_KEPT: Final = 256

_drawn: Final[WeakKeyDictionary[Directory, dict[Key, Markup]]] = WeakKeyDictionary()


def drawn_narrowing(
    directory: Directory, question: Question, language: str, *, is_placed: bool
) -> Markup:
    """Return the filters and orders of a search as they stand on its page.

    Parameters
    ----------
    directory
        The place and the day.
    question
        What is asked. Somebody's words, place and list stand in some fifty addresses: these are
        drawn with others in their stead, kept, and given the right ones; no words are kept.
    language
        Of the fixed words.
    is_placed
        Whether it is known where the question is asked from.
    """
    plain = replace(
        question,
        q=question.q and _WORDS,
        postcode=question.postcode and _PLACE,
        keep=question.keep and _LIST,
        page=1,
    )
    known = _drawn.setdefault(directory, {})
    key = (language, plain, is_placed)
    drawn = known.pop(key, None) or _draw(directory, plain, language, is_placed=is_placed)
    known[key] = drawn  # behind those that were asked for longer ago
    if len(known) > _MOST_KEPT:
        del known[next(iter(known))]
    said = {_WORDS: question.q, _PLACE: question.postcode, _LIST: question.keep}
    right = {stand_in: escape(quote_plus(value)) for stand_in, value in said.items()}
    filled = _STAND_IN.sub(lambda found: right[found[0]], drawn)
    return Markup(filled)  # noqa: S704  a template of ours and what was escaped


def _draw(directory: Directory, question: Question, language: str, *, is_placed: bool) -> Markup:
    template = templates(language).get_template("public/_filters.html")
    text = template.render(
        question=question,
        filters=filters(directory, question),
        sortings=sortings(question, is_placed=is_placed),
    )
    return Markup(text)  # noqa: S704  a template of ours escapes
