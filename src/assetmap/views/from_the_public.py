"""What the public told, for whoever keeps the map right."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from assetmap.views.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.model import Snapshot
    from assetmap.release.unmet_searches import UnmetSearches
    from assetmap.store.public_box import Note


class NoteRow(TypedDict):
    """A note as the screen shows it."""

    id: int
    sent_on: str
    activity: str
    reason: str
    words: str


class UnmetRow(TypedDict):
    """Searches that found nothing, as the screen shows them."""

    need: str
    ward: str
    week: str
    n: int


def note_rows(snapshot: Snapshot, notes: Iterable[Note]) -> list[NoteRow]:
    """Return notes with the names of what they are about, in their order."""
    return [
        NoteRow(
            id=note.id,
            sent_on=day_words(note.sent_on),
            activity=snapshot.name_of.get(note.activity_id, note.activity_id),
            reason=note.reason,
            words=note.words,
        )
        for note in notes
    ]


def unmet_rows(snapshot: Snapshot, unmet: Iterable[UnmetSearches]) -> list[UnmetRow]:
    """Return what was not found with names in place of ids, in its order."""
    return [
        UnmetRow(
            need=snapshot.name_of.get(each.need_id, "Words that nobody knows"),
            ward=snapshot.name_of.get(each.ward_code, "Not said"),
            week=day_words(each.week_of),
            n=each.n,
        )
        for each in unmet
    ]
