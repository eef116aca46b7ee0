"""Servers as copies of one process that has loaded what `assetmap serve` needs.

Loading it takes each server some seconds of a core, and the tests start twenty. That the command
itself starts and ends as it should, `test_serving.py` sees.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import re
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+/")
_PATIENCE_S: Final = 60.0


@contextlib.contextmanager
def copy_that_serves(store: Path) -> Iterator[str]:
    """Serve a store on a free port for as long as the block lasts, and give the address."""
    said = store.with_name(f"{store.name}.said")
    said.touch()
    asked = {"store": str(store), "said": str(said)}
    mould = _mould()
    assert mould.stdin is not None
    assert mould.stdout is not None
    mould.stdin.write(f"{json.dumps(asked)}\n")
    mould.stdin.flush()
    process = int(mould.stdout.readline())
    try:
        yield _address(said)
    finally:
        # Killed, for nobody needs what it holds; a server that somebody looks at takes seconds.
        os.kill(process, signal.SIGKILL)


def _address(said: Path) -> str:
    end = time.monotonic() + _PATIENCE_S
    while (found := ADDRESS.search(said.read_text(encoding="utf-8"))) is None:
        assert time.monotonic() < end, said.read_text(encoding="utf-8")
        time.sleep(0.02)
    return found[0]


@cache
def _mould() -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    process = subprocess.Popen(  # noqa: S603  this very file
        [sys.executable, __file__],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "loaded\n"
    return process


def end_copying() -> None:
    """End the process that is copied, if it was ever needed."""
    if _mould.cache_info().currsize:
        _mould().communicate()
        _mould.cache_clear()


def main() -> None:
    """Load everything, and become a server for each line that is read."""
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever asked for a copy also ends it
    print("loaded", flush=True)  # noqa: T201 - it is waited for
    for line in sys.stdin:
        process = os.fork()
        if not process:
            _serve(**json.loads(line))
        print(process, flush=True)  # noqa: T201


def _load() -> None:
    import assetmap_app.components  # noqa: PLC0415 - in the process that is copied alone
    from assetmap.cli import serve_command  # noqa: PLC0415
    from assetmap.measures.warm import warm  # noqa: PLC0415

    for name in ("assetmap.cli.main", "assetmap.web.serve", "assetmap.web.working_app"):
        importlib.import_module(name)
    for each in pkgutil.iter_modules(assetmap_app.components.__path__):
        importlib.import_module(f"assetmap_app.components.{each.name}")
    warm(lambda _: None)
    vars(serve_command)["prepare_measures"] = lambda: None


def _serve(store: str, said: str) -> None:
    from assetmap.cli.main import main as command  # noqa: PLC0415 - loaded long ago

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing, into = os.open(os.devnull, os.O_RDONLY), os.open(said, os.O_WRONLY | os.O_APPEND)
    for number, kept in enumerate((nothing, into, into)):
        os.dup2(kept, number)
    os.chdir(Path(store).parent)
    sys.argv = ["assetmap", "serve", "--port", "0", "--store", store]
    try:
        command()
    finally:
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
