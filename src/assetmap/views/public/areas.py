"""Areas and postcodes of a public place, as its pages look them up."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from assetmap.model.nesting import chains, parents
from assetmap.views.public.lines import text_of
from assetmap.views.public.map_picture import Outline, outlines
from assetmap.views.public.near import PostcodeLine, district_points, postcode_lines

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.release.public_place import PublicPlace


class Areas:
    """Areas and postcodes of a public place.

    Parameters
    ----------
    place
        All that anybody may see.
    """

    def __init__(self, place: PublicPlace) -> None:
        self.place = place

    @cached_property
    def area_names(self) -> dict[str, str]:
        """Names by code of an area."""
        return names_of(self.place.areas)

    @cached_property
    def area_chains(self) -> dict[str, tuple[str, ...]]:
        """By code of an area, itself and those that it lies in, the nearest first."""
        return chains(parents(self.place.areas, "parent_code"))

    @cached_property
    def area_levels(self) -> dict[str, str]:
        """By code of an area what sort it is."""
        rows = self.place.areas
        return {id_: text_of(each) for id_, each in zip(rows["id"], rows["level"], strict=True)}

    @cached_property
    def boundary_of(self) -> dict[str, str]:
        """By code of an area its outline, "" where there is none."""
        rows = self.place.areas
        return {id_: text_of(each) for id_, each in zip(rows["id"], rows["boundary"], strict=True)}

    @cached_property
    def codes_by_name(self) -> dict[str, str]:
        """Code of an area by its name in small letters; of areas of one name the larger one."""
        largest_first = sorted(
            self.area_names, key=lambda code: (len(self.area_chains[code]), code)
        )
        return {self.area_names[code].casefold(): code for code in reversed(largest_first)}

    @cached_property
    def areas_within(self) -> dict[str, tuple[str, ...]]:
        """By area those that lie in it and in nothing between, by name."""
        found: dict[str, list[str]] = defaultdict(list)
        for code in sorted(self.area_names, key=lambda each: (self.area_names[each], each)):
            chain = self.area_chains[code]
            if len(chain) > 1:
                found[chain[1]].append(code)
        return {code: tuple(each) for code, each in found.items()}

    @cached_property
    def postcodes(self) -> dict[str, PostcodeLine]:
        """Postcodes that are loaded."""
        return postcode_lines(self.place.postcodes)

    @cached_property
    def postcode_districts(self) -> dict[str, tuple[float, float]]:
        """The middle of the postcodes with one first half, by that."""
        return district_points(self.postcodes)

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Areas that small maps draw below everything."""
        return outlines(self)


def names_of(rows: pd.DataFrame) -> dict[str, str]:
    """Return names by id of the rows of a table."""
    return {id_: text_of(name) for id_, name in zip(rows["id"], rows["name"], strict=True)}
