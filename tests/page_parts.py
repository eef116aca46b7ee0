"""Parts of a page of docs/ that programs write, each between two marks that name it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PUBLIC_SITE: Final = Path(__file__).parents[1] / "docs" / "public-site.md"


def part_of(page: Path, name: str) -> str:
    """Return what stands between the marks of a part."""
    begin, end = _marks(name)
    return page.read_text(encoding="utf-8").partition(begin)[2].partition(end)[0]


def write_part(page: Path, name: str, text: str) -> None:
    """Put `text`, which ends with a line's end, between the marks of a part."""
    begin, end = _marks(name)
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    assert found, f"{page} has no part {name!r}"
    page.write_text(f"{before}{begin}{text}{end}{after}", encoding="utf-8")


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
