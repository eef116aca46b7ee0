"""The mock feeds of Open Referral UK 3.0, served over HTTP: all that they hold arrives."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.ingest.feed_server import Asked, Reply, page, serving

from assetmap.cli.main import main
from assetmap.ingest.feeds.address import parse_address
from assetmap.ingest.feeds.feed import fetch_document
from assetmap.ingest.feeds.fetching import Fetching

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.real


def mock(folder: Path, *, per_page: int | None = None) -> Callable[[Asked], Reply]:
    """Return what answers as a mock feed does; its list as it is, or cut into honest pages."""

    def answer(asked: Asked) -> Reply:
        if asked.path == "/":
            return Reply((folder / "api_details.json").read_bytes())
        if asked.path != "/services":
            return Reply((folder / "service_full.json").read_bytes())
        whole = (folder / "service_list.json").read_bytes()
        if per_page is None:
            return Reply(whole)
        items = json.loads(whole)["contents"]
        number = int(asked.query["page"])
        shown = items[(number - 1) * per_page : number * per_page]
        n_pages = -(-len(items) // per_page)
        return Reply(json.dumps(page(shown, number, n_pages=n_pages, n_items=31)).encode())

    return answer


def fetched(
    folder: Path, path: str, *, per_page: int | None = None
) -> tuple[dict[str, Any], list[str]]:
    with serving(mock(folder, per_page=per_page)) as server:
        document = fetch_document(parse_address(server.url(path)), Fetching(server.inside))
        return document.value, [each.path for each in server.asked]


@pytest.mark.parametrize("path", ["/", "/services"])
def test_the_default_feed_arrives_with_its_one_service_whole(real_data: Path, path: str) -> None:
    folder = real_data / "standards/oruk_v3_mock_feeds/V3.0-UK-Default"
    value, asked = fetched(folder, path)
    (found,) = value["contents"]
    whole = json.loads((folder / "service_full.json").read_text())
    assert found == whole
    assert "schedules" in found
    assert asked[-1] == "/services/ac148810-d857-441c-9679-408f346de14b"


@pytest.mark.parametrize("per_page", [None, 1, 50])
def test_the_test_feed_arrives_with_all_its_128_items(
    real_data: Path, per_page: int | None
) -> None:
    folder = real_data / "standards/oruk_v3_mock_feeds/V3.0-UK-Test"
    value, asked = fetched(folder, "/services", per_page=per_page)
    listed = json.loads((folder / "service_list.json").read_text())["contents"]
    whole = json.loads((folder / "service_full.json").read_text())
    assert value["total_items"] == 31
    assert len(value["contents"]) == 128
    assert len({json.dumps(item, sort_keys=True) for item in value["contents"]}) == 88
    # The first body is made whole, and so are its equals; what differs stays as it is.
    n_equal = sum(item == listed[0] for item in listed)
    assert value["contents"].count({**listed[0], **whole}) == n_equal
    kept = [item for item in listed if item != listed[0]]
    assert [item for item in value["contents"] if "schedules" not in item] == kept
    assert asked.count("/services") == (1 if per_page is None else -(-128 // per_page))
    assert len(asked) == asked.count("/services") + 1


@pytest.mark.parametrize(("name", "n_read"), [("Default", 1), ("Test", 128)])
def test_a_feed_gives_what_its_file_gives(
    real_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str], name: str, n_read: int,
) -> None:  # fmt: skip
    folder = real_data / f"standards/oruk_v3_mock_feeds/V3.0-UK-{name}"
    listed = json.loads((folder / "service_list.json").read_text())["contents"]
    n_differing = sum(item != listed[0] for item in listed)

    def run(store: str, *arguments: str) -> tuple[int, dict[str, Any]]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(
            sys, "argv", ["assetmap", "load", *arguments, "--json", "--store", store]
        )
        with pytest.raises(SystemExit) as exit_of:
            main()
        return int(exit_of.value.code or 0), json.loads(capfd.readouterr().out)

    with serving(mock(folder)) as server:
        admitted = ("--allow-inside", f"127.0.0.1:{server.port}")
        code, fed = run("feed.db", server.url("/"), *admitted)
        again, fed_again = run("feed.db", server.url("/services"), *admitted)
    filed_code, filed = run("file.db", str(folder / "service_list.json"))
    counts = ("read", "accepted", "rejected")
    assert [fed[each] for each in counts] == [n_read, n_read - n_differing, n_differing]
    assert [fed[each] for each in counts] == [filed[each] for each in counts]
    assert code == filed_code == again == (1 if n_differing else 0)
    assert fed["created"] > filed["created"]  # whole, with its times and places
    assert (fed_again["created"], fed_again["updated"], fed_again["revision"]) == (0, 0, 1)
