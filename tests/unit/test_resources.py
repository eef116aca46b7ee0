"""The folders that come with assetmap are found in a checkout and in a wheel."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assetmap import resources
from assetmap.errors import MissingResourceError

CHECKOUT = Path(__file__).parents[2]


def _laid_out(folder: Path, package: str) -> Path:
    made = folder / package / "assetmap"
    made.mkdir(parents=True)
    return made


def test_resource_folder_finds_the_one_of_this_checkout() -> None:
    assert resources.resource_folder("graph_schema") == CHECKOUT / "graph_schema"


def test_resource_folder_looks_at_the_top_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", _laid_out(tmp_path, "src"))
    (tmp_path / "sample_data").mkdir()
    assert resources.resource_folder("sample_data") == tmp_path / "sample_data"


def test_resource_folder_looks_beside_the_modules_of_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _laid_out(tmp_path, "site-packages")
    monkeypatch.setattr(resources, "_PACKAGE", package)
    (package / "sample_data").mkdir()
    assert resources.resource_folder("sample_data") == package / "sample_data"


def test_resource_folder_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", _laid_out(tmp_path, "src"))
    with pytest.raises(MissingResourceError, match=r"'graph_schema' .* Install assetmap again"):
        resources.resource_folder("graph_schema")


def test_the_wheel_puts_the_folders_beside_the_modules() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {
        "graph_schema": "assetmap/graph_schema",
        "sample_data": "assetmap/sample_data",
    }
