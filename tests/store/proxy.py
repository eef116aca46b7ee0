"""A wire to a server that tests can cut, freeze and slow down."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BYTES = 65_536


class Wire:
    """Passes connections on to a server of this machine.

    Parameters
    ----------
    port
        Where the server listens.

    Attributes
    ----------
    port
        Where this listens.
    delay_s
        How long each piece is kept back, in seconds.
    n_bytes
        Bytes that were sent to the server.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.delay_s = 0.0
        self.n_bytes = 0
        self._is_cut = False
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections, and take no more until it is mended."""
        self._is_cut = True
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Take connections again."""
        self._is_cut = False

    def close(self) -> None:
        """End everything."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._is_cut:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._to))
                self._sockets += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(
                        target=self._pass_on, args=(source, target, source is near), daemon=True
                    ).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, is_to_server: bool) -> None:  # noqa: FBT001
        with suppress(OSError):
            while piece := source.recv(_BYTES):
                time.sleep(self.delay_s)
                if self._is_cut:
                    break
                target.sendall(piece)
                if is_to_server:
                    self.n_bytes += len(piece)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire_to(address: str) -> Iterator[tuple[Wire, str]]:
    """Give a wire to the server at `address`, and the address at its near end."""
    wire = Wire(int(address.rpartition(":")[2]))
    try:
        yield wire, f"bolt://127.0.0.1:{wire.port}"
    finally:
        wire.close()
