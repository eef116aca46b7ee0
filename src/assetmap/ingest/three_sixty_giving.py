"""The format of 360Giving: grants as JSON, or as the spreadsheet that the standard flattens it to.

| 360Giving | here |
| --- | --- |
| fundingOrganization | `Organisation` (sector funder) |
| recipientOrganization: id, name, url, charity and company number | `Organisation` |
| recipientOrganization: street address, town, county, postcode | its `Location` |
| the grant: amountAwarded, awardDate, id | `FUNDS`: amount_gbp, awarded_on, grant_id |
| the grant: title, description | own columns of `FUNDS`: x_title, x_description |

A grant is one row read. Of an organisation in several grants the first says what it is called
and where it is. A web address or postcode that is none does not cost the grant: the text is
kept as x_url, or with the address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from assetmap.ingest.cells import CellError, read_link, read_postcode
from assetmap.ingest.drafting import RowError, draft_of, made_id, text_of
from assetmap.ingest.gathered import Document, Gathered, Refusal, together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.ingest.drafting import Row
    from assetmap.ingest.sheet import Sheet

_LIST: Final = "grants"
_TABLES: Final = ("Organisation", "Location", "FUNDS")
_REGISTERS: Final = {"charityNumber": "GB-CHC-", "companyNumber": "GB-COH-"}
_HEADINGS: Final = {
    "identifier": ("id",),
    "title": ("title",),
    "description": ("description",),
    "currency": ("currency",),
    "amount awarded": ("amountAwarded",),
    "award date": ("awardDate",),
    "recipient org:identifier": ("recipientOrganization", "id"),
    "recipient org:name": ("recipientOrganization", "name"),
    "recipient org:charity number": ("recipientOrganization", "charityNumber"),
    "recipient org:company number": ("recipientOrganization", "companyNumber"),
    "recipient org:street address": ("recipientOrganization", "streetAddress"),
    "recipient org:city": ("recipientOrganization", "addressLocality"),
    "recipient org:county": ("recipientOrganization", "addressRegion"),
    "recipient org:postal code": ("recipientOrganization", "postalCode"),
    "recipient org:web address": ("recipientOrganization", "url"),
    "recipient ind:identifier": ("recipientIndividual", "id"),
    "funding org:identifier": ("fundingOrganization", "id"),
    "funding org:name": ("fundingOrganization", "name"),
}
_NEEDED: Final = frozenset({"identifier", "amount awarded", "funding org:name"})


@dataclass(frozen=True, slots=True)
class _Grants:
    """Rows made of the grants so far, and what was first said of each organisation."""

    rows: Mapping[str, list[Row]] = field(default_factory=lambda: {table: [] for table in _TABLES})
    said: dict[str, tuple[Mapping[str, str], Mapping[str, str]]] = field(default_factory=dict)

    def add_organisation(self, line: int, organisation: Mapping[str, Any], sector: str) -> str:
        """Add an organisation as it was first said, and return its id."""
        id_ = _id_of(organisation)
        if id_ not in self.said:
            self.said[id_] = _organisation(id_, organisation, sector)
        cells, location = self.said[id_]
        self.rows["Organisation"].append((line, cells))
        if location:
            self.rows["Location"].append((line, location))
        return id_


def is_known(value: Any) -> bool:
    """Tell whether a document is a list of grants."""
    return isinstance(value, dict) and isinstance(value.get(_LIST), list)


def gather_document(document: Document) -> Gathered:
    """Return what a document's grants give."""
    grants = enumerate(document.value[_LIST], start=1)
    return _gathered(document.file, _LIST, list(grants))


def known(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that have the headings of the standard's spreadsheet."""
    return [sheet for sheet in sheets if {each.casefold() for each in sheet.columns} >= _NEEDED]


def gather(sheets: Sequence[Sheet]) -> Gathered:
    """Return what the grants in spreadsheets give."""
    return together(
        _gathered(sheet.file, sheet.sheet, list(zip(sheet.lines, _grants_of(sheet), strict=True)))
        for sheet in sheets
    )


def _grants_of(sheet: Sheet) -> list[dict[str, Any]]:
    grants: list[dict[str, Any]] = [{} for _ in sheet.lines]
    for heading, cells in sheet.columns.items():
        path = _HEADINGS.get(heading.casefold())
        for grant, cell in zip(grants, cells, strict=True):
            if path is None or not cell.strip():
                continue
            if len(path) == 1:
                grant[path[0]] = cell
            else:
                grant.setdefault(path[0], [{}])[0][path[1]] = cell
    return grants


def _gathered(file: str, sheet: str, grants: Sequence[tuple[int, Any]]) -> Gathered:
    made = _Grants()
    refusals: list[Refusal] = []
    for line, grant in grants:
        try:
            _add_grant(made, line, grant)
        except RowError as error:
            refusals.append(error.refusal(file, sheet, line))
    drafts = tuple(draft_of(table, file, sheet, rows) for table, rows in made.rows.items() if rows)
    return Gathered(drafts=drafts, refusals=tuple(refusals))


def _add_grant(made: _Grants, line: int, grant: Any) -> None:
    if not isinstance(grant, dict):
        raise RowError(field="id", value=text_of(grant), reason="It is not a grant.")
    if grant.get("recipientIndividual"):
        reason = "The grant is to a person; people are not in the map. It stays out."
        raise RowError(field="to_id", value="", reason=reason)
    currency = text_of(grant.get("currency"))
    if currency.strip().upper() != "GBP":
        reason = "The grant is not in pounds (GBP); only pounds can be added up here."
        raise RowError(field="amount_gbp", value=currency, reason=reason)
    funder = _only(grant, "fundingOrganization", "from_id", "a funder")
    recipient = _only(grant, "recipientOrganization", "to_id", "an organisation that gets it")
    cells = {
        "from_id": made.add_organisation(line, funder, "funder"),
        "to_id": made.add_organisation(line, recipient, ""),
        "amount_gbp": text_of(grant.get("amountAwarded")),
        "awarded_on": text_of(grant.get("awardDate")),
        "grant_id": text_of(grant.get("id")),
        "x_title": text_of(grant.get("title")),
        "x_description": text_of(grant.get("description")),
    }
    made.rows["FUNDS"].append((line, cells))


def _only(grant: Mapping[str, Any], key: str, end: str, what: str) -> Mapping[str, Any]:
    given = grant.get(key)
    listed = given if isinstance(given, list) else [given]
    named = [each for each in listed if isinstance(each, dict) and _id_of(each)]
    if not named:
        raise RowError(field=end, value="", reason=f"The grant does not name {what}.")
    if len(named) > 1:
        names = ", ".join(text_of(each.get("name")) for each in named)
        reason = f"The grant names {len(named)} organisations where one is meant; split it."
        raise RowError(field=end, value=names, reason=reason)
    return named[0]


def _id_of(organisation: Mapping[str, Any]) -> str:
    # An identifier of org-id.guide has no space in it, whatever slipped in at the keyboard.
    id_ = "".join(text_of(organisation.get("id")).split())
    name = text_of(organisation.get("name")).strip()
    return id_ or (made_id("grants", name) if name else "")


def _organisation(
    id_: str, organisation: Mapping[str, Any], sector: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells of an organisation and of where it is, the latter empty if not said."""
    numbers = [id_] if id_.startswith("GB-") else []
    for key, register in _REGISTERS.items():
        number = "".join(text_of(organisation.get(key)).split())
        numbers += [f"{register}{number}"] if number else []
    is_charity = any(number.startswith("GB-CHC-") for number in numbers)
    cells = {
        "id": id_,
        "name": text_of(organisation.get("name")) or id_,
        "identifiers": "|".join(dict.fromkeys(numbers)),
        "sector": sector or ("vcse" if is_charity else ""),
        **_website(text_of(organisation.get("url"))),
    }
    location = _location(id_, organisation)
    if location:
        cells["location_id"] = location["id"]
    return cells, location


def _website(text: str) -> dict[str, str]:
    try:
        return {"website": read_link(text)} if text.strip() else {}
    except CellError:
        return {"x_url": text}


def _location(id_: str, organisation: Mapping[str, Any]) -> dict[str, str]:
    keys = ("streetAddress", "addressLocality", "addressRegion", "postalCode")
    street, town, county, postcode = (text_of(organisation.get(key)).strip() for key in keys)
    if not any((street, town, county, postcode)):
        return {}
    try:
        postcode = read_postcode(postcode) if postcode else ""
    except CellError:
        # Letters mistaken for digits: kept where a person can see them.
        street, postcode = ", ".join(filter(None, (street, postcode))), ""
    name = text_of(organisation.get("name")) or id_
    cells = {"name": name, "address": street, "town": town, "county": county, "postcode": postcode}
    return {"id": made_id("grants-address", id_), **cells}
