"""Where the user and the password of a server are looked for, and how a bad file is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetmap.errors import PasswordFileError
from assetmap.store import Login
from assetmap.store.neo4j_login import login_in_environment

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "canary-in-a-mine"


@pytest.fixture(autouse=True)
def _nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "PASSWORD_FILE"):
        monkeypatch.delenv(f"ASSETMAP_NEO4J_{name}", raising=False)


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / CANARY
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD_FILE", str(path))
    return path


def test_login_without_anything_told_is_the_user_of_every_server() -> None:
    assert login_in_environment() == Login("neo4j", "")


def test_login_is_that_of_the_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETMAP_NEO4J_USER", "ada")
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", " spaces count ")
    assert login_in_environment() == Login("ada", " spaces count ")


@pytest.mark.parametrize(
    ("held", "password"),
    [
        (b"word", "word"),
        (b"word\n", "word"),
        (b"word\r\n", "word"),
        (b"\xef\xbb\xbfword\r\n", "word"),
        (b" two words \n", " two words "),
        ("pässwörd\n".encode(), "pässwörd"),
    ],
)
def test_password_of_a_file_is_its_line_without_the_end(
    secret: Path, held: bytes, password: str
) -> None:
    secret.write_bytes(held)
    secret.chmod(0o444)  # as Docker's secrets are
    assert login_in_environment() == Login("neo4j", password)


def test_password_of_the_variable_comes_before_that_of_the_file(
    secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret.write_text("of the file", encoding="utf-8")
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", "of the variable")
    assert login_in_environment().password == "of the variable"  # noqa: S105 - a made-up one
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", "")
    assert login_in_environment().password == "of the file"  # noqa: S105 - a made-up one


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (b"", "it is empty"),
        (b"\n", "it is empty"),
        (b"word\n\n", "it holds more than one line"),
        (b"user\nword\n", "it holds more than one line"),
        (b"\xff\xfe", "it is not text"),
        (b"x" * 4097, "it holds more than a password"),
    ],
)
def test_a_file_that_holds_no_password_is_refused(secret: Path, held: bytes, reason: str) -> None:
    secret.write_bytes(held)
    with pytest.raises(PasswordFileError, match=reason):
        login_in_environment()


def test_a_file_that_is_not_there_is_refused_and_not_named(secret: Path) -> None:
    with pytest.raises(PasswordFileError, match="cannot be read") as refused:
        login_in_environment()
    # Somebody may have put the password where the name belongs.
    assert CANARY not in str(refused.value)
    assert refused.value.__context__ is None
    secret.mkdir()
    with pytest.raises(PasswordFileError, match="cannot be read"):
        login_in_environment()


def test_a_name_that_no_file_can_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD_FILE", "n" * 5000)
    with pytest.raises(PasswordFileError, match="cannot be read"):
        login_in_environment()


def test_a_login_that_is_shown_shows_no_password() -> None:
    assert repr(Login("ada", CANARY)) == "Login(user='ada')"
