#!/bin/sh
# Installs the program of a release into ~/.local/bin, or $DATELINE_BIN: takes the archive of this system, compares its sum, unpacks it.
# Needs curl or wget, tar and xz, and sha256sum or shasum. DATELINE_VERSION chooses the release, DATELINE_FROM another place of the files.
set -eu

version=${DATELINE_VERSION:-0.1.0}
from=${DATELINE_FROM:-https://github.com/dateline/dateline/releases/download/v$version}
bin=${DATELINE_BIN:-$HOME/.local/bin}

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

case $(uname -s) in
  Linux) system=unknown-linux-musl ;;
  Darwin) system=apple-darwin ;;
  *) fail "no program for $(uname -s); docs/install.md says how it is built" ;;
esac
case $(uname -m) in
  x86_64 | amd64) processor=x86_64 ;;
  aarch64 | arm64) processor=aarch64 ;;
  *) fail "no program for $(uname -m); docs/install.md says how it is built" ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
name=dateline-$version-$processor-$system

take() {
  if command -v curl >/dev/null; then
    curl -fsSL "$from/$1" -o "$scratch/$1" || fail "cannot take $from/$1"
  elif command -v wget >/dev/null; then
    wget -q "$from/$1" -O "$scratch/$1" || fail "cannot take $from/$1"
  else
    fail "neither curl nor wget is there"
  fi
}

take SHA256SUMS
take "$name.tar.xz"
cd "$scratch"
grep "  $name.tar.xz\$" SHA256SUMS >sum || fail "SHA256SUMS does not name $name.tar.xz"
if command -v sha256sum >/dev/null; then
  sha256sum -c sum >/dev/null || fail "the sum of $name.tar.xz is not that of SHA256SUMS; nothing is installed"
else
  shasum -a 256 -c sum >/dev/null || fail "the sum of $name.tar.xz is not that of SHA256SUMS; nothing is installed"
fi
tar -xJf "$name.tar.xz"
mkdir -p "$bin"
# A program that runs is not written over but exchanged.
cp "$name/dateline" "$bin/.dateline.new"
mv "$bin/.dateline.new" "$bin/dateline"
echo "dateline $version is in $bin"
case ":$PATH:" in
  *":$bin:"*) ;;
  *) echo "add it to your PATH:  export PATH=\"$bin:\$PATH\"" ;;
esac
