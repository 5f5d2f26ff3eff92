# Two commands are enough: `make demo` and `make test`. Each sets up what it needs, once.
PYTHON  ?=
WORKERS ?= 2
UV      := .tools/bin/uv
PY      := .venv/bin/python
PYTEST  := .venv/bin/pytest
CHECKED := src tests benchmarks examples tools

# Nothing below may ask, or fetch an interpreter of its own.
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
# The pictures of the workbench's story, which CI keeps: build/screenshots.
export HABEAS_SCREENSHOTS ?= build
# What is imported is compiled once.
unexport PYTHONDONTWRITEBYTECODE
# Trust what this machine trusts: networks with their own certificate are common in our field.
# A bare machine without any list of authorities leaves uv its own.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/ssl/cert.pem),)
export UV_SYSTEM_CERTS ?= true
endif

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

install: .venv/.gazetteer .venv/.compiled ## set up .venv with everything in it

.tools/.uv: tools/uv.txt tools/bootstrap.sh
	@sh tools/bootstrap.sh $(PYTHON)
	@touch $@

.venv/.locked: .tools/.uv requirements.lock
	-@sh tools/system_package.sh libpangoft2-1.0-0
	-@sh tools/system_package.sh libharfbuzz-subset0
	@echo "Installing exactly what requirements.lock names into .venv"
	@test -x $(PY) || $(UV) venv --quiet --allow-existing --python "$$(cat .tools/python)" .venv
	@# Compiled here: the confined readers may write nothing, and would compile all for every import.
	@$(UV) pip sync --quiet --python $(PY) --require-hashes --compile-bytecode requirements.lock
	@touch $@

.venv/.project: .venv/.locked pyproject.toml
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.gazetteer: .venv/.project $(wildcard src/habeas/language/gazetteer/*.py src/habeas/language/data/*)
	@echo "Building the gazetteer index"
	@$(PY) -m habeas.language.gazetteer
	@touch $@

.venv/.compiled: .venv/.project .venv/.gazetteer $(shell grep -rl --include='*.py' njit src/habeas) $(shell find src/habeas -name layout.py -o -name levels.py)
	@echo "Compiling the kernels"
	@$(PY) -m compileall -q src/habeas
	@find src/habeas -name "*.nb[ci]" -delete
	@$(PY) -m habeas.counts
	@$(PY) -m habeas.people
	@$(PY) -m habeas.places
	@touch $@

demo: install ## build the sample case and write demo/dossier.html
	@$(PY) examples/build_demo.py demo

test: install ## all default tests
	@sh tools/system_package.sh sqlite3
	@sh tools/system_package.sh openssl
	@sh tools/system_package.sh age
	-@sh tools/system_package.sh bubblewrap
	-@sh tools/system_package.sh gcc
	-@sh tools/system_package.sh libc6-dev
	-@sh tools/system_package.sh chromium
	-@sh tools/system_package.sh poppler-utils
	-@sh tools/system_package.sh unzip
	-@sh tools/system_package.sh binutils
	@$(PYTEST) -n $(WORKERS) --dist worksteal -m "not ci and not long"

test-ci: install ## the slower real checks: kills, flips, browsers
	@sh tools/system_package.sh chromium
	@sh tools/system_package.sh default-jre-headless
	-@sh tools/system_package.sh strace
	-@sh tools/system_package.sh libreoffice-writer-nogui
	@PYTEST_DEBUG_TEMPROOT=$${TMPDIR:-/tmp} $(PYTEST) -n $(WORKERS) --dist loadfile -m ci

test-long: install ## full replicates
	@$(PYTEST) -n $(WORKERS) -m long

lint: install ## style and format
	@.venv/bin/ruff check $(CHECKED)
	@.venv/bin/ruff format --check $(CHECKED)

types: install ## mypy --strict
	@.venv/bin/mypy
	@MYPYPATH=src:benchmarks:tools/sample_case .venv/bin/mypy tools/*.py tools/sample_case/*.py examples

contracts: install ## who may import whom
	@.venv/bin/lint-imports

bench: install ## print the figures of docs/benchmarks.md
	@for script in benchmarks/*.py benchmarks/places/*_accuracy.py; do echo "== $$script"; $(PY) $$script || exit 1; done

lock: .tools/.uv ## resolve requirements.lock again
	@$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --all-extras --group dev pyproject.toml -o requirements.lock --custom-compile-command "make lock"

clean: ## remove all that make has made
	rm -rf .venv .tools demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help install demo test test-ci test-long lint types contracts bench lock clean
