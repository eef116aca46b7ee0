"""All fixed texts of the pages, as a catalogue to translate: `python -m assetmap.web.catalogue`."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import assetmap.views.public
import assetmap.views.session_words
import assetmap.web.public
from assetmap.model import VOCABULARIES
from assetmap.views.public.filters import AGES, MILES, TITLES
from assetmap.views.public.question import ACCESS, DAYS, SORTS, TIMES
from assetmap.views.public.results import LESS
from assetmap.web.pages import LANGUAGES, templates
from assetmap.web.public.wrong import FULL, REASONS
from assetmap.web.refusals import all_messages

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOGUE: Final = Path(__file__).parent / "locale" / "assetmap.pot"
"""Where the catalogue is; a translation stands in `locale/cy/LC_MESSAGES/assetmap.po`."""

_FOLDER: Final = Path(__file__).parent / "templates"
_SAYING: Final = (
    *sorted(Path(assetmap.views.public.__file__).parent.glob("*.py")),
    *sorted(Path(assetmap.web.public.__file__).parent.glob("*.py")),
    Path(assetmap.views.session_words.__file__),
)
_HEAD: Final = r"""# Fixed texts of the public site. Made by assetmap.web.catalogue.
msgid ""
msgstr ""
"Project-Id-Version: assetmap\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"""


def fixed_texts() -> dict[str, list[str | tuple[str, ...]]]:
    """Return the texts by where they stand; one with a plural is a tuple of both."""
    found: dict[str, list[str | tuple[str, ...]]] = {}
    for path in sorted(_FOLDER.rglob("*.html")):
        environment = templates(LANGUAGES[0])
        name = path.relative_to(_FOLDER).as_posix()
        said = environment.extract_translations(  # type: ignore[attr-defined]
            path.read_text(encoding="utf-8")
        )
        found[name] = [text for _, _, message in said for text in _fixed(message)]
    found["refusals"] = [text for message in (*all_messages(), FULL) for text in message]
    choices = (TITLES, DAYS, TIMES, ACCESS, SORTS, MILES, AGES, LESS, REASONS)
    found["choices"] = [label for each in choices for label in each.values()]
    terms = (term for name in ("sector", "mode") for term in VOCABULARIES[name])
    found["vocabulary"] = [term.label for term in terms]
    for path in _SAYING:
        texts: list[str | tuple[str, ...]] = [*_said_in(path)]
        if texts:
            found[f"{path.parent.name}/{path.stem}"] = texts
    return found


def catalogue() -> str:
    """Return the catalogue as a file of gettext, texts in their order, each once."""
    places: dict[str | tuple[str, ...], list[str]] = {}
    for name, texts in fixed_texts().items():
        for text in texts:
            places.setdefault(text, []).append(name)
    entries = ("\n".join(_entry(text, names)) for text, names in places.items())
    return "\n\n".join((_HEAD.rstrip(), *entries)) + "\n"


def _said_in(path: Path) -> Iterator[str]:
    """Give the texts that a module says, in the order in which they stand in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "said"
        ):
            text = ast.literal_eval(node.args[0])  # written out at the call, or this fails
            yield text


def _fixed(message: str | tuple[str | None, ...] | None) -> Iterator[str | tuple[str, ...]]:
    """Give a text that stands in a template; what comes from a variable is none."""
    if isinstance(message, str):
        yield message
    elif message is not None:
        texts = tuple(text for text in message if text is not None)
        if texts:
            yield texts if len(texts) > 1 else texts[0]


def _entry(text: str | tuple[str, ...], names: list[str]) -> Iterator[str]:
    yield f"#: {' '.join(dict.fromkeys(names))}"
    if isinstance(text, str):
        yield f"msgid {_quoted(text)}"
        yield 'msgstr ""'
        return
    yield f"msgid {_quoted(text[0])}"
    yield f"msgid_plural {_quoted(text[1])}"
    yield 'msgstr[0] ""'
    yield 'msgstr[1] ""'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    CATALOGUE.parent.mkdir(exist_ok=True)
    CATALOGUE.write_text(catalogue(), encoding="utf-8")
