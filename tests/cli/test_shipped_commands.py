"""Public files and mappings that come with assetmap, as a person at a terminal meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_mapping_may_be_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("postcode,lat,lng,remark\nM33 7XX,53.4,-2.3,near\n")
    ran = run("load", "list.csv", "--mapping", "ons-postcodes", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["created"] == 1


def test_name_of_no_mapping_is_one_line_with_the_nearest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("postcode,lat,lng\nM33 7XX,53.4,-2.3\n")
    ran = run("load", "list.csv", "--mapping", "ons-postcode")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "the nearest is 'ons-postcodes'" in ran.err


def test_national_file_does_not_flood_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Area.csv").write_text("id,name,level\nE01000001,Sale A,lsoa\n")
    rows = "".join(f"E0100{number:04},1.5,7,3\n" for number in range(1, 2_001))
    (tmp_path / "imd.csv").write_text(f"lsoa21_code,IMD_score,IMD_rank,IMD_decile\n{rows}")
    ran = run("load", "Area.csv", "imd.csv")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 50 + 2
    assert "... and 1,949 more" in ran.out
    assert "2,001 rows read: 2 accepted, 1,999 rejected." in ran.out
    assert "was read with the mapping ons-imd-2025" in ran.err
    assert "1,999 of the rejected rows are about areas that are not in the map" in ran.err


def test_topojson_is_one_line_with_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text('{"type":"Topology","objects":{},"arcs":[]}')
    ran = run("load", "t.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "TopoJSON" in ran.err
