"""What files would bring, what they brought, and the history of a place: rows and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.model import TABLES
from assetmap.views.duplicates_view import alike_sentence
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot
    from assetmap.store.protocol import Revision


_FAULT: Final = ["file", "sheet", "line", "field", "value", "reason"]
_MOST_OF_A_CELL: Final = 80


class HistoryRow(TypedDict):
    """One change: its number, when, who made it, what for, and rows by what happened to them.

    `made` says when and by whom, and `rows` what happened to how many, both in words.
    """

    number: int
    when: str
    who: str
    what: str
    created: int
    updated: int
    removed: int
    made: str
    rows: str


class FaultRow(TypedDict):
    """One fault: where it is in the files, what the cell says, and why it cannot be used."""

    where: str
    value: str
    reason: str


class ContentRow(TypedDict):
    """How many rows a table has, and what one is."""

    table: str
    n_rows: int
    what: str


def moment_words(moment: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """Return an instant as a person reads it off a clock.

    Parameters
    ----------
    moment
        An instant with its zone.
    zone
        Where the reader is; left out: where this machine is.

    Examples
    --------
    >>> import datetime as dt
    >>> moment_words(dt.datetime(2026, 3, 5, 14, 7, tzinfo=dt.UTC), dt.UTC)
    '5 March 2026, 14:07'
    """
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y, %H:%M}"


def history_table(
    revisions: Iterable[Revision], *, zone: dt.tzinfo | None = None
) -> list[HistoryRow]:
    """Return changes as rows.

    Parameters
    ----------
    revisions
        What `store.history` returned.
    zone
        Where the reader is; left out: where this machine is.

    Returns
    -------
    list
        Newest first.
    """
    return [
        HistoryRow(
            number=each.number,
            when=moment_words(each.made_at, zone),
            who=each.actor,
            what=each.note,
            created=each.created,
            updated=each.updated,
            removed=each.removed,
            made=_made_words(each, zone),
            rows=_rows_words(each),
        )
        for each in sorted(revisions, key=lambda each: -each.number)
    ]


def newest_change_sentence(rows: Sequence[HistoryRow]) -> str:
    """Say what the newest change was.

    Parameters
    ----------
    rows
        What `history_table` returned.
    """
    if not rows:
        return "Nothing has been loaded yet."
    newest = rows[0]
    about = f" ({newest['what']})" if newest["what"] else ""
    who = f" by {newest['who']}" if newest["who"] else ""
    return f"On {newest['when']}{who}{about}: {_happened(newest)}."


def offer_sentence(offered: Loading) -> str:
    """Say what a trial load of files found, before anything is stored."""
    if not offered.read:
        return "No rows were found in these files."
    change = _made(offered.created, offered.updated, offered.unchanged)
    effect = f": {change}" if offered.accepted else ""
    return f"{_usable(offered.accepted, offered.read)} can be used{effect}. Nothing is stored yet."


def result_sentence(loaded: Loading) -> str:
    """Say what a load did."""
    was = "was" if loaded.rejected == 1 else "were"
    left_out = (
        f" {counted(loaded.rejected, 'row')} of the files {was} left out."
        if loaded.rejected
        else ""
    )
    if not loaded.created and not loaded.updated:
        return f"Nothing changed: all that could be used is here already.{left_out}"
    change = _made(loaded.created, loaded.updated, loaded.unchanged)
    alike = alike_sentence(loaded.alike)
    told = f" {alike} See the part below on organisations that are here twice." if alike else ""
    return f"Done, and kept as change {loaded.revision}: {change}.{left_out}{told}"


def undo_choices(rows: Iterable[HistoryRow]) -> dict[int, str]:
    """Return words by number for the changes that a person may choose to undo, in order."""
    return {
        row["number"]: f"Change {row['number']}, {row['when']}: {row['what'] or 'no note'}"
        for row in rows
    }


def undo_sentence(row: HistoryRow) -> str:
    """Say what undoing a change would do."""
    effects = [
        f"take out {counted(row['created'], 'row')} that it added" if row["created"] else "",
        f"put {counted(row['updated'], 'row')} back as before" if row["updated"] else "",
        f"bring back {counted(row['removed'], 'row')} that it took out" if row["removed"] else "",
    ]
    effect = listed([each for each in effects if each]) or "change no row"
    return (
        f"Undoing change {row['number']} would {effect}. It is itself a change, and can be undone."
    )


def content_table(snapshot: Snapshot) -> list[ContentRow]:
    """List the tables that have rows, in the model's order."""
    return [
        ContentRow(table=name, n_rows=n_rows, what=_what(name))
        for name, n_rows in snapshot.counts.items()
        if n_rows
    ]


def faults_table(faults: pd.DataFrame, *, n_rows: int) -> list[FaultRow]:
    """Return the first faults of a load as rows.

    Parameters
    ----------
    faults
        As a `Loading` holds them, in the order of the files.
    n_rows
        Most rows returned, at least 1. What a cell says is cut after 80 characters.
    """
    return [
        FaultRow(
            where=_where(str(file), str(sheet), int(line), str(field)),
            value=_cut(str(value)),
            reason=str(reason),
        )
        for file, sheet, line, field, value, reason in faults.head(n_rows)[_FAULT].to_numpy()
    ]


def _where(file: str, sheet: str, line: int, field: str) -> str:
    cell = f"Line {line}, {field}" if field else f"Line {line}"
    # The sheet of a CSV file has the file's own name.
    return f"{cell} ({file})" if file.startswith(sheet) else f"{cell} ({file}, sheet {sheet})"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_OF_A_CELL else f"{text[:_MOST_OF_A_CELL]}…"


def _what(table: str) -> str:
    return (TABLES[table].__doc__ or "").partition("\n")[0]


def _made_words(revision: Revision, zone: dt.tzinfo | None) -> str:
    when = moment_words(revision.made_at, zone)
    return f"{when}, by {revision.actor}" if revision.actor else when


def _rows_words(revision: Revision) -> str:
    said = {"new": revision.created, "changed": revision.updated, "gone": revision.removed}
    return ", ".join(f"{n:,} {what}" for what, n in said.items() if n) or "none"


def _happened(row: HistoryRow) -> str:
    return f"{row['created']:,} new, {row['updated']:,} different, {row['removed']:,} gone"


def _usable(accepted: int, read: int) -> str:
    if accepted == read:
        return "The one row" if read == 1 else f"All {read:,} rows"
    return f"{accepted:,} of {read:,} rows" if accepted else f"None of the {counted(read, 'row')}"


def _made(created: int, updated: int, unchanged: int) -> str:
    return f"{created:,} new, {updated:,} different, {unchanged:,} here already"
