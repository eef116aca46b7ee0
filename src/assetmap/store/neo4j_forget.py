"""Taking rows out of a Neo4j store for good: out of the present, and out of its history."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from assetmap.errors import UnknownNodeError
from assetmap.model import TABLES, references_of
from assetmap.store.forgetting import Gone, Referring, consequences, forgotten_note, goes_with
from assetmap.store.journal import Counts
from assetmap.store.neo4j_graph import ask
from assetmap.store.neo4j_reading import find_rows, referring_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.store.neo4j_changes import Writer
    from assetmap.store.neo4j_graph import AnyTransaction

Step = dict[str, Any]
"""What history keeps of one step of a change, with the mark by which it is replaced."""


def forget_rows(writer: Writer, ids: Sequence[str]) -> str:
    """Take the rows `ids` out, with their history and what cannot be without them.

    Parameters
    ----------
    writer
        The change that does it; its caller writes it down.
    ids
        Ids of rows of any table, present or past.

    Returns
    -------
    str
        A note that says how many, and nothing that tells which.

    Raises
    ------
    UnknownNodeError
        If one of `ids` is neither in the present nor in the history.
    """
    transaction = writer.transaction
    steps = [
        {**record["step"], "step_id": record["step_id"]}
        for record in ask(transaction, "list_steps_whole", since=0)
    ]
    named = _named(transaction, steps, set(ids))
    gone, altered = consequences(
        named,
        lambda wanted: referring_to(transaction, wanted),
        lambda row_id: _organisation_of_referrer(transaction, row_id),
    )
    _alter(writer, altered)
    present = {table: find_rows(transaction, table, gone[table]) for table in TABLES}
    for table in reversed(TABLES):
        if present[table]:
            writer.delete(table, present[table])
    _forget_history(transaction, steps, gone)
    return forgotten_note(len(set(ids)), writer.counts.removed)


def _named(transaction: AnyTransaction, steps: list[Step], wanted: set[str]) -> Gone:
    named: Gone = defaultdict(set)
    for table in TABLES:
        named[table].update(find_rows(transaction, table, sorted(wanted)))
    for step in steps:
        named[step["table_name"]].update(wanted.intersection(step["ids"]))
    unknown = sorted(wanted - {row_id for found in named.values() for row_id in found})
    if unknown:
        raise UnknownNodeError(unknown[0])
    return named


def _organisation_of_referrer(transaction: AnyTransaction, referral_id: str) -> str | None:
    """Return the organisation that a referral's source belongs to, unless it is its target."""
    ((referral, _),) = find_rows(transaction, "Referral", [referral_id]).values()
    for label in ("Champion", "LinkWorker", "Activity"):
        for source, _ in find_rows(transaction, label, [referral["source_id"]]).values():
            organisation = source.get("organisation_id")
            if organisation is not None and organisation != referral["target_id"]:
                return str(organisation)
    return None


def _alter(writer: Writer, altered: Mapping[tuple[str, str, str], str | None]) -> None:
    values: dict[str, dict[str, dict[str, str | None]]] = defaultdict(lambda: defaultdict(dict))
    for (table, row_id, column), value in altered.items():
        values[table][row_id][column] = value
    for table, rows in values.items():
        found = find_rows(writer.transaction, table, rows)
        changed = []
        for row_id, (before, order) in found.items():
            after = {
                name: cell for name, cell in {**before, **rows[row_id]}.items() if cell is not None
            }
            changed.append((after, before, order))
        writer.replace(table, changed)
        writer.count(table, Counts(updated=len(changed)))


def _forget_history(transaction: AnyTransaction, steps: list[Step], gone: Gone) -> None:
    """Take rows that are gone out of the history, and references to them out of other rows."""
    incomplete: set[int] = set()
    past: Gone = defaultdict(set, {table: set(ids) for table, ids in gone.items()})
    for step in steps:
        before = [_cleaned(step, text, gone, past) for text in step["before"]]
        if before != step["before"]:
            incomplete.add(step["revision"])
            step.update(before=before, is_changed=True)
    for table, ids in past.items():
        ids -= set(find_rows(transaction, table, ids))
    for step in steps:
        if _leave_out(step, past[step["table_name"]]):
            incomplete.add(step["revision"])
    changed = [
        {name: step[name] for name in ("step_id", "ids", "before")}
        for step in steps
        if step.get("is_changed")
    ]
    if changed:
        ask(transaction, "replace_steps", steps=changed)
    ask(transaction, "forbid_undo", numbers=sorted(incomplete))


def _leave_out(step: Step, ids: set[str]) -> bool:
    """Take rows out of a step; tell whether any were in it."""
    kept = [place for place, row_id in enumerate(step["ids"]) if row_id not in ids]
    if len(kept) == len(step["ids"]):
        return False
    # Rows that were created have nothing that they were before.
    before = [step["before"][place] for place in kept] if step["before"] else []
    step.update(ids=[step["ids"][place] for place in kept], before=before, is_changed=True)
    return True


def _cleaned(step: Step, text: str, gone: Gone, past: Gone) -> str:
    table = step["table_name"]
    row = json.loads(text)
    cells = [
        Referring(table, row["id"], column, row[column.name])
        for column in references_of(table)
        if any(row.get(column.name) in gone.get(label, ()) for label in column.to)
    ]
    if not cells:
        return text
    if any(goes_with(cell) for cell in cells):
        past[table].add(row["id"])
    emptied = {cell.column.name for cell in cells}
    left = {name: cell for name, cell in row.items() if name not in emptied}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":"))
