"""View: whom an organisation works with, and how it looks from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.views.organisation.part import MOST_ROWS, Part, by_name, left_out
from assetmap.views.organisation.scores import each_score, scores_of
from assetmap.views.wording import counted, day_words, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.views.organisation.scores import PartnerScoreRow, ScoreRow
    from assetmap.views.organisation.ties import Claim, Silence, Ties

_ORDER: Final = ("both", "you", "they", "list")
_THEIR_SILENCE: Final[Mapping[Silence, str]] = {
    "answered": "You alone: they answered and did not name you",
    "silent": "You; they have not answered the survey",
    "not_asked": "You; nobody asked them",
}
_YOUR_SILENCE: Final[Mapping[Silence, str]] = {
    "answered": "They alone: you answered and did not name them",
    "silent": "They; you have not answered the survey",
    "not_asked": "They; nobody asked you",
}
_OTHERS: Final[Mapping[str, tuple[str, str]]] = {
    "LinkWorker": ("link worker", "link workers"),
    "Champion": ("champion", "champions"),
    "Activity": ("activity", "activities"),
    "Workshop": ("workshop", "workshops"),
}
_NOT_SAID: Final = "Not said"


class PartnerRow(TypedDict):
    """One partner: who says so, how close each side says it is, plain ties besides."""

    id: str
    name: str
    sector: str
    who_says: str
    you_say: str
    they_say: str
    besides: str


@dataclass(frozen=True, slots=True)
class Partners:
    """Whom an organisation works with: the partners, the scores in all, the scores one by one."""

    partners: Part[PartnerRow]
    scores: Part[ScoreRow]
    each_score: tuple[PartnerScoreRow, ...]


def partners_of(snapshot: Snapshot, organisation_id: str, ties: Ties) -> Partners:
    """Return whom an organisation works with, and how it looks from both sides.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Whose partners.
    ties
        Its partnerships, by `ties_of`.

    Returns
    -------
    Partners
        Those that both sides name first, then those named by the organisation, by the other
        side, by a list of ties alone; by name, then id.
    """
    others = sorted(
        ties.partners(organisation_id),
        key=lambda other: (
            _ORDER.index(_side(ties, organisation_id, other)),
            by_name(snapshot, other),
        ),
    )
    besides = _tied_to_others(snapshot, organisation_id)
    if not others:
        nobody = _nobody(snapshot, organisation_id, ties)
        return Partners(Part((nobody, *besides)), Part(()), ())
    closeness = {term.value: term.label for term in snapshot.terms("intensity")}
    sectors = {term.value: term.label for term in snapshot.terms("sector")}
    rows = []
    for other in others[:MOST_ROWS]:
        own, theirs, kinds = ties.between(organisation_id, other)
        sector = snapshot.sector_of.get(other, "other")
        rows.append(
            PartnerRow(
                id=other,
                name=snapshot.name_of[other],
                sector=sectors.get(sector, sector),
                who_says=_who_says(organisation_id, other, ties),
                you_say=_closeness(own, closeness),
                they_say=_closeness(theirs, closeness),
                besides=", ".join(kinds),
            )
        )
    said = _sentences(snapshot, organisation_id, others, ties)
    sentences = (*said, *left_out(len(others)), *besides)
    part = Part(sentences, _sureness(snapshot, organisation_id, ties), tuple(rows))
    return Partners(
        part,
        scores_of(organisation_id, others, ties),
        each_score(snapshot, organisation_id, others[:MOST_ROWS], ties),
    )


def both_sides_words(
    snapshot: Snapshot, one: str, other: str, ties: Ties, *, reader_id: str = ""
) -> str:
    """Return in a few words who of two says that they work together, and how closely.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    one, other
        The two organisations.
    ties
        Partnerships that hold theirs.
    reader_id
        The organisation that is spoken to, which is called you.
    """
    closeness = {term.value: term.label for term in snapshot.terms("intensity")}
    first, second, kinds = ties.between(one, other)
    said = []
    if first and second:
        levels = [_closeness(claim, closeness) for claim in (first, second)]
        same = levels[0] if levels[0] == levels[1] else " and ".join(levels)
        said.append(f"both sides say so ({same.lower()})")
    elif first or second:
        who = one if first else other
        says = "you say" if who == reader_id else f"{snapshot.name_of[who]} says"
        said.append(f"{says} so ({_closeness(first or second, closeness).lower()})")
    return ", ".join([*said, *kinds])


def _side(ties: Ties, own: str, other: str) -> str:
    mine, theirs, _ = ties.between(own, other)
    if mine and theirs:
        return "both"
    return "you" if mine else "they" if theirs else "list"


def _who_says(own: str, other: str, ties: Ties) -> str:
    mine, theirs, _ = ties.between(own, other)
    if mine and theirs:
        return "Both sides"
    if mine:
        return _THEIR_SILENCE[ties.silence(mine, other)]
    if theirs:
        return _YOUR_SILENCE[ties.silence(theirs, own)]
    return "A list of ties; neither was asked"


def _closeness(claim: Claim | None, words: Mapping[str, str]) -> str:
    if claim is None:
        return ""
    return words.get(str(claim.intensity), _NOT_SAID) if claim.intensity else _NOT_SAID


def _nobody(snapshot: Snapshot, own: str, ties: Ties) -> str:
    if snapshot.counts["PARTNERS_WITH"] == 0 and snapshot.counts["TIED_TO"] == 0:
        return (
            "No partnerships have been loaded yet. They come in with the sheet PARTNERS_WITH of "
            "the template, on the screen Data."
        )
    if ties.surveys_not_answered(own):
        return (
            "No partnership is recorded: nobody named you, and you have not answered the survey, "
            "which is not the same as working with nobody."
        )
    return "No partnership is recorded, by you or by anybody about you."


def _tied_to_others(snapshot: Snapshot, own: str) -> tuple[str, ...]:
    """Return a sentence about plain ties to people, activities and workshops, if there are any."""
    rows = snapshot.table("TIED_TO")
    found = {*rows.loc[rows["from_id"] == own, "to_id"], *rows.loc[rows["to_id"] == own, "from_id"]}
    labels = [snapshot.label_of.get(other) for other in found]
    said = [
        counted(labels.count(label), *words) for label, words in _OTHERS.items() if label in labels
    ]
    if not said:
        return ()
    return (f"Lists of ties name you with {listed(said)}; the screen Network shows each.",)


def _sentences(snapshot: Snapshot, own: str, others: Sequence[str], ties: Ties) -> tuple[str, ...]:
    sides = [_side(ties, own, other) for other in others]
    words = {
        "both": "named by both sides",
        "you": "named by you alone",
        "they": "named by them alone",
        "list": "on a list of ties alone",
    }
    parts = [f"{sides.count(side):,} {words[side]}" for side in _ORDER if side in sides]
    said = [f"You work with {counted(len(others), 'organisation')}: {listed(parts)}."]
    waiting = [
        snapshot.name_of[other]
        for other in others
        if (claim := ties.claims.get((own, other))) is not None
        and (other, own) not in ties.claims
        and ties.silence(claim, other) != "answered"
    ]
    if waiting:
        said.append(
            f"What {listed(waiting)} would say is not known: they were not asked, or have not "
            "answered. That is not a no."
        )
    if ties.surveys_not_answered(own):
        said.append("You have not answered the survey: your own side is not known in full.")
    return (*said, *_seen_apart(snapshot, own, others, ties))


def _seen_apart(snapshot: Snapshot, own: str, others: Sequence[str], ties: Ties) -> tuple[str, ...]:
    """Return a sentence about partners who say that it is closer, or less close, than you say."""
    closer, looser = [], []
    for other in others:
        mine, theirs, _ = ties.between(own, other)
        if mine and theirs and mine.intensity and theirs.intensity:
            if theirs.intensity > mine.intensity:
                closer.append(snapshot.name_of[other])
            elif theirs.intensity < mine.intensity:
                looser.append(snapshot.name_of[other])
    said = []
    if closer:
        said.append(f"To {listed(closer)} it looks closer than to you.")
    if looser:
        said.append(f"To {listed(looser)} it looks less close than to you.")
    return tuple(said)


def _sureness(snapshot: Snapshot, own: str, ties: Ties) -> str:
    surveys = snapshot.table("Survey")
    asked_on = surveys[
        surveys["id"].isin({claim.survey_id for pair, claim in ties.claims.items() if own in pair})
    ]["asked_on"].dropna()
    when = f" Asked {day_words(asked_on.max().date())}." if len(asked_on) else ""
    return (
        "What each side said when it was last asked; nobody has checked it. Ties that nobody "
        f"wrote down are not here.{when}"
    )
