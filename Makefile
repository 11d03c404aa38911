# make: set up and process; make test, check, lint, bench, diff-trials, clean, setup: what they say.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := $(wildcard raw/*/*.txt raw/*/*.pdf raw/*/*.docx raw/*/waivers.toml)
PROGRAM := $(shell find pipeline schemas -name '*.py' -o -name '*.toml' -o -name '*.html' -o -name '*.css')
VERSIONS := $(sort $(basename $(filter-out %/waivers.toml,$(SOURCES))))
OUTPUTS := reports/index.html \
  $(foreach v,$(VERSIONS:raw/%=%),$(addprefix parsed/$(v)/,basic.csv cooperative.csv reclaimed.csv list.json list.xlsx findings.json datapackage.json) $(addprefix reports/$(v)/,index.html findings.sarif junit.xml))

.PHONY: all setup test check lint format clean bench damage diff-trials FORCE
all: build/processed

# An output that someone deleted is made again, though its source is unchanged; and a version that is
# gone changes what is compared with what.
GONE := $(filter-out $(VERSIONS),$(shell cat build/versions 2>/dev/null))
build/processed: .venv/ready $(SOURCES) $(PROGRAM) $(if $(GONE)$(filter-out $(wildcard $(OUTPUTS)),$(OUTPUTS)),FORCE)
	@mkdir -p build
	$(BIN)/dutylist run raw
	@echo $(VERSIONS) > build/versions
	@touch $@

setup: .venv/ready
.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt setuptools wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

test: setup
	$(BIN)/python -m pytest

# The table of docs/integrity.md: every kind of damage, in every format. Takes some minutes.
damage: setup
	$(BIN)/python -m tests.damage $(DAMAGE)

# Seeded edits to lists of five styles: 200 seeds each unless SEEDS says otherwise.
diff-trials: setup
	$(BIN)/python -m tests.compare.trials $(or $(SEEDS),200) $(FIRST)

check: setup
	$(BIN)/dutylist check raw

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build *.egg-info parsed/.dutylist.json
