"""How close partners are: ties by the step of closeness that both ends stand by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures.claims import newest_claims
from assetmap.measures.confirmation import intensity_ladder
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot

_WORDS: Final = {
    "aware": "Know of each other",
    "cooperate": "Cooperate: pass things on now and then",
    "coordinate": "Coordinate: plan together",
    "integrated": "Integrated: work as one",
    "not_said": "Not said",
}

STEPS_WORDS: Final = (
    "How much partners do with each other: each step takes more trust and time than the one "
    "before, and not every pair needs the last. What would raise it: partners who pass things on "
    "now and then plan one thing together. Where two see it differently they stand on the lower "
    "step: what both stand by."
)
"""What the steps mean, and what would bring more pairs further."""


_FURTHEST: Final = ("coordinate", "integrated")


class Step(TypedDict):
    """One step of closeness: its name, in words, and how many pairs stand on it."""

    name: str
    words: str
    ties: int


def closeness(snapshot: Snapshot) -> tuple[Step, ...]:
    """Return how many pairs of partners stand on each step of closeness, by the newest survey.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    tuple of Step
        From those who know of each other to those who work as one, then those of whom neither
        said how close they are. Where two see it differently they stand on the lower step.
        Empty where no partner was named.
    """
    counts = intensity_ladder(newest_claims(snapshot))
    if not counts.any():
        return ()
    return tuple(
        Step(name=str(name), words=_WORDS[str(name)], ties=int(n)) for name, n in counts.items()
    )


def closeness_sentence(steps: Sequence[Step]) -> str:
    """Return how many pairs go as far as planning together, as a sentence; empty without steps.

    Examples
    --------
    >>> closeness_sentence([Step(name="aware", words="", ties=2)])
    'None of 2 pairs of partners in the newest survey plan together or work as one.'
    """
    n_all = sum(step["ties"] for step in steps)
    n_close = sum(step["ties"] for step in steps if step["name"] in _FURTHEST)
    if not n_all:
        return ""
    plan = "plans together or works" if n_close == 1 else "plan together or work"
    return (
        f"{f'{n_close:,}' if n_close else 'None'} of {counted(n_all, 'pair')} of partners in the "
        f"newest survey {plan} as one."
    )
