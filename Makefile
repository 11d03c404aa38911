# make: set up and process; make test, check, lint, bench, clean, setup: what they say.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := $(wildcard raw/*/*.txt raw/*/*.pdf raw/*/*.docx raw/*/waivers.toml)
PROGRAM := $(shell find pipeline schemas -name '*.py' -o -name '*.toml' -o -name '*.html' -o -name '*.css')
VERSIONS := $(sort $(basename $(filter-out %/waivers.toml,$(SOURCES))))
OUTPUTS := reports/index.html \
  $(foreach v,$(VERSIONS:raw/%=%),$(addprefix parsed/$(v)/,basic.csv cooperative.csv reclaimed.csv list.json list.xlsx findings.json datapackage.json) $(addprefix reports/$(v)/,index.html findings.sarif junit.xml))

.PHONY: all setup test check lint format clean bench layout-trials FORCE
all: build/processed

# An output that someone deleted is made again, though its source is unchanged.
build/processed: .venv/ready $(SOURCES) $(PROGRAM) $(if $(filter-out $(wildcard $(OUTPUTS)),$(OUTPUTS)),FORCE)
	@mkdir -p build
	$(BIN)/dutylist run raw
	@touch $@

setup: .venv/ready
.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt setuptools wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@

test: setup
	$(BIN)/python -m pytest

# The long form of the PDF reader's random test: made-up lists in random layouts.
layout-trials: setup
	TRIALS=$(or $(TRIALS),300) $(BIN)/python -m pytest tests/read/test_pdf_layouts.py -k random

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
