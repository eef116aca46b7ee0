"""Findings: which ties came and went between the last two surveys of partners."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from assetmap.measures.change import paired, ties_changed
from assetmap.measures.claims import survey_claims, surveys_by_day
from assetmap.views.change.view import ties_sentence
from assetmap.views.findings.finding import Finding
from assetmap.views.wording import day_words

if TYPE_CHECKING:
    from assetmap.model import Snapshot

_HOW: Final = (
    "Compared what the organisations that answered the last two surveys said of each other, so "
    "that a difference is a change and not a silence. It tells nothing of the others."
)


def change_findings(snapshot: Snapshot) -> list[Finding]:
    """Find which ties came and went between the last two surveys in which anybody claimed any.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    list
        One finding, about those whose ties changed, most first; none with fewer than two surveys,
        or where none changed among those who answered both.
    """
    surveys = surveys_by_day(snapshot, snapshot.table("PARTNERS_WITH")["survey_id"].unique())
    if len(surveys) < 2:  # noqa: PLR2004  two to compare
        return []
    asked, again = (survey_claims(snapshot, id_) for id_ in surveys[-2:])
    before, after = paired(asked, again)
    changed = ties_changed(before.network, after.network)
    if changed.empty:
        return []
    times = Counter([*changed["source"], *changed["target"]])
    days = [f"on {day_words(each.asked_on)}" for each in (asked, again) if each.asked_on]
    when = f"Partners were asked {' and again '.join(days)}. " if days else ""
    return [
        Finding(
            kind="change",
            sentence=f"{when}{ties_sentence(before, after, snapshot.sector_of)}",
            ids=tuple(sorted(times, key=lambda id_: (-times[id_], id_))),
            how=_HOW,
        )
    ]
