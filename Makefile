# Two commands do everything: `make demo` and `make test`. What they share is `make setup`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

.PHONY: demo test setup check bench soak generate lock timings audit pictures real-places open-data public-site system-parts clean

demo: setup  ## everything set up, the sample place loaded, its findings printed, both faces served
	@$(BIN)/assetmap demo $(ARGS)

test: setup system-parts  ## everything set up, every test run, a process a core, a file in one of them
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

setup: $(READY)

$(READY): requirements/lock.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' || \
	  { echo "assetmap needs Python 3.11 to 3.14; say which with: make setup PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV); the first time takes some minutes."
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "This Python cannot make environments; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --no-deps -r requirements/lock.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q -j 0 -x '/(tests?|mypy|pip|setuptools)/' $(VENV)/lib src app >/dev/null & $(BIN)/python -m assetmap.measures.warm && wait
	@touch $(READY)

# What tests need beyond Python. As root on Debian or Ubuntu it is installed; elsewhere said.
# R comes without what it recommends, which is compilers.
system-parts:
	@missing=; r_parts=; \
	[ -x /usr/bin/chromium ] || missing="chromium fonts-dejavu-core"; \
	command -v mvn >/dev/null || missing="$$missing maven"; \
	Rscript --vanilla -e 'find.package(c("sna", "igraph", "survival"))' >/dev/null 2>&1 || \
	  r_parts="r-base-core r-cran-sna r-cran-igraph r-cran-survival"; \
	if [ -z "$$missing$$r_parts" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing what the tests need beyond Python: $$missing $$r_parts"; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update -qq && \
	  { [ -z "$$missing" ] || apt-get install -y -qq $$missing >/dev/null; } && \
	  { [ -z "$$r_parts" ] || apt-get install -y -qq --no-install-recommends $$r_parts >/dev/null; }; \
	else \
	  echo "MISSING: $$missing $$r_parts. Their tests will be skipped. On Debian and Ubuntu: sudo apt install $$missing $$r_parts"; \
	fi

check: setup  ## format, lint, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

pictures: setup system-parts  ## docs/pictures, by the browser tests
	@ASSETMAP_PICTURES=docs/pictures $(BIN)/python -m pytest -q tests/browser/test_screens.py tests/browser/test_trafford.py tests/browser/test_bristol.py

real-places: setup  ## docs/real-places.md, by the tests of real data (ASSETMAP_REAL_DATA names their folder)
	@ASSETMAP_WRITE_REAL_PLACES=docs/real-places.md $(BIN)/python -m pytest -q tests/real/test_real_places.py

open-data: setup  ## docs/open-data.md, by the test that holds the API to the standard
	@ASSETMAP_WRITE_OPEN_DATA=docs/open-data.md $(BIN)/python -m pytest -q tests/real/test_open_data.py

public-site: setup  ## what a crawl of the public site reaches, in docs/public-site.md
	@ASSETMAP_WRITE_PUBLIC_SITE=docs/public-site.md $(BIN)/python -m pytest -q tests/unit/web/test_public_crawl.py

bench: setup system-parts  ## speed, each figure beside a peer in the same run; writes docs/bench.md
	@$(BIN)/python -m tests.bench.run $(ARGS)

soak: setup system-parts  ## long evidence of faults and load; writes docs/soak/, docs/certainty.md, docs/reliability.md
	@$(BIN)/python -m tests.soak.kill_store --points 1000 --result docs/soak/kill_store.json
	@$(BIN)/python -m tests.soak.damage_backup --points 2000 --result docs/soak/damage_backup.json
	@$(BIN)/python -m tests.soak.neo4j_faults servers --times 50 --result docs/soak/neo4j_servers.json
	@$(BIN)/python -m tests.soak.neo4j_faults writers --times 50 --result docs/soak/neo4j_writers.json
	@$(BIN)/python -m tests.soak.neo4j_faults races --times 1000 --result docs/soak/neo4j_races.json
	@$(BIN)/python -m tests.soak.certainty
	@$(BIN)/python -m tests.soak.report

generate: setup  ## what is derived: graph_schema/, docs/data_dictionary.md, docs/measures.md, docs/flows.md, sample_data/
	@$(BIN)/python -m assetmap.store.graph_schema
	@$(BIN)/python -m sample_data.make_sample
	@$(BIN)/python -m tests.evidence

timings: ## the two README commands on a fresh clone, timed; writes the table in README.md
	@$(PYTHON) tests/bench/time_commands.py

audit: setup  ## known weaknesses of the locked versions; asks the package index
	@$(BIN)/pip-audit -r requirements/lock.txt --no-deps --disable-pip

lock:  ## the versions of everything, with hashes and without addresses
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --fork-strategy fewest \
	  --python-version 3.11 --generate-hashes --no-header --quiet --upgrade -o requirements/lock.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
