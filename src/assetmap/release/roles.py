"""What each role sees of each table, as one table; `seeing` does what stands here.

The roles, from the least: `public` (anybody), `partner` (who works in the system), `professional`
(a link worker), `lead` (who answers for the system), `admin` (the owner of the file). An admin
sees everything. Of the others:

- Journeys (Referral, Outcome) are seen by leads alone. Below lead no row of one is seen; what the
  others may know of them are numbers of one fixed grid, small ones hidden (`suppression`). Nobody
  sees the history.
- Nobody sees columns of the place's own (`x_`): they are private until there is a way to mark
  one public.
- Nobody sees a story without consent; the public only those that are released as well.
- The public sees no champion and no link worker; partners and professionals those whose consent
  is given; a lead all, by name with consent alone.
- What tells of a person (`personal` in the model) is seen only of such people.
- How organisations judge each other in a survey (trust, from 1 to 4) is for leads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.model import PEOPLE, TABLES, columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Final = ("public", "partner", "professional", "lead", "admin")
"""Every role, from the one that sees least."""

READERS: Final = {
    "public": "the public",
    "partner": "a partner",
    "professional": "a professional",
    "lead": "a lead",
    "admin": "an admin",
}
"""What a sentence calls whoever has a role."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of one table.

    Attributes
    ----------
    columns
        The columns that are seen; the others are empty.
    only_where
        What cells a row must hold to be seen at all.
    by_consent
        Columns that are seen only of rows whose consent is given.
    """

    columns: frozenset[str]
    only_where: tuple[tuple[str, object], ...] = ()
    by_consent: frozenset[str] = frozenset()


PERSONS_OWN: Final = (("Asset", "holder_id"),)
"""References whose row goes with a person who is not seen: it tells of nobody else."""

_CONSENT: Final = ("consent", "given")
_JOURNEYS: Final = ("Referral", "Outcome")
_OPINIONS: Final = frozenset(
    {"reliability", "mission", "openness", "power", "involvement", "resources"}
)
_FOR_EVERYBODY: Final = (
    *("Area", "Location", "Organisation", "Need", "Community", "Activity", "Session", "Course"),
    *("Story", "Indicator", "Postcode", "FormerArea", "Vocabulary", "FormerId"),
    *("MEETS", "WELCOMES", "LED_BY", "SERVES", "FUNDS", "ABOUT"),
)
"""Tables of which the public sees what the model says is public."""


def _public(table: str) -> frozenset[str]:
    return frozenset(each.name for each in columns_of(table) if each.public)


def _all(table: str) -> frozenset[str]:
    return frozenset(each.name for each in columns_of(table))


def _of_nobody(table: str) -> frozenset[str]:
    """Return the columns of `table` that tell of no person."""
    return frozenset(each.name for each in columns_of(table) if not each.personal)


def _sight_of_partners(table: str) -> Sight:
    if table in PEOPLE:
        return Sight(_all(table), only_where=(_CONSENT,))
    if table == "Story":
        return Sight(_all(table), only_where=(_CONSENT,))
    return Sight(_of_nobody(table) - _OPINIONS)


def _sight_of_leads(table: str) -> Sight:
    if table in PEOPLE:
        return Sight(_all(table), by_consent=frozenset({"display_name"}))
    if table == "Story":
        return Sight(_all(table), only_where=(_CONSENT,))
    return Sight(_all(table))


_PUBLIC: Final = {name: Sight(_public(name)) for name in _FOR_EVERYBODY} | {
    "Story": Sight(_public("Story"), only_where=(_CONSENT, ("is_public", True)))
}
_PARTNER: Final = {name: _sight_of_partners(name) for name in TABLES if name not in _JOURNEYS}
_LEAD: Final = {name: _sight_of_leads(name) for name in TABLES}

SEEN: Final[Mapping[str, Mapping[str, Sight]]] = {
    "public": _PUBLIC,
    "partner": _PARTNER,
    "professional": _PARTNER,
    "lead": _LEAD,
}
"""What each role sees, by table; a table that is not named is not seen. An admin sees all."""


def is_seen(role: str, table: str, column: str = "") -> bool:
    """Tell whether a role may see anything of a table, or of one of its columns.

    Parameters
    ----------
    role
        One of `ROLES`.
    table
        A table of the model.
    column
        A column of it; left out, any.
    """
    if role not in SEEN:
        return True
    sight = SEEN[role].get(table)
    return sight is not None and (not column or column in sight.columns)
