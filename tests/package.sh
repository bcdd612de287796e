#!/usr/bin/env bash
# Checks the packages in a bare root: tests/package.sh DEB TARBALL ROOT
#
# ROOT is a Debian 12 or later, or Ubuntu 24.04 or later, made by debootstrap --variant=minbase; the package is
# installed in it. Needs root and the network of apt. Prints "ok", or what failed.
set -euo pipefail

deb=$1 tarball=$2 root=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fail() {
  printf 'failed: %s\n' "$*"
  exit 1
}
inside() { chroot "$root" env PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"; }
validates() {
  inside "$1" validate --lang en /tmp/edca-test/good.json >/dev/null || fail "$1: a good file"
  if inside "$1" validate --lang en /tmp/edca-test/bad.json >/dev/null; then fail "$1: a bad file"; fi
}

rm -rf "$root/tmp/edca-test"
mkdir -p "$root/tmp/edca-test"
cp "$here/samples/edca-mx/date-only/"{good,bad}.json "$root/tmp/edca-test"

# The tarball first, while nothing is installed that it could lean on.
tar -xzf "$tarball" -C "$root/tmp/edca-test" --strip-components=1
validates /tmp/edca-test/bin/edca
libraries=$(inside ldd /tmp/edca-test/bin/edca | awk '{print $1}' | sort | tr '\n' ' ')
for library in $libraries; do
  case "$library" in
    linux-vdso.so.1 | libc.so.6 | libm.so.6 | /lib64/ld-linux-*) ;;
    *) fail "the tarball's program needs $library" ;;
  esac
done
printf 'tarball: %s\n' "$libraries"

cp "$deb" "$root/tmp/edca-test/edca.deb"
# Slim roots leave manuals out.
rm -f "$root/etc/dpkg/dpkg.cfg.d/"*
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/edca-test/edca.deb >/dev/null
validates /usr/bin/edca
for file in share/man/man1/edca.1.gz share/man/man1/edca-validate.1.gz share/man/es/man1/edca-validate.1.gz \
  share/bash-completion/completions/edca share/zsh/vendor-completions/_edca share/fish/vendor_completions.d/edca.fish; do
  [ -s "$root/usr/$file" ] || fail "the package has no $file"
done
inside dpkg --verify edca || fail "the installed files are not those of the package"
printf 'deb: %s\n' "$(inside dpkg-query -W -f='${Depends}' edca)"
inside apt-get remove -y -qq edca >/dev/null
[ ! -e "$root/usr/bin/edca" ] || fail "the program stays when the package goes"
echo ok
