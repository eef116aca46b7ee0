"""The public site and the search hold nothing but what anybody may see: by what they import."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src" / "assetmap"
ROOMS = ("views/public", "search", "web/public", "web/api", "export/open_referral")
MODULES = sorted(path for room in ROOMS for path in (SOURCE / room).rglob("*.py"))
NEVER = ("Snapshot", "seen_by", "Champion", "LinkWorker", "Referral", "Outcome")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_public_module_takes_nothing_that_could_hold_a_person(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert not set(imported) & set(NEVER)
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert not set(NEVER) & {each for each in strings if isinstance(each, str)}
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    forbidden = ("assetmap.measures", "assetmap.network", "assetmap.release.flows")
    assert not [each for each in modules if each.startswith(forbidden)]
