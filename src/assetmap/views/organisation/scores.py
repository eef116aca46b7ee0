"""View: the scores of trust and value that an organisation gives and receives."""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures.trust import SCORES
from assetmap.views.organisation.part import Part
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.organisation.ties import Ties

SCORE_WORDS: Final = {
    "reliability": "Does what it says",
    "mission": "Supports the shared aim",
    "openness": "Talks openly",
    "power": "Has standing and influence",
    "involvement": "Takes part",
    "resources": "Brings resources",
}
"""What each score says, by its name."""


class ScoreRow(TypedDict):
    """One score: the mean of those given to partners and of those received, and of how many."""

    score: str
    given: float | None
    n_given: int
    received: float | None
    n_received: int


class PartnerScoreRow(TypedDict):
    """The scores that one side gives the other, None where it gives none."""

    name: str
    direction: str
    reliability: int | None
    mission: int | None
    openness: int | None
    power: int | None
    involvement: int | None
    resources: int | None


def scores_of(own: str, others: Sequence[str], ties: Ties) -> Part[ScoreRow]:
    """Return the scores that an organisation gives `others` and receives from them, in all.

    Parameters
    ----------
    own
        The organisation.
    others
        Its partners.
    ties
        Its partnerships.

    Returns
    -------
    Part
        Scores in the model's order; those that nobody gave are left out.
    """
    rows = []
    for name in SCORES:
        given = _given(name, [(own, other) for other in others], ties)
        received = _given(name, [(other, own) for other in others], ties)
        rows.append(
            ScoreRow(
                score=SCORE_WORDS[name],
                given=round(mean(given), 1) if given else None,
                n_given=len(given),
                received=round(mean(received), 1) if received else None,
                n_received=len(received),
            )
        )
    scored = [row for row in rows if row["n_given"] or row["n_received"]]
    if not scored:
        return Part(("No survey asked for scores of trust and value, or nobody gave any.",))
    return Part(
        _score_sentences(scored),
        "Scores run from 1 (not at all) to 4 (a great deal); each is one person's answer for an "
        "organisation, and a mean of few says little.",
        tuple(scored),
    )


def each_score(
    snapshot: Snapshot, own: str, others: Sequence[str], ties: Ties
) -> tuple[PartnerScoreRow, ...]:
    """Return the scores partner by partner, those given first; without scores there is no row."""
    rows = []
    for other in others:
        for pair, direction in (((own, other), "You of them"), ((other, own), "They of you")):
            claim = ties.claims.get(pair)
            if claim is not None and claim.scores:
                scores = {name: claim.scores.get(name) for name in SCORES}
                rows.append(
                    PartnerScoreRow(
                        name=snapshot.name_of[other],
                        direction=direction,
                        reliability=scores["reliability"],
                        mission=scores["mission"],
                        openness=scores["openness"],
                        power=scores["power"],
                        involvement=scores["involvement"],
                        resources=scores["resources"],
                    )
                )
    return tuple(rows)


def _given(name: str, pairs: Sequence[tuple[str, str]], ties: Ties) -> list[int]:
    claims = [ties.claims[pair] for pair in pairs if pair in ties.claims]
    return [claim.scores[name] for claim in claims if name in claim.scores]


def _score_sentences(rows: Sequence[ScoreRow]) -> tuple[str, ...]:
    received = [row for row in rows if row["received"] is not None]
    if not received:
        return ("You gave scores; nobody gave you any yet.",)
    best = max(received, key=lambda row: row["received"] or 0)
    strongest = (
        f"Partners see you strongest in “{best['score'].lower()}”: {best['received']:.1f} of 4, "
        f"by {counted(best['n_received'], 'partner')}."
    )
    if any(row["n_given"] for row in rows):
        return (strongest,)
    return (strongest, "You gave no scores yourself.")
