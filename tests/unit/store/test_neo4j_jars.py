"""The files of the local server are fetched once, and are what they should be or are not used."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from typing import TYPE_CHECKING

import pytest

from assetmap.errors import LocalServerError
from assetmap.store.neo4j_jars import check_sums, expected_sums, is_kept, jars_folder, release

if TYPE_CHECKING:
    from pathlib import Path

SUMS = {"a.jar": hashlib.sha256(b"a").hexdigest(), "b.jar": hashlib.sha256(b"b").hexdigest()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jar").write_bytes(b"a")
    (tmp_path / "b.jar").write_bytes(b"b")
    return tmp_path


def _maven(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program called mvn where programs are looked for, and nothing else that is ours."""
    program = folder / "bin" / "mvn"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))


def test_every_file_of_the_release_has_a_sum() -> None:
    sums = expected_sums()
    assert f"neo4j-{release()}.jar" in sums
    assert f"neo4j-server-{release()}.jar" in sums
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in sums.values())
    assert all(name.endswith(".jar") for name in sums)


def test_files_that_are_as_they_should_be_are_taken(folder: Path) -> None:
    check_sums(folder, SUMS)


def test_a_file_that_was_altered_is_found(folder: Path) -> None:
    (folder / "b.jar").write_bytes(b"c")
    with pytest.raises(LocalServerError, match=r"'b.jar' .* sum differs.* Delete that folder"):
        check_sums(folder, SUMS)


def test_a_file_that_is_missing_is_found(folder: Path) -> None:
    (folder / "a.jar").unlink()
    with pytest.raises(LocalServerError, match=r"'a.jar' .* is missing"):
        check_sums(folder, SUMS)


def test_a_file_too_many_is_found(folder: Path) -> None:
    (folder / "c.jar").write_bytes(b"c")
    with pytest.raises(LocalServerError, match=r"'c.jar' .* is not one of its files"):
        check_sums(folder, SUMS)


def test_without_maven_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(LocalServerError, match="apt install maven"):
        jars_folder(lambda _: None)


def test_what_maven_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _maven(tmp_path, monkeypatch, "echo '[ERROR] the network is down'; exit 1")
    told: list[str] = []
    with pytest.raises(LocalServerError, match=r"could not fetch it: \[ERROR\] the network is"):
        jars_folder(told.append)
    assert len(told) == 1
    assert not is_kept()


def test_other_files_than_those_of_the_release_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find_folder = (
        'for each in "$@"; do case $each in -DoutputDirectory=*) to=${each#*=};; esac; done'
    )
    write_jars = f"{find_folder}; mkdir -p $to; echo other > $to/neo4j-{release()}.jar"
    _maven(tmp_path, monkeypatch, write_jars)
    with pytest.raises(LocalServerError, match="what Maven fetched is not what it should be"):
        jars_folder(lambda _: None)
    assert not is_kept()
    assert list((tmp_path / "cache" / "assetmap").iterdir()) == []
