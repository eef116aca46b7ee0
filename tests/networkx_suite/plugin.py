"""Pytest plugin for NetworkX's own tests, run with NETWORKX_TEST_BACKEND=assetmap.

Keeps the tests that call a function of ours, marks the exclusions as expected to fail, and writes
how often each of our functions was called to the file that ASSETMAP_CALLS names.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
from collections import Counter, defaultdict
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import pytest
from tests.networkx_suite.exclusions import EXCLUSIONS

from assetmap.measures.backend import BACKEND
from assetmap.measures.networkx_functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS: Final[Counter[str]] = Counter()


def names_in_networkx() -> set[str]:
    """Return how a test calls our functions, which may be sent on under another name."""
    sent_on: Any = nx.utils.backends
    return {sent_on._registered_algorithms[name].__name__ for name in FUNCTIONS}


def pytest_configure() -> None:
    """Count the calls of our functions."""
    for name, function in FUNCTIONS.items():
        setattr(BACKEND, name, _counted(name, function))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that lead to a function of ours; expect the excluded ones to fail."""
    kept = [item for item in items if _is_ours(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
    excluded = {item: name for item in kept if (name := _name(item)) in EXCLUSIONS}
    for item, name in excluded.items():
        item.add_marker(pytest.mark.xfail(reason=EXCLUSIONS[name], strict=True))
    if gone := set(EXCLUSIONS) - set(excluded.values()):
        msg = f"The exclusions name tests that are not there: {sorted(gone)}."
        raise pytest.UsageError(msg)


def pytest_sessionfinish() -> None:
    """Write down the calls."""
    Path(os.environ["ASSETMAP_CALLS"]).write_text(json.dumps(CALLS), encoding="utf-8")


def _counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def counted(*args: Any, **kwargs: Any) -> Any:
        CALLS[name] += 1
        return function(*args, **kwargs)

    return counted


def _name(item: pytest.Item) -> str:
    """Return the name that `EXCLUSIONS` gives a test: its file inside NetworkX, and itself."""
    file, _, test = item.nodeid.partition("::")
    return f"{file[file.rindex('networkx/') :]}::{test}"


def _is_ours(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    function = inspect.unwrap(item.function)
    return function.__name__ in _functions_that_lead_to_ours(inspect.getfile(function))


@cache
def _functions_that_lead_to_ours(file: str) -> frozenset[str]:
    """Return the functions in `file` that name one of ours, or name one that does."""
    named = _named_in_functions(ast.parse(Path(file).read_text(encoding="utf-8")))
    ours: set[str] = names_in_networkx()
    while more := {name for name, words in named.items() if words & ours} - ours:
        ours |= more
    return frozenset(ours)


def _named_in_functions(tree: ast.Module) -> dict[str, set[str]]:
    """Return what each function names; a method, what its class is set up with besides."""
    named: dict[str, set[str]] = defaultdict(set)
    for each in ast.walk(tree):
        if isinstance(each, ast.FunctionDef):
            named[each.name] |= _words(each)
        elif isinstance(each, ast.ClassDef):
            methods = [part for part in each.body if isinstance(part, ast.FunctionDef)]
            set_up = [_words(method) for method in methods if method.name.startswith("setup")]
            for method in methods:
                named[method.name].update(*set_up)
    return named


def _words(function: ast.FunctionDef) -> set[str]:
    return {_word(part) for part in ast.walk(function)}


def _word(part: ast.AST) -> str:
    match part:
        case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word):
            return word
    return ""
