"""Files that somebody sent, under safe names; only a mapping lies in a private folder meanwhile."""

from __future__ import annotations

import contextlib
import re
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final, Protocol

from assetmap.errors import AssetMapError, DataError, PersonalDataError, UnreadableFileError
from assetmap.ingest import load_files
from assetmap.ingest.sent import Sent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetmap.ingest import Loading
    from assetmap.store.protocol import Store

SOMEBODY: Final = "somebody at this machine"
"""Who made a change, when no name was given."""

_MAX_NAME: Final = 100
_MAX_ACTOR: Final = 100
# Beside control characters and overrides of direction, what Windows forbids.
_UNSAFE: Final = re.compile('[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]')


class Upload(Protocol):
    """A file as Streamlit hands it over."""

    @property
    def name(self) -> str:
        """What the sender called it: any text at all."""
        ...

    def getvalue(self) -> bytes:
        """Return its content."""
        ...


def safe_name(name: str) -> str:
    r"""Return the last part of a file's name, without what could lead out of a folder.

    Parameters
    ----------
    name
        What the sender called the file: a path of any system, any letters, any length.

    Returns
    -------
    str
        At most 100 characters, never empty, its ending kept.

    Examples
    --------
    >>> safe_name("../../etc/passwd"), safe_name(r"C:\town\places.csv"), safe_name("..")
    ('passwd', 'places.csv', 'file')
    """
    last = PurePosixPath(PureWindowsPath(name).name).name
    plain = _UNSAFE.sub("", last.encode("utf-8", "ignore").decode()).strip(" .")
    path = PurePosixPath(plain or "file")
    ending = path.suffix[:10]
    stem = path.name.removesuffix(path.suffix)
    # A file system counts bytes, and a letter may take four.
    kept = stem.encode()[: _MAX_NAME - len(ending.encode())].decode("utf-8", "ignore")
    return f"{kept}{ending}"


@contextlib.contextmanager
def saved(files: Sequence[Upload]) -> Iterator[tuple[Path, ...]]:
    """Keep files in a private folder for as long as the block lasts.

    Parameters
    ----------
    files
        What was sent.

    Yields
    ------
    tuple
        A path for each, in their order, named safely.

    Raises
    ------
    UnreadableFileError
        If two have the same name, since a fault could not say which of them it is in.
    """
    names = _names_of(files)
    if not files:
        yield ()
        return
    with tempfile.TemporaryDirectory(prefix="assetmap-") as folder:
        paths = tuple(Path(folder) / name for name in names)
        for file, path in zip(files, paths, strict=True):
            path.write_bytes(file.getvalue())
        yield paths


def _names_of(files: Sequence[Upload]) -> list[str]:
    """Return a safe name for each file; two alike are refused, for faults name files."""
    names = [safe_name(file.name) for file in files]
    alike = [name.casefold() for name in names]
    for name in names:
        if alike.count(name.casefold()) > 1:
            reason = "several of the chosen files have this name; rename all but one."
            raise UnreadableFileError(name, reason)
    return names


def load_uploads(
    store: Store,
    files: Sequence[Upload],
    *,
    mapping: Upload | None = None,
    leave_out: Sequence[str] = (),
    actor: str = "",
    is_dry_run: bool = False,
) -> Loading:
    """Load what was sent, or say what loading it would do.

    Parameters
    ----------
    store
        Where to.
    files
        Workbooks and CSVs.
    mapping
        A TOML file that says which column is what, for files of another form.
    leave_out
        Columns that are not read at all.
    actor
        Who loads, in their own words; empty is somebody at this machine.
    is_dry_run
        Whether to leave the store as it is.

    Raises
    ------
    PersonalDataError
        If rows about people's journeys hold what may tell who was helped.
    AssetMapError
        If a file or the mapping cannot be read, or the store cannot take the change.
    """
    # Rows may tell of people: they are read from memory, and never stand in a file of ours.
    sent = [Sent(name, file.getvalue()) for name, file in zip(_names_of(files), files, strict=True)]
    with saved([] if mapping is None else [mapping]) as mappings:
        try:
            return load_files(
                store,
                sent,
                mapping=next(iter(mappings), None),
                leave_out=leave_out,
                is_dry_run=is_dry_run,
                actor=actor_of(actor),
            )
        except PersonalDataError:
            raise  # it names columns, and no file of ours
        except AssetMapError as error:
            # The sender knows the name of a file, and nothing of the folder where we keep it.
            sentence = str(error)
            for path in mappings:
                sentence = sentence.replace(str(path), path.name)
            raise DataError(sentence) from error


def actor_of(typed: str) -> str:
    """Return who made a change: the name typed, on one line and not too long, or somebody."""
    return _UNSAFE.sub("", " ".join(typed.split()))[:_MAX_ACTOR] or SOMEBODY
