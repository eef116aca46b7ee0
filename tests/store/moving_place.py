"""Places to move: one with every table and every kind of cell, and text of every sort."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from assetmap.model import TABLES, Column, Snapshot, columns_of, conform, references_of

TEXTS = (
    "O'Brien's \"café\", 'quoted'",
    "'; DROP TABLE Organisation; --",
    "{id: 'x'}) DETACH DELETE n //",
    "=cmd|' /C calc'!A0",
    "line\nbreak\r\nand\ttab and \r alone",
    "\ufeff👩‍👩‍👧‍👦 مرحبا \u202eيمين\u202c 你好 Ωμέγα",
    "\x01\x1b[31m\x7f\x85\u2028\u2066",
    "a\u0301 and á differ",
    " spaces around ",
    "",
    "NULL",
    "nan",
    '"',
    "\\N \\u0041 \\",
    "long " * 60_000,
)

NUMBERS = (0.1, 1 / 3, -1e-300, 1.7976931348623157e308, 12345678901234567.0, 0.0, 5e-324, -0.0)
DAYS = ("0001-01-01", "1582-10-15", "1969-12-31", "2000-02-29", "2262-04-12", "9999-12-31")
WHOLE_NUMBERS = (-(2**63), 2**63 - 1, 0, 7)


def full_place() -> dict[str, pd.DataFrame]:
    """Return three rows of every table: one as full as can be, one of hostile text, one bare."""
    rows: dict[str, pd.DataFrame] = {}
    for number, table in enumerate(TABLES):
        made = pd.concat(
            [
                _row(table, [each for each in columns_of(table) if _is_kept(each, kind)], kind)
                for kind in ("full", "hostile", "bare")
            ]
        )
        if not table.startswith(("Ref", "Outc")):
            made["x_own"] = [TEXTS[number % len(TEXTS)], None, "own"]
            made["x_größe ✓ \"'"] = [None, "size", ""]
        rows[table] = conform(table, made)
    return rows


def hostile_place() -> dict[str, pd.DataFrame]:
    """Return rows whose ids, names and own cells are each of `TEXTS`, tied to each other."""
    texts = [text[:200] for text in TEXTS if text]
    ids = [f"{text}#" for text in texts]
    return {
        "Organisation": pd.DataFrame({"id": ids, "name": texts, "x_own": list(TEXTS[:-1])}),
        "PARTNERS_WITH": pd.DataFrame(
            {"id": texts, "from_id": ids, "to_id": [*ids[1:], ids[0]], "provenance": texts}
        ),
    }


def exact_place() -> dict[str, pd.DataFrame]:
    """Return numbers and days at the ends of what can be held."""
    facts = {"id": [f"i{n}" for n in range(len(NUMBERS))], "area_code": "w", "name": "fact"}
    days = np.array([*DAYS, "NaT", "NaT"], dtype="datetime64[us]")
    waits = pd.array([*WHOLE_NUMBERS, None], dtype="Int64")
    self_referral = pd.array([True, False, None, True, False], dtype="boolean")
    activities = {"id": list("abcde"), "name": "A", "wait_days": waits}
    return {
        "Area": pd.DataFrame({"id": ["w"], "name": ["Ward"]}),
        "Activity": pd.DataFrame({**activities, "self_referral": self_referral}),
        "Indicator": pd.DataFrame({**facts, "value": NUMBERS, "measured_on": days}),
    }


def nested_areas(n_areas: int) -> pd.DataFrame:
    """Return areas, each of which lies within the one after it."""
    ids = [f"w{number:05d}" for number in range(n_areas)]
    return pd.DataFrame({"id": ids, "name": "Ward", "parent_code": [*ids[1:], None]})


def snapshot_of(rows: dict[str, pd.DataFrame], *, store_id: str = "elsewhere") -> Snapshot:
    """Return a snapshot of rows that were never in a store."""
    return Snapshot(
        store_id, 7, {name: conform(name, rows[name]) for name in TABLES if name in rows}
    )


def _is_kept(column: Column, kind: str) -> bool:
    return kind != "bare" or column.required


def _row(table: str, columns: list[Column], kind: str) -> pd.DataFrame:
    return conform(table, pd.DataFrame({each.name: [_cell(each, table, kind)] for each in columns}))


def _cell(column: Column, table: str, kind: str) -> Any:
    if column.name == "id":
        return f"the {kind} {table}"
    if column in references_of(table):
        # Those of the hostile row lead to its own kind, also from a row to itself.
        return f"the {'full' if kind == 'bare' else kind} {column.to[0]}"
    cells: dict[str, Any] = {
        "datetime64[us]": pd.Timestamp("1948-07-05"),
        "Int64": 3,
        "float64": 51.500123456789012,
        "boolean": kind == "full",
    }
    text = f"{column.name} of {table}" if kind != "hostile" else TEXTS[len(column.name) % 14]
    return cells.get(column.dtype, text)
