"""There is one door to what is known of journeys: no view and no screen reads their rows."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[3]
ROOMS: Final = ("src/assetmap/views", "src/assetmap/web", "src/assetmap/cli", "app/assetmap_app")
JOURNEYS: Final = frozenset({"Referral", "Outcome"})
CLOSED: Final = ("assetmap.measures.flows", "assetmap.network.referrals")

MAY_READ_ALL_ROWS: Final = {
    "src/assetmap/export/workbook.py": "the owner of the file takes everything away",
    "src/assetmap/export/csv_folder.py": "the owner of the file takes everything away",
    "src/assetmap/export/template.py": "writes headings alone, for a place to fill in",
}
"""Modules that write every table of the model, journeys too, and for whom."""


def _modules(room: str) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / room).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _named(tree: ast.Module) -> list[int]:
    """Return the lines on which the name of a table of journeys stands as a text of its own."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in JOURNEYS
    ]


def _imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_no_view_and_no_screen_names_a_table_of_journeys(room: str) -> None:
    modules = dict(_modules(room))
    assert modules
    assert {path: lines for path, tree in modules.items() if (lines := _named(tree))} == {}


@pytest.mark.parametrize("room", [*ROOMS, "src/assetmap/export"])
def test_no_view_screen_or_export_imports_what_measures_journeys(room: str) -> None:
    for path, tree in _modules(room):
        through = [each for each in _imported(tree) if each.startswith(CLOSED)]
        assert through == [], path


def test_exports_read_every_table_only_where_it_is_said_for_whom() -> None:
    reading = {
        path
        for path, tree in _modules("src/assetmap/export")
        if any(isinstance(node, ast.Name) and node.id == "TABLES" for node in ast.walk(tree))
    }
    assert reading <= set(MAY_READ_ALL_ROWS)
    assert {path for path, tree in _modules("src/assetmap/export") if _named(tree)} == set()


def test_the_door_would_be_seen_open() -> None:
    tree = ast.parse('rows = snapshot.table("Referral")\nimport assetmap.measures.flows.steps\n')
    assert _named(tree) == [1]
    assert _imported(tree) == {"assetmap.measures.flows.steps"}
