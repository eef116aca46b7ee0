"""What the public site refuses, and how: every refusal is a page that says what to do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import pytest
from tests.unit.web.asking import Asker
from tests.unit.web.conftest import GivenPlace

from assetmap.store.public_box import PublicBox, box_path
from assetmap.web.application import make_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.unit.web.asking import Answer

    from assetmap.views.public.directory import Directory
    from assetmap.web.current_place import CurrentPlace

SCRIPTS = re.compile(r"(?:default|script)-src ([^;]*)")


@pytest.fixture
def limited(directory: Directory, tmp_path: Path) -> Iterator[Callable[[int], Asker]]:
    """Make the site with another limit of how often."""
    made: list[Asker] = []

    def make(rate_limit: int) -> Asker:
        place = cast("CurrentPlace", GivenPlace(directory))
        store = str(tmp_path / "sample.db")
        application = make_application(store, public_only=True, rate_limit=rate_limit, place=place)
        made.append(Asker(application))
        return made[-1]

    yield make
    for each in made:
        each.close()


def is_refusal(answer: Answer) -> bool:
    """Tell whether an answer says in a heading and a sentence what to do, to programs as JSON."""
    if answer.headers["content-type"] == "application/json":
        said = json.loads(answer.content)
        return said["status"] == answer.status and re.search(r"\w\. \w", said["error"]) is not None
    return (
        re.search(r"<h1>[^<]{8,}</h1>\s*<p class=\"lead\">[^<]{20,}</p>", answer.text) is not None
    )


ADDRESSES = (
    "/",
    "/search",
    "/activities/x",
    "/stories",
    "/api/services",
    "/data/",
    "/embed",
    "/no",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_body_above_two_megabytes_is_refused_everywhere(site: Asker, address: str) -> None:
    answer = site.post(address, b"x" * (2 * 1024 * 1024 + 1))
    assert answer.status == 413
    assert is_refusal(answer)


def test_a_body_that_does_not_say_how_large_it_is_is_refused_too(site: Asker) -> None:
    large = b"x" * (2 * 1024 * 1024 + 1)
    answer = site.post("/search", large, content_length="", transfer_encoding="chunked")
    assert answer.status == 413


@pytest.mark.parametrize("address", ["/api/services", "/data/"])
def test_programs_are_refused_in_json_and_browsers_with_a_page(site: Asker, address: str) -> None:
    for accept, kind in (("*/*", "application/json"), ("text/html,*/*;q=0.8", "text/html")):
        for answer in (
            site.post(address, b"x" * (2 * 1024 * 1024 + 1), accept=accept),
            site.get(f"{address}?q={'x' * 8192}", accept=accept),
        ):
            assert answer.headers["content-type"].startswith(kind)
            assert is_refusal(answer)
            assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_above_eight_kilobytes_is_refused_everywhere(site: Asker, address: str) -> None:
    answer = site.get(f"{address}?q={'x' * 8192}")
    assert answer.status == 414
    assert is_refusal(answer)
    assert site.get(f"{address}?q={'x' * 7000}").status != 414


def test_who_asks_too_often_is_told_when_to_come_back(limited: Callable[[int], Asker]) -> None:
    site = limited(5)
    answers = [site.get("/privacy") for _ in range(6)]
    assert [each.status for each in answers] == [200] * 5 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert is_refusal(answers[-1])
    assert site.get("/api/").headers["access-control-allow-origin"] == "*"


def test_forms_are_limited_to_ten_a_minute_and_reading_is_not(
    limited: Callable[[int], Asker],
) -> None:
    site = limited(600)
    assert [site.post("/stories", b"a=1").status for _ in range(11)] == [405] * 10 + [429]
    assert site.get("/stories").status == 200


def test_no_limit_is_none(limited: Callable[[int], Asker]) -> None:
    site = limited(0)
    assert {site.get("/robots.txt").status for _ in range(700)} == {200}


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%00%ff%fe&postcode=%00",
        "/search?page=99999999999999999999&radius_km=1e999&age=-1&day=2026-99-99&time=x",
        "/search?page=-1&radius_km=nan&need=%F0%9F%92%A9&who=%00&access=%27&sort=%22&free=maybe",
        "/search?q=%22+AND+%28name%3A*+OR+%5B1+TO+2%5D%29+%5E9+~2",
        "/search?q=a&q=b&q=%E2%80%AEabc&language=" + "x" * 3000,
        "/search?day=0001-01-01&time=evening",
        "/search?day=9999-12-31",
        "/search?radius_km=1&postcode=QX1%201AA&page=0",
        "/search?keep=|||&postcode=%20",
        "/shortlist?id=&keep=%00|x|../../etc/passwd",
        "/activities/%00",
        "/activities/..%2F..%2Fetc%2Fpasswd",
        "/activities/%F0%9F%92%A9.ics",
        "/activities/.json",
        "/activities//map.svg",
        "/areas/%22%3E%3Cscript%3E/map.svg",
        "/organisations/" + "x" * 3000,
        "/what-matters/{{7*7}}",
        "/?lang=../../etc&lang=cy",
    ],
)
def test_bad_parameters_never_break_a_page(site: Asker, address: str) -> None:
    answer = site.get(address)
    assert answer.status in {200, 404}
    assert "Traceback" not in answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    ("address", "method"),
    [
        *((each, "GET") for each in ADDRESSES),
        ("/search?q=" + "x" * 9000, "GET"),
        ("/stories", "POST"),
        ("/robots.txt", "GET"),
        ("/sitemap.xml", "GET"),
        ("/new.rss", "GET"),
        ("/assets/style.css", "GET"),
        ("/app/network", "GET"),
    ],
)
def test_every_answer_says_what_it_may_load_and_sets_no_cookie(
    site: Asker, address: str, method: str
) -> None:
    answer = site.ask(address, method, b"")
    policy = answer.headers["content-security-policy"]
    for sources in SCRIPTS.findall(policy):
        assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "*"} & set(sources.split())
    assert "base-uri 'none'" in policy
    assert "frame-ancestors" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.cookies == ()


@pytest.mark.parametrize("path", ["/app", "/app/", "/app/network", "/app/_stcore/health"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_the_working_screens_are_not_there(site: Asker, path: str, method: str) -> None:
    answer = site.ask(path, method, b"")
    assert answer.status == 404
    assert is_refusal(answer)


def test_what_breaks_says_no_more_than_that_and_keeps_its_headers(
    limited: Callable[[int], Asker], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        msg = "the password is canary"
        raise RuntimeError(msg)

    monkeypatch.setattr("assetmap.web.public.home.need_groups", break_down)
    answer = limited(0).get("/")
    assert answer.status == 500
    assert is_refusal(answer)
    assert "canary" not in answer.text
    assert "base-uri 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", ["/", "/search?q=choir", "/sitemap.xml", "/new.rss", "/embed"])
def test_a_page_that_did_not_change_is_not_sent_again(site: Asker, address: str) -> None:
    first = site.get(address)
    again = site.get(address, if_none_match=first.headers["etag"])
    assert (again.status, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert site.get(address, if_none_match='"other"').content == first.content


def test_a_search_that_finds_nothing_counts_when_it_is_not_sent_again(
    limited: Callable[[int], Asker], tmp_path: Path
) -> None:
    site = limited(0)
    mark = site.get("/search?q=gardening&radius_km=0.001&postcode=QX1+1AA").headers["etag"]
    site.get("/search?q=gardening&radius_km=0.001&postcode=QX1+1AA", if_none_match=mark)
    box = PublicBox(box_path(str(tmp_path / "sample.db")))
    assert sum(each.n for each in box.nothing_found()) == 2
