"""The data dictionary says what the model says."""

from __future__ import annotations

import pytest

from assetmap.model import TABLES, VOCABULARIES, columns_of
from assetmap.model.dictionary import data_dictionary, sentence_of

LINES = data_dictionary().splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "| `name` | The name it is known by. | short text |  | yes |  | yes | organization.name |",
        (
            "| `minimum_age` | Youngest age welcome. | whole number from 0 to 130 | years |  |  "
            "| yes | service.minimum_age |"
        ),
        "| `made_on` | Day of the request, local to the place. | day |  | yes | yes |  |  |",
        (
            "| `vcse` | Voluntary and community | Voluntary, community and social enterprise: "
            "charities, groups, clubs, co-operatives. "
            "| voluntary, charity, third sector, vcs, vcfse, community group |"
        ),
        (
            "| `area_code` | The area that it is about. | identifier of another row: Area |  | yes "
            "|  | yes |  |"
        ),
        "`id` may stay empty; it is then made from `from_id`, `to_id`, `valid_from`, `grant_id`.",
        "A party: it can give or take a referral, or be tied.",
        "### PARTNERS_WITH",
        "### age_band",
    ],
)
def test_dictionary_has_the_line(line: str) -> None:
    assert line in LINES


def test_dictionary_has_every_table_and_vocabulary_once() -> None:
    headings = [line.removeprefix("### ") for line in LINES if line.startswith("### ")]
    assert headings == [*TABLES, *VOCABULARIES]


def test_dictionary_names_every_column_of_a_table_below_its_heading() -> None:
    text = "\n".join(LINES)
    for table in TABLES:
        section = text.split(f"\n### {table}\n")[1].split("\n##")[0]
        own = [each.name for each in columns_of(table)[1:-4]]
        assert [name for name in own if f"| `{name}` |" not in section] == []


def test_postcode_says_that_its_id_is_the_postcode() -> None:
    section = "\n".join(LINES).split("\n### Postcode\n")[1].split("\n##")[0]
    assert "| `id` | The postcode. | postcode |" in section


def test_sentence_of_takes_the_first_line() -> None:
    said = sentence_of(TABLES["Referral"])
    assert said == "One dated step of one person's journey between two parties."
