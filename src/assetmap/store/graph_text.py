"""Cypher as text: templates filled with names of the model, always quoted."""

from __future__ import annotations

import re
from importlib import resources
from string import Template


class _Cypher(Template):
    """A template in which `$` stays what it is in Cypher: a parameter."""

    delimiter = "@"


def snake_case(name: str) -> str:
    """Return the name of a label or tie as variables and files are called.

    Examples
    --------
    >>> snake_case("LinkWorker"), snake_case("PARTNERS_WITH")
    ('link_worker', 'partners_with')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def quoted(name: str) -> str:
    """Return the identifier `name` as Cypher reads it: bare where it may be, else in backticks.

    Examples
    --------
    >>> quoted("LinkWorker"), quoted("x_no`such")
    ('LinkWorker', '`x_no``such`')
    """
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
        return name
    return "`{}`".format(name.replace("`", "``"))


def filled(template: str, **said: str) -> str:
    """Return the template called `template` with `said` in the place of its `@` words."""
    text = resources.files("assetmap.store").joinpath(f"templates/{template}.cypher.template")
    return _Cypher(text.read_text(encoding="utf-8")).substitute(said)
