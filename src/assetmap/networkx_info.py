"""What NetworkX is told of us when it is imported: light, since every program that uses it pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class _Functions(Mapping[str, dict[str, str]]):
    """The functions that run on our arrays, looked up only when someone asks for them."""

    def __getitem__(self, name: str) -> dict[str, str]:
        return self._declared()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared())

    def __len__(self) -> int:
        return len(self._declared())

    def _declared(self) -> dict[str, dict[str, str]]:
        from assetmap.measures.networkx_functions import FUNCTIONS  # noqa: PLC0415  takes a second

        return {name: {} for name in FUNCTIONS}


def get_info() -> dict[str, Any]:
    """Return what NetworkX asks of a backend, without numpy and without a compiler."""
    return {
        "backend_name": "assetmap",
        "project": "assetmap",
        "package": "assetmap",
        "short_summary": "Networks of parties as compressed sparse rows.",
        "functions": _Functions(),
    }
