"""Damage a backup of the sample place in many ways, and try to restore each.

A damaged backup must be refused, in words and with nothing written, or be harmless: restored with
the very same content. The undamaged one is restored as well.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import assetmap
from assetmap.errors import AssetMapError
from assetmap.ingest import load_files
from assetmap.resources import resource_folder
from assetmap.store.archive_reading import read_archive
from assetmap.store.archive_writing import write_archive
from assetmap.store.content_hash import content_hash
from assetmap.store.copying import restore_place

if TYPE_CHECKING:
    from collections.abc import Iterator


def damaged(whole: bytes, points: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give `points` damaged copies of each kind: a bit flipped, cut off, a part zeroed, longer."""
    chance = random.Random(seed)
    for _ in range(points):
        at = chance.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[at] ^= 1 << chance.randrange(8)
        yield "bit flipped", bytes(flipped)
        yield "cut off", whole[:at]
        zeroed = bytearray(whole)
        end = min(len(whole), at + chance.randrange(1, 5_000))
        zeroed[at:end] = bytes(end - at)
        yield "part zeroed", bytes(zeroed)
        yield "longer", whole + chance.randbytes(chance.randrange(1, 99))


def outcome(path: Path, content: bytes, wanted: str) -> str:
    """Return what became of a backup that holds `content`."""
    path.write_bytes(content)
    try:
        archive = read_archive(path)
    except AssetMapError:
        return "refused"
    return "harmless" if content_hash(archive.snapshot.rows) == wanted else "NOT NOTICED"


def run(points: int, seed: int) -> dict[str, object]:
    """Damage a backup `points` times in each way and return what was counted."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(assetmap.open(folder / "place.db")) as store:
            load_files(store, [resource_folder("sample_data")])
            wanted = content_hash(store.read().rows)
            write_archive(store, folder / "backup", may_replace=False)
        whole = (folder / "backup").read_bytes()
        for how, content in damaged(whole, points, seed):
            # Zeroes may take the place of zeroes.
            what = "not damaged" if content == whole else how
            counts[f"{what}: {outcome(folder / 'damaged', content, wanted)}"] += 1
        with closing(assetmap.open(folder / "restored.db")) as store:
            restore_place(read_archive(folder / "backup"), store)
            is_same = content_hash(store.read().rows) == wanted
    return {
        "backup_bytes": len(whole),
        "seed": seed,
        "outcomes": dict(sorted(counts.items())),
        "undamaged_restored_the_same": is_same,
        "not_noticed": sum(n for what, n in counts.items() if what.endswith("NOT NOTICED")),
    }


def main() -> int:
    """Run from the command line; the exit code is 1 if damage went unnoticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--result", type=Path)
    given = parser.parse_args()
    found = run(given.points, given.seed)
    text = json.dumps(found, indent=2) + "\n"
    sys.stdout.write(text)
    if given.result is not None:
        given.result.write_text(text, encoding="utf-8")
    return int(bool(found["not_noticed"]) or not found["undamaged_restored_the_same"])


if __name__ == "__main__":
    sys.exit(main())
