"""Open Referral from public files that nobody here wrote: the mock feeds and the examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.ingest import load_files
from assetmap.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest import Loading

_DEFAULT: Final = "standards/oruk_v3_mock_feeds/V3.0-UK-Default"
_TEST: Final = "standards/oruk_v3_mock_feeds/V3.0-UK-Test"
_HSDS: Final = "standards/hsds_v3/examples"


@dataclass(frozen=True, slots=True)
class Step:
    """One load.

    Attributes
    ----------
    name
        What it is, for a table.
    path
        A file or folder below the folder of public data.
    kind
        What its items are: the list's name that faults show, or "tables".
    """

    name: str
    path: str
    kind: str


DEFAULT_FEED: Final = (
    Step("services, page", f"{_DEFAULT}/service_list.json", "services"),
    Step("service, in full", f"{_DEFAULT}/service_full.json", "services"),
    Step("organizations, page", f"{_DEFAULT}/organization_list.json", "organizations"),
    Step("organization, in full", f"{_DEFAULT}/organization.json", "organizations"),
    Step(
        "service at location, page",
        f"{_DEFAULT}/service_at_location_list.json",
        "service_at_locations",
    ),
    Step(
        "service at location, in full",
        f"{_DEFAULT}/service_at_location_full.json",
        "service_at_locations",
    ),
    Step("taxonomy with a term", f"{_DEFAULT}/taxonomy.json", "taxonomies"),
    Step("taxonomies, page", f"{_DEFAULT}/taxonomy_list.json", "taxonomies"),
    Step("term", f"{_DEFAULT}/taxonomy_term.json", "taxonomy_terms"),
    Step("terms, page", f"{_DEFAULT}/taxonomy_term_list.json", "taxonomy_terms"),
)
"""The Default mock feed, whole."""

TEST_FEED: Final = (
    Step("services, 128 of one id", f"{_TEST}/service_list.json", "services"),
    Step("the same without its page", f"{_TEST}/service_list_data.json", "services"),
)
"""The Test mock feed's hard lists."""

HSDS_JSON: Final = (
    Step("service", f"{_HSDS}/service_full.json", "services"),
    Step("organization", f"{_HSDS}/organization_full.json", "organizations"),
    Step("service at location", f"{_HSDS}/service_at_location_full.json", "service_at_locations"),
    Step("tables in one document", f"{_HSDS}/tabular.json", "tables"),
)
"""The example of HSDS in each of its JSON forms, which all tell of the same place."""

HSDS_TABLES: Final = (Step("tables as CSV", f"{_HSDS}/csv", "tables"),)
"""The same example as CSV files."""


def load_places(store_path: Path, data: Path, steps: tuple[Step, ...]) -> dict[Step, Loading]:
    """Load steps one after the other into the store at `store_path`, made new if there is none.

    Parameters
    ----------
    store_path
        The file to load into.
    data
        The folder of public data.
    steps
        What to load.

    Returns
    -------
    dict
        What became of each.
    """
    store = open_store(store_path)
    try:
        return {step: load_files(store, [data / step.path]) for step in steps}
    finally:
        store.close()
