from __future__ import annotations

import pytest

from assetmap.geo import normal_postcode, outward_code

# The six shapes of a postcode, as Royal Mail lists them.
SHAPES = ["M1 1AA", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB"]


@pytest.mark.parametrize("postcode", SHAPES)
def test_every_shape_of_a_postcode_is_known_however_it_is_spaced(postcode: str) -> None:
    for written in (postcode, postcode.lower(), postcode.replace(" ", ""), f" {postcode}\u00a0"):
        assert normal_postcode(written) == postcode
        assert outward_code(written) == postcode.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    "text", ["", "M33", "M33 XX7", "7XX M33", "M33 7XXX", "AAA1 1AA", "M٣3 7XX"]
)
def test_what_is_no_postcode_is_none(text: str) -> None:
    assert normal_postcode(text) is None
    assert outward_code(text) is None
