"""Every table of the model by name, in an order in which rows can be put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.model import activities, organisations, people, places, referrals, system, ties
from assetmap.model.table import columns, table_name

if TYPE_CHECKING:
    from assetmap.model.column import Column
    from assetmap.model.table import Table

_LABELS: Final[tuple[type[Table], ...]] = (
    places.Area,
    places.Location,
    organisations.Organisation,
    activities.Need,
    organisations.Community,
    activities.Activity,
    activities.Session,
    people.LinkWorker,
    people.Champion,
    people.Course,
    organisations.Asset,
    referrals.Referral,
    referrals.Outcome,
    system.Survey,
    system.Workshop,
    system.Proposal,
    system.Story,
)
_LOOKUPS: Final[tuple[type[Table], ...]] = (
    places.Indicator,
    places.Postcode,
    places.FormerArea,
    system.Vocabulary,
    system.FormerId,
    system.NotSame,
)
_TIES: Final[tuple[type[Table], ...]] = (
    ties.Meets,
    ties.Welcomes,
    ties.LedBy,
    ties.Serves,
    ties.Covers,
    ties.Supports,
    ties.HasUseOf,
    ties.PartnersWith,
    ties.Funds,
    ties.Completed,
    ties.TookPartIn,
    ties.Proposes,
    ties.About,
    ties.Asked,
    ties.TiedTo,
)

TABLES: Final[dict[str, type[Table]]] = {
    table_name(table): table for table in (*_LABELS, *_LOOKUPS, *_TIES)
}
"""Every table by its name."""

LABELS: Final = tuple(table_name(table) for table in _LABELS)
"""Nodes of the graph."""

LOOKUPS: Final = tuple(table_name(table) for table in _LOOKUPS)
"""Tables of facts that are looked up; their ids, like those of ties, may be left empty."""

TIES: Final = tuple(table_name(table) for table in _TIES)
"""Many-to-many ties."""

PARTIES: Final = ("Organisation", "Activity", "LinkWorker", "Champion", "Workshop")
"""Labels whose rows are parties: they can give or take a referral, or be tied."""

PEOPLE: Final = tuple(
    label for label in PARTIES if any(each.personal for each in columns(TABLES[label]))
)
"""Labels of parties that are roles held by people: those of which something is personal."""

WITHOUT_OWN_COLUMNS: Final = ("Referral", "Outcome")
"""Tables that take no column of a place's own (`x_`): a free column could name a person."""

KEPT_BY_ASSETMAP: Final = ("FormerId", "NotSame", "Proposal", "PROPOSES")
"""Tables that nobody fills in: a template leaves them out, an export has them."""

_TELLING_APART = frozenset({"survey_id", "grant_id", "kind"})

NATURAL_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "Indicator": ("area_code", "name", "group", "measured_on"),
    "FormerArea": ("former_code", "area_code"),
    "Vocabulary": ("vocabulary", "name"),
    "NotSame": ("organisation_id", "other_id"),
    **{
        name: (
            *("from_id", "to_id", "valid_from"),
            *(each.name for each in columns(TABLES[name]) if each.name in _TELLING_APART),
        )
        for name in TIES
    },
}
"""Columns that make the id of a row that was given none, by table."""


def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of the table called `table`."""
    return columns(TABLES[table])


def column_of(table: str, name: str) -> Column:
    """Return the column `name` of the table called `table`."""
    return next(each for each in columns_of(table) if each.name == name)


def references_of(table: str) -> tuple[Column, ...]:
    """Return the columns of `table` that hold ids of other rows."""
    return tuple(each for each in columns_of(table) if each.kind == "reference")
