"""What may be asked of a list, read from an address; what cannot be is refused in a sentence."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.geo.postcodes import normal_postcode
from assetmap.web.api.answers import refuse

if TYPE_CHECKING:
    from starlette.requests import Request

PER_PAGE: Final = 50
MOST_PER_PAGE: Final = 500
"""Items of a page when nobody says how many, and at most."""

_MOST_LETTERS: Final = 200
_LAST_PAGE: Final = 1_000_000
_SHOWN: Final = 40
_FURTHEST_M: Final = 1_000_000
_TRUTHS: Final = {
    **dict.fromkeys(("true", "1", "yes"), True),
    **dict.fromkeys(("false", "0", "no", ""), False),
}
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is asked for.

    Attributes
    ----------
    page
        From 1.
    per_page
        Most items on it, from 1 to `MOST_PER_PAGE`.
    """

    page: int
    per_page: int

    @property
    def part(self) -> slice:
        """The items of the page."""
        return slice((self.page - 1) * self.per_page, self.page * self.per_page)

    def n_pages(self, n_items: int) -> int:
        """Return how many pages a list has, 1 or more."""
        return max(1, math.ceil(n_items / self.per_page))


def paging(request: Request, *, size: str = "per_page", usual: int = PER_PAGE) -> Paging:
    """Return the page that is asked for; more items than are given at once, as many as are.

    Parameters
    ----------
    request
        What was asked.
    size
        The name of the parameter that says how many.
    usual
        How many if it does not.
    """
    per_page = whole_number(request, size, usual)
    return Paging(whole_number(request, "page", 1), min(per_page, MOST_PER_PAGE))


def whole_number(request: Request, name: str, usual: int) -> int:
    """Return a whole number from 1, or `usual` if none is given."""
    text = request.query_params.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_LAST_PAGE))):
        msg = f"{name} is {_shown(text)}: give a whole number from 1 to {_LAST_PAGE:,}."
        raise refuse(msg)
    number = int(text)
    if not 1 <= number <= _LAST_PAGE:
        msg = f"{name} is {_shown(text)}: give a whole number from 1 to {_LAST_PAGE:,}."
        raise refuse(msg)
    return number


def truth(request: Request, name: str) -> bool:
    """Return whether something is asked for; it is not if nothing is said."""
    text = request.query_params.get(name, "")
    if text.casefold() not in _TRUTHS:
        msg = f"{name} is {_shown(text)}: say true or false."
        raise refuse(msg)
    return _TRUTHS[text.casefold()]


def words(request: Request, name: str) -> list[str]:
    """Return the words that are searched for, in small letters."""
    text = request.query_params.get(name, "")
    if len(text) > _MOST_LETTERS:
        msg = f"{name} has {len(text):,} letters: give at most {_MOST_LETTERS}."
        raise refuse(msg)
    return text.casefold().split()


def one_of(request: Request, name: str, choices: tuple[str, ...]) -> str:
    """Return one of several, the first if nothing is said."""
    text = request.query_params.get(name, "") or choices[0]
    if text not in choices:
        msg = f"{name} is {_shown(text)}: say {' or '.join(choices)}."
        raise refuse(msg)
    return text


def metres(request: Request, name: str) -> float | None:
    """Return a distance in metres, None if none is given."""
    text = request.query_params.get(name, "")
    if not text:
        return None
    try:
        distance = float(text) if len(text) <= _SHOWN else math.nan
    except ValueError:
        distance = math.nan
    if not 0 < distance <= _FURTHEST_M:
        msg = f"{name} is {_shown(text)}: give metres, from 1 to {_FURTHEST_M:,}."
        raise refuse(msg)
    return distance


def postcode(request: Request) -> str:
    """Return the postcode that is asked for, "" if none is."""
    text = request.query_params.get("postcode", "").strip()
    if not text:
        return ""
    found = normal_postcode(text) if len(text) <= _SHOWN else None
    if found is None:
        msg = f"postcode is {_shown(text)}: give a whole one, such as M33 7XX."
        raise refuse(msg)
    return found


def instant(request: Request, name: str) -> str:
    """Return a day or an instant as it was written, "" if none is given."""
    text = request.query_params.get(name, "")
    if text and _INSTANT.fullmatch(text) is None:
        msg = f"{name} is {_shown(text)}: give a day or a time, such as 2026-03-01."
        raise refuse(msg)
    return text


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
