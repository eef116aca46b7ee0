"""Loops over arrays, compiled once for the machine and kept on its disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import numba
from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

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


def _fetch(typing: object, rows: Any, row: Any) -> Any:
    """Return the signature of `fetch`, and what writes it."""
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, given[0])
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        start = builder.bitcast(array.data, byte)
        at = builder.gep(start, [builder.mul(builder.extract_value(array.strides, 0), given[1])])
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        asked = builder.module.declare_intrinsic("llvm.prefetch", [byte], kind)
        # To be written to; as near as can be; of data.
        builder.call(asked, [at, number(1), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(rows, row), write


fetch: Final = cast("Callable[[NDArray[Any], object], None]", intrinsic(_fetch))
"""In a compiled loop, ask for the memory of a row of an array that will soon be needed.

The processor goes on meanwhile, and nothing is read. Rows that lie anywhere would each be waited
for.
"""
