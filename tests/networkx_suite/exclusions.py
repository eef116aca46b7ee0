"""The tests of NetworkX's own that we do not pass, each with its reason.

One list, held by `test_networkx_suite.py`: a test that is named here and passes by now fails, and
so does one that is named here and is no longer there.
"""

from __future__ import annotations

from typing import Final

EXCLUSIONS: Final[dict[str, str]] = {}
