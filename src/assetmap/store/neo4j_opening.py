"""From the address of a Neo4j server to a store."""

from __future__ import annotations

import logging
import re
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from neo4j import GraphDatabase, NotificationDisabledClassification

from assetmap.errors import (
    DamagedStoreError,
    ForeignStoreError,
    LoadUnderWayError,
    NewerStoreError,
    UnreachableStoreError,
)
from assetmap.store.graph_schema import schema_statements
from assetmap.store.neo4j_errors import translating
from assetmap.store.neo4j_graph import Graph, ask, statement
from assetmap.store.neo4j_login import login_in_environment
from assetmap.store.neo4j_reading import meta_of
from assetmap.store.neo4j_store import Neo4jStore
from assetmap.store.neo4j_turns import settle, state_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from assetmap.store.neo4j_login import Login

FORMAT: Final = 1
"""The form in which this version keeps a place in a graph."""

_OLDEST: Final = (5, 26)
_RULES: Final = ("rule_meta_name", "rule_revision_number", "index_step_revision")
_CONNECTION_S: Final = 5.0

# Where nobody set logging up, Python prints warnings; what the driver warns of, our errors say.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def open_server(
    address: str, *, must_exist: bool, wait_s: float, login: Login | None = None
) -> Neo4jStore:
    """Return the place on the server at `address`, made new if there is none.

    Parameters
    ----------
    address
        Such as `bolt://127.0.0.1:7687`; without a user and a password.
    must_exist
        Whether it is an error if the server holds no place; then none is made.
    wait_s
        How long to wait for another program that is writing, and for a server that does not
        answer, in seconds.
    login
        The user and the password; without one, what the environment tells.

    Raises
    ------
    PasswordFileError
        If the file that should hold the password cannot be used.
    RefusedLoginError
        If the server does not take the user or the password.
    ForeignStoreError
        If there is something else in the graph; it stays as it was.
    NewerStoreError
        If a newer assetmap wrote it.
    UnreachableStoreError
        If no server answers, it is too old, or the address is none.
    """
    shown = _checked(address)
    known = login or login_in_environment()
    with translating(shown, wait_s):
        driver = GraphDatabase.driver(
            shown,
            auth=(known.user, known.password),
            connection_timeout=_CONNECTION_S,
            max_transaction_retry_time=wait_s,
            connection_acquisition_timeout=max(wait_s, _CONNECTION_S),
            # Such as that a label is not there yet, which is so in every new place.
            notifications_disabled_classifications=list(NotificationDisabledClassification),
            telemetry_disabled=True,
        )
        graph = Graph(shown, driver, wait_s)
        try:
            # At once and not after the retries of a transaction.
            driver.verify_connectivity()
            return Neo4jStore(graph, _set_up(graph, must_exist=must_exist))
        except BaseException:
            graph.close()
            raise


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        has_port, parts = False, urlsplit("")
    if parts.username is not None or parts.password is not None:
        shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        reason = (
            "its address holds a user or a password, which others could read; give them in "
            "ASSETMAP_NEO4J_USER and ASSETMAP_NEO4J_PASSWORD (docs/neo4j.md tells other ways)"
        )
        raise UnreachableStoreError(shown, reason)
    if not parts.hostname or not has_port or parts.path.strip("/") or parts.query:
        shown = address.rpartition("@")[2]
        reason = "it is not an address such as bolt://127.0.0.1:7687"
        raise UnreachableStoreError(shown, reason)
    return f"{parts.scheme}://{parts.netloc}"


def _set_up(graph: Graph, *, must_exist: bool) -> str:
    _check_release(graph)
    meta = graph.look(meta_of)
    if not meta:
        _check_empty(graph, must_exist=must_exist)
    elif meta["format"] > FORMAT:
        raise NewerStoreError(graph.address, meta["format"], FORMAT)
    _make_rules(graph)
    if not meta:
        graph.change_alone(
            "make_meta",
            store_id=str(uuid.uuid4()),
            format=FORMAT,
            created_at=datetime.now(UTC),
        )
        meta = graph.look(meta_of)
    elif graph.look(state_of).number % 2:
        # Who left it so may have been killed. A load that goes on stops nobody from opening.
        with suppress(LoadUnderWayError):
            settle(graph)
    if "store_id" not in meta:
        raise DamagedStoreError(graph.address, "its store_id is missing")
    return str(meta["store_id"])


def _check_release(graph: Graph) -> None:
    release = graph.look(lambda transaction: str(ask(transaction, "server_release")[0]["release"]))
    found = re.match(r"(\d+)\.(\d+)", release)
    if found is None or (int(found[1]), int(found[2])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        reason = f"it is Neo4j {release}, and assetmap needs {oldest} or later"
        raise UnreachableStoreError(graph.address, reason)


def _check_empty(graph: Graph, *, must_exist: bool) -> None:
    if must_exist:
        reason = "the server answers, but it holds no place yet"
        raise UnreachableStoreError(graph.address, reason)
    if graph.look(lambda transaction: int(ask(transaction, "is_empty")[0]["n_nodes"])):
        # Another may have begun to make it a place meanwhile.
        if graph.look(meta_of):
            return
        raise ForeignStoreError(graph.address, "a graph of something else")


def _make_rules(graph: Graph) -> None:
    known = graph.look(_names)
    for text in (*(statement(name) for name in _RULES), *schema_statements()):
        found = re.search(r"^CREATE (?:[A-Z]+ )*?(?:CONSTRAINT|INDEX) (\w+)", text, re.MULTILINE)
        if found is None or found[1] not in known:
            graph.run_rule(text)


def _names(transaction: ManagedTransaction) -> set[Any]:
    return {
        row["name"] for kind in ("list_rules", "list_indexes") for row in ask(transaction, kind)
    }
