# Two commands do everything: `make site` and `make test`. `make help` lists the rest.
#
#   make site ARGS="--base-url https://example.org/chronicle/"     ARGS goes to the program that is started
#   make test ARGS="-k figures"
#   make site PYTHON=python3.12                                    another Python than python3, 3.11 or newer

PYTHON ?= python3
ARGS ?=
UV_VERSION := 0.13.8
CYCLONEDX_VERSION := 7.5.0
PIP_AUDIT_VERSION := 2.10.1

RUN := .venv/bin/python
PIP := $(RUN) -m pip -qq --disable-pip-version-check --no-input
COMPILE = .venv-lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock (all to the newest: make lock ARGS=--upgrade)" $(ARGS) pyproject.toml
# A test that waits for ever ends the run after 15 minutes, with a trace of every thread.
ENDS := --max-worker-restart 0 -o faulthandler_timeout=900 -o faulthandler_exit_on_timeout=true
SITE_READY := .venv/.ready-site
TEST_READY := .venv/.ready-test

# Settings of the machine that would change what is installed must not matter here. Those that only say how the
# package registry is reached stay.
PIP_KEPT := PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_CERT PIP_CLIENT_CERT PIP_PROXY PIP_TRUSTED_HOST PIP_TIMEOUT \
	PIP_DEFAULT_TIMEOUT PIP_RETRIES PIP_CACHE_DIR PIP_NO_CACHE_DIR PIP_KEYRING_PROVIDER PIP_CONFIG_FILE
unexport $(filter-out $(PIP_KEPT),$(filter PIP_%,$(.VARIABLES)))
unexport PYTHONHOME PYTHONPATH PYTHONSTARTUP PYTHONWARNINGS PYTHONDONTWRITEBYTECODE PYTEST_ADDOPTS PYTEST_PLUGINS

# When the Python that .venv was made from has been updated or removed, .venv no longer starts: it is made anew.
ifneq ($(wildcard .venv),)
$(shell $(RUN) -c "" 2>/dev/null || rm -f $(RUN) $(SITE_READY) $(TEST_READY))
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site books offline snapshot check serve test test-books test-deploy fuzz lint icons lock sbom audit clean

help: ## list these commands
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

site: $(SITE_READY) ## build the site: content/ -> output/ (and install what that needs)
	@$(RUN) build.py build $(ARGS)

books: $(SITE_READY) ## bind the site as EPUB and PDF: content/ -> books/ (and install what that needs)
	@$(PIP) install --require-hashes --requirement requirements-book.lock
	@$(RUN) build.py books $(ARGS)

offline: $(SITE_READY) ## pack the site so that it can be read straight from a disk: content/ -> offline/site.zip
	@$(RUN) build.py offline $(ARGS)

snapshot: $(SITE_READY) ## keep this edition with its books to be cited: content/ -> snapshots/ (ARGS="--compare OLD" tells what has changed)
	@$(PIP) install --require-hashes --requirement requirements-book.lock
	@$(RUN) build.py snapshot $(ARGS)

check: $(SITE_READY) ## check the content by every rule, write nothing
	@$(RUN) build.py check $(ARGS)

serve: $(SITE_READY) ## preview the site with live reload
	-@$(RUN) build.py schemas > /dev/null
	@$(RUN) build.py serve $(ARGS)

test: $(TEST_READY) ## run every test, those in a browser too (and install what that needs)
	@$(RUN) tests/browser_setup.py
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ENDS) $(ARGS)

test-deploy: $(TEST_READY) ## publish to real servers on this machine: nginx, Caddy, Apache, OpenSSH, an S3 store (Debian packages)
	$(RUN) -m pytest $(ARGS) tests/servers

test-books: $(TEST_READY) ## set the real books and read every figure back from them: some two minutes a language
	$(RUN) -m pytest $(ARGS) tests/books

fuzz: $(TEST_READY) ## search for minutes for what the property tests' own examples miss; each find becomes an @example
	$(RUN) -m pytest -m hypothesis --hypothesis-profile=fuzz --hypothesis-show-statistics $(ARGS)

lint: $(TEST_READY) ## only the tests that read the code: ruff, mypy, Deno for the scripts
	$(RUN) -m pytest $(ARGS) tests/test_lint.py

icons: $(TEST_READY) ## make the icons that are no SVG anew, after a change of a favicon.svg
	@$(RUN) tools/make_icons.py

lock: .venv-lock/bin/uv ## refresh both lock files after a change in pyproject.toml (all to the newest: ARGS=--upgrade)
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --extra book --constraint requirements.lock --output-file requirements-book.lock
	@$(COMPILE) --extra test --extra book --constraint requirements-book.lock --output-file requirements-test.lock

sbom: .venv-lock/bin/uv ## write build/sbom.json: what a build consists of, as CycloneDX
	@mkdir -p build
	@.venv-lock/bin/uvx --quiet --no-config --from cyclonedx-bom==$(CYCLONEDX_VERSION) cyclonedx-py requirements \
		--output-reproducible --output-file build/sbom.json requirements.lock
	@echo "The bill of materials is in build/sbom.json"

audit: .venv-lock/bin/uv ## ask the Python advisory database about every package of the lock files
	@.venv-lock/bin/uvx --quiet --no-config pip-audit@$(PIP_AUDIT_VERSION) --disable-pip --require-hashes --requirement requirements-test.lock

clean: ## remove what the commands above have made
	rm -rf .venv .venv-lock .cache output build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find chronicle tests -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment for both: the test lock holds all of the site lock, so what is ready for tests is ready for the site.
$(SITE_READY): $(RUN) requirements.lock pyproject.toml
	@echo "Installing the packages of requirements.lock into .venv (once)"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

$(TEST_READY): $(RUN) requirements-test.lock requirements.lock pyproject.toml
	@echo "Installing the packages of requirements-test.lock into .venv (once)"
	@$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $(SITE_READY) $@

$(RUN):
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer, or name it: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11: name a newer one, for example: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) comes without its venv module: on Debian or Ubuntu, apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv --clear .venv

.venv-lock/bin/uv: Makefile
	@$(PYTHON) -m venv --clear .venv-lock
	@.venv-lock/bin/python -m pip -qq --disable-pip-version-check install uv==$(UV_VERSION)
	@touch $@
