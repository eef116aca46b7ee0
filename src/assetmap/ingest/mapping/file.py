"""A mapping file read and checked: every fault is one sentence that names block and key."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetmap.errors import MappingError
from assetmap.ingest.mapping.journey_keys import LED_BY, events_of, led_source, refuse_beside_events
from assetmap.ingest.mapping.parts import (
    Block,
    Condition,
    IdRule,
    Mapping,
    Shape,
    Source,
    Unpivot,
)
from assetmap.ingest.mapping.references import check_references
from assetmap.ingest.mapping.words import Place, nearest, plain
from assetmap.model import TABLES, WITHOUT_OWN_COLUMNS, columns_of

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 200_000
MAX_BLOCKS: Final = 100
MAX_STOPS: Final = 100

_BLOCK_KEYS: Final = (
    *("name", "as", "sheet", "columns", "constants", "values", "id_from", "when", "unpivot"),
    "events",
)
_UNPIVOT_KEYS: Final = ("columns", "prefix", "matches")
_CONDITION_KEYS: Final = ("heading", "equals", "one_of", "none_of", "is_filled", "matches")


def read_mapping(path: Path) -> Mapping:
    """Read the TOML file `path` as a mapping, and check that it makes sense.

    Parameters
    ----------
    path
        A file of one or more `[[table]]` blocks; `docs/mappings.md` tells what may stand there.

    Returns
    -------
    Mapping
        Its blocks, in order. Whether a file has the headings is seen when it is used.

    Raises
    ------
    MappingError
        If it cannot be read, or says something that cannot be; the first fault is named.
    """
    said = _toml(path)
    place = Place(str(path), "the file")
    place.only(said, ("about", "headings", "recognise", "leave_out", "table"))
    tables = said.get("table")
    if not isinstance(tables, list) or not tables:
        raise MappingError(str(path), "it has no [[table]] block.")
    if len(tables) > MAX_BLOCKS:
        raise MappingError(str(path), f"it has more than {MAX_BLOCKS} [[table]] blocks.")
    blocks = tuple(_block(str(path), number, each) for number, each in enumerate(tables, start=1))
    mapping = Mapping(
        str(path),
        blocks,
        about=place.at("about").text(said.get("about", "")),
        headings=_headings(place.at("headings"), said.get("headings", {})),
        shapes=_shapes(place.at("recognise"), said.get("recognise", [])),
        leave_out=_none_or_more(place.at("leave_out"), said.get("leave_out", [])),
    )
    check_references(mapping)
    return mapping


def _toml(path: Path) -> dict[str, object]:
    text = _text(path)
    _refuse_long_keys(path, text)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise MappingError(str(path), "it is nested too deeply.") from error
    except ValueError as error:
        # A fault of tomllib's own, or a number of too many digits.
        raise MappingError(str(path), f"it is not TOML: {error}.") from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise MappingError(str(path), f"{error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise MappingError(str(path), "it is not UTF-8 text.") from error
    except ValueError as error:
        raise MappingError(str(path), f"{error}.") from error
    if len(content) > MAX_BYTES:
        raise MappingError(str(path), f"it is larger than {MAX_BYTES // 1000} kB.")
    return text


def _refuse_long_keys(path: Path, text: str) -> None:
    """Refuse what tomllib would need memory for by the square of its length: a.a.a.a..."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_STOPS:
            raise MappingError(str(path), f"line {number} holds more than {MAX_STOPS} full stops.")


def _headings(place: Place, said: object) -> dict[str, tuple[str, ...]]:
    return {
        plain(name): place.at(name[:60]).headings(spellings)
        for name, spellings in place.table(said).items()
    }


def _shapes(place: Place, said: object) -> tuple[Shape, ...]:
    return tuple(_shape(place, each) for each in (said if isinstance(said, list) else [said]))


def _shape(place: Place, said: object) -> Shape:
    keys = place.table(said)
    place.only(keys, ("headings", "without", "only"))
    if "headings" not in keys:
        place.refuse("it must say which headings a file has (headings).")
    return Shape(
        headings=place.at("headings").headings(keys["headings"]),
        without=_none_or_more(place.at("without"), keys.get("without", [])),
        only=_none_or_more(place.at("only"), keys["only"]) if "only" in keys else None,
    )


def _none_or_more(place: Place, said: object) -> tuple[str, ...]:
    return () if said == [] else place.headings(said)


def _block(path: str, number: int, said: object) -> Block:
    place = Place(path, f"block {number}")
    keys = place.table(said)
    place.only(keys, _BLOCK_KEYS)
    table = place.at("name").filled(keys.get("name", ""))
    if table not in TABLES:
        place.at("name").refuse(f"there is no table {table!r}{nearest(table, TABLES)}.")
    place = Place(path, f"block {number} ({table})")
    unpivot = _unpivot(place.at("unpivot"), table, keys.get("unpivot"))
    block = Block(
        where=place.words,
        table=table,
        label=place.at("as").filled(keys.get("as", table)),
        sheets=_sheets(place.at("sheet"), keys.get("sheet")),
        sources=_sources(place.at("columns"), table, keys.get("columns", {})),
        constants=_constants(place.at("constants"), table, keys.get("constants", {})),
        values=_values(place.at("values"), table, keys.get("values", {})),
        conditions=_conditions(place.at("when"), keys.get("when", [])),
        id_rule=_id_rule(place.at("id_from"), keys.get("id_from")),
        unpivot=unpivot,
        events=events_of(place.at("events"), keys.get("events")),
    )
    if block.events:
        refuse_beside_events(place, block)
    _refuse_twice(place, block)
    return block


def _field(place: Place, table: str, name: str) -> str:
    known = [each.name for each in columns_of(table)]
    is_own = name.startswith("x_") and name.isidentifier()
    if is_own and table in WITHOUT_OWN_COLUMNS:
        place.refuse(f"{table} takes no columns of the place's own.")
    if name not in known and not is_own:
        place.refuse(f"{table} has no field {name[:60]!r}{nearest(name, known)}.")
    return name


def _sources(place: Place, table: str, said: object) -> dict[str, Source]:
    found = {}
    for name, value in place.table(said).items():
        here = place.at(name[:60])
        kind = {each.name: each.kind for each in columns_of(table)}.get(_field(here, table, name))
        found[name] = _source(here, value, join="|" if kind == "list" else ", ")
        if found[name].is_named and kind != "reference":
            here.refuse("named is for fields that refer to something on the map.")
    return found


def _source(place: Place, value: object, *, join: str) -> Source:
    if not isinstance(value, dict):
        return Source(place.headings(value), join)
    place.only(value, ("from", "join", "prefix", "id_of", "is_optional", *LED_BY))
    for key in LED_BY:
        if key in value:
            return led_source(place, key, value)
    id_of = place.at("id_of").filled(value["id_of"]) if "id_of" in value else ""
    if id_of and (value.keys() & {"join", "prefix"}):
        place.refuse("id_of stands alone or with from.")
    if not id_of and "from" not in value:
        place.refuse("it must say from which headings (from) or whose id (id_of).")
    return Source(
        headings=place.at("from").headings(value["from"]) if "from" in value else (),
        join=place.at("join").text(value.get("join", join)),
        prefix=place.at("prefix").text(value.get("prefix", "")),
        id_of=id_of,
        is_optional=place.at("is_optional").truth(value.get("is_optional", False)),
    )


def _sheets(place: Place, said: object) -> tuple[str, ...]:
    if said is None:
        return ()
    return tuple(place.filled(each).strip().casefold() for each in place.texts(said))


def _constants(place: Place, table: str, said: object) -> dict[str, str]:
    return {
        _field(place.at(name[:60]), table, name): place.at(name).cell(value)
        for name, value in place.table(said).items()
    }


def _values(place: Place, table: str, said: object) -> dict[str, dict[str, str]]:
    found = {}
    for name, value in place.table(said).items():
        here = place.at(name[:60])
        if _field(here, table, name) == "id":
            here.refuse("an id is not translated.")
        found[name] = {
            plain(word): here.at(word[:60]).cell(meant) for word, meant in here.table(value).items()
        }
    return found


def _conditions(place: Place, said: object) -> tuple[Condition, ...]:
    listed = said if isinstance(said, list) else [said]
    return tuple(
        replace(_condition(place, each), is_optional=_is_optional(place, each)) for each in listed
    )


def _is_optional(place: Place, said: object) -> bool:
    return place.at("is_optional").truth(place.table(said).get("is_optional", False))


def _condition(place: Place, said: object) -> Condition:
    keys = place.table(said)
    place.only(keys, (*_CONDITION_KEYS, "is_optional"))
    tests = [key for key in _CONDITION_KEYS[1:] if key in keys]
    if "heading" not in keys or len(tests) != 1:
        place.refuse(f"it must say heading, and one of {', '.join(_CONDITION_KEYS[1:])}.")
    value, here = keys[tests[0]], place.at(tests[0])
    heading = place.at("heading").heading(keys["heading"])
    if tests[0] == "is_filled":
        return Condition(heading, is_filled=here.truth(value))
    if tests[0] == "matches":
        return Condition(heading, pattern=here.pattern(value))
    words = (here.cell(value),) if tests[0] == "equals" else here.texts(value)
    compared = tuple(plain(word) for word in words)
    if tests[0] == "none_of":
        return Condition(heading, none_of=compared)
    return Condition(heading, one_of=compared)


def _id_rule(place: Place, said: object) -> IdRule | None:
    if said is None:
        return None
    if not isinstance(said, dict):
        return IdRule(place.headings(said))
    place.only(said, ("from", "prefix"))
    if "from" not in said:
        place.refuse("it must say from which headings (from).")
    prefix = place.at("prefix").text(said.get("prefix", ""))
    return IdRule(place.at("from").headings(said["from"]), prefix)


def _unpivot(place: Place, table: str, said: object) -> Unpivot | None:
    if said is None:
        return None
    keys = place.table(said)
    place.only(keys, (*_UNPIVOT_KEYS, "name", "value", "before", "is_optional"))
    if sum(key in keys for key in _UNPIVOT_KEYS) != 1:
        place.refuse("it must say one of columns, prefix, matches.")
    if "name" not in keys:
        place.refuse("it must say which field gets the heading (name).")
    value = place.at("value")
    return Unpivot(
        headings=place.at("columns").headings(keys["columns"]) if "columns" in keys else (),
        prefix=place.at("prefix").heading(keys["prefix"]) if "prefix" in keys else "",
        pattern=place.at("matches").pattern(keys["matches"]) if "matches" in keys else "",
        name=_field(place.at("name"), table, place.at("name").filled(keys["name"])),
        value=_field(value, table, value.filled(keys["value"])) if "value" in keys else "",
        before=place.at("before").text(keys.get("before", "")),
        is_optional=place.at("is_optional").truth(keys.get("is_optional", False)),
    )


def _refuse_twice(place: Place, block: Block) -> None:
    given = [*block.sources, *block.constants]
    given += [block.unpivot.name, block.unpivot.value] if block.unpivot else []
    given += ["id"] if block.id_rule else []
    for name in given:
        if name and given.count(name) > 1:
            place.refuse(f"the field {name!r} is given twice.")
    if not given:
        place.refuse("it gives no field of the table.")
    for name in block.values:
        if name not in given:
            place.at(f"values.{name}").refuse(f"nothing gives the field {name!r}.")
