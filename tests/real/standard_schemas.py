"""The schemas of HSDS 3.0 with format checks on, as whoever checks a feed applies them.

Formats `uri` and `date-time` need packages that are not ours to bring; they are checked here by
the grammar of RFC 3986 and of RFC 3339.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS: Final = {
    "services": ("compiled/service_list.json", "compiled/service.json"),
    "service_at_locations": (
        "compiled/service_at_location_list.json",
        "compiled/service_at_location.json",
    ),
    "taxonomies": ("taxonomy.json", "taxonomy.json"),
    "taxonomy_terms": ("taxonomy_term.json", "taxonomy_term.json"),
    "organizations": ("compiled/organization_list.json", "compiled/organization.json"),
    "locations": ("location.json", "location.json"),
}
"""Of the items of each list, as the list shows them and whole."""

_PCHAR: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_URI: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    r"(?://(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
    r"(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::\d*)?"
    rf"(?:/{_PCHAR}*)*|/?{_PCHAR}+(?:/{_PCHAR}*)*)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")

_JSONSCHEMA: Final = importlib.import_module("jsonschema")  # it has no types

CHECKER: Final = _JSONSCHEMA.FormatChecker(formats=("uuid", "email"))


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or _URI.fullmatch(value) is not None


def _is_instant(value: object) -> bool:
    if not isinstance(value, str):
        return True
    dt.datetime.fromisoformat(value)
    return _INSTANT.fullmatch(value) is not None


CHECKER.checks("uri")(_is_uri)
CHECKER.checks("date-time", raises=ValueError)(_is_instant)


class Standard:
    """The schemas in a folder.

    Parameters
    ----------
    folder
        `schema` of the standard.
    """

    def __init__(self, folder: Path) -> None:
        resources = [
            (path.name, Resource.from_contents(_json(path), default_specification=DRAFT202012))
            for path in sorted(folder.glob("*.json"))
        ]
        self._folder = folder
        self._registry: Registry[Any] = Registry().with_resources(resources)

    def validator(self, path: str) -> Any:
        """Return what finds the faults of an item."""
        return _JSONSCHEMA.Draft202012Validator(
            _json(self._folder / path), registry=self._registry, format_checker=CHECKER
        )


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
