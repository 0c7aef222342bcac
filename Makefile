# The front door. `make` alone lists what can be done.
.DEFAULT_GOAL := help
SHELL := bash
ADDRESS ?= 127.0.0.1:8080
PARAGRAF := cargo run --quiet --release --package paragraf-cli --bin paragraf --
CORPUS ?= ../shared
PDFS ?= ../measure-pdfs
# The same random texts each time, so that a check that passed passes again; `make laws` looks for new ones.
SEED ?= 20261124
# How many made-up paragraphs `make bench` measures with.
SIZES ?= 10000,100000,1000000
RELEASE := $(or $(CARGO_TARGET_DIR),target)/release

.PHONY: help
help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## build, read the sample minutes and serve search at http://127.0.0.1:8080
	cargo build --release --package paragraf-cli
	$(PARAGRAF) ingest data/samples
	$(PARAGRAF) serve --listen $(ADDRESS)

.PHONY: build
build: ## build the program as it is handed out, without a path of this machine in it: target/dist/release/paragraf
	packaging/build.sh

.PHONY: install
install: ## install what `make build` built, with manual, units and settings (PREFIX=/usr/local, DESTDIR=)
	@PREFIX="$(PREFIX)" SYSCONFDIR="$(SYSCONFDIR)" DESTDIR="$(DESTDIR)" packaging/install.sh

.PHONY: uninstall
uninstall: ## take that away again; settings and archive stay
	@PREFIX="$(PREFIX)" SYSCONFDIR="$(SYSCONFDIR)" DESTDIR="$(DESTDIR)" packaging/install.sh --remove

.PHONY: deb
deb: build ## make a Debian package in target/debian (installs cargo-deb where it is missing)
	packaging/deb.sh release $(or $(CARGO_TARGET_DIR),target)/dist

.PHONY: test
test: ## run every test
	PROPTEST_RNG_SEED=$(SEED) cargo test --workspace

# The program as `make test` has built it: `cargo build` would build every crate anew, with other features.
.PHONY: test-browser
test-browser: ## walk the pages in a browser (installs Chromium and two npm packages where they are missing)
	tests/browser/install.sh
	cargo test --workspace --no-run --quiet
	cd tests/browser && node --test --test-reporter=spec all.test.mjs

.PHONY: test-outside
test-outside: ## let pandas, LibreOffice, R and validators read what is handed out (installs what is missing)
	cargo test --workspace --no-run --quiet
	python="$$(tests/outside/install.sh | tail -1)" && \
		"$$python" -m unittest discover --start-directory tests/outside --pattern 'test_*.py'

.PHONY: test-package
test-package: ## install the Debian package in a clean root and run it there as systemd would (root; some minutes)
	cargo test --workspace --no-run --quiet
	tests/package/run.sh

.PHONY: screens
screens: ## take pictures of every page into docs/screens (or SCREENS)
	tests/browser/install.sh screens
	cargo test --workspace --no-run --quiet
	cd tests/browser && node screens.mjs $(abspath $(or $(SCREENS),docs/screens))

.PHONY: pages
pages: ## print what every page weighs and how long it takes, the median of TIMES (20) cold visits to a release build
	tests/browser/install.sh
	cargo build --quiet --release --package paragraf-cli
	cd tests/browser && PARAGRAF=$(or $(CARGO_TARGET_DIR),$(CURDIR)/target)/release/paragraf node measure.mjs $(TIMES)

.PHONY: crash
crash: ## kill runs 200 times, let every writing operation fail in every way, and cut the power 600 times
	CRASH_KILLS=$(or $(KILLS),200) CRASH_DOCUMENTS=$(or $(DOCUMENTS),300) CRASH_FAILURES=1000000 CRASH_CUTS=300 \
		cargo test --release --package paragraf-cli --test crash -- --nocapture

.PHONY: laws
laws: ## run every test on many new random texts
	PROPTEST_CASES=5000 cargo test --workspace

.PHONY: check
check: fmt clippy doc deny test test-browser test-outside ## all that CI runs: fmt, clippy, docs, licences, tests

.PHONY: fmt
fmt: ## check the formatting (cargo fmt mends it)
	cargo fmt --all --check

.PHONY: clippy
clippy: ## lint, warnings as errors
	cargo clippy --workspace --all-targets -- -D warnings

.PHONY: doc
doc: ## build the documentation, warnings as errors
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet

.PHONY: deny
deny: ## check licences and sources of the dependencies (installs cargo-deny where it is missing)
	@cargo deny --version >/dev/null 2>&1 || cargo install --quiet --locked --debug cargo-deny
	cargo fetch --quiet --locked
	cargo deny --offline check licenses bans sources

.PHONY: golden
golden: ## rewrite the golden records from their minutes; reading that diff is the review
	UPDATE_GOLDEN=1 cargo test --workspace --test it golden

.PHONY: quality
quality: ## print the quality figures (of the samples, and of CORPUS and PDFS where they are there)
	cargo build --quiet --release --package paragraf-cli
	cargo run --quiet --release --package paragraf-tests --bin quality -- $(CORPUS) $(PDFS)

.PHONY: fuzz
fuzz: ## try COUNT (100000) random queries, and every fuzz target for SECONDS (30), from SEED
	cargo run --quiet --release --package paragraf-tests --bin fuzz_queries -- $(or $(COUNT),100000) $(SEED)
	cargo run --quiet --release --package paragraf-tests --bin fuzz_targets -- $(or $(SECONDS),30) $(SEED)

.PHONY: soak
soak: ## search and read in under load for SECONDS (600); prints times and memory
	cargo build --quiet --release --package paragraf-cli
	cargo run --quiet --release --package paragraf-tests --bin soak -- $(or $(SECONDS),600)

# Both at once: each alone would choose other features of the dependencies, and compile them anew.
.PHONY: bench
bench: ## read in and search SIZES (10000,100000,1000000) made-up paragraphs in FOLDER; writes docs/BENCH.md
	cargo build --quiet --release --package paragraf-cli --package paragraf-bench
	$(RELEASE)/paragraf-bench measure --program $(RELEASE)/paragraf --sizes $(SIZES) \
		--folder $(or $(FOLDER),target/bench) --document docs/BENCH.md

.PHONY: profile
profile: ## draw where time goes while SIZE (100000) paragraphs are read in and searched: docs/flames (needs perf)
	tests/bench/profile.sh $(or $(SIZE),100000) $(or $(FOLDER),target/bench)

.PHONY: bench-peers
bench-peers: ## load PARAGRAPHS (100000) made-up paragraphs into other engines too and compare; writes docs/BENCH.md
	tests/bench/peers.sh $(or $(PARAGRAPHS),100000) $(or $(FOLDER),target/bench) $(CORPUS)/pdf

.PHONY: pdfs
pdfs: ## make PDFs of known text in PDFS (needs the programs named in tests/pdf/README.md)
	python3 tests/pdf/make_pdfs.py $(PDFS)

.PHONY: dictionary
dictionary: ## train a dictionary to pack records with, into OUTPUT (installs zstd where it is missing)
	command -v zstd >/dev/null || apt-get install --yes --quiet zstd
	cargo test --workspace --no-run --quiet
	python3 tests/dictionary/train.py $(or $(CARGO_TARGET_DIR),target)/debug/paragraf $(or $(OUTPUT),target/records.dict)

.PHONY: samples
samples: ## make data/samples again from tests/samples (needs LibreOffice and the packages named there)
	python3 tests/samples/make_samples.py

.PHONY: ingest
ingest: ## read the sample minutes into data/ and index/
	$(PARAGRAF) ingest data/samples

.PHONY: index
index: ## make the index anew from the archive
	$(PARAGRAF) rebuild

.PHONY: serve
serve: ## serve what is held at ADDRESS (127.0.0.1:8080)
	$(PARAGRAF) serve --listen $(ADDRESS)
