"""Pages made from templates, in the language that is asked for where there is a catalogue of it."""

from __future__ import annotations

import gettext
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from assetmap.views.public.said import day_said, in_language
from assetmap.views.wording import counted
from assetmap.web.answer import answer

if TYPE_CHECKING:
    from starlette.background import BackgroundTask
    from starlette.requests import Request
    from starlette.responses import Response

_HERE: Final = Path(__file__).parent
LOCALE: Final = _HERE / "locale"
"""Where catalogues of texts in other languages are."""

HTML: Final = "text/html; charset=utf-8"
LANGUAGES: Final = ("en", "cy")
"""Languages that pages may be in; without a catalogue of one its texts are English."""


def language_of(request: Request) -> str:
    """Return the language that an address asks for with `lang`, English when none of ours."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def render(template: str, language: str = LANGUAGES[0], **said: object) -> str:
    """Return a template with what is said in it; every text that comes from data is escaped."""
    return templates(language).get_template(template).render(**said)


def page(
    request: Request,
    template: str,
    status: int = 200,
    /,
    *,
    after: BackgroundTask | None = None,
    **said: object,
) -> Response:
    """Return a page of the public site as an answer.

    Parameters
    ----------
    request
        What is answered: it says the language, and what the page's own address is.
    template
        The name of its file.
    status
        Of the answer.
    after
        What is done when the answer has left.
    said
        What the template needs.
    """
    address = f"{base_of(request)}{quote(request.scope['path'])}"
    text = render(
        template,
        language_of(request),
        canonical=address,
        base=base_of(request),
        **said,
    )
    if status != HTTPStatus.OK:
        return HTMLResponse(text, status, background=after)
    return answer(request, text.encode("utf-8", "replace"), kind=HTML, after=after)


def base_of(request: Request) -> str:
    """Return the address of the site without a slash at its end."""
    return str(request.base_url).rstrip("/")


def path_of(kind: str, id_: str) -> str:
    """Return the path of the page of a thing; its id may hold any letter."""
    return f"/{kind}/{quote(id_, safe='')}"


@cache
def templates(language: str) -> Environment:
    """Return the templates with the texts of a language."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalogue = gettext.translation("assetmap", LOCALE, languages=[language], fallback=True)
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    # For texts that come in variables: `_` would take them for marks of our own, not to be escaped.
    environment.filters["translated"] = lambda text: in_language(text, catalogue.gettext)
    environment.globals |= {"counted": counted, "day_said": day_said, "path_of": path_of}
    return environment
