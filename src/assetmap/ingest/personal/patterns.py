"""Cells that look like what tells of one person: numbers, postcodes, days of birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from assetmap.ingest.mapping.words import encodable
from assetmap.ingest.sheet import Cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MARKS: Final = "\u00a0\u2010-\u2015"
_GAP: Final = f"[\\s.{_MARKS}-]{{0,2}}"
"""What may stand between the groups of a number."""

_SPACE: Final = "[\\s\u00a0]{0,2}"

_NHS: Final = re.compile(
    rf"(?:(?<![\w+])|(?<=nhs))\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}(?!\w)", re.IGNORECASE
)
_PHONE: Final = re.compile(
    rf"(?<![\w+.-])\(?(?:0|(?:\+|00)44{_GAP}(?:\(0\){_GAP})?)[1-35789]\d{{1,4}}\)?"
    rf"(?:{_GAP}\d{{3,8}}){{1,3}}(?!\w)"
)
_PHONE_ABROAD: Final = re.compile(
    rf"(?<![\w+])\+[1-9]\d{{0,2}}(?:{_GAP}\(?\d{{1,8}}\)?){{2,6}}(?!\w)"
)
_POSTCODE: Final = re.compile(
    rf"(?<![A-Z0-9])[A-Z]{{1,2}}\d[A-Z\d]?{_SPACE}\d[A-Z]{{2}}(?![A-Z0-9])",
    re.ASCII | re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"[^\s@<>,;]@[^\s@<>,;]+\.[^\s@<>,;.]{2,}")
_BIRTH: Final = re.compile(r"\b(?:d\.?o\.?b\.?|born|birth|birthday)\b\D{0,12}\d", re.IGNORECASE)

_MAYBE: Final = (
    rf"(?i)@|(?:\b|nhs)\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}\b"
    rf"|\+{_GAP}\d|(?:^|[^\w+.-])\(?0\d[\d\s.(){_MARKS}-]{{6}}"
    rf"|(?:^|[^a-z0-9])[a-z]{{1,2}}\d[a-z\d]?{_SPACE}\d[a-z]{{2}}(?:[^a-z0-9]|$)"
    r"|\b(?:d\.?o\.?b|born|birth)"
)
"""A quick look (RE2): what does not match holds nothing of what is sought."""

_EARLY: Final = (
    r"(?i)^\s*(?:(?:18|19)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?"
    r"|\d{1,2}[-/. ]\d{1,2}[-/. ](?:(?:18|19)\d\d|[3-9]\d)(?: .*)?"
    r"|.{0,11}\b\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?[a-z]{3,9}\.?,?[ -]"
    r"(?:(?:18|19)\d\d|[3-9]\d))\s*$"
)
_LEAST_EARLY: Final = 0.25
"""Share of the cells of a column from which days before 2000 are taken for days of birth."""

_MANY: Final = 100
_BY_CHANCE: Final = 0.25
"""Of so many numbers of a like shape, fewer than this share would pass by chance alone."""

_LEAST_DIGITS, _MOST_DIGITS = 9, 10
_LEAST_ABROAD, _MOST_ABROAD = 8, 15
_ELEVEN: Final = 11
_HEAD: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Kind:
    """One thing that is sought.

    Attributes
    ----------
    said
        What it is, in words.
    is_in
        Whether a text holds one.
    shape
        Of whole cells that are codes of some other kind as well, such as a number of ten digits;
        a regular expression (RE2).
    """

    said: str
    is_in: Callable[[str], bool]
    shape: str = ""


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits pass the check of NHS numbers, which is modulus 11.

    Examples
    --------
    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (_ELEVEN - total % _ELEVEN) % _ELEVEN == int(digits[-1])


def _has_nhs_number(text: str) -> bool:
    return any(is_nhs_number(_digits(found[0])) for found in _NHS.finditer(text))


def _has_phone(text: str) -> bool:
    for found in _PHONE.finditer(text):
        digits = _digits(found[0]).removeprefix("00").removeprefix("44").lstrip("0")
        if _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS:
            return True
    lengths = (len(_digits(found[0])) for found in _PHONE_ABROAD.finditer(text))
    return any(_LEAST_ABROAD <= length <= _MOST_ABROAD for length in lengths)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter in "0123456789")


_KINDS: Final = (
    _Kind("NHS numbers", _has_nhs_number, r"\d{10}"),
    _Kind("postcodes", lambda text: _POSTCODE.search(text) is not None, r"[A-Za-z0-9]{5,7}"),
    _Kind("telephone numbers", _has_phone, r"\d{10,11}"),
    _Kind("e-mail addresses", lambda text: _EMAIL.search(text) is not None),
    _Kind("dates of birth", lambda text: _BIRTH.search(text) is not None),
)


def seen_in(cells: Sequence[str]) -> tuple[str, ...]:
    """Return what tells of persons in the cells of one column, in words; never a cell.

    Parameters
    ----------
    cells
        Texts of one column.

    Returns
    -------
    tuple
        Of: NHS numbers, postcodes, telephone numbers, e-mail addresses, dates of birth.

    Notes
    -----
    One cell is enough, within any text. Codes of another kind look like these by chance (one in
    eleven numbers of ten digits passes for an NHS number): in a column of 100 or more of a like
    shape, it takes a quarter of them. Days before 2000 are taken for dates of birth where they
    fill a quarter of a column. Names cannot be told by what they look like.

    Examples
    --------
    >>> seen_in(["rang 943 476 5919", "lives at M33 7XX"]), seen_in(["2025-03-01", "Choir"])
    (('NHS numbers', 'postcodes'), ())
    """
    texts = _distinct(cells)
    suspects: list[str] = texts.filter(pc.match_substring_regex(texts, _MAYBE)).to_pylist()
    seen = [kind.said for kind in _KINDS if _is_seen(kind, suspects, texts)]
    if "dates of birth" not in seen and _are_early(texts):
        seen.append("dates of birth")
    return tuple(seen)


def tells_of_a_person(text: str) -> bool:
    """Return whether one text holds a number, a postcode or the like that is a person's.

    Examples
    --------
    >>> tells_of_a_person("ann@example.org"), tells_of_a_person("Mill Lane Surgery")
    (True, False)
    """
    return any(kind.is_in(text) for kind in _KINDS)


def _is_seen(
    kind: _Kind, suspects: Sequence[str], texts: pa.Array[Any] | pa.ChunkedArray[Any]
) -> bool:
    hits = [text for text in suspects if kind.is_in(text)]
    if not hits or not kind.shape:
        return bool(hits)
    shape = re.compile(kind.shape, re.ASCII)
    if any(not shape.fullmatch(text.strip()) for text in hits):
        return True
    n_alike = pc.sum(pc.match_substring_regex(texts, rf"^\s*{kind.shape}\s*$")).as_py()
    return bool(n_alike < _MANY) or len(hits) >= _BY_CHANCE * n_alike


def _are_early(texts: pa.Array[Any] | pa.ChunkedArray[Any]) -> bool:
    n_early = pc.sum(pc.match_substring_regex(texts, _EARLY)).as_py() or 0
    n_filled = pc.sum(pc.greater(pc.binary_length(texts), 0)).as_py() or 0
    return n_early > 0 and n_early >= _LEAST_EARLY * n_filled


def _distinct(cells: Sequence[str]) -> pa.Array[Any] | pa.ChunkedArray[Any]:
    """Return the texts of a column, those that stand often only once."""
    if not isinstance(cells, Cells):
        return pa.array([encodable(text) for text in dict.fromkeys(cells)], pa.large_string())
    head = cells.texts.slice(0, _HEAD)
    # To tell ids apart takes longer than to look at each.
    is_of_words = 2 * len(pc.unique(head)) < len(head)
    return pc.unique(cells.texts) if is_of_words else cells.texts
