"""Addresses: how they are read, what of them is shown, and which lead inside."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.errors import FeedError, InsideAddressError
from assetmap.ingest.feeds.address import (
    Address,
    is_address,
    is_outside,
    parse_address,
    parse_admission,
    resolve_host,
    vet_address,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = "hunter2"  # noqa: S105 - a canary


def never(host: str, port: int) -> list[str]:
    pytest.fail(f"{host}:{port} was looked up")


# Every spelling of an inside address that a look-up is not needed for: refused before one.
INSIDE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8501/services",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0x7F.0x0.0x0.0x1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://localhost/",
    "http://localhost./",
    "http://LOCALHOST:80/",
    "http://app.localhost/",
    "http://0.0.0.0/",
    "http://0/",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::1]/",
    "http://[2002:c0a8:101::]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",  # Teredo of 127.0.0.1
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://１２７.０.０.１/",  # full-width digits
    "http://127。0。0。1/",  # ideographic full stops
    "http://①②⑦.⓪.⓪.①/",  # digits in circles
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://example.org@127.0.0.1/",
    "http://example.org:80@127.0.0.1/",
    "http://127.0.0.1#@example.org/",
    "http://127.0.0.1?@example.org/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://239.1.2.3/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "https://127.0.0.1/",
]

# What no address is, whatever some program might make of it.
MISSPELT = [
    "http://%31%32%37.0.0.1/",
    "http://127%2e0%2e0%2e1/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1/",
    "http://::1/",
    "http://256.256.256.256/",
    "http://127.0.0.1.5.6/",
    "http://4294967297/",
    "http://0x1ffffffff/",
    "http:///services",
    "http:127.0.0.1",
    "http://",
    "http://127.0.0.1\\@example.org/",
    "http://exam\tple.org/",
    "http://127.0.0.1\n/",
    "http://127.0.0.1 /",
    "http://127.0.0.1\u200b/",
    "http://example.org/\udcff",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:8o/",
    "http://a..b/",
    "http://-a/",
    "http://" + "a" * 3_000 + "/",
]


@pytest.mark.parametrize("text", INSIDE)
def test_vet_address_refuses_every_spelling_of_an_inside_address(text: str) -> None:
    with pytest.raises(InsideAddressError, match="inside this machine or its network"):
        vet_address(parse_address(text), resolve=never)


@pytest.mark.parametrize("text", MISSPELT)
def test_parse_address_refuses_what_no_address_is(text: str) -> None:
    with pytest.raises(FeedError) as raised:
        vet_address(parse_address(text), resolve=never)
    assert not isinstance(raised.value, InsideAddressError)


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "fe80::1", "224.0.0.251"],
)
def test_vet_address_refuses_a_name_that_leads_inside(number: str) -> None:
    with pytest.raises(InsideAddressError, match=r"'http://town\.example\.org/'"):
        vet_address(
            parse_address("http://town.example.org"), resolve=lambda *_: ["151.101.0.81", number]
        )


def test_vet_address_gives_the_numbers_of_a_name_in_their_order() -> None:
    numbers = ["151.101.64.81", "2a04:4e42::81", "151.101.64.81"]
    found = vet_address(parse_address("https://town.example.org"), resolve=lambda *_: numbers)
    assert found == ("151.101.64.81", "2a04:4e42::81")


@pytest.mark.parametrize(
    "number",
    ["151.101.0.81", "8.8.8.8", "2a04:4e42::81", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_is_outside_takes_the_public_internet(number: str) -> None:
    assert is_outside(number)


def test_is_outside_refuses_what_is_no_number() -> None:
    assert not is_outside("town.example.org")
    assert not is_outside("")


@given(st.integers(0, 2**32 - 1))
def test_is_outside_sees_through_what_wraps_a_number(number: int) -> None:
    plain = socket.inet_ntoa(number.to_bytes(4, "big"))
    high, low = number >> 16, number & 0xFFFF
    assert is_outside(f"64:ff9b::{high:x}:{low:x}") is is_outside(plain)
    assert is_outside(f"2002:{high:x}:{low:x}::1") is is_outside(plain)
    assert not is_outside(f"::ffff:{plain}")


@pytest.mark.parametrize("failing", [socket.gaierror(-2, "unknown"), UnicodeError("label")])
def test_vet_address_says_that_a_name_is_not_known(failing: Exception) -> None:
    def resolve(*_: object) -> list[str]:
        raise failing

    with pytest.raises(FeedError, match=r"no host 'nowhere\.example' is known"):
        vet_address(parse_address("http://nowhere.example/"), resolve=resolve)


def test_vet_address_says_that_a_name_has_no_number() -> None:
    with pytest.raises(FeedError, match="has no address"):
        vet_address(parse_address("http://nowhere.example/"), resolve=lambda *_: [])


def test_resolve_host_asks_the_machine() -> None:
    assert resolve_host("127.0.0.1", 80) == ["127.0.0.1"]


def test_an_admission_admits_its_host_and_port_alone() -> None:
    admitted = [parse_admission("localhost:8080")]
    assert vet_address(parse_address("http://localhost:8080/"), admitted=admitted) == (
        "127.0.0.1",
        "::1",
    )
    for other in ("http://localhost:8081/", "http://127.0.0.1:8080/", "http://x.localhost:8080/"):
        with pytest.raises(InsideAddressError):
            vet_address(parse_address(other), admitted=admitted)


@pytest.mark.parametrize(
    ("text", "admission"),
    [
        ("127.0.0.1:80", ("127.0.0.1", 80)),
        ("0x7f.1:80", ("127.0.0.1", 80)),
        ("[::1]:8080", ("::1", 8080)),
        ("Intranet.example:443", ("intranet.example", 443)),
    ],
)
def test_parse_admission_reads_host_and_port(text: str, admission: tuple[str, int]) -> None:
    assert parse_admission(text) == admission


@pytest.mark.parametrize(
    "text", ["localhost", "localhost:", ":80", "localhost:0", "localhost:70000",
             "http://localhost:80", "a@localhost:80", "localhost:80/x", "*:80", ""],
)  # fmt: skip
def test_parse_admission_refuses_anything_else(text: str) -> None:
    with pytest.raises(FeedError):
        parse_admission(text)


@pytest.mark.parametrize(
    "text",
    ["ftp://example.org/x", "file:///etc/passwd", "file:/etc/passwd", "gopher://example.org/",
     "data:text/plain,x", "javascript:alert(1)", "ws://example.org/", "FTP://example.org"],
)  # fmt: skip
def test_parse_address_refuses_other_schemes(text: str) -> None:
    assert is_address(text)
    with pytest.raises(FeedError, match="only http:// and https:// addresses are fetched"):
        parse_address(text)


@pytest.mark.parametrize(
    "text", ["place.xlsx", "./a:b.csv", r"C:\town\places.csv", "C:/town", "notes: old.csv", "", "-"]
)
def test_is_address_leaves_paths_alone(text: str) -> None:
    assert not is_address(text)


def test_parse_address_reads_its_parts() -> None:
    found = parse_address("  HTTPS://User:p%40ss@Town.Example.org:8443/é?x=1&y=ü#part ")
    assert found == Address(
        "https", "town.example.org", 8443, "/%C3%A9", "x=1&y=%C3%BC", "User:p@ss"
    )
    assert found.authority == "town.example.org:8443"
    assert found.target == "/%C3%A9?x=1&y=%C3%BC"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://example.org", "http://example.org/"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("http://[2A04:4E42:0::81]:8080/x", "http://[2a04:4e42::81]:8080/x"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ],
)
def test_an_address_has_one_plain_spelling(text: str, url: str) -> None:
    assert parse_address(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        f"https://user:{SECRET}@example.org/services?key={SECRET}",
        f"https://{SECRET}@example.org/",
        f"https://example.org/?a=1&token={SECRET}#{SECRET}",
    ],
)
def test_nothing_secret_of_an_address_is_shown(text: str) -> None:
    found = parse_address(text)
    assert SECRET not in str(found)
    assert SECRET not in repr(found)
    assert SECRET not in found.digest
    assert "user" not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        f"http://user:{SECRET}@exa mple.org/",
        f"http://user:{SECRET}/x@example.org:8o/",
        f"http://user:{SECRET}?x@example.org:8o/",
        f"http://user:{SECRET}#x@example.org:8o/",
        f"http://example.org:8o/?key={SECRET}",
        f"ftp://user:{SECRET}@example.org/",
        f"http://user:{SECRET}@127.0.0.1/",
        f"http://user:{SECRET}@example.org/" + "a" * 3_000,
    ],
)
def test_nothing_secret_of_a_refused_address_is_shown(text: str) -> None:
    with pytest.raises(FeedError) as raised:
        vet_address(parse_address(text), resolve=never)
    assert SECRET not in str(raised.value)


def test_the_names_of_a_query_are_shown() -> None:
    shown = str(parse_address("https://example.org/services?ward=E05000650&key=abc"))
    assert shown == "https://example.org/services?ward=…&key=…"


def test_digests_tell_addresses_apart_that_look_alike() -> None:
    texts = ["https://example.org/?k=1", "https://example.org/?k=2", "https://a@example.org/?k=1"]
    assert len({parse_address(text).digest for text in texts}) == 3


@given(
    number=st.sampled_from(
        [0x7F000001, 0x7F123456, 0x0A000001, 0xAC100001, 0xC0A80001, 0xA9FEA9FE, 0, 0xFFFFFFFF]
    ),
    n_parts=st.integers(1, 4),
    spellings=st.lists(st.sampled_from([str, hex, "0{:o}".format]), min_size=4, max_size=4),
    is_upper=st.booleans(),
    is_wide=st.booleans(),
)
def test_no_spelling_of_an_inside_number_is_let_through(
    number: int,
    n_parts: int,
    spellings: list[Callable[[int], str]],
    *,
    is_upper: bool,
    is_wide: bool,
) -> None:
    # As the C library reads it: the last part fills what the parts before it leave.
    last_bits = 8 * (5 - n_parts)
    parts = [number >> 24, number >> 16 & 255, number >> 8 & 255][: n_parts - 1]
    host = ".".join(
        spell(part)
        for spell, part in zip(spellings, [*parts, number & (1 << last_bits) - 1], strict=False)
    )
    assert socket.inet_aton(host) == number.to_bytes(4, "big")
    host = host.upper() if is_upper else host
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter != "." else "。" for letter in host)
    with pytest.raises(InsideAddressError):
        vet_address(parse_address(f"http://{wide if is_wide else host}/"), resolve=never)


@given(st.sampled_from(["http://", "https://", "http://[", "http://a@", "ftp:", ""]), st.text())
def test_any_text_is_an_address_or_refused_in_words(start: str, text: str) -> None:
    try:
        found = parse_address(start + text)
    except FeedError as error:
        assert str(error)  # noqa: PT017 - both ends are fine
    else:
        assert found.url.isascii()
        assert parse_address(found.url).url == found.url
        assert str(found).startswith(f"{found.scheme}://{found.authority}/")
