"""DuckDB, tables in memory, on all cores."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np
from pyarrow import feather
from tests.bench.flow_engines.engine import (
    FLOWS,
    FUNNEL,
    WAITS,
    FlowEngine,
    flows_answer,
    funnel_answer,
    waits_answer,
)
from tests.bench.flow_records import IDS, N_DIGITS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FLOWS: Final = """
    SELECT {source} AS source, {target} AS target, year({made}) * 12 + month({made}) AS month,
           count(*) AS n
    FROM steps GROUP BY ALL
"""
_OF_WORDS: Final = """(
    SELECT episode_id AS episode, made_on AS made, accepted_on AS accepted, seen_on AS seen,
           started_on AS started, status = 'completed' AS is_completed,
           CASE WHEN closed_on IS NULL AND status IN ('completed', 'cancelled', 'rejected')
                THEN greatest(made_on, accepted_on, seen_on, started_on)
                ELSE closed_on END AS closed
    FROM steps
)"""
_FUNNEL: Final = """
    SELECT stage, is_open, count(*) AS n
    FROM (
        SELECT max(CASE WHEN is_completed THEN 4 WHEN started IS NOT NULL THEN 3
                        WHEN seen IS NOT NULL THEN 2 WHEN accepted IS NOT NULL THEN 1
                        ELSE 0 END) AS stage,
               bool_or(closed IS NULL) AS is_open
        FROM {steps} GROUP BY episode
    ) GROUP BY ALL
"""
# How a wait stands is a number of `flow_engines.engine`: 1 is over, 2 open, 0 closed.
_WAITS: Final = """
    WITH journeys AS (
        SELECT min(made) AS made, min(seen) AS seen, max(closed) AS closed,
               bool_or(closed IS NULL) AS is_open
        FROM {steps} GROUP BY episode
    ), bound AS (
        SELECT greatest(max(made), max(accepted), max(seen), max(started), max(closed)) + 1 AS day
        FROM {steps}
    ), states AS (
        SELECT CASE WHEN seen < day THEN 1 WHEN is_open OR closed >= day THEN 2
                    ELSE 0 END AS state,
               made, seen, closed, day
        FROM journeys, bound
    )
    SELECT greatest(CASE state WHEN 1 THEN seen WHEN 2 THEN day ELSE closed END
                    - made, 0) AS days,
           state, count(*) AS n
    FROM states GROUP BY ALL
"""


def _read(folder: Path, name: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    given = feather.read_table(str(folder / name), memory_map=True)
    connection.register("given", given)
    connection.execute("CREATE TABLE steps AS SELECT * FROM given")
    connection.unregister("given")
    return connection


def _asking(words: str, **parts: str) -> Callable[[duckdb.DuckDBPyConnection], Any]:
    text = words.format(**parts)
    return lambda connection: connection.sql(text).to_arrow_table()


def _flows_answer(found: Any) -> Any:
    source, target, month, n = (found[name].to_pandas() for name in found.column_names)
    if source.dtype != np.int32:
        source, target = (
            each.str[-N_DIGITS:].astype("float64").fillna(-1).to_numpy()
            for each in (source, target)
        )
    return flows_answer(source, target, month - 1970 * 12 - 1, n)


def _columns(found: Any) -> list[list[int]]:
    return [found[name].to_pylist() for name in found.column_names]


_OF_ROWS: Final[dict[str, Any]] = {
    FLOWS: _asking(_FLOWS, source="source_id", target="target_id", made="made_on"),
    FUNNEL: _asking(_FUNNEL, steps=_OF_WORDS),
    WAITS: _asking(_WAITS, steps=_OF_WORDS),
}

ENGINE: Final = FlowEngine(
    version=f"DuckDB {duckdb.__version__}",
    read={form: partial(_read, name=f"{form}.arrow") for form in ("numbers", *IDS)},
    work={
        "numbers": {
            FLOWS: _asking(_FLOWS, source="source", target="target", made="made"),
            FUNNEL: _asking(_FUNNEL, steps="steps"),
            WAITS: _asking(_WAITS, steps="steps"),
        },
        **dict.fromkeys(IDS, _OF_ROWS),
    },
    answer={
        FLOWS: _flows_answer,
        FUNNEL: lambda found: funnel_answer(*_columns(found)),
        WAITS: lambda found: waits_answer(*_columns(found)),
    },
)
