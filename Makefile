# Setara: `make demo` and `make test` set everything up from nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help env demo test check slow lint types model evaluate benchmark lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

env: $(READY)  ## make the environment from the locked requirements

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)  ## analyse the sample plan, print its verdict and the path of the HTML report
	$(BIN)/setara demo

test: $(READY)  ## the fast tests
	$(BIN)/python -m pytest -n 2

slow: $(READY)  ## the slow tests
	$(BIN)/python -m pytest -n 2 -m slow

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

check: lint types test slow  ## what CI runs

model: $(READY)  ## build the model from the corpus
	$(BIN)/setara train

evaluate: $(READY)  ## measure the model on the held-out part of the corpus
	$(BIN)/setara evaluate corpus

benchmark: $(READY)  ## ratios against named peers
	$(BIN)/python -m benchmarks

lock:  ## renew requirements.txt (needs uv)
	uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
	  --python-version 3.11 --quiet --no-header --output-file requirements.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
