# Every target sets up what it needs first, and finds nothing to do the second time. Nothing is written outside this folder.
SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python that is new enough. `make PYTHON=/path/to/python3` takes another.
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

VENV := $(CURDIR)/.venv
BIN := $(VENV)/bin
# One more than the usual two cores: much of a test is waiting for a browser, a server or a clock.
PROCESSES ?= 3
N ?= 200
SEED ?= 1

export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/.playwright
export REFLEX_TELEMETRY_ENABLED := false
# Compiled once, whatever the caller's shell says: every program started here would compile all of it again.
export PYTHONDONTWRITEBYTECODE :=
export UV_CACHE_DIR := $(CURDIR)/.cache/uv
export XDG_CACHE_HOME := $(CURDIR)/.cache/home

# The browser that set-up found, unless the caller names one; what it remembers stays in this folder too.
WITH_BROWSER = exec env XDG_CONFIG_HOME="$(CURDIR)/.cache/home" BOOKING_CHROMIUM="$${BOOKING_CHROMIUM:-$$(cat .cache/chromium)}"

.PHONY: help demo test check units types layers lint bench soak run build clean lock venv browser

help: ## what can be done here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: venv browser ## the whole thing with demo mails and a demo portal; ONCE=1 ends with an outcome table, SKIN=forms|app|periods|wizard|cards|selects|approval
	@$(WITH_BROWSER) $(BIN)/python -m booking_console.demo $(if $(filter-out 0,$(ONCE)),--once) $(if $(SKIN),--skin $(SKIN))

test: venv browser ## every test, PROCESSES= at a time
	@$(WITH_BROWSER) $(BIN)/python -m pytest -q -n $(PROCESSES)

check: venv ## format, lint, types, layers and the unit tests, two at a time
	@$(MAKE) --no-print-directory -j2 units types layers lint

units: venv
	@$(BIN)/python -m pytest -q tests/unit

types: venv
	@$(BIN)/mypy

layers: venv
	@$(BIN)/lint-imports

lint: venv
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

bench: venv browser ## how fast it is, as ratios measured in one run
	@$(WITH_BROWSER) $(BIN)/python -m tests.bench

soak: venv browser ## random kills and faults, judged by the portal's ledger; N=200 SEED=1, SKIN= as for the demo or all, TRANSPORT=browser|http|both
	@$(WITH_BROWSER) $(BIN)/python -m booking_console.demo.soak --n $(N) --seed $(SEED) $(if $(SKIN),--skin $(SKIN)) $(if $(TRANSPORT),--transport $(TRANSPORT))

run: venv browser ## the real thing: console and worker with the settings of .env
	@$(WITH_BROWSER) $(BIN)/python tools/together.py "$(BIN)/python -m booking_console.web" "$(BIN)/python -m booking_console run"

build: venv ## the console's pages, when their sources changed
	@$(BIN)/python -m booking_console.web --build-only

clean: ## remove what make can make again; the data in .data stays
	rm -rf .venv .web .cache .playwright .states .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lock: venv ## compile requirements.txt and requirements-dev.txt from their short .in files
	@$(BIN)/python tools/lock.py

venv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found on the PATH."; exit 1; }
	@$(PYTHON) tools/setup.py

browser: venv
	@$(BIN)/python tools/browser.py
