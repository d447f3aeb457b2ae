# The README's commands are `make demo`, `make quick` and `make test`; on Windows, make.cmd has the same three.
PYTHON ?= python3
DEMO ?= demo
WORKERS ?= 2
# What `make quick` leaves out, by pytest's markers (pyproject.toml); `make test` leaves out nothing.
LEFT_OUT := slow or libreoffice or sdk
# What rebuilds the example council in workbooks/, and the scripts that measure the figures of the README.
EXAMPLE ?= workbooks/rebuild.py
BENCH ?= $(wildcard benchmarks/bench_*.py)

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

export PIP_RETRIES ?= 5
export PYTHONUTF8 := 1
# A machine told to keep no bytecode would have each of the hundred processes of the tests compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo quick test fixtures bench clean FORCE

demo: .venv/installed
	@$(BIN)/kpi-xl demo "$(DEMO)"

quick: .venv/installed-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m pytest -n $(WORKERS) -m "not ($(LEFT_OUT))" --hypothesis-profile quick --durations 5

test: .venv/installed-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n $(WORKERS) --dist loadscope
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

fixtures: .venv/installed-dev
	$(BIN)/python $(EXAMPLE)

bench: .venv/installed-dev
	@for script in $(BENCH); do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

clean:
	rm -rf .venv build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis

# An environment does not survive being moved or copied (its scripts and the editable install hold the old path),
# so it remembers where it was made and is made anew elsewhere.
.venv/made-in:
	@"$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" || { \
	  echo "kpi_xl needs Python 3.11 or newer, and '$(PYTHON)' is not that. Try: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear .venv || { \
	  echo "Python could not make a virtual environment in .venv. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@printf '%s' "$(CURDIR)" > $@

ifneq ($(shell cat .venv/made-in 2>/dev/null),$(CURDIR))
.venv/made-in: FORCE
endif

.venv/installed: .venv/made-in setup.cfg pyproject.toml
	@echo "Installing kpi_xl into .venv (about a minute, once)"
	@$(PIP) install --editable .
	@touch $@

.venv/installed-dev: .venv/made-in setup.cfg pyproject.toml
	@echo "Installing kpi_xl and its development tools into .venv (a minute or two, once)"
	@$(PIP) install --editable ".[dev]"
	@touch .venv/installed $@
