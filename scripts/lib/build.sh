# Installs what is missing and builds; sourced by the scripts beside this folder, from the top of the
# checkout. Says what it does, and nothing of what went well.

say() { echo "tines-mock: $*" >&2; }
fail() { say "$*"; exit 2; }

# Runs a command with its output kept for the case that it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "failed: $*"
  fi
  rm -f "$log"
}

# Tools by the command that they bring, as command:package.
tools=(g++:g++ cmake:cmake ninja:ninja-build pkg-config:pkg-config curl:curl)
# Libraries by the file that they bring, as header:package. Those of CMake's FetchContent last.
libraries=(openssl/ssl.h:libssl-dev httplib.h:libcpp-httplib-dev nlohmann/json.hpp:nlohmann-json3-dev
           CLI/CLI.hpp:libcli11-dev valijson/validator.hpp:libvalijson-dev rapidcheck.h:librapidcheck-dev
           catch2:catch2)

# The browser of the tests, as command:package.
browser=(chromium:chromium chromedriver:chromium-driver)

missing_tools() {
  local tool
  for tool in "$@"; do
    command -v "${tool%%:*}" >/dev/null || echo "${tool##*:}"
  done
}

missing_packages() {
  local library
  missing_tools "${tools[@]}"
  for library in "${libraries[@]}"; do
    [ -e "/usr/include/${library%%:*}" ] || [ -e "/usr/local/include/${library%%:*}" ] \
      || echo "${library##*:}"
  done
}

# apt-get as root, through sudo where needed.
apt_get() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "neither root nor sudo; as root, run: apt-get $*"
    as_root=(sudo)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@"
}

install_missing() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  if command -v apt-get >/dev/null; then
    say "installing with apt: ${missing[*]}"
    quietly apt_get update
    quietly apt_get install --no-install-recommends -y "${missing[@]}"
  else
    say "this is not Debian; missing, by their Debian names: ${missing[*]}"
    require_without_apt
    say "going on: CMake downloads the libraries"
  fi
}

# Where the browser cannot be had, ctest reports the tests that need it as skipped.
install_browser() {
  local missing
  mapfile -t missing < <(missing_tools "${browser[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  if command -v apt-get >/dev/null; then
    say "installing with apt: ${missing[*]}"
    (apt_get update && apt_get install --no-install-recommends -y "${missing[@]}") >/dev/null 2>&1 \
      && return
  fi
  say "without ${missing[*]}: the tests in a browser will be skipped"
}

# What CMake cannot download.
require_without_apt() {
  local tool
  for tool in "${tools[@]}"; do
    command -v "${tool%%:*}" >/dev/null || [ "${tool%%:*}" = pkg-config ] \
      || fail "please install ${tool%%:*} (CMake 3.25 or newer, a compiler for C++20, OpenSSL 1.1.1)"
  done
}

# build PRESET [TARGET…]: configures once; after that the build itself sees what has changed.
# Several sources are compiled as one (unity): most of their time goes into the same headers.
build() {
  local preset=$1
  shift
  if [ ! -e "build/$preset/build.ninja" ]; then
    say "building $preset (a few minutes the first time)"
    quietly cmake --preset "$preset" -DCMAKE_UNITY_BUILD=ON ${CI:+-DTINES_MOCK_WERROR=ON}
  fi
  quietly cmake --build --preset "$preset" ${1:+--target "$@"}
}
