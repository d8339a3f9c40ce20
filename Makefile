# Bespoke's script runner. `make` builds the tool and every resume of content/ into out/.

SWIFT_FLAGS ?=
RELEASE = swift build -c release --static-swift-stdlib $(SWIFT_FLAGS)
BESPOKE = .build/release/bespoke

PREFIX ?= /usr/local
DESTDIR ?=

.PHONY: all docs install uninstall dist setup build resumes test torture fuzz setup-test lint format snapshots bench reproducible clean

all: build resumes

setup:
	@scripts/setup build

build: setup
	@echo "make: building in release mode"
	@$(RELEASE)

resumes:
	@$(BESPOKE) build

setup-test:
	@scripts/setup test

# The tests that a clone needs: units and stages, then the built program on real input.
test: setup-test
	@echo "make: building in release mode for the end-to-end tests"
	@$(RELEASE)
	swift test $(SWIFT_FLAGS)
	scripts/end-to-end

# Kills, faults, edits, names and paths: every row of scripts/torture with its count (an hour).
# TORTURE="A2 A9 --quick" chooses rows and sizes.
torture:
	@$(RELEASE)
	@scripts/torture $(TORTURE)

# Every parser from the project's files as seeds, guided by coverage; FUZZ=pdf chooses targets.
FUZZ_SECONDS ?= 60
fuzz:
	@scripts/fuzz --seconds $(FUZZ_SECONDS) $(FUZZ)

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

format:
	swift format --in-place --recursive Sources Tests Package.swift

snapshots:
	UPDATE_SNAPSHOTS=1 swift test

# Every figure beside its peer's, measured in the same run; BENCH=--save makes it the new baseline.
bench: build
	@scripts/setup bench
	@mkdir -p .build/bench
	cc -O2 bench/pango-cairo.c -o .build/bench/pango-cairo \
	  $$(pkg-config --cflags --libs pangocairo pangoft2 fontconfig)
	.build/release/bench $(BENCH)

# The same bytes wherever, whenever and by whomever they are made.
reproducible: build
	scripts/reproducible

# The documentation as web pages in out/docs, and its page of all commands.
docs: build
	@$(BESPOKE) manual markdown > docs/reference/commands.md
	@$(BESPOKE) pages docs --out out/docs

# Programs, completions and the manual page below PREFIX.
install: build
	@scripts/dist stage "$(DESTDIR)$(PREFIX)"

uninstall:
	rm -rf "$(DESTDIR)$(PREFIX)/bin/bespoke" "$(DESTDIR)$(PREFIX)/libexec/bespoke" \
	  "$(DESTDIR)$(PREFIX)/share/man/man1/bespoke.1.gz" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/bespoke" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_bespoke" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/bespoke.fish" \
	  "$(DESTDIR)$(PREFIX)/share/doc/bespoke"

# A tarball that runs wherever it is unpacked, and a Debian package, in dist/.
dist: build
	@scripts/dist all

clean:
	rm -rf .build .bespoke dist
	find out -mindepth 1 -not -name .gitignore -delete
