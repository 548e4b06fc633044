# Two commands do everything on a machine that has Python 3.11 or newer, git and make: `make demo` and `make test`.
# Both keep to $(VENV) in this folder. `make -k test` goes on after a check that failed.

# The first Python on the path that is new enough; name another one with `make PYTHON=…`.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && exit; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
PROJECT := pyproject.toml constraints.txt

.DELETE_ON_ERROR:
.PHONY: help demo test lint types imports tests server transcripts torture docs bundle onedir bench scale wheel clean

help:
	@echo "make demo          install into $(VENV) and walk through the main job, with invented enterprises"
	@echo "make test          everything that must hold before a commit: lint, types, import contract, tests"
	@echo "make server        the last part of it alone: the commands with their ledger on a PostgreSQL server"
	@echo "make bench         how fast it is, beside what one would use instead; writes docs/performance.md"
	@echo "make scale         4.6 million hazards on one PostgreSQL server and on three; writes docs/scale.md"
	@echo "make torture       kills, power cuts, full disks, damage, fuzz at release size; writes docs/reliability.md"
	@echo "make transcripts   write what the commands print into the README and the guides, and the screens of a first week"
	@echo "make docs          write docs/commands.md and docs/errors.md from the program"
	@echo "make bundle        installers for offices without a network, one zip a platform, in dist/"
	@echo "make onedir        a folder that runs without a Python, in dist/onedir/"
	@echo "make wheel         build the package into dist/"
	@echo "make clean         remove $(VENV), dist/ and the caches"

demo: $(VENV)/.installed
	@$(BIN)/hazardctl demo

test: lint types imports tests server

lint: $(VENV)/.installed-dev
	@echo "== ruff: lint and format"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "not formatted as agreed; run: $(BIN)/ruff format ." >&2; exit 1; }

types: $(VENV)/.installed-dev
	@echo "== mypy --strict"
	@$(BIN)/mypy

imports: $(VENV)/.installed-dev
	@echo "== import contract"
	@PATH="$(CURDIR)/$(BIN):$$PATH" lint-imports

# The run closes with what was skipped and why (tests/conftest.py).
tests: $(VENV)/.installed-dev
	@echo "== pytest"
	@$(BIN)/python -m pytest -n auto

# The commands once more, their ledger on a PostgreSQL server that the tests start themselves; left out is what is about
# the file that a ledger is (marked so), and what knows no ledger. Without a server it says so; CI must have one.
NO_LEDGER := code_pages first_week help prompts screen usage wrong_usages
server: $(VENV)/.installed-dev
	@echo "== pytest, the ledger on a server"
	@if $(BIN)/python -m tests.postgres; then \
		HAZARDCTL_TEST_ENGINE=server $(BIN)/python -m pytest -n auto -m "not file" tests/cli $(NO_LEDGER:%=--ignore tests/cli/test_%.py); \
	else test -z "$$HAZARDCTL_CI"; fi

# Every help screen, and every sentence that refuses something, as pages.
docs: $(VENV)/.installed-dev
	@$(BIN)/python -m scripts.reference

# What the README shows is tested; this writes what the commands print now.
transcripts: $(VENV)/.installed-dev
	@REWRITE_TRANSCRIPTS=1 $(BIN)/python -m pytest tests/test_repository.py tests/cli/test_first_week.py -k "transcripts or week"

# Hours, not minutes; `make test` runs the small size. A part alone: make torture PARTS="--part power --share 10"
torture: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.torture $(PARTS) --output docs/reliability.md

# Hours with all its ledgers (30 GB). A part alone: make bench PARTS="--part keyboard"
bench: $(VENV)/.installed-bench
	@$(BIN)/python -m bench $(PARTS)

# An hour and 35 GB: two times 4.6 million hazards on PostgreSQL servers of its own.
scale: $(VENV)/.installed-dev $(VENV)/.installed-bench
	@$(BIN)/python -m bench --part scale --rounds 5

# One zip a platform for offices without a network; needs one itself. Another platform alone: PLATFORM=win_amd64
bundle: $(VENV)/.installed-dev
	@$(BIN)/python offline/bundle.py $(PLATFORM)

# A folder that runs without a Python, for the kind of machine that it is made on. As quick as a wheel? `bench/onedir.py`.
onedir: $(VENV)/.installed-dev
	@$(BIN)/python -m offline.onedir

wheel: $(VENV)/pyvenv.cfg
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls dist/*.whl

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.installed: $(VENV)/pyvenv.cfg $(PROJECT)
	@echo "Installing hazardctl into $(VENV) ..."
	@$(INSTALL) .
	@touch $@

$(VENV)/.installed-%: $(VENV)/pyvenv.cfg $(PROJECT)
	@echo "Installing hazardctl with its $* tools into $(VENV) ..."
	@$(INSTALL) '.[$*]'
	@touch $@

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "hazardctl needs Python 3.11 or newer: install it, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make virtual environments: install python3-venv (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }
