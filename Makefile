# `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# Anything of the sources, the program or the outputs that is newer than the last run (a folder is when
# a file in it was deleted). Names stay in the shell: make would split them at spaces.
CHANGED = $(shell find -L raw pipeline schemas parsed reports -name __pycache__ -prune \
  -o -newer build/processed -print -quit 2>/dev/null || echo all)
WHERE = { ! test -f reports/index.html || echo '报告（report）：reports/index.html'; }

.PHONY: all help setup scan dev test lint check watch format clean \
  bench damage diff-trials fuzz kill-test layout-trials ratchet FORCE

all: build/processed  ## 处理 raw/ 中新的和改动过的清单 (processes what is new or changed)
	@$(WHERE)

build/processed: .venv/compiled $(if $(CHANGED),FORCE)
	@mkdir -p build
	@$(BIN)/dutylist run raw || { status=$$?; $(WHERE); exit $$status; }
	@touch $@

check: setup  ## 检查所有清单 (exit 1 where a list has an error, or parsed/ or reports/ are not what raw/ gives)
	$(BIN)/dutylist check raw

watch: setup  ## 守候 raw/，放进清单就处理，Ctrl-C 结束 (processes what is put into raw/, until Ctrl-C)
	$(BIN)/dutylist watch

help:  ## 列出这些命令 (lists these)
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { sub(/^all$$/, "", $$1); printf "make %-15s%s\n", $$1, $$2 }' \
	  $(firstword $(MAKEFILE_LIST))

setup: .venv/compiled  ## 只安装运行所需的程序库 (installs what a run needs, into .venv)

scan: setup .venv/scan  ## installs what reads scans, too (安装识别扫描件所需的程序库)

dev: setup .venv/dev  ## installs what tests and lint need, too

clean:  ## 删除安装的程序库和中间文件 (removes .venv and what is between)
	rm -rf .venv build dist *.egg-info parsed/.dutylist

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) setuptools
	$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/ready
	$(INSTALL) --no-build-isolation --editable '.[dev]'
	$(INSTALL) --target .venv/apart --upgrade hypothesis
	@touch $@

.venv/scan: .venv/ready
	$(INSTALL) --no-build-isolation --editable '.[scan]'
	@touch $@

# Compiled modules and templates: without them every start takes 0.2 s more. Written here also where the
# environment tells Python to write none.
.venv/compiled: .venv/ready $(wildcard $(addprefix pipeline,/*.py /*/*.py /*/*/*.py /*/*/*/*.py) schemas/*.py \
    pipeline/render/templates/*.html)
	$(BIN)/python -m compileall -q pipeline schemas
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pipeline.render.pages
	@touch $@

# Files side by side on as many cores as there are, up to four: a browser may be open for each.
test: dev  ## the tests
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile

lint: dev  ## ruff (format, rules), mypy --strict, import-linter
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: dev  ## lets ruff mend what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: dev  ## the table of docs/performance.md; leave the machine alone meanwhile
	$(BIN)/python -m bench

damage: dev  ## the table of docs/integrity.md: every kind of damage, in every format; some minutes
	$(BIN)/python -m tests.damage $(DAMAGE)

diff-trials: dev  ## the table of docs/compare.md: edits to lists of seven styles, SEEDS=200 FIRST=0
	$(BIN)/python -m tests.compare.trials $(or $(SEEDS),200) $(FIRST)

fuzz: dev  ## thousands of damaged texts
	DUTYLIST_FUZZ=5000 $(BIN)/python -m pytest -s tests/read/test_fuzz.py tests/read/test_growth.py

kill-test: dev  ## make is killed 60 times
	DUTYLIST_KILLS=60 $(BIN)/python -m pytest -s tests/batch/test_kill.py

layout-trials: dev  ## random lists in random PDF layouts, read back, TRIALS=300
	TRIALS=$(or $(TRIALS),300) $(BIN)/python -m pytest tests/read/test_pdf_layouts.py -k random

ratchet: dev  ## what came of every document at hand: none may come out worse
	$(BIN)/python -m tests.ratchet $(RATCHET)
