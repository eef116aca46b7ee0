"""Parts of HSDS (costs, addresses, telephones, areas, waits) to the text of one of our cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetmap.ingest.cells import CellError, read_number, read_postcode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WAIT: Final = re.compile(
    r"(?:about |up to |approx(?:imately|\.)? )?(?:\d{1,3} ?(?:-|\u2013|to) ?)?(\d{1,5}) ?"
    r"(day|week|month)s?",
    re.IGNORECASE,
)
_UNIT_DAYS: Final = {"day": 1, "week": 7, "month": 30}
_SILENT_PHONES: Final = frozenset({"fax", "text", "textphone", "video", "pager"})
_BRITISH: Final = frozenset({"GB", "UK", "GBR", "UNITED KINGDOM"})
_BOUNDS: Final = {"latitude": 90, "longitude": 180}
_OLDEST: Final = 130
_REGISTERS: Final = {
    "companynumber": "GB-COH",
    "charitynumber": "GB-CHC",
    "companieshouse": "GB-COH",
    "charitycommission": "GB-CHC",
}


def joined(texts: Iterable[str], by: str = "; ") -> str:
    """Return distinct texts in one, in their order."""
    return by.join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def wait_cells(text: str) -> dict[str, str]:
    """Return a wait in days, of a span the longest; what names none stays as it is."""
    found = _WAIT.fullmatch(text.strip())
    if not found:
        return {"x_wait_time": text}
    return {"wait_days": str(int(found[1]) * _UNIT_DAYS[found[2].casefold()])}


def age_cells(name: str, text: str) -> dict[str, str]:
    """Return an age as whole years; one that is none, or nobody's, stays as it is."""
    number = _number(text)
    is_age = number is not None and number.is_integer() and 0 <= number <= _OLDEST
    return {name: text} if is_age else {f"x_{name}": text}


def point_cells(texts: Mapping[str, str]) -> dict[str, str]:
    """Return coordinates, or as text those that are no point on the globe."""
    told = {name: texts[name] for name in _BOUNDS if name in texts}
    numbers = {name: _number(text) for name, text in told.items()}
    is_point = len(told) == len(_BOUNDS) and all(
        number is not None and abs(number) <= _BOUNDS[name] for name, number in numbers.items()
    )
    if is_point or not told:
        return told
    return {"x_coordinates": ", ".join(f"{name} {text}" for name, text in told.items())}


def _number(text: str) -> float | None:
    try:
        return read_number(text)
    except CellError:
        return None


def address_cells(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a location that its address fills; a foreign postcode stays text."""
    cells = {
        "address": joined((texts.get("address_1", ""), texts.get("address_2", "")), ", "),
        "town": texts.get("city", ""),
        "county": texts.get("state_province", ""),
        "x_region": texts.get("region", ""),
    }
    if texts.get("country", "GB").strip().upper() not in _BRITISH:
        cells["x_country"] = texts["country"]
    if "postal_code" in texts:
        try:
            cells["postcode"] = read_postcode(texts["postal_code"])
        except CellError:
            cells["x_postal_code"] = texts["postal_code"]
    return {name: text for name, text in cells.items() if text}


def address_sentence(texts: Mapping[str, str]) -> str:
    """Return an address in one line."""
    names = ("address_1", "address_2", "city", "region", "state_province", "postal_code", "country")
    kind = f" ({texts['address_type']})" if "address_type" in texts else ""
    return joined((texts.get(name, "") for name in names), ", ") + kind


def phone_number(texts: Mapping[str, str]) -> str:
    """Return a telephone number with its extension, without quotation marks around it."""
    number = texts.get("number", "").strip().strip('"').strip()
    extension = texts.get("extension", "").removesuffix(".0")
    return f"{number} ext. {extension}" if number and extension else number


def is_spoken(texts: Mapping[str, str]) -> bool:
    """Tell whether somebody answers a telephone by voice."""
    return texts.get("type", "voice").strip().casefold() not in _SILENT_PHONES


def language_name(texts: Mapping[str, str]) -> str:
    """Return the name of a language, or else its code."""
    return (texts.get("name") or texts.get("code", "")).replace("|", "/").strip()


def accessibility_sentence(texts: Mapping[str, str]) -> str:
    """Return what is told of getting in and about."""
    return joined((texts.get(name, "") for name in ("description", "details", "url")), " ")


def access_at(told: Iterable[tuple[str, str]]) -> str:
    """Return what is told of getting into several places, each by name if they differ.

    Parameters
    ----------
    told
        Name of each place and what is told of it, or "".
    """
    said = [(name, sentence) for name, sentence in told if sentence]
    if len({sentence for _, sentence in said}) > 1:
        said = [(name, f"{name}: {sentence}") for name, sentence in said]
    return joined(sentence for _, sentence in said)


def cost_sentence(texts: Mapping[str, str]) -> str:
    """Return a cost option in words: for whom, how much, and when it held."""
    amount = _amount(texts)
    words = joined((amount, texts.get("amount_description", "")), " ")
    option = texts.get("option", "")
    told = f"{option}: {words}" if option and words else option or words
    span = " to ".join(texts[name] for name in ("valid_from", "valid_to") if name in texts)
    return f"{told} ({span})" if told and span else told


def _amount(texts: Mapping[str, str]) -> str:
    if "amount" not in texts:
        return ""
    number = _number(texts["amount"])
    currency = texts.get("currency", "GBP").strip().upper()
    if number == 0:
        return "Free"
    if number is None or currency != "GBP":
        return f"{currency} {texts['amount']}"
    return f"£{int(number)}" if number.is_integer() else f"£{number:.2f}"


def area_sentence(texts: Mapping[str, str]) -> str:
    """Return where a service is there for people, in words."""
    words = joined((texts.get("name", ""), texts.get("description", "")), ": ")
    return (
        f"{words} ({texts['uri']})" if "uri" in texts and words else words or texts.get("uri", "")
    )


def document_sentence(texts: Mapping[str, str]) -> str:
    """Return what a person has to bring."""
    words, uri = texts.get("document", ""), texts.get("uri", "")
    return f"{words} ({uri})" if words and uri else words or uri


def register_number(texts: Mapping[str, str]) -> tuple[str, str]:
    """Return the column for an organisation's number in a register, and the number.

    A number whose register is known stands with it (GB-CHC-1068839); another with its words.
    """
    number = texts.get("identifier", "").replace("|", "/").strip()
    words = texts.get("identifier_type", "").strip()
    key = "".join(letter for letter in words.casefold() if letter.isalpha())
    scheme = texts.get("identifier_scheme", "").strip() or _REGISTERS.get(key, "")
    if not number:
        return "identifiers", ""
    if scheme:
        prefix = f"{scheme}-"
        return "identifiers", number if number.startswith(prefix) else prefix + number
    return "x_identifiers", f"{words}: {number}" if words else number


def place_number_cells(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a location's number in a register of places, a UPRN by its own name."""
    number = texts.get("external_identifier", "")
    kind = texts.get("external_identifier_type", "").strip()
    if not number:
        return {}
    if "UPRN" in kind.upper():
        return {"x_uprn": number}
    return {"x_external_identifier": f"{kind}: {number}" if kind else number}
