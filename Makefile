# Everything runs in .venv, which make builds by itself from the pinned requirements; a stamp per list tells
# whether it is up to date, so that a second `make` starts at once.

PORT ?= 8000
# More words for pytest, as in: make test ARGS="-k deadline -x"
ARGS ?=
# What pins the requirements is pinned itself.
UV := 0.13.9
# Parts of the soak; all, where none is named
PARTS ?=

RUNTIME := .venv/.runtime
DEV := .venv/.dev
BROWSER := .venv/.browser
CHECKERS := .venv/.checkers
EXTRACT := .venv/bin/pybabel -q extract --mapping-file pyproject.toml --no-location --sort-output \
	--project stoetteguiden --copyright-holder "The authors of Støtteguiden" --output-file .venv/messages.pot guide
UPDATE := .venv/bin/pybabel -q update --input-file .venv/messages.pot --output-dir translations \
	--ignore-pot-creation-date --no-fuzzy-matching --ignore-obsolete

# What was compiled is kept, whatever the machine says: the tests start the guide many times.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run edit test test-full test-all soak bench day cluster lighthouse pictures check check-translations translations lock sbom clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 15

run: $(RUNTIME) ## the guide on http://127.0.0.1:8000 (another port: make run PORT=8080)
	@.venv/bin/python -m guide serve --port $(PORT)

edit: $(RUNTIME) ## write and preview the content in the browser: http://127.0.0.1:8000/_redigering/
	@.venv/bin/python -m guide edit --port $(PORT)

test: $(DEV) $(BROWSER) ## the tests, including those in the browser
	@.venv/bin/python -m pytest $(ARGS)

# pytest ends with 5 where no test carries the marker; that is no failure.
test-full: $(DEV) $(BROWSER) $(CHECKERS) ## only the slow tests
	@.venv/bin/python -m pytest -m full $(ARGS) || [ $$? -eq 5 ]

test-all: test test-full ## both

# Half an hour or so; some parts only: make soak PARTS="odd_requests killed_workers"
soak: $(DEV) ## odd requests, fuzzing and faults for long, with their figures
	@.venv/bin/python -m bench.soak $(PARTS)

day: $(DEV) ## a simulated day: citizens at 20 to 110 % of what the guide can bear, with figures (some 4 minutes)
	@.venv/bin/python -m bench.day

cluster: $(DEV) ## three instances behind nginx on http://127.0.0.1:8000 (another port: make cluster PORT=8080)
	@.venv/bin/python -m bench.cluster --port $(PORT)

# Some twenty minutes; some parts only, printed: .venv/bin/python -m bench pages
bench: $(DEV) ## what each page costs beside an empty one and a peer’s, and what the whole country costs (bench/results.md)
	@.venv/bin/python -m bench

lighthouse: $(DEV) $(BROWSER) $(CHECKERS) ## Lighthouse’s four scores of the pages that matter, as on a phone
	@.venv/bin/python -m e2e.checkers.lighthouse

pictures: $(DEV) $(BROWSER) ## regenerate the screenshots in docs/billeder
	@.venv/bin/python -m bench.billeder
	@.venv/bin/python -m bench.billeder_redigering

check: $(DEV) ## style, types, architecture, licences, content, translations
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/reuse lint --lines
	@.venv/bin/python -m guide check
	@$(MAKE) --no-print-directory check-translations

# Every text of the interface must be in every catalogue, translated and not merely guessed.
check-translations: $(DEV)
	@$(EXTRACT)
	@$(UPDATE) --check 2>.venv/messages.log || { tail -n 1 .venv/messages.log >&2; echo >&2 "A text has changed: run make translations, and translate it."; exit 1; }
	@! { .venv/bin/pybabel compile --directory translations --statistics 2>&1 | grep -E 'error:| messages \(' \
		| grep -v '(100%)'; grep -n '^#, .*fuzzy' translations/*/LC_MESSAGES/*.po; } | grep . \
		|| { echo >&2 "Translate what the lines above name."; exit 1; }

translations: $(DEV) ## brings the catalogues up to date with the code (a new one: make translations LANGUAGE=en)
	@$(EXTRACT)
	@$(UPDATE) $(if $(LANGUAGE),--init-missing --locale $(LANGUAGE))

lock: .venv/bin/python ## pins the requirements anew (newer versions too: make lock UPGRADE=--upgrade)
	@.venv/bin/python -m venv .venv/lock && .venv/bin/python -m pip --python .venv/lock install -qq uv==$(UV)
	@for name in requirements requirements-dev; do \
		.venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			$(UPGRADE) $$name.in --output-file $$name.txt || exit 1; \
	done
	@rm -rf .venv/lock

sbom: $(DEV) ## what the guide is built of, as CycloneDX (build/sbom.json)
	@mkdir -p build
	@.venv/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --output-file build/sbom.json

clean: ## removes everything that make has made
	@rm -rf .venv build dist e2e/checkers/node/node_modules bench/peer/node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find guide testing tests e2e bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

.venv/bin/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
	done; \
	[ -n "$$python" ] || { echo >&2 "Python 3.11 or newer is needed, and none is on the PATH." \
		"Install one, or name it: make PYTHON=/where/it/is/python3"; exit 1; }; \
	"$$python" -c 'import ensurepip, venv' 2>/dev/null || { echo >&2 "This Python cannot make virtual environments." \
		"On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }; \
	"$$python" -m venv --clear .venv

$(RUNTIME): requirements.txt | .venv/bin/python
	@echo "Installing what the guide needs, once: this may take some minutes (henter det, guiden skal bruge)"
	@.venv/bin/python -m pip install -qq --require-hashes -r requirements.txt
	@touch $@

# The development list holds the runtime list, with the same pins: one installation is enough for both.
$(DEV): requirements-dev.txt requirements.txt | .venv/bin/python
	@echo "Installing what the guide and its tests need (once, about half a minute)"
	@.venv/bin/python -m pip install -qq --require-hashes -r requirements-dev.txt
	@touch $(RUNTIME) $@

$(BROWSER): testing/chromium.py | $(DEV)
	@.venv/bin/python -m testing.chromium
	@touch $@

# Checkers from npm, Firefox and WebKit. What cannot be had is said once, and skipped by the tests that need it; a
# fault of our own in e2e/checkers/node ends the run.
$(CHECKERS): e2e/checkers/install.py e2e/checkers/node/package.json e2e/checkers/node/package-lock.json | $(DEV)
	@.venv/bin/python -m e2e.checkers.install
	@touch $@
