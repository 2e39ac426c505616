# The two commands of the README, `make demo` and `make test`, do all set-up themselves.
# Needs Python 3.11 or newer, pip, make and git; nothing else of ours.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo-output

# Modules and rewritten tests are compiled once and kept, also where the machine is told to write no bytecode: the tests start
# Python some hundred times.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo serve test soak quick lint coverage eval train bench bench-batch kernel setup services lock clean

demo: setup
	$(BIN)/stateofplay demo
	@mkdir -p $(DEMO)
	$(BIN)/stateofplay demo --format html -o $(DEMO)/brief.html
	rm -f $(DEMO)/istanbul.sop*
	$(BIN)/stateofplay new $(DEMO)/istanbul.sop --title "Istanbul process of 2025"
	$(BIN)/stateofplay add $(DEMO)/istanbul.sop src/stateofplay/examples/istanbul-2025
	$(BIN)/stateofplay status $(DEMO)/istanbul.sop
	$(BIN)/stateofplay changes $(DEMO)/istanbul.sop --since 2025-07-01
	$(BIN)/stateofplay status $(DEMO)/istanbul.sop --format html -o $(DEMO)/status.html

	@echo "Next: . $(BIN)/activate    puts stateofplay on your path; then: stateofplay example pages"
	@echo "      make serve shows this case in the browser, to check and correct it."

# The example case in the browser; after `make demo` the case that it made.
serve: setup
	@test -f $(DEMO)/istanbul.sop || $(MAKE) --no-print-directory demo >/dev/null
	$(BIN)/stateofplay serve $(DEMO)/istanbul.sop --open

test: setup services lint
	$(BIN)/python -m pytest -n auto --dist loadfile

# A hundred and twenty kills (of batches thirty on each engine) and twenty thousand hurt inputs; `make test` runs a tenth of them.
# Then every example and seed that a property states, of which `make test` tries two fifths (tests/thoroughness.py).
soak: setup
	STATEOFPLAY_SOAK=1 $(BIN)/python -m pytest tests/soak tests/batch/test_runs.py
	STATEOFPLAY_EXAMPLES=1 $(BIN)/python -m pytest tests/casework tests/conflict tests/exchange tests/record

# What every change should pass first: linter and the tests that take no browser, no database server and no whole tutorial; of
# these the cheapest, as many as fit into BUDGET seconds of processor time by what they took when last run here (tests/costs.py).
BUDGET ?= 40
quick: setup
	$(BIN)/ruff check src tests eval bench training tools
	STATEOFPLAY_EXAMPLES=0.1 $(BIN)/python -m pytest -x -n auto --budget $(BUDGET) -m "not slow and not browser and not postgres" tests

lint: setup
	$(BIN)/ruff check src tests eval bench training tools
	$(BIN)/ruff format --check --quiet src tests eval bench training tools
	$(BIN)/lint-imports
	$(BIN)/mypy

# Lines of the package that the tests run, with a floor that never falls (pyproject.toml); on every core. With CHEAP=1 the tests
# without a browser, a database server and what takes seconds.
coverage: setup services
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n auto --dist loadfile $(if $(CHEAP),-m "not slow and not browser and not postgres")
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

eval: setup
	$(BIN)/python eval/gold.py --floors
	$(BIN)/python eval/gold.py ../shared/train --part aside --floors
	$(BIN)/python eval/gold.py ../shared/train --part aside --columns

# All learned parts beside the parser, in the order in which each looks at the one before; goes on where it was stopped. Needs
# `make train TRAINER=PYTHON WORK=FOLDER PAGES=FOLDER TEXTS=FOLDER GOLD=FOLDER NEWS=FILE MINILM=FILE MPNET=FOLDER` (docs/learned-claims.md).
OWN := training/claims/pages
ALL = train=$(PAGES) raw=$(TEXTS):training/claims/annotations own=$(OWN)
MODELS := src/stateofplay/finding/learned/model
train:
	mkdir -p $(WORK)/raw
	$(TRAINER) -m training.claims.standoff unpack $(TEXTS) training/claims/annotations $(WORK)/raw
	$(TRAINER) -m training.actors.train $(PAGES) $(WORK)/raw --own $(OWN)
	$(TRAINER) -m training.meetings.train $(WORK)/meetings $(ALL) --scorer $(GOLD)
	$(TRAINER) -m training.claims.cache $(WORK)/linear $(ALL)
	$(TRAINER) -m training.claims.fit $(WORK)/linear --scorer $(GOLD) --kinds attendance --out $(MODELS)
	$(TRAINER) -m training.claims.pipeline $(WORK)/network --train $(PAGES) --texts $(TEXTS) --gold $(GOLD) --news $(NEWS) \
		--minilm $(MINILM) --mpnet $(MPNET)
	$(TRAINER) -m training.rounding
	$(TRAINER) -m training.claims.confidence $(PAGES) --more $(TEXTS):training/claims/annotations --scorer $(GOLD)
	$(TRAINER) -m training.claims.rivals $(PAGES) --more $(TEXTS):training/claims/annotations --scorer $(GOLD)

# The parser's kernel, compiled into the source tree (the installation tries it by itself).
kernel:
	$(PYTHON) hatch_build.py

bench: setup
	$(BIN)/python -m bench

# Twenty thousand pages on the pool and on Ray; half an hour on two quiet cores.
bench-batch: setup
	$(BIN)/python -m bench.batch

setup: $(VENV)/.ready

KERNEL := hatch_build.py $(wildcard src/stateofplay/language/syntax/kernel*.[ch])

$(VENV)/.ready: requirements.lock pyproject.toml $(KERNEL)
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# A real browser and a real PostgreSQL for the tests, where Debian's packages can be had; the tests that need them skip with
# a clear line elsewhere.
services:
	@sh tools/services.sh

# Pins every dependency with its hashes and no registry address.
lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header --all-extras --group dev --upgrade pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) $(DEMO) build dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache
