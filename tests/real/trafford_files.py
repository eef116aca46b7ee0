"""Trafford's small areas and places by plain pandas, past everything that loads them."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from tests.real.trafford import STEPS

if TYPE_CHECKING:
    from pathlib import Path

FILES = {step.name: step.files for step in STEPS}
DAY = dt.date(2026, 6, 10)
REACHED_M = 20 / 60 * 4800 / 1.3
POINT = ["lat", "lon"]


def rows_of(folder: Path, step: str, number: int = 0) -> pd.DataFrame:
    """Return the rows of a file, as they are written."""
    with (folder / FILES[step][number]).open(encoding="utf-8-sig", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file)))


def small_areas_of(folder: Path) -> pd.DataFrame:
    """Return each small area: ward, point, people, those from 65, deprivation; by code."""
    look_up = rows_of(folder, "small_areas").query("ltla24_name == 'Trafford'")
    areas = look_up.set_index("lsoa21_code")[["ward24_code"]]
    outlines = json.loads((folder / FILES["outlines"][1]).read_text())["features"]
    points = {
        each["properties"]["area_code"]: shapely.from_geojson(
            json.dumps(each["geometry"])
        ).representative_point()
        for each in outlines
    }
    areas["y"] = [points[code].y for code in areas.index]
    areas["x"] = [points[code].x for code in areas.index]
    people = rows_of(folder, "population").query("sex == 'Persons'").set_index("area_code")
    areas["people"] = people["all_ages"].astype(float)
    areas["old"] = people["aged_65_and_over"].astype(float)
    scores = rows_of(folder, "deprivation").set_index("lsoa21_code")["IMD_score"].astype(float)
    areas["score"] = scores
    return areas.sort_index()


def metres_between(
    areas: pd.DataFrame, north: pd.Series[float], east: pd.Series[float]
) -> np.ndarray:
    """Return how far each area is from each place, by the law of cosines."""
    one, other = np.radians(areas["y"].to_numpy())[:, None], np.radians(north.to_numpy())
    turn = np.radians(areas["x"].to_numpy()[:, None] - east.to_numpy())
    cosine = np.sin(one) * np.sin(other) + np.cos(one) * np.cos(other) * np.cos(turn)
    metres: np.ndarray = 6_371_008.8 * np.arccos(np.clip(cosine, -1, 1))
    return metres


def food_banks_of(folder: Path) -> pd.DataFrame:
    """Return the food banks that a postcode of Trafford places, a row each."""
    banks = rows_of(folder, "food_banks").drop_duplicates(["Name", "Address", "Postcode"])
    codes = rows_of(folder, "postcodes").set_index("postcode")[POINT].astype(float)
    return banks.join(codes, on="Postcode", how="inner")


def points_of(folder: Path, step: str) -> pd.DataFrame:
    """Return where the rows of a list are: their own point, else that of their postcode."""
    rows = rows_of(folder, step)
    if "la_name" in rows:
        rows = rows[rows["la_name"] == "Trafford"]
    if "lat" not in rows:
        codes = rows_of(folder, "postcodes").set_index("postcode")[POINT]
        rows = rows.join(codes, on="postcode")
    points = pd.DataFrame({name: pd.to_numeric(rows[name], errors="coerce") for name in POINT})
    return points.dropna()
