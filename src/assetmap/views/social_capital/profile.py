"""View: what ties a place together, from bonding to resilience, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetmap.measures.bridges import n_bridges
from assetmap.measures.claims import newest_claims
from assetmap.measures.cohesion import largest_component_share
from assetmap.measures.resilience import n_articulation_points
from assetmap.release.networks import PROJECTIONS, refuse_unseen
from assetmap.views.measuring.certain import (
    AS_LOADED,
    PARTNERSHIPS,
    Certainty,
    all_answered_sentence,
    certainty,
    claims_on_map,
    unasked_sentence,
    why_silence_unknown,
    why_unsure,
)
from assetmap.views.measuring.fade import pairs_left
from assetmap.views.measuring.faded import OF_THE_SILENT, fading_words
from assetmap.views.measuring.network import refuse_to_fade
from assetmap.views.people import people_among
from assetmap.views.social_capital.closeness import closeness
from assetmap.views.social_capital.equal_footing import (
    VOLUNTARY,
    EqualFooting,
    equal_footing_view,
    footing_shares,
)
from assetmap.views.social_capital.fair import fair
from assetmap.views.social_capital.groupings import GROUPINGS
from assetmap.views.social_capital.groups_joined import groups_joined
from assetmap.views.social_capital.holding import holding
from assetmap.views.social_capital.numbers import group_numbers
from assetmap.views.social_capital.trusted import trusted
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.fade import Fade
    from assetmap.views.social_capital.closeness import Step
    from assetmap.views.social_capital.dimension import Dimension, Side
    from assetmap.views.social_capital.each_group import GroupRow
    from assetmap.views.social_capital.groupings import Grouping

_ONLY_PARTNERS: Final = "Trust is asked of partners: it stands beside partnerships only."

_WHO: Final = ("organisation", "organisations")
_ANYBODY: Final = ("party", "parties")

_SIDES_FADE: Final = (
    "Bonding, bridging and linking count what is left of each tie; all else counts it whole."
)


@dataclass(frozen=True, slots=True)
class SocialCapital:
    """The profile of a place.

    Attributes
    ----------
    title
        Which ties, and by which groups.
    summary
        How much there is, and what the sides come to, in a few sentences.
    sureness
        What the numbers rest on: who answered, or that nobody was asked.
    sides
        Bonding, bridging, linking, trust (of partnerships only), equal footing and resilience.
    footing
        How evenly things are shared out between sectors.
    groups
        A row a group, those with the most ties first, then by name.
    mixing
        How many ties join each group to each; a tie within a group counts once.
    closeness
        Of partnerships, how many pairs stand on each step of closeness; else empty.
    notes
        What is left out or not known, in whole sentences.
    """

    title: str
    summary: str
    sureness: str
    sides: tuple[Side, ...]
    footing: EqualFooting
    groups: Sequence[GroupRow]
    mixing: pd.DataFrame
    closeness: Sequence[Step]
    notes: tuple[str, ...]

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The numbers of all sides, in their order."""
        return tuple(each for side in self.sides for each in side.dimensions)

    def with_certainty(self, known: Certainty) -> SocialCapital:
        """Return the same with how sure each number is.

        Parameters
        ----------
        known
            As `profile_certainty`; a number that is not in it stays as it is.
        """
        return replace(self, sides=tuple(side.with_certainty(known) for side in self.sides))


def social_capital_view(
    snapshot: Snapshot,
    *,
    ties: str = PARTNERSHIPS,
    group_by: str = "sector",
    fade: Fade | None = None,
) -> SocialCapital:
    """Return the profile of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    ties
        Which ties: a name in `assetmap.release.networks.PROJECTIONS`.
    group_by
        Which groups: a name in `GROUPINGS`. Linking and equal footing go by sector always.
    fade
        How partnerships fade; None lets none fade. Bonding, bridging and linking go by what is
        left of ties, all else as it was.

    Returns
    -------
    SocialCapital
        A tie is a pair that is tied, whichever way. Without intervals, which take longer.

    Raises
    ------
    KeyError
        If there is no such projection or grouping.
    DataError
        If this reader never sees such ties, or they cannot fade, or the half-life is not above 0.
    """
    if fade is not None:
        refuse_to_fade(snapshot, ties, fade)
    grouping, projection = GROUPINGS[group_by], PROJECTIONS[ties]
    refuse_unseen(snapshot, ties)
    snapshot = snapshot.held()
    network = projection.project(snapshot).to_undirected().without_self_ties()
    sureness = _sureness(snapshot) if ties == PARTNERSHIPS else AS_LOADED
    what_is_left = None if fade is None else pairs_left(snapshot, fade)
    joined = groups_joined(snapshot, network, grouping, sureness, left=what_is_left)
    footing = equal_footing_view(snapshot)
    voluntary = next(term.label for term in snapshot.terms("sector") if term.value == VOLUNTARY)
    who = _WHO if ties == PARTNERSHIPS else _ANYBODY
    people = people_among(snapshot, network.nodes)
    named = {id_: snapshot.name_of.get(id_, id_) for id_ in network.nodes if id_ not in people}
    sides = (
        *joined.sides,
        *((trusted(snapshot, sureness),) if ties == PARTNERSHIPS else ()),
        fair(footing, voluntary),
        holding(network, named, sureness),
    )
    return SocialCapital(
        title=f"{projection.title}, {grouping.title.lower()}",
        summary=" ".join(
            [_summary(network, who), *_told_first(sides, grouping, who, is_faded=fade is not None)]
        ),
        sureness=sureness,
        sides=sides,
        footing=footing,
        groups=joined.groups,
        mixing=joined.mixing,
        closeness=closeness(snapshot) if ties == PARTNERSHIPS else (),
        notes=(
            *_faded(snapshot, fade),
            *_notes(joined.n_left_out, grouping, ties),
        ),
    )


def profile_certainty(
    snapshot: Snapshot, *, group_by: str = "sector", fade: Fade | None = None
) -> Certainty:
    """Return how sure the numbers of the profile of partnerships are.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    group_by
        Which groups: a name in `GROUPINGS`.
    fade
        As of `social_capital_view`.

    Returns
    -------
    Certainty
        By name of the measure; nothing where it is not known who was silent or where nobody was.
    """
    snapshot = snapshot.held()
    if not claims_on_map(snapshot).silent or why_silence_unknown(snapshot):
        return Certainty()
    group_of = GROUPINGS[group_by].group_of(snapshot)
    measures = {
        **group_numbers(group_of, snapshot.sector_of),
        "largest_component_share": largest_component_share,
        "n_articulation_points": n_articulation_points,
        "n_bridges": n_bridges,
    }
    return certainty(
        snapshot,
        PARTNERSHIPS,
        measures,
        group_of,
        shares=footing_shares(snapshot),
        fade=fade,
    )


def _faded(snapshot: Snapshot, fade: Fade | None) -> tuple[str, ...]:
    if fade is None:
        return ()
    silent = (OF_THE_SILENT,) if claims_on_map(snapshot).silent else ()
    return (" ".join([fading_words(fade), _SIDES_FADE, *silent]),)


def _sureness(snapshot: Snapshot) -> str:
    if unsure := why_unsure(snapshot, "bonding"):
        return unsure
    claims = newest_claims(snapshot)
    if not claims_on_map(snapshot).silent:
        return all_answered_sentence(claims)
    n_asked, n_answered = len(claims.asked), len(claims.asked & claims.answered)
    said = f"{n_answered:,} of {n_asked:,} who were asked answered, and this is what they said."
    return f"{said}{unasked_sentence(snapshot)}"


def _summary(network: Network, who: tuple[str, str]) -> str:
    n_ties = network.number_of_edges()
    if n_ties == 0:
        return (
            "No two are tied in this way yet, so that nothing can be said of their ties. Choose "
            "other ties, or put in who works with whom on the screen Data."
        )
    pairs = counted(n_ties, "pair")
    are = "is" if n_ties == 1 else "are"
    return f"{counted(len(network), *who)} and {pairs} of them that {are} tied."


def _told_first(
    sides: Sequence[Side], grouping: Grouping, who: tuple[str, str], *, is_faded: bool
) -> Iterator[str]:
    """Return what the sides come to, for who reads no further."""
    number_of = {each["name"]: each for side in sides for each in side.dimensions}
    among, linked = (number_of[name]["value"] for name in ("bonding", "linking"))
    of = "of what is left of ties" if is_faded else "of ties"
    shares = [
        *([f"{among} {of} stay within a {grouping.one}"] if among else []),
        *([f"{linked} reach those who decide what is paid for"] if linked else []),
    ]
    if shares:
        yield f"{' and '.join(shares)}."
    holding_in = number_of.get("n_articulation_points")
    if holding_in is not None and (n := int(holding_in["number"] or 0)):
        holds, which = ("holds", "it goes") if n == 1 else ("hold", "one of them goes")
        yield f"{counted(n, *who)} {holds} others in, who are cut off if {which}."
    elif holding_in is not None:
        yield "Whoever goes, nobody else is cut off."


def _notes(n_left_out: int, grouping: Grouping, ties: str) -> tuple[str, ...]:
    notes = []
    if n_left_out:
        parties = counted(n_left_out, "party", "parties")
        notes.append(
            f"{parties} of whom no {grouping.one} is known, and their ties, count in none of the "
            "numbers by groups."
        )
    if ties != PARTNERSHIPS:
        notes.append(_ONLY_PARTNERS)
    return tuple(notes)
