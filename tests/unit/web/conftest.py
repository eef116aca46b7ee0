"""The sample place behind the public site, made once for all tests of this folder."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.unit.web.asking import Asker

import assetmap
from assetmap.ingest import load_files
from assetmap.release.public_place import PublicPlace, public_place
from assetmap.resources import resource_folder
from assetmap.views.public.directory import Directory
from assetmap.web.application import make_application
from assetmap.web.current_place import CurrentPlace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetmap.model import Snapshot

TODAY = dt.date(2026, 7, 1)
"""A Wednesday, the day after the last of the sample place."""


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the sample place; nobody writes to it."""
    path = tmp_path_factory.mktemp("site") / "sample.db"
    with contextlib.closing(assetmap.open(path)) as store:
        load_files(store, [resource_folder("sample_data")])
    return path


@pytest.fixture(scope="session")
def whole(sample_store: Path) -> Snapshot:
    """The sample place with all that nobody may see."""
    with contextlib.closing(assetmap.open(sample_store)) as store:
        return store.snapshot()


@pytest.fixture(scope="session")
def sample(whole: Snapshot) -> PublicPlace:
    """What anybody may see of the sample place."""
    return public_place(whole)


@pytest.fixture(scope="session")
def directory(sample: PublicPlace) -> Directory:
    """The sample place on the day after its last."""
    return Directory(sample, TODAY)


@pytest.fixture(scope="session")
def site(sample_store: Path) -> Iterator[Asker]:
    """The public site of the sample place on that day, without a limit of how often."""
    application = make_application(str(sample_store), public_only=True, rate_limit=0)
    application.state.place = CurrentPlace(str(sample_store), which_day=lambda: TODAY)
    asker = Asker(application)
    yield asker
    asker.close()
    application.state.place.close()
