"""Real places, each loaded once for all tests that look at it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest
from tests.kept_places import copy_of
from tests.real.bedfordshire import STEPS as BEDFORDSHIRE_STEPS
from tests.real.bedfordshire import load_bedfordshire
from tests.real.open_referral_places import (
    DEFAULT_FEED,
    HSDS_JSON,
    HSDS_TABLES,
    TEST_FEED,
    load_places,
)
from tests.real.other_places import (
    BRISTOL_STEPS,
    GRANT_STEPS,
    LIST_STEPS,
    OPENACTIVE_STEPS,
    load_activities,
    load_bristol,
    load_grants,
    load_lists,
)
from tests.real.place_words import (
    BEDFORDSHIRE,
    BRISTOL,
    GRANTS,
    OPEN_REFERRAL,
    OPENACTIVE,
    TIE_LISTS,
    TRAFFORD,
)
from tests.real.real_places import RealPlace, Told
from tests.real.trafford import STEPS as TRAFFORD_STEPS
from tests.real.trafford import load_trafford

from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.real.loading import Step

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot

    Load: TypeAlias = Callable[[Path, Path], Mapping[str, Loading]]


@dataclass(frozen=True, slots=True)
class LoadedPlace:
    """A store that holds a place, what each load said, and what is in it."""

    path: Path
    loadings: Mapping[str, Loading]
    snapshot: Snapshot


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of public data that `ASSETMAP_REAL_DATA` names."""
    return Path(os.environ["ASSETMAP_REAL_DATA"])


@pytest.fixture(scope="session")
def trafford_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> LoadedPlace:
    """Return a store with Trafford in it."""
    return loaded_place(tmp_path_factory, "trafford", real_data, load_trafford)


@pytest.fixture(scope="session")
def bedfordshire_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> LoadedPlace:
    """Return a store with Bedfordshire in it."""
    return loaded_place(tmp_path_factory, "bedfordshire", real_data, load_bedfordshire)


@pytest.fixture(scope="session")
def bristol_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> LoadedPlace:
    """Return a store with Bristol's civic network in it."""
    return loaded_place(tmp_path_factory, "bristol", real_data, load_bristol)


@pytest.fixture(scope="session")
def lists_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> LoadedPlace:
    """Return a store with tie lists in it."""
    return loaded_place(tmp_path_factory, "lists", real_data, load_lists)


@pytest.fixture(scope="session")
def grants_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> LoadedPlace:
    """Return a store with the grants of two funders in it."""
    return loaded_place(tmp_path_factory, "grants", real_data, load_grants)


@pytest.fixture(scope="session")
def activities_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> LoadedPlace:
    """Return a store with OpenActive's examples in it."""
    return loaded_place(tmp_path_factory, "activities", real_data, load_activities)


_PLACES: Final[Sequence[tuple[str, str, Sequence[Step], str]]] = (
    ("Trafford", TRAFFORD, TRAFFORD_STEPS, "trafford_store"),
    ("Bedfordshire", BEDFORDSHIRE, BEDFORDSHIRE_STEPS, "bedfordshire_store"),
    ("Bristol's civic organisations", BRISTOL, BRISTOL_STEPS, "bristol_store"),
    ("Networks as lists of ties", TIE_LISTS, LIST_STEPS, "lists_store"),
    ("Grants of two funders (360Giving)", GRANTS, GRANT_STEPS, "grants_store"),
    ("OpenActive: the examples", OPENACTIVE, OPENACTIVE_STEPS, "activities_store"),
)
"""Title, words, steps, and the fixture that has loaded them."""


@pytest.fixture(scope="session")
def real_places(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, real_data: Path
) -> Sequence[RealPlace]:
    """Return what became of every row of every place, for the page that tells it."""
    places = [
        _told(title, words, steps, request.getfixturevalue(store))
        for title, words, steps, store in _PLACES
    ]
    return [*places, *_open_referral(tmp_path_factory, real_data)]


def _told(title: str, words: str, steps: Sequence[Step], place: LoadedPlace) -> RealPlace:
    loads = [
        Told(each.about, tuple(Path(file).name for file in each.files), place.loadings[each.name])
        for each in steps
    ]
    return RealPlace(title, words, loads, place.snapshot)


def _open_referral(
    tmp_path_factory: pytest.TempPathFactory, real_data: Path
) -> Iterator[RealPlace]:
    for (title, words), steps in zip(
        OPEN_REFERRAL, (DEFAULT_FEED, TEST_FEED, HSDS_JSON, HSDS_TABLES), strict=True
    ):
        path = tmp_path_factory.mktemp("open_referral") / "place.db"
        loadings = load_places(path, real_data, steps)
        loads = [
            Told(step.name, (step.path.rpartition("/")[2],), loading)
            for step, loading in loadings.items()
        ]
        yield RealPlace(title, words, loads, _snapshot(path))


def _snapshot(path: Path) -> Snapshot:
    store = open_store(path, must_exist=True)
    try:
        return store.snapshot()
    finally:
        store.close()


def loaded_place(factory: pytest.TempPathFactory, name: str, data: Path, load: Load) -> LoadedPlace:
    """Return a copy of the store into which `load` puts the place called `name`."""
    path, loadings = copy_of(factory, name, lambda path: load(path, data))
    return LoadedPlace(path, loadings, _snapshot(path))
