"""Services of a list that fit what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.web.api import asking
from assetmap.web.api.answers import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from assetmap.export.open_referral import Publication, ServiceFacts
    from assetmap.web.api.near import Surroundings

    Test = Callable[[ServiceFacts], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of services.

    Attributes
    ----------
    tests
        What each must be.
    within
        Distances in metres of the locations that are near enough, by our id; None: anywhere.
    """

    tests: tuple[Test, ...]
    within: Mapping[str, float] | None = None

    def fitting(self, publication: Publication) -> list[str]:
        """Return the UUIDs of the services that are asked for, in order."""
        found = list(publication.facts.items())
        for test in self.tests:
            found = [each for each in found if test(each[1])]
        return [id_ for id_, _ in found]

    def is_near(self, location_id: str) -> bool:
        """Tell whether a location is near enough."""
        return self.within is None or location_id in self.within

    @property
    def is_all(self) -> bool:
        """Whether nothing is asked for in particular."""
        return not self.tests and self.within is None


def wanted(request: Request, publication: Publication, around: Surroundings) -> Wanted:
    """Return what is asked of services, by the names of the standard.

    Parameters
    ----------
    request
        `search` (every word in the name, the description or what is told of it),
        `taxonomy_term_id`, `taxonomy_id`, `organization_id`, `postcode` (of a service with
        service areas: in one of them), `proximity` (metres from that postcode).
    publication
        The documents.
    around
        Where postcodes are.
    """
    asking.instant(request, "modified_after")  # the map does not tell when: all may have changed
    tests = [*_said(request), *_about(request, publication)]
    postcode, metres = asking.postcode(request), asking.metres(request, "proximity")
    if metres is not None:
        if not postcode:
            msg = "proximity has nothing to start from: give a postcode as well."
            raise refuse(msg)
        near = within(around, postcode, metres)
        tests.append(lambda facts: any(id_ in near for id_ in facts.location_ids))
        return Wanted(tuple(tests), near)
    if postcode:
        codes = around.areas_of(postcode)
        tests.append(lambda facts: not facts.area_codes or bool(facts.area_codes & codes))
    return Wanted(tuple(tests))


def within(around: Surroundings, postcode: str, metres: float) -> dict[str, float]:
    """Return the distances of locations at most so far from a postcode, by our id."""
    distances = around.distances_m(postcode)
    return {id_: distance for id_, distance in distances.items() if distance <= metres}


def holds_word(word: str) -> Test:
    """Return the test for services that tell of a word, given in small letters."""
    return lambda facts: word in facts.words


def _said(request: Request) -> list[Test]:
    return [holds_word(word) for word in asking.words(request, "search")]


def _about(request: Request, publication: Publication) -> list[Test]:
    tests: list[Test] = []
    if term_id := request.query_params.get("taxonomy_term_id", ""):
        tests.append(lambda facts: term_id in facts.term_ids)
    if taxonomy_id := request.query_params.get("taxonomy_id", ""):
        terms = {
            id_ for id_, term in publication.terms.items() if term["taxonomy_id"] == taxonomy_id
        }
        tests.append(lambda facts: not terms.isdisjoint(facts.term_ids))
    if organization_id := request.query_params.get("organization_id", ""):
        tests.append(lambda facts: facts.organization_id == organization_id)
    return tests
