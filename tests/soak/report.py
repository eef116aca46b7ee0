"""Write docs/reliability.md from what `make soak` found in docs/soak/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

DOCS: Final = Path(__file__).parents[2] / "docs"

_INTRODUCTION: Final = """# Reliability

Written by `make soak`, which kills programs and servers while they write, lets programs race
each other, and damages backups. The numbers are those of its last run, kept in `docs/soak/`. A
*fault* is a row that is lost, half there or otherwise than it should be; a gap in the history;
anything left of a change that is not there; or an acknowledged change that is gone."""

_BACKUP: Final = """A backup of the sample place, of {:,} bytes, damaged and then read to restore
it. Refused: in words, and nothing was written. Harmless: what it gives is the same to the digit."""


def report(folder: Path) -> str:
    """Return the page, from the results in `folder`."""
    kept = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")
    }
    file, backup = kept["kill_store"], kept["damage_backup"]
    killed, writers, races = (kept[f"neo4j_{part}"] for part in ("servers", "writers", "races"))
    parts = [
        _INTRODUCTION,
        "## A place in a file",
        _table(
            ("programs killed while they wrote", file["points"]),
            ("of them after a random time", file["killed_after_a_wait"]),
            ("of them at a random step of SQLite's", file["killed_at_a_step_of_sqlite"]),
            ("changes that they had acknowledged", file["changes_acknowledged"]),
            ("faults", len(file["faults"])),
        ),
        "## A place on a Neo4j server",
        "The server killed at a random moment of a change, and started again:",
        _table(
            ("servers killed", killed["points"]),
            ("of them while a change was one transaction", killed["killed_in_one_transaction"]),
            ("of them while a change was made in batches", killed["killed_in_batches"]),
            ("changes that were there afterwards, whole", killed["changes_there_whole"]),
            ("changes that were not there at all", killed["changes_not_there_at_all"]),
            ("faults", len(killed["faults"])),
        ),
        "The program that writes killed at a random moment of a change in batches:",
        _table(
            ("programs killed", writers["points"]),
            ("changes that were there afterwards, whole", writers["changes_there_whole"]),
            ("changes that were not there at all", writers["changes_not_there_at_all"]),
            ("faults", len(writers["faults"])),
        ),
        "Two programs that raise one count at the same time:",
        _table(
            ("races", races["races"]),
            ("changes made", races["changes_made"]),
            ("changes refused, because the other was first", races["changes_refused_as_stale"]),
            ("the count in the end", races["the_count_in_the_end"]),
            ("lost updates", races["lost_updates"]),
        ),
        "## A backup",
        _BACKUP.format(backup["backup_bytes"]),
        _table(*backup["outcomes"].items(), ("damage not noticed", backup["not_noticed"])),
    ]
    return "\n\n".join(parts) + "\n"


def _table(*rows: tuple[str, Any]) -> str:
    lines = ["| what | how many |", "| --- | ---: |"]
    return "\n".join([*lines, *(f"| {what} | {number:,} |" for what, number in rows)])


if __name__ == "__main__":
    (DOCS / "reliability.md").write_text(report(DOCS / "soak"), encoding="utf-8")
