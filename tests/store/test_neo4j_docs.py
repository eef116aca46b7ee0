"""What docs/neo4j.md tells a person to type runs on the server."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.model import Changes

if TYPE_CHECKING:
    from tests.neo4j_server import Server

pytestmark = pytest.mark.neo4j

DOCS = Path(__file__).parents[2] / "docs" / "neo4j.md"


def test_queries_of_the_documentation_find_what_they_are_for(
    neo4j_address: str, neo4j_server: Server
) -> None:
    rows = {
        "Organisation": pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"]}),
        "PARTNERS_WITH": pd.DataFrame({"id": ["t"], "from_id": ["a"], "to_id": ["b"]}),
        "Activity": pd.DataFrame({"id": ["choir"], "name": ["Choir"]}),
        "Need": pd.DataFrame({"id": ["music"], "name": ["Music"]}),
        "MEETS": pd.DataFrame({"id": ["m"], "from_id": ["choir"], "to_id": ["music"]}),
        "Referral": pd.DataFrame(
            {
                "id": ["r"],
                "episode_id": ["e"],
                "route": ["professional"],
                "source_id": ["a"],
                "target_id": ["choir"],
                "made_on": [pd.Timestamp("2026-03-01")],
                "status": ["requested"],
            }
        ),
    }
    with closing(assetmap.open(neo4j_address)) as store:
        store.apply(Changes(rows), based_on=0, actor="Ada", note="")
    queries = re.findall(r"```cypher\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    with neo4j_server.driver.session(default_access_mode="READ") as session:
        partners, needs, referrals, labels = (
            [record.values() for record in session.run(query)] for query in queries
        )
    assert [[one["id"], other["id"]] for one, _, other in partners] == [["a", "b"]]
    assert needs == [["Music", 1]]
    assert referrals == [["a", "choir", 1]]
    one_each = dict.fromkeys(("Activity", "Need", "Referral"), 1)
    assert dict(labels) == {"Party": 3, "Organisation": 2, **one_each}
