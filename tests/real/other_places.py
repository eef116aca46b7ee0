"""Networks, grants and activities from public files that nobody here wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.real.loading import Step, load_place

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest import Loading

_NETWORKS: Final = "networks"
_GRANTS: Final = "grants_360giving"
_ACTIVITIES: Final = "standards/openactive/examples"

BRISTOL_STEPS: Final = (
    Step(
        "bristol_nodes",
        (f"{_NETWORKS}/bristol_civic_organisations_nodes.csv",),
        "People, organisations and events",
    ),
    Step(
        "bristol_edges",
        (f"{_NETWORKS}/bristol_civic_organisations_edges.csv",),
        "Who takes part in what",
    ),
)
"""Bristol's civic network, by mappings."""

LIST_STEPS: Final = tuple(
    Step(
        name,
        (f"{_NETWORKS}/{name}_edges.csv", f"{_NETWORKS}/{name}_nodes.csv"),
        about,
        is_own=False,
    )
    for name, about in (
        ("flo_marriage", "Florentine families: marriages"),
        ("flo_business", "Florentine families: business"),
        ("law_advice", "A law firm: advice"),
        ("law_cowork", "A law firm: work together"),
        ("law_friends", "A law firm: friendship"),
    )
)
"""Tie lists with their nodes, known by their form."""

GRANT_STEPS: Final = (
    Step("lloyds", (f"{_GRANTS}/a002400000OiDBQAA3.json",), "4,116 grants", is_own=False),
    Step("ab_trust", (f"{_GRANTS}/a001p00000zgyHZAAY.json",), "783 grants", is_own=False),
)
"""What two funders published of their grants."""

OPENACTIVE_STEPS: Final = tuple(
    Step(name, (f"{_ACTIVITIES}/{name}_example_1.json",), about, is_own=False)
    for name, about in (
        ("place", "A place"),
        ("sessionseries", "A series with its days"),
        ("sessionseries-split", "A series"),
        ("sessionseries-split-virtual", "A series online"),
        ("sessionseries-eventseries-split", "A series of a series"),
        ("scheduledsession", "A day with its series"),
        ("scheduledsession-split", "A day of a series"),
        ("scheduledsession-split-virtual", "A day of a series online"),
        ("event", "An event"),
        ("event_eventseries", "An event of a series"),
        ("ondemandevent", "A film at any time"),
        ("courseinstance", "A course"),
        ("courseinstance_event", "A course with its days"),
        ("facilityuse", "A court to hire"),
        ("slot", "An hour of a court"),
    )
)
"""OpenActive's examples, series before their days, one after another as a feed brings them."""


def load_bristol(store_path: Path, data_folder: Path) -> dict[str, Loading]:
    """Load Bristol's civic network, and return what became of each step."""
    return load_place(store_path, data_folder, BRISTOL_STEPS)


def load_lists(store_path: Path, data_folder: Path) -> dict[str, Loading]:
    """Load tie lists, and return what became of each."""
    return load_place(store_path, data_folder, LIST_STEPS)


def load_grants(store_path: Path, data_folder: Path) -> dict[str, Loading]:
    """Load the grants of two funders, and return what became of each."""
    return load_place(store_path, data_folder, GRANT_STEPS)


def load_activities(store_path: Path, data_folder: Path) -> dict[str, Loading]:
    """Load OpenActive's examples, and return what became of each."""
    return load_place(store_path, data_folder, OPENACTIVE_STEPS)
