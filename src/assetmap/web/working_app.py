"""The screens for those who work here, as one part of the web application."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import threading
import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from assetmap.errors import MissingExtraError
from assetmap.web.early_parts import EarlyParts, link_to_part

if TYPE_CHECKING:
    import streamlit

STORE_VARIABLE: Final = "ASSETMAP_STORE"
"""The environment variable by which the screens are told which store to show."""

_MISSING: Final = ("app", "The application under /app")
_LOG: Final = logging.getLogger(__name__)

_HEAVY: Final = (
    "assetmap_app.components.network_map",
    "assetmap_app.components.data_parts",
    "assetmap_app.components.overview_parts",
    "assetmap_app.components.place_downloads",
    "assetmap_app.components.place_map",
    "assetmap.store.opening",
    "assetmap.views.overview.view",
    "assetmap.views.party_view",
)

# Given as if on the command line, so that no file of settings in the current folder and no
# environment variable has the last word.
_SETTINGS: Final[dict[str, Any]] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.enableRich": False,
    "logger.level": "critical",
    "runner.magicEnabled": False,
    "server.address": "127.0.0.1",
    "server.allowedHosts": ["localhost", "127.0.0.1", "::1"],
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": 60,
    "server.runOnSave": False,
    "server.showEmailPrompt": False,
    "theme.base": "light",
    "theme.primaryColor": "#0b5a8f",
    "theme.textColor": "#1b1b1b",
    "theme.linkColor": "#0b5a8f",
    "theme.headingFontSizes": ["2.1rem", "1.6rem", "1.3rem", "1.15rem", "1rem", "1rem"],
}

_NEVER_SPOOLED: Final = 2**40
"""More bytes than Streamlit takes of a file; larger ones would pass through a temporary file."""


def working_app(store_address: str) -> streamlit.App:
    """Return the Streamlit application that shows the store at `store_address`.

    Raises
    ------
    MissingExtraError
        If Streamlit, or what draws the maps, is not installed.
    """
    package = find_spec("assetmap_app")
    if package is None or not package.submodule_search_locations or find_spec("pyvis") is None:
        raise MissingExtraError(*_MISSING)
    try:
        from streamlit import App, config  # noqa: PLC0415  an extra, and it takes a second to load
    except ModuleNotFoundError as error:
        raise MissingExtraError(*_MISSING) from error
    os.environ[STORE_VARIABLE] = store_address
    _keep_uploads_in_memory()
    config.get_config_options(force_reparse=True, options_from_flags=_SETTINGS)
    threading.Thread(target=_warm_up, name="warm up", daemon=True).start()
    folder = Path(package.submodule_search_locations[0])
    assets = Mount("/assets", StaticFiles(directory=folder / "static"))
    rows = importlib.import_module("assetmap_app.components.fetched_rows").ROUTE
    early = Middleware(EarlyParts, links={"/app/map": _link_to_deck()})
    return App(folder / "main.py", routes=[rows, assets], middleware=[early], on_script_error=_note)


def _keep_uploads_in_memory() -> None:
    """Let no file that somebody sends lie on the disk while it arrives: it may tell of people."""
    from starlette.formparsers import MultiPartParser  # noqa: PLC0415  as above

    MultiPartParser.spool_max_size = _NEVER_SPOOLED


def _link_to_deck() -> str:
    from streamlit import file_util  # noqa: PLC0415  as above

    scripts = Path(file_util.get_static_dir()) / "static" / "js"
    return link_to_part(scripts, "DeckGlJsonChart", under="/app/static/js/")


def _warm_up() -> None:
    """Load what the screens need, so that the first to come does not wait for it."""
    for name in _HEAVY:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _note(error: Exception) -> None:
    """Log where a screen failed, never the message: it may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    _LOG.error("A screen failed: %s at %s", type(error).__name__, place)
