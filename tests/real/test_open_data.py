"""What we publish is valid by the standard's own schemas, and comes back as it went out.

`docs/open-data.md` tells how many items were checked; it is written by this test when
`ASSETMAP_WRITE_OPEN_DATA` names the file.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.page_parts import PUBLIC_SITE, part_of, write_part
from tests.real.open_referral_places import (
    DEFAULT_FEED,
    HSDS_JSON,
    HSDS_TABLES,
    TEST_FEED,
    Step,
    load_places,
)
from tests.real.standard_schemas import SCHEMAS, Standard
from tests.sample_place import sample_snapshot
from tests.unit.export.odd_place import odd_place
from tests.unit.web.asked_api import TODAY, api_of, load_from

import assetmap
from assetmap.export.open_referral import publication_of
from assetmap.release.public_place import PublicPlace, public_place

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.real

PAGE = Path(__file__).parents[2] / "docs" / "open-data.md"
BEGIN, END = "<!-- counts: written by a test -->\n", "<!-- end of counts -->\n"
FEEDS: Mapping[str, tuple[Step, ...]] = {
    "Open Referral UK: the Default mock feed": DEFAULT_FEED,
    "Open Referral UK: the Test mock feed": TEST_FEED,
    "HSDS 3.0: the example as JSON": HSDS_JSON,
    "HSDS 3.0: the example as tables": HSDS_TABLES,
}
SAMPLE = "The sample place"
ODD = "A place made to be odd"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Mapping[str, PublicPlace]:
    folder = tmp_path_factory.mktemp("open_data")
    found = {SAMPLE: public_place(sample_snapshot()), ODD: odd_place()}
    for number, (title, steps) in enumerate(FEEDS.items()):
        path = folder / f"feed{number}.db"
        load_places(path, real_data, steps)
        found[title] = _place_in(path)
    return found


@pytest.fixture(scope="module")
def standard(real_data: Path) -> Standard:
    return Standard(real_data / "standards/hsds_v3/schema")


@pytest.fixture(scope="module")
def checked(places: Mapping[str, PublicPlace], standard: Standard) -> dict[str, dict[str, int]]:
    """Return how many items of each list of each place were checked, once all are valid."""
    validators = {
        name: tuple(standard.validator(path) for path in paths) for name, paths in SCHEMAS.items()
    }
    counts: dict[str, dict[str, int]] = {}
    for title, place in places.items():
        for name, (brief, whole) in validators.items():
            listing = getattr(publication_of(place, TODAY), name)
            for id_ in listing.ids:
                for validator, item in ((brief, listing.brief(id_)), (whole, listing.whole(id_))):
                    faults = [each.message for each in validator.iter_errors(json.loads(item))]
                    assert faults == [], (title, name, id_)
            counts.setdefault(title, {})[name] = len(listing.ids)
    return counts


def test_the_schemas_find_what_is_wrong(standard: Standard) -> None:
    validator = standard.validator("compiled/service.json")
    good = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Choir", "status": "active"}
    assert list(validator.iter_errors(good)) == []
    faults: tuple[dict[str, object], ...] = (
        {"id": "choir"}, {"url": "not an address"}, {"url": "http://a.example/b c"}, {"email": "x"},
        {"status": "open"}, {"last_modified": "today"}, {"last_modified": "2026-13-01T00:00:00Z"},
        {"minimum_age": "ten"}, {"service_at_locations": [{"location": {}}]},
    )  # fmt: skip
    for wrong in faults:
        assert list(validator.iter_errors({**good, **wrong})) != [], wrong


def test_every_item_is_valid_and_the_page_says_how_many(
    checked: Mapping[str, Mapping[str, int]],
) -> None:
    told = _counts(checked)
    page = PAGE.read_text(encoding="utf-8")
    if named := os.environ.get("ASSETMAP_WRITE_OPEN_DATA"):
        page = re.sub(f"{BEGIN}.*{END}", BEGIN + told + END, page, flags=re.DOTALL)
        Path(named).write_text(page, encoding="utf-8")
        write_part(Path(named).with_name(PUBLIC_SITE.name), "valid documents", _total(checked))
    assert part_of(PUBLIC_SITE, "valid documents") == _total(checked)
    assert BEGIN + told + END in page, (
        "run the tests with ASSETMAP_WRITE_OPEN_DATA=docs/open-data.md, and look at what changed"
    )


@pytest.mark.parametrize("title", FEEDS)
def test_a_feed_that_was_loaded_comes_back_from_our_api_as_it_went_out(
    places: Mapping[str, PublicPlace], tmp_path: Path, title: str
) -> None:
    first = publication_of(places[title], TODAY)
    with api_of(places[title]) as api:
        loading, snapshot, _ = load_from(api, tmp_path / "again.db")
    assert loading.rejected == 0, loading.faults
    second = publication_of(public_place(snapshot), TODAY)
    for name in SCHEMAS:
        before, after = getattr(first, name), getattr(second, name)
        assert [after.whole(id_) for id_ in after.ids] == [before.whole(id_) for id_ in before.ids]


def _counts(checked: Mapping[str, Mapping[str, int]]) -> str:
    names = list(SCHEMAS)
    lines = [
        f"| place | {' | '.join(names)} |",
        f"| --- |{' ---: |' * len(names)}",
        *(
            f"| {title} | {' | '.join(f'{counts[name]:,}' for name in names)} |"
            for title, counts in checked.items()
        ),
    ]
    return "\n".join([*lines, "", _total(checked)])


def _total(checked: Mapping[str, Mapping[str, int]]) -> str:
    total = sum(sum(counts.values()) for counts in checked.values())
    said = f"{2 * total:,} documents ({total:,} items, each as its list shows it and whole)"
    return f"{said} were checked, and none had a fault.\n"


def _place_in(path: Path) -> PublicPlace:
    store = assetmap.open(str(path), must_exist=True)
    try:
        return public_place(store.snapshot())
    finally:
        store.close()
