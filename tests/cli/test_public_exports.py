"""What is public leaves by command, and nothing else with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

TABLES = {
    "Location": "id,name,latitude,longitude\nhall,Hall,53.4,-2.3\n",
    "Organisation": "id,name,location_id\nvoices,Voices,hall\n",
    "Activity": "id,name,status,organisation_id,x_note\nchoir,Choir,active,voices,canary\n",
    "Champion": "id,display_name,consent\njo,Jo Canary,given\n",
}
EXPORTS = {
    "open-referral open.json": "1 services are in open.json.",
    "geojson place.geojson": "1 features are in place.geojson.",
    "public-csv public": "15 files are in public.",
}


def test_public_exports_hold_what_is_public_alone_and_are_loaded_again(run: Run) -> None:
    folder = Path("tables")
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("load", str(folder)).code == 0
    for named, said in EXPORTS.items():
        form, path = named.split()
        ran = run("export", form, path)
        assert (ran.code, ran.out.strip()) == (0, said)
        written = Path(path)
        files = sorted(written.iterdir()) if written.is_dir() else [written]
        text = "".join(each.read_text("utf-8") for each in files)
        assert "Hall" in text
        assert "canary" not in text.casefold()
    assert set(json.loads(Path("open.json").read_text("utf-8"))) == {
        "services", "organizations", "locations", "taxonomy_terms"
    }  # fmt: skip
    told = json.loads(run("load", "open.json", "--json").out)
    assert (told["created"], told["updated"], told["rejected"]) == (0, 0, 0)
