"""A command run as a person at a terminal runs it, in a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest

from assetmap.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


class Ran(NamedTuple):
    """What a command left: its exit code, and what it printed where."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASSETMAP_STORE", raising=False)

    def run_command(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["assetmap", *arguments])
        with pytest.raises(SystemExit) as exit_of:
            main()
        printed = capfd.readouterr()
        return Ran(int(exit_of.value.code or 0), printed.out, printed.err)

    return run_command
