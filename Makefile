# Longstop. `make` alone lists what can be made.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
FUZZTIME ?= 30s

PREFIX ?= /usr
SYSCONFDIR ?= /etc
DESTDIR ?=

bin := $(DESTDIR)$(PREFIX)/bin
lib := $(DESTDIR)$(PREFIX)/lib
share := $(DESTDIR)$(PREFIX)/share/longstop
etc := $(DESTDIR)$(SYSCONFDIR)/longstop

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/longstop, with its version from git
	go build -trimpath -ldflags '-X main.version=$(VERSION)' -o bin/longstop ./cmd/longstop

.PHONY: demo
demo: ## run a case in fast time, in one process that keeps nothing
	go run ./cmd/longstop demo

.PHONY: test
test: ## everything that CI tests; installs what is missing (on Debian)
	./.ci/test

# Four packages and eight tests at once, whatever the number of cores: the slowest
# wait for time-outs and for servers.
.PHONY: quick
quick: ## the Go tests in under a minute: without cmd/e2e and the race detector
	go test -p 4 -parallel 8 $$(go list ./... | grep -v '/cmd/e2e$$')

.PHONY: e2e
e2e: ## the tests of the built daemon alone
	go test -count=1 ./cmd/e2e

.PHONY: lint
lint: ## gofumpt, go vet, staticcheck
	./.ci/test lint

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME (30s)
	FUZZTIME=$(FUZZTIME) ./.ci/test fuzz

.PHONY: bench
bench: ## every benchmark, with its allocations
	go test -run '^$$' -bench . -benchmem ./...

# What CI does in a minute or two, for as long as one likes. A failure prints its
# LONGSTOP_SEED, which can be given again.
KILLS ?= 1000
.PHONY: e2e-campaign
e2e-campaign: ## kill the built daemon KILLS times (1000), Redis a tenth of that
	LONGSTOP_KILLS=$(KILLS) LONGSTOP_REDIS_KILLS=$$(( $(KILLS) / 10 )) LONGSTOP_AWAY=30s LONGSTOP_LEASES='in full' \
		go test -race -count=1 -timeout 0 -v -run '^TestDaemon' ./cmd/e2e

YEARS ?= 20000
.PHONY: simulate
simulate: ## live through YEARS random years (20000) of two daemons, people and faults; a seed that fails is printed
	go test ./scheduler -run '^TestSimulatedYears$$' -count=1 -timeout 0 -rapid.checks=$(YEARS) -rapid.nofailfile

.PHONY: mutants
mutants: ## take one guard after the other out of the code: a test must notice (ONLY=NAME)
	go run ./internal/mutants $(ONLY)

.PHONY: model
model: ## the formal model of leases, outbox and redo log, and that each guard in it is needed
	./.ci/test model

.PHONY: measure
measure: ## start and memory of the built daemon, for docs/measurements.md
	go test -run '^$$' -bench '^BenchmarkDaemonStart' -benchtime 20x ./cmd/e2e
	go test -run '^$$' -bench '^BenchmarkDaemonMemory' -benchtime 1x -timeout 30m ./cmd/e2e

.PHONY: rules
rules: ## the Prometheus rules and their tests
	./.ci/test rules

.PHONY: vuln
vuln: ## known vulnerabilities in what is used (asks the Go vulnerability database)
	./.ci/test vuln

# A configuration that is there already is the operator's and is kept.
.PHONY: install
install: build ## install under DESTDIR and PREFIX (/usr): program, unit, examples
	install -D -m 0755 bin/longstop $(bin)/longstop
	install -d $(lib)/systemd/system
	sed 's|^ExecStart=/usr/bin/|ExecStart=$(PREFIX)/bin/|' deploy/longstop.service > $(lib)/systemd/system/longstop.service
	install -D -m 0644 deploy/longstop.sysusers $(lib)/sysusers.d/longstop.conf
	install -D -m 0644 -t $(share) deploy/longstop.yaml deploy/bscp.yaml deploy/redis.conf deploy/redis-users.acl deploy/sentinel-users.acl deploy/prometheus/longstop.rules.yaml
	install -d -m 0750 $(etc)
	for file in longstop.yaml bscp.yaml; do \
		[ -e $(etc)/$$file ] || install -m 0640 deploy/$$file $(etc)/$$file; \
	done
	@echo "Next, as root: systemd-sysusers && chgrp -R longstop $(SYSCONFDIR)/longstop && systemctl daemon-reload"
	@echo "Then edit $(SYSCONFDIR)/longstop, run longstop check-config on it, and: systemctl enable --now longstop"

.PHONY: clean
clean: ## remove what was built
	rm -rf bin
	go clean ./...
