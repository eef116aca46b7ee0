"""What matters to people, and who is welcome, as two taxonomies of Open Referral UK.

| ours | theirs |
| --- | --- |
| Need | taxonomy_term of the taxonomy "What matters" |
| Community | taxonomy_term of the taxonomy "Who is welcome" |
| name, description (else the name), parent_id | name, description, parent_id |

A term that is read both as what matters and as who is welcome goes out as one, as it came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.export.open_referral.pieces import told
from assetmap.ingest.open_referral.published_ids import (
    COMMUNITIES_ID,
    NEEDS_ID,
    published_id,
    published_term_id,
)

if TYPE_CHECKING:
    from assetmap.export.open_referral.pieces import Document
    from assetmap.export.open_referral.rows import Row

NEEDS: Final = {
    "id": NEEDS_ID,
    "name": "What matters",
    "description": "What matters to people, strengths and needs alike, in everyday words.",
}
COMMUNITIES: Final = {
    "id": COMMUNITIES_ID,
    "name": "Who is welcome",
    "description": "People who share something, and for whom a service is there.",
}


def need_term(row: Row) -> Document:
    """Return what matters as a term."""
    parent = row.get("parent_id")
    return told(
        {
            "id": published_id(row["id"]),
            "name": row["name"],
            "description": row.get("description", row["name"]),
            "parent_id": published_id(parent) if parent else None,
            **_of(NEEDS),
        }
    )


def community_term(row: Row) -> Document:
    """Return a community as a term."""
    return {
        "id": published_term_id(row["id"]),
        "name": row["name"],
        "description": row["name"],
        **_of(COMMUNITIES),
    }


def _of(taxonomy: Document) -> Document:
    return {"taxonomy": taxonomy["name"], "taxonomy_id": taxonomy["id"]}
