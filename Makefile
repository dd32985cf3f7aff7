# make setup | demo | test | lint | bench [NOTICES=20000] [SIZES="1000 10000"] | clean
PY ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: setup demo test lint bench clean

setup: $(STAMP)

$(STAMP): pyproject.toml Makefile
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本 (Python 3.11 or newer is needed); 可用 make PY=python3.12 指定"; exit 1; }
	$(PY) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[lac]" --group dev
	@touch $(STAMP)

demo: setup
	$(BIN)/wenze demo

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	NOTICES=$(NOTICES) $(BIN)/python -m tests.bench.bench $(SIZES)

clean:
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
