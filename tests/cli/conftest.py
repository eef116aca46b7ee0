"""A command run as a person at a terminal runs it, in a folder of its own."""

from __future__ import annotations

import shutil
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


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where `load_once` keeps what all tests of a file begin with."""
    return tmp_path_factory.mktemp("kept") / "place"


@pytest.fixture
def load_once(run: Run, tmp_path: Path, kept: Path) -> Callable[[], None]:
    """Give what loads the folder `files` for the first test of a file, and copies it for others."""

    def load() -> None:
        if kept.exists():
            shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
        else:
            assert run("load", "files").code == 0
            shutil.copytree(tmp_path, kept)

    return load
