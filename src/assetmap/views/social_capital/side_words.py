"""The six sides of social capital: what each is called, means, and which numbers belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping


class SideWords(NamedTuple):
    """What is said of one side, wherever it stands.

    Attributes
    ----------
    title
        What a screen calls it.
    meaning
        What it is, in everyday words.
    raised_by
        What people could do for more of it, in everyday words.
    numbers
        Measures of a network that belong to it, the chief one first.
    """

    title: str
    meaning: str
    raised_by: str
    numbers: tuple[str, ...]


def _as_its_chief(title: str, chief: str, *further: str) -> SideWords:
    measure = MEASURES[chief]
    return SideWords(title, measure.sentence, measure.raised_by, (chief, *further))


SIDES: Final[Mapping[str, SideWords]] = {
    "bonding": _as_its_chief("Bonding", "bonding", "assortativity"),
    "bridging": _as_its_chief("Bridging", "bridging", "e_i_index"),
    "linking": _as_its_chief("Linking", "linking", "n_linking_ties"),
    "trust": _as_its_chief(
        *("Trust", "mean_trust", "mean_value"),
        *("share_confirmed", "share_within_a_step", "reciprocity"),
    ),
    "equal_footing": SideWords(
        "Equal footing",
        "Whether those who do the work have what goes with it: ties, referrals, money and a seat "
        "where things are decided. On an equal footing each bar would be as long as the first.",
        "Money with the referrals, and seats at workshops for those who have few: the screen Round "
        "the table says whom to ask.",
        (),
    ),
    "resilience": SideWords(
        "Resilience",
        "Whether a place still hangs together when somebody closes, moves or burns out: whether "
        "there is a second way round.",
        "A second tie for each who hangs on one other alone, and introductions between those who "
        "meet only through the same third.",
        (
            *("largest_component_share", "n_articulation_points", "n_bridges"),
            *("n_components", "n_strong_components", "n_isolates"),
        ),
    ),
}
"""The sides by name, in the order in which they are told."""
