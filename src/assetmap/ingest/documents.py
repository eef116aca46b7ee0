"""JSON files to documents, with a limit to their size and depth."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from assetmap.errors import UnreadableFileError
from assetmap.ingest.gathered import Document
from assetmap.ingest.sent import content_of, size_of

if TYPE_CHECKING:
    from assetmap.ingest.sent import AnyFile

MAX_JSON_BYTES: Final = 300_000_000
"""Largest document that is read: in memory it takes about ten times its size."""

_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
JSON_ENDINGS: Final = frozenset({".json", ".jsonld", ".geojson"})


class _NoNumberError(ValueError):
    """A word stands where JSON has a number."""


def read_document(path: AnyFile) -> Document:
    """Return the JSON document in a file.

    Raises
    ------
    UnreadableFileError
        If it is too large, too deep, or no JSON.
    """
    if size_of(path) > MAX_JSON_BYTES:
        reason = f"it is larger than {MAX_JSON_BYTES // 1_000_000:,} MB; load it in parts."
        raise UnreadableFileError(str(path), reason)
    return Document(path.name, parse_json(content_of(path), str(path)))


def parse_json(content: bytes, name: str) -> Any:
    """Return what JSON says.

    Parameters
    ----------
    content
        The bytes of the document, UTF-8 with or without a mark, or UTF-16.
    name
        What to call it in an error.

    Raises
    ------
    UnreadableFileError
        If it is too deep, or no JSON.
    """
    try:
        # What is no number in JSON (NaN) is none of ours either.
        encoding = json.detect_encoding(content)
        text = content.decode(encoding)
        value = _parsed(text)
        return _whole(value) if _HALF.search(text) else value
    except RecursionError as error:
        raise UnreadableFileError(name, "its lists lie too deep in each other.") from error
    except UnicodeDecodeError as error:
        reason = "its letters are in no known coding. Save it as UTF-8."
        raise UnreadableFileError(name, reason) from error
    except json.JSONDecodeError as error:
        reason = f"it is no JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        raise UnreadableFileError(name, reason) from error
    except _NoNumberError as error:
        raise UnreadableFileError(name, f"it is no JSON: {error}.") from error


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=_read_number)
    except (_NoNumberError, json.JSONDecodeError):
        raise
    except ValueError:
        # Of a whole number of thousands of digits, which Python does not read. Only now are all
        # of them looked at: that takes time.
        return json.loads(
            text, parse_constant=_refuse, parse_float=_read_number, parse_int=_read_whole
        )


def _read_whole(digits: str) -> float | str:
    return digits if math.isinf(float(digits)) else int(digits)


def _read_number(digits: str) -> float | str:
    """Return a number, or its text if it is too large for one: its row says so then, alone."""
    number = float(digits)
    return digits if math.isinf(number) else number


def _whole(value: Any) -> Any:
    """Return `value` with halves of characters, which no file can hold, as question marks."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _refuse(word: str) -> NoReturn:
    msg = f"{word} is no number"
    raise _NoNumberError(msg)
