# `make generate` and `make test` need only Python 3.11 and make.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
LEAN := $(VENV)/lean
SDK := $(VENV)/sdk
DOCS := $(VENV)/docs
STUBS := $(VENV)/stubs
LATER := $(VENV)/later

.PHONY: generate check test lint types conformance differential catalogue \
  catalogue-types catalogue-format later bench bench-import \
  bench-generate fuzz docs lock clean

generate: $(READY)
	$(BIN)/smithwright generate

check: $(READY)
	$(BIN)/smithwright check

test: $(READY)
	$(BIN)/pytest -n auto

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/black --check --quiet generator templates/runtime generated tests

types: $(READY)
	$(BIN)/mypy
	$(BIN)/basedpyright

conformance: $(READY) later
	$(BIN)/pytest -n auto -m conformance

# Every operation of every service against botocore. Goes on where it was stopped;
# OPTIONS="--services s3 --operations 'List*' --cases 10 --seed 2" limits or widens it.
differential: $(READY)
	$(BIN)/python -m tests.differential $(OPTIONS)

# Every service of botocore: generated, compiled, and every public name imported.
catalogue: $(READY)
	$(BIN)/python -m tests.catalogue .cache/catalogue

# Twelve of them, over all protocols, under both type checkers.
catalogue-types: catalogue
	$(BIN)/python -m tests.catalogue.type_check .cache/catalogue

# Ten services as black has them, which skips what git ignores unless it is told what to skip.
catalogue-format: $(READY)
	$(BIN)/smithwright generate --config tests/catalogue/formatted.toml
	$(BIN)/black --check --exclude '^$$' .cache/formatted

# Generating Connect, beside black alone and beside mypy-boto3-builder's stubs.
bench-generate: $(READY) $(STUBS)/ready
	$(BIN)/python -m tests.bench.generate $(STUBS)/bin/mypy_boto3_builder

bench: $(READY) $(LEAN)/ready
	PYTHONPATH=generated $(BIN)/python -m tests.bench $(LEAN)/bin/python

# Lambda beside its official package, which needs a later Python.
SDK_PYTHON ?= python3.12
bench-import: $(READY) $(SDK)/ready
	$(BIN)/python -m tests.bench.services $(SDK)/bin/python

# Reads COUNT mutated models, and as many damaged responses of each protocol.
COUNT ?= 100000
fuzz: $(READY)
	$(BIN)/python tests/parser/test_fuzz.py --count $(COUNT)
	$(BIN)/python -m tests.protocols.test_fuzz --count $(COUNT)

# Into site/; a warning is an error.
docs: $(READY) $(DOCS)/ready
	$(DOCS)/bin/sphinx-build --quiet --fail-on-warning --keep-going --fresh-env --write-all \
	  --jobs auto --builder html docs site

lock: $(READY)
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
	  -o .ci/requirements.txt
	printf 'boto3\nmsgspec\n' | $(BIN)/uv pip compile --quiet - --constraints .ci/requirements.txt \
	  --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
	  -o .ci/bench-requirements.txt
	printf 'aws-sdk-lambda\nboto3\nmsgspec\n' | $(BIN)/uv pip compile --quiet - \
	  --constraints .ci/bench-requirements.txt --universal --python-version 3.12 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
	  -o .ci/sdk-requirements.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --extra aws \
	  --constraints .ci/requirements.txt --universal --python-version 3.12 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
	  -o .ci/later-requirements.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --group docs --constraints .ci/requirements.txt \
	  --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
	  -o .ci/docs-requirements.txt
	printf 'boto3\nbotocore\nmypy-boto3-builder\n' | $(BIN)/uv pip compile --quiet - \
	  --constraints .ci/bench-requirements.txt --universal --python-version 3.12 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
	  -o .ci/stubs-requirements.txt

clean:
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis dist site docs/reference

$(READY): .ci/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

$(DOCS)/ready: $(READY) .ci/docs-requirements.txt
	$(PYTHON) -m venv --clear --without-pip $(DOCS)
	$(BIN)/python -m pip --python $(DOCS)/bin/python install --quiet --disable-pip-version-check \
	  --require-hashes -r .ci/docs-requirements.txt
	touch $(DOCS)/ready

# The generator has to write the same bytes with each later Python that is at hand, be it
# only by pyenv, which is told the version.
LATER_PYTHONS ?= 3.12 3.13
later: $(READY)
	@for version in $(LATER_PYTHONS); do \
	  if PYENV_VERSION=$$version python$$version --version >/dev/null 2>&1; then \
	    $(MAKE) --no-print-directory $(LATER)/$$version/ready || exit 1; \
	  fi; \
	done

$(LATER)/%/ready: $(READY) .ci/later-requirements.txt
	PYENV_VERSION=$* python$* -m venv --clear --without-pip $(LATER)/$*
	$(BIN)/python -m pip --python $(LATER)/$*/bin/python install --quiet \
	  --disable-pip-version-check --require-hashes -r .ci/later-requirements.txt
	touch $@

# What a user of a generated package has, and boto3 to compare with.
$(LEAN)/ready: $(READY) .ci/bench-requirements.txt
	$(PYTHON) -m venv --clear --without-pip $(LEAN)
	$(BIN)/python -m pip --python $(LEAN)/bin/python install --quiet --disable-pip-version-check \
	  --require-hashes -r .ci/bench-requirements.txt
	touch $(LEAN)/ready

$(SDK)/ready: $(READY) .ci/sdk-requirements.txt
	$(SDK_PYTHON) -m venv --clear --without-pip $(SDK)
	$(BIN)/python -m pip --python $(SDK)/bin/python install --quiet --disable-pip-version-check \
	  --require-hashes -r .ci/sdk-requirements.txt
	touch $(SDK)/ready

# A peer that makes stubs, which needs a later Python.
$(STUBS)/ready: $(READY) .ci/stubs-requirements.txt
	$(SDK_PYTHON) -m venv --clear --without-pip $(STUBS)
	$(BIN)/python -m pip --python $(STUBS)/bin/python install --quiet --disable-pip-version-check \
	  --require-hashes -r .ci/stubs-requirements.txt
	touch $(STUBS)/ready
