# shellcheck shell=bash
# Shared by the scripts beside it; sourced, never run.
# shellcheck disable=SC2034  # the lists are used by those scripts

# What the build and the tests need, by the names of Debian 12 and later and Ubuntu 24.04 and later.
build_packages=(g++ cmake ninja-build pkg-config rapidjson-dev libcli11-dev libcurl4-openssl-dev
  libtomlplusplus-dev libre2-dev libsimdjson-dev zlib1g-dev libzstd-dev libsqlite3-dev
  libexpat1-dev)
test_packages=(catch2 libminizip-dev python3 python3-venv)
# What the tests against real servers start on loopback; CKAN itself comes from PyPI.
server_packages=(nginx-extras libnginx-mod-http-dav-ext apache2 apache2-utils openssl swift-proxy swift-account
  swift-container swift-object memcached postgresql redis-server libpq-dev python3-dev)
# What scripts/portable needs beside those of the build, and what its packages are tried with.
portable_packages=(python3 python3-venv make)
package_packages=(debootstrap qemu-user-static faketime skopeo umoci)

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
  say "            re2-devel simdjson-devel zlib-devel libzstd-devel sqlite-devel expat-devel; tests: catch-devel minizip-compat-devel python3"
  say "  Homebrew  cmake ninja pkgconf rapidjson valijson cli11 curl tomlplusplus re2 simdjson zstd sqlite expat; tests: catch2 minizip python3"
}

# unpack_valijson: the headers of libvalijson-dev into build/deps, where cmake/dependencies.cmake looks for what the system
# does not have. Installed, that package pulls every JSON library that valijson can read, about 80 packages.
unpack_valijson() {
  local header=usr/include/valijson/validator.hpp partial=build/deps.partial
  if [ -e "/$header" ] || [ -e "build/deps/$header" ]; then
    say "valijson: its headers are there."
    return
  fi
  # Elsewhere it is installed like the other libraries.
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 0
  say "valijson: unpacking the headers of libvalijson-dev into build/deps"
  rm -rf "$partial"
  mkdir -p "$partial"
  if ! (cd "$partial" && { apt-get download -q libvalijson-dev ||
    { as_root apt-get update -q && apt-get download -q libvalijson-dev; }; } &&
    dpkg-deb -x libvalijson-dev_*.deb . && rm libvalijson-dev_*.deb); then
    rm -rf "$partial"
    fail "Could not get libvalijson-dev; install it and run this again: apt-get install --no-install-recommends libvalijson-dev"
  fi
  rm -rf build/deps
  mv "$partial" build/deps
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
