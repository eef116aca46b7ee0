"""Trust: how partners rate each other, and how much of it both sides say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from assetmap.measures.claims import newest_claims
from assetmap.measures.confirmation import response_rate, share_confirmed
from assetmap.measures.trust import MEAN_OF, mean_scores
from assetmap.views.measuring.certain import claims_on_map
from assetmap.views.social_capital.dimension import (
    POINTS,
    Part,
    Side,
    dimension,
    share_words,
    shown,
)
from assetmap.views.social_capital.side_words import SIDES

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot
    from assetmap.views.social_capital.dimension import Dimension

_WORDS: Final = {
    "reliability": "Do what they say",
    "mission": "Share the aim",
    "openness": "Talk openly",
    "power": "Have a say",
    "involvement": "Take part",
    "resources": "Bring something",
}
_UNRATED: Final = "No partner has said yet how it sees another."
_UNVALUED: Final = "No partner has said yet what another adds."
_UNCHECKED: Final = "No two who answered name each other yet, so nothing can be compared."
_UNASKED: Final = "Nobody was asked by name, so how many are silent is not known."


def trusted(snapshot: Snapshot, sureness: str) -> Side:
    """Return how far partners trust each other, by the newest survey.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    sureness
        What the numbers rest on, as a sentence.
    """
    claims = claims_on_map(snapshot)
    points = mean_scores(claims)
    trust = float(points["trust"])
    return Side(
        name="trust",
        title=SIDES["trust"].title,
        meaning=SIDES["trust"].meaning,
        dimensions=(
            dimension(
                "mean_trust",
                trust,
                f"Partners give each other {shown('mean_trust', trust)} for doing what they say, "
                "sharing the aim and talking openly."
                if math.isfinite(trust)
                else "",
                sureness=sureness,
                undefined=_UNRATED,
            ),
            _valued(float(points["value"]), sureness),
            _confirmed(claims, sureness),
            _answered(newest_claims(snapshot), sureness),
        ),
        whole="Trust",
        parts=_parts(points),
        scale=POINTS,
        raised_by=SIDES["trust"].raised_by,
    )


def _parts(points: pd.Series[float]) -> tuple[Part, ...]:
    return tuple(
        Part(
            _WORDS[name],
            float(points[name]),
            shown("mean_trust", float(points[name])),
            name=mean,
        )
        for name, mean in MEAN_OF.items()
        if math.isfinite(points[name])
    )


def _valued(value: float, sureness: str) -> Dimension:
    said = shown("mean_value", value) if math.isfinite(value) else ""
    return dimension(
        "mean_value",
        value,
        f"For having a say, taking part and what they bring, they give each other {said}.",
        sureness=sureness,
        undefined=_UNVALUED,
    )


def _confirmed(claims: Claims, sureness: str) -> Dimension:
    part = share_confirmed(claims)
    sentence = (
        f"{share_words(part)} of ties between two who both answered are named by both; the rest by "
        "one side alone."
    )
    return dimension("share_confirmed", part, sentence, sureness=sureness, undefined=_UNCHECKED)


def _answered(claims: Claims, sureness: str) -> Dimension:
    n_answered, n_asked = len(claims.asked & claims.answered), len(claims.asked)
    sentence = f"{n_answered:,} of {n_asked:,} who were asked answered"
    sentence += "; what the others would say is not known." if n_answered < n_asked else "."
    return dimension(
        "response_rate",
        response_rate(claims),
        sentence,
        sureness="This is counted, and not told from a part.",
        undefined=_UNASKED if claims.roster else sureness,
    )
