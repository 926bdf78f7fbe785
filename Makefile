# The two commands of the house: `make run` and `make test`. Everything they need, they install.

# The distribution's own Python where it is new enough: it is built with profile and link-time optimisation, and does
# the same work in about a fifth less time than one that was compiled plainly.
FIT = -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(shell for python in /usr/bin/python3 python3; do $$python $(FIT) 2>&- && echo $$python && break; done)
UV := .venv/bin/uv
RUN := .venv/bin
export UV_PROJECT_ENVIRONMENT := .venv
unexport PYTHONDONTWRITEBYTECODE # what is compiled once need not be at each start

.PHONY: run demo install test test-sqlite test-postgres test-browser check bench soak shape clean browser-packages

.venv/bin/uv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'

.venv/installed: pyproject.toml uv.lock | .venv/bin/uv
	$(UV) sync --frozen --quiet --inexact --compile-bytecode
	touch $@

node_modules/.package-lock.json: package.json package-lock.json .venv/installed
	PATH="$$PATH:$(CURDIR)/.venv/bin" npm ci --no-audit --no-fund --silent
	touch $@

install: .venv/installed node_modules/.package-lock.json

run: install
	$(RUN)/jieneng migrate --verbosity 0
	$(RUN)/jieneng collectstatic --no-input --verbosity 0
	$(RUN)/jieneng demo
	$(RUN)/jieneng serve

check: install
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/djlint jieneng --check --lint
	$(RUN)/jieneng makemigrations --check --dry-run --verbosity 0
	JIENENG_HTTPS=1 JIENENG_SECRET_KEY=$$($(RUN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(RUN)/jieneng check --deploy --fail-level WARNING

test: install browser-packages test-sqlite test-postgres test-browser

# Two workers; what shares a town stays together (tests/together.py), so that it is built once.
TWO := -n 2

test-sqlite: install
	$(RUN)/pytest $(TWO) --ignore tests/browser

# Without the tests that ask for no database (tests/databases.py): they have just given their answer beside SQLite.
test-postgres: install
	$(RUN)/python tests/with_postgres.py $(RUN)/pytest $(TWO) --ignore tests/browser

# In the order in which they stand: first every page as the demo left it, then what changes something.
test-browser: install browser-packages
	$(RUN)/pytest $(TWO) --no-loadscope-reorder tests/browser

browser-packages:
	$(RUN)/python tests/browser_packages.py

bench: install
	$(RUN)/jieneng bench fold
	$(RUN)/jieneng bench hostile
	$(RUN)/jieneng bench pages
	$(RUN)/jieneng bench reader
	$(RUN)/jieneng bench documents
	$(RUN)/jieneng bench registration
	$(RUN)/jieneng bench checkin

# Kills the web, the jobs and PostgreSQL at random under load, then looks for everything that was acknowledged.
soak: install
	$(RUN)/jieneng bench soak --rounds 20

shape: install
	$(RUN)/python tests/shape.py

clean:
	rm -rf .venv node_modules var
