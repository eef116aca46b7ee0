"""The sample place behind the public site, made once for all tests of this folder."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

import pytest
from tests.sample_place import sample_snapshot
from tests.unit.web.asking import Asker

from assetmap.release.public_place import PublicPlace, public_place
from assetmap.views.public.directory import Directory
from assetmap.web.application import make_application

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.model import Snapshot
    from assetmap.web.current_place import CurrentPlace

TODAY = dt.date(2026, 7, 1)
"""A Wednesday, the day after the last of the sample place."""


class GivenPlace:
    """Stands in for the place that is read from a store: always the same."""

    def __init__(self, given: Directory) -> None:
        self._given = given

    async def directory(self) -> Directory:
        return self._given

    def now(self) -> Directory:
        return self._given

    def close(self) -> None:
        """Nothing was opened."""


@pytest.fixture(scope="session")
def whole() -> Snapshot:
    """The sample place with all that nobody may see."""
    return sample_snapshot()


@pytest.fixture(scope="session")
def sample(whole: Snapshot) -> PublicPlace:
    """What anybody may see of the sample place."""
    return public_place(whole)


@pytest.fixture(scope="session")
def directory(sample: PublicPlace) -> Directory:
    """The sample place on the day after its last."""
    return Directory(sample, TODAY)


@pytest.fixture(scope="session")
def site(directory: Directory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """The public site of the sample place on that day, without a limit of how often."""
    place = cast("CurrentPlace", GivenPlace(directory))
    store = str(tmp_path_factory.mktemp("site") / "sample.db")
    asker = Asker(make_application(store, public_only=True, rate_limit=0, place=place))
    yield asker
    asker.close()
