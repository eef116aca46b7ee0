"""Writes docs/measures.md: `python -m tests.evidence`, as `make generate` does."""

from __future__ import annotations

from tests.evidence.marks import collected
from tests.evidence.measures_page import PAGE, measures_page

if __name__ == "__main__":
    PAGE.write_text(measures_page(collected()), encoding="utf-8")
