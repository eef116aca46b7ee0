"""Which column of a list is what: from its heading, and from what its cells look like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assetmap.ingest.mapping.words import MAX_WORD, plain
from assetmap.ingest.proposal.headings import ADDRESS_WORDS, ROLES
from assetmap.ingest.proposal.looks import level_of, looks_of
from assetmap.ingest.proposal.parts import Line, named, quoted
from assetmap.ingest.proposal.words import (
    AREA_WORDS,
    NEAR,
    day_of,
    is_personal,
    meaning,
    words_of,
)

if TYPE_CHECKING:
    from assetmap.ingest.proposal.headings import Role
    from assetmap.ingest.proposal.looks import Look
    from assetmap.ingest.sheet import Sheet

_SURE: Final = 90.0
_SEEN: Final = 0.9
_MAX_HEADING: Final = 200
_MAX_STOPS: Final = 40
_CODE_WORDS, _NAME_WORDS = frozenset({"code", "cd"}), frozenset({"name", "nm"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is taken for something.

    Attributes
    ----------
    look
        What it looks like.
    reason
        Why, in words.
    is_unsure
        Whether a person must look at it.
    """

    look: Look
    reason: str
    is_unsure: bool = False

    @property
    def heading(self) -> str:
        """Its heading."""
        return self.look.heading


@dataclass(frozen=True, slots=True)
class AreaColumns:
    """A column of codes of areas, and the one of their names if there is one."""

    level: str
    code: Column
    name: Column | None = None


@dataclass(slots=True)
class Columns:
    """What each column of a sheet is.

    Attributes
    ----------
    looks
        Of every usable column, by heading, in order.
    roles
        The column that has a role (`words.ROLES`).
    address
        Parts of an address, in order.
    days
        Columns of one day of the week, by the day.
    areas
        Codes of areas with their names, small ones first.
    left_out
        Headings that cannot be used, with the reason.
    """

    looks: dict[str, Look]
    roles: dict[str, Column] = field(default_factory=dict)
    address: list[Column] = field(default_factory=list)
    days: dict[str, Column] = field(default_factory=dict)
    areas: list[AreaColumns] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)

    def taken(self) -> set[str]:
        """Return the headings that have a role."""
        found = {each.heading for each in (*self.roles.values(), *self.address)}
        found |= {each.heading for each in self.days.values()}
        for area in self.areas:
            found |= {area.code.heading} | ({area.name.heading} if area.name else set())
        return found

    def free(self) -> dict[str, Look]:
        """Return the columns that have none, nor a reason to be left out."""
        gone = self.taken() | self.left_out.keys()
        return {heading: look for heading, look in self.looks.items() if heading not in gone}


def columns_of_sheet(sheet: Sheet) -> Columns:
    """Return what each column of `sheet` is, as far as it can be told."""
    columns = Columns(looks={})
    _keep_usable(columns, looks_of(sheet))
    _find_areas(columns)
    _find_days_and_address(columns)
    unfit: dict[str, str] = {}
    for role in ROLES:
        _find_role(columns, role, unfit)
    _find_name(columns)
    columns.left_out |= {each: unfit[each] for each in columns.free() if each in unfit}
    return columns


def column_line(field: str, column: Column) -> Line:
    """Return the line that takes the cells of `field` from `column`."""
    return Line(field, quoted(column.heading), column.reason, column.is_unsure)


def _keep_usable(columns: Columns, looks: list[Look]) -> None:
    met: set[str] = set()
    for look in looks:
        word = plain(look.heading)
        if len(look.heading) > min(_MAX_HEADING, MAX_WORD) or look.heading.count(".") > _MAX_STOPS:
            columns.left_out[look.heading] = "its heading is too long to be one"
        elif word in met:
            columns.left_out[look.heading] = "an earlier heading is the same but for capitals"
        elif not _is_writable(look.heading) or not word:
            columns.left_out[look.heading] = "its heading holds what no file can hold"
        elif is_personal(words_of(look.heading)):
            columns.left_out[look.heading] = "it may tell of a person, who is not put on a map"
        elif look.n_rows and not look.n_filled:
            columns.left_out[look.heading] = "all of its cells are empty"
        else:
            columns.looks[look.heading] = look
        met.add(word)


def _is_writable(heading: str) -> bool:
    return heading == heading.encode("utf-8", "replace").decode()


def _find_areas(columns: Columns) -> None:
    """Pair columns of codes of areas with those of names: lsoa21cd with lsoa21nm."""
    stems = {heading: _stem(heading, _NAME_WORDS) for heading in columns.looks}
    found: list[AreaColumns] = []
    for heading, look in columns.looks.items():
        level = level_of(look)
        if not level:
            continue
        stem = _stem(heading, _CODE_WORDS)
        name = next((each for each, of in stems.items() if of and of == stem), None)
        code = Column(look, f"{look.said(level)}")
        pair = AreaColumns(level, code)
        if name:
            reason = f"heading {named(name)} goes with {named(heading)}"
            pair = AreaColumns(level, code, Column(columns.looks[name], reason))
        if any(each.level == level for each in found):
            columns.left_out[heading] = f"another column has codes of the same level ({level})"
            continue
        found.append(pair)
    order = ["lsoa", "msoa", "ward", "district", "system"]
    columns.areas = sorted(found, key=lambda each: order.index(each.level))


def _stem(heading: str, endings: frozenset[str]) -> str:
    """Return the heading's letters without the word for code or name, or nothing without one."""
    words = words_of(heading)
    if words and words[-1] in endings:
        return "".join((*words[:-1], *(part for part in heading if part.isdigit()))).casefold()
    ending = next((each for each in endings if words and words[-1].endswith(each)), "")
    return plain(heading).replace(ending, "") if ending else ""


def _find_days_and_address(columns: Columns) -> None:
    for heading, look in columns.free().items():
        words = words_of(heading)
        day = day_of(words)
        if day and day not in columns.days:
            columns.days[day] = Column(look, f"heading {named(heading)} is a day; {look.filled}")
        elif _is_address(heading):
            reason = f"heading {named(heading)} means part of an address; {look.filled}"
            columns.address.append(Column(look, reason))


def _is_address(heading: str) -> bool:
    words = tuple(word for word in words_of(heading.rstrip("0123456789 _")) if not word.isdigit())
    score, _ = meaning(words, ADDRESS_WORDS)
    return score >= _SURE


def _find_role(columns: Columns, role: Role, unfit: dict[str, str]) -> None:
    best: tuple[float, Column] | None = None
    for heading, look in columns.free().items():
        score, column = _judged(role, look)
        if column and (best is None or score > best[0]):
            best = score, column
        elif not column and score >= _SURE:
            reason = f"its heading means {role.name}, but only {look.said(role.kind)}"
            unfit.setdefault(heading, reason)
    if best:
        columns.roles[role.name] = best[1]


def _find_name(columns: Columns) -> None:
    """Take a heading that ends in "name" for one, where nothing else names the rows."""
    is_pointed = {"latitude", "longitude"} <= columns.roles.keys()
    if {"name", "organisation", "activity"} & columns.roles.keys():
        return
    if columns.areas and not is_pointed:
        return
    for heading, look in columns.free().items():
        is_of_area = bool(AREA_WORDS & set(words_of(heading)))
        if plain(heading).endswith("name") and not is_of_area and not look.share("number"):
            reason = f"heading {named(heading)} ends in 'name'; {look.filled}"
            columns.roles["name"] = Column(look, reason, is_unsure=True)
            return


def _judged(role: Role, look: Look) -> tuple[float, Column | None]:
    """Return how well a column takes a role, and the column if it does."""
    score, meant = meaning(words_of(look.heading), role.words)
    share = look.share(role.kind) if role.kind else 1.0
    seen = f"; {look.said(role.kind)}" if role.kind and look.n_seen else f"; {look.filled}"
    is_fit = share >= role.least or not look.n_seen
    if score and is_fit:
        how = "means" if score >= NEAR + 5 else f"is near (likeness {score + 10:.0f} of 100) to"
        reason = f"heading {named(look.heading)} {how} {meant!r}{seen}"
        return score + share, Column(look, reason, score < _SURE or share < _SEEN)
    if role.is_seen and look.n_seen and share >= _SEEN:
        return share, Column(look, f"heading {named(look.heading)} is not known, but{seen[1:]}")
    return score, None
