# make demo: set everything up, read the articles in examples/ and keep a record of 99 more.   make test: set everything up and run the tests.
PYTHON ?= python3
BIN := .venv/bin
GOLD := ../shared/gold
TESTS ?= tests

.PHONY: demo test install check gold bench docs screens lock clean

demo: install
	$(BIN)/dragoman read examples/opinion.txt
	$(BIN)/dragoman code examples --format table
	$(BIN)/dragoman read examples --html reading.html
	$(BIN)/dragoman demo demo.duckdb
	$(BIN)/dragoman dyad RUS UKR --unit week --desk demo.duckdb

test: .venv/test
	$(BIN)/pytest -n auto $(TESTS)

install: .venv/run

check: .venv/test
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools
	$(BIN)/mypy
	$(BIN)/dragoman data check
	$(BIN)/python tools/docs.py --check
	$(BIN)/python tools/compare_leaders.py ../shared/reference

gold: .venv/test
	$(BIN)/python tools/gold.py $(GOLD)

bench: .venv/test
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_desk.py
	$(BIN)/python tools/bench_relations.py
	$(BIN)/python tools/bench_index.py
	$(BIN)/python tools/bench_web.py

docs: .venv/run
	$(BIN)/python tools/docs.py

screens: .venv/test
	$(BIN)/python tools/screens.py docs/guides/screens

# Both environments are one folder; the test lock holds all of the run lock's versions.
.venv/run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: .venv/run requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/test.txt
	@touch $@

lock:
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header \
	    --output-file requirements/run.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header \
	    --extra test --constraint requirements/run.txt --output-file requirements/test.txt pyproject.toml requirements/build.in

clean:
	rm -rf .venv reading.html demo.duckdb .demo.duckdb.writer .demo.duckdb.commit
