"""What a person sees at a terminal while a long command runs."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """
import time
from assetmap.cli.options import progress_bar
with progress_bar() as tell:
    for step, done, everything in (("Reading [/b] files", 0, 0), ("Checking Need", 1, 4),
                                   ("Checking references", 4, 4), ("Writing 4 rows", 0, 0)):
        tell(step, done, everything)
        time.sleep(0.25)
print("done", flush=True)
"""


def _on_terminal(tmp_path: Path) -> str:
    """Return all that a command wrote to a terminal of its own."""
    ours, its = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "90"}
    with subprocess.Popen(  # noqa: S603 - the script above
        [sys.executable, "-c", _SCRIPT], stdout=its, stderr=its, cwd=tmp_path, env=environment
    ) as process:
        os.close(its)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            written += piece
    os.close(ours)
    assert process.returncode == 0
    return written.decode()


def test_progress_bar_says_each_step_and_is_gone_at_the_end(tmp_path: Path) -> None:
    written = _on_terminal(tmp_path)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
    frames = [frame for frame in re.split(r"[\r\n]+", plain) if frame]
    for step in ("Reading [/b] files", "Checking Need, 25%", "Checking references, 100%"):
        assert any(frame.endswith(step) for frame in frames), (step, frames)
    # After a step that came to its end the bar runs on, and so does the clock.
    writing = [frame for frame in frames if frame.endswith("Writing 4 rows")]
    assert len(writing) > 1
    # The line is wiped, and the cursor shown again, before what the command itself says.
    assert re.search(r"\x1b\[\?25h.*\x1b\[2K.*done", written, re.DOTALL)
    assert frames[-1] == "done"
