"""JSON files to documents, or one clear sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetmap.errors import UnreadableFileError
from assetmap.ingest import documents
from assetmap.ingest.documents import parse_json, read_document

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_read_in_any_of_its_codings(encoding: str) -> None:
    assert parse_json('{"name": "Café"}'.encode(encoding), "a.json") == {"name": "Café"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[" * 200_000, "too deep"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": 1,\n "b" 2}', "line 2, column 6"),
        (b'{"a": "\xff"}', "no known coding"),
        (b"", "it is no JSON: line 1"),
    ],
)
def test_what_is_no_usable_json_is_said_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        parse_json(content, "a.json")


@pytest.mark.parametrize(
    "digits", ["1e309", "-1e400", "-" + "9" * 5_000, "0.1E+999", "9" * 400 + ".5"]
)
def test_a_number_too_large_for_one_stays_as_it_is_written(digits: str) -> None:
    content = f'{{"a": {digits}, "b": [12, -0.5, 1e300, 1e-400, {"9" * 30}], "c": "1e400"}}'
    expected = {"a": digits, "b": [12, -0.5, 1e300, 0.0, int("9" * 30)], "c": "1e400"}
    assert parse_json(content.encode(), "a.json") == expected


def test_a_document_larger_than_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"contents": []}))
    assert read_document(path).value == {"contents": []}
    monkeypatch.setattr(documents, "MAX_JSON_BYTES", 3)
    with pytest.raises(UnreadableFileError, match="load it in parts"):
        read_document(path)
