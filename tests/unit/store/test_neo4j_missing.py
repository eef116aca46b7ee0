"""Without the extra `neo4j` everything else works, and what needs it says so."""

from __future__ import annotations

import sys

import pytest

import assetmap
from assetmap.errors import MissingExtraError


def test_a_server_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in tuple(sys.modules):
        if name.startswith(("neo4j", "assetmap.store.neo4j_")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "neo4j", None)
    with pytest.raises(MissingExtraError, match=r"pip install assetmap\[neo4j\]"):
        assetmap.open("bolt://127.0.0.1:7687")
