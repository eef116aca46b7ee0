"""Addresses of a feed's lists, and of what lies below and beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.ingest.feeds.address import Address

_LIST: Final = "services"
_PAGING: Final = frozenset({"page", "per_page", "full"})


def names_list(address: Address) -> bool:
    """Tell whether an address is that of the list of services."""
    return address.path.rstrip("/").endswith(f"/{_LIST}")


def below(address: Address, name: str) -> Address:
    """Return the address of what is called `name` in what lies at an address."""
    path = f"{address.path.rstrip('/')}/{quote(name, safe='')}"
    return replace(address, path=path, query=with_query(address, {}))


def beside(address: Address, name: str) -> Address:
    """Return the address of the list `name`, from that of the list of services."""
    path = address.path.rstrip("/").removesuffix(_LIST)
    return replace(address, path=f"{path}{name}", query=with_query(address, {}))


def with_query(address: Address, asked: Mapping[str, str]) -> str:
    """Return the query that was typed, without its paging, and what is asked for."""
    typed = [
        each for each in parse_qsl(address.query, keep_blank_values=True) if each[0] not in _PAGING
    ]
    return urlencode([*typed, *asked.items()], quote_via=quote)
