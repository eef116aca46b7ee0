"""Places that take long to load: each is loaded once a run, by whichever process asks first.

A run has a process a core, and several files of tests look at the same place. What was loaded is
kept in the run's own folder; whoever asks is given a copy, so that nobody changes another's.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import assetmap
from assetmap.ingest import load_files
from assetmap.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

T = TypeVar("T")


def copy_of(
    factory: pytest.TempPathFactory, name: str, load: Callable[[Path], T]
) -> tuple[Path, T]:
    """Return the path of a new copy of a place's store, and what loading it gave.

    Parameters
    ----------
    factory
        Gives the folders of the run.
    name
        Of the place; two that are loaded in different ways have different names.
    load
        Loads the place into a new store at a path, and closes it. It is called by the first who
        asks in this run; others wait for it meanwhile.
    """
    kept = _folder_of_the_run(factory) / name
    with _alone(kept.with_suffix(".lock")):
        if not (kept / "gave").exists():
            _load(kept, load)
    copied = factory.mktemp(name) / "place"
    shutil.copytree(kept, copied)
    gave: T = pickle.loads((copied / "gave").read_bytes())  # noqa: S301 - as above
    return copied / "place.db", gave


def copy_of_sample(factory: pytest.TempPathFactory) -> Path:
    """Return the path of a new copy of the store that holds the sample place."""
    path, _ = copy_of(factory, "sample", _load_sample)
    return path


def _load_sample(path: Path) -> None:
    with closing(assetmap.open(path)) as store:
        load_files(store, [resource_folder("sample_data")])
        store.snapshot()  # so that it is kept beside the store


def _load(kept: Path, load: Callable[[Path], Any]) -> None:
    """Load into `kept`; what shows that all is there is written last."""
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    gave = pickle.dumps(load(kept / "place.db"))
    unfinished = kept / "gave.part"
    unfinished.write_bytes(gave)
    unfinished.rename(kept / "gave")


def _folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    # Each process of several has a folder of its own within that of the run.
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kept_places"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time into the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
