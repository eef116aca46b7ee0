"""Who asks a Neo4j server: from the caller, from the environment, or from a file that it names."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assetmap.errors import PasswordFileError

USER_VARIABLE: Final = "ASSETMAP_NEO4J_USER"
PASSWORD_VARIABLE: Final = "ASSETMAP_NEO4J_PASSWORD"  # noqa: S105  the name of a variable
FILE_VARIABLE: Final = "ASSETMAP_NEO4J_PASSWORD_FILE"

_USER: Final = "neo4j"  # of every new server
_MOST_BYTES: Final = 4_096


@dataclass(frozen=True, slots=True)
class Login:
    """A user of a Neo4j server; shown anywhere, it shows no password.

    Attributes
    ----------
    user
        The name; `neo4j` if it is empty.
    password
        The password.
    """

    user: str = _USER
    password: str = field(default="", repr=False)


def login_in_environment() -> Login:
    """Return the user and the password that the environment tells.

    The user is that in `ASSETMAP_NEO4J_USER`, else `neo4j`. The password is that in
    `ASSETMAP_NEO4J_PASSWORD`, else what the file holds that `ASSETMAP_NEO4J_PASSWORD_FILE` names,
    such as a secret of Docker's; else it is empty.

    Raises
    ------
    PasswordFileError
        If the file is needed and cannot be used.
    """
    password = os.environ.get(PASSWORD_VARIABLE, "")
    path = os.environ.get(FILE_VARIABLE, "")
    if not password and path:
        password = _password_in(Path(path))
    return Login(os.environ.get(USER_VARIABLE, "") or _USER, password)


def is_password_told() -> bool:
    """Tell whether the environment holds a password, or names a file that should."""
    return any(os.environ.get(name, "") for name in (PASSWORD_VARIABLE, FILE_VARIABLE))


def _password_in(path: Path) -> str:
    # Who else may read the file is not asked: Docker's own secrets may be read by everybody in
    # their container, and their folder keeps others out.
    try:
        with path.open("rb") as file:
            found = file.read(_MOST_BYTES + 1)
        # Editors of text end a line, and some of Windows' begin the file with a mark.
        password = found.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        fault = f"it cannot be read ({error.strerror})"
    except UnicodeDecodeError:
        fault = "it is not text (UTF-8)"
    else:
        fault = _fault_of(password, len(found))
        if not fault:
            return password
    # Raised here, since what was caught above tells the name of the file, or what it holds.
    raise PasswordFileError(fault)


def _fault_of(password: str, n_bytes: int) -> str:
    if n_bytes > _MOST_BYTES:
        return f"it holds more than a password ({_MOST_BYTES:,} bytes at most)"
    if not password:
        return "it is empty"
    return "it holds more than one line" if "\n" in password else ""
