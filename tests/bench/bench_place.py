"""How long the sample place takes from files to a served app, beside a bare Streamlit page.

The peer reads the same files with pandas, and serves one page with one table: nothing is
checked, kept or measured. Both are whole processes, from start to the first answer.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

_N_RUNS: Final = 3
_PATIENCE_S: Final = 120.0
_PEER: Final = """
from pathlib import Path
import pandas as pd
import streamlit as st
tables = {path.stem: pd.read_csv(path) for path in Path(FOLDER).glob("*.csv")}
st.title("Organisations")
st.dataframe(tables["Organisation"])
"""


def run() -> str:
    """Return a markdown table: seconds from start to answer, ours and the peer's in turn."""
    ours: list[float] = []
    peers: list[float] = []
    for _ in range(_N_RUNS):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(_ours(Path(folder)))
            peers.append(_peer(Path(folder)))
    lines = [
        f"| the sample place, {_N_RUNS} runs in turn | median (s) | all runs (s) |",
        "| --- | ---: | --- |",
    ]
    for name, seconds in (
        ("assetmap: files checked, kept, findings computed, both faces answer", ours),
        ("bare Streamlit: files read by pandas, one page answers", peers),
    ):
        runs = ", ".join(f"{each:.1f}" for each in seconds)
        lines.append(f"| {name} | {statistics.median(seconds):.1f} | {runs} |")
    return "\n".join(lines)


def _ours(folder: Path) -> float:
    command = [str(Path(sys.executable).with_name("assetmap")), "demo"]
    port = free_port()
    return _until_answered(
        [*command, "--store", str(folder / "place.db"), "--port", str(port)],
        [f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/app/_stcore/health"],
        folder,
    )


def _peer(folder: Path) -> float:
    script = folder / "peer.py"
    script.write_text(_PEER.replace("FOLDER", repr(str(resource_folder("sample_data")))))
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    settings = [f"--server.port={port}", "--server.address=127.0.0.1"]
    settings += ["--browser.gatherUsageStats=false"]
    return _until_answered(
        [*command, *settings], [f"http://127.0.0.1:{port}/_stcore/health"], folder
    )


def _until_answered(command: Sequence[str], addresses: Sequence[str], folder: Path) -> float:
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(folder)},
    )  # fmt: skip
    try:
        for address in addresses:
            while not answers(address):
                if time.perf_counter() - started > _PATIENCE_S or process.poll() is not None:
                    msg = f"{command[0]} never answered at {address}."
                    raise AssertionError(msg)
                time.sleep(0.02)
        return time.perf_counter() - started
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
        shutil.rmtree(folder / ".streamlit", ignore_errors=True)


def answers(address: str) -> bool:
    """Tell whether a page is there."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - loopback
            return bool(answer.status == 200)
    except OSError:
        return False


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
