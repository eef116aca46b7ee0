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
    DataError,
    RefusedLoginError,
    StoreError,
    UnreachableStoreError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNANSWERED: Final = (
    "no Neo4j server answers there, or the connection broke and did not come back within {:.0f} s. "
    "Start it, or check the address"
)
_TOO_LONG: Final = (
    "A cell by which the store looks rows up, such as an id or a name, is longer than it can hold "
    "(about 8,000 characters). Nothing was changed."
)
_REASONS: Final = {
    "OutOfMemory": "the change is larger than its memory takes at once; load less at a time",
    "DatabaseUnavailable": "its database does not answer now; try again",
    "DatabaseNotFound": "it has no database for this user",
    "NotALeader": "the part of it that takes changes is not there now; try again",
}
"""What a part of the server's code means."""

# What the code of a time-out holds; more may follow, such as whose setting it was.
_TIMED_OUT: Final = ("TransactionTimedOut", "LockAcquisitionTimeout", "LockClientStopped")


@contextmanager
def translating(address: str, wait_s: float) -> Iterator[None]:
    """Turn what the driver raises inside into one of our own errors.

    Parameters
    ----------
    address
        The store, as its messages name it.
    wait_s
        How long a lock, or a server, was waited for.
    """
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        raise translated(error, address, wait_s) from error


def translated(
    error: DriverError | Neo4jError | OSError, address: str, wait_s: float
) -> StoreError | DataError:
    """Return the error of ours that says what `error` means for the store at `address`."""
    if isinstance(error, (ServiceUnavailable, SessionExpired, OSError)):
        return UnreachableStoreError(address, _UNANSWERED.format(wait_s))
    if isinstance(error, ConfigurationError):
        return UnreachableStoreError(address, "it is not the address of a Neo4j server")
    if isinstance(error, Neo4jError):
        return _of_server(error, address, wait_s)
    return StoreError(f"{address!r} could not do what was asked: {error}. Nothing was changed.")


def _of_server(error: Neo4jError, address: str, wait_s: float) -> StoreError | DataError:
    code, said = str(error.code), str(error.message or error.code).partition("\n")[0]
    if isinstance(error, AuthError) and not isinstance(error, Forbidden):
        return RefusedLoginError(address)
    if any(sign in code for sign in _TIMED_OUT):
        return BusyStoreError(address, wait_s)
    if "too large to index" in said:
        return DataError(_TOO_LONG)
    for sign, reason in _REASONS.items():
        if sign in code:
            return UnreachableStoreError(address, reason)
    return StoreError(f"{address!r} could not do what was asked: {said} Nothing was changed.")
