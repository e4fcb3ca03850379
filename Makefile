# make lab       set up what is missing and open the collection in JupyterLab
# make test      set up what is missing and run every test
# make notebooks run every notebook from top to bottom and store what it says
# make case NAME=my_case  add a case, step by step; no Python needed
# make check     say in seconds what is wrong in data/, and which stored notebooks show a case as it was
# make dictionary write the table of facts into data/README.md
# make read      write the notebooks as pages to read and print, with worksheets
# make site      build the browser edition (PYODIDE=folder-or-address takes Python from there)
# make browsers  try the browser edition in Firefox and in WebKitGTK, and say how fast and large it is there
# make docs      build the documentation: a guide for each kind of user, and a reference
# make site-serve show it on this machine
# make bench     measure speed: both sides in one run, and the ratio; make bench-site: the same for the browser edition
# make bench-judgement measure how right the checks are, on texts entered and answered blind (tests/blind_roles)
# make bench-reading measure how right the reader of descriptions is, on texts noted blind (tests/descriptions)
# make bench-coverage measure how often the intervals of agreement cover the true value (ARGS=--store keeps it for notebook 43)
# make fuzz      read 100,000 damaged tables a reader, which takes an hour or more; CI does as many as it can in half a minute
# make workshop  lead a workshop from the terminal (ROLE=case-or-title GROUPS=GP,Nurse,Manager ARGS=--rehearsal)
# make handouts  write the papers of a workshop in Word and PDF: running orders, role, sheets for tables without a device, certificate (ROLE=case)
# make bench-workshop measure how its server stands up to 40, 300 and 1,000 people at once
# make mutants   change diagnosis and redesign a little, everywhere, and see whether a test notices (ONLY=folder-or-module)
# make size     how many lines of code each room has
# make release   build the packages into dist/, checked, with a list of all their parts
# make lock      choose new versions of everything (needs uv)

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SITE := .venv-site/.ready
MUTANTS := .venv-mutants/.ready
DOCS := .venv-docs/.ready
BROWSERS := .venv-browsers/.ready
NOTEBOOKS = notebooks/*.ipynb notebooks/*/*.ipynb
# The project's own kernel, whatever else the user has registered.
export JUPYTER_PREFER_ENV_PATH = 1
# Some machines switch bytecode off; every kernel would then start three times as slowly.
unexport PYTHONDONTWRITEBYTECODE

# An environment knows the folder in which it was made, and its Python: where one of them has gone, it is made anew.
$(shell [ "$$(cat $(READY) 2> /dev/null)" = "$$(pwd -P)" ] && $(BIN)/python -S -c "" 2> /dev/null || rm -f $(READY))

.PHONY: lab test mutants size case check site site-if-npm site-serve browsers docs read notebooks dictionary bench bench-site bench-judgement bench-reading bench-coverage fuzz workshop handouts bench-workshop release lock lint clean

lab: $(READY)
	@$(BIN)/python -m leadership_lib $(ARGS)

# Notebooks say which dates in a role have passed. On one fixed day they say the same next year, and the test of what they
# stored still holds.
test notebooks: export LEADERSHIP_TODAY := 2026-11-30

# The tests keep what they write away from anyone's own work. A file stays on one processor, with its browser or kernel.
test: export LEADERSHIP_WORK := $(CURDIR)/.venv/work
test: $(READY)
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target lint site-if-npm
	@rm -rf "$(LEADERSHIP_WORK)"
	$(BIN)/python -m pytest --numprocesses logical --dist loadfile --no-loadscope-reorder \
	  --nbval --nbval-current-env --nbval-cell-timeout=600 --nbval-sanitize-with tests/nbval_sanitize.cfg tests notebooks $(ARGS)

site-if-npm:
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory site; \
	else rm -rf build/site; echo "The browser edition is left out of the tests: npm is missing (Debian: apt-get install npm)"; fi

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell data notebooks site/pages README.md CONTRIBUTING.md CHANGELOG.md
	$(BIN)/python tools/prose.py

notebooks: export LEADERSHIP_WORK := $(CURDIR)/.venv/work
notebooks: $(READY)
	@rm -rf "$(LEADERSHIP_WORK)"
	$(BIN)/python tools/case.py
	$(BIN)/python tools/store_notebooks.py $(NOTEBOOKS)
	$(BIN)/python tools/minutes.py
	@$(BIN)/python tools/store_notebooks.py notebooks/12_find_a_role_like_yours.ipynb # it shows what was just counted

# All of it takes about an hour; what was tried once is tried again only where the code changed.
mutants: $(MUTANTS)
	.venv-mutants/bin/python tools/mutants.py run $(if $(ONLY),"$(subst /,.,$(patsubst %/,%,$(ONLY:.py=))).*")

size:
	@$(PYTHON) tools/size.py

case: $(READY)
	@$(BIN)/python tools/case.py "$(NAME)"

check: $(READY)
	@$(BIN)/python tools/check.py

dictionary: $(READY)
	$(BIN)/python tools/data_dictionary.py

bench-site: $(READY)
	$(BIN)/python tools/bench_site.py

bench-judgement: $(READY)
	@$(BIN)/python tools/bench_judgement.py $(ARGS)

bench-reading: $(READY)
	@$(BIN)/python tools/bench_reading.py $(ARGS)

bench-coverage: $(READY)
	@$(BIN)/python tools/bench_coverage.py $(ARGS)

fuzz: $(READY)
	LEADERSHIP_FUZZ_FILES=100000 $(BIN)/python -m pytest tests/research/test_files_damaged.py $(ARGS)

bench-workshop: $(READY)
	@$(BIN)/python tools/bench_workshop.py $(ARGS)

workshop: ROLE ?= locality_clinical_lead
workshop: GROUPS ?= GP,Nurse,Manager
workshop: $(READY)
	@$(BIN)/python -m leadership_lib.workshop lead "$(ROLE)" --groups "$(GROUPS)" $(ARGS)

handouts: $(READY)
	@$(BIN)/python tools/handouts.py build/handouts $(ROLE)

bench: $(READY)
	$(BIN)/python tools/bench.py
	$(BIN)/python tools/bench_studio.py
	$(BIN)/python tools/bench_redesign.py
	$(BIN)/python tools/bench_agreement.py
	$(BIN)/python tools/bench_portfolio.py 1000 10000

site: $(SITE) $(READY)
	.venv-site/bin/python site/browser_edition.py build/site --python $(BIN)/python $(if $(PYODIDE),--pyodide "$(PYODIDE)")

site-serve:
	@$(PYTHON) site/serve.py build/site $(ARGS)

# WebKitGTK wants a screen; where there is none it gets one that no one sees.
browsers: $(BROWSERS)
	@$(MAKE) --no-print-directory site
	$(if $(DISPLAY),,$(if $(shell command -v xvfb-run),xvfb-run -a)) .venv-browsers/bin/python -m pytest --numprocesses 0 \
	  --capture no tests/site/other_browsers.py $(ARGS)

# A part of the site where that has been built.
docs: $(DOCS)
	PYTHONPATH="$(CURDIR)" .venv-docs/bin/python -m sphinx --fail-on-warning --keep-going -q docs build/docs
	@if [ -d build/site ]; then rm -rf build/site/docs && cp -r build/docs build/site/docs; fi
	@echo "The documentation is in build/docs/index.html"

read: $(READY)
	@$(BIN)/python site/pages_to_read.py build/read
	@echo "The pages are in build/read/index.html"

# What builds the site stands apart, so that JupyterLab does not load what belongs to a JupyterLab without a server.
$(SITE): site/requirements.lock pyproject.toml
	@$(PYTHON) -m venv .venv-site
	@.venv-site/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r site/requirements.lock
	@.venv-site/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(SITE)

# What makes mutants or documentation or drives other browsers stands apart and borrows everything else from .venv.
.venv-%/.ready: $(READY) pyproject.toml
	@$(PYTHON) -m venv .venv-$*
	@$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > \
	  "$$(.venv-$*/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/project.pth"
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["$*"], \
	  sep="\n")' > .venv-$*/wanted.txt
	@.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check -r .venv-$*/wanted.txt
	@touch $@

# Reading every package against its hash is what makes two machines the same.
$(READY): requirements.lock pyproject.toml tools/set_up.py tools/lab_settings.json tools/jupyter_server_config.json tools/lab_pages/pages.js
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) tools/set_up.py

# What checks and lists stands apart. The list of all parts (SBOM) has the form of CycloneDX; the browser edition goes along
# where `make site` has built it.
release: $(READY)
	@rm -rf dist .venv-release
	@$(PYTHON) -m venv .venv-release
	@.venv-release/bin/python -m pip install --quiet --disable-pip-version-check twine==7.0.0 cyclonedx-bom==7.5.0
	$(BIN)/python -m hatchling build -d dist
	.venv-release/bin/twine check --strict dist/*
	.venv-release/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o dist/sbom.cdx.json
	@if [ -d build/site ]; then $(PYTHON) -m zipfile -c dist/browser_edition.zip build/site/; fi
	@$(PYTHON) -c 'import hashlib, pathlib; print(*(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in sorted(pathlib.Path("dist").iterdir())), sep="\n")' > .venv-release/sums && mv .venv-release/sums dist/SHA256SUMS

lock:
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" --extra lab --extra test pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" site/requirements.in -o site/requirements.lock

clean:
	rm -rf .venv .venv-* mutants build dist
