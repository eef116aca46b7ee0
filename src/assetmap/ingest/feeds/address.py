"""An address that a person typed, to the numbered addresses that may be connected to.

However it is spelt, an address that leads into this machine or its network is refused, unless
the person admitted that one. What is returned is connected to as it is: no name is looked up a
second time, so that no answer can change between the look and the connection.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from assetmap.errors import FeedError, InsideAddressError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    Resolver = Callable[[str, int], Sequence[str]]
    Number = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS: Final = {"http": 80, "https": 443}
"""The schemes that are fetched, and the port that each means when none is given."""

MAX_LETTERS: Final = 2_000
"""Longest address, as servers commonly take it."""

_SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_WITHOUT_SLASHES: Final = frozenset(
    {"http", "https", "ftp", "ftps", "file", "gopher", "data", "javascript", "ws", "wss", "dict"}
)
_UNFIT: Final = re.compile(
    r"[\x00-\x20\x7f-\xa0\\\u2000-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff]"
)
_NAME: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?")
_NUMERIC_LABEL: Final = re.compile(r"0x[0-9a-f]*|[0-9]+")
_OPEN: Final = frozenset({"page", "per_page", "full"})  # parts of a query that hold no secret
_PATH_LETTERS: Final = "/%:@!$&'()*+,;=~-._"
_LOGIN: Final = re.compile(r"//.*@", re.DOTALL)

_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
_LOOPBACK: Final = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is fetched from.

    `str` gives it without user, password and values of the query, as it may be shown, logged and
    kept.

    Attributes
    ----------
    scheme
        http or https.
    host
        A name in lower case and ASCII, or a number in its one plain spelling.
    port
        From 1 to 65535.
    path, query
        Of letters that may be sent as they are.
    login
        User and password, "user:password"; empty if there is none.
    """

    scheme: str
    host: str
    port: int
    path: str
    query: str = field(default="", repr=False)
    login: str = field(default="", repr=False)

    @property
    def authority(self) -> str:
        """Host and port as an address writes them; the port only if it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """What is asked for: path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def url(self) -> str:
        """The whole without user and password; the query may hold secrets, so never show it."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def digest(self) -> str:
        """A name for files that tells addresses apart and gives none away."""
        return hashlib.sha256(f"{self.login}@{self.url}".encode()).hexdigest()[:32]

    def __str__(self) -> str:
        asked = [
            f"{quote(name)}={value if name in _OPEN and value.isalnum() else '…'}"
            for name, value in parse_qsl(self.query, keep_blank_values=True)
        ]
        query = f"?{'&'.join(asked)}" if asked else ""
        return f"{self.scheme}://{self.authority}{self.path}{query}"


def is_address(text: str) -> bool:
    r"""Tell whether `text` is meant as an address, of whatever scheme, and not as a path.

    Examples
    --------
    >>> [is_address(each) for each in ("https://a.org", "ftp:x", "places.csv", r"C:\places.csv")]
    [True, True, False, False]
    """
    found = _SCHEME.match(text)
    if found is None:
        return False
    return text[found.end() :].startswith("//") or found[1].casefold() in _WITHOUT_SLASHES


def parse_address(text: str) -> Address:
    """Return the address that somebody typed, or a server named.

    Raises
    ------
    FeedError
        If it is not http or https, or is misspelt.
    """
    text = text.strip()
    shown = _without_secrets(text)
    if len(text) > MAX_LETTERS:
        raise FeedError(shown, f"it has more than {MAX_LETTERS:,} letters.")
    if _UNFIT.search(text):
        raise FeedError(shown, "it holds a blank, a backslash or a sign that cannot be seen.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise FeedError(shown, "its host or port is misspelt.") from error
    if parts.scheme not in PORTS:
        reason = f"only http:// and https:// addresses are fetched, not {parts.scheme or text!r}."
        raise FeedError(shown, reason)
    if port == 0:
        raise FeedError(shown, "its port is 0; a port is from 1 to 65535.")
    return Address(
        scheme=parts.scheme,
        host=_host(parts, shown),
        port=port or PORTS[parts.scheme],
        path=quote(parts.path, safe=_PATH_LETTERS) or "/",
        query=quote(parts.query, safe=_PATH_LETTERS + "?"),
        login=_login(parts),
    )


def parse_admission(text: str) -> tuple[str, int]:
    """Return the host and port of "HOST:PORT", to be admitted although they lie inside.

    Raises
    ------
    FeedError
        If it is anything else.

    Examples
    --------
    >>> parse_admission("LOCALHOST:8080"), parse_admission("[::1]:80")
    (('localhost', 8080), ('::1', 80))
    """
    if not re.fullmatch(r"[^/@?#]+:[0-9]{1,5}", text):
        raise FeedError(_without_secrets(text), "write it as HOST:PORT, such as localhost:8080.")
    address = parse_address(f"http://{text}/")
    return address.host, address.port


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Return the numbers that the machine's own look-up gives for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def vet_address(
    address: Address,
    *,
    admitted: Collection[tuple[str, int]] = (),
    resolve: Resolver = resolve_host,
) -> tuple[str, ...]:
    """Return the numbers that may be connected to for an address, in the order of the look-up.

    Parameters
    ----------
    address
        Where to.
    admitted
        Hosts and ports that may lie inside.
    resolve
        Looks names up.

    Raises
    ------
    InsideAddressError
        If any of the numbers lies inside, and the address is not admitted.
    FeedError
        If the name is not known.
    """
    numbers = _numbers(address, resolve)
    if (address.host, address.port) not in admitted:
        for number in numbers:
            if not is_outside(number):
                raise InsideAddressError(str(address), number)
    return numbers


def is_outside(number: str) -> bool:
    """Tell whether a numbered address is one of the public internet, whatever it wraps.

    Examples
    --------
    >>> is_outside("151.101.0.81"), is_outside("10.0.0.1"), is_outside("2002:a00:1::1")
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and not found.is_reserved
    if found in _TRANSLATED:
        return is_outside(str(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)))
    # What a mapped address wraps is no unicast of the public internet in any case.
    is_public = found in _UNICAST and found.is_global and found.scope_id is None
    wrapped = [each for each in (found.sixtofour, *(found.teredo or ())) if each is not None]
    return is_public and all(is_outside(str(each)) for each in wrapped)


def _numbers(address: Address, resolve: Resolver) -> tuple[str, ...]:
    if _as_number(address.host) is not None:
        return (address.host,)
    if address.host == "localhost" or address.host.endswith(".localhost"):
        return _LOOPBACK  # by definition, whatever a look-up says
    try:
        numbers = tuple(dict.fromkeys(resolve(address.host, address.port)))
    except (OSError, UnicodeError) as error:
        reason = f"no host {address.host!r} is known. Is it spelt right, and is there a network?"
        raise FeedError(str(address), reason) from error
    if not numbers:
        raise FeedError(str(address), f"the host {address.host!r} has no address.")
    return numbers


def _host(parts: SplitResult, shown: str) -> str:
    typed = parts.hostname or ""
    if not typed:
        raise FeedError(shown, "it names no host.")
    if "%" in typed:
        raise FeedError(shown, "its host holds a %, which no name or number of a host does.")
    try:
        host = typed if ":" in typed else typed.encode("idna").decode("ascii").lower()
        host = host.removesuffix(".")
        number = _as_number(host)
    except (OSError, ValueError) as error:
        raise FeedError(shown, "its host is misspelt.") from error
    if number is not None:
        return str(number)
    if not _NAME.fullmatch(host):
        raise FeedError(shown, "its host is misspelt.")
    return host


def _as_number(host: str) -> Number | None:
    """Return the number that a host is, in any spelling that some system takes; None of a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        if ":" in host:
            raise
    if _NUMERIC_LABEL.fullmatch(host.rpartition(".")[2]):
        # 0x7f.1, 017700000001, 2130706433, 127.1: as the C library reads them.
        return ipaddress.IPv4Address(socket.inet_aton(host))
    return None


def _login(parts: SplitResult) -> str:
    if parts.username is None and parts.password is None:
        return ""
    return f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"


def _without_secrets(text: str) -> str:
    # Of a misspelt one nobody can tell where the password ends: at the last @, to be sure.
    shown = _LOGIN.sub("//", text).partition("?")[0].partition("#")[0]
    return shown if len(shown) <= MAX_LETTERS else f"{shown[:60]}…"
