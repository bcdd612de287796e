# shellcheck shell=bash
# Shared by the scripts beside it; sourced, never run.
# shellcheck disable=SC2034  # the lists are used by those scripts

# What the build and the tests need, by the names of Debian 12 and later and Ubuntu 24.04 and later.
build_packages=(g++ cmake ninja-build pkg-config rapidjson-dev libvalijson-dev libcli11-dev libcurl4-openssl-dev
  libtomlplusplus-dev libre2-dev libsimdjson-dev zlib1g-dev libzstd-dev libminizip-dev)
test_packages=(catch2 python3 python3-venv)
# What the tests against real servers start on loopback; CKAN itself comes from PyPI.
server_packages=(nginx-extras libnginx-mod-http-dav-ext apache2 apache2-utils openssl swift-proxy swift-account
  swift-container swift-object memcached postgresql redis-server libpq-dev python3-dev)

say() { printf '%s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# as_root COMMAND...: with sudo when not root; without a terminal sudo must not ask.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    say "This needs root, and there is no sudo: $*" >&2
    return 1
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

# missing_packages NAME...: those that dpkg does not have installed, one a line.
missing_packages() {
  local name
  for name in "$@"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
      printf '%s\n' "$name"
    fi
  done
}

# name_packages: what to install on systems without apt.
name_packages() {
  say "This system has no apt. What the build needs, by the names of other systems:"
  say "  Fedora    gcc-c++ cmake ninja-build pkgconf rapidjson-devel valijson-devel cli11-devel libcurl-devel tomlplusplus-devel"
  say "            re2-devel simdjson-devel zlib-devel libzstd-devel minizip-compat-devel; tests: catch-devel python3"
  say "  Homebrew  cmake ninja pkgconf rapidjson valijson cli11 curl tomlplusplus re2 simdjson zstd minizip; tests: catch2 python3"
}

# install_packages NAME...: installs what is missing and nothing else, and checks for the tools.
install_packages() {
  local missing tool
  if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -eq 0 ]; then
      say "Packages: all $# are installed."
    else
      say "Packages: installing ${missing[*]}"
      if ! { as_root apt-get update -q &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"; }; then
        fail "Could not install these packages; install them and run this again: ${missing[*]}"
      fi
    fi
  else
    name_packages
  fi
  for tool in cmake ninja pkg-config; do
    command -v "$tool" >/dev/null || fail "$tool is not installed. Install it and run this again."
  done
}
