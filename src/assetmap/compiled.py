"""Loops over arrays, compiled once for the machine and kept on its disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

Loop = TypeVar("Loop", bound="Callable[..., object]")

KERNELS: Final[dict[str, Callable[..., object]]] = {}
"""Every compiled loop by its module and name, filled as the families are imported."""


def kernel(loop: Loop) -> Loop:
    """Return `loop`, compiled when it is first called and read from the disk from then on.

    It takes arrays and numbers alone, and holds no lock while it runs: threads may share the
    work. numba's own threads are not used, since two screens at once would end the process.
    """
    compiled = cast("Loop", numba.njit(cache=True, nogil=True)(loop))
    KERNELS[f"{loop.__module__}.{loop.__qualname__}"] = compiled
    return compiled
