# The commands of this project; `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test check format bench docs clean
BUILD := build/release
VENV := .venv/bin
export PATH := $(CURDIR)/$(VENV):$(PATH)
# A stable place for ccache: paths below it do not count as differences.
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1
export CCACHE_SLOPPINESS := pch_defines,time_macros,include_file_mtime,include_file_ctime

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

demo:  ## install what is missing, build, and make a report from the embedded figures
	@tools/prepare.sh demo
	@$(VENV)/werdegang demo

test:  ## C++ tests, Python tests and the structural checks
	@tools/prepare.sh test
	@tools/test.sh $(BUILD)

check:  ## clang-format, clang-tidy, the C++ tests under ASan, UBSan and TSan, and the fuzzers for 30 s each
	@tools/prepare.sh check
	@tools/check.sh

format:  ## format the C++ code in place
	@find include src python tests benchmarks examples \( -name '*.hpp' -o -name '*.cpp' \) -print0 2>/dev/null | xargs -0 clang-format-16 -i

bench:  ## time reading and computing beside pandas and polars
	@tools/prepare.sh bench
	@shopt -s nullglob; for script in benchmarks/python/bench_*.py; do echo "== $$script"; $(VENV)/python "$$script"; done

docs:  ## build the documentation, warnings are errors
	@tools/prepare.sh docs
	@$(VENV)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

clean:  ## remove what was built, keep .venv
	rm -rf build docs/_build dist
