"""A proposed mapping: its blocks and lines, each with reasons, and how it is written as TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MAY_TELL: Final = "these may tell who was helped; they are not read at all"
_SHOWN: Final = 70
_MOST_LEFT_OUT: Final = 300
_WIDTH: Final = 96
_FIRST_HALF, _LAST_HALF = 0xD800, 0xDFFF


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: a field, and where its cells come from.

    Attributes
    ----------
    field
        Of the table, or a key of the block.
    value
        TOML.
    reason
        Why, in words; control characters are spelt out when it is written.
    is_unsure
        Whether a person must look at it.
    is_off
        Whether it is only suggested: written as a comment.
    """

    field: str
    value: str
    reason: str = ""
    is_unsure: bool = False
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class ProposedBlock:
    """One `[[table]]`.

    Attributes
    ----------
    table, label
        The model's table, and what other blocks call it when that is not the table's name.
    reasons
        Sentences that stand above it.
    head
        `id_from`, `when`, `unpivot`.
    columns, constants
        Its lines.
    values
        For a field what cells become, with the reason.
    """

    table: str
    reasons: tuple[str, ...] = ()
    label: str = ""
    head: tuple[Line, ...] = ()
    columns: tuple[Line, ...] = ()
    constants: tuple[Line, ...] = ()
    values: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a list may mean.

    Attributes
    ----------
    about
        One line.
    reasons
        Why rows are taken for what they are.
    blocks
        In the order in which they are written.
    left_out
        Headings that nothing takes, each with a reason.
    leave_out
        Headings of columns that are not to be read at all.
    """

    about: str
    reasons: tuple[str, ...]
    blocks: tuple[ProposedBlock, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()

    def for_sheet(self, sheet: str) -> Proposal:
        """Return the same for the sheet called `sheet` of a workbook alone."""
        if not sheet or sheet != sheet.strip() or len(sheet) > _SHOWN or "\ufffd" in quoted(sheet):
            return self  # no mapping can name it
        only = Line("sheet", quoted(sheet), "only this sheet of the workbook")
        blocks = tuple(replace(each, head=(only, *each.head)) for each in self.blocks)
        return replace(self, blocks=blocks)

    def as_toml(self) -> str:
        """Return the mapping as a person may edit it, every reason a comment."""
        lines = [f"about = {quoted(self.about)}", ""]
        if self.leave_out:
            lines[1:] = [*_comments([_MAY_TELL]), f"leave_out = {listed(self.leave_out)}", ""]
        lines += _comments(self.reasons)
        for block in self.blocks:
            lines += ["", *_block_lines(block)]
        lines += ["", *_left_out(self.left_out)]
        return "\n".join(lines).rstrip() + "\n"


def headings_named(toml: str) -> set[str]:
    """Return the headings that a mapping, as text, takes cells from."""
    found: set[str] = set()
    for block in tomllib.loads(toml)["table"]:
        sources = [block.get("id_from", []), *block.get("columns", {}).values()]
        sources += [{"from": block.get("unpivot", {}).get("columns", [])}]
        events = block.get("events", {})
        sources += [events[key] for key in ("kind", "day", "by", "to") if key in events]
        for source in sources:
            said = _from(source) if isinstance(source, dict) else source
            found.update([said] if isinstance(said, str) else said)
    return found


def _from(source: Mapping[str, Any]) -> Any:
    return next((source[key] for key in ("from", "named", "digest") if key in source), [])


def short(text: str) -> str:
    """Return a name cut to what a line can show."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def quoted(text: str) -> str:
    r"""Return `text` as a string of TOML, whatever it holds.

    Examples
    --------
    >>> print(quoted('a "b"' + chr(10)))
    "a \"b\"\n"
    """
    return '"' + "".join(map(_escaped, text)) + '"'


def listed(texts: Sequence[str]) -> str:
    """Return texts as one string or an array of TOML; a long one takes a line for each."""
    if len(texts) == 1:
        return quoted(texts[0])
    inside = ", ".join(map(quoted, texts))
    if len(inside) <= _WIDTH:
        return f"[{inside}]"
    return "[\n" + "".join(f"    {quoted(text)},\n" for text in texts) + "]"


def named(text: str) -> str:
    """Return a heading for a comment: in quotes, cut, control characters spelt out."""
    return repr(short(text))


def _escaped(letter: str) -> str:
    known = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    if letter in known:
        return known[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    if _FIRST_HALF <= code <= _LAST_HALF:
        return "\N{REPLACEMENT CHARACTER}"  # half of a character, which no file can hold
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004 - the largest of four digits


def _comments(reasons: Iterable[str]) -> list[str]:
    return [f"# {line}" for reason in reasons for line in _wrapped(_harmless(reason))]


def _harmless(text: str) -> str:
    """Return a text that ends no comment: what cannot be seen is spelt out."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= _WIDTH:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _line(line: Line) -> list[str]:
    reason = f"UNSURE: {line.reason}" if line.is_unsure else line.reason
    written = f"{line.field} = {line.value}"
    if line.is_off:
        written = "\n".join(f"# {part}" for part in written.split("\n"))
    return [*_comments([reason] if reason else []), written]


def _block_lines(block: ProposedBlock) -> list[str]:
    lines = [*_comments(block.reasons), "[[table]]", f"name = {quoted(block.table)}"]
    if block.label:
        lines.append(f"as = {quoted(block.label)}")
    for line in block.head:
        lines += _line(line)
    for title, part in (("columns", block.columns), ("constants", block.constants)):
        if part:
            lines.append(f"[table.{title}]")
        for line in part:
            lines += _line(line)
    for name, (reason, words) in block.values.items():
        lines += [f"[table.values.{name}]", *_comments([reason])]
        lines += [f"{quoted(word)} = {quoted(meant)}" for word, meant in words.items()]
    return lines


def _left_out(headings: Mapping[str, str]) -> list[str]:
    if not headings:
        return _comments(["Nothing was left out."])
    lines = ["Left out, because nothing here takes it:"]
    lines += [f"  {named(each)}: {why}" for each, why in list(headings.items())[:_MOST_LEFT_OUT]]
    if len(headings) > _MOST_LEFT_OUT:
        lines.append(f"  ... and {len(headings) - _MOST_LEFT_OUT:,} more.")
    return _comments(lines)
