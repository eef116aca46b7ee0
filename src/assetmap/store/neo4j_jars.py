"""The files of the local Neo4j server: fetched by Maven once, checked each time, kept for later.

`python -m assetmap.store.neo4j_jars` writes the checksums anew, for a new release.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.errors import LocalServerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable

_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_PATIENCE_S: Final = 1_800


def release() -> str:
    """Return the release of Neo4j that the local server is."""
    found = re.search(r"<neo4j\.version>([\w.]+)<", _part("pom.xml").read_text(encoding="utf-8"))
    if found is None:
        msg = "its list of parts names no release"
        raise LocalServerError(msg)
    return found[1]


def jars_folder(tell: Callable[[str], None]) -> Path:
    """Return the folder of the server's files, fetched if they are not there, and checked.

    Parameters
    ----------
    tell
        Called with a sentence when something takes minutes.

    Raises
    ------
    LocalServerError
        If Maven is missing or fails, or a file is not the one that it should be.
    """
    kept = _kept_folder()
    if not kept.is_dir():
        tell(f"Fetching Neo4j {release()} with Maven, about 150 MB; this is done once.")
        _fetch(kept, expected_sums())
    else:
        check_sums(kept, expected_sums())
    return kept


def is_kept() -> bool:
    """Tell whether the files are there already."""
    return _kept_folder().is_dir()


def expected_sums() -> dict[str, str]:
    """Return the SHA-256 sum of each file of the server, by its name."""
    lines = _part("jars.sha256").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def check_sums(folder: Path, expected: Mapping[str, str]) -> None:
    """Check that `folder` holds the files of the server and no others.

    Raises
    ------
    LocalServerError
        If one is missing, is another, or should not be there.
    """
    found = {path.name: path for path in folder.iterdir()}
    for name in sorted({*found, *expected}):
        if name not in expected:
            fault = "is not one of its files"
        elif name not in found:
            fault = "is missing"
        elif _digest(found[name]) != expected[name]:
            fault = "is not the file that it should be (its SHA-256 sum differs)"
        else:
            continue
        msg = f"{name!r} in {str(folder)!r} {fault}. Delete that folder and start again"
        raise LocalServerError(msg)


def _fetch(kept: Path, expected: Mapping[str, str]) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix="unfinished-") as name:
        made = Path(name) / "jars"
        _copy_jars(made)
        try:
            check_sums(made, expected)
        except LocalServerError as error:
            msg = f"what Maven fetched is not what it should be: {error.reason}"
            raise LocalServerError(msg) from error
        try:
            made.rename(kept)
        except OSError:
            # Another process may have put it there meanwhile.
            check_sums(kept, expected)


def _copy_jars(into: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        msg = "Maven, which fetches it, is not installed (Debian and Ubuntu: apt install maven)"
        raise LocalServerError(msg)
    with resources.as_file(_part("pom.xml")) as pom:
        command = [maven, "-q", "-B", "-f", str(pom), _PLUGIN, f"-DoutputDirectory={into}"]
        try:
            subprocess.run(  # noqa: S603  arguments are our own
                [*command, "-DincludeScope=runtime"],
                check=True,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                text=True,
                timeout=_PATIENCE_S,
            )
        except subprocess.TimeoutExpired as error:
            msg = f"Maven did not finish within {_PATIENCE_S // 60} minutes"
            raise LocalServerError(msg) from error
        except (OSError, subprocess.CalledProcessError) as error:
            msg = f"Maven could not fetch it: {_first_fault(error)}"
            raise LocalServerError(msg) from error


def _first_fault(error: OSError | subprocess.CalledProcessError) -> str:
    said = "" if isinstance(error, OSError) else f"{error.stdout}\n{error.stderr}"
    faults = [line.strip() for line in said.splitlines() if "ERROR" in line]
    return faults[0] if faults else str(error)


def _kept_folder() -> Path:
    given = os.environ.get("XDG_CACHE_HOME", "")
    cache = Path(given) if given else Path.home() / ".cache"
    return cache / "assetmap" / f"neo4j-{release()}"


def _part(name: str) -> Traversable:
    return resources.files("assetmap.store").joinpath(f"local_server/{name}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Write the sums of the release that `pom.xml` names, as Maven fetches it now."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "jars"
        _copy_jars(made)
        lines = [f"{_digest(path)}  {path.name}\n" for path in sorted(made.iterdir())]
    with resources.as_file(_part("jars.sha256")) as path:
        path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
