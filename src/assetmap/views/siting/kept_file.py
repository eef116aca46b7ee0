"""View: the file that a kept proposal was made by, beside the one that is loaded now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.views.reach.choice import TABLES

if TYPE_CHECKING:
    from assetmap.ingest.file_marks import FileMark
    from assetmap.views.siting.choice import SiteChoice

_WHAT: Final = {"matrix": "travel times", "stops": "stops"}


def is_kept_file(question: SiteChoice, loaded: FileMark | None) -> bool:
    """Tell whether what was kept was made by the file that is loaded, or by none at all.

    Parameters
    ----------
    question
        What was kept.
    loaded
        The file that is loaded now; None where there is none.

    Returns
    -------
    bool
        By its content: a file of another name may be the same.
    """
    if question.way.kind not in TABLES:
        return True
    kept = question.way.file
    return kept is not None and loaded is not None and kept.digest == loaded.digest


def kept_file_sentence(question: SiteChoice, loaded: FileMark | None) -> str:
    """Return which file a kept proposal was made by, and what the one loaded now is beside it.

    Parameters
    ----------
    question, loaded
        As of `is_kept_file`.

    Returns
    -------
    str
        Empty where people go by no file. What was kept without its file says so.
    """
    if question.way.kind not in TABLES:
        return ""
    what, kept = _WHAT[question.way.kind], question.way.file
    if kept is None:
        return f"This proposal was made by a file of {what} {_unknown_beside(loaded)}"
    return f"This proposal was made by the {what} in “{kept.name}”{_known_beside(kept, loaded)}"


def _unknown_beside(loaded: FileMark | None) -> str:
    said = "that nobody wrote down"
    if loaded is None:
        return f"{said}: choose the file to ask it again by."
    return f"{said}: “{loaded.name}”, which is loaded now, may be another, with another reach."


def _known_beside(kept: FileMark, loaded: FileMark | None) -> str:
    if loaded is None:
        return ", which is not loaded: choose that file to ask it again."
    if kept.digest == loaded.digest:
        return ", the file that is loaded now."
    return (
        f"; “{loaded.name}”, which is loaded now, is another file, so that what is shown is by "
        "another reach."
    )
