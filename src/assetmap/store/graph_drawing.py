"""The model as the README of `graph_schema/` draws it."""

from __future__ import annotations

from typing import Final

from assetmap.model import LABELS, LOOKUPS, PARTIES, TABLES, TIES, column_of, columns_of
from assetmap.model.dictionary import sentence_of

BEGIN: Final = "<!-- model: begin -->"
END: Final = "<!-- model: end -->"

Line = tuple[str, str, str, str]
"""From, tie, to, and the column that it is derived from (empty for a row of its own)."""


def with_drawing(readme: str) -> str:
    """Return `readme` with what stands between the two marks made from the model.

    Parameters
    ----------
    readme
        Text in which `BEGIN` and `END` each stand once, in this order.
    """
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{drawing()}\n{END}{after}"


def drawing() -> str:
    """Return the model as a Mermaid drawing, a table of labels and a table of ties."""
    return "\n".join([_mermaid(), _labels(), _ties()])


def tie_lines() -> list[Line]:
    """Return every relationship of the graph: derived ones first, each once for a pair of ends."""
    derived = [
        (target, str(each.tie), table, f"{table}.{each.name}")
        if each.is_reversed
        else (table, str(each.tie), target, f"{table}.{each.name}")
        for table in (*LABELS, *LOOKUPS)
        for each in columns_of(table)
        if each.tie
        for target in each.to
    ]
    own = [
        (source, tie, target, "")
        for tie in TIES
        for source in column_of(tie, "from_id").to
        for target in column_of(tie, "to_id").to
    ]
    return [*derived, *own]


def _mermaid() -> str:
    drawn = dict.fromkeys(
        f"  {source} {'-.->' if column else '-->'}|{tie}| {target}"
        for source, tie, target, column in tie_lines()
        if tie != "TIED_TO"
    )
    parties = f"  classDef party fill:#cfe8f7,stroke:#0072b2\n  class {','.join(PARTIES)} party"
    return "\n".join(["```mermaid", "flowchart LR", *drawn, parties, "```", ""])


def _labels() -> str:
    lines = ["| label | also | what it is |", "| --- | --- | --- |"]
    for name in (*LABELS, *LOOKUPS):
        also = "`:Party`" if name in PARTIES else ""
        lines.append(f"| `:{name}` | {also} | {sentence_of(TABLES[name])} |")
    return "\n".join([*lines, ""])


def _ties() -> str:
    ends: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for source, tie, target, column in tie_lines():
        sources, targets = ends.setdefault((tie, column), ([], []))
        sources.append(source)
        targets.append(target)
    lines = ["| from | tie | to | what it says |", "| --- | --- | --- | --- |"]
    for (tie, column), (sources, targets) in ends.items():
        meaning = f"derived from `{column}`" if column else sentence_of(TABLES[tie])
        lines.append(f"| {_named(sources)} | `{tie}` | {_named(targets)} | {meaning} |")
    return "\n".join([*lines, ""])


def _named(labels: list[str]) -> str:
    return ", ".join(dict.fromkeys(labels))
