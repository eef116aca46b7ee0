"""The page of what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.background import BackgroundTask

from assetmap.views.public.question import read_question
from assetmap.views.public.results import results
from assetmap.web.pages import language_of, page
from assetmap.web.public.cards import drawn_cards
from assetmap.web.public.narrowing import drawn_narrowing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def search(request: Request) -> Response:
    """Answer with what fits, or with what to try instead."""
    directory = await request.app.state.place.directory()
    question = read_question(request.query_params)
    found = results(directory, question)
    language = language_of(request)
    told = None
    if found.total == 0 and question.is_asked and directory.activities:
        told = BackgroundTask(request.app.state.told.count_nothing_found, found, directory.day)
    return page(
        request,
        "public/search.html",
        after=told,
        found=found,
        question=found.question,
        need_name=directory.need_names.get(question.need, ""),
        cards=drawn_cards(directory, found.rows, language, found.far),
        narrowing=drawn_narrowing(
            directory, found.question, language, is_placed=found.place is not None
        ),
    )
