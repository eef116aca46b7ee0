"""A file that somebody sent, kept in memory: it is never written down to be read."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, TypeAlias


@dataclass(frozen=True, slots=True)
class Sent:
    """A file's name and content, read as one on the disk is.

    Attributes
    ----------
    name
        What to call it, without a folder.
    content
        All of it.
    """

    name: str
    content: bytes = field(repr=False)

    def __str__(self) -> str:
        """Return the name, as messages show it."""
        return self.name

    @property
    def suffix(self) -> str:
        """The ending of the name, with its full stop."""
        return PurePosixPath(self.name).suffix

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.name).stem


AnyFile: TypeAlias = Path | Sent
"""A file on the disk, or one that was sent."""


def opened(file: AnyFile) -> IO[bytes]:
    """Return the content as a stream."""
    return io.BytesIO(file.content) if isinstance(file, Sent) else file.open("rb")


def content_of(file: AnyFile) -> bytes:
    """Return all of the content."""
    return file.content if isinstance(file, Sent) else file.read_bytes()


def size_of(file: AnyFile) -> int:
    """Return how many bytes there are."""
    return len(file.content) if isinstance(file, Sent) else file.stat().st_size
