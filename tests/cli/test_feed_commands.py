"""Addresses on the command line: refused, admitted, gone on with."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.ingest.feed_server import Asked, Reply, as_json, page, paged, service, serving

if TYPE_CHECKING:
    from tests.cli.conftest import Run

WHOLE: dict[str, Any] = {"schedules": [], "organization": {"id": "o1", "name": "Town Choir"}}
SERVICES = [service(number, description="We sing.", **WHOLE) for number in range(5)]


@pytest.mark.parametrize("command", ["load", "check"])
def test_an_inside_address_is_refused_in_one_line_and_nothing_is_made(
    run: Run, command: str
) -> None:
    with serving(paged(SERVICES, 2)) as server:
        ran = run(command, server.url("/services"))
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert f"'{server.url('/services')}' cannot be read: it leads to 127.0.0.1" in ran.err
    assert "--allow-inside HOST:PORT" in ran.err
    assert server.asked == []
    assert list(Path.cwd().iterdir()) == []


def test_the_admission_is_for_one_host_and_port(run: Run) -> None:
    with serving(paged(SERVICES, 2)) as server:
        ran = run("load", server.url("/services"), "--allow-inside", "127.0.0.1:1")
        assert ran.code == 2
        ran = run("load", server.url("/services"), "--allow-inside", f"localhost:{server.port}")
        assert ran.code == 2
        assert server.asked == []


def test_load_takes_a_feed_that_is_admitted(run: Run) -> None:
    with serving(paged(SERVICES, 2)) as server:
        admitted = ("--allow-inside", f"127.0.0.1:{server.port}", "--json")
        first = run("load", server.url(), *admitted)
        again = run("load", server.url("/services"), *admitted)
    assert first.code == 0
    said = json.loads(first.out)
    assert (said["read"], said["accepted"], said["rejected"]) == (5, 5, 0)
    assert said["created"] > 5
    assert json.loads(again.out)["created"] == 0
    assert json.loads(again.out)["revision"] == 1
    history = json.loads(run("store", "history", "--json").out)
    assert history[0]["note"] == f"load: {server.url('/')}"
    assert {each.name for each in Path.cwd().iterdir()} <= {
        "assetmap.db", "assetmap.db.snapshot.arrow"
    }  # fmt: skip


def test_check_fetches_and_makes_nothing(run: Run) -> None:
    with serving(paged(SERVICES, 2)) as server:
        ran = run("check", server.url(), "--allow-inside", f"127.0.0.1:{server.port}")
    assert ran.code == 0
    assert "5 rows read: 5 accepted, 0 rejected." in ran.out
    assert list(Path.cwd().iterdir()) == []


def test_a_load_that_broke_off_goes_on(run: Run) -> None:
    feed = paged(SERVICES, 2)
    is_broken = True

    def answer(asked: Asked) -> Reply:
        return Reply(b"", 500) if is_broken and asked.query["page"] == "3" else feed(asked)

    with serving(answer) as server:
        arguments = ("load", server.url("/services"), "--allow-inside", f"127.0.0.1:{server.port}")
        broken = run(*arguments)
        assert broken.code == 2
        assert "the same load again goes on from there" in broken.err
        assert [each.name for each in Path.cwd().iterdir()] == ["assetmap.db.feeds"]
        is_broken = False
        assert run(*arguments).code == 0
        assert [each.query["page"] for each in server.asked] == ["1", "2", "3", "3"]
    assert not Path("assetmap.db.feeds").exists()


def test_a_load_that_was_killed_goes_on(run: Run, tmp_path: Path) -> None:
    feed = paged(SERVICES, 2)
    is_reached, is_over = threading.Event(), threading.Event()

    def answer(asked: Asked) -> Reply:
        if asked.query["page"] == "3" and not is_over.is_set():
            is_reached.set()
            is_over.wait(30)
        return feed(asked)

    with serving(answer) as server:
        arguments = ("load", server.url("/services"), "--allow-inside", f"127.0.0.1:{server.port}")
        with subprocess.Popen(  # noqa: S603 - our own interpreter and command
            [sys.executable, "-m", "assetmap.cli.main", *arguments], cwd=tmp_path
        ) as loading:
            assert is_reached.wait(30)
            loading.kill()
        is_over.set()
        assert run(*arguments).code == 0
        assert [each.query["page"] for each in server.asked] == ["1", "2", "3", "3"]
    assert not Path("assetmap.db.feeds").exists()


def test_a_dry_run_keeps_nothing(run: Run) -> None:
    with serving(lambda asked: Reply(b"", 500 if asked.query["page"] == "2" else 200)) as server:
        arguments = ("load", server.url("/services"), "--allow-inside", f"127.0.0.1:{server.port}")
        assert run(*arguments, "--dry-run").code == 2
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize(
    "address", ["ftp://example.org/x", "file:///etc/passwd", "gopher://example.org/", "https://"]
)
def test_other_addresses_are_refused_in_one_line(run: Run, address: str) -> None:
    ran = run("load", address)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"assetmap: {address!r} cannot be read: ")


@pytest.mark.parametrize("admission", ["localhost", "http://localhost:80", "localhost:0", ""])
def test_an_admission_that_is_misspelt_is_refused(run: Run, admission: str) -> None:
    ran = run("load", "places.csv", "--allow-inside", admission)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "cannot be read: " in ran.err


def test_a_path_is_a_path_still(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Organisation.csv").write_text("id,name\no1,Choir\n")
    assert run("load", "./Organisation.csv").code == 0
    assert "there is no such file" in run("load", "missing.csv").err


def test_a_page_of_nothing_known_is_said_to_be_so_and_not_kept(run: Run) -> None:
    with serving(lambda _: as_json({"hello": 1})) as server:
        ran = run("load", server.url("/x"), "--allow-inside", f"127.0.0.1:{server.port}")
    assert ran.code == 2
    assert "it is JSON of no known form" in ran.err
    assert not Path("assetmap.db.feeds").exists()


def test_a_password_is_never_printed_nor_kept(run: Run) -> None:
    with serving(lambda _: as_json(page(SERVICES))) as server:
        url = server.url("/services?key=hunter2").replace("//", "//user:hunter2@")
        refused = run("load", url)
        taken = run("load", url, "--allow-inside", f"127.0.0.1:{server.port}", "--json")
        assert server.asked[0].query["key"] == "hunter2"
    assert taken.code == 0
    told = refused.err + refused.out + taken.err + taken.out + run("store", "history").out
    assert "hunter2" not in told
    assert "/services?key=…" in told
    for each in Path.cwd().iterdir():
        assert b"hunter2" not in each.read_bytes()


def test_forgetting_somebody_forgets_kept_pages_too(run: Run) -> None:
    feed = paged(SERVICES, 2)
    with serving(
        lambda each: feed(each) if each.query["page"] != "3" else Reply(b"", 500)
    ) as server:
        Path("Organisation.csv").write_text("id,name\nc1,Choir\n")
        assert run("load", "Organisation.csv").code == 0
        address = server.url("/services")
        assert run("load", address, "--allow-inside", f"127.0.0.1:{server.port}").code == 2
    assert Path("assetmap.db.feeds").is_dir()
    assert run("store", "forget", "c1").code == 0
    assert not Path("assetmap.db.feeds").exists()


def test_what_could_not_be_fetched_whole_is_said_beside_the_result(run: Run) -> None:
    brief = [{"id": "s1", "name": "Choir\x1b[31m", "status": "active", "description": "We sing."}]
    listed = page(brief)

    def answer(asked: Asked) -> Reply:
        return as_json(listed) if asked.path == "/services" else Reply(b"", 404)

    with serving(answer) as server:
        url = server.url("/services")
        ran = run("check", url, "--allow-inside", f"127.0.0.1:{server.port}", "--json")
    assert json.loads(ran.out)["read"] == 1
    assert f"{url}: 1 service is in the list but not at an address of their own" in ran.err
    assert "\x1b" not in ran.err


def test_a_feed_that_holds_less_than_it_says_is_not_called_one_page_of_a_feed(run: Run) -> None:
    def answer(asked: Asked) -> Reply:
        shown = SERVICES[:1] if asked.query["page"] == "1" else []
        return as_json(page(shown, int(asked.query["page"]), n_pages=9, n_items=9))

    with serving(answer) as server:
        url = server.url("/services")
        ran = run("check", url, "--allow-inside", f"127.0.0.1:{server.port}")
    assert f"{url} says that it has 9 items (total_items), and holds 1." in ran.err
    assert "Load the feed by its address" not in ran.err
