#!/usr/bin/env bash
# Brings a machine to the point where werdegang is installed in .venv; a second run only checks stamps.
# usage: tools/prepare.sh demo|test|check|docs|bench
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-demo}
build=build/release
stamps=.venv/stamps
export PIP_DISABLE_PIP_VERSION_CHECK=1 DEBIAN_FRONTEND=noninteractive

say() { printf '== %s\n' "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }

compiler() { if [ -n "${CXX:-}" ]; then echo "$CXX"; elif has c++; then echo c++; elif has g++; then echo g++; else echo clang++; fi; }
has_header() { printf '#include <%s>\n' "$1" | $(compiler) -std=c++20 -E -x c++ - >/dev/null 2>&1; }

# A Python >= 3.10 that can make virtual environments and has its C headers.
find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.10; do
    if has "$candidate" && "$candidate" - >/dev/null 2>&1 <<'PY'
import ensurepip, os, sys, sysconfig, venv
sys.exit(not (sys.version_info >= (3, 10) and os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))))
PY
    then echo "$candidate"; return; fi
  done
}

missing_packages() {
  has "$(compiler)" || echo g++
  [ -n "$(find_python)" ] || echo python3 python3-venv python3-dev
  if has "$(compiler)"; then
    has_header boost/version.hpp || echo libboost-dev
    has_header eigen3/Eigen/SparseLU || has_header Eigen/SparseLU || echo libeigen3-dev
    has_header fmt/core.h || echo libfmt-dev
    has_header sqlite3.h || echo libsqlite3-dev
    has_header toml++/toml.h || echo libtomlplusplus-dev
  else
    echo libboost-dev libeigen3-dev libfmt-dev libsqlite3-dev libtomlplusplus-dev
  fi
  case $purpose in test | check)
    has_header catch2/catch.hpp || has_header catch2/catch_all.hpp || echo catch2
    has pkg-config || echo pkg-config
    ;; esac
  if [ "$purpose" = check ]; then
    has clang-format-16 || echo clang-format-16
    has clang-tidy-16 || echo clang-tidy-16
    has clang++-16 || echo clang-16
    compgen -G '/usr/lib/llvm-16/lib/clang/16/lib/linux/libclang_rt.fuzzer-*' >/dev/null || echo libclang-rt-16-dev
  fi
}

install_packages() {
  local packages=$1 command="apt-get install -y --no-install-recommends $1" runner=""
  if [ "$(id -u)" != 0 ]; then
    if has sudo && sudo -n true 2>/dev/null; then runner="sudo -n"; else runner=none; fi
  fi
  if ! has apt-get || [ "$runner" = none ]; then
    printf 'These packages are missing and cannot be installed from here. On Debian or Ubuntu run\n\n' >&2
    printf '    sudo %s\n\nand start again. Elsewhere install what has the same name.\n' "$command" >&2
    exit 1
  fi
  say "installing system packages: $packages"
  # shellcheck disable=SC2086
  $runner $command </dev/null >"$log" 2>&1 || { $runner apt-get update </dev/null && $runner $command </dev/null; } >>"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    printf 'Installing failed; the command was: %s\n' "$command" >&2
    exit 1
  }
}

# The hash of what the installed package is made of.
source_hash() {
  find CMakeLists.txt cmake include src python catalogue pyproject.toml LICENSE README.md \
    -type f ! -name '*.pyc' -print0 2>/dev/null | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}
fresh() { [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$stamps" && printf '%s\n' "$2" >"$stamps/$1"; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT

packages=$(missing_packages | tr '\n' ' ')
if [ -n "${packages// /}" ]; then
  install_packages "${packages% }"
  packages=$(missing_packages | tr '\n' ' ')
  [ -z "${packages// /}" ] || { printf 'Still missing after the installation: %s\n' "$packages" >&2; exit 1; }
fi

if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  say "creating .venv with $(find_python)"
  rm -rf .venv "$build"
  "$(find_python)" -m venv .venv
fi
export PATH="$PWD/.venv/bin:$PATH"

requirements=$(.venv/bin/python - <<'PY'
import ast, pathlib, re
print("\n".join(ast.literal_eval(re.search(r"^requires = (\[.*\])$", pathlib.Path("pyproject.toml").read_text(), re.M)[1])))
PY
)
cmake_works() { cmake --version 2>/dev/null | awk 'NR == 1 { split($3, v, "."); exit !(v[1] > 3 || (v[1] == 3 && v[2] >= 24)) }'; }
cmake_works || requirements+=$'\ncmake>=3.24'
ninja --version >/dev/null 2>&1 || requirements+=$'\nninja'
if ! fresh build-requirements "$requirements"; then
  say "installing build requirements"
  # shellcheck disable=SC2086
  .venv/bin/python -m pip install -qq --no-input $(tr '\n' ' ' <<<"$requirements") </dev/null
  stamp build-requirements "$requirements"
fi

case $purpose in
  demo) extras=all ;;
  test | check) extras=all,test ;;
  *) extras=all,test,$purpose ;;
esac
for extra in ${extras//,/ }; do
  dependencies=$(sed -n '/^\[project.optional-dependencies\]/,/^\[/p; /^dependencies/p' pyproject.toml)
  fresh "extra-$extra" "$dependencies" || stale=yes
done

if has ccache; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
fi
# One build directory for the wheel and the C++ tests, so that the library is compiled once.
export SKBUILD_BUILD_DIR=$build
case $purpose in test | check) export SKBUILD_CMAKE_DEFINE="WERDEGANG_BUILD_TESTS=ON" ;; esac
hash=$(source_hash)
if [ "${stale:-no}" = yes ] || ! fresh source "$hash"; then
  say "building and installing werdegang[$extras] (the first build takes some minutes)"
  options=(--no-build-isolation)
  [ "${stale:-no}" = yes ] || options+=(--no-deps)
  .venv/bin/python -m pip install -qq --no-input "${options[@]}" ".[$extras]" </dev/null
  stamp source "$hash"
  for extra in ${extras//,/ }; do stamp "extra-$extra" "$dependencies"; done
fi
