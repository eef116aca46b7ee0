"""Running the web application until it is told to end."""

from __future__ import annotations

import errno
import ipaddress
import logging
import os
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING, Final

import uvicorn

from assetmap.errors import ListenError
from assetmap.web.application import make_application
from assetmap.web.limits import DEFAULT_RATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_PATIENCE_S: Final = 2  # for answers under way when the end is asked for
_LONGEST_HEAD: Final = 256 * 1024  # so that too long an address is told so, and not cut off
_IDLE_S: Final = 75  # a connection stays open so long for the next page
_LAST_PORT: Final = 65_535
_GIVE_UP_S: Final = 5.0  # then a screen that is still computing is left behind


def serve(
    store_address: str,
    host: str,
    port: int,
    *,
    public_only: bool,
    announce: Callable[[str], None],
    rate_limit: int = DEFAULT_RATE,
) -> None:
    """Serve the web application, and return when the process is asked to end.

    Parameters
    ----------
    store_address
        The store that the working screens show.
    host
        Where to listen. Anywhere but this machine itself, the public pages are served alone.
    port
        0 lets the system choose a free one.
    public_only
        Whether to serve the public pages alone on this machine too.
    announce
        Called once with the address of the first page, when it answers.
    rate_limit
        Requests a minute that one address may make of the public pages; 0 for any number.

    Raises
    ------
    ListenError
        If the address is in use, or not one of this machine's.
    MissingExtraError
        If the working screens are wanted and Streamlit is not installed.
    """
    listener = _listener(host, port)
    with listener:
        application = make_application(
            store_address,
            public_only=public_only or not is_loopback(host),
            rate_limit=rate_limit,
        )
        logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
        settings = uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            server_header=False,
            ws_max_size=64 * 2**20,
            timeout_keep_alive=_IDLE_S,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
            timeout_graceful_shutdown=_PATIENCE_S,
        )
        server = _Server(settings, lambda: announce(_address(host, listener)))
        server.run([listener])


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what listens at `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class _Server(uvicorn.Server):
    """A server that says when it answers, and lets go of what does not end."""

    def __init__(self, settings: uvicorn.Config, on_answering: Callable[[], None]) -> None:
        super().__init__(settings)
        self._on_answering = on_answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_answering()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        # Not the parent's: it raises the signal again at the end, which shows as a failure.
        if not self.should_exit:
            threading.Thread(target=_leave, name="leave", daemon=True).start()
        self.should_exit = True


def _leave() -> None:
    """End the process although a screen still computes, in a thread that nothing can stop."""
    time.sleep(_GIVE_UP_S)
    sys.stdout.flush()
    os._exit(0)


def _listener(host: str, port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise ListenError(host, port, "ports run from 0 to 65535")
    try:
        found = socket.getaddrinfo(
            "127.0.0.1" if host == "localhost" else host.strip("[]") or None,
            port,
            type=socket.SOCK_STREAM,
            flags=socket.AI_PASSIVE,
        )
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ListenError(host, port, _reason(error)) from error
    try:
        if os.name == "posix":  # elsewhere it would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise ListenError(host, port, _reason(error)) from error
    return listener


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return "another program uses it"
    if isinstance(error, PermissionError):
        return "this account may not use it"
    return "it is not an address of this machine"


def _address(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    shown = host.strip("[]")
    if shown in {"", "0.0.0.0", "::"}:  # noqa: S104  every interface: this one is among them
        shown = "127.0.0.1"
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
