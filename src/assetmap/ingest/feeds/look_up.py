"""The number of a host's name, within a time: what the machine asks may never answer."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from assetmap.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.feeds.address import Address, Resolver


def bounded(resolve: Resolver, address: Address, seconds: float) -> Resolver:
    """Return `resolve`, given up with a clear line when it takes longer than `seconds`.

    Parameters
    ----------
    resolve
        Looks names up; no system lets it be interrupted.
    address
        For which it is done, as the line names it.
    seconds
        How long it may take.
    """

    def within(host: str, port: int) -> Sequence[str]:
        found: Future[Sequence[str]] = Future()

        def look_up() -> None:
            try:
                found.set_result(resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.set_exception(error)

        # Left behind when it hangs: a daemon holds up neither this command nor its end.
        threading.Thread(target=look_up, name="look-up of a host", daemon=True).start()
        try:
            return found.result(seconds)
        except TimeoutError as error:
            if found.done():
                raise  # the machine's own word, sooner than ours
            reason = f"where {host!r} lies was not found out within {seconds:,.0f} seconds."
            raise FeedError(str(address), f"{reason} Is there a network?") from error

    return within
