# The whole workflow of kanshu. make alone builds; make help lists the targets.
.DEFAULT_GOAL := build
.PHONY: setup build site check test race cover lint fmt golden fuzz bench benchstat profile vuln tools-test clean help

GO       ?= go
TOOL     := $(GO) tool -modfile=tools/go.mod
GOBUILD  := CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false
FUZZTIME ?= 20s
BENCH    ?=
COUNT    ?= 10

setup: ## fetches modules and the tools of tools/go.mod and tools/npm
	$(GO) mod download
	$(GO) mod download -modfile=tools/go.mod
	tools/prepare

build: ## makes bin/kanshu, the same bytes wherever it is made
	$(GOBUILD) -o bin/kanshu ./cmd/kanshu

# Exit code 3 says: published, and some columns were withheld, as they should be. That is success here.
site: build ## builds, then publishes columns/ to public/; SITE= takes flags: make site SITE=--lang=en
	@bin/kanshu build $(SITE); code=$$?; \
	if [ $$code -eq 3 ]; then \
		echo 'make site: 非公開のコラムを除いて公開の用意ができました。public/ はこのまま配信できます(終了コード 3)'; \
		echo 'make site: columns that may not be published were withheld; public/ is ready to upload (exit code 3)'; \
		exit 0; \
	fi; exit $$code

check: lint test ## lint and test: what must hold before a commit

test: tools-test ## the tests; fetches the oracles, a browser and strace first, where that is possible
	$(GO) test ./...
	$(GO) test -C tools ./bench/...

tools-test:
	@tools/prepare

race: ## the tests with the race detector
	CGO_ENABLED=1 $(GO) test -race ./...

cover: ## the tests with coverage per function
	@mkdir -p tmp
	$(GO) test -coverpkg=./... -coverprofile=tmp/cover.out ./...
	$(GO) tool cover -func=tmp/cover.out

lint: ## golangci-lint, and whether go.mod is tidy; the first run compiles the linter
	$(TOOL) golangci-lint run
	cd tools && $(GO) tool golangci-lint run --config ../.golangci.yml ./bench/...
	$(GO) mod tidy -diff

fmt: ## gofumpt and import order
	$(TOOL) golangci-lint fmt

golden: ## rewrites golden files; read the diff
	GOLDEN=rewrite $(GO) test -count=1 ./...
	@git --no-pager diff --stat

fuzz: ## every fuzz target in turn, FUZZTIME=20s each
	@grep -rl --include='*_test.go' '^func Fuzz' cmd internal | sort | while read -r file; do \
		for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' "$$file"); do \
			echo "$$(dirname "$$file") $$target"; \
			$(GO) test "./$$(dirname "$$file")" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x </dev/null || exit 1; \
		done || exit 1; \
	done

bench: build ## kanshu beside Hugo on an invented publication; BENCH= takes flags: make bench BENCH='-huge 100000'
	$(GO) run -C tools ./bench -kanshu ../bin/kanshu $(BENCH)

benchstat: ## ten runs of the packages' benchmarks into tmp/bench.txt; compared with tmp/bench.old.txt where that stands
	@mkdir -p tmp
	$(GO) test -run '^$$' -bench . -benchmem -count $(COUNT) ./internal/... | tee tmp/bench.txt
	@if [ -f tmp/bench.old.txt ]; then $(TOOL) benchstat tmp/bench.old.txt tmp/bench.txt; fi

profile: build ## CPU and heap profiles of a cold build of 10,000 columns, and the top of pprof
	@mkdir -p tmp
	@rm -rf tmp/profile
	$(GO) run -C tools ./bench -corpus ../tmp/profile
	bin/kanshu build --quiet --today 2026-11-22 --source tmp/profile --cpuprofile tmp/cpu.prof --memprofile tmp/mem.prof
	$(GO) tool pprof -top -nodecount 30 bin/kanshu tmp/cpu.prof
	$(GO) tool pprof -top -nodecount 30 -sample_index alloc_space bin/kanshu tmp/mem.prof

vuln: ## govulncheck; asks an online database, so it is no part of check
	$(TOOL) govulncheck ./...

clean: ## removes what was made but for public/
	rm -rf bin tmp .public.kanshu tools/npm/node_modules

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | sort | while IFS='	' read -r target does; do \
		printf '%-9s %s\n' "$$target" "$$does"; done
