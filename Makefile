# make: set up and process; make test, check, lint, bench, diff-trials, clean, setup: what they say.
PYTHON ?= python3
BIN := .venv/bin
# Anything of the sources, the program or the outputs that is newer than the last run (a folder is when
# a file in it was deleted). Names stay in the shell: make would split them at spaces.
CHANGED = $(shell find -L raw pipeline schemas parsed reports -name __pycache__ -prune \
  -o -newer build/processed -print -quit 2>/dev/null || echo all)

.PHONY: all setup test ratchet kill-test fuzz check lint format clean bench damage diff-trials layout-trials FORCE
all: build/processed

build/processed: .venv/compiled $(if $(CHANGED),FORCE)
	@mkdir -p build
	$(BIN)/dutylist run raw
	@touch $@

setup: .venv/compiled
.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt setuptools wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

# Compiled modules and templates: without them every start takes 0.2 s more. Written here also where the
# environment tells Python to write none.
.venv/compiled: .venv/ready $(wildcard $(addprefix pipeline,/*.py /*/*.py /*/*/*.py /*/*/*/*.py) schemas/*.py)
	$(BIN)/python -m compileall -q pipeline schemas
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pipeline.render.pages
	@touch $@

# Files side by side on as many cores as there are, up to four: a browser may be open for each.
test: setup
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

# What came of every document at hand, against what is written down: none may come out worse.
ratchet: setup
	$(BIN)/python -m tests.ratchet $(RATCHET)

# The table of docs/integrity.md: every kind of damage, in every format. Takes some minutes.
damage: setup
	$(BIN)/python -m tests.damage $(DAMAGE)

# The long form of the PDF reader's random test: made-up lists in random layouts.
layout-trials: setup
	TRIALS=$(or $(TRIALS),300) $(BIN)/python -m pytest tests/read/test_pdf_layouts.py -k random

# make is killed 60 times; the reader and normaliser get thousands of damaged texts.
kill-test: setup
	DUTYLIST_KILLS=60 $(BIN)/python -m pytest -s tests/batch/test_kill.py

fuzz: setup
	DUTYLIST_FUZZ=5000 DUTYLIST_FIRST=$(or $(FIRST),0) $(BIN)/python -m pytest -s tests/read/test_fuzz.py tests/read/test_growth.py

# Seeded edits to lists of five styles: 200 seeds each unless SEEDS says otherwise.
diff-trials: setup
	$(BIN)/python -m tests.compare.trials $(or $(SEEDS),200) $(FIRST)

check: setup
	$(BIN)/dutylist check raw

bench: setup
	$(BIN)/python -m bench

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build *.egg-info parsed/.dutylist
