"""Feeds: all pages and each service whole, an end to those without one, and going on later."""

from __future__ import annotations

import itertools
import json
import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.ingest.feed_server import (
    Asked,
    Reply,
    Server,
    as_json,
    page,
    paged,
    service,
    serving,
)

from assetmap.errors import FeedError, InsideAddressError, UnreadableFileError
from assetmap.ingest.feeds.address import parse_address
from assetmap.ingest.feeds.feed import fetch_document
from assetmap.ingest.feeds.fetching import Fetching, fetched_sources
from assetmap.ingest.feeds.items import id_of
from assetmap.ingest.feeds.kept_pages import MAX_AGE_S, KeptPages, feeds_folder
from assetmap.ingest.feeds.limits import Limits
from assetmap.ingest.gathered import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHOLE: dict[str, Any] = {"schedules": [{"freq": "WEEKLY"}]}


def fetch(
    server: Server, path: str = "/services", *, folder: Path | None = None, **limits: float
) -> Document:
    fetching = Fetching(admitted=server.inside, limits=Limits(**limits), folder=folder)  # type: ignore[arg-type]
    return fetch_document(parse_address(server.url(path)), fetching)


def pages_asked(server: Server) -> list[str]:
    return [each.query.get("page", "-") for each in server.asked]


def ids(document: Document) -> list[str]:
    return [item["id"] for item in document.value["contents"]]


@pytest.mark.parametrize("path", ["/services", "/services/", "/", "", "/?ward=a"])
def test_a_feed_comes_whole_and_in_order(path: str) -> None:
    services = [service(number, **WHOLE) for number in range(7)]

    def answer(asked: Asked) -> Reply:
        return paged(services, 3)(Asked(asked.path.rstrip("/") or "/", asked.query, {}))

    with serving(answer) as server:
        document = fetch(server, path)
    assert document.value["contents"] == services
    assert document.value["total_items"] == 7
    assert document.notes == ()


def test_a_feed_is_asked_in_the_words_of_the_standard() -> None:
    with serving(paged([service(n, **WHOLE) for n in range(3)], 2)) as server:
        fetch(server, "/services?ward=E05&page=9&per_page=1&full=false&key=a%20b")
    ours = {"per_page": "100", "full": "true", "ward": "E05", "key": "a b"}
    assert [each.query for each in server.asked] == [{**ours, "page": "1"}, {**ours, "page": "2"}]


def test_a_feed_is_named_without_its_secrets() -> None:
    with serving(paged([service(1, **WHOLE)], 2)) as server:
        url = server.url("/services?key=hunter2").replace("//", "//user:hunter2@")
        document = fetch_document(parse_address(url), Fetching(admitted=server.inside))
    assert document.file == server.url("/services?key=…")


def test_a_feed_of_a_base_address_without_an_answer_is_found() -> None:
    services = [service(1, **WHOLE)]

    def answer(asked: Asked) -> Reply:
        if asked.path == "/v3/services":
            return as_json(page(services))
        return Reply(b"<html>", headers={"Content-Type": "text/html"})

    with serving(answer) as server:
        assert ids(fetch(server, "/v3")) == ["s1"]


def test_an_address_that_is_no_feed_tells_its_own_fault() -> None:
    with (
        serving(lambda _: Reply(b"", 404)) as server,
        pytest.raises(FeedError, match=r"/town' cannot be read: the server answered 404"),
    ):
        fetch(server, "/town")


def test_a_base_address_with_a_fault_is_not_asked_further() -> None:
    with serving(lambda _: Reply(b"", 500)) as server:
        with pytest.raises(FeedError, match="answered 500"):
            fetch(server, "/")
        assert [each.path for each in server.asked] == ["/"]


def test_any_other_list_of_pages_is_followed_too_and_not_asked_for_each() -> None:
    items = [{"id": f"o{number}"} for number in range(5)]

    def answer(asked: Asked) -> Reply:
        return paged(items, 2)(Asked("/services", asked.query, {}))

    with serving(answer) as server:
        assert fetch(server, "/organizations").value["contents"] == items
        assert {each.path for each in server.asked} == {"/organizations"}


@pytest.mark.parametrize(
    "value", [{"elements": []}, [1, 2], {"type": "FeatureCollection", "features": []}, "x", None]
)
def test_any_other_document_is_that_document(value: object) -> None:
    with serving(lambda _: as_json(value)) as server:
        document = fetch(server, "/places.json?a=1")
        assert document.value == value
        assert [(each.path, each.query) for each in server.asked] == [("/places.json", {"a": "1"})]


def test_a_strict_server_is_asked_for_pages_alone() -> None:
    services = [service(number, **WHOLE) for number in range(4)]

    def answer(asked: Asked) -> Reply:
        return Reply(b"", 400) if set(asked.query) - {"page"} else paged(services, 2)(asked)

    with serving(answer) as server:
        assert ids(fetch(server)) == ["s0", "s1", "s2", "s3"]
        assert [list(each.query) for each in server.asked][1:] == [["page"]] * 2


def test_a_feed_that_counts_its_pages_from_0_loses_none() -> None:
    services = [service(number, **WHOLE) for number in range(6)]

    def answer(asked: Asked) -> Reply:
        number = int(asked.query["page"])
        if number > 2:
            return Reply(b"", 404)
        shown = services[number * 2 : number * 2 + 2]
        return as_json(
            {**page(shown, number, n_pages=3, n_items=6), "first_page": number == 0,
             "last_page": number == 2}
        )  # fmt: skip

    with serving(answer) as server:
        assert sorted(ids(fetch(server))) == [f"s{number}" for number in range(6)]


@pytest.mark.parametrize("after", [404, 400, "again", "none"])
def test_a_last_page_is_believed_when_nothing_new_follows(after: int | str) -> None:
    # The number of pages and of items are both wrong.
    last = {**page([service(2, **WHOLE)], 2, n_pages=7, n_items=31), "last_page": True}

    def answer(asked: Asked) -> Reply:
        if asked.query["page"] == "1":
            return as_json(page([service(1, **WHOLE)], 1, n_pages=7, n_items=31))
        if asked.query["page"] == "3" and after != "again":
            return Reply(b"", after) if isinstance(after, int) else as_json({})
        return as_json(last)

    with serving(answer) as server:
        assert ids(fetch(server)) == ["s1", "s2"]
        assert pages_asked(server) == ["1", "2", "3"]


def test_a_page_that_holds_nothing_before_the_last_is_no_end() -> None:
    # What was on it was taken out, as when a server hides services after it has cut its pages.
    def answer(asked: Asked) -> Reply:
        number = int(asked.query["page"])
        shown = [] if number == 2 else [service(number, **WHOLE)]
        return as_json(page(shown, number, n_pages=3, n_items=3))

    with serving(answer) as server:
        assert ids(fetch(server)) == ["s1", "s3"]
        assert pages_asked(server) == ["1", "2", "3"]


def test_a_feed_that_says_too_many_pages_ends_at_the_second_that_holds_nothing() -> None:
    def answer(asked: Asked) -> Reply:
        number = int(asked.query["page"])
        shown = [service(1, **WHOLE)] if number == 1 else []
        return as_json(page(shown, number, n_pages=10**6, n_items=10**8))

    with serving(answer) as server:
        assert ids(fetch(server)) == ["s1"]
        assert pages_asked(server) == ["1", "2", "3"]


def test_a_page_that_is_missing_before_the_last_is_no_end() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.query["page"] == "2":
            return Reply(b"", 404)
        return as_json(page([service(1, **WHOLE)], 1, n_pages=7, n_items=31))

    with serving(answer) as server, pytest.raises(FeedError, match="answered 404"):
        fetch(server)


def test_a_feed_whose_pages_all_deny_to_be_the_first_is_read_from_1() -> None:
    services = [service(number, **WHOLE) for number in range(4)]

    def answer(asked: Asked) -> Reply:
        reply = paged(services, 2)(asked)
        if asked.query["page"] == "0":
            return Reply(b"", 404)
        return as_json({**json.loads(reply.body), "first_page": False})

    with serving(answer) as server:
        assert ids(fetch(server)) == ["s0", "s1", "s2", "s3"]


def test_a_page_before_the_first_that_has_a_fault_is_not_passed_over() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.query["page"] == "0":
            return Reply(b"", 500)
        return as_json({**page([service(1, **WHOLE)]), "first_page": False})

    with serving(answer) as server, pytest.raises(FeedError, match="answered 500"):
        fetch(server)


@pytest.mark.parametrize(
    "claim",
    [
        {},
        {"last_page": None},
        {"last_page": False},  # never true, but both figures are reached
        {"last_page": True},  # always true, but the number of pages says otherwise
        {"total_pages": None},
        {"total_pages": None, "last_page": None},  # only the empty page after them tells
        {"total_pages": "3"},
        {"total_pages": True},
        {"total_pages": 1, "last_page": None},  # too few, but the items are not all there
        {"total_items": None},
        {"total_items": "many"},
        {"page_number": 1},
        {"total_pages": 10**30, "total_items": 10**30},
        {"total_pages": -1},
    ],
)
def test_what_a_page_says_of_itself_loses_no_item(claim: dict[str, Any]) -> None:
    services = [service(number, **WHOLE) for number in range(6)]

    def answer(asked: Asked) -> Reply:
        return as_json({**json.loads(paged(services, 2)(asked).body), **claim})

    with serving(answer) as server:
        assert ids(fetch(server)) == [f"s{number}" for number in range(6)]


def test_the_figures_of_the_first_page_are_kept_for_whoever_checks_them() -> None:
    services = [service(number, **WHOLE) for number in range(5)]
    with serving(lambda _: as_json(page(services, n_items=31))) as server:
        document = fetch(server)
    assert document.value["total_items"] == 31
    assert len(document.value["contents"]) == 5


def _endless(asked: Asked) -> Reply:
    number = int(asked.query["page"])
    return as_json(
        {**page([service(number, **WHOLE)], number, n_pages=number + 1), "total_items": 10**9}
    )


def test_an_endless_feed_ends_at_the_limit() -> None:
    with serving(_endless) as server:
        with pytest.raises(FeedError, match="more than 12 pages, and no end was seen"):
            fetch(server, pages=12)
        assert len(server.asked) == 12


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: as_json({**page([service(1, **WHOLE)], n_pages=9), "last_page": False}),
        lambda _: as_json({"contents": [service(1, **WHOLE)]}),
        lambda asked: as_json(
            {"contents": [service(min(2, int(asked.query["page"])), **WHOLE)], "last_page": False}
        ),
    ],
    ids=["claims more", "claims nothing", "stands still"],
)
def test_a_page_that_comes_again_ends_the_feed(answer: Callable[[Asked], Reply]) -> None:
    with serving(answer) as server:
        with pytest.raises(FeedError, match=r"the same page again as page [23], and so has no end"):
            fetch(server)
        assert len(server.asked) <= 3


@pytest.mark.parametrize("after", [[], {"contents": 7}, {"contents": {}}, "x", None])
def test_a_page_that_is_none_ends_the_feed(after: object) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.query["page"] == "1":
            return as_json(page([service(1, **WHOLE)], n_pages=3, n_items=9))
        return as_json(after)

    with serving(answer) as server, pytest.raises(FeedError, match="page 2 is no page of a list"):
        fetch(server)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>", "it is no JSON: line 1, column 1"),
        (b'{"a": NaN}', "it is no JSON: NaN is no number"),
        (b'{"contents": [1', "it is no JSON"),
        (b"", "it is no JSON"),
        (b"[" * 100_000 + b"]" * 100_000, "too deep in each other"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too deep in each other"),
        (b"\xff\xfe\xfa", "no known coding"),
    ],
)
def test_what_is_no_json_is_said_to_be_none(body: bytes, words: str) -> None:
    with serving(lambda _: Reply(body)) as server, pytest.raises(UnreadableFileError, match=words):
        fetch(server)


def test_what_is_just_not_too_deep_to_be_read_is_no_fault_of_ours() -> None:
    ends: set[str] = set()
    body = b""
    with serving(lambda _: Reply(body)) as server:
        for depth in range(700, 1_000, 10):
            item = b'{"id":"s1","x":' + b"[" * depth + b"]" * depth + b"}"
            body = b'{"last_page":true,"contents":[' + item + b"," + item + b"]}"
            try:
                fetch(server)
            except UnreadableFileError as error:
                ends.add(str(error).partition("read: ")[2])
    assert ends == {"its lists lie too deep in each other."}


# Brief lists: each service has an address of its own.


def brief(asked: Asked) -> Reply:
    """Answer as a feed does whose list is brief; s2 is gone, s3 is another's, s4 has no list."""
    if asked.path == "/services":
        return as_json(page([service(n) for n in range(5)]))
    service_id = asked.path.removeprefix("/services/")
    if service_id == "s2":
        return Reply(b"", 404)
    if service_id == "s3":
        return as_json({**service(7), **WHOLE})
    return as_json({"id": service_id, "name": f"Whole {service_id}", **WHOLE})


def test_each_service_of_a_brief_list_is_fetched_whole() -> None:
    with serving(brief) as server:
        document = fetch(server, "/services?key=a")
    assert document.value["contents"][1] == {
        "id": "s1", "name": "Whole s1", "status": "active", **WHOLE,
    }  # fmt: skip
    assert document.value["contents"][2:4] == [service(2), service(3)]
    (note,) = document.notes
    assert note == (
        f"{server.url('/services?key=…')}: 2 services are in the list but not at an address of "
        "their own, the first 's2'; only what the list says of them was read."
    )
    assert [(each.path, each.query) for each in server.asked[1:]] == [
        (f"/services/s{number}", {"key": "a"}) for number in range(5)
    ]


def test_a_list_of_whole_services_is_not_asked_for_each() -> None:
    services = [service(1), service(2, **WHOLE), service(3)]
    with serving(paged(services, 9)) as server:
        assert fetch(server).value["contents"] == services
        assert len(server.asked) == 1


def test_services_of_one_id_that_differ_stay_as_different_as_they_are() -> None:
    listed = [service(1), service(1, email="a@b.org"), service(1), service(2)]

    def answer(asked: Asked) -> Reply:
        if asked.path == "/services":
            return as_json(page(listed))
        return as_json({**service(int(asked.path[-1]), email="a@b.org"), **WHOLE})

    with serving(answer) as server:
        found = fetch(server).value["contents"]
    assert found[0] == found[2] == {**service(1, email="a@b.org"), **WHOLE}
    assert found[1] == listed[1]
    assert len(server.asked) == 3


def test_an_id_never_leads_elsewhere() -> None:
    hostile = [
        "..",
        ".",
        "../../admin",
        "a/b?c#d",
        "http://127.0.0.1:1/",
        "x" * 5_000,
        "é ü",
        "",
        "\n",
    ]
    listed = [*({"id": each} for each in hostile), {"id": 7}, {"id": None}, {}, "text", 5, None]

    def answer(asked: Asked) -> Reply:
        return as_json(page(listed)) if asked.path == "/v3/services" else Reply(b"", 404)

    with serving(answer) as server:
        assert fetch(server, "/v3/services").value["contents"] == listed
        assert [each.path for each in server.asked[1:]] == [
            "/v3/services/..%2F..%2Fadmin",
            "/v3/services/a%2Fb%3Fc%23d",
            "/v3/services/http%3A%2F%2F127.0.0.1%3A1%2F",
            "/v3/services/%C3%A9%20%C3%BC",
        ]


@pytest.mark.parametrize("value", ["\ud800", "a\x00", "", "..", "x" * 201, 7, None])
def test_what_can_be_no_part_of_an_address_is_not_asked_for(value: object) -> None:
    assert id_of({"id": value}) is None


def test_a_service_that_cannot_be_fetched_ends_the_feed() -> None:
    def answer(asked: Asked) -> Reply:
        return as_json(page([service(1)])) if asked.path == "/services" else Reply(b"", 500)

    with serving(answer) as server, pytest.raises(FeedError, match="answered 500"):
        fetch(server)


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    with serving(paged([service(n, **WHOLE) for n in range(5)], 2)) as server:
        fetch_document(
            parse_address(server.url("/services")),
            Fetching(admitted=server.inside),
            tell=lambda *each: told.append(each),
        )
    assert told == [("Asking 127.0.0.1", 0, 0), *(("Fetching pages", n, 3) for n in (1, 2, 3))]


# Going on later.


class Breaking:
    """A feed that breaks off after some answers, until it is mended."""

    def __init__(self, n_answers: int) -> None:
        self.left = n_answers
        self._feed = paged([service(n, **WHOLE) for n in range(10)], 2)

    def __call__(self, asked: Asked) -> Reply:
        self.left -= 1
        return self._feed(asked) if self.left >= 0 else Reply(b"", 500)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return feeds_folder(tmp_path / "town.db")


def test_a_feed_that_broke_off_goes_on_where_it_stopped(folder: Path) -> None:
    feed = Breaking(3)
    with serving(feed) as server:
        with pytest.raises(FeedError, match=r"answered 500.* goes on from there\."):
            fetch(server, folder=folder)
        assert pages_asked(server) == ["1", "2", "3", "4"]
        feed.left = 99
        assert ids(fetch(server, folder=folder)) == [f"s{number}" for number in range(10)]
        assert pages_asked(server)[4:] == ["4", "5"]


def test_what_is_kept_is_private_and_says_no_address(folder: Path) -> None:
    with serving(Breaking(2)) as server:
        url = server.url("/services?key=hunter2").replace("//", "//user:hunter2@")
        fetching = Fetching(admitted=server.inside, folder=folder)
        with pytest.raises(FeedError):
            fetch_document(parse_address(url), fetching)
    kept = list(folder.rglob("*"))
    assert len(kept) == 3
    assert [oct(each.stat().st_mode & 0o777) for each in (folder, *folder.iterdir())] == [
        "0o700"
    ] * 2
    for each in kept:
        assert "hunter2" not in each.name
        if each.is_file():
            assert each.stat().st_mode & 0o077 == 0
            assert b"hunter2" not in each.read_bytes()


def test_nothing_is_kept_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with (
        serving(Breaking(2)) as server,
        pytest.raises(FeedError, match=r"answered 500: it has a fault of its own\.$"),
    ):
        fetch(server)
    assert list(tmp_path.iterdir()) == []


def _damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _age(path: Path) -> None:
    then = time.time() - MAX_AGE_S - 1
    os.utime(path, (then, then))


def _postdate(path: Path) -> None:
    os.utime(path, (time.time() + 3_600,) * 2)


def _replace(path: Path) -> None:
    path.write_text('{"contents": []}')


def _link(path: Path) -> None:
    kept = path.rename(path.with_name("elsewhere"))
    path.symlink_to(kept)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _open_up(path: Path) -> None:
    path.parent.chmod(0o755)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "spoil", [_damage, _age, _postdate, _replace, _link, _folder, _open_up, _empty]
)
def test_what_is_kept_but_not_as_it_was_is_fetched_again(
    folder: Path, spoil: Callable[[Path], None]
) -> None:
    feed = Breaking(1)
    with serving(feed) as server:
        with pytest.raises(FeedError):
            fetch(server, folder=folder)
        (kept,) = [each for each in folder.rglob("*") if each.is_file()]
        spoil(kept)
        feed.left = 99
        assert len(ids(fetch(server, folder=folder))) == 10
        assert pages_asked(server) == ["1", "2", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize("kind", ["file", "open", "link"])
def test_a_folder_that_is_not_ours_alone_is_left_alone(folder: Path, kind: str) -> None:
    if kind == "file":
        folder.write_text("mine")
    elif kind == "open":
        folder.mkdir()
        folder.chmod(0o777)
    else:
        other = folder.with_name("other")
        other.mkdir(mode=0o700)
        folder.symlink_to(other)
    with serving(paged([service(n, **WHOLE) for n in range(4)], 2)) as server:
        assert len(ids(fetch(server, folder=folder))) == 4
    if kind != "file":
        assert list(folder.iterdir()) == []


def test_a_feed_found_endless_is_not_gone_on_with(folder: Path) -> None:
    with serving(_endless) as server:
        for _ in range(2):
            with pytest.raises(FeedError, match=r"no end was seen\.$"):
                fetch(server, pages=3, folder=folder)
        assert pages_asked(server) == ["1", "2", "3"] * 2
    assert not folder.exists()


def test_pages_that_nobody_went_on_with_are_removed(folder: Path) -> None:
    stale = folder / ("a" * 32)
    foreign = folder / "somebody's"
    for each in (stale, foreign):
        KeptPages(folder, parse_address("http://x.example/")).keep(
            parse_address("http://x.example/1"), b"{}"
        )
        each.mkdir(mode=0o700)
        _age(each)
    with serving(paged([service(1, **WHOLE)], 2)) as server:
        fetch(server, folder=folder)
    assert not stale.exists()
    assert foreign.exists()


# All sources of a load together.


def test_sources_are_fetched_once_and_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    with serving(lambda asked: as_json({"a": asked.query.get("k")})) as server:
        addresses = [parse_address(server.url(f"/x?k={k}")) for k in ("1", "2", "1")]
        fetching = Fetching(admitted=server.inside)
        with fetched_sources([addresses[0], path, *addresses[1:]], fetching) as sources:
            pass
        name = server.url("/x?k=…")
        assert sources == [
            path, Document(name, {"a": "1"}), Document(f"{name} (2)", {"a": "2"}),
        ]  # fmt: skip
        assert len(server.asked) == 2


def test_what_was_kept_is_removed_when_the_load_went_well(folder: Path) -> None:
    with serving(paged([service(1, **WHOLE)], 2)) as server:
        address = parse_address(server.url("/services"))
        fetching = Fetching(admitted=server.inside, folder=folder)
        with fetched_sources([address], fetching):
            assert KeptPages(folder, address).has_any()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("error", "is_kept"), [(KeyboardInterrupt(), True), (UnreadableFileError("x", "y."), False)]
)
def test_what_was_kept_stays_when_the_load_broke_off(
    folder: Path, error: BaseException, *, is_kept: bool
) -> None:
    with serving(paged([service(1, **WHOLE)], 2)) as server:
        address = parse_address(server.url("/services"))
        fetching = Fetching(admitted=server.inside, folder=folder)
        with pytest.raises(type(error)), fetched_sources([address], fetching):
            raise error
        assert KeptPages(folder, address).has_any() is is_kept


def test_one_refused_address_refuses_all(folder: Path) -> None:
    with serving(lambda _: as_json({})) as server:
        addresses = [parse_address(text) for text in (server.url(), "http://[::ffff:10.0.0.1]/")]
        fetching = Fetching(admitted=server.inside, folder=folder)
        with pytest.raises(InsideAddressError), fetched_sources(addresses, fetching):
            pytest.fail("it went on")


def test_a_file_needs_nothing_of_fetching(tmp_path: Path) -> None:
    with fetched_sources([tmp_path], Fetching(folder=tmp_path / "x")) as sources:
        assert sources == [tmp_path]
    assert not list(itertools.chain(tmp_path.iterdir()))


@pytest.mark.parametrize("path", ["/", "/services"])
def test_lists_that_a_feed_says_it_has_are_read_beside_its_services(path: str) -> None:
    names = ["services", "organizations", "locations", "taxonomy_terms", "../private", 7]
    lists = {name: [{"id": f"{name} {n}"} for n in range(3)] for name in ("organizations",)}

    def answer(asked: Asked) -> Reply:
        name = asked.path.strip("/")
        if not name:
            return as_json({"version": "x", "profile": "x", "openapi_url": "x", "lists": names})
        if name == "services":
            told = page([service(1, **WHOLE)])
            return as_json({**told, "lists": names})
        if name in lists:
            number = int(asked.query["page"])
            return as_json(page([lists[name][number - 1]], number, n_pages=3, n_items=3))
        return Reply(b"", 404)

    with serving(answer) as server:
        document = fetch(server, path)
    # Those that are not there are left out, and no address but the standard's is asked.
    assert document.value == {"services": [service(1, **WHOLE)], **lists}
    assert {each.path for each in server.asked} <= {
        "/", "/services", "/organizations", "/locations", "/taxonomy_terms"
    }  # fmt: skip


def test_a_further_list_that_breaks_off_ends_the_feed() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/services":
            return as_json({**page([service(1, **WHOLE)]), "lists": ["locations"]})
        return Reply(b"", 500)

    with serving(answer) as server, pytest.raises(FeedError, match="a fault of its own"):
        fetch(server)


@pytest.mark.parametrize("lists", ["locations", 7, {"locations": 1}, None, []])
def test_lists_that_are_none_are_not_asked_for(lists: object) -> None:
    with serving(lambda _: as_json({**page([service(1, **WHOLE)]), "lists": lists})) as server:
        assert ids(fetch(server)) == ["s1"]
    assert len(server.asked) == 1
