"""What Neo4j and its driver report, in the words of `assetmap.errors`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from assetmap.errors import (
    BusyStoreError,
    FullDiskError,
    RefusedLoginError,
    StoreError,
    UnreachableStoreError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNANSWERED: Final = (
    "no Neo4j server answers there, or the connection broke. Start it, or check the address"
)
_TIMED_OUT: Final = ("TransactionTimedOut", "LockAcquisitionTimeout", "LockClientStopped")


@contextmanager
def translating(address: str, wait_s: float) -> Iterator[None]:
    """Turn what the driver raises inside into one of our own errors.

    Parameters
    ----------
    address
        The store, as its messages name it.
    wait_s
        How long a lock was waited for.
    """
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        raise translated(error, address, wait_s) from error


def translated(
    error: DriverError | Neo4jError | OSError, address: str, wait_s: float
) -> StoreError:
    """Return the error of ours that says what `error` means for the store at `address`."""
    if isinstance(error, (ServiceUnavailable, SessionExpired, OSError)):
        return UnreachableStoreError(address, _UNANSWERED)
    if isinstance(error, ConfigurationError):
        return UnreachableStoreError(address, "it is not the address of a Neo4j server")
    if isinstance(error, Neo4jError):
        return _of_server(error, address, wait_s)
    return StoreError(f"{address!r} could not do what was asked: {error}. Nothing was changed.")


def _of_server(error: Neo4jError, address: str, wait_s: float) -> StoreError:
    code = str(error.code)
    if isinstance(error, AuthError) and not isinstance(error, Forbidden):
        return RefusedLoginError(address)
    if code.endswith(_TIMED_OUT):
        return BusyStoreError(address, wait_s)
    if "OutOfMemory" in code:
        reason = "the change is larger than the server's memory takes at once"
        return StoreError(f"{address!r}: {reason}. Nothing was changed. Load less at a time.")
    if "DatabaseUnavailable" in code or "NoLeader" in code or "NotALeader" in code:
        return UnreachableStoreError(address, "its database is not available now; try again")
    if "DiskFull" in code or "No space left" in str(error.message):
        return FullDiskError(address)
    said = str(error.message or code).partition("\n")[0]
    return StoreError(f"{address!r} could not do what was asked: {said}. Nothing was changed.")
