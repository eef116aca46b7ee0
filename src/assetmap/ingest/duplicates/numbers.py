"""Register numbers: which register, and whether the number can be one of it.

| register | what it is | a number of it |
| --- | --- | --- |
| GB-CHC | Charity Commission, England and Wales | 6 or 7 digits; `-2` behind it: a linked charity |
| GB-SC | Scottish charity regulator | SC and 6 digits |
| GB-NIC | Charity Commission for Northern Ireland | 6 digits, from 100000 |
| GB-COH | Companies House | 8 digits, or 2 letters and 6 digits (the last may be R) |
| GB-MPR | Mutuals Public Register | up to 5 digits and up to 3 letters |
| GB-CASC | community amateur sports clubs | letters and digits |
| GB-NHS | NHS organisation codes (ODS) | 3 to 8 letters and digits |
| GB-EDU | schools (URN) | 5 to 7 digits |
| GB-UKPRN | learning providers | 8 digits, beginning with 1 |
| GB-LAE, -PLA, -LAS, -LANI, -GOR, -HESA, -IRN, -REV | others of org-id.guide | letters, digits |

A number whose register is not told is left alone: seven digits may be a charity or anything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class RegisterNumber(NamedTuple):
    """One number of one register, in its one spelling.

    Attributes
    ----------
    register
        Such as GB-CHC.
    number
        The number as that register writes it.
    """

    register: str
    number: str

    def __str__(self) -> str:
        """Return it as org-id.guide writes it."""
        return f"{self.register}-{self.number}"


_CHARITY: Final = re.compile(r"0*([1-9]\d{5,6})(?:-0*(\d{1,5}))?")
_SCOTTISH: Final = re.compile(r"(?:SC)?(\d{6})")
_NORTHERN_IRISH: Final = re.compile(r"(?:NIC)?([1-9]\d{5})")
_COMPANY: Final = re.compile(r"(\d{1,8})|([A-Z]{2})(\d{5}R|\d{1,6})|(R0\d{6})")
_MUTUAL: Final = re.compile(r"0*([1-9]\d{0,4}[A-Z]{0,3})")
_ODS: Final = re.compile(r"([A-Z0-9]{3,8})")
_SCHOOL: Final = re.compile(r"([1-9]\d{4,6})")
_PROVIDER: Final = re.compile(r"(1\d{7})")
_OTHER: Final = re.compile(r"([A-Z0-9][A-Z0-9./]{1,19})")

_OTHERS: Final = ("CASC", "LAE", "PLA", "LAS", "LANI", "GOR", "HESA", "IRN", "REV")
_WORDS: Final = {
    "CHC": "GB-CHC",
    "EW": "GB-CHC",
    "CHARITY": "GB-CHC",
    "CHARITYNO": "GB-CHC",
    "CHARITYNUMBER": "GB-CHC",
    "REGISTEREDCHARITY": "GB-CHC",
    "REGISTEREDCHARITYNO": "GB-CHC",
    "REGISTEREDCHARITYNUMBER": "GB-CHC",
    "CHARITYCOMMISSION": "GB-CHC",
    "OSCR": "GB-SC",
    "NIC": "GB-NIC",
    "CCNI": "GB-NIC",
    "COH": "GB-COH",
    "COMPANY": "GB-COH",
    "COMPANYNO": "GB-COH",
    "COMPANYNUMBER": "GB-COH",
    "COMPANIESHOUSE": "GB-COH",
    "MPR": "GB-MPR",
    "NHS": "GB-NHS",
    "ODS": "GB-NHS",
    "ODSCODE": "GB-NHS",
    "EDU": "GB-EDU",
    "URN": "GB-EDU",
    "UKPRN": "GB-UKPRN",
    **{f"GB{name}": f"GB-{name}" for name in ("CHC", "SC", "NIC", "COH", "MPR", "NHS", "EDU")},
    "GBUKPRN": "GB-UKPRN",
    **{f"GB{name}": f"GB-{name}" for name in _OTHERS},
}
# A register in letters, then a number that begins behind whatever parts them.
_SPLIT: Final = re.compile(
    r"(GB[-\s:_]*(?:CHC|SC|NIC|COH|MPR|NHS|EDU|UKPRN|"
    + "|".join(_OTHERS)
    + r"))[-\s:_.#]+([A-Z0-9][-A-Z0-9./\s]*)"
    r"|([A-Z][A-Z\s.]*?)[-\s:_.#]+([A-Z]{0,3}\d[-A-Z0-9./\s]*)"
)


def read_number(text: str) -> RegisterNumber | None:
    """Return the register number that `text` spells, or None if it is none or cannot be one.

    Examples
    --------
    >>> str(read_number("gb-chc-01136419")), str(read_number("Charity no. 1136419"))
    ('GB-CHC-1136419', 'GB-CHC-1136419')
    >>> str(read_number("GB-COH-738693")), read_number("GB-CHC-12")
    ('GB-COH-00738693', None)
    """
    found = _SPLIT.fullmatch(text.strip().upper())
    if found is None:
        return None
    register = _WORDS.get(re.sub(r"[^A-Z]", "", found[1] or found[3]))
    if register is None:
        return None
    number = _checked(register, re.sub(r"\s", "", found[2] or found[4]))
    return None if number is None else RegisterNumber(register, number)


def numbers_of(identifiers: Iterable[str]) -> frozenset[RegisterNumber]:
    """Return the register numbers among the texts of a cell of `identifiers`."""
    return frozenset(number for text in identifiers if (number := read_number(text)) is not None)


def contradict(some: Iterable[RegisterNumber], others: Iterable[RegisterNumber]) -> str | None:
    """Return the first register in which both have numbers and none is the same, or None."""
    mine, theirs = _by_register(some), _by_register(others)
    for register in sorted(mine.keys() & theirs.keys()):
        if not mine[register] & theirs[register]:
            return register
    return None


def _by_register(numbers: Iterable[RegisterNumber]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in numbers:
        found.setdefault(each.register, set()).add(each.number)
    return found


def _checked(register: str, text: str) -> str | None:
    if register == "GB-CHC":
        found = _CHARITY.fullmatch(text)
        if found is None:
            return None
        return f"{found[1]}-{found[2]}" if int(found[2] or 0) else found[1]
    if register == "GB-COH":
        return _company(text)
    pattern, begins = _FORMS.get(register, (_OTHER, ""))
    matched = pattern.fullmatch(text)
    return None if matched is None else f"{begins}{matched[1]}"


_FORMS: Final = {
    "GB-SC": (_SCOTTISH, "SC"),
    "GB-NIC": (_NORTHERN_IRISH, ""),
    "GB-MPR": (_MUTUAL, ""),
    "GB-NHS": (_ODS, ""),
    "GB-EDU": (_SCHOOL, ""),
    "GB-UKPRN": (_PROVIDER, ""),
}


def _company(text: str) -> str | None:
    found = _COMPANY.fullmatch(text)
    if found is None or not text.strip("0"):
        return None
    if found[1]:
        return found[1].zfill(8)
    return found[4] or f"{found[2]}{found[3].zfill(6)}"
