"""What compose.yaml and its Dockerfile promise, held to it without Docker."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from assetmap.store.neo4j_jars import release
from assetmap.store.neo4j_login import FILE_VARIABLE, PASSWORD_VARIABLE

CHECKOUT = Path(__file__).parents[2]
LOOPBACK = re.compile(r"127\.0\.0\.1:\d+:\d+")
PINNED = re.compile(r"[\w./-]+:\d+(\.\d+)+(-[\w.-]+)?")
SECRETS = "/run/secrets/"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(_text("compose.yaml"))
    return document


def _text(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def _stages() -> list[list[str]]:
    """Return the instructions of each stage of the Dockerfile, an instruction a string."""
    joined = re.sub(r"\\\n", " ", re.sub(r"(?m)^#.*\n", "", _text("Dockerfile")))
    lines = [" ".join(line.split()) for line in joined.splitlines() if line.strip()]
    stages: list[list[str]] = []
    for line in lines:
        if line.startswith("FROM "):
            stages.append([])
        stages[-1].append(line)
    return stages


def test_nothing_is_published_beyond_this_machine(compose: dict[str, Any]) -> None:
    published = {name: each.get("ports", []) for name, each in compose["services"].items()}
    assert published == {
        "neo4j": ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"],
        "assetmap": [],
    }
    assert all(LOOPBACK.fullmatch(port) for ports in published.values() for port in ports)
    # On the host's network the command listens where it always does: to this machine alone.
    service = compose["services"]["assetmap"]
    assert service["network_mode"] == "host"
    assert "command" not in service
    assert "entrypoint" not in service
    assert "--host" not in _text("Dockerfile")


def test_passwords_are_secrets_and_stand_in_no_variable(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        environment = service["environment"]
        assert not {PASSWORD_VARIABLE, "NEO4J_AUTH"} & set(environment), name
        secret = [value for key, value in environment.items() if re.search("PASSWORD|AUTH", key)]
        assert secret == [f"{SECRETS}{each}" for each in service["secrets"]], name
    assert FILE_VARIABLE in compose["services"]["assetmap"]["environment"]
    for secret_of in compose["secrets"].values():
        assert set(secret_of) == {"file"}
        assert secret_of["file"].startswith("./secrets/")
    assert "secrets/" in _text(".gitignore").splitlines()


def test_only_what_is_named_gets_into_the_image() -> None:
    ignored = [line for line in _text(".dockerignore").splitlines() if line[:1] not in {"", "#"}]
    assert ignored[0] == "*"
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        source for line in _stages()[0] if line.startswith("COPY ") for source in line.split()[1:-1]
    }
    assert let_in == copied
    assert all((CHECKOUT / each).exists() for each in copied)


def test_every_service_says_whether_it_is_well_and_starts_again(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        check = service["healthcheck"]
        assert check["test"][0] == "CMD", name  # no shell reads it
        assert {"interval", "timeout", "retries", "start_period"} <= set(check), name
        assert service["restart"] == "unless-stopped"
        assert "no-new-privileges:true" in service["security_opt"]
    waits_for = compose["services"]["assetmap"]["depends_on"]
    assert waits_for == {"neo4j": {"condition": "service_healthy"}}


def test_images_are_pinned_to_the_versions_that_are_tested(compose: dict[str, Any]) -> None:
    images = {name: each["image"] for name, each in compose["services"].items()}
    assert all(PINNED.fullmatch(image) for image in images.values())
    assert images["neo4j"] == f"neo4j:{release()}-community"
    project = tomllib.loads(_text("pyproject.toml"))["project"]
    assert images["assetmap"] == f"assetmap:{project['version']}"
    bases = [stage[0].split()[1] for stage in _stages()]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.1[1-4]\.\d+-slim-\w+", bases[0])


def test_data_is_kept_in_volumes(compose: dict[str, Any]) -> None:
    kept = {name: each["volumes"] for name, each in compose["services"].items()}
    assert kept == {
        "neo4j": ["neo4j_data:/data", "neo4j_logs:/logs"],
        "assetmap": ["assetmap_data:/data"],
    }
    assert set(compose["volumes"]) == {"neo4j_data", "neo4j_logs", "assetmap_data"}


def test_the_store_of_the_service_is_the_server_beside_it(compose: dict[str, Any]) -> None:
    environment = compose["services"]["assetmap"]["environment"]
    assert environment["ASSETMAP_STORE"] == "bolt://127.0.0.1:7687"
    published = {each.rpartition(":")[0] for each in compose["services"]["neo4j"]["ports"]}
    assert environment["ASSETMAP_STORE"].removeprefix("bolt://") in published


def test_the_image_installs_the_lock_by_hash_and_runs_as_nobody_special() -> None:
    build, final = _stages()
    installs = [line for line in build if "pip install" in line]
    makefile = _text("Makefile")
    for options in ("--require-hashes --no-deps -r", "--no-deps --no-build-isolation"):
        assert any(options in line for line in installs), options
        assert options in makefile, options
    assert all("--no-deps" in line for line in installs)
    # A failure of an installation must not be hidden.
    assert not any("|| true" in line for line in installs)
    user = next(line for line in final if line.startswith("USER ")).split()[1]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert not any("pip" in line for line in final)
    assert any(line.startswith("HEALTHCHECK ") for line in final)
    assert final[-2:] == ['ENTRYPOINT ["assetmap"]', 'CMD ["serve"]']
    assert not re.search(r"(?i)password|secret", " ".join([*build, *final]))
