"""The model: every table and tie of a place, declared once."""

from assetmap.model.changes import Changes, conform, empty_rows
from assetmap.model.column import DAYS_A_YEAR, KINDS, Column
from assetmap.model.registry import (
    KEPT_BY_ASSETMAP,
    LABELS,
    LOOKUPS,
    NATURAL_KEYS,
    PARTIES,
    PEOPLE,
    TABLES,
    TIES,
    WITHOUT_OWN_COLUMNS,
    column_of,
    columns_of,
    references_of,
)
from assetmap.model.snapshot import (
    INVITED,
    NOT_RUNNING,
    Snapshot,
    holding,
    running,
    seats_taken,
    terms_with,
)
from assetmap.model.table import Table, schema
from assetmap.model.vocabularies import EDITABLE, VOCABULARIES, Term

__all__ = [
    "DAYS_A_YEAR",
    "EDITABLE",
    "INVITED",
    "KEPT_BY_ASSETMAP",
    "KINDS",
    "LABELS",
    "LOOKUPS",
    "NATURAL_KEYS",
    "NOT_RUNNING",
    "PARTIES",
    "PEOPLE",
    "TABLES",
    "TIES",
    "VOCABULARIES",
    "WITHOUT_OWN_COLUMNS",
    "Changes",
    "Column",
    "Snapshot",
    "Table",
    "Term",
    "column_of",
    "columns_of",
    "conform",
    "empty_rows",
    "holding",
    "references_of",
    "running",
    "schema",
    "seats_taken",
    "terms_with",
]
