# Everything the project can do for you; `make help` lists it. The first command on a fresh machine may be
# any of them: each one first makes .venv, from the lock files, with hashes.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# All but the one that shows what is found wrong; tests/examples holds that one to its faults.
EXAMPLES := $(wildcard examples/*.yaml) $(filter-out %/everything_wrong.yaml,$(wildcard examples/dossiers/*))
PEERS := $(VENV)/.peers
# The run's own caches: a compiled kernel of another checkout is never picked up.
export NUMBA_CACHE_DIR ?= $(CURDIR)/var/numba
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help setup run demo test check check-code check-files format bench endurance generated lock clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP)  ## make .venv with everything in it

$(STAMP): requirements/development.lock requirements/durable.lock pyproject.toml tools/setup.py
	@$(PYTHON) tools/setup.py $(VENV)
	@touch $(STAMP)

run: $(STAMP)  ## decide the example lot, then serve the API
	@$(BIN)/lotgate run examples/run.yaml
	@$(BIN)/lotgate serve --packset examples/packset.yaml --database var/lotgate.sqlite3

demo: $(STAMP)  ## decide the example lot and end
	@$(BIN)/lotgate run examples/run.yaml

test: $(STAMP)  ## the whole test suite, as CI runs it
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q

check: $(STAMP)  ## lint, format, types, import contracts, packs, generated files
	@$(MAKE) --no-print-directory -j 2 check-code check-files

check-code:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-files:
	$(BIN)/lotgate check rulepacks $(EXAMPLES)
	PYTHONHASHSEED=1 $(BIN)/python tools/generate.py --check

format: $(STAMP)  ## format the code and fix what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generated: $(STAMP)  ## write the generated files anew
	$(BIN)/python tools/generate.py

$(PEERS): $(STAMP) requirements/bench.lock
	@$(PYTHON) tools/setup.py $(VENV) bench
	@touch $(PEERS)

bench: $(PEERS)  ## measure beside other libraries, and record the table in docs/benchmarks.md
	@mkdir -p var
	$(BIN)/python -m benchmarks > var/benchmarks.md
	@mv var/benchmarks.md docs/benchmarks.md && cat docs/benchmarks.md

endurance: $(STAMP)  ## run the long drills, and record their output in docs/endurance.md
	@mkdir -p var
	LOTGATE_TESTS=all $(BIN)/python -m pytest -n 2 --dist worksteal -q tests/decisions tests/engine/provisions tests/verification/test_kept_suites.py
	$(BIN)/python -m benchmarks.drills > var/endurance.md
	@mv var/endurance.md docs/endurance.md && cat docs/endurance.md

lock: $(STAMP)  ## resolve the lock files anew
	$(BIN)/python tools/lock.py

clean:  ## remove what was made here
	rm -rf $(VENV) var dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
