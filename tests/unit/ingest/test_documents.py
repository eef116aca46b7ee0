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
        (b'{"a": ' + b"9" * 5_000 + b"}", "a whole number of thousands of digits"),
        (b'{"a": 1,\n "b" 2}', "line 2, column 6"),
        (b'{"a": "\xff"}', "no known coding"),
        (b"", "it is no JSON: line 1"),
    ],
)
def test_what_is_no_usable_json_is_said_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        parse_json(content, "a.json")


def test_a_document_larger_than_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"contents": []}))
    assert read_document(path).value == {"contents": []}
    monkeypatch.setattr(documents, "MAX_JSON_BYTES", 3)
    with pytest.raises(UnreadableFileError, match="load it in parts"):
        read_document(path)
