"""Rows of 512 bits, which a compiled loop works on as one value each.

A loop over the eight words of a row is not made into single steps of the processor by itself; a
row kept as a vector is, on whatever processor: one of 512 bits, two of 256 or four of 128.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import types
from numba.extending import intrinsic, models, register_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

WORDS: Final = 8  # of 64 bits: one line of a processor's cache a row
BITS: Final = 64 * WORDS
"""How many bits a row has."""

_BYTES: Final = 8 * WORDS
_WORD: Final = ir.IntType(64)
_VECTOR: Final = ir.VectorType(_WORD, WORDS)


class BitRow(types.Type):
    """The type of a row while a compiled loop holds it."""

    def __init__(self) -> None:
        super().__init__(name="BitRow")


@register_model(BitRow)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: object, kind: object) -> None:
        super().__init__(manager, kind, _VECTOR)  # type: ignore[no-untyped-call]


_ROW: Final = BitRow()


def empty_tables(n_tables: int, n_rows: int) -> NDArray[np.uint64]:
    """Return tables of rows without a bit, each of which begins with a line of the cache.

    Parameters
    ----------
    n_tables, n_rows
        How many tables, and how many rows each has.

    Returns
    -------
    ndarray
        Of shape (`n_tables`, `n_rows`, `WORDS`). A row across two lines takes as long as two.
    """
    n_words = n_tables * n_rows * WORDS
    memory = np.zeros(n_words + WORDS, dtype=np.uint64)
    first = -memory.ctypes.data % _BYTES // memory.itemsize
    return memory[first : first + n_words].reshape(n_tables, n_rows, WORDS)


def _row_at(typing: object, table: Any, number: Any) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.load(_place(context, builder, signature, given), align=_WORD.width // 8)

    return _ROW(table, number), write


def _put_row(typing: object, table: Any, number: Any, row: Any) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        place = _place(context, builder, signature, given)
        builder.store(given[2], place, align=_WORD.width // 8)
        return context.get_dummy_value()

    return types.void(table, number, row), write


def _place(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    """Return where in memory the row of a table is; rows lie one behind the other."""
    table = context.make_array(signature.args[0])(context, builder, given[0])
    number = context.cast(builder, given[1], signature.args[1], types.intp)
    start = builder.bitcast(table.data, ir.IntType(8).as_pointer())
    place = builder.gep(start, [builder.mul(number, ir.Constant(number.type, _BYTES))])
    return builder.bitcast(place, _VECTOR.as_pointer())


def _no_bits(typing: object) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        del context, builder, signature, given
        return ir.Constant(_VECTOR, [0] * WORDS)

    return _ROW(), write


def _either(typing: object, one: Any, other: Any) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        del context, signature
        return builder.or_(*given)

    return _ROW(one, other), write


def _without(typing: object, one: Any, other: Any) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        del context, signature
        return builder.and_(given[0], builder.not_(given[1]))

    return _ROW(one, other), write


def _is_full(typing: object, row: Any) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        del context, signature
        common = _asked(builder, "llvm.vector.reduce.and.v8i64", _WORD, given[0])
        return builder.icmp_unsigned("==", common, ir.Constant(_WORD, -1))

    return types.boolean(row), write


def _has_bits(typing: object, row: Any) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        del context, signature
        joined = _asked(builder, "llvm.vector.reduce.or.v8i64", _WORD, given[0])
        return builder.icmp_unsigned("!=", joined, ir.Constant(_WORD, 0))

    return types.boolean(row), write


def _n_bits(typing: object, row: Any) -> Any:
    del typing

    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        del context, signature
        counts = _asked(builder, "llvm.ctpop.v8i64", _VECTOR, given[0])
        return _asked(builder, "llvm.vector.reduce.add.v8i64", _WORD, counts)

    return types.int64(row), write


def _asked(builder: Any, name: str, kind: Any, row: Any) -> Any:
    function = ir.FunctionType(kind, [_VECTOR])
    return builder.call(builder.module.declare_intrinsic(name, (), function), [row])


row_at: Final = cast("Callable[[NDArray[np.uint64], Any], BitRow]", intrinsic(_row_at))
"""Read a row of a table of `empty_tables`, by its number from 0 up, which is not checked."""

put_row: Final = cast("Callable[[NDArray[np.uint64], Any, BitRow], None]", intrinsic(_put_row))
"""Write a row of such a table, by its number, which is not checked."""

no_bits: Final = cast("Callable[[], BitRow]", intrinsic(_no_bits))
"""Return the row of which no bit is set."""

either: Final = cast("Callable[[BitRow, BitRow], BitRow]", intrinsic(_either))
"""Return the bits that are set in one row or the other."""

without: Final = cast("Callable[[BitRow, BitRow], BitRow]", intrinsic(_without))
"""Return the bits of the first row that are not set in the second."""

is_full: Final = cast("Callable[[BitRow], bool]", intrinsic(_is_full))
"""Whether every bit is set."""

has_bits: Final = cast("Callable[[BitRow], bool]", intrinsic(_has_bits))
"""Whether any bit is set."""

n_bits: Final = cast("Callable[[BitRow], int]", intrinsic(_n_bits))
"""Count the bits that are set."""
