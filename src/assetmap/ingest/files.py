"""Files and folders to sheets of text (CSV in any common form, Excel) and JSON documents."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.errors import UnreadableFileError
from assetmap.ingest.documents import JSON_ENDINGS, read_document
from assetmap.ingest.mapping.words import encodable
from assetmap.ingest.plain_csv import LEAST_BYTES, read_plain_csv
from assetmap.ingest.sent import Sent, content_of, opened, size_of
from assetmap.ingest.sheet import Sheet, make_sheet
from assetmap.ingest.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assetmap.ingest.gathered import Document
    from assetmap.ingest.sent import AnyFile

MAX_FILE_BYTES: Final = 1_000_000_000
"""Largest file that is opened; a million referrals take about a fifth of it."""

MAX_COLUMNS: Final = 2_000
_HEADING_BYTES: Final = 40_000  # the separator is guessed from the first 10,000 letters
_GUARD: Final = re.compile(r"'[=+\-@\t\r]")
_SEPARATORS: Final = ",;\t|"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TEXT_ENDINGS: Final = frozenset({".csv", ".tsv", ".txt"})
_BOOK_ENDINGS: Final = frozenset({".xlsx", ".xlsm"})


def read_files(paths: Iterable[AnyFile]) -> Iterator[Sheet | Document]:
    """Yield the sheets and documents of files, and of the files in folders, in order of name.

    Parameters
    ----------
    paths
        CSV files (.csv, .tsv, .txt), workbooks (.xlsx, .xlsm), JSON (.json, .geojson, .jsonld),
        or folders of these; or such files as they were sent.

    Raises
    ------
    UnreadableFileError
        If one is missing, is not a plain file, is too large, or cannot be understood.

    Notes
    -----
    A file is read once, however often it is named. Two files of one name are told apart by
    their folders; otherwise a name is shown without its folder.
    """
    # Unlike `Path.resolve`, this takes a link that leads to itself; reading it then says so.
    files = {_place_of(file): file for path in paths for file in _files_in(path)}
    n_named = Counter(file.name for file in files.values())
    for file in files.values():
        for part in _read_file(file):
            yield _named(part, part.file if n_named[file.name] == 1 else str(file))


def _place_of(file: AnyFile) -> str:
    return f"sent: {file.name}" if isinstance(file, Sent) else os.path.realpath(file)


def _named(part: Sheet | Document, file: str) -> Sheet | Document:
    """Return a part under the name `file`; letters that are none in it become question marks."""
    if isinstance(part, Sheet):
        return replace(part, file=encodable(file), sheet=encodable(part.sheet))
    return replace(part, file=encodable(file))


def _files_in(path: AnyFile) -> Sequence[AnyFile]:
    if isinstance(path, Sent):
        return (path,)
    if "\0" in str(path):
        raise UnreadableFileError(str(path), "its name holds a character that no name has.")
    try:
        if not path.is_dir():
            return (path,)
        found = sorted(each for each in path.iterdir() if _is_ours(each))
    except OSError as error:
        raise UnreadableFileError(str(path), f"{error.strerror}.") from error
    if not found:
        reason = "the folder holds no CSV file (.csv), workbook (.xlsx) or JSON (.json)."
        raise UnreadableFileError(str(path), reason)
    return found


def _is_ours(path: Path) -> bool:
    # Excel leaves "~$name.xlsx" beside an open workbook; hidden files are somebody else's.
    is_hidden = path.name.startswith((".", "~$"))
    is_named_so = path.suffix.casefold() in {".csv", *_BOOK_ENDINGS, *JSON_ENDINGS}
    return is_named_so and not is_hidden and path.is_file()


def _read_file(path: AnyFile) -> Iterator[Sheet | Document]:
    try:
        beginning = _beginning(path)
        if beginning == _ZIP and path.suffix.casefold() in _BOOK_ENDINGS:
            yield from read_workbook(path)
        elif path.suffix.casefold() in JSON_ENDINGS and beginning not in {_ZIP, _OLE}:
            yield read_document(path)
        else:
            _refuse_what_is_no_text(path, beginning)
            content = content_of(path)
            yield _read_large_csv(path, content) or _read_csv(path, content)
    except OSError as error:
        raise UnreadableFileError(str(path), f"{error.strerror}.") from error


def _beginning(path: AnyFile) -> bytes:
    if isinstance(path, Path):
        _refuse_what_is_no_file(path)
    if size_of(path) > MAX_FILE_BYTES:
        reason = f"it is larger than {MAX_FILE_BYTES // 1_000_000:,} MB; load it in parts."
        raise UnreadableFileError(str(path), reason)
    with opened(path) as file:
        return file.read(len(_ZIP))


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.exists():
        raise UnreadableFileError(str(path), "there is no such file or folder.")
    if not path.is_file():
        raise UnreadableFileError(str(path), "it is not a plain file.")


def _refuse_what_is_no_text(path: AnyFile, beginning: bytes) -> None:
    ending = path.suffix.casefold()
    if beginning == _OLE:
        reason = (
            "it is an old (.xls) or a password-protected workbook. Open it, and save it as "
            "an Excel workbook (.xlsx) without a password."
        )
        raise UnreadableFileError(str(path), reason)
    if beginning == _ZIP:
        reason = "it is a zip file. If it is a workbook, let its name end in .xlsx."
        raise UnreadableFileError(str(path), reason)
    if ending in _BOOK_ENDINGS:
        raise UnreadableFileError(str(path), "it is named like a workbook but is none.")
    if ending not in _TEXT_ENDINGS:
        reason = "its name must end in .csv, .tsv, .txt, .xlsx, .xlsm, .json or .geojson."
        raise UnreadableFileError(str(path), reason)


def _read_large_csv(path: AnyFile, content: bytes) -> Sheet | None:
    if len(content) < LEAST_BYTES:
        return None
    beginning = content[:_HEADING_BYTES].decode("utf-8", "replace")
    sheet = read_plain_csv(path, content, _separator(beginning))
    if sheet is not None and len(sheet.columns) > MAX_COLUMNS:
        return None
    return sheet


def _read_csv(path: AnyFile, content: bytes) -> Sheet:
    text = _decoded(path, content)
    separator = _separator(text)
    records, lines = _records(path, text, separator)
    if not records:
        raise UnreadableFileError(str(path), "it is empty; the first line must name the columns.")
    heading, rows = records[0], records[1:]
    if len(heading) > MAX_COLUMNS:
        raise UnreadableFileError(str(path), f"it has more than {MAX_COLUMNS:,} columns.")
    # A look at the whole text spares one at each cell.
    is_guarded = _GUARD.search(text) is not None
    return make_sheet(path.name, path.stem, heading, rows, lines[1:], is_guarded=is_guarded)


def _decoded(path: AnyFile, content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded_as(path, content, (encoding,))
    return _decoded_as(path, content, ("utf-8-sig", "cp1252"))


def _decoded_as(path: AnyFile, content: bytes, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    reason = "its letters are in no known coding. Save it as CSV UTF-8."
    raise UnreadableFileError(str(path), reason)


def _separator(text: str) -> str:
    heading = text.lstrip("\r\n")[:10_000].splitlines()[:1]
    counts = {mark: (heading[0].count(mark) if heading else 0) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: counts[mark])


def _records(path: AnyFile, text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    csv.field_size_limit(20_000_000)  # an outline of a district is long
    # Ends of lines are left as they are, so that the reader counts lines as a text editor
    # does, and a field may hold them.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    lines: list[int] = []
    before = 0
    try:
        for record in reader:
            if record:
                records.append(record)
                lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        reason = f'line {before + 1} has a quotation mark (") that is never closed ({error}).'
        raise UnreadableFileError(str(path), reason) from error
    return records, lines
