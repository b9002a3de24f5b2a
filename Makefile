# One-word entrances for people and for CI. Everything is set up on first use and kept in .venv.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

SCREENS_NOW ?= 2020-12-31T12:00

.PHONY: demo test check bench bench-data screens coverage clean

demo: $(READY)
	@.ci/chromium
	@$(VENV)/bin/mucdo demo

test: $(READY)
	@.ci/chromium
	@$(PY) -m pytest -m "not soak" -n 2 --dist loadscope $(PYTEST_ARGS)

check: $(READY)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(PY) -m pytest -q tests/docs

coverage: $(READY)
	@$(PY) -m pytest -q tests/classifier --cov=classifier --cov-branch --cov-report=term-missing:skip-covered --cov-report=json:.coverage.json
	@$(PY) -m bench.covered .coverage.json 95

bench: $(READY)
	@.ci/chromium
	@$(PY) -m bench

# Every page over the demo's database in a browser: faults, axe's findings, and pictures at three widths in demo-out/screens.
screens: $(READY)
	@.ci/chromium
	@test -f demo-out/mucdo.db || $(VENV)/bin/mucdo demo
	@$(PY) -m bench.walk sqlite:///demo-out/mucdo.db $(SCREENS_NOW)
	@$(PY) -m bench.screens sqlite:///demo-out/mucdo.db demo-out/screens $(SCREENS_NOW)

# Two years of 63 provinces with 2,000 procedures each, and how long every page takes over them.
bench-data: $(READY)
	@$(PY) -m bench.pages

clean:
	rm -rf $(VENV) demo-out

# The stamp is written last, so that an interrupted set-up starts again.
$(READY): requirements.txt pyproject.toml
	@echo "mucdo: setting up $(VENV) (first run only)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
