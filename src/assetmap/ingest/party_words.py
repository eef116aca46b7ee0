"""Words of other people's lists for what is a party of ours, and for the ties between parties."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from assetmap.ingest.drafting import RowError
from assetmap.model import PARTIES, TIES, column_of
from assetmap.model.vocabularies import spelling

_WORDS: Final = {
    "Organisation": (
        "organisation organization org company charity group agency institution business "
        "club society association partner provider body"
    ),
    "Champion": (
        "champion person people individual human contact actor member volunteer citizen "
        "communitychampion"
    ),
    "LinkWorker": "linkworker socialprescriber socialprescribinglinkworker communityconnector",
    "Activity": "activity service programme program project class",
    "Workshop": "workshop event meeting",
}
_LABEL_OF: Final = {
    spelling(word): label for label, words in _WORDS.items() for word in words.split()
}

OWN_WORDS: Final = {
    "Organisation": "Organisation",
    "Activity": "Activity",
    "LinkWorker": "Link worker",
    "Champion": "Champion",
    "Workshop": "Workshop",
}
"""What each label of a party is called in files that people read."""

PARTY_TIES: Final = tuple(
    tie
    for tie in TIES
    if set(column_of(tie, "from_id").to) <= set(PARTIES)
    and set(column_of(tie, "to_id").to) <= set(PARTIES)
)
"""Ties that run from a party to a party."""

_BETWEEN_TWO: Final = frozenset({"PARTNERS_WITH", "TIED_TO"})
_TIE_OF: Final = {spelling(tie): tie for tie in PARTY_TIES}
_ENDS: Final = {
    tie: (column_of(tie, "from_id").to, column_of(tie, "to_id").to) for tie in PARTY_TIES
}
_MANY_WORDS: Final = 10_000


@lru_cache(maxsize=_MANY_WORDS)
def label_named(word: str) -> str | None:
    """Return the label of a party that `word` means, or None.

    Examples
    --------
    >>> label_named("Link worker"), label_named("Charities"), label_named("planet")
    ('LinkWorker', 'Organisation', None)
    """
    plain = spelling(word)
    singulars = (plain, plain.removesuffix("s"), f"{plain.removesuffix('ies')}y")
    return next((_LABEL_OF[each] for each in singulars if each in _LABEL_OF), None)


@lru_cache(maxsize=_MANY_WORDS)
def tie_named(word: str, from_label: str, to_label: str) -> str | None:
    """Return the tie between parties that `word` names, if it may run between these two.

    Examples
    --------
    >>> tie_named("partners with", "Organisation", "Organisation")
    'PARTNERS_WITH'
    >>> tie_named("partners with", "Organisation", "Champion") is None
    True
    """
    tie = _TIE_OF.get(spelling(word))
    is_so = tie is not None and from_label in _ENDS[tie][0] and to_label in _ENDS[tie][1]
    return tie if is_so else None


def check_ends(tie: str, from_id: str, to_id: str, written: str) -> None:
    """Refuse a tie from a party to itself, of a sort that says nothing then.

    A grant to oneself is kept: it is money that was awarded.

    Parameters
    ----------
    tie
        Which tie of the model.
    from_id, to_id
        Its ends.
    written
        How the second stands in the file.

    Raises
    ------
    RowError
        If the ends are the same.
    """
    if from_id == to_id and tie in _BETWEEN_TWO:
        reason = "Both ends are the same; a tie leads from one to another."
        raise RowError(field="to_id", value=written, reason=reason)
