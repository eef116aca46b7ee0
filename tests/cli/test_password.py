"""The password of a server: where a command takes it from, when it asks, and that none shows it."""

from __future__ import annotations

import logging
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import RefusedLoginError
from assetmap.model import Changes
from assetmap.store import Login

if TYPE_CHECKING:
    from pathlib import Path

    from tests.neo4j_server import Server

pytestmark = pytest.mark.neo4j

CANARY = "canary-in-a-mine"
AT_TERMINAL = """
import os, pty, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)  # which tests run in the background would ignore
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
"""
"""Runs a command as if a person sat there; what is written to it is what they type."""

COMMAND = (sys.executable, "-m", "assetmap.cli.main")


@pytest.fixture
def place(neo4j_address: str) -> str:
    """The address of a server with one area, whose login is in the environment."""
    store = assetmap.open(neo4j_address)
    rows = pd.DataFrame({"id": ["w"], "name": ["Ward"]})
    try:
        store.apply(Changes({"Area": rows}), based_on=0, actor="Ada", note="")
    finally:
        store.close()
    return neo4j_address


def _in_pipe(address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter and command
        [*COMMAND, *(arguments or ("store", "history")), "--store", address],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def _at_terminal(address: str, typed: str) -> tuple[int, str, str]:
    """Run a command at a terminal: its exit code, the question, and what follows the answer."""
    command = [sys.executable, "-c", AT_TERMINAL, *COMMAND, "store", "history", "--store", address]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked = b""
        # Only after the space are letters no longer shown.
        while not asked.endswith(b": ") and (letter := process.stdout.read(1)):
            asked += letter
        process.stdin.write(typed.encode())
        process.stdin.flush()
        said = process.stdout.read()
    return process.returncode, asked.decode(), said.decode()


def test_password_of_a_file_opens_the_place(
    place: str, neo4j_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{neo4j_server.password}\n", encoding="utf-8")
    monkeypatch.delenv("ASSETMAP_NEO4J_PASSWORD")
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD_FILE", str(secret))
    ran = _in_pipe(place)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("1: ")
    secret.unlink()
    ran = _in_pipe(place)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == (
        "assetmap: The file that ASSETMAP_NEO4J_PASSWORD_FILE names does not give the password: "
        "it cannot be read (No such file or directory).\n"
    )


def test_password_of_the_caller_comes_before_the_environment(
    place: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", CANARY)
    login = Login(neo4j_server.user, neo4j_server.password)
    assetmap.open(place, login=login).close()
    with pytest.raises(RefusedLoginError):
        assetmap.open(place)


def test_a_person_at_a_terminal_is_asked_once(
    place: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSETMAP_NEO4J_PASSWORD")
    code, asked, said = _at_terminal(place, f"{neo4j_server.password}\n")
    assert asked == f"Password for {place}: "
    assert code == 0
    assert said.strip().startswith("1: ")
    assert "Password" not in said
    assert neo4j_server.password not in said


def test_a_wrong_password_typed_is_one_line_and_exit_code_2(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSETMAP_NEO4J_PASSWORD")
    code, _, said = _at_terminal(place, f"{CANARY}\n")
    assert code == 2
    assert said.strip().startswith(f"assetmap: '{place}' does not take the user and the password")
    assert said.strip().count("\n") == 0
    assert CANARY not in said


def test_no_answer_is_exit_code_2(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSETMAP_NEO4J_PASSWORD")
    code, _, said = _at_terminal(place, "\x03")  # Ctrl+C
    assert code == 2
    assert said.strip() == "assetmap: no password was given, so nothing was done."


def test_nobody_is_asked_in_a_pipe(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSETMAP_NEO4J_PASSWORD")
    ran = _in_pipe(place, "measure", "network", "--json")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"assetmap: '{place}' does not take the user and the password")
    assert ran.stderr.count("\n") == 1


def test_nobody_is_asked_for_a_password_that_is_told(place: str) -> None:
    code, seen, _ = _at_terminal(place, "")
    assert code == 0
    assert "Password" not in seen


def test_an_address_with_a_password_is_refused_and_nobody_asked(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSETMAP_NEO4J_PASSWORD")
    address = place.replace("://", f"://ada:{CANARY}@")
    code, seen, said = _at_terminal(address, "")
    assert code == 2
    assert "its address holds a user or a password" in seen + said
    assert CANARY not in seen + said
    assert "Password for" not in seen + said


def test_a_password_is_in_no_log_and_no_file(
    place: str,
    neo4j_server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    store = assetmap.open(place)
    try:
        store.snapshot()
    finally:
        store.close()
    assert "neo4j" in {record.name.partition(".")[0] for record in caplog.records}
    assert neo4j_server.password not in caplog.text
    assert neo4j_server.password not in repr(vars(store))
    for command in (("measure", "network", "--json"), ("export", "csv", str(tmp_path / "out"))):
        ran = _in_pipe(place, *command)
        assert ran.returncode == 0
        assert neo4j_server.password not in ran.stdout + ran.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [each for each in files if neo4j_server.password.encode() in each.read_bytes()]


def test_a_password_is_in_no_traceback(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", CANARY)
    with pytest.raises(RefusedLoginError) as refused:
        assetmap.open(place)
    assert CANARY not in "".join(traceback.format_exception(refused.value))
    # Some programs that report errors add what each frame holds; the driver's hold its own copy.
    told = traceback.TracebackException.from_exception(refused.value, capture_locals=True)
    ours = [frame for frame in told.stack if "/assetmap/" in frame.filename]
    held = [value for frame in ours for value in (frame.locals or {}).values()]
    assert "Login(user='neo4j')" in held
    assert not [value for value in held if CANARY in value]
