"""A made-up survey that R and we both measure."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass

from assetmap.measures.trust import SCORES


@dataclass(frozen=True)
class MadeSurvey:
    """Organisations of one letter: who was asked, who answered, and what was said of whom.

    Attributes
    ----------
    everybody
        Their letters, in order.
    asked, answered
        Those of them who were asked, and who answered.
    claims
        By pair, such as "ab": the intensity, then the six scores, None where it was not said.
    """

    everybody: str
    asked: str
    answered: str
    claims: dict[str, list[int | None]]


def made_survey(seed: int = 0) -> MadeSurvey:
    """Return a survey of twenty, of whom some are silent, some unasked and one rated by nobody."""
    rng = random.Random(seed)
    everybody = string.ascii_lowercase[:20]
    asked, answered = everybody[:17], everybody[3:19]
    claims: dict[str, list[int | None]] = {}
    for one in answered:
        for other in everybody[:-1]:
            if one != other and rng.random() < 0.4:
                said = [rng.choice([None, 1, 2, 3, 4]) for _ in SCORES]
                claims[one + other] = [rng.choice([None, 1, 2, 3, 4]), *said]
    claims[f"d{everybody[-1]}"] = [2, *[None] * len(SCORES)]
    return MadeSurvey(everybody, asked, answered, claims)
