"""assetmap: a community asset and partnership network mapper for social prescribing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetmap.store.opening import open_store as open  # noqa: A004  the name users type

__all__ = ["open"]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: pandas takes longer to load than `assetmap --help` may.
    if name == "open":
        return import_module("assetmap.store.opening").open_store
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
